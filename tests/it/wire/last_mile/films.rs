//! Films: what each carrier at the door says over time of parcels to which something telling happens.

use std::fmt::Write as _;

use misroute::fleet::Case;
use misroute::parcel::{Carrier, Observer};
use serde_json::Value;

use super::asking::said;
use crate::support::{at_start, built_in, settings, worlds};

/// How a dialect's coarse word is found in an answer.
type Word = fn(&Value) -> &Value;

/// Each dialect, its carrier, and its word.
const DIALECTS: [(&str, Carrier, Word); 3] = [
    ("usps", Carrier::USPS, |said| &said["status"]),
    ("laposte", Carrier::LA_POSTE, |said| {
        &said[0]["shipment"]["event"][0]["code"]
    }),
    ("royalmail", Carrier::ROYAL_MAIL, |said| {
        &said["mailPieces"]["summary"]["lastEventName"]
    }),
];

const SCENARIOS: [&str; 8] = [
    "copied-number",
    "number-handover",
    "failed-attempt",
    "returned-unclaimed",
    "locker-expired",
    "out-for-delivery-loop",
    "delivered-unscanned",
    "recycled-number",
];

#[test]
fn telling_parcels_over_time() {
    let worlds = worlds();
    let mut film = String::new();
    for scenario in SCENARIOS {
        let world = built_in(scenario, 1);
        for (dialect, carrier, word) in DIALECTS {
            let mut cases = (0..300).map(|place| Case::new(&worlds, &world, at_start(place)));
            let own = |case: &Case| {
                let mut parcels = case.parcels.iter();
                parcels.any(|parcel| parcel.parties.last_mile == carrier)
            };
            let Some(case) = cases.find(own) else {
                continue;
            };
            writeln!(film, "{scenario}, {dialect}").expect("memory");
            let seen = case.observations(None);
            let seen = seen.filter(|seen| seen.observer == Observer::LastMile);
            let mut moments: Vec<_> = seen.map(|seen| seen.visible_at).collect();
            moments.push(case.orders[0].placed_at);
            moments.push(case.settled_at() + 150 * 86_400);
            moments.sort_unstable();
            moments.dedup();
            for at in moments {
                let said = said(dialect, &case, at);
                let word = word(&said).as_str().unwrap_or("not found");
                writeln!(film, "  {} {word}", String::from_utf8_lossy(&at.zulu())).expect("memory");
            }
        }
    }
    settings().bind(|| insta::assert_snapshot!("last-mile__films", film));
}
