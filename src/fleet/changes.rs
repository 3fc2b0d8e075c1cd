//! Changes: the instants at which anybody is shown something else.

use std::collections::BTreeSet;

use super::Case;
use crate::parcel::{Observer, Timestamp};
use crate::record::{Record, Timeline, view};

impl Case {
    /// Returns the first instant after another at which anything that is shown of the case changes: an observer's page
    /// of any of its numbers, or what a buyer was told.
    ///
    /// None: what is shown then is shown for ever.
    pub fn next_change(&self, after: Timestamp) -> Option<Timestamp> {
        let mut moments = BTreeSet::new();
        for order in &self.orders {
            moments.extend(order.told.iter().map(|tell| tell.from));
        }
        for parcel in &self.parcels {
            moments.extend(moments_of(&parcel.record));
        }
        // Not every moment of a record shows: an estimate is made, say, while nothing else is shown.
        let now = self.shown(after);
        let mut later = moments.range(after + 1..);
        later.find(|moment| self.shown(**moment) != now).copied()
    }

    /// Returns everything that is shown of the case at an instant, and how many numbers were told.
    fn shown(&self, at: Timestamp) -> (usize, Vec<Timeline<'_>>) {
        let tells = self.orders.iter().flat_map(|order| &order.told);
        let told = tells.filter(|tell| tell.from <= at).count();
        let mut all = Vec::new();
        for parcel in &self.parcels {
            for fact in &parcel.record.numbers {
                all.extend(Observer::ALL.iter().map(|observer| Timeline {
                    // When it is looked at is no part of what is seen.
                    at: Timestamp::default(),
                    ..view(&parcel.record, *observer, fact.number, at)
                }));
            }
        }
        (told, all)
    }
}

/// Returns the instants at which a record can show something else.
fn moments_of(record: &Record) -> impl Iterator<Item = Timestamp> {
    let seen = record.observations.iter().flat_map(|seen| {
        // The page is purged so long after the last thing it showed.
        let keep = record.keep_seconds(seen.observer);
        let purged = keep.map(|keep| seen.visible_at + keep + 1);
        let moments = [Some(seen.visible_at), seen.retracted_at, purged];
        moments.into_iter().flatten()
    });
    let out = record.outages.iter().flat_map(|out| [out.from, out.until]);
    let said = record.estimates.iter().map(|said| said.visible_at);
    let known = record.numbers.iter().flat_map(|fact| {
        let alias = fact.alias.map(|(_, from)| from);
        let own = [fact.announced_at, alias];
        fact.known_at.into_iter().chain(own).flatten()
    });
    seen.chain(said).chain(known).chain(out)
}
