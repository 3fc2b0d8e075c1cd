//! What a scenario says besides its states, as plain data for people: orders, numbers and reports.

use serde::Serialize;

use super::model::{NumberRules, OrderRules, ReportRules, Story, Told};
use super::outline::{DwellOutline, Share, dwell, shares};
use crate::parcel::{Milestone, Observer};

/// What buyers are told, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderOutline {
    /// From the order to the label.
    pub handling: DwellOutline,
    /// From the label to the moment the buyer has a number.
    pub tell: DwellOutline,
    /// Which number the buyer is told: `real`, `placeholder`, …
    pub number: &'static str,
    /// What that kind of number takes: until the real one is told, since the rightful order, since the earlier life.
    pub number_after: Option<DwellOutline>,
    /// How often an invented number has a right check digit, in percent.
    pub valid_check_digit_percent: Option<f64>,
}

/// Which numbers parcels get, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumbersOutline {
    /// Forms of the number at the origin.
    pub origin: Vec<Share>,
    /// How often the last mile gives a number of its own, in percent, where its carrier has any.
    pub hand_over_percent: f64,
}

/// What an observer records and shows, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportOutline {
    /// Which observer.
    pub observer: &'static str,
    /// From the scan to its record.
    pub record: Option<DwellOutline>,
    /// From the record to its being shown.
    pub publish: Option<DwellOutline>,
    /// What another carrier's scan takes in addition.
    pub partner: Option<DwellOutline>,
    /// From the label to the first moment anything is shown.
    pub opens: Option<DwellOutline>,
    /// How often a milestone is not recorded.
    pub missing: Vec<Share>,
    /// Stretches of the way that are not shown.
    pub silent: Vec<SilenceOutline>,
}

/// A stretch that is not shown, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SilenceOutline {
    /// The last milestone shown before it; none: silent from the beginning.
    pub after: Option<&'static str>,
    /// The first shown again; none: never again.
    pub until: Option<&'static str>,
}

impl OrderOutline {
    pub(super) fn of(rules: &OrderRules) -> Self {
        let (number, after, valid) = match &rules.told {
            Told::Real => ("real", None, None),
            Told::Placeholder { replaced_after } => ("placeholder", Some(replaced_after), None),
            Told::Provisional { replaced_after } => ("provisional", Some(replaced_after), None),
            Told::Invented { valid_check_digit } => ("invented", None, Some(*valid_check_digit)),
            Told::Copied { ordered_before } => ("copied", Some(ordered_before), None),
            Told::Recycled { earlier_life } => ("recycled", Some(earlier_life), None),
            Told::Changing { told_after } => ("changing", Some(told_after), None),
            Told::Several { later, .. } => ("several", Some(later), None),
            Told::Mistyped { corrected_after } => ("mistyped", corrected_after.as_ref(), None),
        };
        Self {
            handling: dwell(&rules.handling),
            tell: dwell(&rules.tell),
            number,
            number_after: after.map(|after| dwell(after)),
            valid_check_digit_percent: valid.map(|valid| 100.0 * valid.probability()),
        }
    }
}

impl NumbersOutline {
    pub(super) fn of(rules: &NumberRules) -> Self {
        Self {
            origin: shares(&rules.origin, |form| form.name().to_owned()),
            hand_over_percent: 100.0 * rules.hand_over.probability(),
        }
    }
}

impl ReportOutline {
    pub(super) fn all(story: &Story) -> Vec<Self> {
        let observers = Observer::ALL.iter();
        observers
            .map(|observer| Self::of(*observer, &story.reports[observer.index()]))
            .collect()
    }

    fn of(observer: Observer, rules: &ReportRules) -> Self {
        let missing = Milestone::ALL.iter().zip(&rules.missing);
        let missing = missing
            .map(|(milestone, threshold)| Share {
                name: milestone.name().to_owned(),
                percent: 100.0 * threshold.probability(),
            })
            .filter(|share| share.percent > 0.0);
        let silent = rules.silent.iter().map(|silence| SilenceOutline {
            after: silence.after.map(Milestone::name),
            until: silence.until.map(Milestone::name),
        });
        Self {
            observer: observer.name(),
            record: rules.record.as_deref().map(dwell),
            publish: rules.publish.as_deref().map(dwell),
            partner: rules.partner.as_deref().map(dwell),
            opens: rules.opens.as_deref().map(dwell),
            missing: missing.collect(),
            silent: silent.collect(),
        }
    }
}
