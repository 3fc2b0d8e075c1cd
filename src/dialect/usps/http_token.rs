//! `POST /oauth2/v3/token`: client credentials, as JSON or as a form, for a token of eight hours.

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderValue, Method, StatusCode};

use super::{NAME, SCOPE};
use crate::dialect::answer::json;
use crate::dialect::json::object;
use crate::dialect::oauth::TokenRequest;
use crate::dialect::{Answer, DEFAULT_KEY, Request, Visit};

/// How long a token lives, in seconds.
const LIFE: i64 = 28_799;

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.segments() != ["oauth2", "v3", "token"] {
        return refused(
            StatusCode::NOT_FOUND,
            "invalid_request",
            "There is no such endpoint.",
        );
    }
    if visit.method() != Method::POST {
        return refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "invalid_request",
            "The method must be POST.",
        );
    }
    let Some(asked) = TokenRequest::read(visit.request) else {
        return refused(
            StatusCode::BAD_REQUEST,
            "invalid_request",
            "The body must be JSON or a form.",
        );
    };
    if asked.grant_type != "client_credentials" {
        return refused(
            StatusCode::BAD_REQUEST,
            "unsupported_grant_type",
            "The grant type must be client_credentials.",
        );
    }
    let known = !asked.client_id.is_empty() && visit.desk.keys.accept(&asked.client_id);
    if !known || asked.client_secret.is_empty() {
        return refused(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "Client authentication failed.",
        );
    }
    let scope = match asked.scope.trim() {
        "" => SCOPE,
        scope => scope,
    };
    let (token, grant) = visit.desk.give_token((NAME, &asked.client_id), scope, LIFE);
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.str("access_token", &token);
        whole.str("token_type", "Bearer");
        whole.int("issued_at", grant.issued_at * 1_000);
        whole.int("expires_in", LIFE);
        whole.str("status", "approved");
        whole.str("scope", scope);
    });
    json(StatusCode::OK, out)
}

fn refused(status: StatusCode, error: &str, description: &str) -> Answer {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        whole.str("error", error);
        whole.str("error_description", description);
        whole.str(
            "error_uri",
            "https://datatracker.ietf.org/doc/html/rfc6749#page-45",
        );
    });
    json(status, out)
}

/// Returns the request of a client that wants a token.
pub(super) fn request() -> Request {
    let mut body = Vec::new();
    object(&mut body, |whole| {
        whole.str("client_id", DEFAULT_KEY);
        whole.str("client_secret", DEFAULT_KEY);
        whole.str("grant_type", "client_credentials");
    });
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = ::http::Uri::from_static("/oauth2/v3/token");
    request
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request
}
