//! The frame of every page: menu, search, bell, account, and the regions that scripts write in.

use api::Problem;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{Permission, Role};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use projections::pool::Hidden;
use texts::{Lang, t};

use crate::{
    assets::asset,
    components::{DialogWords, ScriptTexts, Tone, avatar, connection, keys_help, notice, script_regions},
    cx::Cx,
    filling,
    icons::{Icon, big_icon, icon, mark},
    menu::{self, MENU},
    offline,
    pages::sign_in::around,
    past,
};

/// A complete page for a signed-in reader.
pub fn page(cx: &Cx, title: &str, content: Markup) -> Markup {
    let refused = cx.failed.is_some();
    let title = if refused { format!("{}: {title}", cx.t("form-error-title")) } else { title.to_owned() };
    // What was refused stands on its form; where that form is not there any more, above the page.
    let lost = cx.failed.as_ref().filter(|_| !content.0.contains("error-summary"));
    let frame = html! {
        a.skip href="#content" { (cx.t("shell-skip")) }
        div.shell data-user=(cx.session.user) data-works-offline[offline::works(cx)] {
            (sidebar(cx))
            (topbar(cx))
            main.content id="content" tabindex="-1" data-past[cx.app.then.is_some()] {
                div id="offline-notice" role="status" {}
                (looking_back(cx))
                (standing_still(cx))
                @if let Some(failed) = lost {
                    div.error-summary."mb-4" role="alert" tabindex="-1" {
                        h2 { (failed.problem.title) }
                        @for error in &failed.problem.errors { p { (error.message) } }
                    }
                }
                (content)
            }
        }
        (regions(cx))
        (offline::regions(cx))
    };
    document(cx.lang(), cx.session.theme.name(), &title, frame)
}

/// The document around a body.
pub fn document(lang: Lang, theme: &str, title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang.code()) data-theme=(theme) {
            head {
                meta charset="utf-8";
                title { (title) " · Werkbank" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="theme-color" content="#0b0b0c";
                link rel="manifest" href="/manifest.webmanifest";
                link rel="apple-touch-icon" href="/icon-192.png";
                link rel="icon" type="image/svg+xml" href=(asset("mark.svg"));
                link rel="preload" href=(asset("inter-latin-opsz-normal.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(asset("style.css"));
                script type="module" src=(asset("app.js")) {}
            }
            body { (body) }
        }
    }
}

fn sidebar(cx: &Cx) -> Markup {
    let role = cx.role();
    let own = MENU.iter().filter(|entry| entry.own.contains(&role) && cx.session.sees(entry.see));
    let others = MENU.iter().filter(|entry| !entry.own.contains(&role) && role.may(entry.see));
    let mine = |entry: &&menu::Entry| cx.session.roles.iter().any(|role| entry.own.contains(role));
    let (also, others): (Vec<_>, Vec<_>) = others.partition(mine);
    html! {
        nav.sidebar.chrome aria-label=(cx.t("shell-menu")) {
            a.brand href="/" { (mark()) span.brand-name { "Werkbank" } span.visually-hidden { ", " (cx.t("nav-home")) } }
            (department(cx))
            ul.menu id="own-menu" data-live="desk" { @for entry in own { (menu_entry(cx, entry)) } }
            @if !also.is_empty() {
                h2.menu-title { (cx.t("nav-also-own")) }
                ul.menu id="also-menu" data-live="desk" { @for entry in also { (menu_entry(cx, entry)) } }
            }
            @if !others.is_empty() {
                h2.menu-title { (icon(Icon::Eye)) (cx.t("nav-view-only")) }
                ul.menu id="other-menu" data-live="desk" { @for entry in others { (menu_entry(cx, entry)) } }
            }
            p.sidebar-foot {
                button.quiet-link type="button" data-dialog="keys-help" data-key="?" { (cx.t("shell-keys-hint")) }
            }
        }
    }
}

/// Says on every page of a moment that it is the past, and leads to now.
fn looking_back(cx: &Cx) -> Markup {
    let Some(then) = &cx.app.then else { return html! {} };
    let at = cx.local(then.at);
    let day = texts::format::date_on(cx.lang(), at.date());
    let moment = format!("{day} {}", texts::format::clock(cx.lang(), at.time()));
    html! {
        div."mb-4" id="looking-back" {
            div.notice.info {
                (icon(Icon::Eye))
                div { b { (cx.tr("shell-looking-back", &[("moment", moment.into())])) } " " (cx.t("shell-only-now")) }
                (to_moment(cx))
                a.button.small data-now href=(cx.here) { (cx.t("shell-to-now")) }
            }
        }
    }
}

/// The choice of a moment: the same page, as it was then.
fn to_moment(cx: &Cx) -> Markup {
    let now = past::written(cx.local(cx.app.now().log.clock.now()));
    let at = cx.app.then.as_ref().map_or_else(|| now.clone(), |then| past::written(cx.local(then.at)));
    html! {
        form.row."gap-s" method="get" action=(past::LOOK_BACK) data-now {
            input type="hidden" name="page" value=(cx.here);
            label.visually-hidden for="as_of" { (cx.t("shell-moment")) }
            input.input.small id="as_of" name=(past::AS_OF) type="datetime-local" value=(at) max=(now) required;
            button.button.small type="submit" { (cx.t("shell-look-back-go")) }
        }
    }
}

/// Opens the choice of a moment.
fn look_back(cx: &Cx) -> Markup {
    html! {
        @if cx.may(Permission::LookBack) && cx.app.then.is_none() {
            details.dropdown.look-back {
                summary.round { (big_icon(Icon::History)) span.visually-hidden { (cx.t("shell-look-back")) } }
                div.list {
                    p { b { (cx.t("shell-look-back")) } }
                    p.hint { (cx.t("shell-look-back-how")) }
                    (to_moment(cx))
                }
            }
        }
    }
}

/// What is said while the page hears of changes: lists that stand still are not kept up to date.
fn live_word(cx: &Cx) -> &'static str {
    let stands_still = cx.app.reads.progress().values().any(|how| how.stalled.is_some());
    if stands_still { "shell-connected" } else { "shell-live" }
}

/// Says on every page whose lists stand still; to administrators also why.
fn standing_still(cx: &Cx) -> Markup {
    let progress = cx.app.reads.progress();
    let stalled: Vec<_> = progress.iter().filter_map(|(name, how)| Some((name, how.stalled.as_deref()?))).collect();
    let name = |name: &str| cx.t(&format!("management-reads-{name}")).into_owned();
    let names: Vec<String> = stalled.iter().map(|(department, _)| name(department)).collect();
    let tells = cx.session.roles.contains(&Role::Administrator);
    let tone = if tells { Tone::Danger } else { Tone::Warning };
    let said = html! {
        b { (cx.tr("shell-standing-still", &[("departments", names.join(", ").into())])) }
        @if tells {
            p { (cx.t("shell-standing-still-do")) " " a href="/#health" { (cx.t("management-health")) } }
            @for (department, why) in &stalled { p.small { (name(department)) ": " span lang="en" { (why) } } }
        }
    };
    let trouble = cx.app.log.store.trouble();
    html! {
        @if let Some(why) = &trouble {
            div."mb-4" id="log-standing-still" {
                @let said = html! { b { (cx.t("shell-log-standing-still")) } @if tells { p.small { (why) } } };
                (notice(Tone::Danger, Icon::Alert, said, None))
            }
        }
        @if !stalled.is_empty() { div."mb-4" id="standing-still" { (notice(tone, Icon::Alert, said, None)) } }
    }
}

/// The department in which one works, and for who has several the choice.
fn department(cx: &Cx) -> Markup {
    let role = cx.role();
    let name = html! {
        (icon(menu::sign(role)))
        span { small { (cx.t("label-department")) } " " b { (cx.t(menu::department(role))) } }
    };
    let waiting =
        |role: Role| cx.waiting.elsewhere.iter().find(|(other, _)| *other == role).map_or(0, |(_, count)| *count);
    let elsewhere: i64 = cx.waiting.elsewhere.iter().map(|(_, count)| count).sum();
    html! {
        @if cx.session.roles.len() > 1 {
            details.dropdown.choose-role id="choose-role" data-live="desk" {
                summary.department {
                    (name)
                    @if elsewhere > 0 { (hot(elsewhere, &cx.tr("shell-waiting-elsewhere", &[("count", elsewhere.into())]))) }
                    (icon(Icon::UpDown))
                }
                form.list method="post" action="/session/role" {
                    @for other in &cx.session.roles {
                        button type="submit" name="role" value=(other.name()) aria-current=[(*other == role).then_some("true")] {
                            span { (cx.t(&format!("role-{}", other.name()))) }
                            @let count = waiting(*other);
                            @if count > 0 { (hot(count, &cx.tr("shell-waiting", &[("count", count.into())]))) }
                        }
                    }
                }
            }
        } @else {
            p.department { (name) }
        }
    }
}

fn menu_entry(cx: &Cx, entry: &menu::Entry) -> Markup {
    let path = cx.here.split('?').next().unwrap_or_default();
    let word = path.split('/').nth(1).unwrap_or_default();
    let current = entry.holds(word).then(|| if path == entry.href { "page" } else { "true" });
    let waiting: i64 = cx.waiting.things.iter().filter(|(thing, _)| entry.holds(thing)).map(|(_, count)| count).sum();
    html! {
        li {
            a href=(entry.href) aria-current=[current] data-key=[entry.key] {
                (icon(entry.icon)) span { (cx.t(entry.text)) }
                @if waiting > 0 { (hot(waiting, &cx.tr("shell-waiting", &[("count", waiting.into())]))) }
            }
        }
    }
}

/// How many wait, and in words what does.
fn hot(count: i64, said: &str) -> Markup {
    html! { span.count.hot { (count) span.visually-hidden { " " (said) } } }
}

/// The way to the open tasks, with how many there are.
fn bell(cx: &Cx) -> Markup {
    let waiting = cx.waiting.all;
    html! {
        a.round id="bell" data-live="desk" href="/tasks" {
            (big_icon(Icon::Bell))
            span.visually-hidden { (cx.t("nav-notifications")) " " }
            @if waiting > 0 {
                span.dot { (waiting) span.visually-hidden { " " (cx.tr("shell-waiting", &[("count", waiting.into())])) } }
            }
        }
    }
}

/// Switches between dark and light; without scripts the page comes back as it was.
fn theme(cx: &Cx) -> Markup {
    let dark = cx.session.theme == domain::user::Theme::Dark;
    html! {
        form method="post" action="/account/theme" data-theme-form {
            input type="hidden" name="next" value=(cx.here);
            button.round name="theme" value=(if dark { "light" } else { "dark" }) aria-label=(cx.t("shell-theme")) {
                span.in-light { (big_icon(Icon::Moon)) } span.in-dark { (big_icon(Icon::Sun)) }
            }
        }
    }
}

fn topbar(cx: &Cx) -> Markup {
    let search = cx.t("shell-search");
    html! {
        header.topbar.chrome {
            form.searchbox role="search" action="/search" {
                (icon(Icon::Search))
                label.visually-hidden for="search" { (search) }
                input id="search" name="q" type="search" role="combobox" aria-expanded="false" aria-autocomplete="list"
                    aria-controls="search-list" data-suggest="/suggest/all" data-key="/" autocomplete="off"
                    placeholder=(cx.t("shell-search-example"));
                kbd aria-hidden="true" { "/" }
            }
            (new_menu(cx))
            div.end {
                (offline::count(cx))
                @if cx.app.then.is_none() { (connection(&cx.t(live_word(cx)), &cx.t("shell-offline"), head(cx))) }
                (look_back(cx))
                (theme(cx))
                (bell(cx))
                details.dropdown {
                    summary.round {
                        (avatar(&cx.session.name, true))
                        span.visually-hidden { (cx.tr("shell-account", &[("name", (&cx.session.name).into())])) }
                    }
                    ul.list {
                        li { a href="/account" { (cx.session.name) } }
                        li { form method="post" action="/session/end" { button type="submit" { (cx.t("button-log-out")) } } }
                    }
                }
            }
        }
    }
}

fn new_menu(cx: &Cx) -> Markup {
    use domain::Permission as P;
    let all = [
        (P::ReportFaults, "/faults/new", "shell-new-fault", Some("n")),
        (P::EditCustomers, "/customers/new", "shell-new-customer", None),
        (P::EditContracts, "/contracts/new", "shell-new-contract", None),
        (P::EditInvoices, "/invoices/new", "shell-new-invoice", None),
        (P::EditStock, "/articles/new", "shell-new-article", None),
        (P::EditUsers, "/users/new", "shell-new-user", None),
    ];
    let mine: Vec<_> = all.into_iter().filter(|(permission, ..)| cx.may(*permission)).collect();
    html! {
        @if !mine.is_empty() {
            details.dropdown {
                summary.button.small { (icon(Icon::Plus)) (cx.t("shell-new")) }
                ul.list {
                    @for (_, href, key, shortcut) in mine { li { a href=(href) data-key=[shortcut] { (cx.t(key)) } } }
                }
            }
        }
    }
}

fn head(cx: &Cx) -> u64 {
    let shown = cx.app.reads.all().iter().filter(|reads| !reads.pool.is_hidden());
    shown.filter_map(|reads| reads.applied()).map(|position| position.0).min().unwrap_or_default()
}

fn regions(cx: &Cx) -> Markup {
    let close = cx.t("button-close");
    let cancel = cx.t("button-cancel");
    let words = DialogWords { close: &close, cancel: &cancel };
    let keys: Vec<(&str, String)> = MENU
        .iter()
        .filter(|entry| cx.role().may(entry.see))
        .filter_map(|entry| Some((entry.key?, cx.t(entry.text).into_owned())))
        .chain([
            ("/", cx.t("shell-search").into_owned()),
            ("N", cx.t("shell-new-fault").into_owned()),
            ("J K", cx.t("keys-rows").into_owned()),
            ("X", cx.t("keys-pick").into_owned()),
            ("F", cx.t("filter-add").into_owned()),
            ("Ctrl ↵", cx.t("keys-submit").into_owned()),
            ("Esc", close.to_string()),
        ])
        .collect();
    let keys: Vec<(&str, &str)> = keys.iter().map(|(key, text)| (*key, text.as_str())).collect();
    html! {
        (script_regions(ScriptTexts {
            messages: &cx.t("nav-notifications"),
            view: &cx.t("button-open"),
            close: &close,
            failed: &cx.t("shell-failed"),
            restored: &cx.tr("shell-draft-restored", &[("time", "{time}".into())]),
            discard: &cx.t("shell-draft-discard"),
            kept: &cx.t("offline-kept"),
            form_gone: &cx.t("offline-form-gone"),
            new_version: &cx.t("offline-new-version"),
            newest: &cx.t("offline-newest"),
        }))
        (keys_help(&cx.t("shell-keys"), words, &keys))
        @if let Some((done, count)) = cx.done.as_deref().map(|done| done.split_once(' ').unwrap_or((done, ""))) {
            @if texts::has(cx.lang(), done) {
                @let said = cx.tr(done, &[("count", count.parse::<usize>().unwrap_or_default().into())]);
                div.toasts.done role="status" { div.toast data-done=(done) { (icon(Icon::Check)) div { b { (said) } } } }
            }
        }
    }
}

/// A page with one message, inside the frame.
pub fn message_page(cx: &Cx, status: StatusCode, code: &str) -> Response {
    let title = cx.t(&format!("problem-{code}"));
    let content = html! {
        div.page-head { div { h1 { (title) } } }
        p { a.button href="/" { (icon(Icon::Home)) (cx.t("nav-home")) } }
    };
    (status, page(cx, &title, content)).into_response()
}

/// A page with one message, without a frame: nobody is signed in or nothing can be read.
pub fn plain_message(lang: Lang, problem: &Problem) -> Response {
    let said = html! {
        div.stack.login-message {
            h1 { (problem.title) }
            @for error in &problem.errors { p { (error.message) } }
            @if let Some(hidden) = &problem.filling { (being_filled(lang, hidden)) }
            div.row { a.button href="/" { (icon(Icon::Home)) (t(lang, "nav-home")) } }
        }
    };
    let body = around(lang, "/", said);
    (problem.status(), document(lang, "auto", &problem.title, body)).into_response()
}

/// How far the lists are that can't be shown yet; a script asks again until they can.
pub fn being_filled(lang: Lang, hidden: &Hidden) -> Markup {
    let name = t(lang, &format!("management-reads-{}", hidden.department));
    html! {
        div.stack id="filling" {
            p { b { (name) } ": " (filling::in_words(lang, &hidden.filling)) }
            (filling::bar(&hidden.filling))
            p.muted { (t(lang, "filling-by-itself")) }
        }
    }
}

/// The role's name, for badges.
pub fn role_name(cx: &Cx, role: Role) -> std::borrow::Cow<'static, str> {
    cx.t(&format!("role-{}", role.name()))
}

/// Text that is HTML already and was made by us.
pub fn ready_made(html: String) -> Markup {
    PreEscaped(html)
}
