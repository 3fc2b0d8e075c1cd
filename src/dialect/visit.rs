//! Visits: one request to a dialect, and everything that its answer may depend on.

use std::borrow::Cow;

use http::{HeaderMap, Method};

use super::Setting;
use crate::carrier::{Desk, Scope};
use crate::parcel::Timestamp;

/// A request: method, path with query, headers, and the whole body.
pub type Request = http::Request<Vec<u8>>;

/// An answer: status, headers, and the whole body.
pub type Answer = http::Response<Vec<u8>>;

/// One request to a dialect, and everything that its answer may depend on.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// Whose systems answer.
    pub desk: &'a Desk,
    /// What was asked.
    pub request: &'a Request,
    /// The API key; empty where the carrier demands none.
    pub key: &'a str,
    /// The instant that the answer shows: of `Sim-Now`, of the key's clock, or of the tenant's.
    pub at: Timestamp,
    /// The tenant's instant, at which what is registered now was registered.
    pub now: Timestamp,
}

impl<'a> Visit<'a> {
    /// Returns the method.
    pub fn method(&self) -> &'a Method {
        self.request.method()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &'a HeaderMap {
        self.request.headers()
    }

    /// Returns the body.
    pub fn body(&self) -> &'a [u8] {
        self.request.body()
    }

    /// Returns the parts of the path, decoded; a slash at its end changes nothing.
    pub fn segments(&self) -> Vec<Cow<'a, str>> {
        segments(self.request)
    }

    /// Returns the first value of a query parameter.
    pub fn query(&self, name: &str) -> Option<Cow<'a, str>> {
        query(self.request, name)
    }

    /// Returns a header's value, if it is text.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        header(self.request, name)
    }

    /// Returns whose trackers the request is about.
    pub fn scope(&self, dialect: &'static str) -> Scope<'a> {
        Scope {
            dialect,
            key: self.key,
        }
    }

    /// Returns the value of a setting.
    pub fn setting(&self, setting: &Setting) -> &'a str {
        self.desk
            .settings
            .get(setting.name)
            .map_or(setting.default, String::as_str)
    }
}

/// Returns the parts of a request's path, decoded; a slash at its end changes nothing.
pub fn segments(request: &Request) -> Vec<Cow<'_, str>> {
    let path = request.uri().path().trim_matches('/');
    path.split('/').map(percent_decoded).collect()
}

/// Returns the first value of a request's query parameter.
pub fn query<'a>(request: &'a Request, name: &str) -> Option<Cow<'a, str>> {
    let query = request.uri().query()?;
    query
        .as_bytes()
        .split(|byte| *byte == b'&')
        .find_map(|pair| {
            let end = pair.iter().position(|byte| *byte == b'=');
            let (key, value) = pair.split_at(end.unwrap_or(pair.len()));
            let is_it = key == name.as_bytes() || form_decoded(key) == name;
            is_it.then(|| form_decoded(value.strip_prefix(b"=").unwrap_or_default()))
        })
}

/// Returns a request's header, if it is text.
pub fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

/// Decodes a name or a value of a query, in which `+` is a space. Almost none has anything to decode.
fn form_decoded(part: &[u8]) -> Cow<'_, str> {
    let is_plain = !part.iter().any(|byte| matches!(byte, b'%' | b'+'));
    match str::from_utf8(part) {
        Ok(plain) if is_plain => Cow::Borrowed(plain),
        _ => {
            let spaced: Vec<u8> = part
                .iter()
                .map(|byte| if *byte == b'+' { b' ' } else { *byte })
                .collect();
            let decoded = percent_encoding::percent_decode(&spaced).decode_utf8_lossy();
            Cow::Owned(decoded.into_owned())
        }
    }
}

fn percent_decoded(part: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy()
}
