//! The control API below `/_sim/`: time, orders, the truth, bound numbers, tenants, faults, webhooks.
//!
//! It is described in OpenAPI at `/_sim/openapi.json`, made of the same table as its routes. Every refusal has the shape
//! `{"error": {"message": …, "mend": …}}`: 400 for what cannot be read (path, query, header, no JSON), 401 without the
//! token that the server demands, 404 for what is not there, 405 with `Allow`, 409 for what cannot be as things stand,
//! 413 and 415 for bodies that are too large or no JSON, 422 for JSON that says what cannot be, and 507 if the state
//! file cannot be written.

mod cases;
mod clock;
mod declared;
mod endpoint;
mod explained;
mod general;
mod numbers;
mod orders;
mod tenants;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

pub(super) use clock::{length_of, zulu};
pub(super) use endpoint::{
    Call, Endpoint, Gives, Param, Problem, Reply, Takes, Verb, given, short,
};

use super::{BODY_MOST, Tenant, faults, journal, metrics, moment, webhooks};
use crate::carrier::same;
use crate::scenario::nearest;
use percent_encoding::percent_decode_str;

/// Every endpoint, group by group.
pub(super) const ENDPOINTS: &[&[Endpoint]] = &[
    general::ENDPOINTS,
    clock::ENDPOINTS,
    orders::ENDPOINTS,
    cases::ENDPOINTS,
    numbers::ENDPOINTS,
    tenants::ENDPOINTS,
    faults::control::ENDPOINTS,
    webhooks::control::ENDPOINTS,
    webhooks::control_log::ENDPOINTS,
    journal::control::ENDPOINTS,
    metrics::ENDPOINTS,
];

/// A part of a path stands for so many characters at most.
const PART_MOST: usize = 100;

/// Returns the control API's routes.
pub(super) fn router() -> Router<Arc<Tenant>> {
    Router::new().fallback(answer)
}

async fn answer(State(tenant): State<Arc<Tenant>>, request: axum::extract::Request) -> Response {
    tenant.touch();
    let is_head = request.method() == Method::HEAD;
    let reads_only = is_head || request.method() == Method::GET;
    let webhooks = Arc::clone(&tenant);
    let response = match called(tenant, request).await {
        Ok((endpoint, call)) => {
            match tokio::task::spawn_blocking(move || (endpoint.run)(&call)).await {
                Ok(Ok(reply)) => reply.into_response(),
                Ok(Err(problem)) => problem.into_response(),
                Err(_) => Problem::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "the server failed at this request",
                    "report it with the request",
                )
                .into_response(),
            }
        }
        Err(response) => *response,
    };
    if !reads_only {
        // The clock may have moved, or what a number leads to.
        webhooks.webhooks.wake();
    }
    if is_head {
        return response.map(|_| Body::empty());
    }
    response
}

/// Finds whom a request is to, and reads it.
async fn called(
    tenant: Arc<Tenant>,
    request: axum::extract::Request,
) -> Result<(&'static Endpoint, Call), Box<Response>> {
    let (parts, body) = request.into_parts();
    let refused = |problem: Problem| Box::new(problem.into_response());
    let allowed = may_control(&tenant, &parts.headers);
    let known: Vec<&'static Endpoint> = ENDPOINTS
        .iter()
        .copied()
        .flatten()
        .filter(|endpoint| fits(endpoint.path, parts.uri.path()))
        .collect();
    let is_open = known.iter().any(|endpoint| endpoint.is_open());
    let may_control = allowed.is_ok();
    if !is_open {
        allowed.map_err(refused)?;
    }
    if known.is_empty() {
        return Err(refused(Problem::missing(
            "there is no such path in the control API",
            "`/_sim/openapi.json` describes all paths",
        )));
    }
    let verb = Verb::of(&parts.method);
    let Some(endpoint) = known
        .iter()
        .find(|endpoint| Some(endpoint.method) == verb)
        .copied()
    else {
        let allowed: Vec<&str> = known.iter().map(|known| known.method.name()).collect();
        let allowed = allowed.join(", ");
        let problem = Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            format!("this path knows no {}", short(parts.method.as_str())),
            format!("use {allowed}"),
        );
        return Err(Box::new(problem.with_allowed(&allowed)));
    };
    let path = captured(endpoint.path, parts.uri.path()).map_err(refused)?;
    let query = query(endpoint, parts.uri.query().unwrap_or_default()).map_err(refused)?;
    let sim_now = moment::sim_now(&parts.headers)
        .map_err(|error| refused(Problem::bad(error.to_string(), error.help())))?;
    let body = read(endpoint, &parts.headers, body)
        .await
        .map_err(refused)?;
    Ok((
        endpoint,
        Call {
            tenant,
            may_control,
            sim_now,
            path,
            query,
            body,
        },
    ))
}

/// Tells whether a header names this machine or an address, or is not there.
///
/// A page of another site that is open in a browser here sends its own name, as does one whose name was bent to lead here;
/// such names have dots.
fn is_local(headers: &HeaderMap, name: HeaderName) -> bool {
    let Some(value) = headers.get(name) else {
        return true;
    };
    let Ok(text) = value.to_str() else {
        return false;
    };
    let authority = text.split_once("://").map_or(text, |(_, rest)| rest);
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => authority,
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    address.parse::<IpAddr>().is_ok() || !host.contains('.')
}

/// Refuses whoever does not know the token that the server was started with.
fn may_control(tenant: &Tenant, headers: &HeaderMap) -> Result<(), Problem> {
    let Some(token) = &tenant.setup.office.token else {
        return if is_local(headers, HOST) && is_local(headers, ORIGIN) {
            Ok(())
        } else {
            Err(Problem::new(
                StatusCode::FORBIDDEN,
                "pages of other sites may not use the control API",
                "ask by address, such as 127.0.0.1, or start the server with a `--control-token`",
            ))
        };
    };
    let given = headers.get(AUTHORIZATION).map(HeaderValue::as_bytes);
    let (scheme, secret) = given
        .and_then(|given| given.split_at_checked(7))
        .unwrap_or_default();
    if scheme.eq_ignore_ascii_case(b"bearer ") && same(secret, token.as_bytes()) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNAUTHORIZED,
        "this server's control API demands a token",
        "send `Authorization: Bearer` with the token that the server was started with",
    ))
}

fn parts_of(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

/// Tells whether a path is of a form.
fn fits(form: &str, path: &str) -> bool {
    let mut path = parts_of(path);
    let fitting = parts_of(form).all(|wanted| {
        path.next()
            .is_some_and(|part| part == wanted || (wanted.starts_with('{') && !part.is_empty()))
    });
    fitting && path.next().is_none()
}

/// Returns what the braces of a form stand for in a path.
fn captured(form: &str, path: &str) -> Result<Vec<String>, Problem> {
    let pairs = parts_of(form).zip(parts_of(path));
    let braces = pairs.filter(|(wanted, _)| wanted.starts_with('{'));
    braces
        .map(|(wanted, part)| {
            let name = wanted.trim_matches(['{', '}']);
            let decoded = percent_decode_str(part).decode_utf8().map_err(|_| {
                Problem::bad(
                    format!("`{name}` in the path is no text"),
                    "percent-encode it as UTF-8",
                )
            })?;
            if decoded.chars().count() > PART_MOST {
                return Err(Problem::bad(
                    format!("`{name}` in the path is too long"),
                    format!("send at most {PART_MOST} characters"),
                ));
            }
            Ok(decoded.into_owned())
        })
        .collect()
}

/// Reads a query, which may say what the endpoint reads, and each once.
fn query(endpoint: &Endpoint, text: &str) -> Result<Vec<(String, String)>, Problem> {
    let known: Vec<&str> = endpoint
        .reads
        .iter()
        .filter(|param| param.place == "query")
        .map(|param| param.name)
        .collect();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        if !known.contains(&name.as_ref()) {
            let mend = match (nearest(&name, &known), known.as_slice()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, []) => "leave the query away".to_owned(),
                (None, _) => format!("it reads {}", known.join(", ")),
            };
            let message = format!("there is no parameter `{}`", short(&name));
            return Err(Problem::bad(message, mend));
        }
        if pairs.iter().any(|(given, _)| *given == name) {
            return Err(Problem::bad(
                format!("`{name}` is said twice"),
                "say it once",
            ));
        }
        pairs.push((name.into_owned(), value.into_owned()));
    }
    Ok(pairs)
}

/// Reads the body of a request to an endpoint that takes one.
async fn read(endpoint: &Endpoint, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Problem> {
    let may_be_empty = match endpoint.takes {
        Takes::Nothing => return Ok(Vec::new()),
        Takes::Json(_) => false,
        Takes::JsonOrNothing(_) => true,
    };
    let Ok(body) = to_bytes(body, BODY_MOST).await else {
        return Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is too large",
            format!("send at most {BODY_MOST} bytes"),
        ));
    };
    if body.is_empty() && may_be_empty {
        return Ok(Vec::new());
    }
    if !is_json(headers) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body is not said to be JSON",
            "send `Content-Type: application/json`",
        ));
    }
    if body.is_empty() {
        return Err(Problem::bad("there is no body", "send one JSON object"));
    }
    Ok(body.into())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let (essence, _) = kind.split_once(';').unwrap_or((kind, ""));
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Answers a request to a path that is nobody's.
pub(super) fn nowhere(path: &str) -> Response {
    let path: String = path.chars().take(120).collect();
    let mend = "carriers answer at their own paths, such as `/global/detail.json?mailNos=NUMBER`; \
                `/_sim/openapi.json` describes the control API";
    Problem::missing(format!("no carrier answers at `{path}`"), mend).into_response()
}
