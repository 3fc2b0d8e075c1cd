//! The lists of names that keys take their values from.
//!
//! All but the names of states and scenarios are closed: they are the vocabularies of the trade.

use super::form::Names;
use crate::calendar::Hours;
use crate::parcel::{
    Country, Facility, FacilityKind, Fate, Habit, Milestone, Observer, PlaceRole, Reason,
    ServiceLine,
};
use crate::scenario::model::OriginForm;

macro_rules! names {
    ($constant:ident, $kind:literal, $vocabulary:ident) => {
        pub(super) const $constant: Names = Names::Closed($kind, || {
            $vocabulary::ALL.iter().map(|value| value.name()).collect()
        });
    };
}

pub(super) const LINES: Names = Names::Closed("service line", || {
    ServiceLine::ALL.iter().map(|line| line.key()).collect()
});
names!(OBSERVERS, "observer", Observer);
names!(MILESTONES, "milestone", Milestone);
names!(PLACES, "place", PlaceRole);
names!(HOURS, "kind of hours", Hours);
names!(FATES, "fate", Fate);
names!(HABITS, "habit of a country", Habit);
names!(REASONS, "reason", Reason);
names!(FORMS, "form of number", OriginForm);
pub(super) const COUNTRIES: Names =
    Names::Closed("country", || Country::all().map(Country::code).collect());
pub(super) const LANES: Names = Names::Closed("country or class of lane", || {
    LANE_CLASSES
        .iter()
        .copied()
        .chain(Country::all().map(Country::code))
        .collect()
});
pub(super) const SITES: Names = Names::Closed("hub, gateway, office or country", || {
    Facility::all()
        .filter(|facility| is_node(facility.kind()))
        .map(Facility::code)
        .chain(Country::all().map(Country::code))
        .collect()
});
pub(super) const TOLD: Names = Names::Closed("kind of number", || vec!["real"]);
pub(super) const STATES: Names = Names::Any("state");
pub(super) const SCENARIOS: Names = Names::Any("scenario");

/// The classes of lanes that stand for countries.
pub(super) const LANE_CLASSES: &[&str] = &["major", "remote"];

/// Tells whether many parcels' ways meet at such a facility.
const fn is_node(kind: FacilityKind) -> bool {
    matches!(
        kind,
        FacilityKind::OriginSorting
            | FacilityKind::ExportHub
            | FacilityKind::Gateway
            | FacilityKind::TransitHub
            | FacilityKind::OfficeOfExchange
            | FacilityKind::Customs
            | FacilityKind::Warehouse
    )
}
