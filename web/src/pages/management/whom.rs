//! For whom a task is: a department or a colleague.

use domain::Role;
use maud::{Markup, html};
use projections::access::{self, users};

use super::words;
use crate::{
    components::{Choice, Choices, Field, choices, field_id},
    cx::{Cx, Refusal},
    form::Form,
};

/// Which of the two is chosen; not posted with the command.
const WHICH: &str = "_whom";

/// The choice under a field `name` of the command.
///
/// # Errors
/// When the read tables can't be asked.
pub async fn whom(cx: &Cx, form: &Form<'_>, name: &str) -> Result<Markup, Refusal> {
    let colleagues = users::all(&cx.reads(&access::DEPARTMENT).pool, None).await?;
    let people = colleagues
        .into_iter()
        .filter(|one| one.active && one.id != cx.session.user)
        .map(|one| (one.id.to_string(), one.name));
    let roles = Role::ALL.iter().map(|role| (role.name().to_owned(), words::role(cx, *role)));
    let none = || std::iter::once((String::new(), cx.t("word-choose").into_owned()));
    let (roles, people): (Vec<_>, Vec<_>) = (none().chain(roles).collect(), none().chain(people).collect());
    let parts = [("role", "label-department", &roles), ("user", "thing-user", &people)];
    let texts = parts.map(|(_, label, _)| cx.t(label));
    let answers = [0, 1].map(|at| Choice {
        value: parts[at].0,
        text: &texts[at],
        checked: form.checked(WHICH, parts[at].0, at == 0),
        ..Choice::default()
    });
    Ok(html! {
        div id=(field_id(name)) {
            (choices(&cx.words(), Choices {
                name: WHICH, legend: &cx.t("field-assignee"), choices: &answers, error: form.error(name), ..Choices::default()
            }))
        }
        @for (part, label, options) in parts {
            div data-when={ (WHICH) "=" (part) } {
                (form.select(label, "", Field { name: &format!("{name}.{part}"), ..Field::default() },
                    &options.iter().map(|(value, text)| (value.as_str(), text.as_str())).collect::<Vec<_>>()))
            }
        }
    })
}
