//! Endpoints: what can be asked, in which form, and what comes back. One table makes the routes and their description.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::super::Tenant;
use crate::parcel::Timestamp;

/// One thing that can be asked of the control API.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Endpoint {
    /// `GET`, `PUT`, `POST` or `DELETE`.
    pub(in crate::server) method: Verb,
    /// The path below `/_sim`; parts in braces stand for anything.
    pub(in crate::server) path: &'static str,
    /// The operation's name.
    pub(in crate::server) id: &'static str,
    /// What it does, in a sentence.
    pub(in crate::server) summary: &'static str,
    /// The query's parameters and headers that it reads.
    pub(in crate::server) reads: &'static [Param],
    /// The body that it takes.
    pub(in crate::server) takes: Takes,
    /// What it answers when all is well.
    pub(in crate::server) gives: &'static [Gives],
    /// How it refuses, beyond what every endpoint refuses.
    pub(in crate::server) refuses: &'static [(u16, &'static str)],
    /// What it does.
    pub(in crate::server) run: fn(&Call) -> Result<Reply, Problem>,
}

impl Endpoint {
    /// Tells whether anybody may ask, also who may not control.
    pub(in crate::server) fn is_open(&self) -> bool {
        self.path == "/health"
    }
}

/// The methods of the control API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Verb {
    Get,
    Put,
    Post,
    Delete,
}

/// A parameter of the query, or a header.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Param {
    pub(in crate::server) name: &'static str,
    pub(in crate::server) place: &'static str,
    /// The name of its schema.
    pub(in crate::server) schema: &'static str,
    pub(in crate::server) about: &'static str,
}

/// The header that says which instant one answer shows.
pub(in crate::server) const SIM_NOW: Param = Param {
    name: "Sim-Now",
    place: "header",
    schema: "SimNow",
    about: "The instant that the answer shows; the tenant's clock otherwise.",
};

/// The body that an endpoint takes.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) enum Takes {
    Nothing,
    /// JSON of this schema.
    Json(&'static str),
    /// The same, or nothing at all.
    JsonOrNothing(&'static str),
}

/// An answer when all is well.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Gives {
    pub(in crate::server) status: u16,
    pub(in crate::server) about: &'static str,
    /// The media type and the name of the schema; none: no body.
    pub(in crate::server) body: Option<(&'static str, &'static str)>,
}

impl Gives {
    /// An answer in JSON.
    pub(in crate::server) const fn json(
        status: u16,
        about: &'static str,
        schema: &'static str,
    ) -> Self {
        Self {
            status,
            about,
            body: Some(("application/json", schema)),
        }
    }

    /// An answer without a body.
    pub(in crate::server) const fn nothing(about: &'static str) -> Self {
        Self {
            status: 204,
            about,
            body: None,
        }
    }
}

/// A request to an endpoint, as far as it concerns it.
#[derive(Debug)]
pub(in crate::server) struct Call {
    /// Whom it is to.
    pub(in crate::server) tenant: Arc<Tenant>,
    /// Whether it may control: only what is open is asked by who may not.
    pub(in crate::server) may_control: bool,
    /// What `Sim-Now` says.
    pub(in crate::server) sim_now: Option<Timestamp>,
    /// What the braces of the path stand for, decoded.
    pub(in crate::server) path: Vec<String>,
    /// The query, decoded.
    pub(in crate::server) query: Vec<(String, String)>,
    /// The body; empty if the endpoint takes none.
    pub(in crate::server) body: Vec<u8>,
}

/// What an endpoint answers when all is well.
#[derive(Debug)]
pub(in crate::server) struct Reply {
    status: StatusCode,
    body: Option<(&'static str, Vec<u8>)>,
}

/// What is wrong with a request, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server) struct Problem {
    pub(in crate::server) status: StatusCode,
    /// Lower case, no full stop.
    pub(in crate::server) message: String,
    /// An imperative.
    pub(in crate::server) mend: String,
}

/// A problem as JSON.
#[derive(Serialize)]
struct ProblemJson<'a> {
    error: ErrorJson<'a>,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    message: &'a str,
    mend: &'a str,
}

impl Verb {
    /// Every method.
    pub(in crate::server) const ALL: [Self; 4] = [Self::Get, Self::Put, Self::Post, Self::Delete];

    /// Returns the name on the wire.
    pub(in crate::server) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// Returns the method of a request; who asks for the head alone asks for what would be got.
    pub(in crate::server) fn of(method: &Method) -> Option<Self> {
        let name = if method == Method::HEAD {
            "GET"
        } else {
            method.as_str()
        };
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl Call {
    /// Returns the instant that the answer shows.
    pub(in crate::server) fn at(&self) -> Timestamp {
        self.sim_now.unwrap_or_else(|| self.tenant.desk.clock.now())
    }

    /// Returns what the n-th pair of braces of the path stands for.
    pub(in crate::server) fn part(&self, n: usize) -> &str {
        self.path.get(n).map_or("", String::as_str)
    }

    /// Returns a parameter of the query.
    pub(in crate::server) fn query(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        pairs
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns a parameter of the query that is a whole number between bounds.
    pub(in crate::server) fn whole(
        &self,
        name: &str,
        (least, most): (u64, u64),
    ) -> Result<Option<u64>, Problem> {
        let Some(text) = self.query(name) else {
            return Ok(None);
        };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| text.parse().ok()).flatten();
        let within = number.filter(|number| (least..=most).contains(number));
        within.map(Some).ok_or_else(|| {
            Problem::bad(
                format!("`{name}`: `{}` is no number of that kind", short(text)),
                format!("write a whole number from {least} to {most}"),
            )
        })
    }

    /// Returns the body as what it is to be; an empty one, where that is allowed, is an empty object.
    pub(in crate::server) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let body: Cow<'_, [u8]> = if self.body.is_empty() {
            b"{}".into()
        } else {
            self.body.as_slice().into()
        };
        serde_json::from_slice(&body).map_err(|error| {
            if error.is_data() {
                Problem::unprocessable(format!("the body: {error}"), MEND_BODY)
            } else {
                Problem::bad(
                    format!("the body is no JSON: {error}"),
                    "send one JSON object",
                )
            }
        })
    }
}

/// What to do about a body of the wrong form.
const MEND_BODY: &str = "send what `/_sim/openapi.json` describes";

impl Reply {
    /// An answer in JSON; what is answered are strings and numbers, which always serialize.
    pub(in crate::server) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap_or_default();
        Self {
            status,
            body: Some(("application/json", body)),
        }
    }

    /// An answer in JSON that all is well.
    pub(in crate::server) fn ok(body: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, body)
    }

    /// An answer in plain text of some type.
    pub(in crate::server) fn text(kind: &'static str, text: String) -> Self {
        Self {
            status: StatusCode::OK,
            body: Some((kind, text.into_bytes())),
        }
    }

    /// An answer without a body.
    pub(in crate::server) const fn nothing() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: None,
        }
    }

    /// Turns it into what goes on the wire.
    pub(in crate::server) fn into_response(self) -> Response {
        match self.body {
            Some((kind, body)) => {
                let kind = [(CONTENT_TYPE, HeaderValue::from_static(kind))];
                (self.status, kind, Body::from(body)).into_response()
            }
            None => self.status.into_response(),
        }
    }
}

impl Problem {
    pub(in crate::server) fn new(
        status: StatusCode,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            status,
            message: message.into(),
            mend: mend.into(),
        }
    }

    /// The request cannot be read.
    pub(in crate::server) fn bad(message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message, mend)
    }

    /// There is no such thing.
    pub(in crate::server) fn missing(message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message, mend)
    }

    /// It could be, but not as things stand.
    pub(in crate::server) fn conflict(message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message, mend)
    }

    /// The request can be read, and what it says cannot be.
    pub(in crate::server) fn unprocessable(
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message, mend)
    }

    /// What was asked cannot be kept on the disk.
    pub(in crate::server) fn not_kept() -> Self {
        Self::new(
            StatusCode::INSUFFICIENT_STORAGE,
            "the state file cannot be written, so nothing was changed",
            "free space; `/_sim/health` says what is wrong",
        )
    }

    /// Turns it into what goes on the wire.
    pub(in crate::server) fn into_response(self) -> Response {
        let json = ProblemJson {
            error: ErrorJson {
                message: &self.message,
                mend: &self.mend,
            },
        };
        let mut response = Reply::json(self.status, &json).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        }
        response
    }

    /// Turns it into a refusal of a method, which names those that there are.
    pub(in crate::server) fn with_allowed(self, allowed: &str) -> Response {
        let mut response = self.into_response();
        if let Ok(allowed) = HeaderValue::from_str(allowed) {
            response.headers_mut().insert(ALLOW, allowed);
        }
        response
    }
}

/// Returns the beginning of a text that a client sent, to be shown to it.
pub(in crate::server) fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Reads what may be absent and may not be null.
pub(in crate::server) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}
