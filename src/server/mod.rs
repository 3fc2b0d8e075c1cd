//! The mock carrier: one port that speaks every dialect at its real path, on a clock that the test controls.

mod control;
mod date;
#[cfg(feature = "tls")]
mod door;
pub mod faults;
mod fleet;
mod front;
mod journal;
mod listen;
mod metrics;
mod moment;
mod openapi;
mod reply;
mod setup;
mod state;
mod tenants;
mod webhooks;

use std::io;
use std::net::{self, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::net::TcpListener;

#[cfg(feature = "tls")]
pub use door::{Authority, AuthorityError, Door};
pub use faults::Faults;
pub use fleet::{Fleet, OwnScenario, Source};
pub use journal::{Journal, Noted};
pub use moment::SimNowError;
pub use setup::Terms;
pub use state::{Kept, Shelf, State, StateError};
pub use tenants::{IDLE, TENANTS_MOST};
pub use webhooks::{
    AllowedHosts, FirstSubscription, KeptWebhooks, Lab, LabRule, QUEUE_MOST, SubscriptionError,
    Webhooks,
};

use crate::carrier::Desk;
use crate::fleet::DEFAULT_START;
use setup::Setup;
use tenants::Office;

/// A server that names no other count has so many orders to begin with.
pub const CASES: u64 = 10_000;
/// A server that names no other window deals its orders over so many days.
pub const DAYS: u16 = 30;

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
    /// Who is told what changes.
    pub webhooks: Webhooks,
    /// What it was set up with.
    setup: Setup,
}

impl Tenant {
    /// Returns a tenant with a desk of its own, the whole library's orders, and a control API that is open to all.
    pub fn new(desk: Desk) -> Self {
        let terms = Terms {
            fleet: Fleet::library(DEFAULT_START, DAYS, CASES),
            follows_wall: false,
            state: None,
        };
        Self::with_terms(desk, terms, None)
    }

    /// Returns a tenant on other terms; with a token, the control API answers only those who know it.
    pub fn with_terms(desk: Desk, terms: Terms, token: Option<String>) -> Self {
        let setup = Setup::new(&desk, terms, Arc::new(Office::new(token)));
        Self {
            desk,
            faults: Faults::default(),
            journal: Journal::default(),
            webhooks: Webhooks::default(),
            setup,
        }
    }

    /// Takes over what a file of state held.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be had together with what the server was started with.
    pub fn restore(&self, mut kept: Kept) -> Result<(), StateError> {
        let webhooks = std::mem::take(&mut kept.webhooks);
        setup::restore(&self.desk, kept)?;
        self.webhooks.restore(&self.desk, webhooks);
        Ok(())
    }

    /// Returns the orders that are there to begin with.
    pub const fn fleet(&self) -> &Fleet {
        &self.setup.fleet
    }

    /// Notes that somebody asks, so that it does not count as idle.
    pub(crate) fn touch(&self) {
        self.setup.touch();
    }

    /// Has it looked what there is to tell, if a tracker or a subscription was moved.
    pub(crate) fn tell(&self) {
        if self.desk.subscriptions.take_touched() || self.desk.trackers.is_touched() {
            self.webhooks.wake();
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
        tenant.webhooks.begin(&tenant.desk);
        Ok(Self { listener, tenant })
    }

    /// Lets its port, and the ports of its tenants, speak HTTPS or be a proxy too.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn with_door(self, door: Door) -> Self {
        // A server has one door; a second one would change nothing.
        let _first = self.tenant.setup.office.door.set(door);
        self
    }

    /// Returns a server on a socket that listens already; a runtime must be there.
    ///
    /// # Errors
    ///
    /// Returns what the operating system says.
    pub fn on(listener: net::TcpListener, tenant: Arc<Tenant>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
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

    /// Answers until told to stop; requests that have arrived are answered first, for ten seconds at most.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) {
        let router = router(Arc::clone(&self.tenant));
        let office = Arc::clone(&self.tenant.setup.office);
        listen::run(self.listener, self.tenant, router, stop).await;
        office.close_all();
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
