//! Rendering: a page as `TrackingDetails` or `TrackingSummary`, newest event first.

use super::settings::{CATEGORIES, CLASS, Category};
use super::words::{self, Event, Town};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Object, object};
use crate::fleet::Page;
use crate::parcel::time::{DAY, Day, wall_clock};
use crate::parcel::{City, Country, FacilityKind, Milestone};
use crate::record::Observation;

/// At most so many events are shown.
const EVENTS_MOST: usize = 99;

/// What facts nobody could confirm are taken to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'a> {
    /// What each category is called.
    pub(super) categories: [&'a str; CATEGORIES.len()],
    /// The class of what came under a postal number from abroad.
    pub(super) class_international: &'a str,
    /// The hour by which a parcel is expected.
    pub(super) end_of_day: &'a str,
}

/// What an error says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault<'a> {
    pub(super) message: &'a str,
    pub(super) title: &'a str,
    pub(super) detail: &'a str,
    /// The inner code.
    pub(super) code: &'a str,
    /// The part of the request that is wrong, and how it could look.
    pub(super) source: (&'a str, &'a str),
}

/// Renders an error.
pub(super) fn error(out: &mut Vec<u8>, status: &str, fault: Fault<'_>) {
    object(out, |whole| {
        whole.str("apiVersion", "/tracking/v3");
        whole.object("error", |error| {
            error.str("code", status);
            error.str("message", fault.message);
            error.array("errors", |list| {
                list.object(|one| {
                    one.str("status", status);
                    one.str("code", fault.code);
                    one.str("title", fault.title);
                    one.str("detail", fault.detail);
                    one.object("source", |source| {
                        source.str("parameter", fault.source.0);
                        source.str("example", fault.source.1);
                    });
                });
            });
        });
    });
}

/// What is shown, newest first.
type Shown<'a> = Vec<(Event, &'a Observation)>;

fn shown<'a>(page: &'a Page<'_>) -> Shown<'a> {
    let newest_first = page.timeline.observations.iter().rev();
    let events = newest_first.filter_map(|seen| {
        let event = words::event(seen.milestone, seen.reason, words::kind(seen.place))?;
        Some((event, *seen))
    });
    events.take(EVENTS_MOST).collect()
}

/// Renders everything that is known; tells whether anything is.
pub(super) fn detail(out: &mut Vec<u8>, page: &Page<'_>, manner: &Manner<'_>) -> bool {
    let shown = shown(page);
    let Some((newest, last)) = shown.first().copied() else {
        return false;
    };
    object(out, |whole| {
        let from = from_abroad(page);
        ends(whole, page, (&shown, from), manner);
        whole.str("proofOfDeliveryEnabled", "false");
        whole.str("restoreEnabled", "false");
        whole.str("RRAMEnabled", "false");
        whole.str("RREEnabled", "false");
        whole.array("services", |list| {
            list.str("USPS Tracking<SUP>&#174;</SUP>");
            if from.is_none() {
                list.str("Up to $100 insurance included");
            }
        });
        whole.str_if("serviceTypeCode", service_type(page.number));
        whole.str("status", newest.text);
        whole.str("statusCategory", manner.category(newest.category));
        whole.str("statusSummary", &sentence(newest, last));
        whole.str("tableCode", "T");
        let print = Fingerprint::of("usps mail piece").and(page.number);
        let print = print.and_int(page.earlier.len() as i64).int() % 1_000_000_000;
        whole.str("uniqueMailPieceID", &format!("{print:09}"));
        let first_told = shown.iter().min_by_key(|(_, seen)| seen.recorded_at);
        if let Some((_, seen)) = first_told {
            let local = wall_clock(seen.place.zone().to_local(seen.recorded_at.0), b' ');
            let local = String::from_utf8_lossy(&local).into_owned();
            whole.str("mailPieceIntakeDate", &format!("{local}.000000"));
        }
        whole.array("trackingEvents", |list| {
            for (event, seen) in &shown {
                list.object(|one| tracking_event(one, *event, seen));
            }
        });
        whole.str("trackingNumber", page.number);
    });
    true
}

/// Renders one line of text an event; tells whether anything is known.
pub(super) fn summary(out: &mut Vec<u8>, page: &Page<'_>) -> bool {
    let shown = shown(page);
    let Some((newest, last)) = shown.first().copied() else {
        return false;
    };
    object(out, |whole| {
        whole.str("trackingNumber", page.number);
        if let Some(day) = expected(page, newest) {
            whole.str("expectedDeliveryDate", &day.to_string());
        }
        whole.array("eventSummaries", |list| {
            list.str(&sentence(newest, last));
            for (event, seen) in &shown[1..] {
                list.str(&line(*event, seen));
            }
        });
    });
    true
}

impl<'a> Manner<'a> {
    const fn category(&self, category: Category) -> &'a str {
        self.categories[category as usize]
    }
}

/// Renders what is known of where the parcel comes from and goes to, of its class and of the day it is expected.
fn ends(
    whole: &mut Object<'_>,
    page: &Page<'_>,
    (shown, from): (&Shown<'_>, Option<Country>),
    manner: &Manner<'_>,
) {
    if let Some(destination) = page.declared.map(|label| label.destination) {
        let town = Town::of(destination);
        whole.str("destinationCity", &name(destination));
        if from.is_some() {
            whole.str("destinationCountryCode", destination.country().code());
        }
        whole.str_if("destinationState", town.map(|town| town.state));
        whole.str_if("destinationZIP", town.map(|town| town.zip));
    }
    whole.str("emailEnabled", "true");
    let newest = shown[0].0;
    let expected = expected(page, newest);
    if let Some(day) = expected {
        whole.str(
            "expectedDeliveryTimeStamp",
            &format!("{day}T{}", manner.end_of_day),
        );
    }
    whole.str("kahalaIndicator", "false");
    match from {
        None => whole.str("mailClass", CLASS),
        Some(_) => whole.str("mailClass", manner.class_international),
    }
    whole.str("mailType", if from.is_some() { "IM" } else { "DM" });
    let accepted = shown
        .iter()
        .find(|(_, seen)| seen.milestone == Milestone::HandedOver);
    match (from, accepted) {
        (Some(country), _) => whole.str("originCountry", country.code()),
        (None, Some((_, seen))) => {
            let town = Town::of(seen.place.city());
            whole.str("originCity", &name(seen.place.city()));
            whole.str_if("originState", town.map(|town| town.state));
            whole.str_if("originZIP", town.map(|town| town.zip));
        }
        (None, None) => {}
    }
    if let Some(day) = expected {
        whole.str("predictedDeliveryDate", &day.to_string());
    }
}

/// Returns the day that stands for the delivery, while there is one to come.
fn expected(page: &Page<'_>, newest: Event) -> Option<Day> {
    let over = matches!(newest.category, Category::Delivered | Category::Alert);
    let estimate = page.timeline.estimate.filter(|_| !over)?;
    estimate.day
}

/// Returns the country that a parcel came from under a number of the postal union's.
fn from_abroad(page: &Page<'_>) -> Option<Country> {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number = page.number;
    let postal = number.len() == 13
        && number.is_ascii()
        && letters(&number[..2])
        && letters(&number[11..])
        && !number.ends_with("US");
    page.declared.filter(|_| postal).map(|label| label.origin)
}

/// Returns the service type in a barcode: three digits behind the first two.
fn service_type(number: &str) -> Option<&str> {
    let digits = number.len() >= 20 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.get(2..5).filter(|_| digits)
}

fn tracking_event(one: &mut Object<'_>, event: Event, seen: &Observation) {
    let offset = seen.place.zone().offset_at(seen.occurred_at.0);
    // The local time is cut to the minute, and the other one is not.
    let local = seen.occurred_at.0 + i64::from(offset);
    let local = wall_clock(local - local.rem_euclid(60), b'T');
    one.str("eventType", event.text);
    one.ascii("eventTimestamp", &local);
    one.ascii("GMTTimestamp", &seen.occurred_at.zulu());
    one.ascii("GMTOffset", &seen.occurred_at.rfc3339(offset).bytes()[19..]);
    let spot = Spot::of(seen);
    one.str_or_null("eventCountry", spot.country.as_deref());
    one.str_or_null("eventCity", spot.city.as_deref());
    one.str_or_null("eventState", spot.state);
    one.str_or_null("eventZIP", spot.zip);
    one.null("firm");
    one.null("name");
    one.str("authorizedAgent", "false");
    one.str("eventCode", event.code);
    one.null("additionalProp");
}

/// Where an event happened, as the post writes it.
#[derive(Debug, Default)]
struct Spot {
    city: Option<String>,
    state: Option<&'static str>,
    zip: Option<&'static str>,
    country: Option<String>,
}

impl Spot {
    fn of(seen: &Observation) -> Self {
        if seen.milestone == Milestone::InTransit {
            // Between two facilities there is no place.
            return Self::default();
        }
        let city = seen.place.city();
        let Some(town) = Town::of(city) else {
            return Self {
                city: Some(name(city)),
                country: Some(city.country().name().to_uppercase()),
                ..Self::default()
            };
        };
        match words::kind(seen.place) {
            Some(FacilityKind::Sorting) => Self {
                city: Some(format!("{} {} DISTRIBUTION CENTER", town.name, town.state)),
                ..Self::default()
            },
            Some(
                FacilityKind::OfficeOfExchange
                | FacilityKind::Gateway
                | FacilityKind::Customs
                | FacilityKind::ReturnsCenter,
            ) => Self {
                city: Some(format!("ISC {} {}(USPS)", town.name, town.state)),
                ..Self::default()
            },
            _ => Self {
                city: Some(town.name.to_owned()),
                state: Some(town.state),
                zip: Some(town.zip),
                country: None,
            },
        }
    }

    /// Returns the place in a line of text: `HERNANDO, FL 34442`.
    fn text(&self) -> Option<String> {
        let mut text = self.city.clone()?;
        for part in [
            self.state.map(|state| format!(", {state}")),
            self.zip.map(|zip| format!(" {zip}")),
            self.country.as_ref().map(|country| format!(", {country}")),
        ] {
            text.push_str(&part.unwrap_or_default());
        }
        Some(text)
    }
}

fn name(city: City) -> String {
    match Town::of(city) {
        Some(town) => town.name.to_owned(),
        None => city.name().to_uppercase(),
    }
}

/// Returns the sentence about a parcel whose newest event is given.
fn sentence(event: Event, seen: &Observation) -> String {
    let said = words::sentence(event);
    let local = seen.place.zone().to_local(seen.occurred_at.0);
    let place = Spot::of(seen).text();
    let place = place
        .map(|place| format!(" in {place}"))
        .unwrap_or_default();
    format!(
        "Your item {said} {} on {}{place}.",
        hour(local),
        date(local)
    )
}

/// Returns the line about an older event: the last steps with a date of digits, the others with one of words.
fn line(event: Event, seen: &Observation) -> String {
    let local = seen.place.zone().to_local(seen.occurred_at.0);
    let day = match event.code {
        "OF" | "07" => {
            let (year, month, day) = Day::of_local(local).ymd();
            format!("{month:02}/{day:02}/{year:04}")
        }
        _ => date(local),
    };
    let place = Spot::of(seen).text();
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    format!("{}, {day}, {}{place}", event.text, hour(local))
}

/// Returns the time of a day as Americans write it: `1:58 pm`.
fn hour(local: i64) -> String {
    let minute = local.rem_euclid(DAY) / 60;
    let (hour, minute) = (minute / 60, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1)
}

/// Returns a date as Americans write it: `November 22, 2024`.
fn date(local: i64) -> String {
    let (year, month, day) = Day::of_local(local).ymd();
    let name = words::MONTHS[(month as usize + 11) % 12];
    format!("{name} {day}, {year}")
}
