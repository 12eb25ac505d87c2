//! The mailbox on its server, by IMAP: what is new is read, and nothing there is ever changed.

use std::{fmt::Debug, future::Future, sync::Arc, time::Duration};

use async_imap::{Client, Session, error::Error};
use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

use crate::sender::{Password, Security};

/// How long the server may take for one answer.
const ANSWER: Duration = Duration::from_secs(60);
/// So much of a mail is read: its text and its calendar come before what is attached.
const MOST: usize = 256 << 10;
/// How often a server is asked that does not tell by itself.
const POLL: Duration = Duration::from_secs(60);
/// How long a server is listened to before it is asked all the same.
const IDLE: Duration = Duration::from_secs(300);

/// How a mailbox is reached.
#[derive(Clone, Debug)]
pub struct Account {
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// User name.
    pub user: String,
    /// Password.
    pub password: Password,
    /// The folder that is read.
    pub folder: String,
    /// A certificate (PEM) to trust besides the usual ones.
    pub extra_ca: Option<Vec<u8>>,
}

/// Why the mailbox can't be read.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The server says no, or can't be understood.
    #[error("{0}")]
    Server(#[from] Error),
    /// The line fails.
    #[error("{0}")]
    Line(#[from] std::io::Error),
    /// It does not answer in time.
    #[error("the server does not answer")]
    Silent(#[from] tokio::time::error::Elapsed),
    /// The certificate or the name of the server can't be used.
    #[error("{0}")]
    Tls(String),
    /// It does not number its mails for good.
    #[error("the server does not say UIDVALIDITY")]
    NoNumbers,
}

trait Line: AsyncRead + AsyncWrite + Unpin + Send + Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + Debug> Line for T {}

/// An open folder.
pub(super) struct Connection {
    session: Session<Box<dyn Line>>,
    /// Whether the server tells when something comes.
    tells: bool,
    /// As long as it says this, its numbers mean the same mails.
    pub(super) validity: u32,
    /// The last number that was given out when it was opened.
    pub(super) last: u32,
}

/// A mail as it lies there, or the beginning of it.
pub(super) struct Fetched {
    pub(super) raw: Vec<u8>,
    /// When it came, by the server's clock.
    pub(super) at: Option<DateTime<Utc>>,
}

impl Connection {
    /// Signs in and opens the folder.
    pub(super) async fn open(account: &Account) -> Result<Self, Trouble> {
        let client = timeout(ANSWER, connected(account)).await??;
        let signed_in = timeout(ANSWER, client.login(&account.user, &account.password.0)).await?;
        let mut session = signed_in.map_err(|(error, _)| error)?;
        let tells = in_time(session.capabilities()).await?.has_str("IDLE");
        let folder = in_time(session.examine(&account.folder)).await?;
        let validity = folder.uid_validity.ok_or(Trouble::NoNumbers)?;
        let last = folder.uid_next.map_or(0, |next| next.saturating_sub(1));
        Ok(Self { session, tells, validity, last })
    }

    /// The numbers of the mails behind one, and not older than a day where one is said; oldest first.
    pub(super) async fn behind(&mut self, uid: u32, since: Option<NaiveDate>) -> Result<Vec<u32>, Trouble> {
        let since = since.map(|day| format!(" SINCE {}", day.format("%d-%b-%Y"))).unwrap_or_default();
        let next = uid.saturating_add(1);
        let found = in_time(self.session.uid_search(format!("UID {next}:*{since}"))).await?;
        // `*` is the last mail, whichever number it has.
        let mut found: Vec<u32> = found.into_iter().filter(|found| *found > uid).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// A mail; none, where it has been thrown away meanwhile.
    pub(super) async fn mail(&mut self, uid: u32) -> Result<Option<Fetched>, Trouble> {
        let wanted = format!("(UID INTERNALDATE BODY.PEEK[]<0.{MOST}>)");
        let session = &mut self.session;
        let fetched = in_time(async move {
            let all: Vec<_> = session.uid_fetch(uid.to_string(), wanted).await?.try_collect().await?;
            Ok(all.into_iter().find(|one| one.uid == Some(uid)))
        });
        let Some(fetched) = fetched.await? else { return Ok(None) };
        let at = fetched.internal_date().map(|at| at.to_utc());
        Ok(fetched.body().map(|body| Fetched { raw: body.to_vec(), at }))
    }

    /// Waits until something may have come.
    pub(super) async fn wait(mut self) -> Result<Self, Trouble> {
        if !self.tells {
            tokio::time::sleep(POLL).await;
            in_time(self.session.noop()).await?;
            return Ok(self);
        }
        let mut idle = self.session.idle();
        in_time(idle.init()).await?;
        let (something, _stop) = idle.wait_with_timeout(IDLE);
        something.await?;
        self.session = in_time(idle.done()).await?;
        Ok(self)
    }
}

async fn in_time<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, Trouble> {
    Ok(timeout(ANSWER, answer).await??)
}

async fn connected(account: &Account) -> Result<Client<Box<dyn Line>>, Trouble> {
    let tcp = TcpStream::connect((account.host.as_str(), account.port)).await?;
    let line: Box<dyn Line> = match account.security {
        Security::Tls => Box::new(safe(account, tcp).await?),
        Security::None | Security::StartTls => Box::new(tcp),
    };
    let mut client = Client::new(line);
    client.read_response().await?.ok_or(Error::ConnectionLost)?;
    if account.security != Security::StartTls {
        return Ok(client);
    }
    client.run_command_and_check_ok("STARTTLS", None).await?;
    // What somebody on the way had said before goes with the old client.
    Ok(Client::new(Box::new(safe(account, client.into_inner()).await?)))
}

async fn safe<L: Line + 'static>(account: &Account, line: L) -> Result<tokio_rustls::client::TlsStream<L>, Trouble> {
    let wrong = |error: &dyn std::fmt::Display| Trouble::Tls(error.to_string());
    let mut roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    for certificate in account.extra_ca.iter().flat_map(|pem| CertificateDer::pem_slice_iter(pem)) {
        roots.add(certificate.map_err(|error| wrong(&error))?).map_err(|error| wrong(&error))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&error))?;
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(account.host.clone()).map_err(|error| wrong(&error))?;
    Ok(TlsConnector::from(Arc::new(config)).connect(name, line).await?)
}
