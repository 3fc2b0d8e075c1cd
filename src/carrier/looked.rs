//! What a desk finds under a number.

use std::sync::Arc;

use crate::fleet::{Alias, Case, Page};
use crate::parcel::{Carrier, NumberRef, Observer, Timestamp};

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
}
