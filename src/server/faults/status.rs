//! A status of trouble, with the body that the dialect sends with it.

use axum::http::StatusCode;

use super::{Fault, FaultError, Kind, Options, Struck};
use crate::dialect::{Answer, Refusal};

pub(super) const KIND: Kind = Kind {
    name: "status",
    value: Some("a status from 400 to 599, such as `503`"),
    options: &[],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let code = options.whole("value", (400, 599))?.unwrap_or(500);
    // Every number in these bounds is a status.
    let status = StatusCode::from_u16(code as u16).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Ok(Box::new(Status(status)))
}

#[derive(Debug)]
struct Status(StatusCode);

impl Fault for Status {
    fn instead(&self, struck: &Struck<'_>) -> Option<Answer> {
        Some(struck.dialect.refuse(&Refusal::Status(self.0)))
    }
}
