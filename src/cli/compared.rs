//! What a comparison of two logs looks like, to people and to machines.

use serde::Serialize;

use super::style::Look;
use crate::parcel::Timestamp;
use crate::realism::comparison::{Comparison, Distance, Summary, Unit};
use crate::realism::log::{Reading, Skipped};

const NOTE: &str = "The floor is the distance between two halves of A; a value near it cannot be told from chance.";

const LOPSIDED: &str =
    "The 3-grams are counted, not shared out: logs of different sizes are far apart by that alone.";

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
        let mut lines = self.logs(look);
        lines.push(String::new());
        let head = format!(
            "{:<42}{:>12}{:>12}",
            "distance of B from A", "value", "floor"
        );
        lines.push(look.bold(head));
        for distance in &self.comparison.distances {
            let title = distance.measure.title();
            let unit = match distance.measure.unit() {
                Unit::Hours => "h",
                Unit::Share | Unit::OfMean => "",
            };
            let [value, floor] = [distance.value, distance.floor].map(number);
            let line = format!("{title:<42}{value:>12}{floor:>12}  {unit}");
            lines.push(line.trim_end().to_owned());
        }
        lines.push(String::new());
        lines.push(look.dim(NOTE));
        if self.is_lopsided() {
            lines.push(look.dim(LOPSIDED));
        }
        for (name, reading) in self.names.iter().zip(self.readings) {
            let skipped = reading.skipped.iter();
            lines.extend(skipped.map(|skipped| look.dim(skipped_text(name, skipped))));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Tells whether one log has over a fifth more events than the other.
    fn is_lopsided(&self) -> bool {
        let Comparison { a, b, .. } = self.comparison;
        let (most, least) = (a.events.max(b.events), a.events.min(b.events));
        (most - least) * 5 > least
    }

    fn logs(&self, look: Look) -> Vec<String> {
        let Comparison { a, b, .. } = self.comparison;
        let pair = |title: &str, one: &str, other: &str| {
            let line = format!("{title:<18}{one:>24}  {other:>24}");
            line.trim_end().to_owned()
        };
        let row = |title: &str, of: &dyn Fn(&Summary) -> String| pair(title, &of(a), &of(b));
        let [one, other] = [0, 1].map(|which| short(&self.names[which], 22));
        let head = pair("", &format!("A {one}"), &format!("B {other}"));
        let [skipped_a, skipped_b] = self.readings.map(|reading| {
            let rows: u64 = reading.skipped.iter().map(|skipped| skipped.rows).sum();
            format!("{rows} of {}", reading.rows)
        });
        vec![
            look.bold(head),
            row("cases", &|log| log.cases.to_string()),
            row("events", &|log| log.events.to_string()),
            pair("rows skipped", &skipped_a, &skipped_b),
            row("first event", &|log| instant(log.first)),
            row("last event", &|log| instant(log.last)),
            row("mean cycle time", &|log| {
                format!("{:.1} h", log.mean_cycle_hours)
            }),
            row("24 h comb", &|log| percent(log.comb)),
            row("… of wall clocks", &|log| {
                percent(log.comb_of_wall_clocks)
            }),
        ]
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
    let (count, why, first) = match rows {
        1 => ("1 row".to_owned(), "because it", ""),
        rows => (format!("{rows} rows"), "each because it", "the first is "),
    };
    let column = column.as_ref().map(|name| format!(", column `{name}`"));
    let sample = if sample.is_empty() {
        String::new()
    } else {
        format!(", `{}`", sample.escape_debug())
    };
    let place = format!("line {line}{}{sample}", column.unwrap_or_default());
    format!(
        "{name}: skipped {count}, {why} {}: {first}{place}",
        reason.complaint()
    )
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
