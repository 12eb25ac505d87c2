# Why a command about a fault or a visit is refused.

## Faults

refusal-fault-unknown = Deze storing bestaat niet.
refusal-fault-already-reported = Deze storing is al opgenomen.
refusal-fault-unknown-customer = Deze klant bestaat niet of is gearchiveerd. Kies een andere klant.
refusal-fault-unknown-machine = Deze machine staat niet bij deze klant. Kies een andere machine.
refusal-fault-machine-has-open-fault = Op deze machine staat storing S-{ $fault } al open. Is dit een andere storing? Schrijf dan op waarom.
refusal-fault-closed = Deze storing is al opgelost of ingetrokken. Heropen de storing eerst.

## Visits

refusal-visit-unknown = Dit bezoek bestaat niet.
refusal-visit-already-requested = Dit bezoek is al aangevraagd.
refusal-visit-unknown-customer = Deze klant bestaat niet of is gearchiveerd. Kies een andere klant.
refusal-visit-unknown-technician = Deze collega is geen monteur, of werkt hier niet meer. Kies een andere monteur.
refusal-visit-overlaps = De monteur heeft dan al { $visits }. Kies een andere tijd, of schrijf op waarom het toch kan.
refusal-visit-in-the-past = Dit tijdstip is al voorbij. Kies een later tijdstip.
refusal-visit-started = De monteur is al begonnen. Het bezoek kan niet meer worden verzet of afgezegd.
refusal-visit-not-scheduled = Dit bezoek is nog niet ingepland.
refusal-visit-not-started = Dit bezoek is nog niet begonnen. Druk eerst op Beginnen.
refusal-visit-closed = Dit bezoek is al afgerond of afgezegd.
refusal-visit-not-yours = Dit bezoek is van een collega.
refusal-visit-not-used = Er zijn er niet zoveel gebruikt.
refusal-visit-quantity = Een aantal is meer dan nul.
refusal-visit-unknown-machine = Deze machine hoort niet bij deze klant. Kies een andere machine.
refusal-visit-unknown-fault = Deze storing is niet van deze klant. Kies een andere storing.
refusal-visit-unknown-article = Dit artikel bestaat niet. Kies een artikel uit de lijst.
refusal-visit-too-far-ahead = Zo ver vooruit wordt niet gepland. Kies een dag binnen twee jaar.
refusal-visit-outside-hours = Dit valt buiten de werktijden. Kies een ander tijdstip, of schrijf op waarom het toch zo moet.
refusal-visit-behind-promise = De klant is iemand beloofd uiterlijk { $day }. Kies een eerder tijdstip, of schrijf op waarom het later wordt.
refusal-visit-another-day = Dit bezoek staat gepland op { $day }. Schrijf op waarom u nu begint; dan wordt het naar nu verzet.
refusal-visit-busy = De monteur is nog bezig met { $visit }. Rond dat bezoek eerst af of onderbreek het.
refusal-visit-more-than-stock = Volgens de voorraad zijn er maar { $stock }. Pas het aantal aan, of schrijf op waar de rest vandaan kwam.
refusal-visit-too-many = Meer dan 999 tegelijk kan niet. Kijk het aantal na.
refusal-visit-no-pieces = Dit artikel wordt per stuk geteld. Vul een heel aantal in.
refusal-visit-away = De monteur is afwezig van { $from } tot en met { $until }. Kies een andere dag of monteur, of schrijf op waarom het toch zo moet.
refusal-visit-not-working = De monteur werkt dan niet. Kies een ander tijdstip, of schrijf op waarom het toch zo moet.
refusal-visit-not-their-work = De monteur doet dit soort bezoeken niet. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-not-their-machine = De monteur kent { $model } niet. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-outside-area = De monteur komt niet in { $postcode }. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-unknown-helper = Wie meegaat is geen monteur, of werkt hier niet meer. Kies iemand anders.
refusal-visit-goes-already = Deze monteur gaat zelf al. Kies iemand anders.
refusal-visit-helper-busy = Wie meegaat heeft dan al { $visits }. Kies iemand anders, of schrijf op waarom het toch kan.
refusal-visit-helper-away = Wie meegaat is afwezig van { $from } tot en met { $until }. Kies iemand anders, of schrijf op waarom het toch kan.
