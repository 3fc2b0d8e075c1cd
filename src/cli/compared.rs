//! What a comparison of two logs looks like, to people and to machines.

use serde::Serialize;

use super::style::Look;
use crate::parcel::Timestamp;
use crate::realism::comparison::{Comparison, Distance, Summary, Unit};
use crate::realism::log::{Reading, Skipped};

/// A comparison, and where its logs come from.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) names: [String; 2],
    pub(super) readings: [&'a Reading; 2],
    pub(super) comparison: &'a Comparison,
}

#[derive(Debug, Serialize)]
struct Json<'a> {
    a: LogJson<'a>,
    b: LogJson<'a>,
    distances: Vec<DistanceJson>,
}

#[derive(Debug, Serialize)]
struct LogJson<'a> {
    file: &'a str,
    kind: &'static str,
    rows: u64,
    cases: u64,
    events: u64,
    first: String,
    last: String,
    mean_cycle_hours: f64,
    comb: f64,
    comb_of_wall_clocks: f64,
    skipped: Vec<SkippedJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SkippedJson<'a> {
    reason: &'static str,
    rows: u64,
    first_line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    sample: &'a str,
}

#[derive(Debug, Serialize)]
struct DistanceJson {
    measure: &'static str,
    unit: &'static str,
    value: Option<f64>,
    floor: Option<f64>,
}

impl Shown<'_> {
    /// Returns the comparison as one indented object.
    pub(super) fn json(&self) -> Vec<u8> {
        let [a, b] = [0, 1].map(|which| self.log_json(which));
        let distance = |distance: &Distance| DistanceJson {
            measure: distance.measure.name(),
            unit: match distance.measure.unit() {
                Unit::Hours => "hours",
                Unit::Share => "share",
                Unit::OfMean => "of-mean",
            },
            value: distance.value,
            floor: distance.floor,
        };
        let distances = self.comparison.distances.iter().map(distance).collect();
        // Text and numbers always serialize.
        let mut json = serde_json::to_vec_pretty(&Json { a, b, distances }).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Returns the comparison as tables.
    pub(super) fn text(&self, look: Look) -> String {
        let mut text = self.logs(look);
        text.push('\n');
        let head = format!(
            "{:<42}{:>12}{:>12}",
            "distance of B from A", "value", "floor"
        );
        text.push_str(&format!("{}\n", look.bold(head)));
        for distance in &self.comparison.distances {
            let title = distance.measure.title();
            let unit = match distance.measure.unit() {
                Unit::Hours => "h",
                Unit::Share | Unit::OfMean => "",
            };
            let [value, floor] = [distance.value, distance.floor].map(number);
            // Padding counts characters, as terminals do.
            text.push_str(format!("{title:<42}{value:>12}{floor:>12} {unit}").trim_end());
            text.push('\n');
        }
        text.push('\n');
        let note = "The floor is the distance between two halves of A; a value near it cannot be told from chance.";
        text.push_str(&format!("{}\n", look.dim(note)));
        for (name, reading) in self.names.iter().zip(self.readings) {
            for skipped in &reading.skipped {
                text.push_str(&format!("{}\n", look.dim(skipped_text(name, skipped))));
            }
        }
        text
    }

    fn logs(&self, look: Look) -> String {
        let Comparison { a, b, .. } = self.comparison;
        let row = |title: &str, of: &dyn Fn(&Summary) -> String| {
            format!("{title:<18}{:>24}  {:>24}\n", of(a), of(b))
        };
        let [one, other] = [0, 1].map(|which| short(&self.names[which], 22));
        let head = format!(
            "{:<18}{:>24}  {:>24}",
            "",
            format!("A {one}"),
            format!("B {other}")
        );
        let skipped = self.readings.map(|reading| {
            let rows: u64 = reading.skipped.iter().map(|skipped| skipped.rows).sum();
            format!("{rows} of {}", reading.rows)
        });
        let mut text = format!("{}\n", look.bold(head.trim_end()));
        text.push_str(&row("cases", &|log| log.cases.to_string()));
        text.push_str(&row("events", &|log| log.events.to_string()));
        text.push_str(&format!(
            "{:<18}{:>24}  {:>24}\n",
            "rows skipped", skipped[0], skipped[1]
        ));
        text.push_str(&row("first event", &|log| instant(log.first)));
        text.push_str(&row("last event", &|log| instant(log.last)));
        text.push_str(&row("mean cycle time", &|log| {
            format!("{:.1} h", log.mean_cycle_hours)
        }));
        text.push_str(&row("24 h comb", &|log| percent(log.comb)));
        text.push_str(&row("… of wall clocks", &|log| {
            percent(log.comb_of_wall_clocks)
        }));
        text
    }

    fn log_json(&self, which: usize) -> LogJson<'_> {
        let reading = self.readings[which];
        let summary = [&self.comparison.a, &self.comparison.b][which];
        LogJson {
            file: &self.names[which],
            kind: reading.kind.name(),
            rows: reading.rows,
            cases: summary.cases,
            events: summary.events,
            first: instant(summary.first),
            last: instant(summary.last),
            mean_cycle_hours: summary.mean_cycle_hours,
            comb: summary.comb,
            comb_of_wall_clocks: summary.comb_of_wall_clocks,
            skipped: reading.skipped.iter().map(skipped_json).collect(),
        }
    }
}

fn skipped_json(skipped: &Skipped) -> SkippedJson<'_> {
    SkippedJson {
        reason: skipped.reason.name(),
        rows: skipped.rows,
        first_line: skipped.line,
        column: skipped.column.as_deref(),
        sample: &skipped.sample,
    }
}

fn skipped_text(name: &str, skipped: &Skipped) -> String {
    let Skipped {
        reason,
        rows,
        line,
        column,
        sample,
    } = skipped;
    let each = if *rows == 1 {
        "1 row".to_owned()
    } else {
        format!("{rows} rows, each")
    };
    let mut text = format!("{name}: skipped {each} {}: line {line}", reason.complaint());
    if let Some(column) = column {
        text.push_str(&format!(", column `{column}`"));
    }
    if !sample.is_empty() {
        text.push_str(&format!(", `{}`", sample.escape_debug()));
    }
    text
}

/// Returns a number with four decimals, or a dash.
fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn instant(seconds: i64) -> String {
    let text = Timestamp(seconds).rfc3339(0).to_string();
    text.replace("+00:00", "Z")
}

/// Returns the end of a path that is too long.
fn short(path: &str, most: usize) -> String {
    let count = path.chars().count();
    if count <= most {
        return path.to_owned();
    }
    let end: String = path.chars().skip(count - most + 1).collect();
    format!("…{end}")
}
