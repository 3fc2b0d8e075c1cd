//! What is refused: each mistake by one message with its line, its key and the mend.

mod bounds;
mod distributions;
mod files;
mod values;
mod walks;

use super::{compiled, library, mine};
use crate::support::settings;

/// Asserts that a file has exactly one mistake, on a line, whose message and help say some words.
fn refuse(text: &str, line: u32, message: &str, help: &str) {
    let Err(diagnostics) = compiled(text) else {
        panic!("accepted, though {message}")
    };
    let findings = diagnostics.findings();
    assert_eq!(findings.len(), 1, "{diagnostics}");
    assert!(
        findings[0].message.contains(message),
        "not `{message}`:\n{diagnostics}"
    );
    assert!(
        findings[0].help.contains(help),
        "not `{help}`:\n{diagnostics}"
    );
    assert_eq!(findings[0].line, line, "{diagnostics}");
    assert!(!findings[0].message.ends_with('.'), "{diagnostics}");
}

/// The same for a file that inherits; `rest` begins on line 4.
fn refuse_mine(rest: &str, line: u32, message: &str, help: &str) {
    refuse(&mine(rest), line, message, help);
}

/// The same for a distribution, as the dwell of a state.
fn refuse_dwell(dwell: &str, message: &str, help: &str) {
    refuse_mine(
        &format!("[state.departed]\ndwell = {dwell}"),
        5,
        message,
        help,
    );
}

#[test]
fn syntax_errors_come_with_everything_else() {
    let diagnostics = compiled(&mine(
        "[state.departed]\nplace = depot\nmilestone = \"delivred\"\n[order\nfoo = 1",
    ))
    .unwrap_err();
    let lines = diagnostics
        .findings()
        .iter()
        .map(|finding| finding.line)
        .collect::<Vec<_>>();
    assert!(
        [5, 6, 7].iter().all(|line| lines.contains(line)),
        "{diagnostics}"
    );
}

/// Six mistakes of six kinds.
const SIX: &str = r#"title   = "Six mistakes"
summary = "Every one of them is told in one go."
base    = "standard"
colour  = "red"

[order]
promise = { from = "25d", until = "15d" }

[state.departed]
dwell = { log-normal = { median = "9h", p90 = "6h" } }
next  = { out-for-delivery = 90, delivred = 10 }

[state.out-for-delivery]
dwell = "3 months"

[state.waiting]
dwell = "3d"
next  = { delivered = 1 }
"#;

#[test]
fn six_mistakes_get_six_messages() {
    let diagnostics = compiled(SIX).unwrap_err();
    assert_eq!(diagnostics.len(), 6, "{diagnostics}");
    let places = diagnostics
        .iter()
        .map(|each| diagnostics.position(each))
        .collect::<Vec<_>>();
    assert_eq!(
        places.iter().map(|place| place.0).collect::<Vec<_>>(),
        [4, 7, 10, 11, 14, 16]
    );
    settings()
        .bind(|| insta::assert_snapshot!("scenario__six_mistakes", diagnostics.render(false, 100)));
}

#[test]
fn columns_count_characters() {
    let diagnostics = compiled(&mine(
        "line = \"Ünïcode\" # ö\n[state.lost]\nlabel = \"é\"\nmilestone = \"x\"",
    ))
    .unwrap_err();
    assert_eq!(
        diagnostics.position(diagnostics.iter().next().unwrap()),
        (4, 8)
    );
    assert!(diagnostics.render(true, 60).contains("\u{1b}["));
    assert!(library().get("nothing").is_none());
}
