//! The digest changes when, and only when, what may happen changes.

use super::{mine, right};

/// The digest of the base file under another name.
fn of(rest: &str) -> u64 {
    right(&mine(rest)).digest
}

#[test]
fn words_and_layout_do_not_count() {
    let plain = of("[state.departed]\nnext = { lost = 1, delivered = 3 }\ndwell = \"36h\"");
    for same in [
        "[state.departed]\ndwell = \"1d 12h\"\nnext = { delivered = 3, lost = 1 }",
        "[state.departed]\nnext = { delivered = 6, lost = 2 }\ndwell = { fixed = \"1.5d\" }",
        "# a comment\n[state.departed]\nsource = \"somebody\"\nnext.delivered = 3\nnext.lost = 1\ndwell = \"36h\"",
        "line = \"standard\"\n[state.departed]\nnext = { lost = 1, delivered = 3 }\ndwell = \"36h\"\n[state.lost]\nfate = \"lost\"",
    ] {
        assert_eq!(of(same), plain, "{same}");
    }
    let titled = right("title = \"Other\"\nsummary = \"Other words.\"\nbase = \"standard\"").digest;
    assert_eq!(titled, of(""));
    assert_eq!(
        titled,
        super::library().get("standard").expect("the base").digest
    );
}

#[test]
fn what_may_happen_counts() {
    let changes = [
        "",
        "line = \"premium\"",
        "start = \"departed\"",
        "[state.departed]\ndwell = \"36h\"",
        "[state.departed]\ndwell = { pert = { min = \"2d\", mode = \"4d\", max = \"8d\" } }",
        "[state.departed]\nnext = { out-for-delivery = 8, lost = 1 }",
        "[state.departed]\nhours = \"sorting\"",
        "[state.departed]\nplace = \"gateway\"",
        "[state.departed]\nmilestone = \"arrived-destination\"",
        "[state.departed]\nlabel = \"odd\"",
        "[state.departed]\nplace = \"counter\"\nunclaimed = \"lost\"",
        "[state.departed]\nreasons = { flight-delayed = 1 }",
        "[state.lost]\nfate = \"damaged\"",
        "[order]\ndestinations = { US = 1 }",
        "[order]\nhandling = \"1d\"",
        "[order]\ntell = \"1d\"",
        "[order]\npromise = { from = \"15d\", until = \"26d\" }",
        "[order]\nnumber = { mistyped = {} }",
        "[numbers]\norigin = { LP = 1 }",
        "[numbers]\nhand-over = 0.5",
        "[report.last-mile]\nrecord = \"1m\"",
        "[report.last-mile]\nmissing = { out-for-delivery = 0.02 }",
        "[report.last-mile]\nsilent = [{ after = \"departed-origin\" }]",
        "[report.aggregator]\nopens = \"1h\"",
        "[[lane]]\nto = [\"FR\"]\nstate.departed = { dwell = \"1d\" }",
        "[[lane]]\nto = [\"DE\"]\nstate.departed = { dwell = \"1d\" }",
    ];
    let mut digests = changes.map(of).to_vec();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), changes.len());
}

#[test]
fn digests_are_for_ever() {
    assert_eq!(format!("{:016x}", of("")), "7d5c02415053a9bf");
}
