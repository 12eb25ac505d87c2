# The columns of lists that are taken out to Excel.

column-number = Number
column-kind = Kind
column-name = Name
column-postcode = Postcode
column-city = Town
column-phone = Phone
column-email = E-mail
column-contact = Contact person
column-company-number = Company number
column-vat-number = VAT number
column-machines = Machines
column-open-faults = Open faults
column-running-contracts = Running contracts
column-contract-ends = Contract until
column-open-cents = Outstanding
column-late-cents = Overdue
column-payment = Paid
column-last-contact = Last contact
column-next = Contact on
column-customer-number = Customer number
column-customer-name = Customer
column-about = About
column-cents = Amount
column-salesperson-name = Salesperson
column-last-text = Last said
column-yes = yes
