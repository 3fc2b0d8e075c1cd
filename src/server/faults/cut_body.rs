//! Cut body: the connection ends before the body does.

use super::{Draw, Fault, FaultError, Kind, Options};
use crate::server::reply::Payload;

pub(super) const KIND: Kind = Kind {
    name: "cut-body",
    value: None,
    options: &["after"],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let after = options.share("after")?;
    Ok(Box::new(CutBody { after }))
}

#[derive(Debug)]
struct CutBody {
    /// Which share of the body comes; none is any.
    after: Option<f64>,
}

impl Fault for CutBody {
    fn send(&self, payload: &mut Payload, draw: &Draw) {
        let share = self.after.unwrap_or_else(|| draw.share("after"));
        let kept = (payload.len() as f64 * share) as usize;
        // Something is always missing, or nothing would have been cut.
        payload.cut(kept.min(payload.len().saturating_sub(1)));
    }
}
