//! The zones in use and the clock changes of each.
//!
//! Invariant: the spans of a table touch; the first begins and the last ends at the bounds of `i64`.

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The IANA names of the zones that the places of this crate lie in, in alphabetical order.
pub(super) const NAMES: &[&str] = &[
    "Africa/Johannesburg",
    "Africa/Lagos",
    "America/Argentina/Buenos_Aires",
    "America/Argentina/Cordoba",
    "America/Bogota",
    "America/Chicago",
    "America/Edmonton",
    "America/Fortaleza",
    "America/Lima",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Monterrey",
    "America/New_York",
    "America/Phoenix",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Tijuana",
    "America/Toronto",
    "America/Vancouver",
    "Asia/Almaty",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Kuala_Lumpur",
    "Asia/Riyadh",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Atlantic/Canary",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Melbourne",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Pacific/Auckland",
    "Pacific/Chatham",
];

/// First and last instant whose clock changes are kept: the starts of 2018 and of 2041.
pub(super) const FROM: i64 = 1_514_764_800;
pub(super) const UNTIL: i64 = 2_240_524_800;
/// Length of a bucket as a power of two: 194 days, so that a bucket seldom holds more than one clock change.
const BUCKET_BITS: u32 = 24;
const BUCKETS: usize = ((UNTIL - FROM) >> BUCKET_BITS) as usize + 1;
/// The clock changes of one zone.
#[derive(Debug)]
pub(super) struct Table {
    spans: Vec<Span>,
    /// For each bucket of time the index of the span in force at its start.
    first: [u8; BUCKETS],
}

/// A time during which the offset does not change: from the first instant up to, not including, the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) offset: i32,
}

impl Span {
    /// What the empty table would hold.
    pub(super) const UTC: Self = Self {
        from: i64::MIN,
        until: i64::MAX,
        offset: 0,
    };
}

impl Table {
    pub(super) fn read(name: &str) -> Self {
        // Every name is in the database, as a test shows; UTC stands in to keep this total.
        let zone = TimeZoneDatabase::bundled()
            .get(name)
            .unwrap_or(TimeZone::UTC);
        let start = jiff::Timestamp::from_second(FROM).unwrap_or_default();
        let changes = zone
            .following(start)
            .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
            .take_while(|(second, _)| *second < UNTIL);

        let mut spans = vec![Span {
            from: i64::MIN,
            until: i64::MAX,
            offset: zone.to_offset(start).seconds(),
        }];
        for (second, offset) in changes {
            if let Some(last) = spans.last_mut().filter(|last| last.offset != offset) {
                last.until = second;
                spans.push(Span {
                    from: second,
                    until: i64::MAX,
                    offset,
                });
            }
        }
        let mut first = [0; BUCKETS];
        for (start, index) in (FROM..).step_by(1 << BUCKET_BITS).zip(&mut first) {
            let ended = spans.iter().filter(|span| span.until <= start).count();
            *index = u8::try_from(ended).unwrap_or(u8::MAX);
        }
        Self { spans, first }
    }

    /// Returns the spans from the one in force at the start of the instant's bucket on.
    #[inline]
    pub(super) fn spans_from(&self, utc_seconds: i64) -> &[Span] {
        // An instant before the first bucket falls into it, one after the last bucket into that.
        let bucket = utc_seconds.saturating_sub(FROM) >> BUCKET_BITS;
        let first = self.first[bucket.clamp(0, BUCKETS as i64 - 1) as usize];
        &self.spans[usize::from(first)..]
    }
}
