//! Bugs that real trackers had, planted one at a time: each is caught.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use misroute::harness::oracle::judge;
use misroute::harness::{Answer, Film, MockCarrier, Poll};

use super::tracker::{Report, Status, Tracker};
use super::{film, mapping, now, settings};

/// What a tracker does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bug {
    NewestStampWins,
    ExceptionUndoesDelivery,
    FirstOfListIsNewest,
    AnyChangeIsNews,
    TextIsIdentity,
    KeepsDeadNumber,
    EmptyListCrashes,
    LocalTimeIsUtc,
    OffsetTwice,
    ReturnIsDelivery,
    SilenceIsException,
    OneStopsAll,
}

/// A bug, and what reproduces it.
struct Plant {
    /// What it is called among the mistakes of real trackers.
    name: &'static str,
    about: &'static str,
    bug: Bug,
    scenario: &'static str,
    with: &'static str,
}

const fn plant(
    name: &'static str,
    about: &'static str,
    bug: Bug,
    (scenario, with): (&'static str, &'static str),
) -> Plant {
    Plant {
        name,
        about,
        bug,
        scenario,
        with,
    }
}

const PLANTS: [Plant; 12] = [
    plant(
        "A1",
        "what has the newest stamp is the status",
        Bug::NewestStampWins,
        ("premium", "delivered-before-out"),
    ),
    plant(
        "A3",
        "an exception after the delivery undoes it",
        Bug::ExceptionUndoesDelivery,
        ("premium", "post-terminal-exception"),
    ),
    plant(
        "A5",
        "the first event of the list is taken for the newest",
        Bug::FirstOfListIsNewest,
        ("standard", "order-reversed"),
    ),
    plant(
        "B2",
        "anything that differs in the answer is news",
        Bug::AnyChangeIsNews,
        ("customs-hold", "volatile"),
    ),
    plant(
        "B3",
        "an event with another text is another event",
        Bug::TextIsIdentity,
        ("standard", "edited-text"),
    ),
    plant(
        "C5",
        "the first number is followed for ever",
        Bug::KeepsDeadNumber,
        ("number-changes", ""),
    ),
    plant(
        "D1",
        "the first event of an empty list is read",
        Bug::EmptyListCrashes,
        ("late-first-scan", ""),
    ),
    plant(
        "E1",
        "local time is called UTC",
        Bug::LocalTimeIsUtc,
        ("standard", ""),
    ),
    plant(
        "E2",
        "the offset is applied twice",
        Bug::OffsetTwice,
        ("standard", ""),
    ),
    plant(
        "G2",
        "what is delivered to the sender is delivered",
        Bug::ReturnIsDelivery,
        ("returned-unclaimed", "return-as-delivery"),
    ),
    plant(
        "H1",
        "three days without a scan are an exception",
        Bug::SilenceIsException,
        ("economy-silence", ""),
    ),
    plant(
        "I7",
        "one parcel without a status stops all",
        Bug::OneStopsAll,
        ("standard", "status-missing"),
    ),
];

/// The example's tracker with a bug.
struct Planted {
    bug: Bug,
    tracker: Tracker,
    first: Option<String>,
    seen: Vec<String>,
}

impl Planted {
    fn poll(&mut self, poll: &Poll) -> Result<Report, String> {
        let number = match self.bug {
            Bug::KeepsDeadNumber => &*self.first.get_or_insert_with(|| poll.number.clone()),
            _ => &poll.number,
        };
        let mut report = self.tracker.track(number, now(poll));
        let newest = report.events.last();
        match self.bug {
            Bug::KeepsDeadNumber => {}
            Bug::NewestStampWins => {
                report.status = newest.map_or(report.status, |event| event.what);
            }
            Bug::ExceptionUndoesDelivery => {
                if newest.is_some_and(|event| event.what == Status::Problem) {
                    report.status = Status::Problem;
                }
            }
            Bug::FirstOfListIsNewest => {
                let pages = self.tracker.look(&poll.number)?;
                let first = pages.iter().find_map(|page| page.events.first());
                report.status = first.map_or(report.status, |event| event.what);
            }
            Bug::AnyChangeIsNews => {
                let raw = raw(poll)?;
                self.note([raw]);
                report.notices = self.seen.len();
            }
            Bug::TextIsIdentity => {
                let pages = self.tracker.look(&poll.number)?;
                let events = pages.iter().flat_map(|page| &page.events);
                self.note(events.map(|event| format!("{event:?}")));
                report.notices = self.seen.len();
            }
            Bug::EmptyListCrashes => {
                newest.ok_or("list index out of range")?;
            }
            Bug::LocalTimeIsUtc => restamp(&mut report, |clock, _| clock),
            Bug::OffsetTwice => restamp(&mut report, |clock, offset| clock - offset - offset),
            Bug::ReturnIsDelivery => {
                if report.status == Status::Returned {
                    report.status = Status::Delivered;
                }
            }
            Bug::SilenceIsException => {
                let at = newest.and_then(|event| event.at.as_deref()?.parse::<Timestamp>().ok());
                let silence = at.map(|at| now(poll).duration_since(at));
                let is_open = report.status != Status::Delivered;
                if is_open && silence > Some(SignedDuration::from_hours(72)) {
                    report.status = Status::Problem;
                }
            }
            Bug::OneStopsAll => {
                let pages = self.tracker.look(&poll.number)?;
                let mut nameless = pages.iter().filter(|page| page.word.is_none());
                if nameless.any(|page| !page.events.is_empty()) {
                    return Err("'NoneType' object has no attribute 'lower'".to_owned());
                }
            }
        }
        Ok(report)
    }

    /// Keeps what was not seen before.
    fn note(&mut self, all: impl IntoIterator<Item = String>) {
        for one in all {
            if !self.seen.contains(&one) {
                self.seen.push(one);
            }
        }
    }
}

/// Returns a carrier's answer as it comes.
fn raw(poll: &Poll) -> Result<String, String> {
    let url = format!("{}/global/detail.json?mailNos={}", poll.url, poll.number);
    let answer = ureq::get(url).call();
    let body = answer.and_then(|mut answer| answer.body_mut().read_to_string());
    body.map_err(|error| error.to_string())
}

/// Gives each event another instant, made of the clock of the place and its offset.
fn restamp(report: &mut Report, stamp: impl Fn(Timestamp, SignedDuration) -> Timestamp) {
    for said in &mut report.events {
        let Some(text) = &said.at else {
            continue;
        };
        let at: Timestamp = text.parse().expect("it wrote RFC 3339");
        let clock: Timestamp = format!("{}Z", &text[..19]).parse().expect("a clock");
        said.at = Some(stamp(clock, clock.duration_since(at)).to_string());
    }
}

/// By what a bug is caught, and with what evidence.
struct Catch {
    by: &'static str,
    evidence: String,
}

impl Plant {
    fn carrier(&self) -> MockCarrier {
        let carrier = MockCarrier::scenario(self.scenario);
        match self.with {
            "" => carrier,
            with => carrier.with(with),
        }
        .start_blocking()
    }

    /// Returns the film of the tracker without the bug: the one that its owner has accepted.
    fn accepted(&self) -> Film {
        let carrier = self.carrier();
        film(&carrier, Film::of(&carrier))
    }

    fn filmed(&self) -> Film {
        let carrier = self.carrier();
        let mut tracker = Planted {
            bug: self.bug,
            tracker: Tracker::new(&carrier.url()),
            first: None,
            seen: Vec::new(),
        };
        Film::of(&carrier).record_blocking(|poll| {
            let said = tracker.poll(&poll);
            said.map(|report| Answer::json(&report))
        })
    }

    /// Looks at what the oracles find, and if they find nothing at what is new in the film.
    fn caught(&self) -> Option<Catch> {
        let film = self.filmed();
        if let Some(finding) = judge(&film, &mapping()).first() {
            return Some(Catch {
                by: finding.oracle,
                evidence: format!(" {}; {}", finding.said, finding.evidence),
            });
        }
        let (accepted, now) = (said(&self.accepted()), said(&film));
        let new = now.iter().find(|line| !accepted.contains(line));
        let gone = accepted.iter().find(|line| !now.contains(line));
        let lines = [('+', new), ('-', gone)];
        let lines = lines.map(|(sign, line)| Some(format!("\n      {sign} {}", line?)));
        let evidence: String = lines.into_iter().flatten().collect();
        (!evidence.is_empty()).then_some(Catch {
            by: "the film",
            evidence,
        })
    }
}

/// Returns what a film's tracker says but for its list of events, each line with its moment.
fn said(film: &Film) -> Vec<String> {
    let text = film.to_string();
    let mut moment = "";
    let mut lines = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("  tracker") {
            Some(said) if said.contains("events:") || said.contains("says the same") => {}
            Some(said) => lines.push(format!("{moment}: {}", said.trim_start())),
            None if !line.starts_with(' ') => moment = line.split(',').next().unwrap_or(line),
            None => {}
        }
    }
    lines
}

#[test]
fn every_planted_bug_is_caught_and_the_tracker_without_it_is_not_accused() {
    let mut table = String::new();
    let mut caught = 0;
    for plant in &PLANTS {
        let honest = judge(&plant.accepted(), &mapping());
        assert!(honest.is_empty(), "{}: {}", plant.name, honest[0]);
        let _ = writeln!(table, "{}  {}", plant.name, plant.about);
        let with = match plant.with {
            "" => String::new(),
            with => format!(" --with {with}"),
        };
        let _ = writeln!(table, "    simulate --scenario {}{with}", plant.scenario);
        if let Some(catch) = plant.caught() {
            caught += 1;
            let _ = writeln!(table, "    caught by {}:{}", catch.by, catch.evidence);
        } else {
            let _ = writeln!(table, "    not caught");
        }
    }
    let _ = writeln!(table, "\n{caught} of {} are caught", PLANTS.len());
    settings().bind(|| insta::assert_snapshot!("tracker__planted-bugs", table));
    assert_eq!(caught, PLANTS.len());
}
