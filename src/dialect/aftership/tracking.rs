//! Trackings: made, read, changed, tracked again, completed and deleted, one by one.

use ::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::couriers::{self, Courier};
use super::fault::{Existing, Fault};
use super::http::{NAME, REQUIRED, shown, single};
use super::ids::{self, Led};
use super::input;
use super::wire::Version;
use crate::carrier::{Registered, Tracker};
use crate::dialect::{Answer, Visit};

/// Answers what is asked about one tracking.
pub(super) fn one(visit: &Visit<'_>, version: Version, path: &[&str]) -> Result<Answer, Fault> {
    let method = visit.method();
    if method == Method::POST {
        return match path {
            [path @ .., "retrack"] => retrack(visit, version, path),
            [path @ .., "mark-as-completed"] => complete(visit, version, path),
            _ => Err(Fault::NotFound),
        };
    }
    let tracker = found(visit, version, path)?;
    if method == Method::GET {
        return Ok(single(visit, version, &tracker, StatusCode::OK));
    }
    if method == Method::DELETE {
        let answer = single(visit, version, &tracker, StatusCode::OK);
        let removed = visit
            .desk
            .trackers
            .remove(visit.scope(NAME), tracker.serial);
        removed.ok_or(Fault::Trouble(StatusCode::INTERNAL_SERVER_ERROR))?;
        return Ok(answer);
    }
    if method == Method::PUT {
        return update(visit, version, &tracker);
    }
    Err(Fault::NotFound)
}

/// Returns the tracking that a path means: an id, or in older versions a slug and a number.
pub(super) fn found(visit: &Visit<'_>, version: Version, path: &[&str]) -> Result<Tracker, Fault> {
    match path {
        [id] => match ids::follow(visit, id) {
            Led::To(tracker) => Ok(*tracker),
            Led::Nowhere => Err(Fault::NoTracking),
            Led::Astray => Err(Fault::Id),
        },
        [slug, number] if version.wraps() => {
            let trackers = &visit.desk.trackers;
            trackers
                .find(visit.scope(NAME), number, Some(slug))
                .ok_or(Fault::NoTracking)
        }
        _ => Err(Fault::NotFound),
    }
}

/// Has a number tracked.
pub(super) fn create(visit: &Visit<'_>, version: Version) -> Result<Answer, Fault> {
    let body = input::body(visit.request, version)?;
    let number = input::number(&body)?;
    let courier = courier_of(visit, &body, &number)?;
    let mut notes = Map::new();
    input::note(&mut notes, &body)?;
    demanded(visit, courier.slug, &notes)?;
    let scope = visit.scope(NAME);
    let trackers = &visit.desk.trackers;
    match trackers.register(scope, (&number, courier.slug), visit.now, notes) {
        Registered::New(tracker) => Ok(single(visit, version, &tracker, StatusCode::CREATED)),
        Registered::Full => Err(Fault::Trouble(StatusCode::INTERNAL_SERVER_ERROR)),
        Registered::Before(tracker) => {
            let (id, legacy_id) = ids::of(visit, &tracker);
            Err(Fault::Exists(Box::new(Existing {
                id,
                legacy_id,
                number: tracker.number,
                slug: tracker.carrier,
            })))
        }
    }
}

/// Returns the courier that a body names, or whose number it looks like.
fn courier_of<'a>(
    visit: &Visit<'a>,
    body: &Map<String, Value>,
    number: &str,
) -> Result<Courier<'a>, Fault> {
    let slugs = input::slugs(body)?;
    let named: Option<Vec<_>> = slugs
        .iter()
        .map(|slug| couriers::of_slug(visit, slug))
        .collect();
    let named = named.ok_or(Fault::Slug)?;
    if let [courier] = named.as_slice() {
        return Ok(*courier);
    }
    let detected = couriers::detected(visit, number);
    let mut suitable = detected
        .into_iter()
        .filter(|courier| named.is_empty() || named.contains(courier));
    suitable.next().ok_or(Fault::Courier)
}

/// Refuses a tracking that lacks what its courier demands.
fn demanded(visit: &Visit<'_>, slug: &str, notes: &Map<String, Value>) -> Result<(), Fault> {
    let rules = visit.setting(&REQUIRED).split(',');
    let mut rules = rules.filter_map(|rule| rule.split_once(':'));
    let Some((_, fields)) = rules.find(|(courier, _)| courier.trim() == slug) else {
        return Ok(());
    };
    let fields: Vec<&str> = fields.split('+').map(str::trim).collect();
    if fields.iter().all(|field| notes.contains_key(*field)) {
        return Ok(());
    }
    Err(Fault::Fields(fields.join(", ")))
}

fn update(visit: &Visit<'_>, version: Version, tracker: &Tracker) -> Result<Answer, Fault> {
    let body = input::body(visit.request, version)?;
    let slug = match input::slugs(&body)?.as_slice() {
        [] => tracker.carrier.clone(),
        [slug] => {
            let courier = couriers::of_slug(visit, slug).ok_or(Fault::Slug)?;
            courier.slug.to_owned()
        }
        _ => return Err(Fault::Slug),
    };
    let mut notes = tracker.notes.clone();
    input::note(&mut notes, &body)?;
    remember(&mut notes, &[("changed_at", json!(visit.now.0))]);
    changed(visit, version, tracker, |tracker| {
        tracker.carrier = slug;
        tracker.notes = notes;
    })
}

fn retrack(visit: &Visit<'_>, version: Version, path: &[&str]) -> Result<Answer, Fault> {
    let tracker = found(visit, version, path)?;
    if shown(visit, &tracker, version, |it| it.state.is_active) {
        return Err(Fault::Active);
    }
    let mut notes = tracker.notes.clone();
    if notes
        .get("_")
        .is_some_and(|own| own.get("retracked_at").is_some())
    {
        return Err(Fault::Once);
    }
    remember(&mut notes, &[("retracked_at", json!(visit.now.0))]);
    changed(visit, version, &tracker, |tracker| tracker.notes = notes)
}

fn complete(visit: &Visit<'_>, version: Version, path: &[&str]) -> Result<Answer, Fault> {
    let tracker = found(visit, version, path)?;
    let Ok(Value::Object(body)) = serde_json::from_slice(visit.body()) else {
        return Err(Fault::Json);
    };
    let reason = match body.get("reason") {
        None | Some(Value::Null) => return Err(Fault::Required("reason")),
        Some(reason) => reason.as_str().unwrap_or_default(),
    };
    if !["DELIVERED", "LOST", "RETURNED_TO_SENDER"].contains(&reason) {
        return Err(Fault::Value("reason"));
    }
    let mut notes = tracker.notes.clone();
    let now = json!(visit.now.0);
    remember(
        &mut notes,
        &[("completed", json!(reason)), ("completed_at", now)],
    );
    changed(visit, version, &tracker, |tracker| tracker.notes = notes)
}

/// Keeps something beside what the client said.
fn remember(notes: &mut Map<String, Value>, what: &[(&str, Value)]) {
    let own = notes.entry("_").or_insert_with(|| json!({}));
    for (name, value) in what {
        own[*name] = value.clone();
    }
}

/// Changes a tracking and shows it.
fn changed(
    visit: &Visit<'_>,
    version: Version,
    tracker: &Tracker,
    change: impl FnOnce(&mut Tracker),
) -> Result<Answer, Fault> {
    let trackers = &visit.desk.trackers;
    let changed = trackers.update(visit.scope(NAME), tracker.serial, change);
    // It was there a moment ago, so what fails is the store.
    let changed = changed.ok_or(Fault::Trouble(StatusCode::INTERNAL_SERVER_ERROR))?;
    Ok(single(visit, version, &changed, StatusCode::OK))
}
