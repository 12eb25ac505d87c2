//! Above a list: filters to add, by what it is sorted, and which columns it shows.
use super::{Tab, tab_links};
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// A chip that opens to the filters that can be added: by group, each a link to the list with it.
pub fn add_filter(text: &str, groups: &[(&str, Vec<(String, String)>)]) -> Markup {
    html! {
        @if !groups.is_empty() {
            details.dropdown.starts {
                summary.chip.add data-key="f" { (icon(Icon::Plus)) (text) }
                div.list.long {
                    @for (title, options) in groups {
                        @if groups.len() > 1 { p.group-title aria-hidden="true" { (title) } }
                        ul aria-label=(title) { @for (text, href) in options { li { a href=(href) { (text) } } } }
                    }
                }
            }
        }
    }
}

/// A quiet button that tells by what the list is sorted, and opens to the other ways.
pub fn sort_menu(label: &str, ways: &[Tab]) -> Markup {
    let now = ways.iter().find(|way| way.current).map_or(label, |way| way.text);
    html! {
        details.dropdown {
            summary.button.quiet.small { (icon(Icon::UpDown)) span.visually-hidden { (label) ": " } (now) }
            div.list { (tab_links(ways)) }
        }
    }
}

/// A column that can be shown or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choosable<'a> {
    /// What is sent.
    pub name: &'a str,
    /// What is read.
    pub text: &'a str,
    /// Whether it is shown.
    pub shown: bool,
}

/// The words of the menu of columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct ColumnWords<'a> {
    /// The button that opens it.
    pub open: &'a str,
    /// What is asked.
    pub legend: &'a str,
    /// The button that keeps what is ticked, where no script does.
    pub keep: &'a str,
    /// The button back to the usual ones.
    pub usual: &'a str,
}

/// Boxes for the columns of a list. A tick is kept at once and the part with id `list` is shown anew; without scripts a button
/// keeps them and leads back to `here`.
pub fn columns_menu(action: &str, list: &str, here: &str, words: ColumnWords, columns: &[Choosable]) -> Markup {
    html! {
        details.dropdown id={ (list) "-columns" } {
            summary.button.quiet.small { (icon(Icon::Columns)) (words.open) }
            form.list.long method="post" action=(action) data-columns=(list) {
                input type="hidden" name="_next" value=(here);
                fieldset.stack.tight {
                    legend.group-title { (words.legend) }
                    @for column in columns {
                        label.check {
                            input type="checkbox" name="column" value=(column.name) checked[column.shown];
                            span { (column.text) }
                        }
                    }
                }
                noscript { button type="submit" { (words.keep) } }
                button type="submit" name="usual" value="yes" { (words.usual) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sort_that_holds_is_the_name_of_its_menu() {
        let ways = [
            Tab { text: "Naam", href: "?", current: true, ..Tab::default() },
            Tab { text: "Plaats", href: "?sort=city", ..Tab::default() },
        ];
        let html = sort_menu("Sorteren", &ways).into_string();
        assert!(html.contains("Sorteren: </span>Naam</summary>"), "{html}");
    }

    #[test]
    fn with_no_filter_left_to_add_there_is_no_menu() {
        assert_eq!(add_filter("Filter", &[]).into_string(), "");
    }
}
