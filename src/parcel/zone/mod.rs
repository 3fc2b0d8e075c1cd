//! Time zones with integer look-ups, since every scan is written in the local time of its place.
//!
//! Invariant: every zone is read from the database bundled with the program, never from the host, so that the same
//! instant has the same local time on every machine.

mod table;

use std::sync::OnceLock;

use table::{NAMES, Span, Table};

const DAY: i64 = 86_400;

static TABLES: [OnceLock<Table>; NAMES.len()] = [const { OnceLock::new() }; NAMES.len()];

/// A time zone of the IANA database, looked up by integers.
///
/// Clock changes are known from 2018 to 2040; before and after, the offset at the nearer edge holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u8);

impl Zone {
    /// Returns every zone that a place lies in.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).zip(NAMES).map(|(index, _)| Self(index))
    }

    /// Returns the zone of this IANA name, if a place lies in it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|zone| zone.name() == name)
    }

    /// Returns the IANA name, for example `Europe/Paris`.
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or("UTC")
    }

    /// Returns the seconds by which local time is ahead of UTC (east is positive) at this instant.
    pub fn offset_at(self, utc_seconds: i64) -> i32 {
        self.clock_at(utc_seconds).span.offset
    }

    /// Returns the local civil time at this instant, as the seconds since 1970-01-01 00:00 on the local clock.
    pub fn to_local(self, utc_seconds: i64) -> i64 {
        utc_seconds.saturating_add(i64::from(self.offset_at(utc_seconds)))
    }

    /// Returns the instant of a local civil time given as seconds since 1970-01-01 00:00 on the local clock.
    ///
    /// A time that the clocks show twice is the earlier instant; a time that they skip is the first instant after the
    /// gap. So a later local time is never an earlier instant.
    pub fn to_utc(self, local_seconds: i64) -> i64 {
        // No offset reaches a day, so the span sought does not end before this.
        let spans = self.table().spans_from(local_seconds.saturating_sub(DAY));
        for span in spans {
            let utc_seconds = local_seconds.saturating_sub(i64::from(span.offset));
            if utc_seconds < span.until {
                return utc_seconds.max(span.from);
            }
        }
        local_seconds
    }

    /// Returns the zone's clock as it goes about an instant.
    #[inline]
    pub fn clock_at(self, utc_seconds: i64) -> Clock {
        let spans = self.table().spans_from(utc_seconds);
        let holds = |span: &&Span| utc_seconds < span.until;
        // The last span ends at the largest instant, which it must still hold.
        let span = spans.iter().find(holds).or(spans.last());
        Clock {
            zone: self,
            span: span.copied().unwrap_or(Span::UTC),
        }
    }

    /// Returns the zone of this name while a constant is computed: an unknown name fails the build.
    pub(super) const fn named(name: &str) -> Self {
        let mut index = 0;
        let mut number = 0;
        while index < NAMES.len() {
            if same(NAMES[index], name) {
                return Self(number);
            }
            index += 1;
            number += 1;
        }
        panic!("the zone is missing from the table")
    }

    #[inline]
    fn table(self) -> &'static Table {
        TABLES[usize::from(self.0)].get_or_init(|| Table::read(self.name()))
    }
}

/// A zone's clock about an instant: it reads and sets like the zone, and at the cost of an addition while its offset
/// holds.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    zone: Zone,
    span: Span,
}

impl Clock {
    /// Returns what [`Zone::to_local`] does.
    #[inline]
    pub fn to_local(&self, utc_seconds: i64) -> i64 {
        if (self.span.from..self.span.until).contains(&utc_seconds) {
            utc_seconds.saturating_add(i64::from(self.span.offset))
        } else {
            self.zone.to_local(utc_seconds)
        }
    }

    /// Returns what [`Zone::to_utc`] does.
    #[inline]
    pub fn to_utc(&self, local_seconds: i64) -> i64 {
        let utc_seconds = local_seconds.saturating_sub(i64::from(self.span.offset));
        // Two offsets differ by less than two days: from then on no clock before the change can have shown this time.
        let settled = self.span.from.saturating_add(2 * DAY);
        if (settled..self.span.until).contains(&utc_seconds) {
            utc_seconds
        } else {
            self.zone.to_utc(local_seconds)
        }
    }
}

/// Tells whether two texts are equal, while a constant is computed.
pub(super) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{DateTime, date};
    use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

    use super::table::{FROM, UNTIL};
    use super::*;

    fn bundled(zone: Zone) -> TimeZone {
        TimeZoneDatabase::bundled()
            .get(zone.name())
            .expect("every zone is bundled")
    }

    /// The changes of a zone in the years that the tables cover.
    fn changes(zone: &TimeZone) -> Vec<i64> {
        zone.following(Timestamp::from_second(FROM).unwrap())
            .map(|change| change.timestamp().as_second())
            .take_while(|second| *second < UNTIL)
            .collect()
    }

    /// What the clocks of a zone show at a civil time, decided by jiff.
    fn expected_utc(zone: &TimeZone, local: DateTime) -> i64 {
        let ambiguous = zone.to_ambiguous_timestamp(local);
        let instant = ambiguous.compatible().unwrap();
        match ambiguous.offset() {
            AmbiguousOffset::Gap { .. } => zone
                .preceding(instant + jiff::SignedDuration::from_secs(1))
                .next()
                .unwrap()
                .timestamp()
                .as_second(),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
                instant.as_second()
            }
        }
    }

    fn local_date_time(local_seconds: i64) -> DateTime {
        jiff::tz::Offset::UTC.to_datetime(Timestamp::from_second(local_seconds).unwrap())
    }

    #[test]
    fn names_are_sorted_and_found_again() {
        assert!(NAMES.is_sorted());
        for zone in Zone::all() {
            assert_eq!(Zone::from_name(zone.name()), Some(zone));
        }
        assert_eq!(Zone::from_name("Mars/Olympus_Mons"), None);
    }

    #[test]
    fn offsets_are_those_of_the_bundled_database() {
        for zone in Zone::all() {
            let truth = bundled(zone);
            let regular = (FROM..UNTIL).step_by(5 * 86_400 + 4_321);
            let around = changes(&truth)
                .into_iter()
                .flat_map(|change| [change - 1, change, change + 1]);
            for second in regular.chain(around) {
                let expected = truth
                    .to_offset(Timestamp::from_second(second).unwrap())
                    .seconds();
                assert_eq!(
                    zone.offset_at(second),
                    expected,
                    "{} at {second}",
                    zone.name()
                );
            }
        }
    }

    #[test]
    fn civil_times_are_those_of_the_bundled_database() {
        for zone in Zone::all() {
            let truth = bundled(zone);
            let regular = (FROM + DAY..UNTIL - DAY).step_by(9 * 86_400 + 4_321);
            let around = changes(&truth).into_iter().flat_map(|change| {
                let local = zone.to_local(change);
                (-7_200..=7_200)
                    .step_by(900)
                    .flat_map(move |shift| [local + shift - 1, local + shift])
            });
            for local in regular.chain(around) {
                let expected = expected_utc(&truth, local_date_time(local));
                assert_eq!(
                    zone.to_utc(local),
                    expected,
                    "{} at {}",
                    zone.name(),
                    local_date_time(local)
                );
            }
        }
    }

    #[test]
    fn later_civil_times_are_never_earlier_instants() {
        for zone in Zone::all() {
            for change in changes(&bundled(zone)).into_iter().take(6) {
                let local = zone.to_local(change);
                let instants: Vec<i64> = (-9_000..9_000)
                    .step_by(60)
                    .map(|shift| zone.to_utc(local + shift))
                    .collect();
                assert!(instants.is_sorted(), "{} round {change}", zone.name());
            }
        }
    }

    #[test]
    fn a_gap_ends_at_the_change_and_an_overlap_begins_early() {
        let check = |name: &str, local: DateTime, utc: DateTime| {
            let zone = Zone::from_name(name).unwrap();
            let seconds = |time: DateTime| {
                jiff::tz::Offset::UTC
                    .to_timestamp(time)
                    .unwrap()
                    .as_second()
            };
            assert_eq!(
                zone.to_utc(seconds(local)),
                seconds(utc),
                "{name} at {local}"
            );
        };
        check(
            "Europe/Paris",
            date(2026, 3, 29).at(2, 30, 0, 0),
            date(2026, 3, 29).at(1, 0, 0, 0),
        );
        check(
            "Europe/Paris",
            date(2026, 10, 25).at(2, 30, 0, 0),
            date(2026, 10, 25).at(0, 30, 0, 0),
        );
        check(
            "Australia/Adelaide",
            date(2025, 10, 5).at(2, 15, 0, 0),
            date(2025, 10, 4).at(16, 30, 0, 0),
        );
        check(
            "Pacific/Chatham",
            date(2026, 1, 15).at(12, 0, 0, 0),
            date(2026, 1, 14).at(22, 15, 0, 0),
        );
        check(
            "Asia/Kolkata",
            date(2026, 1, 15).at(12, 0, 0, 0),
            date(2026, 1, 15).at(6, 30, 0, 0),
        );
    }

    #[test]
    fn times_outside_the_tables_take_the_offset_at_the_edge() {
        let zone = Zone::from_name("Europe/Paris").unwrap();
        for far in [i64::MIN, -1, 0, FROM - 1, UNTIL, i64::MAX] {
            assert_eq!(zone.offset_at(far), 3_600);
        }
        assert_eq!(zone.to_utc(i64::MIN), i64::MIN);
    }
}
