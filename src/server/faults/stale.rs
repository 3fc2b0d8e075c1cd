//! Stale: an older copy, as it was some virtual hours ago.

use super::{Fault, FaultError, Kind, Options};
use crate::scenario::duration;

pub(super) const KIND: Kind = Kind {
    name: "stale",
    value: Some("how old the copy is, in virtual time, such as `6h`"),
    options: &[],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let text = options.text("value").unwrap_or_default();
    match duration::parse(text) {
        Ok(seconds) => Ok(Box::new(Stale(i64::from(seconds)))),
        Err(error) => Err(options.wrong(&format!("`{text}` {}", error.wrong), &error.mend)),
    }
}

/// By how many seconds.
#[derive(Debug)]
struct Stale(i64);

impl Fault for Stale {
    fn age(&self) -> i64 {
        self.0
    }
}
