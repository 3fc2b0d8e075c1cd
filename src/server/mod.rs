//! The mock carrier: one port that speaks every dialect at its real path, on a clock that the test controls.

mod control;
mod date;
mod front;
mod moment;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::net::TcpListener;

pub use moment::SimNowError;

use crate::carrier::Desk;

/// A request's body has so many bytes at most.
pub const BODY_MOST: usize = 1 << 20;

/// A tenant: one port's systems and everything that is said to them.
#[derive(Debug)]
pub struct Tenant {
    /// The carriers' systems.
    pub desk: Desk,
}

impl Tenant {
    /// Returns a tenant with a desk of its own.
    pub const fn new(desk: Desk) -> Self {
        Self { desk }
    }
}

/// A server that is bound to its address and does not yet answer.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
}

impl Server {
    /// Binds to an address; port 0 takes any free one.
    ///
    /// # Errors
    ///
    /// Returns why the address cannot be had.
    pub async fn bind(address: SocketAddr, tenant: Arc<Tenant>) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self {
            listener,
            router: router(tenant),
        })
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
    ///
    /// # Errors
    ///
    /// Returns why it could not go on.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        axum::serve(self.listener, self.router)
            .with_graceful_shutdown(stop)
            .await
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
