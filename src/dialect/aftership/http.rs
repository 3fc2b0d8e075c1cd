//! The endpoints: which version is spoken, and what it answers about trackings.

use ::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use ::http::{Method, StatusCode};

use super::couriers;
use super::fault::Fault;
use super::ids;
use super::query::Query;
use super::state::{Asked, Facts, State};
use super::wire::{self, Clock, Couriers, Version};
use super::{envelope, input, tracking};
use crate::carrier::Tracker;
use crate::dialect::{Answer, Refusal, Request, Setting, Visit, segments};
use crate::fleet::Page;
use crate::parcel::{Carrier, Observer, Timestamp};

pub(super) const NAME: &str = "aftership";

/// Couriers that give times without a zone.
pub(super) const LOCAL_TIMES: Setting = Setting {
    name: "aftership.local-times",
    default: "dhl-germany,postnl,bpost,poste-italiane,spain-correos-es,china-post",
    help: "slugs of couriers whose checkpoints have no zone, separated by commas",
};
/// Couriers that give dates only.
pub(super) const DATES: Setting = Setting {
    name: "aftership.dates-only",
    default: "",
    help: "slugs of couriers whose checkpoints have no time of day, separated by commas",
};
/// Fields that couriers demand.
pub(super) const REQUIRED: Setting = Setting {
    name: "aftership.required-fields",
    default: "",
    help: "what couriers demand beside the number, such as `postnl:destination_postal_code+tracking_key,evri:…`",
};

/// A tracking that is about to be shown.
pub(super) type Shown<'a> = wire::Tracking<'a>;

/// Returns the version that a request speaks, and the rest of its path.
pub(super) fn version(request: &Request) -> Option<(Version, Vec<String>)> {
    let segments = segments(request);
    let rest = |from: usize| {
        segments
            .iter()
            .skip(from)
            .map(|part| part.clone().into_owned())
    };
    match segments.first()?.as_ref() {
        "tracking" => {
            let version = dated(segments.get(1)?)?;
            Some((version, rest(2).collect()))
        }
        "v4" => Some((Version::V4, rest(1).collect())),
        _ => None,
    }
}

/// Reads a version such as `2026-07`.
fn dated(text: &str) -> Option<Version> {
    let (year, month) = text.split_once('-')?;
    let number = |text: &str| text.parse::<u16>().ok();
    let year = number(year).filter(|_| year.len() == 4)?;
    let month = number(month).filter(|_| month.len() == 2)?;
    match (year, month) {
        (2023, 10) => Some(Version::Legacy),
        (2024.., 1..=12) => Some(Version::Dated {
            knows_2026: year >= 2026,
        }),
        _ => None,
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let Some((version, rest)) = version(visit.request) else {
        return limited(Fault::NotFound.answer(Version::V4), visit.now);
    };
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let answered = routed(visit, version, &rest);
    let answer = answered.unwrap_or_else(|fault| fault.answer(version));
    limited(answer, visit.now)
}

fn routed(visit: &Visit<'_>, version: Version, rest: &[&str]) -> Result<Answer, Fault> {
    let (get, post) = (
        visit.method() == Method::GET,
        visit.method() == Method::POST,
    );
    match rest {
        ["trackings"] if get => list(visit, version),
        ["trackings"] if post => tracking::create(visit, version),
        ["trackings", path @ ..] => tracking::one(visit, version, path),
        ["couriers"] | ["couriers", "all"] if get => Ok(all_couriers(visit, version)),
        ["couriers", "detect"] if post => detect(visit, version),
        ["last_checkpoint", path @ ..] if get && version.wraps() => {
            let tracker = tracking::found(visit, version, path)?;
            Ok(shown(visit, &tracker, version, envelope::last_checkpoint))
        }
        // Predictions and connections to couriers are extras that an account buys.
        ["estimated-delivery-date" | "courier-connections", ..] => Err(Fault::Forbidden),
        _ => Err(Fault::NotFound),
    }
}

fn list(visit: &Visit<'_>, version: Version) -> Result<Answer, Fault> {
    let query = Query::read(visit)?;
    let (part, total, has_more) = query.chosen(visit, version);
    let last = part.last().filter(|_| has_more);
    let cursor = last.map(|tracker| ids::of(visit, tracker).0);
    let fields = envelope::Fields::of(visit);
    let trackings = part.iter().map(|tracker| {
        shown(visit, tracker, version, |it| {
            let mut out = Vec::with_capacity(4_096);
            wire::tracking(&mut out, it, &|key| fields.has(key));
            out
        })
    });
    let pages = envelope::Pages {
        query: &query,
        total,
        cursor: cursor.as_deref(),
    };
    Ok(envelope::list(version, pages, trackings))
}

/// Answers with one tracking; at its creation it is empty.
pub(super) fn single(
    visit: &Visit<'_>,
    version: Version,
    tracker: &Tracker,
    status: StatusCode,
) -> Answer {
    let fields = envelope::Fields::of(visit);
    let fresh = status == StatusCode::CREATED;
    prepared(visit, tracker, (version, fresh), |it| {
        envelope::single(it, status, &|key| fields.has(key))
    })
}

/// Prepares a tracking as it is at the instant that the answer shows, and does something with it.
pub(super) fn shown<T>(
    visit: &Visit<'_>,
    tracker: &Tracker,
    version: Version,
    with: impl FnOnce(&Shown<'_>) -> T,
) -> T {
    prepared(visit, tracker, (version, false), with)
}

fn prepared<T>(
    visit: &Visit<'_>,
    tracker: &Tracker,
    (version, is_fresh): (Version, bool),
    with: impl FnOnce(&Shown<'_>) -> T,
) -> T {
    let unknown = || Page::unknown(&tracker.number, Observer::Aggregator, visit.at);
    let looked = visit.desk.look_up(&tracker.number).filter(|_| !is_fresh);
    let page = looked.as_ref().map_or_else(unknown, |looked| {
        looked.page(Observer::Aggregator, visit.at)
    });
    let is_wrong = page.is_known() && !is_asked(visit, tracker, &page);
    let page = if is_wrong { unknown() } else { page };
    let asked = match (is_fresh, is_wrong) {
        (true, _) => Asked::NotYet,
        (false, true) => Asked::Wrong,
        (false, false) => Asked::Yes,
    };
    let created_at = tracker.created_at(visit.at);
    let facts = Facts {
        created_at,
        notes: &tracker.notes,
        asked,
        version,
    };
    let (id, legacy_id) = ids::of(visit, tracker);
    let it = wire::Tracking {
        version,
        id,
        legacy_id,
        slug: &tracker.carrier,
        created_at,
        notes: &tracker.notes,
        page: &page,
        state: State::new(&page, facts),
        couriers: &Known(visit),
    };
    with(&it)
}

/// Tells whether a tracking asks a courier that knows its number.
fn is_asked(visit: &Visit<'_>, tracker: &Tracker, page: &Page<'_>) -> bool {
    let own = page.declared.map(|declared| declared.first_mile);
    let mut parties = own.into_iter().chain(page.last_mile());
    parties.any(|carrier| couriers::slug(visit, carrier) == tracker.carrier)
        || couriers::detected(visit, &tracker.number)
            .iter()
            .any(|courier| courier.slug == tracker.carrier)
}

/// What couriers are called, by the settings of a visit.
struct Known<'v, 'a>(&'v Visit<'a>);

impl Couriers for Known<'_, '_> {
    fn slug(&self, carrier: Carrier) -> &str {
        couriers::slug(self.0, carrier)
    }

    fn clock(&self, carrier: Carrier) -> Clock {
        let slug = self.slug(carrier);
        let among = |setting| {
            let slugs = self.0.setting(setting).split(',');
            slugs.into_iter().any(|known| known.trim() == slug)
        };
        if among(&DATES) {
            Clock::Date
        } else if among(&LOCAL_TIMES) {
            Clock::Local
        } else {
            Clock::Offset
        }
    }
}

fn all_couriers(visit: &Visit<'_>, version: Version) -> Answer {
    envelope::couriers(version, &couriers::all(visit))
}

fn detect(visit: &Visit<'_>, version: Version) -> Result<Answer, Fault> {
    let body = input::body(visit.request, version)?;
    let number = input::number(&body)?;
    let slugs = input::slugs(&body)?;
    let mut found = couriers::detected(visit, &number);
    found.retain(|courier| slugs.is_empty() || slugs.contains(&courier.slug));
    Ok(envelope::couriers(version, &found))
}

/// Writes how many requests are left in this second: where nobody is limited, as of whoever asks once.
fn limited(mut answer: Answer, now: Timestamp) -> Answer {
    let refused = answer.status() == StatusCode::TOO_MANY_REQUESTS;
    let numbers = [
        ("x-ratelimit-limit", 10),
        ("x-ratelimit-remaining", if refused { 0 } else { 9 }),
        ("x-ratelimit-reset", now.0 + 1),
    ];
    for (name, value) in numbers {
        let name = HeaderName::from_static(name);
        answer.headers_mut().insert(name, HeaderValue::from(value));
    }
    answer
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let fault = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong | Refusal::Status(StatusCode::UNAUTHORIZED) => {
            Fault::Key
        }
        Refusal::TooMany { retry_after } => {
            let mut answer = Fault::TooMany.answer(Version::V4);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            return answer;
        }
        Refusal::Status(StatusCode::FORBIDDEN) => Fault::Forbidden,
        Refusal::Status(StatusCode::NOT_FOUND) => Fault::NotFound,
        Refusal::Status(status) if status.is_server_error() => Fault::Trouble(status),
        Refusal::TooLarge { .. } | Refusal::Status(_) => Fault::Request,
    };
    fault.answer(Version::V4)
}
