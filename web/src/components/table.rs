//! Rows to compare: the table itself, its cells and its pager.
use super::{Button, Size, action, link_button};
use crate::icons::{Icon, icon};
use domain::Money;
use maud::{Markup, html};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// Head of a column.
#[derive(Clone, Copy, Debug, Default)]
pub struct Column<'a> {
    /// Title.
    pub title: &'a str,
    /// Address of the same list sorted by it (the other way round when it is sorted by it already).
    pub sort_href: Option<&'a str>,
    /// How the list is sorted by it now.
    pub sorted: Option<Sort>,
    /// Figures stand right.
    pub right: bool,
    /// The title is for screen readers alone (a column of buttons).
    pub hidden: bool,
}

/// A table with a name, in a box that scrolls sideways by itself.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// What the rows are, how sorted, how many: the caption screen readers say.
    pub caption: &'a str,
    /// Heads of the columns.
    pub columns: &'a [Column<'a>],
    /// `<tr>` with cells; one `name_cell` each.
    pub rows: Markup,
    /// Sums.
    pub foot: Option<Markup>,
    /// One line a cell, first column stays put on tablets.
    pub lines: bool,
    /// Id of the bulk bar and the name of the checkbox that picks all; rows then start with `pick_cell`.
    pub pick: Option<(&'a str, &'a str)>,
}

/// The table.
pub fn table(t: Table) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(t.caption) {
            table.table.lines[t.lines] data-select=[t.pick.map(|(bulk, _)| bulk)] {
                caption.visually-hidden { (t.caption) }
                thead { tr {
                    @if let Some((_, all)) = t.pick {
                        th.pick scope="col" { input type="checkbox" data-pick-all aria-label=(all); }
                    }
                    @for column in t.columns { (head(column)) }
                } }
                tbody { (t.rows) }
                @if let Some(foot) = t.foot { tfoot { (foot) } }
            }
        }
    }
}

fn head(c: &Column) -> Markup {
    let (word, sign) = match c.sorted {
        Some(Sort::Ascending) => (Some("ascending"), Some(Icon::Up)),
        Some(Sort::Descending) => (Some("descending"), Some(Icon::Down)),
        None => (None, None),
    };
    html! {
        th scope="col" class=[c.right.then_some("right")] aria-sort=[word] {
            @if let Some(href) = c.sort_href {
                a href=(href) { (c.title) @if let Some(sign) = sign { " " (icon(sign)) } }
            } @else if c.hidden {
                span.visually-hidden { (c.title) }
            } @else { (c.title) }
        }
    }
}

/// The cell that names its row, with the link to it and a second line that may be empty.
pub fn name_cell(href: &str, name: &str, second: &str) -> Markup {
    html! { th scope="row" { a href=(href) { (name) } @if !second.is_empty() { small { (second) } } } }
}

/// A cell.
pub fn cell(content: Markup) -> Markup {
    html! { td { (content) } }
}

/// A cell with a figure or amount, as text that is formatted already.
pub fn figure_cell(text: &str) -> Markup {
    html! { td.right.amount { (text) } }
}

/// The checkbox that picks a row; `amount` in cents is summed in the bulk bar.
pub fn pick_cell(label: &str, name: &str, value: &str, amount: Option<Money>) -> Markup {
    html! {
        td.pick {
            input type="checkbox" data-pick name=(name) value=(value) data-amount=[amount.map(|amount| amount.cents)]
                data-currency=[amount.map(|amount| amount.currency.code())] aria-label=(label);
        }
    }
}

/// "{n} rows picked" in the plural forms of the reader's language; Dutch and English leave `few` and `many` empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Picked<'a> {
    /// One row.
    pub one: &'a str,
    /// A few rows (Polish 2 to 4).
    pub few: &'a str,
    /// Many rows (Polish 5 and more).
    pub many: &'a str,
    /// Any other number.
    pub other: &'a str,
    /// Also shows what the amounts of the rows add up to.
    pub sum: bool,
}

/// What can be done with the rows that are picked; stands before its table. `clear` names the button that unpicks.
pub fn bulk_bar(id: &str, label: &str, picked: Picked, clear: &str, buttons: Markup) -> Markup {
    html! {
        div.bulk.chrome id=(id) role="region" aria-label=(label) hidden {
            b data-bulk-count data-one=(picked.one) data-few=[filled(picked.few)] data-many=[filled(picked.many)]
                data-other=(picked.other) {}
            @if picked.sum { span data-bulk-sum {} }
            (buttons)
            button.button.small.only type="button" data-bulk-clear aria-label=(clear) { (icon(Icon::X)) }
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Where one is in a long list, and the way on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pager<'a> {
    /// "26 tot en met 50 van 1.284".
    pub status: &'a str,
    /// Name of the navigation.
    pub label: &'a str,
    /// Word and address of the page before.
    pub previous: (&'a str, Option<&'a str>),
    /// Word and address of the page after.
    pub next: (&'a str, Option<&'a str>),
}

/// The pager; a way that does not exist is a button that can't be used.
pub fn pager(p: Pager) -> Markup {
    let way = |(text, href): (&str, Option<&str>)| {
        let button = Button { text, size: Size::Small, disabled: href.is_none(), ..Button::default() };
        match href {
            Some(href) => link_button(href, button),
            None => action(button),
        }
    };
    html! {
        nav.pager aria-label=(p.label) {
            span data-result { (p.status) }
            div.actions { (way(p.previous)) (way(p.next)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sorted_column_says_how_it_is_sorted() {
        let columns = [
            Column { title: "Naam", sort_href: Some("?s=-n"), sorted: Some(Sort::Ascending), ..Column::default() },
            Column { title: "Plaats", sort_href: Some("?s=p"), ..Column::default() },
        ];
        let html = table(Table { caption: "Klanten", columns: &columns, ..Table::default() }).into_string();
        assert_eq!(html.matches("aria-sort").count(), 1, "{html}");
        assert!(html.contains("<caption"), "{html}");
    }

    #[test]
    fn the_last_page_has_no_way_on() {
        let html = pager(Pager { previous: ("Vorige", Some("?b=1")), next: ("Volgende", None), ..Pager::default() });
        let html = html.into_string();
        assert!(html.contains(r#"href="?b=1""#) && html.contains("disabled"), "{html}");
    }
}
