//! Listening: connections, how many and how slow they may be, and how they end.

mod http;
mod line;

#[cfg(feature = "tls")]
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::TokioTimer;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::{Tenant, webhooks};
pub(super) use http::http;
pub(super) use line::{Line, Wire};

/// At most so many connections are open; further ones wait until one of them closes.
const CONNECTIONS_MOST: u32 = 1_024;
/// A request's line and headers have so many bytes at most, and there are 100 headers at most.
const HEAD_MOST: usize = 64 << 10;
/// A connection that is silent for so long between requests, or within a request's head, is closed.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(60);
/// Requests that have arrived have so long to be answered when the server is told to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Whether the server is told to stop.
pub(super) type Closing = watch::Receiver<bool>;

/// Answers on a port until told to stop; requests that have arrived are answered first.
pub(super) async fn run(
    listener: TcpListener,
    tenant: Arc<Tenant>,
    router: Router,
    stop: impl Future<Output = ()> + Send,
) {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_MOST);
    let mut messengers = JoinSet::new();
    messengers.spawn(webhooks::pump(Arc::clone(&tenant)));
    let house = House {
        #[cfg(feature = "tls")]
        address: listener.local_addr().ok(),
        tenant,
        others: TowerToHyperService::new(router),
        builder,
        stopping: AtomicBool::new(false),
    };
    let house = Arc::new(house);
    let permits = Arc::new(Semaphore::new(CONNECTIONS_MOST as usize));
    let (closing, _) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            (stream, permit) = accepted(&listener, &permits) => {
                let (house, closing) = (Arc::clone(&house), closing.subscribe());
                tokio::spawn(async move {
                    connection(&house, stream, closing).await;
                    drop::<OwnedSemaphorePermit>(permit);
                });
            }
        }
    }
    drop(listener);
    house.stopping.store(true, Ordering::Relaxed);
    // Nobody listens if no connection is open; then there is nobody to tell.
    let _told = closing.send(true);
    let _drained = timeout(DRAIN_TIME, permits.acquire_many(CONNECTIONS_MOST)).await;
}

/// What all connections of a port share.
pub(super) struct House {
    /// Where it listens.
    #[cfg(feature = "tls")]
    pub(super) address: Option<SocketAddr>,
    tenant: Arc<Tenant>,
    others: TowerToHyperService<Router>,
    builder: Builder,
    /// Whether connections are told to close once they have answered.
    stopping: AtomicBool,
}

/// Returns the next connection, once there is room for it.
async fn accepted(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        // The semaphore is never closed; if it were, nobody could come in any more.
        let Ok(permit) = Arc::clone(permits).acquire_owned().await else {
            std::future::pending::<()>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // Out of file descriptors, or a peer that is gone already: the next one may fare better.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(house: &Arc<House>, stream: TcpStream, mut closing: Closing) {
    // An answer is written at once, so there is nothing to gain by waiting; without it, it is only slower.
    let _faster = stream.set_nodelay(true);
    let line = Arc::new(Line::default());
    let wire = Wire::new(stream, Arc::clone(&line));
    #[cfg(feature = "tls")]
    if let Some(door) = house.tenant.setup.office.door.get() {
        return door.admit(house, wire, &mut closing).await;
    }
    http(house, wire, &line, &mut closing).await;
}
