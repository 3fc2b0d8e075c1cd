//! `POST /oauth/token`: client credentials as a form, for a token of an hour.

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderValue, Method, StatusCode};

use super::NAME;
use super::http::refused;
use crate::dialect::answer::json;
use crate::dialect::json::object;
use crate::dialect::oauth::TokenRequest;
use crate::dialect::{Answer, DEFAULT_KEY, Request, Visit, segments};

/// How long a token lives, in seconds.
const LIFE: i64 = 3_599;

/// What every token is good for.
const SCOPE: &str = "CXS";

/// Tells whether a request is for a token.
pub(super) fn is_for(request: &Request) -> bool {
    segments(request)
        .first()
        .is_some_and(|part| part == "oauth")
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::POST {
        let wrong = ("METHOD.NOT.ALLOWED.ERROR", "The method must be POST.");
        return refused(visit.request, StatusCode::METHOD_NOT_ALLOWED, wrong);
    }
    let asked = TokenRequest::read(visit.request).unwrap_or_default();
    if asked.grant_type != "client_credentials" {
        let wrong = (
            "BAD.REQUEST.ERROR",
            "The grant type must be client_credentials.",
        );
        return refused(visit.request, StatusCode::BAD_REQUEST, wrong);
    }
    let known = !asked.client_id.is_empty() && visit.desk.keys.accept(&asked.client_id);
    if !known || asked.client_secret.is_empty() {
        let wrong = (
            "NOT.AUTHORIZED.ERROR",
            "The client credentials are invalid.",
        );
        return refused(visit.request, StatusCode::UNAUTHORIZED, wrong);
    }
    let (token, _) = visit.desk.give_token((NAME, &asked.client_id), SCOPE, LIFE);
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.str("access_token", &token);
        whole.str("token_type", "bearer");
        whole.int("expires_in", LIFE);
        whole.str("scope", SCOPE);
    });
    json(StatusCode::OK, out)
}

/// Returns the request of a client that wants a token.
pub(super) fn request() -> Request {
    let form = format!(
        "grant_type=client_credentials&client_id={DEFAULT_KEY}&client_secret={DEFAULT_KEY}"
    );
    let mut request = Request::new(form.into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = ::http::Uri::from_static("/oauth/token");
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(CONTENT_TYPE, form);
    request
}
