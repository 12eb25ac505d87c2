//! Nodes on this machine that share one log, as those of a cluster do once they agree.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};
use tower::service_fn;

use crate::{log::Log, panel::Panel, service::Service};

/// How the servers are set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The header that a client must send: `Basic …`. None: everybody may do everything, as with `--insecure`.
    pub authorization: Option<String>,
    /// Certificate chain and key as PEM, where it speaks TLS.
    pub tls: Option<(Vec<u8>, Vec<u8>)>,
    /// `MaxAppendSize`.
    pub max_append_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { authorization: None, tls: None, max_append_bytes: 4 * 1024 * 1024 }
    }
}

/// What all nodes share.
pub(crate) struct Shared {
    log: Mutex<Log>,
    panel: Mutex<Panel>,
    nodes: Mutex<Nodes>,
    pub(crate) settings: Settings,
    tls: Option<TlsAcceptor>,
}

#[derive(Default)]
struct Nodes {
    all: Vec<Node>,
    leader: usize,
}

#[derive(Default)]
struct Node {
    address: Option<SocketAddr>,
    /// Accepts connections; none while it is down. Who aborts it breaks them all.
    task: Option<JoinHandle<()>>,
}

impl Shared {
    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn panel(&self) -> MutexGuard<'_, Panel> {
        self.panel.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn nodes(&self) -> MutexGuard<'_, Nodes> {
        self.nodes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn leader(&self) -> usize {
        self.nodes().leader
    }

    pub(crate) fn lead(&self, node: usize) {
        self.nodes().leader = node;
    }

    pub(crate) fn addresses(&self) -> Vec<Option<SocketAddr>> {
        self.nodes().all.iter().map(|node| node.address).collect()
    }

    pub(crate) fn is_up(&self, node: usize) -> bool {
        self.nodes().all.get(node).is_some_and(|node| node.task.is_some())
    }
}

/// A cluster of one or more nodes.
#[derive(Clone)]
pub struct Cluster {
    shared: Arc<Shared>,
}

impl Cluster {
    /// Starts so many nodes on free ports of this machine; the first leads.
    ///
    /// # Errors
    /// When no port can be listened on.
    pub async fn start(nodes: usize, settings: Settings) -> io::Result<Self> {
        let addresses = vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0)); nodes];
        Self::start_on(&addresses, settings).await
    }

    /// Starts a node on each address.
    ///
    /// # Errors
    /// When one of them can't be listened on.
    pub async fn start_on(addresses: &[SocketAddr], settings: Settings) -> io::Result<Self> {
        let tls = settings.tls.as_ref().map(|(chain, key)| acceptor(chain, key)).transpose()?;
        let shared = Shared { log: Mutex::default(), panel: Mutex::default(), nodes: Mutex::default(), settings, tls };
        let cluster = Self { shared: Arc::new(shared) };
        for (node, address) in addresses.iter().enumerate() {
            cluster.shared.nodes().all.push(Node { address: Some(*address), task: None });
            cluster.begin(node).await?;
        }
        Ok(cluster)
    }

    /// As a client's configuration names it: `esdb://127.0.0.1:2113?tls=false`, with all nodes.
    pub fn url(&self) -> String {
        let hosts: Vec<String> = self.shared.addresses().iter().flatten().map(ToString::to_string).collect();
        format!("esdb://{}?tls={}", hosts.join(","), self.shared.tls.is_some())
    }

    /// Where a node listens, or listened before it stopped.
    pub fn address(&self, node: usize) -> Option<SocketAddr> {
        self.shared.addresses().get(node).copied().flatten()
    }

    /// What goes wrong next.
    pub fn panel(&self) -> MutexGuard<'_, Panel> {
        self.shared.panel()
    }

    /// What was written.
    pub fn log(&self) -> MutexGuard<'_, Log> {
        self.shared.log()
    }

    /// Lets another node lead.
    pub fn lead(&self, node: usize) {
        self.shared.lead(node);
    }

    /// Stops a node as if the power went: nothing is answered any more. What was written stays.
    pub async fn stop(&self, node: usize) {
        let task = self.shared.nodes().all.get_mut(node).and_then(|node| node.task.take());
        if let Some(task) = task {
            task.abort();
            // It ends by being aborted, which is what was wanted.
            let _ = task.await;
        }
    }

    /// Starts a node where it is down.
    pub async fn begin_unless_up(&self, node: usize) {
        if !self.shared.is_up(node)
            && let Err(error) = self.begin(node).await
        {
            tracing::error!(%error, "a node can't be started");
        }
    }

    /// Starts a node, or starts it again where it was.
    ///
    /// # Errors
    /// When its address can't be listened on.
    pub async fn begin(&self, node: usize) -> io::Result<()> {
        let wanted = self.address(node).ok_or_else(|| io::Error::other("there is no such node"))?;
        let socket = tokio::net::TcpSocket::new_v4()?;
        // A connection that just broke would keep its port for a minute.
        socket.set_reuseaddr(true)?;
        socket.bind(wanted)?;
        let listener = socket.listen(1024)?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(accept(self.shared.clone(), node, listener));
        if let Some(node) = self.shared.nodes().all.get_mut(node) {
            (node.address, node.task) = (Some(address), Some(task));
        }
        Ok(())
    }
}

/// Takes connections until it is aborted; they end with it.
async fn accept(shared: Arc<Shared>, node: usize, listener: TcpListener) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(serve(shared.clone(), node, stream))),
                Err(error) => tracing::warn!(%error, "a connection could not be taken"),
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(shared: Arc<Shared>, node: usize, stream: TcpStream) {
    // .NET's server does so, too: what waits is the client's side.
    let _ = stream.set_nodelay(true);
    let kill = Arc::new(Notify::new());
    let service = Service { shared: shared.clone(), node, kill: kill.clone() };
    let service = TowerToHyperService::new(service_fn(move |request| service.clone().call(request)));
    let builder = auto::Builder::new(TokioExecutor::new());
    let served = async {
        match &shared.tls {
            None => builder.serve_connection(TokioIo::new(stream), service).await,
            Some(tls) => match tls.accept(stream).await {
                Ok(stream) => builder.serve_connection(TokioIo::new(stream), service).await,
                Err(error) => Err(error.into()),
            },
        }
    };
    tokio::select! {
        served = served => {
            if let Err(error) = served {
                tracing::debug!(%error, "a connection ended");
            }
        }
        () = kill.notified() => {}
    }
}

/// Speaks TLS with this certificate; what is spoken inside is HTTP/2.
fn acceptor(chain: &[u8], key: &[u8]) -> io::Result<TlsAcceptor> {
    let ciphers = Arc::new(rustls::crypto::ring::default_provider());
    let chain = CertificateDer::pem_slice_iter(chain).collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(io::Error::other)?;
    let config = rustls::ServerConfig::builder_with_provider(ciphers).with_safe_default_protocol_versions();
    let config = config.map_err(io::Error::other)?.with_no_client_auth().with_single_cert(chain, key);
    let mut config = config.map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
