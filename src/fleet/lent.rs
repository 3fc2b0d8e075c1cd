//! Lent tellings: trouble with numbers is told as the built-in scenario of its name tells it.
//!
//! So every scenario can be had with every lie and slip about its number, and there is one place that says what each is.

use std::sync::Arc;

use crate::parcel::Timestamp;
use crate::random::{Purpose, Words};
use crate::scenario::model::{Body, Told};
use crate::scenario::{Library, Scenario};
use crate::trouble::{Defect, Home, Rate, Trouble, address};

/// A scenario that lends its telling, and to how many cases.
#[derive(Debug, Clone)]
pub(super) struct Lender {
    defect: Defect,
    rate: Rate,
    scenario: Arc<Scenario>,
}

impl Lender {
    /// Returns the lenders that trouble asks for.
    pub(super) fn all(trouble: &Trouble) -> Vec<Self> {
        let lender = |(defect, rate): (Defect, Rate)| {
            let scenario = Library::built_in().get(defect.name())?;
            Some(Self {
                defect,
                rate,
                scenario,
            })
        };
        let wanted = trouble.defects(Home::Case);
        wanted
            .filter_map(|(defect, dose)| lender((defect, dose.rate)))
            .collect()
    }

    /// Returns what buyers are told in the lender's own cases.
    pub(super) fn told(&self) -> &Told {
        match &self.scenario.body {
            Body::Story(story) => &story.order.told,
            Body::Mix(_) => &Told::Real,
        }
    }
}

/// Returns what the buyer of a case is told: what the first lender says that luck sends, else what the story says.
///
/// A story that is about its number itself keeps its own telling.
pub(super) fn told<'a>(
    own: &'a Told,
    lenders: &'a [Lender],
    words: &mut impl Words,
) -> (&'a Told, Option<Defect>) {
    if !matches!(own, Told::Real) {
        return (own, None);
    }
    for lender in lenders {
        let place = address(lender.defect, 0);
        let word = words.word(Purpose::Trouble, place, Timestamp(i64::MIN));
        if lender.rate.hit(word) {
            return (lender.told(), Some(lender.defect));
        }
    }
    (own, None)
}
