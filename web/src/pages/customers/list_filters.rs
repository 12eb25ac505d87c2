//! Above the list of customers: what is searched, the filters that hold, by what it is sorted and which columns it shows.

use domain::customer::Kind;
use maud::{Markup, html};
use projections::customers::list::{Filter, Payment, Sort as By};

use super::{
    list::{address, asked},
    list_table::COLUMNS,
};
use crate::{
    components::*,
    cx::Cx,
    icons::{Icon, icon},
    pages::columns::Column,
};

/// The parts of the page that follow the filter.
const FOLLOW: &str = "customers filters-held filters-tools customers-views list-export";

/// A filter that can be set: the key of its name, and of what it can be each the key and the list with and without it.
struct Settable {
    name: &'static str,
    options: Vec<(&'static str, bool, Filter)>,
    without: Filter,
}

/// Every filter besides what is typed.
fn settable(filter: &Filter) -> [Settable; 5] {
    let kinds = [(Kind::Company, "customers-kind-company"), (Kind::Person, "customers-kind-person")];
    let payments = [
        (Payment::Late, "customers-payment-late"),
        (Payment::Open, "customers-payment-open"),
        (Payment::Paid, "customers-payment-paid"),
        (Payment::None, "customers-payment-none"),
    ];
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut changed = filter.clone();
        change(&mut changed);
        changed
    };
    [
        Settable {
            name: "label-kind",
            options: kinds.map(|(kind, text)| (text, filter.kind == Some(kind), with(&|f| f.kind = Some(kind)))).into(),
            without: with(&|f| f.kind = None),
        },
        Settable {
            name: "customers-payment",
            options: payments
                .map(|(payment, text)| (text, filter.payment == Some(payment), with(&|f| f.payment = Some(payment))))
                .into(),
            without: with(&|f| f.payment = None),
        },
        Settable {
            name: "nav-faults",
            options: vec![("customers-faults-some", filter.open_faults, with(&|f| f.open_faults = true))],
            without: with(&|f| f.open_faults = false),
        },
        Settable {
            name: "customers-contract",
            options: vec![("state-contract-running", filter.contract, with(&|f| f.contract = true))],
            without: with(&|f| f.contract = false),
        },
        Settable {
            name: "label-state",
            options: vec![("customers-view-archived", filter.archived, with(&|f| f.archived = true))],
            without: with(&|f| f.archived = false),
        },
    ]
}

/// The whole bar.
pub(super) fn filters(cx: &Cx, filter: &Filter, columns: &[&Column]) -> Markup {
    let search = filter.search.as_deref().unwrap_or_default();
    html! {
        div.filters {
            form.find method="get" action="/customers" role="search" aria-label=(cx.t("customers-filter"))
                data-autosubmit=(FOLLOW) {
                div.with-icon.grow {
                    (icon(Icon::Search))
                    label.visually-hidden for="search-list-field" { (cx.t("customers-search")) }
                    input.input id="search-list-field" name="search" type="search" value=(search) autocomplete="off"
                        placeholder=(cx.t("customers-search-example"));
                }
                div.find id="filters-held" data-replaces=(FOLLOW) data-focus="filters-held" { (held(cx, filter)) }
                noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
            }
            div.row.end-auto id="filters-tools" data-replaces=(FOLLOW) data-focus="filters-tools" { (sorts(cx, filter)) (COLUMNS.menu(cx, columns)) }
        }
    }
}

/// The filters that hold, each with its cross, and those that can be added; what is typed goes along with them.
fn held(cx: &Cx, filter: &Filter) -> Markup {
    let all = settable(filter);
    let mut more = Vec::new();
    let names = all.each_ref().map(|one| cx.t(one.name));
    for (one, name) in all.iter().zip(&names).filter(|(one, _)| one.options.iter().all(|(_, held, _)| !held)) {
        let options = one.options.iter().map(|(text, _, with)| (cx.t(text).into_owned(), address("/customers", with)));
        more.push((name.as_ref(), options.collect()));
    }
    let hidden = asked(filter).into_iter().filter(|(name, value)| *name != "search" && !value.is_empty());
    html! {
        @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
        @for (one, name) in all.iter().zip(&names) {
            @for (text, ..) in one.options.iter().filter(|(_, held, _)| *held) {
                (chip(name, &cx.t(text), &address("/customers", &one.without), &cx.tr("filter-remove", &[("name", name.as_ref().into())])))
            }
        }
        (add_filter(&cx.t("filter-add"), &more))
    }
}

fn sorts(cx: &Cx, filter: &Filter) -> Markup {
    let ways = [
        (By::Name, "label-name"),
        (By::Number, "label-number"),
        (By::City, "label-place"),
        (By::Open, "customers-outstanding"),
    ];
    let ways = ways.map(|(sort, text)| {
        // What is owed is asked for from the top.
        let sorted = Filter { sort, descending: sort == By::Open, ..filter.clone() };
        (cx.t(text), address("/customers", &sorted), sort == filter.sort)
    });
    let tabs = ways.each_ref().map(|(text, href, current)| Tab { text, href, current: *current, ..Tab::default() });
    sort_menu(&cx.t("list-sort"), &tabs)
}
