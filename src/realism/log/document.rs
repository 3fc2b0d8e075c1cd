//! This program's own documents as a log: one case a line, of which one observer's observations count.

use serde::Deserialize;

use super::intake::{Intake, Names, Row};
use super::lines::{broken, numbered};
use super::{Kind, Options, Reading, Reason, Unreadable};

#[derive(Debug, Deserialize)]
struct Document {
    scenario: String,
    seed: u64,
    start: String,
    index: u64,
    observations: Vec<Observation>,
}

#[derive(Debug, Deserialize)]
struct Observation {
    milestone: String,
    occurred_at: String,
    observer: String,
}

/// Tells whether the first line is a document.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let first = numbered(bytes).next();
    first.is_some_and(|(_, text)| serde_json::from_slice::<Document>(text).is_ok())
}

/// Reads one document a line.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Unreadable> {
    let mut intake = Intake::new(Names {
        case: "index".into(),
        activity: "milestone".into(),
        time: "occurred_at".into(),
        start: None,
    });
    for (line, text) in numbered(bytes) {
        let document: Document =
            serde_json::from_slice(text).map_err(|error| broken(line, &error))?;
        let Document {
            scenario,
            seed,
            start,
            index,
            observations,
        } = document;
        let case = format!("{scenario}/{seed}/{start}/{index}");
        let mut shown = observations
            .iter()
            .filter(|seen| seen.observer == options.observer.name())
            .peekable();
        if shown.peek().is_none() {
            intake.refuse(line, Reason::NothingObserved);
        }
        for seen in shown {
            intake.row(
                line,
                Row {
                    case: &case,
                    activity: &seen.milestone,
                    start: None,
                    time: &seen.occurred_at,
                },
            );
        }
    }
    intake.finish(Kind::Documents)
}
