//! By what a person is known in texts: names, addresses of mails, telephone numbers.

use std::collections::BTreeSet;

use domain::{
    ContactId, Decider, Personal,
    customer::{self, Customer},
    mail::Letter,
    registry::AnyEvent,
};

use crate::{Log, StoreError, StreamName};

/// So many letters before a name are told with it.
pub(super) const BEFORE: usize = 80;
/// So many digits of a telephone number tell it from others.
const DIGITS: usize = 8;
/// A name that is shorter stands in too many words to be searched for.
const SHORTEST: usize = 4;
/// By which a person is known in texts.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Names and addresses of mails, in small letters.
    words: BTreeSet<String>,
    /// The last digits of telephone numbers.
    digits: BTreeSet<String>,
}

impl Marks {
    pub(super) fn word<T: ToString>(&mut self, value: Option<&Personal<T>>) {
        let word = value.map(Personal::text).unwrap_or_default().to_lowercase();
        if word.chars().count() >= SHORTEST {
            self.words.insert(word);
        }
    }

    pub(super) fn phone<T: ToString>(&mut self, value: Option<&Personal<T>>) {
        let digits = digits(&value.map(Personal::text).unwrap_or_default());
        if let Some(last) = digits.len().checked_sub(DIGITS) {
            self.digits.insert(digits[last..].to_owned());
        }
    }

    /// Where a text names them, in letters from its beginning; none when it does not. Part of another word is no name.
    pub(super) fn place_in(&self, text: &str) -> Option<usize> {
        let small = text.to_lowercase();
        let whole = |at: usize, word: &str| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(small[..at].chars().next_back()) && !letter(small[at + word.len()..].chars().next())
        };
        let of_word = |word: &String| small.match_indices(word.as_str()).map(|(at, _)| at).find(|at| whole(*at, word));
        if let Some(at) = self.words.iter().filter_map(of_word).min() {
            return Some(small[..at].chars().count());
        }
        let digits = digits(text);
        self.digits.iter().any(|number| digits.contains(number.as_str())).then_some(0)
    }

    pub(super) fn are_in(&self, text: &str) -> bool {
        self.place_in(text).is_some()
    }

    pub(super) fn is_receiver(&self, letter: &Letter) -> bool {
        let is = |text: &str| self.words.contains(&text.to_lowercase());
        is(letter.to.as_str()) || letter.name.as_ref().is_some_and(|name| is(name.as_str()))
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

impl Log {
    pub(super) async fn marks_of_customer(&self, id: &str) -> Result<Option<Marks>, StoreError> {
        let mut marks = None;
        for event in self.whole(&StreamName::new(Customer::CATEGORY, id)?).await? {
            let marks: &mut Marks = marks.get_or_insert_default();
            if let AnyEvent::Customer(
                customer::Event::CustomerRegistered { name, .. } | customer::Event::CustomerRenamed { name, .. },
            ) = &event.event
            {
                marks.word(Some(name));
            }
            if let AnyEvent::Customer(
                customer::Event::CustomerRegistered { phone, email, invoice_email, .. }
                | customer::Event::ReachabilityChanged { phone, email, invoice_email },
            ) = &event.event
            {
                marks.phone(phone.as_ref());
                marks.word(email.as_ref());
                marks.word(invoice_email.as_ref());
            }
        }
        Ok(marks)
    }

    pub(super) async fn marks_of_contact(
        &self,
        customer: &str,
        contact: ContactId,
    ) -> Result<Option<Marks>, StoreError> {
        let mut marks = None;
        for event in self.whole(&StreamName::new(Customer::CATEGORY, customer)?).await? {
            if let AnyEvent::Customer(
                customer::Event::ContactAdded { id, name, phone, email, .. }
                | customer::Event::ContactChanged { id, name, phone, email, .. },
            ) = &event.event
                && *id == contact
            {
                let marks: &mut Marks = marks.get_or_insert_default();
                marks.word(Some(name));
                marks.word(email.as_ref());
                marks.phone(phone.as_ref());
            }
        }
        Ok(marks)
    }
}
