//! The front: from a request on the wire to the dialect that it is for, and back.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::DATE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::{BODY_MOST, Tenant, control, date, moment};
use crate::carrier::Desk;
use crate::dialect::{Answer, Dialect, Key, Quirks, Refusal, Request, Visit, of_request};
use crate::parcel::Timestamp;

/// Answers a request to a dialect.
pub(super) async fn answer(
    State(tenant): State<Arc<Tenant>>,
    request: axum::extract::Request,
) -> Response {
    tenant.touch();
    let (parts, body) = request.into_parts();
    let mut request = Request::from_parts(parts, Vec::new());
    let Some(dialect) = of_request(&request) else {
        return control::nowhere(request.uri().path());
    };
    let now = tenant.desk.clock.now();
    let Ok(body) = to_bytes(body, BODY_MOST).await else {
        return sent(dialect.refuse(&Refusal::TooLarge { most: BODY_MOST }), now);
    };
    *request.body_mut() = body.into();
    respond(&tenant.desk, dialect, &request, now)
}

fn respond(desk: &Desk, dialect: &dyn Dialect, request: &Request, now: Timestamp) -> Response {
    let at = match moment::sim_now(request.headers()) {
        Ok(at) => at,
        Err(error) => {
            return control::problem(StatusCode::BAD_REQUEST, &error.to_string(), error.help());
        }
    };
    let key = dialect.key(request);
    let key = match &key {
        Key::NotUsed => "",
        Key::Missing => return sent(dialect.refuse(&Refusal::KeyMissing), at.unwrap_or(now)),
        Key::Given(key) if !desk.keys.accept(key) => {
            return sent(dialect.refuse(&Refusal::KeyWrong), at.unwrap_or(now));
        }
        Key::Given(key) => key,
    };
    let at = at
        .or_else(|| desk.clock_of(key).map(|clock| clock.now()))
        .unwrap_or(now);
    let visit = Visit {
        desk,
        request,
        key,
        at,
        now,
        quirks: Quirks::NONE,
    };
    sent(dialect.answer(&visit), at)
}

/// Turns an answer into what goes on the wire, dated by virtual time.
fn sent(answer: Answer, at: Timestamp) -> Response {
    let mut response = answer.map(Body::from).into_response();
    let date: HeaderValue = date::header(at);
    response.headers_mut().insert(DATE, date);
    response
}
