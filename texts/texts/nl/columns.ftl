# The columns of lists that are taken out to Excel.

column-number = Nummer
column-kind = Soort
column-name = Naam
column-postcode = Postcode
column-city = Plaats
column-phone = Telefoon
column-email = E-mail
column-contact = Contactpersoon
column-company-number = KvK-nummer
column-vat-number = Btw-nummer
column-machines = Machines
column-open-faults = Open storingen
column-running-contracts = Lopende contracten
column-contract-ends = Contract tot en met
column-open-cents = Openstaand
column-late-cents = Te laat
column-payment = Betaald
column-last-contact = Laatste contact
column-next = Contact op
column-customer-number = Klantnummer
column-customer-name = Klant
column-about = Waarover
column-cents = Bedrag
column-salesperson-name = Verkoper
column-last-text = Laatst besproken
column-yes = ja
