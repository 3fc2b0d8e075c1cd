//! Expectations: what a tracker must ask of its carriers, and what it did instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Request, Times};
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, Day};

/// A complaint shows so many requests at most.
const SHOWN_MOST: usize = 10;

/// What is expected of a tracker.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected {
    /// So many requests in all.
    Requests(Times),
    /// So many polls a day of each dialect.
    PollsPerDay(Times),
    /// A pause after every 429.
    Backoff,
}

/// What a tracker did.
#[derive(Debug)]
pub(super) struct Report {
    /// What it asked, oldest first.
    pub(super) requests: Vec<Request>,
    /// What it asked of nobody.
    pub(super) astray: Vec<String>,
    /// What the clock showed at first.
    pub(super) began: Timestamp,
    /// What it shows now.
    pub(super) now: Timestamp,
}

impl Report {
    /// Says in what an expectation was not met, if it was not.
    pub(super) fn complaint(&self, expected: Expected) -> Option<String> {
        match expected {
            Expected::Requests(times) => self.requests(times),
            Expected::PollsPerDay(times) => self.polls_per_day(times),
            Expected::Backoff => self.backoff(),
        }
    }

    /// Says what was asked in all.
    pub(super) fn summary(&self) -> String {
        let mut by_dialect: BTreeMap<&str, u64> = BTreeMap::new();
        for request in &self.requests {
            *by_dialect.entry(request.dialect).or_default() += 1;
        }
        let mut text = match self.requests.len() {
            0 => "no carrier was asked anything".to_owned(),
            count => {
                let each = by_dialect
                    .iter()
                    .map(|(name, count)| format!("{name} {count}"));
                let each: Vec<String> = each.collect();
                format!("asked in all: {count} ({})", each.join(", "))
            }
        };
        if let Some(last) = self.astray.last() {
            let _ = write!(
                text,
                "\nno carrier answers at {} more, such as `{last}`: is the base URL right?",
                self.astray.len()
            );
        }
        text
    }

    fn requests(&self, times: Times) -> Option<String> {
        let count = self.requests.len() as u64;
        (!times.contains(count)).then(|| {
            let all: Vec<&Request> = self.requests.iter().collect();
            format!(
                "expected {times} requests, and there were {count}{}",
                list(&all)
            )
        })
    }

    fn polls_per_day(&self, times: Times) -> Option<String> {
        let mut days: BTreeMap<(Day, &str), Vec<&Request>> = BTreeMap::new();
        for request in self
            .requests
            .iter()
            .filter(|asked| !asked.numbers.is_empty())
        {
            let day = Day::of_local(request.now.0);
            days.entry((day, request.dialect))
                .or_default()
                .push(request);
        }
        let too_many = days
            .iter()
            .filter(|(_, polls)| polls.len() as u64 >= times.least())
            .find(|(_, polls)| !times.contains(polls.len() as u64));
        if let Some(((day, dialect), polls)) = too_many {
            return Some(format!(
                "expected {times} polls a day, and on {day} there were {} of {dialect}{}",
                polls.len(),
                list(polls)
            ));
        }
        let (day, dialect, count) = self.too_few(times, &days)?;
        Some(format!(
            "expected {times} polls a day, and on {day} there were {count} of {dialect}"
        ))
    }

    /// Returns the first whole day with too few polls of a dialect that was ever asked.
    fn too_few<'a>(
        &self,
        times: Times,
        days: &BTreeMap<(Day, &'a str), Vec<&Request>>,
    ) -> Option<(Day, &'a str, usize)> {
        let first = Day::of_local(self.began.0 + DAY - 1).0;
        let last = Day::of_local(self.now.0).0;
        let mut dialects: Vec<&str> = days.keys().map(|(_, dialect)| *dialect).collect();
        dialects.sort_unstable();
        dialects.dedup();
        if dialects.is_empty() {
            dialects.push("any carrier");
        }
        let whole = (first..last).map(Day);
        let mut counted = whole.flat_map(|day| {
            dialects.iter().map(move |dialect| {
                let count = days.get(&(day, *dialect)).map_or(0, Vec::len);
                (day, *dialect, count)
            })
        });
        counted.find(|(_, _, count)| (*count as u64) < times.least())
    }

    fn backoff(&self) -> Option<String> {
        let mut refused: BTreeMap<&str, &Request> = BTreeMap::new();
        for request in &self.requests {
            if let Some(before) = refused.remove(request.dialect) {
                let wait = i64::from(before.retry_after.unwrap_or(1));
                let waited = (request.now - before.now).max(request.wall - before.wall);
                if waited < wait {
                    return Some(format!(
                        "expected no request within {wait} s of a 429, and {} was asked after {waited} s{}",
                        request.dialect,
                        list(&[before, request])
                    ));
                }
            }
            if request.status == Some(429) {
                refused.insert(request.dialect, request);
            }
        }
        None
    }
}

/// Lists requests, one a line; of very many the first and the last.
fn list(requests: &[&Request]) -> String {
    let mut text = String::new();
    let half = SHOWN_MOST / 2;
    let (first, last) = match requests.len() {
        count if count <= SHOWN_MOST => (requests, &requests[count..]),
        count => (&requests[..half], &requests[count - half..]),
    };
    for request in first {
        line(&mut text, request);
    }
    if !last.is_empty() {
        let _ = write!(
            text,
            "\n  … {} more",
            requests.len() - first.len() - last.len()
        );
    }
    for request in last {
        line(&mut text, request);
    }
    text
}

fn line(text: &mut String, request: &Request) {
    let now = request.now.zulu();
    let now = String::from_utf8_lossy(&now);
    let answer = match (request.status, request.retry_after) {
        (None, _) => "reset".to_owned(),
        (Some(status), None) => status.to_string(),
        (Some(status), Some(seconds)) => format!("{status}, Retry-After {seconds}"),
    };
    let Request { method, path, .. } = request;
    let _ = write!(text, "\n  {now}  {method} {path}  {answer}");
}
