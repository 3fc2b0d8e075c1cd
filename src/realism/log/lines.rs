//! Logs as JSON Lines: one flat object an event.

use serde_json::{Map, Value};

use super::intake::{Intake, Names, Row};
use super::{Columns, Kind, Mistake, Reading, Unreadable};

/// Reads one object a line; the keys of the first are the columns.
pub(super) fn read(bytes: &[u8], columns: &Columns) -> Result<Reading, Unreadable> {
    let mut found: Option<(Intake, Names)> = None;
    for (line, text) in numbered(bytes) {
        let object: Map<String, Value> =
            serde_json::from_slice(text).map_err(|error| broken(line, &error))?;
        let (intake, names) = if let Some(found) = &mut found {
            found
        } else {
            let names = names(&object, columns).map_err(|mistake| Unreadable {
                line,
                column: None,
                mistake,
            })?;
            found.insert((Intake::new(names.clone()), names))
        };
        let value = |name: &str| object.get(name).map(word).unwrap_or_default();
        let start = names.start.as_deref().map(value);
        intake.row(
            line,
            Row {
                case: &value(&names.case),
                activity: &value(&names.activity),
                start: start.as_deref(),
                time: &value(&names.time),
            },
        );
    }
    found
        .map_or_else(Intake::default, |(intake, _)| intake)
        .finish(Kind::JsonLines)
}

/// Returns the lines that are not blank, numbered from 1.
pub(super) fn numbered(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let lines = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    lines.filter(|(_, text)| !text.trim_ascii().is_empty())
}

/// Returns the complaint about a line that is not what it should be.
pub(super) fn broken(line: u64, error: &serde_json::Error) -> Unreadable {
    let text = error.to_string();
    // The place is told beside the message, as that of the file and not of the line.
    let message = text
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    Unreadable {
        line,
        column: Some(error.column() as u64).filter(|column| *column > 0),
        mistake: Mistake::Json(message),
    }
}

fn names(object: &Map<String, Value>, columns: &Columns) -> Result<Names, Mistake> {
    let header: Vec<String> = object.keys().cloned().collect();
    let places = columns.places(&header)?;
    let name = |place: usize| header.get(place).cloned().unwrap_or_default();
    Ok(Names {
        case: name(places.case),
        activity: name(places.activity),
        time: name(places.time),
        start: places.start_time.map(name),
    })
}

/// Returns a value as a word; what is neither text nor number is none.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
