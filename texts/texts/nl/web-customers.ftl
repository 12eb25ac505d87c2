# The pages of customers: list, card, forms.

customers-kind-company = Bedrijf
customers-kind-person = Particulier
customers-payment-none = Geen factuur
customers-payment-paid = Betaald
customers-payment-open = Open
customers-payment-late = Te laat
