//! The hands of a mock carrier's clock.

use crate::clock::Pace;
use crate::parcel::Timestamp;
use crate::server::Tenant;

/// The clock of a mock carrier, which a test moves; what it moves past is shown, and sent to whoever subscribed.
#[derive(Debug, Clone, Copy)]
pub struct Hands<'a> {
    tenant: &'a Tenant,
}

impl<'a> Hands<'a> {
    pub(super) const fn of(tenant: &'a Tenant) -> Self {
        Self { tenant }
    }

    /// Returns what the clock shows.
    pub fn now(self) -> Timestamp {
        self.tenant.desk.clock.now()
    }

    /// Puts the clock to an instant, forward or back.
    pub fn set(self, at: Timestamp) {
        self.tenant.desk.clock.set(at);
        self.tenant.webhooks.wake();
    }

    /// Moves the clock by seconds, forward or back, and returns what it shows then: `advance(days(10))`.
    pub fn advance(self, seconds: i64) -> Timestamp {
        let now = self.tenant.desk.clock.advance(seconds);
        self.tenant.webhooks.wake();
        now
    }

    /// Lets the clock move by itself from now on; it stands still unless told otherwise.
    pub fn set_pace(self, pace: Pace) {
        self.tenant.desk.clock.set_pace(pace);
        self.tenant.webhooks.wake();
    }
}
