//! The words that the demo company's customers, talks and reports are made of.

/// What a customer is.
pub const FIRST: [&str; 30] = [
    "Zorggroep",
    "Bakkerij",
    "Hotel",
    "Basisschool",
    "Garage",
    "Notariskantoor",
    "Apotheek",
    "Sportcentrum",
    "Drukkerij",
    "Bibliotheek",
    "Restaurant",
    "Tandartspraktijk",
    "Makelaardij",
    "Bouwbedrijf",
    "Kapsalon",
    "Brouwerij",
    "Museum",
    "Theater",
    "Camping",
    "Kwekerij",
    "Fysiotherapie",
    "Uitgeverij",
    "Timmerbedrijf",
    "Wasserij",
    "Zwembad",
    "Advocatenkantoor",
    "Huisartsenpost",
    "Woningcorporatie",
    "Autobedrijf",
    "Lunchroom",
];

/// What it is called.
pub const SECOND: [&str; 40] = [
    "De Linde",
    "Van Dam",
    "De Kroon",
    "Meerkade",
    "Lijn 9",
    "Terpstra",
    "Lombok",
    "Overvecht",
    "De Tol",
    "Maliebaan",
    "De Vries",
    "Visser",
    "Smit",
    "Meijer",
    "De Boer",
    "Mulder",
    "De Groot",
    "Vos",
    "Hendriks",
    "Van Leeuwen",
    "Dekker",
    "Dijkstra",
    "De Graaf",
    "Kok",
    "Vermeulen",
    "De Haan",
    "Schouten",
    "Hoekstra",
    "Koster",
    "Prins",
    "Huisman",
    "Postma",
    "Kuijpers",
    "Van Vliet",
    "Blom",
    "Kramer",
    "De Wilg",
    "Zonneveld",
    "O'Brien",
    "Het Anker",
];

/// Given names, and names of families.
pub const GIVEN: [&str; 20] = [
    "Hanneke", "Robbert", "Anna", "Willem", "Zofia", "Łukasz", "Samira", "Mohammed", "Sven", "Iris", "Joost",
    "Marieke", "Paweł", "Esther", "Tijmen", "Lotte", "Ahmed", "Nora", "Bas", "Femke",
];
pub(super) const FAMILY: [&str; 20] = [
    "Jansen",
    "Bakker",
    "van den Berg",
    "Peeters",
    "Kaya",
    "Wiśniewska",
    "de Jong",
    "Brouwer",
    "van Dijk",
    "Jacobs",
    "Willems",
    "El Amrani",
    "Vermeer",
    "Hoogland",
    "Smits",
    "Mazur",
    "Post",
    "Kuiper",
    "de Ruiter",
    "Boersma",
];

/// What someone does at a customer.
pub(super) const ROLES: [&str; 6] =
    ["Facilitair", "Eigenaar", "Office manager", "Administratie", "Chef keuken", "Conciërge"];

/// Towns, each with a postcode; two to each technician, in their order.
pub const TOWNS: [(&str, &str); 16] = [
    ("3511", "Utrecht"),
    ("3701", "Zeist"),
    ("3811", "Amersfoort"),
    ("3761", "Soest"),
    ("3431", "Nieuwegein"),
    ("3401", "IJsselstein"),
    ("3991", "Houten"),
    ("4101", "Culemborg"),
    ("1211", "Hilversum"),
    ("3741", "Baarn"),
    ("3441", "Woerden"),
    ("2801", "Gouda"),
    ("6711", "Ede"),
    ("3901", "Veenendaal"),
    ("3581", "Utrecht"),
    ("3731", "De Bilt"),
];
pub(super) const STREETS: [&str; 12] = [
    "Dorpsstraat",
    "Stationsweg",
    "Industrieweg",
    "Kerkplein",
    "Molenlaan",
    "Havenkade",
    "Ambachtsweg",
    "Markt",
    "Oranjestraat",
    "Lindelaan",
    "Energieweg",
    "Parallelweg",
];

/// What management asks about what somebody did.
pub(super) const QUESTIONS: [&str; 4] = [
    "Met wie is dit afgesproken?",
    "Waarom op deze dag?",
    "Klopt dit? Het wijkt af van wat we gewoon zijn.",
    "Weet de klant hiervan?",
];

/// What they answer.
pub(super) const ANSWERS: [&str; 4] = [
    "Afgesproken aan de telefoon, het staat ook in de notitie.",
    "Dat was de eerste dag waarop het kon.",
    "Klopt, ik heb het met een collega nagekeken.",
    "Ja, de klant heeft het zelf gevraagd.",
];

/// Notes on a card.
pub(super) const NOTES: [&str; 8] = [
    "Parkeren achter het gebouw, melden bij de receptie.",
    "Alleen bellen tussen 8 en 16 uur.",
    "Sleutel van de keuken ligt bij de portier.",
    "Vraagt elk voorjaar om een aanbieding voor een tweede machine.",
    "Facturen graag met inkoopnummer.",
    "Technicus moet zich legitimeren.",
    "Lift is te klein voor een hele machine: via de laaddeur.",
    "Tevreden over de snelle hulp bij de vorige storing.",
];

/// Where a machine stands.
pub(super) const PLACES: [&str; 8] =
    ["Keuken", "Kantine", "Receptie", "Eerste verdieping", "Vergaderzaal", "Bar", "Wachtkamer", "Werkplaats"];

/// Why an appointment is moved or called off.
pub(super) const MOVED: [&str; 5] = [
    "Klant is die dag gesloten",
    "Onderdeel komt een dag later",
    "Klant belde: liever op een andere dag",
    "Technicus ziek",
    "Uitgelopen bij de vorige klant",
];

/// What opportunities are about.
pub(super) const WISHES: [&str; 6] = [
    "Tweede koffiemachine voor de nieuwe vleugel",
    "Vervanging van de K-200 door een K-400",
    "Onderhoudscontract voor de hele locatie",
    "Waterkoelers op elke verdieping",
    "IJsmachine voor het terras",
    "Leasen in plaats van kopen",
];

/// Tasks that colleagues hand each other.
pub(super) const TASKS: [(&str, &str); 6] = [
    ("finance", "Graag een kopie van de laatste drie facturen naar de boekhouder van de klant."),
    ("planner", "Klant wil volgende week teruggebeld worden over de onderhoudsbeurten."),
    ("purchasing", "Kunnen we voor deze klant een voorraad filters klaarleggen?"),
    ("sales", "Klant vroeg tijdens het bezoek naar een grotere machine."),
    ("finance", "Klant heeft een nieuw rekeningnummer doorgegeven, staat in de mail."),
    ("planner", "Graag dezelfde technicus als de vorige keer."),
];
