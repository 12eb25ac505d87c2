//! "Vandaag" of sales: the figures, whom to contact today, and the customers with an open fault.

use chrono::NaiveDate;
use domain::Permission;
use maud::{Markup, html};
use projections::{
    customers::list::{self, Filter},
    sales::{self, contracts, opportunities},
};
use texts::format::{relative_day, whole};

use super::{named, pool};
use crate::{
    components::*,
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Rows of a panel.
const LIMIT: u32 = 8;

/// What sales sees at the start of the day.
///
/// # Errors
/// When the read tables can't be asked.
pub async fn sales(cx: &Cx) -> Result<Markup, Refusal> {
    let counts = list::counts(pool(cx), cx.today()).await?;
    let due = opportunities::due(&cx.reads(&sales::DEPARTMENT).pool, cx.today()).await?;
    let ending = contracts::counts(&cx.reads(&sales::DEPARTMENT).pool, cx.today()).await?;
    let ending = ending.iter().find(|(view, _)| *view == contracts::View::Soon).map_or(0, |(_, count)| *count);
    let lang = cx.lang();
    let see = cx.t("sales-today-see");
    let names =
        ["sales-today-due", "sales-today-faults", "sales-today-late", "sales-today-ending"].map(|key| cx.t(key));
    let figures = [due, counts.open_faults, counts.late, ending].map(|count| whole(lang, count));
    let hrefs = ["/opportunities", "/customers?open_faults=true", "/customers?payment=late", "/contracts?view=soon"];
    let kpi = |at: usize| Kpi {
        name: &names[at],
        figure: &figures[at],
        note: &see,
        href: hrefs[at],
        ink: at == 0,
        ..Kpi::default()
    };
    Ok(html! {
        div id="sales-figures" data-live="customers sales" {
            (kpis("figures", &cx.t("sales-today-figures"), &[kpi(0), kpi(1), kpi(2), kpi(3)]))
        }
        div class="cols-2 mt-4" { (to_contact(cx).await?) (with_faults(cx).await?) }
    })
}

async fn to_contact(cx: &Cx) -> Result<Markup, Refusal> {
    let page =
        opportunities::page(&cx.reads(&sales::DEPARTMENT).pool, &opportunities::Filter::default(), None, LIMIT).await?;
    let today = cx.today();
    let call = cx.t("button-call");
    let due: Vec<_> = page
        .rows
        .into_iter()
        .filter_map(|one| Some((one.next.parse::<NaiveDate>().ok().filter(|next| *next <= today)?, one)))
        .map(|(next, one)| {
            let late = next < today;
            let when = relative_day(cx.lang(), next, today);
            let action = html! {
                @if let Some(number) = &one.phone {
                    (link_button(&format!("tel:{number}"), Button { text: &call, icon: Some(Icon::Phone), size: Size::Small, ..Button::default() }))
                }
            };
            let who = [Some(one.customer_name.as_str()), one.contact.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
            (format!("opportunity-{}", one.id), late, when, action, who, one)
        })
        .collect();
    let items: Vec<WorkItem> = due
        .iter()
        .map(|(id, late, when, action, who, one)| WorkItem {
            id,
            icon: Icon::Phone,
            tone: if *late { Tone::Danger } else { Tone::Neutral },
            title: who,
            href: "",
            what: &one.about,
            when,
            action: action.clone(),
        })
        .collect();
    let hrefs: Vec<String> = due.iter().map(|(.., one)| format!("/opportunities/{}", one.id)).collect();
    let items: Vec<WorkItem> = items.into_iter().zip(&hrefs).map(|(item, href)| WorkItem { href, ..item }).collect();
    let all = cx.t("sales-today-all");
    Ok(panel(Panel {
        id: "to-contact",
        title: &cx.t("sales-today-contact"),
        end: cx.may(Permission::EditOpportunities).then(|| html! { a.small href="/opportunities" { (all) } }),
        full: Some(html! {
            @if items.is_empty() { p.body.muted { (cx.t("sales-today-none")) } } @else { (worklist(&items)) }
        }),
        live: Some("sales"),
        ..Panel::default()
    }))
}

async fn with_faults(cx: &Cx) -> Result<Markup, Refusal> {
    let filter = Filter { open_faults: true, ..Filter::default() };
    let page = list::page(pool(cx), &filter, cx.today(), None, LIMIT).await?;
    let all = cx.t("sales-today-all");
    Ok(panel(Panel {
        id: "with-faults",
        title: &cx.t("sales-today-open-faults"),
        end: Some(html! { a.small href="/customers?open_faults=true" { (all) } }),
        full: Some(html! {
            @if page.rows.is_empty() { p.body.muted { (cx.t("sales-today-no-faults")) } }
            ul.mini {
                @for customer in &page.rows {
                    li {
                        a href=(format!("/customers/{}", customer.id)) { b { (named(cx, &customer.name)) } }
                        (second_line(&customer.city))
                        (badge(Tone::Warning, Icon::Alert, &cx.tr("customers-faults-open", &[("count", customer.open_faults.into())])))
                    }
                }
            }
        }),
        live: Some("customers"),
        ..Panel::default()
    }))
}
