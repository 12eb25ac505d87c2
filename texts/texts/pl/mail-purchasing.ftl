# Mails to suppliers.

mail-purchase-order-subject = Zamówienie { $number } od { $company }
mail-purchase-order-body =
    Dzień dobry,

    { $count ->
        [one] zamawiamy jeden artykuł. Ilość i cena znajdują się w załączniku.
        [few] zamawiamy { $count } artykuły. Ilości i ceny znajdują się w załączniku.
       *[many] zamawiamy { $count } artykułów. Ilości i ceny znajdują się w załączniku.
    }

    Prosimy o podanie naszego numeru zamówienia { $number } na dokumencie dostawy i na fakturze. Jeśli coś się nie zgadza lub nie jest dostępne, prosimy o odpowiedź na tę wiadomość.
