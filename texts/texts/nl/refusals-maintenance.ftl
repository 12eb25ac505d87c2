# Why a command about a fault or a visit is refused.

## Faults

refusal-fault-unknown = Deze storing bestaat niet.
refusal-fault-already-reported = Deze storing is al opgenomen.
refusal-fault-unknown-customer = Deze klant bestaat niet of is gearchiveerd. Kies een andere klant.
refusal-fault-unknown-machine = Deze machine staat niet bij deze klant. Kies een andere machine.
refusal-fault-machine-has-open-fault = Op deze machine staat storing S-{ $fault } al open. Is dit een andere storing? Schrijf dan op waarom.
refusal-fault-heard-later = Dit moment moet nog komen. Vul in wanneer de klant het meldde.
refusal-fault-heard-long-ago = Dit is meer dan een jaar geleden. Kijk de datum na.
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
refusal-visit-in-the-future = Dit ligt in de toekomst. Zet de klok van dit apparaat gelijk en probeer het opnieuw.
refusal-visit-before-begun = Dit was vóór het bezoek begon. Zet de klok van dit apparaat gelijk en probeer het opnieuw.
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
refusal-maintenance-plan-unknown = Dit onderhoudsplan bestaat niet.
refusal-maintenance-plan-already-made = Dit onderhoudsplan is al gemaakt.
refusal-maintenance-plan-unknown-customer = Deze klant bestaat niet of is gearchiveerd.
refusal-maintenance-plan-unknown-machine = Een machine is niet van deze klant, of staat er niet meer.
refusal-maintenance-plan-unknown-contract = Het contract is niet van deze klant, of is voorbij.
refusal-maintenance-plan-wrong-day = Kies een dag die hoogstens vijf jaar verder of terug ligt; wat maar een keer komt of wordt verschoven, ligt niet in het verleden.
refusal-maintenance-plan-every = Kies een getal van 1 tot en met 1000.
refusal-maintenance-plan-weekday = Kies bij een weekdag ook welke van de maand, en tel in maanden of jaren.
refusal-maintenance-plan-season = Kies maanden van 1 tot en met 12.
refusal-maintenance-plan-meter = Een teller hoort bij precies één machine, telt meer dan nul, en heeft een langste tijd.
refusal-maintenance-plan-nothing-left = Er valt geen dag meer binnen dit schema.
refusal-maintenance-plan-visit-open = Het bezoek voor deze beurt is al gevraagd: plan dat op een andere dag.
refusal-maintenance-plan-over = Dit onderhoudsplan is beëindigd.
refusal-maintenance-plan-contract-over = Het contract is voorbij.
refusal-maintenance-plan-ahead = Kies hoogstens 366 dagen.
refusal-visit-planned = Dit bezoek is al ingepland.
refusal-visit-days = Stel een tot vijf dagen voor die nog komen.
refusal-machine-not-yet = Een teller wordt niet vooruit opgenomen.
refusal-machine-showed-more = De teller stond eerder op { $reading }. Zeg waarom hij nu minder aangeeft, of verbeter de stand.
refusal-visit-away = De monteur is afwezig van { $from } tot en met { $until }. Kies een andere dag of monteur, of schrijf op waarom het toch zo moet.
refusal-visit-not-working = De monteur werkt dan niet. Kies een ander tijdstip, of schrijf op waarom het toch zo moet.
refusal-visit-not-their-work = De monteur doet dit soort bezoeken niet. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-not-their-machine = De monteur kent { $model } niet. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-outside-area = De monteur komt niet in { $postcode }. Kies een andere monteur, of schrijf op waarom het toch zo moet.
refusal-visit-unknown-helper = Wie meegaat is geen monteur, of werkt hier niet meer. Kies iemand anders.
refusal-visit-goes-already = Deze monteur gaat zelf al. Kies iemand anders.
refusal-visit-helper-busy = Wie meegaat heeft dan al { $visits }. Kies iemand anders, of schrijf op waarom het toch kan.
refusal-visit-helper-away = { $who } is afwezig van { $from } tot en met { $until }. Kies iemand anders, of schrijf op waarom het toch kan.
