//! 17TRACK, which asks the carrier at the door.

use jiff::Timestamp;
use jiff::fmt::strtime;
use jiff::tz::Offset;
use serde_json::{Value, json};

use super::http::Http;
use super::page::{Event, Moment, Page, Status, list};

pub(super) fn ask(http: &Http, number: &str) -> Result<Page, String> {
    let body = json!([{"number": number}]);
    let answer = http.post(
        "/track/v2.4/getRealTimeTrackInfo",
        ("17token", "any"),
        &body,
    )?;
    // What it rejects it does not know, or not yet.
    let accepted = list(&answer["data"]["accepted"]);
    Ok(accepted.first().map_or_else(Page::default, read))
}

fn read(accepted: &Value) -> Page {
    let info = &accepted["track_info"];
    let providers = list(&info["tracking"]["providers"]);
    let events = providers
        .iter()
        .flat_map(|provider| list(&provider["events"]));
    let status = &info["latest_status"];
    let recipient = &info["shipping_info"]["recipient_address"];
    let sub_status = status["sub_status"].as_str().unwrap_or_default();
    Page {
        word: status["status"]
            .as_str()
            .and_then(|main| word(main, sub_status)),
        events: events.map(event).collect(),
        continues_as: None,
        destination: recipient["country"].as_str().map(str::to_owned),
    }
}

/// Returns what a main and a sub-status say; the main one of a return is `Exception`.
fn word(main: &str, sub_status: &str) -> Option<Status> {
    Some(match (main, sub_status) {
        (_, "Exception_Returning") => Status::Returning,
        (_, "Exception_Returned") => Status::Returned,
        (_, "Exception_Lost") => Status::Lost,
        (_, "InTransit_CustomsProcessing" | "InTransit_CustomsRequiringInformation") => {
            Status::AtCustoms
        }
        ("InfoReceived", _) => Status::Announced,
        ("InTransit" | "Expired", _) => Status::OnItsWay,
        ("AvailableForPickup", _) => Status::ToCollect,
        ("OutForDelivery", _) => Status::OutForDelivery,
        ("DeliveryFailure", _) => Status::AttemptFailed,
        ("Delivered", _) => Status::Delivered,
        ("Exception", _) => Status::Problem,
        _ => return None,
    })
}

fn event(event: &Value) -> Event {
    let text = |key: &str| event[key].as_str().unwrap_or_default();
    let code = text("sub_status");
    let main = code.split('_').next().unwrap_or_default();
    let at = moment(text("time_iso"));
    Event {
        order: at.map(|at| at.instant.as_second()),
        at,
        what: word(main, code).unwrap_or(Status::OnItsWay),
        text: text("description").to_owned(),
    }
}

fn moment(text: &str) -> Option<Moment> {
    let instant: Timestamp = text.parse().ok()?;
    let offset = strtime::parse("%Y-%m-%dT%H:%M:%S%:z", text).ok();
    let offset = offset.and_then(|parts| parts.offset());
    Moment::new(instant, offset.unwrap_or(Offset::UTC))
}
