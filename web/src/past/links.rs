//! Ways within a page lead to the moment that it shows, but for those that are marked `data-now` or name a moment themselves.

use super::AS_OF;
use crate::cx::encode;

/// Attributes that hold an address of ours which is followed or asked.
const WAYS: [&str; 5] =
    [" href=\"/", " data-suggest=\"/", " data-dialog-href=\"/", " data-depends-href=\"/", " data-href=\"/"];
/// What is the same at any moment.
const ASSETS: &str = "/assets/";

/// An address with the moment; `and` is how `&` is written there.
pub(super) fn with(address: &str, and: &str, text: &str) -> String {
    let (address, part) = address.split_once('#').map_or((address, None), |(address, part)| (address, Some(part)));
    let join = if address.contains('?') { and } else { "?" };
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    format!("{address}{join}{AS_OF}={}{part}", encode(text))
}

/// A page in which links stay in the moment, and forms that ask do.
pub(super) fn rewritten(page: &str, text: &str) -> String {
    let mut written = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some(begin) = rest.find('<') {
        let (before, from) = rest.split_at(begin);
        written.push_str(before);
        // In what we write `>` stands in no attribute: it is written `&gt;` there.
        let end = from.find('>').map_or(from.len(), |end| end + 1);
        let (tag, after) = from.split_at(end);
        push_tag(&mut written, tag, text);
        rest = after;
    }
    written.push_str(rest);
    written
}

fn push_tag(written: &mut String, tag: &str, text: &str) {
    if tag.contains(" data-now") {
        return written.push_str(tag);
    }
    let way = WAYS.iter().filter_map(|way| Some((tag.find(way)?, way.len()))).min();
    match way {
        Some((at, length)) => {
            let value = at + length - 1;
            let (before, from) = tag.split_at(value);
            let (address, after) = from.split_at(from.find('"').unwrap_or(from.len()));
            written.push_str(before);
            match address.starts_with(ASSETS) || address.starts_with("//") || address.contains("as_of=") {
                true => written.push_str(address),
                false => written.push_str(&with(address, "&amp;", text)),
            }
            // Another attribute of the tag may hold an address, too.
            push_tag(written, after, text);
        }
        None => written.push_str(tag),
    }
    if tag.starts_with("<form") && !tag.contains(" method=\"post\"") {
        written.push_str(&format!("<input type=\"hidden\" name=\"{AS_OF}\" value=\"{}\">", escaped(text)));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_forms_that_ask_stay_in_the_moment() {
        let page = r##"<a href="/customers?view=late&amp;page=2#top">De <b>klanten</b></a><a href="#content">x</a>
            <link href="/assets/style.css"><a href="https://elders.example/">y</a><a data-now href="/log">nu</a>
            <form action="/search"><input data-suggest="/suggest/all" data-x="1"></form><form method="post" action="/a">z</form>
            <a href="/a" data-dialog-href="/b">c</a>"##;
        let there = r##"<a href="/customers?view=late&amp;page=2&amp;as_of=2026-07-01T14%3A05#top">De <b>klanten</b></a><a href="#content">x</a>
            <link href="/assets/style.css"><a href="https://elders.example/">y</a><a data-now href="/log">nu</a>
            <form action="/search"><input type="hidden" name="as_of" value="2026-07-01T14:05"><input data-suggest="/suggest/all?as_of=2026-07-01T14%3A05" data-x="1"></form><form method="post" action="/a">z</form>
            <a href="/a?as_of=2026-07-01T14%3A05" data-dialog-href="/b?as_of=2026-07-01T14%3A05">c</a>"##;
        assert_eq!(rewritten(page, "2026-07-01T14:05"), there);
    }

    #[test]
    fn what_somebody_writes_in_the_address_stays_a_value() {
        let page = rewritten("<form action=\"/search\"></form>", "\"><script>");
        assert_eq!(
            page,
            "<form action=\"/search\"><input type=\"hidden\" name=\"as_of\" value=\"&quot;&gt;&lt;script&gt;\"></form>"
        );
    }
}
