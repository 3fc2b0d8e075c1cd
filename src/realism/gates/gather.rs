//! Gathering: many cases of a world, made on every core and looked at one by one.

use rayon::prelude::*;

use crate::fleet::{Address, Case, World, Worlds};
use crate::order::Arrivals;
use crate::parcel::time::Day;

/// Cases are made in batches of so many.
const BATCH: u64 = 4_096;

/// Which cases to look at.
#[derive(Debug, Clone, Copy)]
pub struct Deal<'a> {
    /// What numbers may lead to.
    pub worlds: &'a Worlds,
    /// Whose cases.
    pub world: &'a World,
    /// On which days the orders fall, as they come; none: evenly over the days.
    pub arrivals: Option<&'a Arrivals>,
    /// The first order day.
    pub start: Day,
    /// Over how many order days they are dealt.
    pub days: u16,
    /// How many.
    pub cases: u64,
}

impl Deal<'_> {
    /// Looks at every case, adds up what was seen, and tells how many are done.
    ///
    /// What is seen of a batch's parts is added in order, so the sum does not depend on the number of threads.
    pub fn gather<T: Default + Send>(
        &self,
        look: impl Fn(&mut T, &Case) + Sync,
        mut add: impl FnMut(&mut T, T),
        done: &mut dyn FnMut(u64),
    ) -> T {
        let days = u64::from(self.days.max(1));
        let mut whole = T::default();
        let mut next = 0;
        while next < self.cases {
            let batch = next..(next + BATCH).min(self.cases);
            done(batch.end - next);
            next = batch.end;
            let see = |mut part: T, index: u64| {
                let evenly = || (self.start.plus((index % days) as i32), index / days);
                let (day, place) = self.arrivals.map_or_else(evenly, |table| table.of(index));
                let address = Address { day, place };
                look(&mut part, &Case::new(self.worlds, self.world, address));
                part
            };
            let parts: Vec<T> = batch.into_par_iter().fold(T::default, see).collect();
            for part in parts {
                add(&mut whole, part);
            }
        }
        whole
    }
}
