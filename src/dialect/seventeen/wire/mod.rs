//! Rendering: a page as the `track_info` of `gettrackinfo`.

pub(super) mod consumer;
pub(super) mod list;
mod provider;
pub(super) mod reply;
mod time;

use serde_json::{Map, Value};

use self::time::{When, ascii_or_null};
use super::carriers::Codes;
use super::words::{self, Main, Stage, main_of, meaning};
use crate::dialect::json::Object;
use crate::dialect::phrase::phrase;
use crate::fleet::{Page, Relation};
use crate::parcel::time::Day;
use crate::parcel::{Carrier, City, Country, Milestone, Place, Status, Timestamp};
use crate::record::Observation;

/// What a client keeps beside a number.
pub(super) type Notes = Map<String, Value>;

/// Which of the two versions is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Without `lang`, `provider_tips`, `sync_status` and the fields that replace `param`.
    V22,
    /// With all of them.
    V24,
}

/// The fields of a registration that version 2.4 says again, in its order.
pub(super) const EXTRAS: [&str; 11] = [
    "destination_postal_code",
    "origin_country",
    "destination_country",
    "destination_city",
    "ship_date",
    "shipper",
    "consignee",
    "phone_number_last_4",
    "phone_number",
    "cpf_or_cnpj",
    "special_tracking_info",
];

/// A tracker as it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// What the carriers show.
    pub(super) page: &'a Page<'a>,
    /// The carrier that is asked.
    pub(super) carrier: i64,
    /// The codes of carriers.
    pub(super) codes: Codes<'a>,
    /// What the client gave.
    pub(super) notes: &'a Notes,
    /// When the answer is given.
    pub(super) at: Timestamp,
    /// When the carriers were asked last.
    pub(super) synced_at: Timestamp,
    /// Whether nothing new was heard for so long that nobody asks any more.
    pub(super) expired: bool,
    /// Whether the number is in no carrier's format.
    pub(super) invalid: bool,
    /// Which version is spoken.
    pub(super) version: Version,
}

impl<'a> Shown<'a> {
    /// Returns the newest event.
    pub(super) fn newest(&self) -> Option<&'a Observation> {
        self.page.timeline.observations.last().copied()
    }

    /// Returns the sub-status that the parcel has.
    pub(super) fn sub_status(&self) -> &'static str {
        match self.newest() {
            _ if self.expired => words::EXPIRED,
            Some(newest) => of(newest).sub_status,
            None if self.invalid => words::INVALID,
            None => words::NOT_FOUND,
        }
    }

    /// Returns the first event of a stage.
    pub(super) fn first(&self, stage: Stage) -> Option<&'a Observation> {
        let mut shown = self.page.timeline.observations.iter().copied();
        shown.find(|seen| of(seen).stage == Some(stage))
    }

    /// Returns the first event of each stage.
    fn firsts(&self) -> [Option<&'a Observation>; Stage::ALL.len()] {
        let mut firsts = [None; Stage::ALL.len()];
        for seen in self.page.timeline.observations.iter().rev() {
            if let Some(stage) = of(seen).stage {
                firsts[stage as usize] = Some(*seen);
            }
        }
        firsts
    }

    /// Returns what the client said of a field.
    pub(super) fn note(&self, name: &str) -> Option<&'a str> {
        self.notes.get(name)?.as_str()
    }
}

fn of(seen: &Observation) -> words::Meaning {
    meaning(seen.milestone, seen.reason, seen.observer)
}

/// Renders an accepted number with all that is known of it.
pub(super) fn item(item: &mut Object<'_>, shown: &Shown<'_>) {
    item.str("number", shown.page.number);
    item.int("carrier", shown.carrier);
    item.str_or_null("param", shown.note("param"));
    item.str_or_null("tag", shown.note("tag"));
    if shown.version == Version::V24 {
        item.str_or_null("lang", shown.note("lang"));
        for name in EXTRAS {
            item.str_or_null(name, shown.note(name));
        }
    }
    item.object("track_info", |info| track_info(info, shown));
}

fn track_info(info: &mut Object<'_>, shown: &Shown<'_>) {
    let page = shown.page;
    let sub_status = shown.sub_status();
    let status = main_of(sub_status);
    info.object("shipping_info", |info| {
        let declared = page.declared;
        let from = declared.map(|declared| declared.origin);
        let to = declared.map(|declared| declared.destination);
        info.object("shipper_address", |whole| address(whole, from, None));
        info.object("recipient_address", |whole| {
            address(whole, to.map(City::country), to);
        });
    });
    info.object("latest_status", |latest| {
        latest.plain("status", status.name());
        latest.plain("sub_status", sub_status);
        latest.null("sub_status_descr");
    });
    match shown.newest() {
        Some(newest) => info.object("latest_event", |whole| event(whole, newest, shown)),
        None => info.null("latest_event"),
    }
    info.object("time_metrics", |metrics| time_metrics(metrics, shown));
    info.array("milestone", |rows| {
        for (stage, reached) in Stage::ALL.into_iter().zip(shown.firsts()) {
            rows.object(|row| {
                row.plain("key_stage", stage.name());
                When::of(reached).render(row);
            });
        }
    });
    info.object("misc_info", |misc| misc_info(misc, shown, status));
    info.object("tracking", |tracking| provider::tracking(tracking, shown));
}

/// Renders an address of which country and town are known at most.
fn address(whole: &mut Object<'_>, country: Option<Country>, city: Option<City>) {
    whole.plain_or_null("country", country.map(Country::code));
    whole.null("state");
    whole.plain_or_null("city", city.map(City::name));
    whole.members(
        br#""street":null,"postal_code":null,"coordinates":{"longitude":null,"latitude":null}"#,
    );
}

fn event(whole: &mut Object<'_>, seen: &Observation, shown: &Shown<'_>) {
    let meaning = of(seen);
    let description = phrase(seen);
    let city = Place::city(seen.place);
    let country = city.country();
    When::of(Some(seen)).render(whole);
    whole.plain("description", description);
    // The carriers say it in English, and nobody here translates.
    if shown.note("lang").is_none_or(|lang| lang == "en") {
        whole.object("description_translation", |translation| {
            translation.plain("lang", "en");
            translation.plain("description", description);
        });
    } else {
        whole.null("description_translation");
    }
    whole.plain_parts("location", [city.name(), ", ", country.code()]);
    whole.plain_or_null("stage", meaning.stage.map(Stage::name));
    whole.plain("sub_status", meaning.sub_status);
    whole.object("address", |whole| address(whole, Some(country), Some(city)));
}

/// Renders how many days it took, by the calendar of UTC.
fn time_metrics(metrics: &mut Object<'_>, shown: &Shown<'_>) {
    let events = &shown.page.timeline.observations;
    let day = |at: Timestamp| Day::of_local(at.0);
    let days =
        |from: Option<Day>, to: Day| from.map_or(0, |from| i64::from((to.0 - from.0).max(0)));
    let ended = events
        .iter()
        .find(|seen| matches!(seen.milestone, Milestone::Delivered | Milestone::Returned))
        .map(|seen| day(seen.occurred_at));
    let first = events.first().map(|seen| day(seen.occurred_at));
    let ordered = shown.note("order_time").and_then(order_day).or(first);
    let scanned = events.iter().find(|seen| seen.milestone.is_scan());
    let until = ended.unwrap_or_else(|| day(shown.at));
    let transit = days(scanned.map(|seen| day(seen.occurred_at)), until);
    let newest = shown.newest().map(|newest| day(newest.occurred_at));
    metrics.int("days_after_order", days(ordered, until));
    metrics.int("days_of_transit", transit);
    metrics.int(
        "days_of_transit_done",
        if ended.is_some() { transit } else { 0 },
    );
    metrics.int("days_after_last_update", days(newest, day(shown.at)));
    metrics.object("estimated_delivery_date", |date| {
        let estimate = shown.page.timeline.estimate;
        let expected = estimate.and_then(|estimate| estimate.day);
        let town = shown.page.declared.map(|declared| declared.destination);
        let text = expected.zip(town).map(|(expected, town)| {
            let zone = town.zone();
            let at = Timestamp(zone.to_utc(expected.start()));
            at.rfc3339(zone.offset_at(at.0)).bytes()
        });
        let text = text.as_ref().map(<[u8; 25]>::as_slice);
        date.str_or_null("source", text.map(|_| "Official"));
        ascii_or_null(date, "from", text);
        ascii_or_null(date, "to", text);
    });
}

/// Returns the day that a text such as `2026-06-24T10:00:00-03:00` or `2026/6/24` begins with.
pub(super) fn order_day(text: &str) -> Option<Day> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.split(['-', '/']);
    let year = parts
        .next()?
        .parse()
        .ok()
        .filter(|year| (1970..=9999).contains(year))?;
    let month = parts
        .next()?
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = parts
        .next()?
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    parts
        .next()
        .is_none()
        .then(|| Day::from_ymd(year, month, day))
}

fn misc_info(misc: &mut Object<'_>, shown: &Shown<'_>, status: Main) {
    let page = shown.page;
    misc.int("risk_factor", i64::from(status == Main::Exception));
    let line = page.declared.map(|declared| declared.line.name());
    misc.str_or_null("service_type", line);
    misc.members(
        br#""weight_raw":null,"weight_kg":null,"pieces":null,"dimensions":null,"customer_number":null,"reference_number":null"#,
    );
    let later = page.other.filter(|other| other.relation == Relation::Later);
    let number = later.map_or(page.number, |other| other.number);
    // A placeholder points to a number of the network itself, which is no hand-over.
    let last_mile = page.last_mile().filter(|_| shown.newest().is_some());
    misc.str_or_null("local_number", last_mile.map(|_| number));
    misc.str_or_null("local_provider", last_mile.map(Carrier::name));
    match last_mile {
        Some(carrier) => misc.int("local_key", shown.codes.of(carrier)),
        None => misc.null("local_key"),
    }
}

/// Tells whether the parcel's newest event ends its journey, or what is wrong with it is for others to mend.
///
/// A parcel on its way back has not come to an end.
pub(super) fn is_settled(page: &Page<'_>) -> bool {
    page.timeline.observations.last().is_some_and(|newest| {
        newest.milestone.status() != Status::Returning
            && matches!(
                main_of(of(newest).sub_status),
                Main::Delivered | Main::Exception
            )
    })
}
