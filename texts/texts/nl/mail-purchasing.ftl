# Mails to suppliers.

mail-purchase-order-subject = Bestelling { $number } van { $company }
mail-purchase-order-body =
    Goedendag,

    { $count ->
        [one] Hierbij bestellen wij één artikel. Het staat met aantal en prijs in de bijlage.
       *[other] Hierbij bestellen wij { $count } artikelen. Ze staan met aantal en prijs in de bijlage.
    }

    Zet ons bestelnummer { $number } op de pakbon en de factuur. Klopt er iets niet of is iets niet leverbaar? Antwoord dan op deze mail.
