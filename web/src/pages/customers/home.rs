//! "Vandaag" of sales: whom to call, where a promise was broken, what ends; and who is visited today.

use chrono::NaiveDate;
use projections::{
    customers::list,
    maintenance::{board, visits::Visit},
    sales::{
        self, contracts,
        opportunities::{self, Opportunity},
    },
};
use texts::format::{relative_day, whole};

use super::pool;
use crate::{
    components::{Button, Look, Size, Tone, link_button},
    cx::{Cx, Refusal},
    icons::Icon,
    pages::{
        finance::sums,
        maintenance,
        today::home::{Figure, Home, Todo, When},
    },
};

/// Opportunities that are looked at.
const LIMIT: u32 = 12;
/// Broken promises that are shown.
const BROKEN: u32 = 6;

/// What sales sees at the start of the day.
///
/// # Errors
/// When the read tables can't be asked.
pub async fn sales(cx: &Cx) -> Result<Home, Refusal> {
    let pool = &cx.reads(&projections::maintenance::DEPARTMENT).pool;
    let broken = board::late(pool, cx.app.log.clock.now(), BROKEN).await?;
    let mut work: Vec<Todo> = broken.iter().map(|visit| to_tell(cx, visit)).collect();
    let filter = opportunities::Filter::default();
    let contacts = opportunities::page(&cx.reads(&sales::DEPARTMENT).pool, &filter, None, LIMIT).await?;
    work.extend(contacts.rows.iter().filter_map(|one| to_contact(cx, one)));
    Ok(Home {
        live: "customers sales maintenance",
        figures: vec![
            maintenance::home::open_faults(cx).await?,
            maintenance::home::waiting(cx).await?,
            ending(cx).await?,
            late(cx).await?,
        ],
        work,
        agenda: Some(maintenance::home::visits_today(cx, board::standing(pool, cx.today(), None).await?).await?),
        ..Home::default()
    })
}

/// Contracts of which notice can be given for little longer, or which end.
async fn ending(cx: &Cx) -> Result<Figure, Refusal> {
    let pool = &cx.reads(&sales::DEPARTMENT).pool;
    let (count, monthly) = contracts::ending(pool, cx.today()).await?;
    Ok(Figure {
        name: cx.t("sales-today-ending").into(),
        figure: whole(cx.lang(), count),
        note: cx.tr("sales-today-worth", &[("amount", sums(cx, &monthly).into())]),
        href: "/contracts?view=soon".into(),
        ..Figure::default()
    })
}

async fn late(cx: &Cx) -> Result<Figure, Refusal> {
    let counts = list::counts(pool(cx), cx.today()).await?;
    Ok(Figure {
        name: cx.t("sales-today-late").into(),
        figure: whole(cx.lang(), counts.late),
        note: cx.tr("sales-today-of", &[("count", whole(cx.lang(), counts.active).into())]),
        href: "/customers?payment=late".into(),
        ..Figure::default()
    })
}

/// Somebody was promised and is not planned: the customer hears it from us.
fn to_tell(cx: &Cx, visit: &Visit) -> Todo {
    let name = cx.customer(&visit.customer_name);
    let due = maintenance::words::due(cx, visit).map(|(_, _, text)| text).unwrap_or_default();
    let (href, text) = match visit.fault {
        Some(fault) => (format!("/faults/{fault}"), cx.t("task-do-fault-without-visit")),
        None => (format!("/visits/{}", visit.id), cx.t("button-open")),
    };
    Todo {
        id: format!("tell-{}", visit.id),
        icon: Icon::Phone,
        tone: Tone::Danger,
        title: cx.tr("sales-today-tell", &[("customer", name.into())]),
        what: maintenance::job::subject(cx, visit),
        by: due,
        when: When::Late,
        action: link_button(&href, Button { text: &text, size: Size::Small, look: Look::Dark, ..Button::default() }),
        href,
    }
}

/// A customer whom we said that we would speak to by now; later ones are none of today's work.
fn to_contact(cx: &Cx, one: &Opportunity) -> Option<Todo> {
    let today = cx.today();
    let next = one.next.parse::<NaiveDate>().ok().filter(|next| When::of(*next, today) < When::Later)?;
    let when = When::of(next, today);
    let look = if when == When::Late { Look::Dark } else { Look::Plain };
    let href = format!("/opportunities/{}", one.id);
    let (call, open) = (cx.t("button-call"), cx.t("button-open"));
    let small = Button { size: Size::Small, look, ..Button::default() };
    let action = match &one.phone {
        Some(number) => link_button(&format!("tel:{number}"), Button { text: &call, icon: Some(Icon::Phone), ..small }),
        None => link_button(&href, Button { text: &open, ..small }),
    };
    let who = [Some(super::named(cx, &one.customer_name).to_string()), one.contact.clone()];
    Some(Todo {
        id: format!("opportunity-{}", one.id),
        icon: Icon::Tag,
        tone: if when == When::Late { Tone::Warning } else { Tone::Neutral },
        title: cx
            .tr("sales-today-speak", &[("customer", who.into_iter().flatten().collect::<Vec<_>>().join(", ").into())]),
        href,
        what: one.about.clone(),
        by: relative_day(cx.lang(), next, today),
        when,
        action,
    })
}
