# The pages of customers: list, card, forms.

customers-kind-company = Firma
customers-kind-person = Osoba prywatna
customers-payment-none = Brak faktury
customers-payment-paid = Zapłacono
customers-payment-open = Do zapłaty
customers-payment-late = Po terminie
