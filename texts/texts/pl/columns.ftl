# The columns of lists that are taken out to Excel.

column-number = Numer
column-kind = Rodzaj
column-name = Nazwa
column-postcode = Kod pocztowy
column-city = Miejscowość
column-phone = Telefon
column-email = E-mail
column-contact = Osoba kontaktowa
column-company-number = REGON
column-vat-number = NIP
column-machines = Maszyny
column-open-faults = Otwarte awarie
column-running-contracts = Aktywne umowy
column-contract-ends = Umowa do
column-open-cents = Do zapłaty
column-late-cents = Po terminie
column-payment = Zapłacono
column-last-contact = Ostatni kontakt
column-next = Kontakt dnia
column-customer-number = Numer klienta
column-customer-name = Klient
column-about = Dotyczy
column-cents = Kwota
column-salesperson-name = Handlowiec
column-last-text = Ostatnio ustalono
column-yes = tak
