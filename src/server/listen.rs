//! Listening: answering on a port until told to stop.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

use super::Tenant;

/// Requests that were begun have so long to be answered when the server is told to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Answers on a port until told to stop; requests that were begun are answered first.
pub(super) async fn run(
    listener: TcpListener,
    _tenant: Arc<Tenant>,
    router: Router,
    stop: impl Future<Output = ()> + Send,
) {
    let (told, hears) = oneshot::channel::<()>();
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        let _stopped = hears.await;
    });
    let stopped = async {
        stop.await;
        let _stopping = told.send(());
        sleep(DRAIN_TIME).await;
    };
    tokio::select! {
        _ended = server => {}
        () = stopped => {}
    }
}
