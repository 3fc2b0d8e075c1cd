//! Connection reset: no answer at all, and the peer's socket is told so.

use axum::http::StatusCode;

use super::{Draw, Fault, Kind, Struck};
use crate::dialect::{Answer, Refusal};
use crate::server::reply::Payload;

pub(super) const KIND: Kind = Kind {
    name: "connection-reset",
    value: None,
    options: &[],
    read: |_| Ok(Box::new(ConnectionReset)),
};

#[derive(Debug)]
struct ConnectionReset;

impl Fault for ConnectionReset {
    fn instead(&self, struck: &Struck<'_>) -> Option<Answer> {
        // Nobody reads it; the dialect is not asked, so that nothing comes of the request.
        Some(
            struck
                .dialect
                .refuse(&Refusal::Status(StatusCode::BAD_GATEWAY)),
        )
    }

    fn send(&self, payload: &mut Payload, _: &Draw) {
        *payload = Payload::reset();
    }
}
