//! The door for trackers that cannot be told a base URL: HTTPS under the carriers' host names, and a proxy to them.
//!
//! It is the same port: a connection that begins with a TLS handshake speaks HTTPS, one that asks for a tunnel speaks
//! to the carrier at its end, and nothing that comes in ever goes out to another machine.

mod authority;
mod proxy;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

pub use authority::{Authority, AuthorityError};
pub(super) use proxy::Way;

use super::listen::{Closing, HEAD_TIME, House, Line, Wire, http};
use crate::parcel::Timestamp;
use proxy::Tunnel;

/// A TLS handshake has so long.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// The first byte of a TLS handshake, which no request begins with.
const HANDSHAKE: u8 = 0x16;

/// What a server's port speaks besides HTTP.
#[derive(Clone)]
pub struct Door {
    acceptor: TlsAcceptor,
    /// Whether a connection may begin with a TLS handshake.
    is_https: bool,
    /// Whether it may ask for the carriers' hosts.
    is_proxy: bool,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Door")
            .field("is_https", &self.is_https)
            .field("is_proxy", &self.is_proxy)
            .finish_non_exhaustive()
    }
}

impl Door {
    /// Returns a door whose certificates an authority vouches for; it is shut until told what to be.
    ///
    /// # Errors
    ///
    /// Returns why clients that trust the authority would not accept what it vouches for at this instant.
    pub fn new(authority: &Authority, wall: Timestamp) -> Result<Self, AuthorityError> {
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(authority.server(wall)?)),
            is_https: false,
            is_proxy: false,
        })
    }

    /// Lets the port speak HTTPS too.
    #[must_use]
    pub fn https(self) -> Self {
        Self {
            is_https: true,
            ..self
        }
    }

    /// Lets the port be a proxy too, for the carriers' hosts alone.
    #[must_use]
    pub fn proxy(self) -> Self {
        Self {
            is_proxy: true,
            ..self
        }
    }

    /// Serves a connection from its first byte to its end, and through a tunnel if it asks for one.
    pub(super) async fn admit(&self, house: &Arc<House>, wire: Wire, closing: &mut Closing) {
        let way = Way::at_the_door(self.is_proxy);
        let tunnel = self.serve(house, wire, way, closing).await;
        if let Some(tunnel) = tunnel
            && let Some((wire, way)) = tunnel.entered().await
        {
            self.serve(house, wire, way, closing).await;
        }
    }

    /// Serves what may begin with a TLS handshake; returns the tunnel that it ended in, if it did.
    async fn serve(
        &self,
        house: &Arc<House>,
        wire: Wire,
        mut way: Way,
        closing: &mut Closing,
    ) -> Option<Tunnel> {
        let may_be_tls = self.is_https || way.is_tunnel();
        if may_be_tls && within(HEAD_TIME, closing, wire.first()).await? == HANDSHAKE {
            // There are no tunnels within TLS: what comes out of one is a carrier's or this server's.
            way = way.without_tunnels();
            let line = Arc::new(Line::of(way));
            let accepting = self.acceptor.accept(wire.on(&line));
            let stream = within(HANDSHAKE_TIME, closing, accepting).await?;
            http(house, stream, &line, closing).await;
            return None;
        }
        let line = Arc::new(Line::of(way));
        http(house, wire.on(&line), &line, closing).await;
        line.way.tunnel()
    }
}

/// Waits for a connection, for so long at most, and not when the server stops; none if there is nothing to go on with.
async fn within<T>(
    time: Duration,
    closing: &mut Closing,
    what: impl Future<Output = io::Result<T>>,
) -> Option<T> {
    let told = async {
        // Whoever would tell is gone when the server is.
        drop(closing.wait_for(|closing| *closing).await);
    };
    tokio::select! {
        () = told => None,
        done = timeout(time, what) => done.ok()?.ok(),
    }
}
