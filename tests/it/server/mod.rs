//! The mock carrier: its front, faults, journal and metrics.

#[cfg(feature = "tls")]
mod door;
mod faults;
mod front;
mod fuzz;
mod journal;
mod limits;
mod socket;
mod webhooks;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use misroute::carrier::Desk;
use misroute::fleet::{Case, DEFAULT_START};
use misroute::parcel::{Observer, Timestamp};
use misroute::server::{Tenant, router};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::support::{at_start, built_in, worlds};

/// Noon, 30 days after the default start.
pub(crate) fn noon() -> Timestamp {
    Timestamp(DEFAULT_START.plus(30).start() + 43_200)
}

/// A tenant whose clock stands still at noon.
pub(crate) fn tenant() -> Arc<Tenant> {
    Arc::new(Tenant::new(Desk::frozen(worlds(), noon())))
}

/// Numbers of the standard scenario of which there is something to see at noon, and more to come within 60 days.
pub(crate) fn numbers(count: usize) -> Vec<String> {
    let (worlds, world) = (worlds(), built_in("standard", 1));
    let shown = |place| {
        let case = Case::new(&worlds, &world, at_start(place));
        let text = case.typed(Some(noon()))?.to_string();
        let number = case.number(&text)?;
        let page = case.page((number, &text), Observer::OriginCarrier, noon(), None);
        let days = (case.settled_at() - noon()) / 86_400;
        (page.timeline.observations.len() >= 5 && (2..60).contains(&days)).then_some(text)
    };
    (0..1_000).filter_map(shown).take(count).collect()
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// None if the body broke off.
    pub(crate) body: Option<Vec<u8>>,
}

impl Answered {
    pub(crate) fn text(&self) -> String {
        let body = self.body.as_deref().expect("a whole body");
        String::from_utf8(body.to_vec()).expect("text")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text()).expect("JSON")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str());
        value.map_or("", |value| value.expect("text"))
    }
}

/// Sends a request to a tenant without a socket.
pub(crate) async fn send(tenant: &Arc<Tenant>, request: Request<Body>) -> Answered {
    let answer = router(Arc::clone(tenant)).oneshot(request).await;
    let answer: Response<Body> = answer.expect("a router always answers");
    let (parts, body) = answer.into_parts();
    Answered {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.ok().map(Vec::from),
    }
}

/// Sends a request of some method to a path, with a JSON body if there is one.
pub(crate) async fn ask(tenant: &Arc<Tenant>, line: &str, body: &str) -> Answered {
    let (method, path) = line.split_once(' ').expect("a method and a path");
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    send(
        tenant,
        request.body(body.to_owned().into()).expect("a request"),
    )
    .await
}

/// Asks Cainiao for numbers.
pub(crate) async fn detail(tenant: &Arc<Tenant>, numbers: &str) -> Answered {
    ask(
        tenant,
        &format!("GET /global/detail.json?mailNos={numbers}"),
        "",
    )
    .await
}
