//! Houses: a thread that serves one port, and is gone when its owner is.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::StartError;
use crate::server::{Server, Tenant};

/// A thread that serves one loopback port until it is dropped.
#[derive(Debug)]
pub(super) struct House {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl House {
    /// Opens a port, 0 for any free one. Whoever connects from now on is answered, so that there is nothing to wait for.
    pub(super) fn open(port: u16, tenant: Arc<Tenant>) -> Result<Self, StartError> {
        const HELP: &str =
            "run fewer tests at a time, or raise the limits of open files and threads";
        let no_port = |error: &dyn std::fmt::Display| {
            StartError::new(format!("no port can be listened on: {error}"), HELP)
        };
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| no_port(&error))?;
        let address = listener.local_addr().map_err(|error| no_port(&error))?;
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build();
        let runtime = runtime.map_err(|error| no_port(&error))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = move || {
            let served = async {
                // The socket listens already, so it can only fail for lack of descriptors; nobody is answered then.
                let Ok(server) = Server::on(listener, tenant) else {
                    return;
                };
                tokio::select! {
                    () = server.run(std::future::pending()) => {}
                    _told = stopped => {}
                }
            };
            runtime.block_on(served);
            // What is still open is cut: whoever dropped the carrier waits for no answer.
            drop(runtime);
        };
        let thread = thread::Builder::new().name(format!("carrier {}", address.port()));
        let thread = thread
            .spawn(serve)
            .map_err(|error| StartError::new(format!("no thread can be started: {error}"), HELP))?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns where it listens.
    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A thread that has ended already needs no telling.
            let _told = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // A server's panics are caught and counted; there is nobody here to tell of another.
            let _joined = thread.join();
        }
    }
}
