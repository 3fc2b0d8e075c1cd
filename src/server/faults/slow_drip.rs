//! Slow drip: a body that comes in pieces over a time.

use std::time::Duration;

use super::{Draw, Fault, FaultError, Kind, Options, span};
use crate::server::reply::Payload;

pub(super) const KIND: Kind = Kind {
    name: "slow-drip",
    value: Some("over how long the body comes, such as `5s`"),
    options: &["pieces"],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let over = options
        .read("value", span::MEND, span::parse)?
        .unwrap_or_default();
    let pieces = options.whole("pieces", (2, 10_000))?.unwrap_or(20);
    Ok(Box::new(SlowDrip { over, pieces }))
}

#[derive(Debug)]
struct SlowDrip {
    over: Duration,
    pieces: u32,
}

impl Fault for SlowDrip {
    fn send(&self, payload: &mut Payload, _: &Draw) {
        payload.drip(self.over, self.pieces);
    }
}
