//! Labels: what is special about a case, for those who may know the truth.

use std::collections::BTreeSet;

use super::{Case, Parcel, World};
use crate::calendar::china;
use crate::journey::Scan;
use crate::order::{OrderRole, Tell};
use crate::parcel::time::Day;
use crate::parcel::{Country, Facility, Milestone, NumberRole, Observer, Timestamp};
use crate::record::Observation;
use crate::scenario::Scenario;
use crate::scenario::model::{Body, Told};
use crate::trouble::{Defect, Kind};

impl Case {
    /// Returns what is special about the case, sorted: where its parcels have been, what was wrong with its numbers,
    /// and which scans nobody at the origin will ever show.
    pub fn labels(&self) -> Vec<String> {
        let mut labels = BTreeSet::new();
        for tell in self.orders.iter().flat_map(|order| &order.told) {
            let as_written = self.told_text(tell).as_ref() == self.text(tell.number);
            labels.extend(number_label(tell, as_written).map(str::to_owned));
        }
        if self.is_false_shipment() {
            labels.insert("false-shipment".to_owned());
        }
        labels.extend(self.lent.map(defect_label));
        for (quirk, _) in self.world.trouble().quirks().iter() {
            labels.insert(format!("quirk:{quirk}"));
        }
        for order in self.orders.iter().skip(1) {
            labels.insert(order.role.name().to_owned());
        }
        for parcel in &self.parcels {
            labels.extend(parcel.record.struck.iter().copied().map(defect_label));
            if parcel.parties.last_mile_role == NumberRole::LastMile
                && parcel.journey.was_handed_over()
            {
                labels.insert("number-handover".to_owned());
            }
            for scan in &parcel.journey.scans {
                labels.extend(self.state_label(parcel, scan).map(str::to_owned));
                let shown = |seen: &Observation| {
                    seen.observer == Observer::OriginCarrier && seen.occurred_at == scan.at
                };
                if let Some(milestone) = scan.milestone
                    && !parcel
                        .record
                        .observations
                        .iter()
                        .any(|seen| shown(seen) && seen.milestone == milestone)
                {
                    labels.insert(unrecorded(milestone));
                }
            }
        }
        labels.into_iter().collect()
    }

    /// Tells whether the platform would call the first number a false shipment: no carrier showed anything under it
    /// within five Chinese working days of its being told.
    fn is_false_shipment(&self) -> bool {
        let Some(tell) = self.orders.first().and_then(|order| order.told.first()) else {
            return false;
        };
        let seen = self
            .parcels
            .iter()
            .flat_map(|parcel| &parcel.record.observations);
        let of_number = seen.filter(|seen| seen.number == tell.number && tell.slip.is_none());
        let first = of_number.map(|seen| seen.visible_at).min();
        first.is_none_or(|first| first > false_shipment_limit(tell.from))
    }

    fn state_label(&self, parcel: &Parcel, scan: &Scan) -> Option<&str> {
        self.state(parcel, scan)?.label.as_deref()
    }
}

fn defect_label(defect: Defect) -> String {
    format!("defect:{defect}")
}

/// Returns every label that a world's cases may have, sorted.
pub fn possible_labels(world: &World) -> Vec<String> {
    let mut labels = BTreeSet::new();
    add_possible(&mut labels, &world.scenario);
    for lender in world.lenders() {
        labels.extend(
            of_number(lender.told())
                .iter()
                .map(|label| (*label).to_owned()),
        );
    }
    for dose in world.trouble().doses() {
        labels.insert(match dose.kind {
            Kind::Defect(defect) => defect_label(defect),
            Kind::Quirk(quirk) => format!("quirk:{quirk}"),
        });
        if dose.kind == Kind::Defect(Defect::MissingScan) {
            labels.extend(Milestone::ALL.iter().copied().map(unrecorded));
        }
    }
    labels.into_iter().collect()
}

fn add_possible(labels: &mut BTreeSet<String>, scenario: &Scenario) {
    let story = match &scenario.body {
        Body::Story(story) => story,
        Body::Mix(parts) => {
            parts
                .iter()
                .for_each(|(part, _)| add_possible(labels, part));
            return;
        }
    };
    let of_number = of_number(&story.order.told);
    labels.extend(of_number.iter().map(|label| (*label).to_owned()));
    labels.insert("false-shipment".to_owned());
    if story.numbers.hand_over.probability() > 0.0 {
        labels.insert("number-handover".to_owned());
    }
    for state in story.graphs.iter().flat_map(|graph| &graph.states) {
        labels.extend(state.label.as_deref().map(str::to_owned));
        labels.extend(state.milestone.map(unrecorded));
    }
}

/// Returns the labels that cases of a telling have.
const fn of_number(told: &Told) -> &'static [&'static str] {
    match told {
        Told::Placeholder { .. } => &["placeholder-number"],
        Told::Provisional { .. } => &["provisional-number"],
        Told::Invented { .. } => &["invented-number", "invented-number-with-bad-check-digit"],
        Told::Copied { .. } => const { &[OrderRole::RightfulOwner.name()] },
        Told::Recycled { .. } => const { &[OrderRole::EarlierLife.name()] },
        Told::Mistyped { .. } => &["mistyped-number"],
        Told::Real | Told::Changing { .. } | Told::Several { .. } => &[],
    }
}

/// Returns the label of a milestone that no page of the origin will ever show.
fn unrecorded(milestone: Milestone) -> String {
    format!("unrecorded:{milestone}")
}

fn number_label(tell: &Tell, as_written: bool) -> Option<&'static str> {
    match tell.number.role {
        NumberRole::Placeholder => Some("placeholder-number"),
        NumberRole::Provisional => Some("provisional-number"),
        NumberRole::Invented if as_written => Some("invented-number"),
        NumberRole::Invented => Some("invented-number-with-bad-check-digit"),
        NumberRole::Origin | NumberRole::LastMile if as_written => None,
        NumberRole::Origin | NumberRole::LastMile => Some("mistyped-number"),
    }
}

/// Returns the end of the fifth working day in China after an instant: the platform's rule against false shipments.
pub(super) fn false_shipment_limit(told_at: Timestamp) -> Timestamp {
    let zone = Facility::gateway(Country::CN).zone();
    let mut day = Day::of_local(zone.to_local(told_at.0));
    let mut left = 5;
    // A working day comes at least every ten days, also at Spring Festival.
    for _ in 0..60 {
        day = day.plus(1);
        left -= i32::from(china::is_workday(day));
        if left == 0 {
            break;
        }
    }
    Timestamp(zone.to_utc(day.plus(1).start()) - 1)
}
