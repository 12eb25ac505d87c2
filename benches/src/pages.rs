//! The pages that are asked: each of every menu, every kind of record, and what is asked while typing.

use std::net::SocketAddr;

use anyhow::{Context, bail};

use crate::http::Connection;

/// A page, and as whom it is asked.
pub struct Page {
    /// What it is called in the report.
    pub name: &'static str,
    /// Who looks.
    pub login: &'static str,
    /// Its address. `{customers}` stands for the first link to a customer on the list at that address, as for other things; `{then}` for
    /// the day half a year ago.
    pub path: &'static str,
    /// Only asked where there is so much: the list has as many pages.
    pub deep: usize,
}

const fn page(name: &'static str, login: &'static str, path: &'static str) -> Page {
    Page { name, login, path, deep: 0 }
}

const fn deep(name: &'static str, login: &'static str, path: &'static str, deep: usize) -> Page {
    Page { name, login, path, deep }
}

/// All of them.
pub const PAGES: &[Page] = &[
    page("home of sales", "sanne", "/"),
    page("home of planning", "youssef", "/"),
    page("home of a technician", "marek", "/"),
    page("home of purchasing", "inge", "/"),
    page("home of finance", "finn", "/"),
    page("home of management", "mila", "/"),
    page("home of the administrator", "beheer", "/"),
    page("customers", "sanne", "/customers"),
    deep("customers, 2nd page", "sanne", "/customers", 1),
    deep("customers, 200th page", "sanne", "/customers", 199),
    page("customers, common word", "sanne", "/customers?search=bakkerij"),
    page("customers, two letters", "sanne", "/customers?search=de"),
    page("customers, rare word", "sanne", "/customers?search=zonnewijzer"),
    page("customers, no hit", "sanne", "/customers?search=xyzzyplugh"),
    page("customers, phone digits", "sanne", "/customers?search=030%202"),
    page("customers, by number", "sanne", "/customers?sort=number"),
    page("customers, by town", "sanne", "/customers?sort=city"),
    page("customers, by open amount, most first", "sanne", "/customers?sort=open&descending=true"),
    page("customers, by name, backwards", "sanne", "/customers?descending=true"),
    page("customers, persons", "sanne", "/customers?kind=person"),
    page("customers, late", "sanne", "/customers?payment=late"),
    page("customers, open", "sanne", "/customers?payment=open"),
    page("customers, never invoiced", "sanne", "/customers?payment=none"),
    page("customers, with open faults", "sanne", "/customers?open_faults=true"),
    page("customers, with contract, by town", "sanne", "/customers?contract=true&sort=city"),
    page("customers, put away", "sanne", "/customers?archived=true"),
    page("customers, late, found by word", "sanne", "/customers?payment=late&search=bakkerij"),
    page("a customer", "sanne", "{customers}"),
    page("a customer with a long history", "sanne", "{customers?sort=number}"),
    page("its history", "sanne", "{customers?sort=number}/history"),
    page("its faults", "sanne", "{customers?sort=number}/faults"),
    page("its invoices", "finn", "{customers?sort=number}/invoices"),
    page("its contracts", "sanne", "{customers?sort=number}/contracts"),
    page("its machines", "sanne", "{customers?sort=number}/machines"),
    page("its documents", "sanne", "{customers?sort=number}/documents"),
    page("its purchases", "sanne", "{customers?sort=number}/purchases"),
    page("changing a customer", "sanne", "{customers}/edit"),
    page("a new customer", "sanne", "/customers/new"),
    page("faults", "youssef", "/faults"),
    page("faults, solved", "youssef", "/faults?state=solved"),
    page("faults, all", "youssef", "/faults?state=all"),
    page("faults, urgent", "youssef", "/faults?urgency=urgent"),
    page("faults, found by word", "youssef", "/faults?state=all&q=bakkerij"),
    page("faults, no hit", "youssef", "/faults?state=all&q=xyzzyplugh"),
    page("a fault", "youssef", "{faults}"),
    page("a new fault", "sanne", "/faults/new"),
    page("planning, this week", "youssef", "/planning"),
    page("planning, a day", "youssef", "/planning?view=day"),
    page("planning, four weeks", "youssef", "/planning?view=weeks"),
    page("planning, the proposal", "youssef", "/planning/proposal"),
    page("planning, as a list", "youssef", "/planning/list"),
    page("planning a visit", "youssef", "{planning:visits}/plan"),
    page("my work", "marek", "/my-work"),
    page("stock", "inge", "/stock"),
    page("stock, found by word", "inge", "/stock?q=pomp"),
    page("an article", "inge", "{stock:articles}"),
    page("purchase orders", "inge", "/purchase-orders"),
    page("purchase orders, all", "inge", "/purchase-orders?view=all"),
    page("a purchase order", "inge", "{purchase-orders?view=all}"),
    page("suppliers", "inge", "/suppliers"),
    page("invoices", "finn", "/invoices"),
    page("invoices, all", "finn", "/invoices?view=all"),
    page("invoices, late", "finn", "/invoices?view=late"),
    page("invoices, drafts", "finn", "/invoices?view=draft"),
    page("invoices, found by word", "finn", "/invoices?q=bakkerij"),
    page("invoices, no hit", "finn", "/invoices?q=xyzzyplugh"),
    page("an invoice", "finn", "{invoices?view=all}"),
    page("the monthly run", "finn", "/invoices/run"),
    page("contracts", "sanne", "/contracts"),
    page("contracts, all", "sanne", "/contracts?view=all"),
    page("contracts, found by word", "sanne", "/contracts?view=all&q=bakkerij"),
    page("a contract", "sanne", "{contracts?view=all}"),
    page("opportunities", "sanne", "/opportunities"),
    page("log", "mila", "/log"),
    page("log, of one colleague", "mila", "/log?person=@finn"),
    page("log, of a role", "mila", "/log?role=technician"),
    page("log, of a kind", "mila", "/log?kind=visit"),
    page("log, of a rare kind", "mila", "/log?kind=settings"),
    page("log, of a period", "mila", "/log?from=2026-06-01&until=2026-06-30"),
    page("log, common word", "mila", "/log?search=besproken"),
    page("log, customers' name", "mila", "/log?search=bakkerij"),
    page("log, rare word", "mila", "/log?search=zonnewijzer"),
    page("log, no hit", "mila", "/log?search=xyzzyplugh"),
    page("log, word and kind", "mila", "/log?search=besproken&kind=customer"),
    page("an event", "mila", "{log}"),
    page("mails", "sanne", "/mails"),
    page("mails, sent", "sanne", "/mails?state=sent"),
    page("a mail", "sanne", "{mails?state=sent}"),
    page("tasks", "sanne", "/tasks"),
    page("tasks, done", "sanne", "/tasks?view=done"),
    page("users", "beheer", "/users"),
    page("permissions", "beheer", "/permissions"),
    page("settings", "beheer", "/settings"),
    page("search, common word", "sanne", "/search?q=bakkerij"),
    page("search, no hit", "sanne", "/search?q=xyzzyplugh"),
    page("typing in the search", "sanne", "/suggest/all?q=bak"),
    page("typing one letter", "sanne", "/suggest/all?q=b"),
    page("typing a caller's name", "sanne", "/suggest/customers?q=van"),
    page("typing a phone number", "sanne", "/suggest/customers?q=0302"),
    page("as it was: customers", "sanne", "/customers?as_of={then}"),
    page("as it was: customers, late", "sanne", "/customers?payment=late&as_of={then}"),
    page("as it was: a customer", "sanne", "{customers?sort=number}?as_of={then}"),
    page("as it was: planning", "youssef", "/planning?as_of={then}"),
    page("as it was: stock", "inge", "/stock?as_of={then}"),
    page("as it was: invoices", "finn", "/invoices?as_of={then}"),
    page("as it was: log", "mila", "/log?as_of={then}"),
    page("as it was: customers, common word", "sanne", "/customers?search=bakkerij&as_of={then}"),
    page("as it was: faults", "sanne", "/faults?as_of={then}"),
    page("as it was: contracts", "sanne", "/contracts?as_of={then}"),
    page("as it was: opportunities", "sanne", "/opportunities?as_of={then}"),
    page("as it was: purchase orders", "inge", "/purchase-orders?as_of={then}"),
    page("as it was: suppliers", "inge", "/suppliers?as_of={then}"),
    page("as it was: mails", "finn", "/mails?as_of={then}"),
    page("as it was: planning as a list", "youssef", "/planning/list?as_of={then}"),
    page("as it was: maintenance plans", "youssef", "/maintenance-plans?as_of={then}"),
    page("as it was: home of management", "mila", "/?as_of={then}"),
    page("as it was: home of management", "mila", "/?as_of={then}"),
];

/// The address of a page here, or none when there is no such thing here.
///
/// # Errors
/// When a list can't be read.
pub fn address(page: &Page, connection: &mut Connection) -> anyhow::Result<Option<String>> {
    let then = chrono::Utc::now().date_naive() - chrono::Days::new(182);
    let mut path = page.path.replace("{then}", &then.to_string());
    if let Some((list, rest)) = path.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        let (list, thing) = list.split_once(':').unwrap_or((list, list.split('?').next().unwrap_or(list)));
        let html = read(connection, &format!("/{list}"))?;
        let Some(found) = links(&html).find(|link| is_thing(link, thing)) else { return Ok(None) };
        path = format!("{found}{rest}");
    }
    if let Some((before, login)) = path.clone().split_once('@') {
        let user = domain::UserId::of_login(&crate::fill::parsed(login)?);
        path = format!("{before}{user}");
    }
    for _ in 0..page.deep {
        let html = read(connection, &path)?;
        let Some(next) = links(&html).find(|link| link.contains("after=")) else { return Ok(None) };
        path = next;
    }
    let answer = connection.get(&path)?;
    if answer.status != 200 {
        bail!("{}: {} answers {}", page.name, path, answer.status);
    }
    Ok(Some(path))
}

fn read(connection: &mut Connection, path: &str) -> anyhow::Result<String> {
    let answer = connection.get(path)?;
    String::from_utf8(answer.body).with_context(|| path.to_owned())
}

fn links(html: &str) -> impl Iterator<Item = String> {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|link| link.replace("&amp;", "&"))
}

/// `/customers/<id>` of `customers`, and `/log/<position>` of `log`.
fn is_thing(link: &str, thing: &str) -> bool {
    let id = link.strip_prefix('/').and_then(|link| link.strip_prefix(thing)).and_then(|link| link.strip_prefix('/'));
    id.is_some_and(|id| id.parse::<uuid::Uuid>().is_ok() || id.parse::<u64>().is_ok())
}

/// Signs in; answers the session's token.
///
/// # Errors
/// When that is refused.
pub fn sign_in(at: SocketAddr, login: &str) -> anyhow::Result<String> {
    let credentials = serde_json::json!({"login": login, "password": web::demo::PASSWORD}).to_string();
    let answer = Connection::open(at, None)?.post("/api/v1/session", &credentials)?;
    let token: serde_json::Value = serde_json::from_slice(&answer.body)?;
    Ok(token["token"].as_str().with_context(|| format!("{login} can't sign in"))?.to_owned())
}
