//! The dwells of a scenario; equal distributions are one.
//!
//! Those of built-in scenarios are shared by the whole library; those of a user's file live as long as it does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Owner;
use crate::scenario::dwell::{Dwell, Spread};
use crate::scenario::library::Library;

/// Dwells by what is stated of them.
pub(in crate::scenario) type Shared = Mutex<BTreeMap<Spread, Arc<Dwell>>>;

/// Where a compilation takes its dwells from.
#[derive(Debug)]
pub(in crate::scenario) struct Tables<'a> {
    shared: &'a Shared,
    owner: Owner,
    own: BTreeMap<Spread, Arc<Dwell>>,
}

impl<'a> Tables<'a> {
    /// Returns the dwells that a file of that owner may take from a library.
    pub(in crate::scenario) const fn new(library: &'a Library, owner: Owner) -> Self {
        Self {
            shared: library.dwells(),
            owner,
            own: BTreeMap::new(),
        }
    }

    /// Returns the dwell of a statement.
    pub(super) fn dwell(&mut self, spread: &Spread) -> Arc<Dwell> {
        if let Some(dwell) = self.own.get(spread) {
            return Arc::clone(dwell);
        }
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let dwell = shared.get(spread).cloned().unwrap_or_else(|| {
            // A statement without a distribution was reported when it was read, and its scenario comes to nothing.
            let dwell = Arc::new(Dwell::new(spread.clone()).unwrap_or_else(|_| Dwell::none()));
            if self.owner == Owner::BuiltIn {
                shared.insert(spread.clone(), Arc::clone(&dwell));
            }
            dwell
        });
        drop(shared);
        self.own.insert(spread.clone(), Arc::clone(&dwell));
        dwell
    }
}
