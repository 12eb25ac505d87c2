//! A purchase order as PDF, in the supplier's language; the same order gives the same bytes.

use domain::{
    PurchaseOrderId,
    settings::{self, Settings},
};
use event_store::Log;
use pdf::{Company, OrderLine, Party, Template};
use projections::{
    ReadSide,
    purchasing::{DEPARTMENT, orders, suppliers},
};
use texts::{Lang, format, t};

use crate::ReactError;

/// The order as a file: its name and its bytes.
///
/// # Errors
/// Why it can't be made: there is no such order, the company's details are not set, or what was handed in can't be typeset.
pub async fn file(log: &Log, reads: &ReadSide, id: PurchaseOrderId) -> Result<(String, Vec<u8>), String> {
    let data = data(log, reads, id).await.map_err(|error| error.to_string())?;
    let data = data.ok_or_else(|| format!("purchase order {id} or the company's details are not known"))?;
    let name = format!("{}.pdf", data.number);
    let made = tokio::task::spawn_blocking(move || pdf::purchase_order(&data)).await;
    let bytes = made.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    Ok((name, bytes))
}

/// What the order says; none when there is no such order or the company's details are not set.
async fn data(log: &Log, reads: &ReadSide, id: PurchaseOrderId) -> Result<Option<pdf::PurchaseOrder>, ReactError> {
    let pool = &reads.of(&DEPARTMENT).pool;
    let Some(whole) = orders::one(pool, id).await? else { return Ok(None) };
    let Some(supplier) = suppliers::one(pool, whole.order.supplier).await? else { return Ok(None) };
    let Some(company) = log.state::<Settings>(settings::COMPANY).await?.0.company.clone() else { return Ok(None) };
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == supplier.language).unwrap_or_default();
    // The day of placing, so that an order printed tomorrow is the same one.
    let at = whole.order.placed_at.unwrap_or(whole.order.drafted_at);
    let money = |money: domain::Money| format::euros(lang, money.cents, money.currency.code());
    let line = |line: &orders::Line| {
        let quantity = format::quantity(lang, line.quantity.thousandths());
        OrderLine {
            article: line.number.clone().unwrap_or_default(),
            vendor_article: line.supplier_number.clone(),
            description: line.name.clone().unwrap_or_default(),
            quantity: format!("{quantity} {}", line.unit.as_deref().unwrap_or_default()).trim_end().to_owned(),
            unit_price: money(line.price),
            net: money(line.amount),
        }
    };
    let address = address(&company);
    let delivery_address = std::iter::once(company.name.to_string()).chain(address.iter().cloned()).collect();
    Ok(Some(pdf::PurchaseOrder {
        language: lang.code().into(),
        labels: pdf::labels(Template::PurchaseOrder, |key| t(lang, &format!("pdf-{key}")).into_owned()),
        made_at: at,
        vendor: Party { name: supplier.name, ..Party::default() },
        number: format!("I-{}", whole.order.number),
        date: format::date_long(lang, log.local(at).date()),
        your_reference: supplier.our_number,
        wanted_by: whole.order.expected.map(|day| format::date_long(lang, day)),
        contact: Some(format!("{}, {}", company.phone, company.email)),
        delivery_address,
        lines: whole.lines.iter().map(line).collect(),
        net_total: money(whole.order.total),
        notes: Vec::new(),
        company: Company {
            name: company.name.to_string(),
            address,
            company_number: company.company_number.to_string(),
            vat_id: company.vat_number.to_string(),
            iban: company.iban.to_string(),
            bic: None,
            phone: company.phone.to_string(),
            email: company.email.to_string(),
            website: None,
        },
    }))
}

/// Our address as it stands on paper.
fn address(company: &settings::Company) -> Vec<String> {
    let address = &company.address;
    vec![address.street.to_string(), format!("{} {}", address.postcode, address.city)]
}
