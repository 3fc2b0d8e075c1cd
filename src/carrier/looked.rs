//! What a desk finds under a number.

use std::sync::Arc;

use crate::fleet::{Alias, Case, Other, Page, Relation};
use crate::parcel::{Carrier, NumberRef, NumberRole, Observer, Timestamp};

/// A number that is somebody's: its case, and what it is to it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The case.
    pub case: Arc<Case>,
    /// What the number is to it.
    pub number: NumberRef,
    /// The text under which it was asked for, and is shown.
    pub text: String,
    /// A text that stands for one of the case's numbers.
    pub(super) bound: Option<(NumberRef, String)>,
}

impl Looked {
    /// Returns what an observer shows under the number at an instant.
    pub fn page(&self, observer: Observer, at: Timestamp) -> Page<'_> {
        let shown = (self.number, self.text.as_str());
        self.case.page(shown, observer, at, self.renamed())
    }

    /// Returns what a carrier at the door shows under the number: nothing, unless the parcel is its own.
    pub fn page_of(&self, carrier: Carrier, at: Timestamp) -> Page<'_> {
        let shown = (self.number, self.text.as_str());
        self.case.page_of(shown, carrier, at, self.renamed())
    }

    fn renamed(&self) -> Option<Alias<'_>> {
        self.bound.as_ref().map(|(number, text)| Alias {
            number: *number,
            text,
        })
    }

    /// Returns what the origin network shows to whoever knows the number of the carrier at the door: nothing until it
    /// names that number itself, and from then on the whole parcel.
    ///
    /// Of any other number it is the origin network's own page.
    pub fn page_of_origin(&self, at: Timestamp) -> Page<'_> {
        self.page_by_partner(at)
            .unwrap_or_else(|| self.page(Observer::OriginCarrier, at))
    }

    fn page_by_partner(&self, at: Timestamp) -> Option<Page<'_>> {
        if self.number.role != NumberRole::LastMile {
            return None;
        }
        let mut parcels = self.case.parcels.iter();
        let parcel = parcels.find(|parcel| parcel.parties.parcel == self.number.parcel)?;
        let origin = NumberRef {
            parcel: parcel.parties.number_of,
            role: NumberRole::Origin,
        };
        let page = (origin, self.text.as_str());
        let page = self.case.page(page, Observer::OriginCarrier, at, None);
        let named = self.case.text(self.number)?.as_str();
        page.other.filter(|other| other.number == named)?;
        Some(Page {
            other: Some(Other {
                number: self.case.text(origin)?.as_str(),
                relation: Relation::Earlier,
                carrier: parcel.parties.origin,
            }),
            earlier: Vec::new(),
            ..page
        })
    }
}
