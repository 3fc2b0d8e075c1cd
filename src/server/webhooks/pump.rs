//! The pump: looks what there is to tell whenever the clock or a tracker moves, and sends it.
//!
//! While nobody has subscribed it sleeps, and while the clock stands still only a request wakes it.

use std::sync::Arc;

use axum::http::StatusCode;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::Tenant;
use super::office::Job;
use super::send::{Unsent, send};

/// So many messages are under way at a time.
pub(super) const FLYING_MOST: usize = 32;

/// What came of an attempt.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) delivery: u64,
    pub(super) answer: Result<StatusCode, Unsent>,
}

/// Tells a tenant's subscribers what there is to tell, for ever.
pub(in crate::server) async fn pump(tenant: Arc<Tenant>) {
    let mut flying: JoinSet<Ended> = JoinSet::new();
    let mut ended = Vec::new();
    loop {
        let (worker, landed) = (Arc::clone(&tenant), std::mem::take(&mut ended));
        let room = FLYING_MOST.saturating_sub(flying.len());
        let round =
            tokio::task::spawn_blocking(move || worker.webhooks.round(&worker, landed, room));
        // A round does not panic; if it did, there would be nobody left to send anything.
        let Ok(round) = round.await else { return };
        for Job { delivery, message } in round.jobs {
            let tenant = Arc::clone(&tenant);
            flying.spawn(async move {
                let answer = send(message, &tenant.webhooks.allowed).await;
                Ended { delivery, answer }
            });
        }
        let due = async {
            match round.next {
                Some(wait) => sleep(wait).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = tenant.webhooks.bell.notified() => {}
            Some(Ok(one)) = flying.join_next() => ended.push(one),
            () = due => {}
        }
        while let Some(Ok(one)) = flying.try_join_next() {
            ended.push(one);
        }
    }
}
