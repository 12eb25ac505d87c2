# Why a command about an article, supplier or purchase order is refused.

## Articles

refusal-article-unknown = Dit artikel bestaat niet.
refusal-article-number-taken = Dit artikelnummer is al in gebruik. Kies een ander nummer.
refusal-article-archived = Dit artikel is gearchiveerd en kan niet meer worden gewijzigd.
refusal-article-unknown-supplier = Deze leverancier bestaat niet. Kies een andere leverancier.
refusal-article-quantity = Een aantal is meer dan nul.
refusal-article-negative = Een prijs, minimum of voorraad kan niet onder nul zijn.

## Suppliers

refusal-supplier-unknown = Deze leverancier bestaat niet.
refusal-supplier-already-registered = Deze leverancier is al ingevoerd.

## Purchase orders

refusal-purchase-order-unknown = Deze bestelling bestaat niet.
refusal-purchase-order-already-drafted = Deze bestelling is al voorbereid.
refusal-purchase-order-unknown-supplier = Deze leverancier bestaat niet. Kies een andere leverancier.
refusal-purchase-order-unknown-article = Een van deze artikelen bestaat niet. Kies een artikel uit de lijst.
refusal-purchase-order-no-lines = Vul bij ten minste één artikel een aantal in.
refusal-purchase-order-wrong-line = Elke regel heeft een aantal boven nul en een prijs die niet onder nul is.
refusal-purchase-order-twice-the-same = Een artikel staat er twee keer op. Zet het aantal op één regel.
refusal-purchase-order-placed = Deze bestelling is al geplaatst en kan niet meer worden gewijzigd.
refusal-purchase-order-not-placed = Deze bestelling is nog niet geplaatst.
refusal-purchase-order-closed = Deze bestelling is al compleet of ingetrokken.
refusal-purchase-order-more-than-ordered = Er kwam meer binnen dan er nog open staat. Pas het aantal aan, of schrijf op waarom er meer kwam.
refusal-purchase-order-not-on-order = Dit artikel staat niet op deze bestelling.
refusal-purchase-order-in-the-future = De dag van ontvangst kan niet in de toekomst liggen.
refusal-purchase-order-too-large = Dit komt op meer dan een miljard uit. Kijk het aantal en de prijs na.
refusal-purchase-order-no-pieces = Wat per stuk wordt geteld, heeft een heel aantal.
refusal-purchase-order-before-order = De bestelling ging pas op { $day } de deur uit. Kies die dag of later.
refusal-article-months = Onderhoud komt na 1 tot en met 120 maanden terug.
