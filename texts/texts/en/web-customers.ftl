# The pages of customers: list, card, forms.

customers-kind-company = Company
customers-kind-person = Private person
customers-payment-none = No invoice
customers-payment-paid = Paid
customers-payment-open = Open
customers-payment-late = Overdue
