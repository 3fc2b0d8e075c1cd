//! Memory: what a tracker has seen of a number, so that it tells nothing twice and forgets nothing that a carrier deletes.

use jiff::Timestamp;

use super::page::{Event, Page, Silence, Status};
use super::{Report, Said, timeline, window};

/// What was seen of a number.
#[derive(Debug)]
pub(super) struct Memory {
    number: String,
    /// When it was first asked for.
    since: Timestamp,
    /// The last page of each carrier that said anything.
    pages: [Page; 2],
    /// Every event of which its owner knows.
    told: Vec<Event>,
    last: Option<Report>,
}

impl Memory {
    pub(super) fn new(number: &str, now: Timestamp) -> Self {
        Self {
            number: number.to_owned(),
            since: now,
            pages: Default::default(),
            told: Vec::new(),
            last: None,
        }
    }

    /// Takes in what carriers show, and says how the parcel is.
    pub(super) fn report(&mut self, pages: &[Page], now: Timestamp) -> Report {
        // Carriers delete numbers after some months, and answer for hours as if they knew nothing.
        for (kept, page) in self.pages.iter_mut().zip(pages) {
            if !page.is_empty() {
                kept.clone_from(page);
            }
        }
        let mut events = timeline::merged(&self.pages);
        for event in &mut events {
            match self.told.iter().find(|told| timeline::is_same(told, event)) {
                Some(told) => event.text.clone_from(&told.text),
                None => self.told.push(event.clone()),
            }
        }
        let status = timeline::status(&self.pages, &events).unwrap_or(Status::NotFound);
        let next = self.pages.iter().find_map(|page| page.continues_as.clone());
        let report = Report {
            number: self.number.clone(),
            continues_as: next,
            status,
            silence: self.silence(status, &events, now),
            events: events.iter().map(said).collect(),
            notices: self.told.len(),
            error: None,
        };
        self.last = Some(report.clone());
        report
    }

    /// Says again what was said last, and why there is nothing newer.
    pub(super) fn last_report(&mut self, error: String) -> Report {
        let now = self.since;
        let last = self.last.clone();
        let mut report = last.unwrap_or_else(|| self.report(&[], now));
        report.error = Some(error);
        report
    }

    /// Judges how long nothing was heard.
    fn silence(&self, status: Status, events: &[Event], now: Timestamp) -> Silence {
        let destination = self
            .pages
            .iter()
            .find_map(|page| page.destination.as_deref());
        let Some(usual) = window::usual(status, destination) else {
            return Silence::Usual;
        };
        let moments = events.iter().filter_map(|event| event.at);
        let newest = moments.map(|at| at.instant).max().unwrap_or(self.since);
        let silence = now.duration_since(newest);
        if silence <= usual {
            Silence::Usual
        } else if silence <= usual * window::LOST || status == Status::NotFound {
            // What nobody has ever known cannot be lost.
            Silence::Long
        } else {
            Silence::PerhapsLost
        }
    }
}

fn said(event: &Event) -> Said {
    Said {
        at: event.at.map(|at| at.text()),
        what: event.what,
        text: event.text.clone(),
    }
}
