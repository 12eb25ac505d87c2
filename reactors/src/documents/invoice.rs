//! Invoices and credit notes: the buyer, lines and rates as issued, never the customer's present data.

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    Country, Currency, InvoiceId, Money,
    invoice::{Buyer, Event, Exchange, IssuedItem, Item, Origin, Totals},
    registry::AnyEvent,
    settings::VatKind,
};
use event_store::Recorded;
use pdf::{Credited, Fact, Invoice, InvoiceLine, Party, Payment, Template, VatTotal};
use texts::{
    Lang,
    format::{date_long, decimal, month_year},
    t, tr,
};

use super::{Documents, Erased, address, found, labels, lang, missing, money, percent, quantity};

/// An issued invoice, as its event holds it.
struct Issued {
    recorded: Recorded,
    story: Vec<Recorded>,
    buyer: Buyer,
}

impl Documents {
    async fn issued(&self, id: InvoiceId) -> anyhow::Result<Issued> {
        let story = self.story("invoice", &id.to_string(), None).await?;
        let issued = found(&story, |event| match event {
            AnyEvent::Invoice(Event::InvoiceIssued { buyer, .. }) => Some(buyer),
            _ => None,
        });
        let Some((recorded, buyer)) = issued else { return missing("invoice") };
        let buyer = buyer.value().ok_or(Erased)?.clone();
        Ok(Issued { recorded: recorded.clone(), buyer, story })
    }

    /// What the file of an invoice or credit note is called, in the language in which it is written: `factuur-2026-0412.pdf`.
    ///
    /// # Errors
    /// When there is no such document, or its customer was erased.
    pub async fn file_name(&self, id: InvoiceId, credit: bool) -> anyhow::Result<String> {
        let Issued { story, buyer, .. } = self.issued(id).await?;
        let number = found(&story, |event| match event {
            AnyEvent::Invoice(Event::InvoiceIssued { number, .. }) if !credit => Some(number),
            AnyEvent::Invoice(Event::CreditNoteIssued { number, .. }) if credit => Some(number),
            _ => None,
        });
        let Some((_, number)) = number else { return missing("invoice") };
        let word = t(lang(buyer.language), if credit { "file-credit-note" } else { "file-invoice" });
        Ok(format!("{word}-{number}.pdf"))
    }

    /// The data of an invoice.
    pub(super) async fn invoice(&self, id: InvoiceId) -> anyhow::Result<Invoice> {
        let Issued { recorded, story, buyer } = self.issued(id).await?;
        let AnyEvent::Invoice(Event::InvoiceIssued {
            number,
            on,
            due,
            delivered_from,
            delivered_on,
            items,
            reference,
            ..
        }) = &recorded.event
        else {
            return missing("invoice");
        };
        let lang = lang(buyer.language);
        let company = self.company(recorded.position, &buyer.address.country, lang).await?;
        let own = self.country(recorded.position).await?;
        let totals = Totals::of(items);
        let currency = self.settings(recorded.position).await?.vat_currency();
        let number = number.to_string();
        let qr = epc(&company.name, &company.iban, totals.total(), &number);
        let words = [("due", date_long(lang, *due).into()), ("number", number.as_str().into())];
        Ok(Invoice {
            due_date: Some(date_long(lang, *due)),
            your_reference: reference.as_ref().and_then(domain::Personal::value).map(ToString::to_string),
            facts: facts(lang, &buyer, &story, self).await?,
            supply_date: supplied(lang, &story, *delivered_from, *delivered_on),
            payment: Payment { text: tr(lang, "document-pay", &words), reference: number.clone(), qr },
            ..told(
                lang,
                &story,
                currency,
                totals.vat(),
                invoice(lang, &recorded, company, party(lang, &buyer, &own), number, date_long(lang, *on), items),
            )
        })
    }

    /// The data of the credit note that takes an invoice back in full.
    pub(super) async fn credit_note(&self, id: InvoiceId) -> anyhow::Result<Invoice> {
        let Issued { recorded, story, buyer } = self.issued(id).await?;
        let credited = found(&story, |event| match event {
            AnyEvent::Invoice(Event::CreditNoteIssued { number, on, reason, .. }) => Some((number, on, reason)),
            _ => None,
        });
        let Some((credit, (number, on, reason))) = credited else { return missing("credit note") };
        let AnyEvent::Invoice(Event::InvoiceIssued {
            number: of, on: of_day, delivered_from, delivered_on, items, ..
        }) = &recorded.event
        else {
            return missing("invoice");
        };
        let lang = lang(buyer.language);
        let company = self.company(credit.position, &buyer.address.country, lang).await?;
        let own = self.country(credit.position).await?;
        let back = |IssuedItem { item, rate }: &IssuedItem| IssuedItem {
            item: Item { price: -item.price, ..item.clone() },
            rate: *rate,
        };
        let items: Vec<_> = items.iter().map(back).collect();
        let number = format!("CR-{number}");
        let text = t(lang, "document-credit").into_owned();
        let note =
            invoice(lang, credit, company, party(lang, &buyer, &own), number.clone(), date_long(lang, *on), &items);
        // Told as the invoice told it, that it takes back.
        let currency = self.settings(recorded.position).await?.vat_currency();
        let mut note = told(lang, &story, currency, Totals::of(&items).vat(), note);
        note.notes.insert(0, tr(lang, "document-credit-reason", &[("reason", reason.text().into())]));
        Ok(Invoice {
            credits: Some(Credited { number: of.to_string(), date: date_long(lang, *of_day) }),
            supply_date: supplied(lang, &story, *delivered_from, *delivered_on),
            payment: Payment { text, reference: number, qr: None },
            ..note
        })
    }
}

/// What invoice and credit note have alike.
fn invoice(
    lang: Lang,
    recorded: &Recorded,
    company: pdf::Company,
    customer: Party,
    number: String,
    date: String,
    items: &[IssuedItem],
) -> Invoice {
    let totals = Totals::of(items);
    let rate = |kind: VatKind, rate| match kind {
        VatKind::ReverseCharge => t(lang, "document-reverse-charged").into_owned(),
        _ => percent(lang, rate),
    };
    let line = |IssuedItem { item, rate: percentage }: &IssuedItem| InvoiceLine {
        description: item.description.to_string(),
        details: None,
        quantity: quantity(lang, item.quantity),
        unit_price: money(lang, item.price),
        vat_rate: rate(item.vat, *percentage),
        net: money(lang, item.price.times(item.quantity)),
    };
    let total = |(kind, percentage, net, vat): &(VatKind, _, Money, Money)| VatTotal {
        rate: rate(*kind, *percentage),
        net: money(lang, *net),
        vat: money(lang, *vat),
    };
    Invoice {
        language: lang.code().into(),
        labels: labels(Template::Invoice, lang),
        made_at: recorded.recorded_at,
        customer,
        company,
        number,
        date,
        supply_date: String::new(),
        due_date: None,
        your_reference: None,
        facts: Vec::new(),
        credits: None,
        lines: items.iter().map(line).collect(),
        vat: totals.by_rate.iter().map(total).collect(),
        net_total: money(lang, totals.net()),
        vat_total: money(lang, totals.vat()),
        vat_owed: None,
        total: money(lang, totals.total()),
        reverse_charged: items.iter().any(|item| item.item.vat == VatKind::ReverseCharge),
        notes: Vec::new(),
        payment: Payment { text: String::new(), reference: String::new(), qr: None },
    }
}

/// Tells the VAT in the money in which it is owed too, at the rate that was noted with the draft.
fn told(lang: Lang, story: &[Recorded], currency: Currency, vat: Money, mut invoice: Invoice) -> Invoice {
    let noted = found(story, |event| match event {
        AnyEvent::Invoice(Event::ExchangeRateNoted { exchange, .. }) => Some(exchange),
        _ => None,
    });
    if let Some((fact, note)) = noted.and_then(|(_, exchange)| owed(lang, exchange, currency, vat)) {
        invoice.vat_owed = Some(fact);
        invoice.notes.push(note);
    }
    invoice
}

/// The VAT in the currency in which it is owed, and at which rate that is; none where it is told in that one, or is none.
fn owed(
    lang: Lang,
    Exchange { rate, on, source }: &Exchange,
    currency: Currency,
    vat: Money,
) -> Option<(Fact, String)> {
    if vat.cents == 0 || vat.currency == currency {
        return None;
    }
    let owed = rate.convert(vat);
    let label = tr(lang, "document-vat-owed", &[("currency", owed.currency.code().into())]);
    let words = [
        ("rate", decimal(lang, rate.ten_thousandths(), 4).into()),
        ("source", source.as_str().into()),
        ("day", date_long(lang, *on).into()),
    ];
    Some((Fact { label, value: money(lang, owed) }, tr(lang, "document-exchange", &words)))
}

/// The buyer as they stood at issue.
fn party(lang: Lang, buyer: &Buyer, own: &Country) -> Party {
    Party {
        name: buyer.name.to_string(),
        attention: None,
        address: address(lang, &buyer.address, own),
        vat_id: buyer.vat_number.as_ref().map(ToString::to_string),
        company_number: None,
    }
}

/// Why there is an invoice.
fn origin(story: &[Recorded]) -> Origin {
    let drafted = found(story, |event| match event {
        AnyEvent::Invoice(Event::InvoiceDrafted { origin, .. }) => Some(*origin),
        _ => None,
    });
    drafted.map(|(_, origin)| origin).unwrap_or_default()
}

/// The day of delivery, or its first and last day; a whole month by its name.
fn supplied(lang: Lang, story: &[Recorded], from: Option<NaiveDate>, until: NaiveDate) -> String {
    let whole = |from: NaiveDate| from.day() == 1 && from.checked_add_months(Months::new(1)) == until.succ_opt();
    match (from, origin(story)) {
        (Some(from), _) if whole(from) => month_year(lang, from),
        (Some(from), _) if (from.year(), from.month()) == (until.year(), until.month()) && from < until => {
            format!("{} – {}", from.day(), date_long(lang, until))
        }
        (Some(from), _) if from < until => format!("{} –\n{}", date_long(lang, from), date_long(lang, until)),
        // Invoices of contracts did not say their days in the beginning.
        (None, Origin::Contract { month, .. }) => month_year(lang, month),
        _ => date_long(lang, until),
    }
}

async fn facts(lang: Lang, buyer: &Buyer, story: &[Recorded], documents: &Documents) -> anyhow::Result<Vec<Fact>> {
    let fact = |key: &str, value: String| Fact { label: t(lang, key).into_owned(), value };
    let mut facts = vec![fact("document-customer-number", buyer.number.to_string())];
    match origin(story) {
        Origin::Contract { contract, .. } => {
            let story = documents.story("contract", &contract.to_string(), None).await?;
            let number = found(&story, |event| match event {
                AnyEvent::Contract(domain::contract::Event::ContractDrafted { number, .. }) => Some(number),
                _ => None,
            });
            facts.extend(number.map(|(_, number)| fact("pdf-contract", format!("C-{number}"))));
        }
        Origin::Visit { visit } => {
            let story = documents.story("visit", &visit.to_string(), None).await?;
            let number = found(&story, |event| match event {
                AnyEvent::Visit(domain::visit::Event::VisitRequested { number, .. }) => Some(number),
                _ => None,
            });
            facts.extend(number.map(|(_, number)| fact("pdf-worksheet", format!("B-{number}"))));
        }
        Origin::Hand => {}
    }
    Ok(facts)
}

/// What the QR code of a payment says: EPC069-12 of the European Payments Council, version 2, for euros only.
pub(crate) fn epc(name: &str, iban: &str, amount: Money, reference: &str) -> Option<String> {
    let payable = amount.currency == domain::Currency::Eur && (1..=99_999_999_999).contains(&amount.cents);
    // The guideline takes 70 characters of the name.
    let name: String = name.chars().take(70).collect();
    let iban: String = iban.chars().filter(|c| !c.is_whitespace()).collect();
    let (euros, cents) = (amount.cents / 100, amount.cents % 100);
    payable.then(|| format!("BCD\n002\n1\nSCT\n\n{name}\n{iban}\nEUR{euros}.{cents:02}\n\n\n{reference}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_payment_code_has_the_lines_of_the_guideline() {
        let text = epc("Werkbank B.V.", "NL91 ABNA 0417 1643 00", Money::euros(57_388), "2026-0412");
        let wanted = "BCD\n002\n1\nSCT\n\nWerkbank B.V.\nNL91ABNA0417164300\nEUR573.88\n\n\n2026-0412";
        assert_eq!(text.as_deref(), Some(wanted));
    }

    #[test]
    fn vat_in_other_money_is_told_in_euros_with_the_rate_its_day_and_its_source() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap_or_default();
        let (rate, source) = ("4.2512".parse().unwrap(), "ECB".parse().unwrap());
        let vat = Money { cents: 2_100, currency: Currency::Pln };
        let exchange = Exchange { rate, on, source };
        assert_eq!(owed(Lang::Nl, &exchange, Currency::Eur, Money::euros(2_100)).map(|(_, note)| note), None);
        let (fact, note) = owed(Lang::Nl, &exchange, Currency::Eur, vat).unwrap();
        assert_eq!((fact.label.as_str(), fact.value.as_str()), ("Btw in EUR", "€\u{a0}4,94"));
        assert_eq!(note, "Btw omgerekend naar de koers van ECB van 16 november 2026: 1 EUR = 4,2512 PLN.");
    }

    #[test]
    fn a_delivery_is_written_as_a_day_a_month_or_from_when_to_when() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        let written = |from, until| supplied(Lang::Nl, &[], from, until);
        assert_eq!(written(None, day(11, 13)), "13 november 2026");
        assert_eq!(written(Some(day(11, 13)), day(11, 13)), "13 november 2026");
        assert_eq!(written(Some(day(11, 1)), day(11, 30)), "november 2026");
        assert_eq!(written(Some(day(11, 2)), day(11, 13)), "2 – 13 november 2026");
        assert_eq!(written(Some(day(11, 30)), day(12, 4)), "30 november 2026 –\n4 december 2026");
    }

    #[test]
    fn nothing_to_pay_and_other_money_have_no_payment_code() {
        let zloty = Money { cents: 100, currency: domain::Currency::Pln };
        assert_eq!((epc("W", "NL", Money::euros(0), "1"), epc("W", "NL", zloty, "1")), (None, None));
    }
}
