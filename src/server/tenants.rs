//! Tenants: ports of their own for tests that run side by side, each with its own clock and trackers.
//!
//! A tenant begins with its parent's worlds, keys, limits and settings and with nothing that was registered there. It
//! listens on loopback, and ends when it is closed, when nobody has asked it anything for a while, or with the server.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
#[cfg(feature = "tls")]
use std::sync::OnceLock;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

#[cfg(feature = "tls")]
use super::door::Door;
use super::setup::{Setup, Terms};
use super::{Faults, Journal, Tenant, Webhooks, listen, router};
use crate::carrier::{Desk, Limits};
use crate::clock::{Clock, Pace};
use crate::parcel::Timestamp;

/// At most so many tenants are open at a time.
pub const TENANTS_MOST: usize = 64;
/// A tenant that names no other time closes after being idle for so long.
pub const IDLE: Duration = Duration::from_secs(10 * 60);

/// What all tenants of a server share: who may control them, and which there are.
#[derive(Debug, Default)]
pub(super) struct Office {
    /// What a request to the control API must know; none: anybody may control.
    pub(super) token: Option<String>,
    /// What every port speaks besides HTTP.
    #[cfg(feature = "tls")]
    pub(super) door: OnceLock<Door>,
    leases: Mutex<Leases>,
}

#[derive(Debug, Default)]
struct Leases {
    by_id: BTreeMap<u64, Lease>,
    last: u64,
}

/// A tenant that is open.
#[derive(Debug, Clone)]
pub(super) struct Lease {
    /// Its number, from 1.
    pub(super) id: u64,
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// The tenant.
    pub(super) tenant: Arc<Tenant>,
    /// How long it may be idle.
    pub(super) idle: Duration,
    stop: Arc<Mutex<Option<oneshot::Sender<()>>>>,
}

/// Why no tenant was opened.
#[derive(Debug)]
pub(super) enum NotOpened {
    /// There are as many as there can be.
    Full,
    /// The operating system gives no port.
    NoPort(std::io::Error),
}

/// What a new tenant is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) now: Timestamp,
    pub(super) pace: Pace,
    pub(super) idle: Duration,
}

impl Office {
    pub(super) fn new(token: Option<String>) -> Self {
        Self {
            token,
            ..Self::default()
        }
    }

    /// Opens a tenant like another one; a runtime must be there.
    pub(super) fn open(
        self: &Arc<Self>,
        parent: &Tenant,
        wanted: Wanted,
    ) -> Result<Lease, NotOpened> {
        let mut leases = self.leases();
        if leases.by_id.len() >= TENANTS_MOST {
            return Err(NotOpened::Full);
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(NotOpened::NoPort)?;
        listener.set_nonblocking(true).map_err(NotOpened::NoPort)?;
        let address = listener.local_addr().map_err(NotOpened::NoPort)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(NotOpened::NoPort)?;
        let id = leases.last + 1;
        let (stop, stopped) = oneshot::channel();
        let lease = Lease {
            id,
            address,
            tenant: Arc::new(self.like(parent, wanted)),
            idle: wanted.idle,
            stop: Arc::new(Mutex::new(Some(stop))),
        };
        leases.last = id;
        leases.by_id.insert(id, lease.clone());
        drop(leases);
        let (office, tenant) = (Arc::clone(self), Arc::clone(&lease.tenant));
        tokio::spawn(async move {
            let over = async {
                tokio::select! {
                    _told = stopped => {}
                    () = idle(&tenant, wanted.idle) => {}
                }
                // What listens no more is not listed either, while its last answers go out.
                office.leases().by_id.remove(&id);
            };
            let routes = router(Arc::clone(&tenant));
            listen::run(listener, Arc::clone(&tenant), routes, over).await;
        });
        Ok(lease)
    }

    fn like(self: &Arc<Self>, parent: &Tenant, wanted: Wanted) -> Tenant {
        let worlds = parent.desk.worlds();
        let mut desk = Desk::new((*worlds).clone(), Clock::new(wanted.now, wanted.pace));
        desk.keys = parent.desk.keys.clone();
        desk.settings.clone_from(&parent.desk.settings);
        desk.limits = parent.desk.limits.as_ref().map(|_| Limits::default());
        let terms = Terms {
            fleet: parent.setup.fleet.clone(),
            follows_wall: false,
            state: None,
        };
        let setup = Setup::new(&desk, terms, Arc::clone(self));
        Tenant {
            desk,
            faults: Faults::default(),
            journal: Journal::default(),
            webhooks: Webhooks::like(&parent.webhooks),
            setup: setup.leased(),
        }
    }

    /// Returns every open tenant, oldest first.
    pub(super) fn all(&self) -> Vec<Lease> {
        self.leases().by_id.values().cloned().collect()
    }

    /// Returns an open tenant.
    pub(super) fn get(&self, id: u64) -> Option<Lease> {
        self.leases().by_id.get(&id).cloned()
    }

    /// Closes a tenant, which answers the requests that were begun first; tells whether it was open.
    pub(super) fn close(&self, id: u64) -> bool {
        let lease = self.leases().by_id.remove(&id);
        let was_open = lease.is_some();
        if let Some(lease) = lease {
            lease.close();
        }
        was_open
    }

    /// Closes every tenant.
    pub(super) fn close_all(&self) {
        let all = std::mem::take(&mut self.leases().by_id);
        for lease in all.into_values() {
            lease.close();
        }
    }

    fn leases(&self) -> MutexGuard<'_, Leases> {
        // A map is whole between any two of its changes, so a poisoned lock holds nothing broken.
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease {
    fn close(&self) {
        let stop = self
            .stop
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(stop) = stop {
            // Whoever does not wait for it any more is closing already.
            let _closing = stop.send(());
        }
    }
}

/// Returns once nobody has asked a tenant anything for a time.
async fn idle(tenant: &Tenant, longest: Duration) {
    loop {
        let passed = tenant.setup.idle();
        match longest.checked_sub(passed) {
            Some(left) if !left.is_zero() => tokio::time::sleep(left).await,
            _ => return,
        }
    }
}
