# Why a command about an article, supplier or purchase order is refused.

## Articles

refusal-article-unknown = Ten artykuł nie istnieje.
refusal-article-number-taken = Ten numer artykułu jest już zajęty. Wybierz inny.
refusal-article-archived = Ten artykuł jest zarchiwizowany i nie można go już zmienić.
refusal-article-unknown-supplier = Ten dostawca nie istnieje. Wybierz innego dostawcę.
refusal-article-quantity = Ilość musi być większa od zera.
refusal-article-negative = Cena, minimum i stan nie mogą być mniejsze od zera.

## Suppliers

refusal-supplier-unknown = Ten dostawca nie istnieje.
refusal-supplier-already-registered = Ten dostawca jest już wpisany.

## Purchase orders

refusal-purchase-order-unknown = To zamówienie nie istnieje.
refusal-purchase-order-already-drafted = To zamówienie jest już przygotowane.
refusal-purchase-order-unknown-supplier = Ten dostawca nie istnieje. Wybierz innego dostawcę.
refusal-purchase-order-unknown-article = Jeden z tych artykułów nie istnieje. Wybierz artykuł z listy.
refusal-purchase-order-no-lines = Wpisz ilość przy co najmniej jednym artykule.
refusal-purchase-order-wrong-line = Każdy wiersz ma ilość większą od zera i cenę nie mniejszą od zera.
refusal-purchase-order-twice-the-same = Artykuł występuje dwa razy. Wpisz całą ilość w jednym wierszu.
refusal-purchase-order-placed = To zamówienie jest już złożone i nie można go zmienić.
refusal-purchase-order-not-placed = To zamówienie nie zostało jeszcze złożone.
refusal-purchase-order-closed = To zamówienie jest zrealizowane albo wycofane.
refusal-purchase-order-more-than-ordered = Przyszło więcej, niż jeszcze zamówiono. Zmień ilość albo napisz, dlaczego przyszło więcej.
refusal-purchase-order-not-on-order = Tego artykułu nie ma na tym zamówieniu.
refusal-purchase-order-in-the-future = Dzień przyjęcia nie może być w przyszłości.
refusal-purchase-order-too-large = To daje więcej niż miliard. Sprawdź ilość i cenę.
refusal-purchase-order-no-pieces = Co liczy się na sztuki, ma liczbę całkowitą.
refusal-purchase-order-before-order = Zamówienie wysłano dopiero { $day }. Wybierz ten dzień lub późniejszy.
refusal-article-months = Konserwacja wraca po 1 do 120 miesiącach.
