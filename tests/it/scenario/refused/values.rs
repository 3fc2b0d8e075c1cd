//! Single values: unknown keys and names, wrong types, numbers out of range.

use super::{refuse, refuse_mine};
use crate::scenario::{mine, right};

#[test]
fn unknown_keys_are_told_with_the_nearest() {
    refuse_mine(
        "lnie = \"standard\"",
        4,
        "unknown key `lnie` in the file",
        "`line`",
    );
    refuse_mine(
        "[state.departed]\nmilestoen = \"lost\"",
        5,
        "unknown key `milestoen` in `state.departed`",
        "`milestone`",
    );
    refuse_mine(
        "[order]\nfoo = 1",
        5,
        "unknown key `foo` in `order`",
        "one of `day`, `destinations`, `handling`",
    );
    refuse_mine("extends = \"standard\"", 4, "`extends`", "`base`");
    refuse_mine(
        "[report.agregator]\nopens = \"1h\"",
        4,
        "`agregator` in `report` is no observer",
        "`aggregator`",
    );
}

#[test]
fn wrong_types_are_told() {
    refuse(
        "title = 3\nsummary = \"x\"\nbase = \"standard\"",
        1,
        "`title` must be text, not a whole number",
        "double quotes",
    );
    refuse_mine(
        "[order]\nhandling = 36",
        5,
        "`order.handling` must be a duration or a distribution",
        "`\"3h\"`",
    );
    refuse_mine(
        "[state.departed]\nnext = \"delivered\"",
        5,
        "`state.departed.next` must be a table, not text",
        "{ key = value",
    );
    refuse_mine(
        "[state]\ndeparted = 1",
        5,
        "`state.departed` must be a table",
        "{ key = value",
    );
    refuse_mine("lane = 1", 4, "`lane` must be a list", "square brackets");
    refuse_mine(
        "[state.departed]\nplace = true",
        5,
        "`state.departed.place` must be text, not a truth value",
        "place",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = 0.5 }",
        5,
        "must be a whole number",
        "shares of their sum",
    );
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    refuse_mine(
        "[state.departed]\nmilestone = \"delivred\"",
        5,
        "`delivred` in `state.departed.milestone` is no milestone",
        "`delivered`",
    );
    refuse_mine(
        "[state.departed]\nplace = \"depo\"",
        5,
        "no place",
        "`depot`",
    );
    refuse_mine("[state.lost]\nfate = \"vanished\"", 5, "no fate", "`lost`");
    refuse_mine(
        "[order]\ndestinations = { UK = 1 }",
        5,
        "`UK` in `order.destinations` is no country",
        "write `",
    );
    refuse_mine(
        "line = \"Standard\"",
        4,
        "`Standard` in `line` is no service line",
        "`standard`",
    );
    refuse_mine(
        "[state.departed]\nreasons = { inspektion = 1 }",
        5,
        "no reason",
        "`inspection`",
    );
    refuse_mine(
        "[state.Departed]\nfate = \"lost\"\n[state.departed]\nnext = { Departed = 1 }",
        4,
        "not kebab-case",
        "small letters",
    );
}

#[test]
fn weights_and_probabilities_are_in_range() {
    refuse_mine(
        "[state.departed]\nnext = { delivered = 1, lost = 0 }",
        5,
        "`state.departed.next.lost` is 0",
        "remove the entry",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = -1 }",
        5,
        "is -1",
        "from 1 to 4294967295",
    );
    refuse_mine(
        "[state.departed]\nnext = { delivered = 4294967296 }",
        5,
        "is 4294967296",
        "from 1 to 4294967295",
    );
    refuse_mine(
        "[state.departed]\nnext = {}",
        5,
        "`state.departed.next` is empty",
        "at least one state",
    );
    refuse_mine(
        "[order]\ndestinations = {}",
        5,
        "`order.destinations` is empty",
        "at least one country",
    );
    refuse_mine(
        "[numbers]\nhand-over = 1.5",
        5,
        "`numbers.hand-over` is 1.5",
        "`0.015` if 1.5 percent",
    );
    refuse_mine(
        "[numbers]\nhand-over = nan",
        5,
        "`numbers.hand-over` is NaN",
        "from 0 to 1",
    );
    refuse_mine(
        "[numbers]\nhand-over = -inf",
        5,
        "`numbers.hand-over` is -inf",
        "from 0 to 1",
    );
    refuse_mine(
        "[report.last-mile]\nmissing = { delivered = 2 }",
        5,
        "`report.last-mile.missing.delivered` is 2",
        "`0.02`",
    );
    refuse_mine(
        "[[lane]]\nto = []",
        5,
        "`lane.to` is empty",
        "give it an entry",
    );
}

#[test]
fn silences_name_milestones() {
    for silent in [
        "{}",
        "{ until = \"delivered\" }",
        "{ after = \"departed-origin\" }",
    ] {
        right(&mine(&format!("[report.last-mile]\nsilent = [{silent}]")));
    }
    refuse_mine(
        "[report.last-mile]\nsilent = [{ after = \"departed\" }]",
        5,
        "`departed` in `report.last-mile.silent.after` is no milestone",
        "write ",
    );
    refuse_mine(
        "[report.last-mile]\nsilent = [{ after = \"delivered\", until = \"delivered\" }]",
        5,
        "from `delivered` until `delivered`",
        "a later milestone",
    );
}

#[test]
fn numbers_of_the_buyer_are_whole() {
    refuse_mine(
        "[order]\nnumber = \"fake\"",
        5,
        "`fake` in `order.number` is no kind of number",
        "`real`",
    );
    refuse_mine(
        "[order]\nnumber = { invented = {} }",
        5,
        "no `valid-check-digit`",
        "`valid-check-digit = 0.5`",
    );
    refuse_mine(
        "[order]\nnumber = { copied = {} }",
        5,
        "no `ordered-before`",
        "`ordered-before = ",
    );
    refuse_mine(
        "[order]\nnumber = { placeholder = { replaced-after = \"2d\" }, copied = { ordered-before = \"2d\" } }",
        5,
        "two things",
        "keep one",
    );
    for number in [
        "\"real\"",
        "{ placeholder = { replaced-after = \"2d\" } }",
        "{ provisional = { replaced-after = \"2d\" } }",
        "{ invented = { valid-check-digit = 0.5 } }",
        "{ copied = { ordered-before = \"20d\" } }",
        "{ recycled = { earlier-life = \"500d\" } }",
        "{ mistyped = {} }",
        "{ mistyped = { corrected-after = { uniform = { min = \"1d\", max = \"3d\" } } } }",
    ] {
        right(&mine(&format!("[order]\nnumber = {number}")));
    }
}
