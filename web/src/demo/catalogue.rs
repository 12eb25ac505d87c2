//! Machines, what goes wrong with them, and the articles and suppliers behind it.

use domain::ArticleId;
use serde_json::json;
use uuid::Uuid;

use super::{Demo, euros, id, parsed};

/// Machines: as they are written on the card, and as they stand in an article's name.
pub(super) const MODELS: [(&str, &str); 5] = [
    ("Koffiemachine K-200", "K-200"),
    ("Koffiemachine K-400", "K-400"),
    ("Waterkoeler W-10", "W-10"),
    ("Vaatwasser V-60", "V-60"),
    ("IJsmachine IJ-3", "IJ-3"),
];

/// Parts, each made for every machine: name, price in cents to buy, how many lie there at first.
const PARTS: [(&str, i64, u32); 24] = [
    ("Waterfilter", 1_260, 30),
    ("Pakkingset", 240, 40),
    ("Pomp 24 V", 6_420, 9),
    ("Slang siliconen", 410, 24),
    ("Printplaat", 18_900, 6),
    ("Verwarmingselement", 7_300, 8),
    ("Deurscharnier", 980, 12),
    ("Temperatuursensor", 1_850, 14),
    ("Magneetventiel", 2_940, 12),
    ("Bedieningspaneel", 11_250, 5),
    ("Zekering 10 A", 95, 60),
    ("Ontkalkingsset", 690, 36),
    ("Motor", 9_480, 6),
    ("Afvoerslang", 560, 18),
    ("Vlotter", 720, 14),
    ("Lekbak", 1_340, 10),
    ("Netsnoer", 640, 15),
    ("Ledlamp", 310, 20),
    ("Schakelaar", 450, 22),
    ("Afdichtrubber", 380, 26),
    ("Ventilator", 2_180, 9),
    ("Stelvoet", 160, 32),
    ("Inlaatklep", 1_920, 12),
    ("Frontpaneel", 5_600, 5),
];

/// How many kinds of parts each machine has.
pub(super) const KINDS: usize = PARTS.len();

/// What is wrong, what was found, what was done, and which parts it may take.
pub(super) struct Trouble {
    pub(super) problem: &'static str,
    pub(super) findings: &'static str,
    pub(super) work: &'static str,
    pub(super) parts: &'static [usize],
}

/// What goes wrong.
pub(super) const TROUBLES: [Trouble; 12] = [
    Trouble {
        problem: "Lekkage onder de machine",
        findings: "Pakking uitgedroogd, slang poreus bij de koppeling",
        work: "Pakking en slang vervangen, op druk getest",
        parts: &[1, 3, 19],
    },
    Trouble {
        problem: "Foutcode E14 op het scherm",
        findings: "Temperatuursensor geeft geen waarde",
        work: "Sensor vervangen, foutgeheugen gewist",
        parts: &[7],
    },
    Trouble {
        problem: "Geen warm water",
        findings: "Verwarmingselement doorgebrand",
        work: "Element vervangen, thermostaat nagemeten",
        parts: &[5, 10],
    },
    Trouble {
        problem: "Maakt veel lawaai",
        findings: "Lager van de motor versleten",
        work: "Motor vervangen en uitgelijnd",
        parts: &[12],
    },
    Trouble {
        problem: "Start niet op",
        findings: "Zekering gesprongen door vocht in de stekker",
        work: "Zekering en netsnoer vervangen, aardlek getest",
        parts: &[10, 16],
    },
    Trouble {
        problem: "Geeft te weinig water",
        findings: "Filter verzadigd, inlaatklep kalkt aan",
        work: "Filter vervangen, machine ontkalkt",
        parts: &[0, 11, 22],
    },
    Trouble {
        problem: "Deur sluit niet goed",
        findings: "Scharnier verbogen",
        work: "Scharnier vervangen en deur gesteld",
        parts: &[6],
    },
    Trouble {
        problem: "Bedieningspaneel reageert niet",
        findings: "Flatkabel los, paneel beschadigd",
        work: "Paneel vervangen, alle functies doorlopen",
        parts: &[9],
    },
    Trouble {
        problem: "Pomp blijft draaien",
        findings: "Vlotter blijft hangen",
        work: "Vlotter vervangen, reservoir gereinigd",
        parts: &[14, 2],
    },
    Trouble {
        problem: "Loopt over",
        findings: "Magneetventiel sluit niet meer af",
        work: "Ventiel vervangen, afvoer doorgespoeld",
        parts: &[8, 13],
    },
    Trouble {
        problem: "Wordt te heet en slaat af",
        findings: "Ventilator vastgelopen door stof",
        work: "Ventilator vervangen, binnenkant schoongemaakt",
        parts: &[20],
    },
    Trouble {
        problem: "Valt steeds uit",
        findings: "Printplaat heeft een koude soldeerverbinding",
        work: "Printplaat vervangen, instellingen overgezet",
        parts: &[4],
    },
];

/// The same of a yearly service.
pub(super) const SERVICE: Trouble = Trouble {
    problem: "Jaarlijkse onderhoudsbeurt",
    findings: "Normale slijtage",
    work: "Gereinigd, ontkalkt, filter vervangen, veiligheid getest",
    parts: &[0, 11],
};

/// The same of a machine that is brought.
pub(super) const INSTALLATION: Trouble = Trouble {
    problem: "Machine plaatsen en aansluiten",
    findings: "Aansluiting aanwezig zoals besproken",
    work: "Geplaatst, waterpas gesteld, aangesloten, uitleg gegeven",
    parts: &[21, 0],
};

/// From whom articles come: name, days from order to delivery.
const SUPPLIERS: [(&str, u16); 6] = [
    ("Onderdelenhuis Midden", 2),
    ("Technische Groothandel Rijn", 4),
    ("Filterland", 3),
    ("Elektro Parts Benelux", 5),
    ("Części i Serwis Poznań", 9),
    ("Sanitair Onderdelen Oost", 3),
];

fn number(model: usize, part: usize) -> String {
    format!("A-{}", 1_001 + model * PARTS.len() + part)
}

/// The article of a part for a machine.
pub(super) fn article(model: usize, part: usize) -> anyhow::Result<Uuid> {
    Ok(ArticleId::of_number(&parsed(&number(model, part))?).0)
}

impl Demo<'_> {
    /// Suppliers, and 120 articles with what lies there.
    pub(super) async fn found_stock(&mut self) -> anyhow::Result<()> {
        for (n, (name, lead_days)) in SUPPLIERS.into_iter().enumerate() {
            let register = json!({"name": name, "email": format!("orders@leverancier{n}.example"), "lead_days": lead_days,
                "our_number": format!("KU-{}", 2_210 + n * 37), "language": if n == 4 { "pl" } else { "nl" }});
            self.give("inge", "suppliers", id("supplier", n), "register", register).await?;
        }
        for (model, (_, short)) in MODELS.into_iter().enumerate() {
            for (part, (name, cents, stock)) in PARTS.into_iter().enumerate() {
                let cents = cents + cents * i64::try_from(model).unwrap_or(0) / 9;
                let supplier = if part == 0 { 2 } else { (part + model) % SUPPLIERS.len() };
                let article = json!({"name": format!("{name} {short}"), "unit": "stuk", "supplier": id("supplier", supplier),
                    "supplier_number": format!("{}{}", short.replace('-', ""), 700 + part), "purchase_price": euros(cents),
                    "sales_price": euros(cents * 9 / 5), "minimum": (stock / 3).to_string(), "order_quantity": (stock / 2).to_string(),
                    "automatic": part == 0 || part == 11, "place": format!("Rek {}, vak {}", model + 1, part + 1), "fits": MODELS[model].0});
                let register = json!({"number": number(model, part), "stock": stock.to_string(), "article": article});
                self.give("inge", "articles", self::article(model, part)?, "register", register).await?;
            }
        }
        Ok(())
    }
}
