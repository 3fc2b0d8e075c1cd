//! States: unknown ones, dead ends, circles, and what nothing leads to.

use super::refuse_mine;

#[test]
fn unknown_states_are_told_with_the_nearest() {
    refuse_mine(
        "[state.departed]\nnext = { delivred = 1 }",
        5,
        "`next` of `departed` names the state `delivred`",
        "`delivered`",
    );
    refuse_mine(
        "start = \"label-craeted\"",
        4,
        "`start` names the state `label-craeted`",
        "`label-created`",
    );
    refuse_mine(
        "[[lane]]\nto = [\"FR\"]\nstate.departd = { dwell = \"3d\" }",
        6,
        "`departd`",
        "`departed`",
    );
}

#[test]
fn states_that_nothing_leads_to_are_told() {
    refuse_mine(
        "[state.hold]\ndwell = \"1h\"\nnext = { delivered = 1 }",
        4,
        "the state `hold` can never be reached",
        "`next` of another",
    );
}

#[test]
fn dead_ends_and_double_ends_are_told() {
    let into = "[state.departed]\nnext = { hold = 1 }\n";
    refuse_mine(
        &format!("{into}[state.hold]\ndwell = \"1h\""),
        6,
        "`hold` is a dead end",
        "`fate = \"delivered\"`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nnext = {{ delivered = 1 }}\ndwell = \"1h\"\nfate = \"lost\""),
        9,
        "`hold` has both `next` and `fate`",
        "keep `fate`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nnext = {{ delivered = 1 }}"),
        6,
        "`hold` has no `dwell`",
        "`dwell = \"0s\"`",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nfate = \"lost\"\ndwell = \"1h\""),
        8,
        "`hold` is an end and has a `dwell`",
        "remove",
    );
    refuse_mine(
        &format!("{into}[state.hold]\nfate = \"lost\"\nmilestone = \"lost\""),
        8,
        "`hold` has `milestone` and no `place`",
        "`place = \"depot\"`",
    );
}

#[test]
fn cycles_without_an_exit_are_told() {
    let text = "[state.departed]\nnext = { hold = 1 }\n[state.hold]\ndwell = \"1h\"\nnext = { departed = 1 }";
    refuse_mine(
        text,
        5,
        "no end can be reached any more from `label-created`, `departed`, `hold`",
        "`fate`",
    );
    // Inside a base only: the complaint stands where the file closes the circle.
    refuse_mine(
        "[state.departed]\nnext = { label-created = 1 }",
        5,
        "no end can be reached",
        "`fate`",
    );
}

#[test]
fn parcels_that_nobody_comes_for_are_checked() {
    let state = |place: &str, rest: &str| {
        format!(
            "[state.departed]\nnext = {{ kept = 1 }}\n[state.kept]\nplace = \"{place}\"\ndwell = \"2d\"\n{rest}"
        )
    };
    refuse_mine(
        &state("counter", "next = { delivered = 1 }\nunclaimed = \"lots\""),
        10,
        "`unclaimed` of `kept` names the state `lots`, which does not exist",
        "`lost`",
    );
    refuse_mine(
        &state("depot", "next = { delivered = 1 }\nunclaimed = \"lost\""),
        10,
        "nobody comes for a parcel at the place of `kept`",
        "`counter`, `pickup-point` or `locker`",
    );
    refuse_mine(
        &state(
            "locker",
            "next = { kept-idle = 1 }\nunclaimed = \"lost\"\n[state.kept-idle]\ndwell = \"1d\"\nnext = { lost = 1 }",
        ),
        10,
        "`unclaimed` of `kept` makes a state `kept-idle`, and the file has one",
        "call the file's `kept-idle` something else",
    );
    refuse_mine(
        "[state.out-for-delivery]\nhabits = [\"first-atempt\"]",
        5,
        "is no habit of a country",
        "`first-attempt`",
    );
}
