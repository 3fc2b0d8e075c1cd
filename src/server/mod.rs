//! The mock carrier: one port that speaks every dialect at its real path, on a clock that the test controls.

mod control;
mod date;
pub mod faults;
mod front;
mod journal;
mod listen;
mod metrics;
mod moment;
mod reply;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::net::TcpListener;

pub use faults::Faults;
pub use journal::Journal;
pub use moment::SimNowError;

use crate::carrier::Desk;

/// A request's body has so many bytes at most.
pub const BODY_MOST: usize = 1 << 20;

/// A tenant: one port's systems and everything that is said to them.
#[derive(Debug)]
pub struct Tenant {
    /// The carriers' systems.
    pub desk: Desk,
    /// What goes wrong around their answers.
    pub faults: Faults,
    /// What was asked of them.
    pub journal: Journal,
}

impl Tenant {
    /// Returns a tenant with a desk of its own.
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            faults: Faults::default(),
            journal: Journal::default(),
        }
    }
}

/// A server that is bound to its address and does not yet answer.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    tenant: Arc<Tenant>,
}

impl Server {
    /// Binds to an address; port 0 takes any free one.
    ///
    /// # Errors
    ///
    /// Returns why the address cannot be had.
    pub async fn bind(address: SocketAddr, tenant: Arc<Tenant>) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self { listener, tenant })
    }

    /// Returns the address that it is bound to.
    ///
    /// # Errors
    ///
    /// Returns what the operating system says.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until told to stop; requests that were begun are answered first.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) {
        let router = router(Arc::clone(&self.tenant));
        listen::run(self.listener, self.tenant, router, stop).await;
    }
}

/// Returns everything that a tenant answers: the dialects at their real paths, and `/_sim/`.
pub fn router(tenant: Arc<Tenant>) -> Router {
    Router::new()
        .nest("/_sim", control::router())
        .fallback(front::answer)
        .layer(DefaultBodyLimit::max(BODY_MOST))
        .with_state(tenant)
}
