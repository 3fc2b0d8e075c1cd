//! Queries: which trackings a list has.

use std::borrow::Cow;

use super::http::{INVALID, Meta};
use crate::carrier::Tracker;
use crate::dialect::Request;
use crate::parcel::Timestamp;

/// A list has so many trackings unless the client says otherwise, and at most.
const SIZE: usize = 100;
const SIZE_MOST: usize = 200;
/// It is asked about so many numbers at most.
const NUMBERS_MOST: usize = 40;

/// What a query asks for.
#[derive(Debug)]
pub(super) struct Query<'a> {
    numbers: Vec<String>,
    courier: Option<Cow<'a, str>>,
    pub(super) status: Option<Cow<'a, str>>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    pub(super) size: usize,
    /// From 1.
    pub(super) page: usize,
}

impl Query<'_> {
    /// Tells whether a tracking is asked for, as far as that does not depend on what it shows.
    pub(super) fn fits(&self, tracker: &Tracker, created_at: Timestamp) -> bool {
        (self.numbers.is_empty() || self.numbers.contains(&tracker.number))
            && self
                .courier
                .as_ref()
                .is_none_or(|courier| courier.eq_ignore_ascii_case(&tracker.carrier))
            && self.from.is_none_or(|from| created_at >= from)
            && self.until.is_none_or(|until| created_at <= until)
    }
}

/// Returns the numbers of a list with commas between.
pub(super) fn numbers(list: &str) -> Vec<String> {
    let numbers = list.split(',').map(str::trim);
    numbers
        .filter(|number| !number.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reads a query.
pub(super) fn read(request: &Request) -> Result<Query<'_>, Meta> {
    let mut query = Query {
        numbers: Vec::new(),
        courier: None,
        status: None,
        from: None,
        until: None,
        size: SIZE,
        page: 1,
    };
    let text = request.uri().query().unwrap_or_default();
    for (key, value) in form_urlencoded::parse(text.as_bytes()) {
        if value.is_empty() {
            continue;
        }
        match key.as_ref() {
            "tracking_numbers" => query.numbers = numbers(&value),
            "courier_code" => query.courier = Some(value),
            "delivery_status" => query.status = Some(value),
            "created_date_min" => query.from = Some(time(&value)?),
            "created_date_max" => query.until = Some(time(&value)?),
            "items_amount" => query.size = number(&value, SIZE_MOST)?,
            "pages_amount" => query.page = number(&value, usize::MAX)?,
            _ => {}
        }
    }
    if query.numbers.len() > NUMBERS_MOST {
        return Err(INVALID);
    }
    Ok(query)
}

fn number(text: &str, most: usize) -> Result<usize, Meta> {
    let number = text.parse().ok();
    number
        .filter(|number| (1..=most).contains(number))
        .ok_or(INVALID)
}

/// Reads an instant, in seconds since 1970 too.
fn time(text: &str) -> Result<Timestamp, Meta> {
    let seconds = text.parse().ok().filter(|seconds| *seconds >= 0);
    let at = seconds.map(Timestamp).or_else(|| Timestamp::parse(text));
    at.ok_or(INVALID)
}
