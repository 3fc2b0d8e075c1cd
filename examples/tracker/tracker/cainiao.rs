//! Cainiao Global.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use super::http::Http;
use super::page::{Event, Moment, Page, Status, list};

pub(super) fn ask(http: &Http, number: &str) -> Result<Page, String> {
    let path = format!("/global/detail.json?mailNos={number}&lang=en-US");
    let answer = http.get(&path)?;
    Ok(list(&answer["module"])
        .first()
        .map_or_else(Page::default, read))
}

fn read(module: &Value) -> Page {
    let text = |key: &str| module[key].as_str();
    // `Latest Tracking Number:` comes before a tab and the number.
    let next = text("realMailNo").and_then(|real| real.rsplit(['\t', ' ']).next());
    let next = next.filter(|next| !next.is_empty());
    Page {
        word: text("status").and_then(word),
        events: list(&module["detailList"]).iter().map(event).collect(),
        continues_as: next.map(str::to_owned),
        destination: text("destCountry").map(str::to_owned),
    }
}

fn word(word: &str) -> Option<Status> {
    Some(match word {
        "SELLER_PREPARING" | "WAIT_ACCEPT" => Status::Announced,
        "DELIVERING" => Status::OnItsWay,
        "CLEAR_CUSTOMS" => Status::AtCustoms,
        "WAIT_BUYER_ACCEPT_GOODS" => Status::ToCollect,
        "DELIVERED" | "SIGN" => Status::Delivered,
        "FAILED" => Status::Problem,
        "RETURN" => Status::Returning,
        "RETURNED" => Status::Returned,
        _ => return None,
    })
}

fn event(trace: &Value) -> Event {
    let text = |key: &str| trace[key].as_str().unwrap_or_default();
    let code = text("actionCode").trim().to_uppercase().replace(' ', "_");
    let clock = clock(text("timeStr"));
    let at = clock.and_then(|clock| moment(clock, offset(text("timeZone"))?));
    // The warehouse's notices have no zone. It is in China.
    let notice = || moment(clock?, Offset::constant(8));
    Event {
        order: at.or_else(notice).map(|at| at.instant.as_second()),
        at,
        what: what(&code),
        text: text("standerdDesc").to_owned(),
    }
}

/// Reads the clock of the place. `time` beside it is no instant: it takes each clock for Beijing's.
fn clock(text: &str) -> Option<DateTime> {
    let is_whole = text.len() >= "2026-03-02 12:00:00".len(); // A date is no clock.
    is_whole.then(|| text.parse().ok()).flatten()
}

/// Reads a zone, such as `GMT+5:30`.
fn offset(zone: &str) -> Option<Offset> {
    let (sign, zone) = match zone.strip_prefix("GMT")?.split_at_checked(1)? {
        ("+", zone) => (1, zone),
        ("-", zone) => (-1, zone),
        _ => return None,
    };
    let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "0"));
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = minutes.parse().ok()?;
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
}

fn moment(clock: DateTime, offset: Offset) -> Option<Moment> {
    let zoned = clock.to_zoned(TimeZone::fixed(offset)).ok()?;
    Moment::new(zoned.timestamp(), offset)
}

fn what(code: &str) -> Status {
    match code {
        "GWMS_ACCEPT" | "GWMS_PACKAGE" | "GWMS_OUTBOUND" | "CONSIGN" | "PU_PICKUP_FAILURE" => {
            Status::Announced
        }
        "CC_EX_START" | "CC_EX_FAILURE" | "CC_IM_START" | "CC_IM_EXCEPTION" | "CUS_TAX"
        | "CC_IM_PROCESS" => Status::AtCustoms,
        "GTMS_DO_DEPART" | "SENT_SCAN" | "GTMS_RE_DELIVERING" => Status::OutForDelivery,
        "GTMS_DEL_FAILURE" | "FAILED" => Status::AttemptFailed,
        // Signed for by the shop where it waits, not by the buyer.
        "GTMS_STA_SIGNED" | "GTMS_WAIT_SELF_PICK" => Status::ToCollect,
        "GTMS_SIGNED" | "SIGNED" => Status::Delivered,
        "RT_INBOUND" | "RT_OUTBOUND" | "RT_WH_INBOUND" => Status::Returning,
        "RETURNED" => Status::Returned,
        "SC_OUTBOUND_FAILURE"
        | "LH_HO_IN_FAILURE"
        | "LH_HO_AIRLINE_FAILURE"
        | "LH_ARRIVE_FAILURE"
        | "GTMS_FAILURE"
        | "GTMS_SC_ARRIVE_FAILURE"
        | "EXCEPTION"
        | "RT_DESTROY"
        | "RT_WH_DESTROY"
        | "CC_IM_FAILURE"
        | "GWMS_CANCEL"
        | "GTMS_SIGN_FAILURE"
        | "REJECT"
        | "GTMS_STA_SIGN_FAILURE" => Status::Problem,
        // All else, also what nobody has seen before, says that the parcel is somewhere.
        _ => Status::OnItsWay,
    }
}
