//! Manuals of types of machines: those of a machine or article on its page; beside it all of them, one, and a new one.

mod form;
mod list;
mod put_in;
mod show;

use api::App;
use axum::Router;
use domain::{
    ArticleId, Permission, Sha256,
    manual::{KEY, Tongue},
};
use maud::{Markup, html};
use projections::{
    ReadError,
    maintenance::{
        files::{self as kept, File},
        machines::Machine,
        manuals::{self, Manual},
        visit::Sheet,
    },
};
use texts::format::decimal;

use super::{files::name, pool, words};
use crate::{
    components::{Panel, Tone, badge, panel, second_line},
    cx::{Cx, address},
    icons::{Icon, icon},
    offline,
};

/// The address of the list.
const ALL: &str = "/manuals";

/// The addresses of these pages and forms.
pub fn routes() -> Router<App> {
    Router::new().merge(list::routes()).merge(form::routes()).merge(show::routes()).merge(put_in::routes())
}

/// The manuals of a machine's type, those in the reader's language first, and the papers of the machine itself.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_machine(cx: &Cx, machine: &Machine, with_papers: bool) -> Result<Markup, ReadError> {
    let mut all = manuals::of_model(pool(cx), &machine.model).await?;
    all.sort_by_key(|one| one.language.name() != cx.lang().code());
    let mut papers = if with_papers { kept::of(pool(cx), machine.id.0).await? } else { Vec::new() };
    papers.retain(|file| file.thumbnail.is_none());
    let new = address("/manuals/new", &[("model", Some(&machine.model))]);
    Ok(shelf(cx, &all, &papers, &new))
}

/// What can be read about the machine of a visit.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_sheet(cx: &Cx, sheet: &Sheet) -> Result<Markup, ReadError> {
    match &sheet.machine {
        Some(machine) => of_machine(cx, machine, true).await,
        None => Ok(html! {}),
    }
}

/// The manuals of an article.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_article(cx: &Cx, article: ArticleId) -> Result<Markup, ReadError> {
    let all = manuals::of_article(pool(cx), article).await?;
    Ok(shelf(cx, &all, &[], &format!("/manuals/new?article={article}")))
}

/// What can be read about a machine; nothing when there is nothing, for who can't put anything in.
fn shelf(cx: &Cx, all: &[Manual], papers: &[File], new: &str) -> Markup {
    let may = cx.may(Permission::EditStock);
    if all.is_empty() && papers.is_empty() && !may {
        return html! {};
    }
    let add = cx.t("manual-new");
    panel(Panel {
        id: "manuals",
        title: &cx.t("manuals-title"),
        end: may.then(|| html! { a.small href=(new) { (add) } }),
        body: (all.is_empty() && papers.is_empty()).then(|| html! { p.muted { (cx.t("manuals-none-here")) } }),
        full: (!all.is_empty() || !papers.is_empty()).then(|| html! {
            ul."mini manuals" {
                @for one in all {
                    li {
                        (paper(cx, &one.file, &one.title, &second(cx, one)))
                        @if one.withdrawn { (withdrawn(cx)) }
                        @if may { a.small href={ (ALL) "/" (one.id) } aria-label=(cx.tr("manual-change-this", &[("title", (&one.title).into())])) { (cx.t("button-change")) } }
                    }
                }
                @for (n, file) in papers.iter().enumerate() { li { (paper(cx, &file.file, &name(cx, file, n), &cx.t("manual-of-machine"))) } }
            }
        }),
        ..Panel::default()
    })
}

/// A paper that opens at a tap, also without network where a tablet has it.
fn paper(cx: &Cx, file: &Sha256, title: &str, second: &str) -> Markup {
    let open = format!("/files/{file}");
    html! {
        a."manual-open" href=(open) data-ahead { (icon(Icon::File)) span { b { (title) } (second_line(second)) } }
        @if offline::works(cx) { (offline::mark(cx, &open)) }
    }
}

fn second(cx: &Cx, one: &Manual) -> String {
    let size = cx.app.files.size(KEY, &one.file).map(|bytes| size(cx, bytes));
    let kind = if one.thumbnail.is_some() { cx.t("manual-picture") } else { "PDF".into() };
    words::line(", ", [Some(&*tongue(cx, one.language)), Some(&*kind), size.as_deref()])
}

/// Megabytes, a tenth at least.
fn size(cx: &Cx, bytes: u64) -> String {
    let tenths = i64::try_from(bytes.div_ceil(100_000)).unwrap_or(i64::MAX);
    format!("{} MB", decimal(cx.lang(), tenths, 1))
}

fn tongue(cx: &Cx, language: Tongue) -> std::borrow::Cow<'static, str> {
    cx.t(&format!("manual-in-{}", language.name()))
}

fn withdrawn(cx: &Cx) -> Markup {
    badge(Tone::Neutral, Icon::Lock, &cx.t("manual-withdrawn"))
}
