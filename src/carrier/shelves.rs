//! Shelves: registered trackers by scope, serial number and number.

use std::collections::BTreeMap;

use super::{Scope, Tracker};

/// Trackers that came, changed or went: of which dialect and key, by serial number.
pub type Touched = BTreeMap<u64, (String, String)>;

/// The trackers of every scope.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    pub(super) by_scope: BTreeMap<(String, String), Shelf>,
    pub(super) count: usize,
    pub(super) serial: u64,
    /// Which trackers came, changed or went since somebody last looked; none: nobody looks.
    pub(super) touched: Option<Touched>,
}

/// The trackers of one scope.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) by_serial: BTreeMap<u64, Tracker>,
    pub(super) by_number: BTreeMap<(String, String), u64>,
}

impl Shelves {
    pub(super) fn shelf(&self, scope: Scope<'_>) -> Option<&Shelf> {
        self.by_scope.get(&owned(scope))
    }

    pub(super) fn insert(&mut self, scope: Scope<'_>, tracker: Tracker) {
        self.serial = self.serial.max(tracker.serial);
        self.touch(scope, tracker.serial);
        let shelf = self.by_scope.entry(owned(scope)).or_default();
        let name = (tracker.number.clone(), tracker.carrier.clone());
        // Of several trackers of one number the newest is found by it.
        let newest = shelf.by_number.entry(name).or_insert(tracker.serial);
        *newest = tracker.serial.max(*newest);
        if shelf.by_serial.insert(tracker.serial, tracker).is_none() {
            self.count += 1;
        }
    }

    pub(super) fn remove(&mut self, scope: Scope<'_>, serial: u64) -> Option<Tracker> {
        let shelf = self.by_scope.get_mut(&owned(scope))?;
        let tracker = shelf.by_serial.remove(&serial)?;
        let name = (tracker.number.clone(), tracker.carrier.clone());
        if shelf.by_number.get(&name) == Some(&serial) {
            shelf.by_number.remove(&name);
        }
        self.count -= 1;
        self.touch(scope, serial);
        Some(tracker)
    }

    fn touch(&mut self, scope: Scope<'_>, serial: u64) {
        if let Some(touched) = &mut self.touched {
            touched.insert(serial, owned(scope));
        }
    }
}

impl Shelf {
    pub(super) fn find(&self, number: &str, carrier: Option<&str>) -> Option<&Tracker> {
        let serial = if let Some(carrier) = carrier {
            self.by_number.get(&(number.to_owned(), carrier.to_owned()))
        } else {
            let from = (number.to_owned(), String::new());
            let of_number = self.by_number.range(from..);
            of_number
                .take_while(|((known, _), _)| known == number)
                .map(|(_, serial)| serial)
                .min()
        }?;
        self.by_serial.get(serial)
    }
}

pub(super) fn owned(scope: Scope<'_>) -> (String, String) {
    (scope.dialect.to_owned(), scope.key.to_owned())
}
