//! `gettracklist`: the account's trackers, newest first, 40 a page.

use ::http::StatusCode;
use serde_json::{Map, Value};

use super::super::watch::{CHANGES, FINAL_CARRIER, RETRACKED_AT};
use super::super::wire::Version;
use super::super::wire::list::{Paging, Row, page};
use super::super::words::{Main, main_of};
use super::info::{shown, watched};
use super::wrong::{self, Wrong};
use super::{ask, refused, scope};
use crate::carrier::Tracker;
use crate::dialect::answer::json;
use crate::dialect::{Answer, Visit};

/// A page has so many rows.
const PAGE: usize = 40;
/// So many numbers can be asked for at most.
const NUMBERS_MOST: usize = 200;

/// What a client wants to see.
#[derive(Debug, Default)]
struct Wanted {
    numbers: Vec<String>,
    carrier: Option<i64>,
    stopped: Option<bool>,
    status: Option<Main>,
    oldest_first: bool,
    page: usize,
}

/// Returns the numbers of a filter.
pub(super) fn numbers(fields: &Map<String, Value>) -> Option<Vec<String>> {
    let list = match fields.get("number") {
        None | Some(Value::Null) => "",
        Some(Value::String(list)) => list,
        Some(_) => return None,
    };
    let list = list.split(',').map(str::trim);
    let list: Vec<String> = list
        .filter(|number| !number.is_empty())
        .map(str::to_owned)
        .collect();
    (list.len() <= NUMBERS_MOST).then_some(list)
}

pub(super) fn list(visit: &Visit<'_>, version: Version) -> Answer {
    let wanted = match wanted(visit.body()) {
        Ok(wanted) => wanted,
        Err(error) => return refused(StatusCode::OK, &error),
    };
    let mut found = visit.desk.trackers.list(scope(visit), |tracker| {
        let number = || {
            let mut numbers = wanted.numbers.iter();
            numbers.any(|number| number.eq_ignore_ascii_case(&tracker.number))
        };
        let carrier = || {
            wanted
                .carrier
                .is_none_or(|code| code == super::code_of(tracker))
        };
        (wanted.numbers.is_empty() || number()) && carrier()
    });
    if !wanted.oldest_first {
        found.reverse();
    }
    if wanted.stopped.is_some() || wanted.status.is_some() {
        found.retain(|tracker| suits(visit, tracker, &wanted));
    }
    let paging = Paging {
        total: found.len(),
        page: wanted.page,
        size: PAGE,
    };
    let rows = found
        .iter()
        .skip((wanted.page - 1).saturating_mul(PAGE))
        .take(PAGE);
    let mut out = Vec::with_capacity(8_192);
    render(
        &mut out,
        visit,
        paging,
        (&rows.collect::<Vec<_>>(), version),
    );
    json(StatusCode::OK, out)
}

fn suits(visit: &Visit<'_>, tracker: &Tracker, wanted: &Wanted) -> bool {
    let looked = visit.desk.look_up(&tracker.number);
    let (page, standing) = watched(visit, tracker, looked.as_ref());
    let shown = shown(visit, tracker, (&page, &standing), Version::V24);
    let stopped = standing.stopped.is_some();
    wanted.stopped.is_none_or(|wanted| wanted == stopped)
        && wanted
            .status
            .is_none_or(|wanted| wanted == main_of(shown.sub_status()))
}

fn render(
    out: &mut Vec<u8>,
    visit: &Visit<'_>,
    paging: Paging,
    (trackers, version): (&[&Tracker], Version),
) {
    let looked: Vec<_> = trackers
        .iter()
        .map(|tracker| visit.desk.look_up(&tracker.number))
        .collect();
    let pages: Vec<_> = trackers
        .iter()
        .zip(&looked)
        .map(|(tracker, looked)| watched(visit, tracker, looked.as_ref()))
        .collect();
    let rows: Vec<_> = trackers
        .iter()
        .zip(&pages)
        .map(|(tracker, (page, standing))| {
            let number = |name| tracker.notes.get(name).and_then(Value::as_i64).unwrap_or(0);
            Row {
                shown: shown(visit, tracker, (page, standing), version),
                registered_at: tracker.created_at(visit.at),
                stopped: standing.stopped,
                final_carrier: number(FINAL_CARRIER),
                is_retracked: tracker.notes.contains_key(RETRACKED_AT),
                changes: number(CHANGES),
            }
        })
        .collect();
    page(out, paging, &rows);
}

/// Reads a filter; what it does not know it ignores.
fn wanted(body: &[u8]) -> Result<Wanted, Wrong> {
    let fields: Map<String, Value> = serde_json::from_slice(body).map_err(|_| wrong::body())?;
    let text = |name| match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(wrong::value(name)),
    };
    let stopped = match text("tracking_status")? {
        None => None,
        Some("Tracking") => Some(false),
        Some("Stopped") => Some(true),
        Some(other) => return Err(wrong::word(other, "tracking_status")),
    };
    let status = text("package_status")?;
    let status = status
        .map(|name| Main::from_name(name).ok_or_else(|| wrong::word(name, "package_status")))
        .transpose()?;
    let oldest_first = match text("order_by")? {
        None | Some("RegisterTimeDesc") => false,
        Some("RegisterTimeAsc") => true,
        Some(other) => return Err(wrong::word(other, "order_by")),
    };
    let page = match fields.get("page_no") {
        None | Some(Value::Null) => Some(1),
        Some(Value::Number(number)) => number.as_u64().filter(|page| *page > 0),
        Some(_) => None,
    };
    Ok(Wanted {
        numbers: numbers(&fields).ok_or_else(|| wrong::value("number"))?,
        carrier: ask::code(fields.get("carrier"))?,
        stopped,
        status,
        oldest_first,
        page: page.ok_or_else(|| wrong::value("page_no"))? as usize,
    })
}
