//! Faults: the errors of `AfterShip`, each with its number, type and words.

use std::borrow::Cow;

use ::http::StatusCode;

use super::wire::Version;
use crate::dialect::Answer;
use crate::dialect::answer::json;
use crate::dialect::json::{Object, object};

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// No such thing can be asked for.
    Request,
    /// The body is no JSON object.
    Json,
    /// The same number of the same courier is tracked already: its ids and slug.
    Exists(Box<Existing>),
    /// No such tracking.
    NoTracking,
    /// The number is none.
    Number,
    /// There is no object that says what to track.
    TrackingRequired,
    /// There is no number.
    NumberRequired,
    /// A field's value makes no sense.
    Value(&'static str),
    /// A field is missing.
    Required(&'static str),
    /// There is no such courier.
    Slug,
    /// The courier wants to know more.
    Fields(String),
    /// No courier has such numbers.
    Courier,
    /// It is still tracked.
    Active,
    /// That is no id.
    Id,
    /// It was tracked again once.
    Once,
    /// The number has characters that none has.
    NumberFormat,
    /// The key is none.
    Key,
    /// The plan does not allow it.
    Forbidden,
    /// There is nothing at the address.
    NotFound,
    /// Too many requests.
    TooMany,
    /// Trouble at the other side.
    Trouble(StatusCode),
}

/// A tracking that is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Existing {
    pub(super) id: String,
    pub(super) legacy_id: String,
    pub(super) number: String,
    pub(super) slug: String,
}

impl Fault {
    /// Returns the number, the words, and the status.
    fn said(&self) -> (u16, Cow<'static, str>, StatusCode) {
        let bad =
            |code, message: &'static str| (code, Cow::Borrowed(message), StatusCode::BAD_REQUEST);
        match self {
            Self::Request => bad(
                400,
                "The request was invalid or cannot be otherwise served.",
            ),
            Self::Json => bad(4001, "Invalid JSON data."),
            Self::Exists(_) => bad(4003, "Tracking already exists."),
            Self::NoTracking => (
                4004,
                "Tracking does not exist.".into(),
                StatusCode::NOT_FOUND,
            ),
            Self::Number => bad(4005, "The value of tracking_number is invalid."),
            Self::TrackingRequired => bad(4006, "tracking object is required."),
            Self::NumberRequired => bad(4007, "tracking_number is required."),
            Self::Value(field) => (
                4008,
                format!("The value of {field} is invalid.").into(),
                StatusCode::BAD_REQUEST,
            ),
            Self::Required(field) => (
                4009,
                format!("{field} is required.").into(),
                StatusCode::BAD_REQUEST,
            ),
            Self::Slug => bad(4010, "The value of slug is invalid."),
            Self::Fields(fields) => (
                4011,
                format!(
                    "Missing or invalid value of the required fields for this courier. \
                     Besides tracking_number, also required: {fields}"
                )
                .into(),
                StatusCode::BAD_REQUEST,
            ),
            Self::Courier => bad(
                4012,
                "Unable to import shipment as we don’t recognize the carrier from this tracking number.",
            ),
            Self::Active => bad(
                4013,
                "Retrack is not allowed. You can only retrack an inactive tracking.",
            ),
            Self::Id => bad(4015, "The value of id is invalid."),
            Self::Once => bad(
                4016,
                "Retrack is not allowed. You can only retrack each shipment once.",
            ),
            Self::NumberFormat => bad(4017, "The format of tracking_number is invalid."),
            Self::Key | Self::Forbidden | Self::NotFound | Self::TooMany | Self::Trouble(_) => {
                self.of_http()
            }
        }
    }

    /// Returns what has HTTP's own number.
    fn of_http(&self) -> (u16, Cow<'static, str>, StatusCode) {
        let (status, message) = match self {
            Self::Key => (StatusCode::UNAUTHORIZED, "The API key is invalid."),
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "The request is understood, but it has been refused or access is not allowed.",
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "You have exceeded the API call rate limit. The default limit is 10 requests per second.",
            ),
            Self::Trouble(status) => (*status, "Something went wrong on AfterShip's end."),
            _ => (
                StatusCode::NOT_FOUND,
                "The URI requested is invalid or the resource requested does not exist.",
            ),
        };
        (status.as_u16(), message.into(), status)
    }

    /// Returns the answer; what is in the way of a tracking stands in it.
    pub(super) fn answer(&self, version: Version) -> Answer {
        let (code, message, status) = self.said();
        let kind = match status {
            StatusCode::UNAUTHORIZED => "Unauthorized",
            StatusCode::FORBIDDEN => "Forbidden",
            StatusCode::NOT_FOUND => "NotFound",
            StatusCode::TOO_MANY_REQUESTS => "TooManyRequests",
            status if status.is_server_error() => "InternalError",
            _ => "BadRequest",
        };
        let mut out = Vec::new();
        object(&mut out, |whole| {
            whole.object("meta", |meta| {
                meta.int("code", i64::from(code));
                meta.str("type", kind);
                meta.str("message", &message);
            });
            whole.object("data", |data| match self {
                Self::Exists(existing) if version.wraps() => {
                    data.object("tracking", |one| existing.write(one, version));
                }
                Self::Exists(existing) => existing.write(data, version),
                _ => {}
            });
        });
        json(status, out)
    }
}

impl Existing {
    fn write(&self, one: &mut Object<'_>, version: Version) {
        if version.wraps() {
            one.str("id", &self.legacy_id);
        } else {
            one.str("id", &self.id);
            one.str("legacy_id", &self.legacy_id);
        }
        one.str("tracking_number", &self.number);
        one.str("slug", &self.slug);
    }
}
