//! `POST /security/v1/oauth/token`: Basic credentials and a form, for a token of four hours.

use ::http::header::{AUTHORIZATION, CONTENT_TYPE};
use ::http::{HeaderValue, Method, StatusCode};

use super::NAME;
use super::http::refused;
use crate::dialect::answer::json;
use crate::dialect::json::object;
use crate::dialect::oauth::TokenRequest;
use crate::dialect::{Answer, DEFAULT_KEY, Request, Visit, segments, sixty_four};

/// How long a token lives, in seconds.
const LIFE: i64 = 14_399;

const PATH: &str = "/security/v1/oauth/token";

/// Tells whether a request is for a token.
pub(super) fn is_for(request: &Request) -> bool {
    segments(request)
        .first()
        .is_some_and(|part| part == "security")
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.segments() != ["security", "v1", "oauth", "token"] {
        return refused(
            StatusCode::NOT_FOUND,
            ("10404", "There is no such resource"),
        );
    }
    if visit.method() != Method::POST {
        let wrong = ("10405", "The method must be POST");
        return refused(StatusCode::METHOD_NOT_ALLOWED, wrong);
    }
    let asked = TokenRequest::read(visit.request).unwrap_or_default();
    if asked.grant_type != "client_credentials" {
        return refused(StatusCode::BAD_REQUEST, ("10400", "Invalid grant_type"));
    }
    let known = !asked.client_id.is_empty() && visit.desk.keys.accept(&asked.client_id);
    if !known || asked.client_secret.is_empty() {
        return refused(StatusCode::UNAUTHORIZED, ("10401", "ClientId is Invalid"));
    }
    let (token, grant) = visit.desk.give_token((NAME, &asked.client_id), "", LIFE);
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.str("token_type", "Bearer");
        whole.str("issued_at", &(grant.issued_at * 1_000).to_string());
        whole.str("client_id", &asked.client_id);
        whole.str("access_token", &token);
        whole.str("scope", "");
        whole.str("expires_in", &LIFE.to_string());
        whole.str("refresh_count", "0");
        whole.str("status", "approved");
    });
    json(StatusCode::OK, out)
}

/// Returns the request of a client that wants a token.
pub(super) fn request() -> Request {
    let mut request = Request::new(b"grant_type=client_credentials".to_vec());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = ::http::Uri::from_static(PATH);
    let credentials = sixty_four::encode(format!("{DEFAULT_KEY}:{DEFAULT_KEY}").as_bytes());
    if let Ok(value) = HeaderValue::from_str(&format!("Basic {credentials}")) {
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(CONTENT_TYPE, form);
    request
}
