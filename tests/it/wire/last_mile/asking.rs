//! Asking a carrier at the door, and parcels to ask about.

use std::fmt::Write as _;

use misroute::carrier::Desk;
use misroute::clock::{Clock, Pace};
use misroute::dialect::{Answer, Key, Refusal, Request, Visit, by_name, of_request, sheet};
use misroute::fleet::{Case, World};
use misroute::parcel::{
    Carrier, Facility, Milestone, NumberRef, NumberRole, Observer, Place, Reason, Timestamp,
};
use misroute::random::Seed;
use misroute::record::Observation;
use rayon::prelude::*;
use serde_json::Value;

use crate::support::{all_built_in, at_start, user, worlds};

/// Returns a desk whose clock stands still.
pub(crate) fn desk(at: Timestamp) -> Desk {
    Desk::new(worlds(), Clock::new(at, Pace::Frozen))
}

/// Asks as a client on the wire does: the key is judged first.
pub(crate) fn ask(
    desk: &Desk,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = http::Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request: Request = request.body(body.into()).expect("a request");
    let dialect = of_request(&request).expect("somebody's");
    let key = match dialect.key(&request) {
        Key::NotUsed => String::new(),
        Key::Missing => return dialect.refuse(&Refusal::KeyMissing),
        Key::Given(key) if !desk.keys.accept(&key) => return dialect.refuse(&Refusal::KeyWrong),
        Key::Given(key) => key,
    };
    let now = desk.clock.now();
    dialect.answer(&Visit {
        desk,
        request: &request,
        key: &key,
        at: now,
        now,
    })
}

/// Returns an answer's status and body.
pub(crate) fn read(answer: &Answer) -> (u16, Value) {
    let body = serde_json::from_slice(answer.body()).expect("JSON");
    (answer.status().as_u16(), body)
}

/// Returns a parcel of the standard line that a carrier brings to the door, under its own number or the one it came with.
pub(crate) fn parcel_of(carrier: Carrier, role: NumberRole) -> Case {
    let hand_over = u8::from(role == NumberRole::LastMile);
    let rest = format!(
        "[order]\ndestinations = {{ {} = 1 }}\n[numbers]\norigin = {{ R-CN = 1 }}\nhand-over = {hand_over}",
        carrier.country().code()
    );
    let world = World::new(user("last-mile", &rest), Seed(1));
    let worlds = worlds();
    let mut cases = (0..100).map(|place| Case::new(&worlds, &world, at_start(place)));
    let found = cases.find(|case| {
        let parties = case.parcels[0].parties;
        parties.last_mile == carrier && parties.last_mile_role == role
    });
    found.expect("the carrier has its share")
}

/// Returns the number by which the carrier at the door knows a parcel.
pub(crate) fn number_of(case: &Case) -> String {
    let parties = case.parcels[0].parties;
    let number = NumberRef {
        parcel: 0,
        role: parties.last_mile_role,
    };
    case.text(number).expect("it has one").to_string()
}

/// Replaces what the carrier at the door saw by one event a milestone, an hour apart, in the recipient's city.
pub(crate) fn with_events(case: &Case, events: &[(Milestone, Option<Reason>, Place)]) -> Case {
    let mut case = case.clone();
    let parcel = &mut case.parcels[0];
    let began = parcel.journey.scans[0].at;
    let number = NumberRef {
        parcel: 0,
        role: parcel.parties.last_mile_role,
    };
    parcel.record.observations = (1..)
        .zip(events)
        .map(|(hour, (milestone, reason, place))| {
            let at = began + hour * 3_600;
            Observation {
                observer: Observer::LastMile,
                number,
                milestone: *milestone,
                reason: *reason,
                occurred_at: at,
                recorded_at: at + 60,
                visible_at: at + 120,
                retracted_at: None,
                place: *place,
                carrier: parcel.parties.last_mile,
            }
        })
        .collect();
    for fact in &mut parcel.record.numbers {
        if fact.number == number {
            fact.known_at[Observer::LastMile.index()] = Some(began);
        }
    }
    case
}

/// Returns what a dialect says of a case at an instant.
pub(crate) fn said(dialect: &str, case: &Case, at: Timestamp) -> Value {
    let dialect = by_name(dialect).expect("a dialect");
    let body = sheet(dialect, &worlds(), case, at).expect("a number was told");
    serde_json::from_slice(&body).expect("JSON")
}

/// Returns what a dialect says of a parcel to which one thing happened, at the depot of the recipient's city.
pub(crate) fn after(
    dialect: &str,
    case: &Case,
    (milestone, reason): (Milestone, Option<Reason>),
) -> Value {
    let depot = Place::Facility(Facility::depot(case.orders[0].destination));
    let case = with_events(case, &[(milestone, reason, depot)]);
    said(dialect, &case, case.settled_at())
}

/// Returns a table of what a dialect says of every milestone, one line each.
pub(crate) fn table(dialect: &str, case: &Case, line: impl Fn(&Value) -> String) -> String {
    let mut table = String::new();
    for milestone in Milestone::ALL {
        let said = after(dialect, case, (*milestone, None));
        writeln!(table, "{milestone} | {}", line(&said)).expect("memory");
    }
    table
}

/// Returns every answer of a dialect that shows something of a parcel of its carrier's: cases of every built-in scenario,
/// whenever something new is shown.
pub(crate) fn everything_said(dialect: &str, carrier: Carrier) -> Vec<Value> {
    let worlds = worlds();
    let cases: Vec<Case> = all_built_in(1)
        .iter()
        .flat_map(|world| (0..60).map(|place| Case::new(&worlds, world, at_start(place))))
        .filter(|case| {
            let mut parcels = case.parcels.iter();
            parcels.any(|parcel| parcel.parties.last_mile == carrier)
        })
        .collect();
    let of_case = |case: &Case| {
        let seen = case.observations(None);
        let moments: Vec<Timestamp> = seen
            .filter(|seen| seen.observer == Observer::LastMile)
            .map(|seen| seen.visible_at)
            .collect();
        let said = moments.into_iter().map(|at| said(dialect, case, at));
        said.collect::<Vec<_>>()
    };
    cases.par_iter().flat_map(of_case).collect()
}
