//! `werkbank user`: who may sign in, for when nobody can, or before anyone has.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write},
    path::Path,
    process::Stdio,
};

use anyhow::{Context, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{
    Actor, Email, Line, Login, Role, UserId,
    user::{Command as Order, Password},
};
use event_store::{CommandError, Given};
use projections::access;
use texts::{Lang, t};
use web::program::Program;

use super::{open, open_or_make, say, value};

/// How often a password is asked before it is given up.
const TRIES: usize = 3;

/// What can be done with colleagues.
#[derive(clap::Subcommand)]
pub enum Command {
    /// List all colleagues with their roles; those who left come last.
    List,
    /// Add a colleague. The password is asked, or read from the first line of standard input.
    Add {
        /// Name to sign in with.
        #[arg(value_parser = value::<Login>)]
        login: Login,
        /// First and last name.
        #[arg(long, value_parser = value::<Line>)]
        name: Line,
        /// Where mails for them go.
        #[arg(long, value_parser = value::<Email>)]
        email: Option<Email>,
        /// What they are in the company; may be given more than once.
        #[arg(long = "role", required = true, value_parser = roles())]
        roles: Vec<Role>,
    },
    /// Give a colleague a new password, asked or read from standard input. It ends their sessions.
    SetPassword {
        /// Name to sign in with.
        #[arg(value_parser = value::<Login>)]
        login: Login,
    },
    /// A colleague no longer works here. It ends their sessions.
    Deactivate {
        /// Name to sign in with.
        #[arg(value_parser = value::<Login>)]
        login: Login,
        /// Why.
        #[arg(long, value_parser = value::<Line>)]
        reason: Line,
    },
    /// A colleague works here again.
    Reactivate {
        /// Name to sign in with.
        #[arg(value_parser = value::<Login>)]
        login: Login,
    },
}

fn roles() -> impl TypedValueParser<Value = Role> {
    let names = Role::ALL.iter().map(|role| role.name());
    PossibleValuesParser::new(names).try_map(|name| Role::parse(&name).ok_or("there is no such role"))
}

/// Carries a command out.
///
/// # Errors
/// When the folder is in use, or a rule says no.
pub async fn run(data: &Path, command: Command) -> anyhow::Result<()> {
    let (login, order, done) = match command {
        Command::List => return list(data).await,
        Command::Add { login, name, email, roles } => {
            let roles: BTreeSet<Role> = roles.into_iter().collect();
            let password = Password::Clear(password()?);
            (login.clone(), Order::Create { login, name, email, roles, password }, "can sign in now")
        }
        Command::SetPassword { login } => {
            (login, Order::ResetPassword { password: Password::Clear(password()?) }, "has a new password")
        }
        Command::Deactivate { login, reason } => (login, Order::Deactivate { reason }, "can no longer sign in"),
        Command::Reactivate { login } => (login, Order::Reactivate {}, "can sign in again"),
    };
    // The first colleague may be written down before the folder was ever served.
    let new = matches!(order, Order::Create { .. });
    let program = if new { open_or_make(data).await? } else { open(data).await? };
    let given = give(&program, UserId::of_login(&login), order).await;
    program.close().await;
    given?;
    say(&format!("{login} {done}"));
    Ok(())
}

/// Gives the order in Werkbank's own name, and ends the sessions of whom it is about.
async fn give(program: &Program, user: UserId, order: Order) -> anyhow::Result<()> {
    let (app, id) = (&program.app, user.to_string());
    let mut order = order.into();
    if let Err(problem) = api::prepare::prepare(app, &id, &mut order, Lang::En).await {
        bail!("{}", problem.title);
    }
    match app.log.run(&id, order, &Given::by(Actor::system("terminal")), app.outside.as_ref()).await {
        Ok(_) => {
            app.sessions.end_all(user, None).await.map_err(anyhow::Error::msg).context("the sessions were not ended")
        }
        Err(CommandError::Refused(no)) => bail!("{}", t(Lang::En, &format!("refusal-{}-{}", no.category, no.code))),
        Err(error) => Err(error.into()),
    }
}

async fn list(data: &Path) -> anyhow::Result<()> {
    let program = open(data).await?;
    let users = access::users::all(&program.app.reads.of(&access::DEPARTMENT).pool, None).await;
    program.close().await;
    let users = users?;
    if users.is_empty() {
        say("Nobody yet.");
    }
    let width = |text: fn(&access::users::User) -> &str| users.iter().map(|user| text(user).chars().count()).max();
    let (logins, names) = (width(|user| &user.login).unwrap_or(0), width(|user| &user.name).unwrap_or(0));
    for user in &users {
        let roles: Vec<&str> = user.roles.iter().map(|role| role.name()).collect();
        let left = if user.active { "" } else { " (left)" };
        say(&format!("{:logins$}  {:names$}  {}{left}", user.login, user.name, roles.join(", ")));
    }
    Ok(())
}

/// Asks for a password, twice and unseen at a terminal; once from standard input otherwise.
fn password() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut line = String::new();
        stdin.read_line(&mut line)?;
        return checked(line);
    }
    for _ in 0..TRIES {
        let password = match checked(unseen("Password (at least 10 characters): ")?) {
            Ok(password) => password,
            Err(error) => {
                say(&error.to_string());
                continue;
            }
        };
        if unseen("Once more: ")? == password {
            return Ok(password);
        }
        say("These are not the same.");
    }
    bail!("no password was given")
}

fn checked(line: String) -> anyhow::Result<String> {
    let password = line.trim_end_matches(['\r', '\n']);
    if (10..=200).contains(&password.chars().count()) {
        return Ok(password.to_owned());
    }
    bail!("{}", t(Lang::En, "invalid-password"))
}

/// Reads a line that the terminal does not show; where there is no `stty`, it shows.
fn unseen(question: &str) -> anyhow::Result<String> {
    let mut out = std::io::stderr();
    write!(out, "{question}")?;
    out.flush()?;
    let echo = |word: &str| {
        let set = std::process::Command::new("stty").arg(word).stdout(Stdio::null()).stderr(Stdio::null()).status();
        set.is_ok_and(|status| status.success())
    };
    let hidden = echo("-echo");
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    if hidden {
        echo("echo");
        writeln!(out)?;
    }
    if read? == 0 {
        bail!("no password was given");
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
