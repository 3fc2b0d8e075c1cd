//! The end: when a server is told to stop.

/// Listens from now on for Ctrl-C and SIGTERM, and returns what ends once one of them comes.
///
/// Where one cannot be listened for there is nothing to wait for, and the server runs until it is killed.
pub(super) fn told() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let [interrupted, terminated] =
            [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| {
                let listening = signal(kind).ok();
                async move {
                    match listening {
                        Some(mut signal) => drop(signal.recv().await),
                        None => std::future::pending().await,
                    }
                }
            });
        async move {
            tokio::select! {
                () = interrupted => {}
                () = terminated => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
