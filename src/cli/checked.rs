//! What gates look like, to people and to machines.

use anstyle::AnsiColor;
use serde::Serialize;

use super::style::Look;
use crate::realism::gates::{Figure, Verdict};

#[derive(Debug, Serialize)]
struct Json<'a> {
    gates: Vec<FigureJson<'a>>,
}

#[derive(Debug, Serialize)]
struct FigureJson<'a> {
    scenario: &'a str,
    gate: &'static str,
    figure: &'a str,
    unit: &'static str,
    measured: Option<f64>,
    target: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    verdict: &'static str,
}

impl<'a> FigureJson<'a> {
    fn of(figure: &'a Figure) -> Self {
        Self {
            scenario: &figure.scenario,
            gate: figure.gate.name(),
            figure: &figure.name,
            unit: figure.unit,
            measured: figure.measured,
            target: figure.target,
            low: figure.low,
            high: figure.high,
            n: figure.n,
            note: &figure.note,
            verdict: figure.verdict.name(),
        }
    }
}

/// Returns the figures as one indented object.
pub(super) fn json(figures: &[Figure]) -> Vec<u8> {
    let gates = figures.iter().map(FigureJson::of).collect();
    // Text and finite numbers always serialize.
    let mut json = serde_json::to_vec_pretty(&Json { gates }).unwrap_or_default();
    json.push(b'\n');
    json
}

/// Returns the figures as tables, one a scenario and gate, those that fail once more at the end, and a summary.
pub(super) fn text(figures: &[Figure], look: Look) -> String {
    let mut lines = Vec::new();
    let mut before = None;
    for figure in figures {
        let here = (&figure.scenario, figure.gate);
        if before != Some(here) {
            before = Some(here);
            let title = format!("{}, gate {}", figure.scenario, figure.gate.name());
            lines.extend([look.bold(head(&title)), String::new()]);
            // The title stands above its rows, and an empty line above the title.
            let last = lines.len() - 1;
            lines.swap(last, last - 1);
        }
        lines.push(row(figure, &figure.name, look));
    }
    let with = |verdict| {
        figures
            .iter()
            .filter(move |figure| figure.verdict == verdict)
    };
    let (passed, failed) = (with(Verdict::Pass).count(), with(Verdict::Fail).count());
    let unknown = with(Verdict::NotMeasurable).count();
    if failed > 0 {
        lines.extend([String::new(), look.bold(head("what fails"))]);
        let full = |figure: &Figure| format!("{}: {}", figure.scenario, figure.name);
        lines.extend(with(Verdict::Fail).map(|figure| row(figure, &full(figure), look)));
    }
    let summary = format!("{passed} pass, {failed} fail, {unknown} cannot be measured here");
    let color = if failed > 0 {
        AnsiColor::Red
    } else {
        AnsiColor::Green
    };
    lines.extend([
        String::new(),
        look.paint(color.on_default().bold(), summary),
        String::new(),
    ]);
    lines.join("\n").trim_start().to_owned()
}

fn head(title: &str) -> String {
    format!(
        "{:<6}{title:<50}{:>10}{:>10}   {:<19}{:>8}",
        "", "measured", "target", "gate", "n"
    )
}

fn row(figure: &Figure, name: &str, look: Look) -> String {
    let (word, color) = match figure.verdict {
        Verdict::Pass => ("ok", AnsiColor::Green),
        Verdict::Fail => ("FAIL", AnsiColor::Red),
        Verdict::NotMeasurable => ("?", AnsiColor::Yellow),
    };
    let value = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), number);
    let band = match (figure.low, figure.high) {
        (None, None) => String::new(),
        (Some(low), None) => format!("from {}", number(low)),
        (None, Some(high)) => format!("up to {}", number(high)),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
    };
    let name = match figure.unit {
        "" => name.to_owned(),
        unit => format!("{name}, {unit}"),
    };
    let mark = look.paint(color.on_default(), format!("{word:<6}"));
    let line = format!(
        "{name:<50}{:>10}{:>10}   {band:<19}{:>8}",
        value(figure.measured),
        value(figure.target),
        figure.n
    );
    let note = if figure.note.is_empty() {
        String::new()
    } else {
        look.dim(format!("  {}", figure.note))
    };
    format!("{mark}{}{note}", line.trim_end())
}

/// Returns a number with as many decimals as tell something.
fn number(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        ..0.1 => format!("{value:.5}"),
        ..10.0 => format!("{value:.3}"),
        _ => format!("{value:.2}"),
    }
}
