//! `register`: from now on carriers are asked about a number.

use serde_json::Value;

use super::super::settings;
use super::super::watch::FINAL_CARRIER;
use super::super::wire::Version;
use super::ask::{Ask, code, notes};
use super::wrong::{self, Wrong};
use super::{account, scope};
use crate::carrier::Registered;
use crate::dialect::Visit;
use crate::dialect::json::Array;
use crate::parcel::{Carrier, CarrierKind, NumberRole};

/// The carrier was found by the number's format.
const DETECTED: i64 = 1;
/// The client named it.
const NAMED: i64 = 2;

pub(super) fn register(
    visit: &Visit<'_>,
    version: Version,
    ask: &Ask<'_>,
    list: &mut Array<'_>,
) -> Result<(), Wrong> {
    let mut notes = notes(ask.fields)?;
    let (carrier, origin) = match ask.carrier {
        Some(carrier) => (carrier, NAMED),
        None if ask.fields.get("auto_detection") == Some(&Value::Bool(false)) => {
            return Err(wrong::missing("carrier"));
        }
        None => (
            detect(visit, &ask.number).ok_or_else(wrong::undetected)?,
            DETECTED,
        ),
    };
    let codes = settings::codes(visit);
    let Some(listed) = codes.find(carrier) else {
        return Err(wrong::carrier(&carrier.into()));
    };
    let named = ask.fields.get("final_carrier");
    if let Some(last) = code(named)? {
        if codes.find(last).is_none() {
            return Err(wrong::carrier(&last.into()));
        }
        if listed.carrier().map(Carrier::kind) != Some(CarrierKind::Post) {
            return Err(wrong::not_postal());
        }
        notes.insert(FINAL_CARRIER.to_owned(), last.into());
    }
    let text = carrier.to_string();
    let trackers = &visit.desk.trackers;
    let before = trackers.find(scope(visit), &ask.number, Some(&text));
    if before.is_some() {
        return Err(wrong::registered(&ask.number));
    }
    // A translation is charged as another number.
    let units = 1 + i64::from(notes.contains_key("lang"));
    account::has(visit, units)?;
    let tracker = match trackers.register(scope(visit), (&ask.number, &text), visit.now, notes) {
        Registered::New(tracker) => tracker,
        Registered::Before(_) => return Err(wrong::registered(&ask.number)),
        Registered::Full => return Err(wrong::quota()),
    };
    account::charge(visit, units);
    let note = |name| tracker.notes.get(name).and_then(Value::as_str);
    list.object(|item| {
        item.int("origin", origin);
        item.str("number", &tracker.number);
        item.int("carrier", carrier);
        item.str_or_null("email", note("email"));
        if version == Version::V24 {
            item.str_or_null("lang", note("lang"));
        }
        item.str_or_null("tag", note("tag"));
    });
    Ok(())
}

/// Returns the code of the carrier that a number is of, by its format; of a bound text, by what it stands for.
pub(super) fn detect(visit: &Visit<'_>, number: &str) -> Option<i64> {
    let codes = settings::codes(visit);
    if visit.desk.binding(number).is_none() {
        return codes.detect(number);
    }
    let looked = visit.desk.look_up(number)?;
    let mut parcels = looked.case.parcels.iter();
    let parcel = parcels.find(|parcel| {
        let mut facts = parcel.record.numbers.iter();
        facts.any(|fact| fact.number == looked.number)
    });
    let carrier = parcel.map_or(Carrier::CAINIAO, |parcel| match looked.number.role {
        NumberRole::LastMile => parcel.parties.last_mile,
        NumberRole::Origin
        | NumberRole::Placeholder
        | NumberRole::Provisional
        | NumberRole::Invented => parcel.parties.origin,
    });
    Some(codes.of(carrier)).filter(|code| *code != 0)
}
