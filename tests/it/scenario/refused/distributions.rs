//! Durations and distributions that make no sense.

use super::{refuse_dwell, refuse_mine};
use crate::scenario::{compiled, mine};

#[test]
fn durations_need_units_and_sense() {
    refuse_dwell(
        "\"3\"",
        "the duration `3` of `state.departed.dwell` has no unit",
        "`3h`",
    );
    refuse_dwell("\"-3h\"", "negative", "zero or more");
    refuse_dwell("\"2 months\"", "months", "`30d`");
    refuse_dwell(
        "{ fixed = 3 }",
        "`state.departed.dwell.fixed` must be a duration, not a whole number",
        "`\"3h\"`",
    );
    refuse_mine(
        "[order]\npromise = { from = \"36h\", until = \"9d\" }",
        5,
        "`order.promise.from` is not a whole number of days",
        "`15d`",
    );
    refuse_mine(
        "[order]\npromise = { from = \"10d\", until = \"9d\" }",
        5,
        "`from` > `until`",
        "at least the `from`",
    );
}

#[test]
fn distributions_say_which_inequality_they_break() {
    refuse_dwell(
        "{ uniform = { min = \"3h\", max = \"2h\" } }",
        "`min` > `max` in `state.departed.dwell.uniform`: 3h > 2h",
        "at least the `min`",
    );
    refuse_dwell(
        "{ pert = { min = \"1h\", mode = \"9h\", max = \"2h\" } }",
        "`mode` > `max`",
        "at least the `mode`",
    );
    refuse_dwell(
        "{ log-normal = { median = \"9h\", p90 = \"9h\" } }",
        "`p90` ≤ `median`",
        "longer than the `median`",
    );
    refuse_dwell(
        "{ log-normal = { median = \"0s\", p90 = \"9h\" } }",
        "`median` ≤ 0",
        "`fixed = \"0s\"`",
    );
}

#[test]
fn distributions_say_what_does_not_fit_together() {
    refuse_dwell(
        "{ gamma = { mean = \"9h\", p90 = \"300d\" } }",
        "no distribution fits",
        "`quantiles`",
    );
    refuse_dwell(
        "{ weibull = { median = \"9h\" } }",
        "needs `median` and one of `p75`",
        "`{ median = \"9h\", p90 = \"30h\" }`",
    );
    refuse_dwell(
        "{ exponential = { mean = \"9h\", median = \"6h\" } }",
        "needs one of `mean` and `median`",
        "`{ mean = \"6h\" }`",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", p50 = \"3h\" } }",
        "both `p0` and `p100`",
        "add the shortest",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", p50 = \"30m\", p100 = \"9h\" } }",
        "`p0` > `p50`",
        "at least the `p0`",
    );
    refuse_dwell(
        "{ quantiles = { p0 = \"1h\", x = \"2h\", p100 = \"9h\" } }",
        "unknown key `x`",
        "`p50`",
    );
    refuse_dwell(
        "{ truncated = { of = \"3h\" } }",
        "neither `min` nor `max`",
        "add one of them",
    );
    refuse_dwell(
        "{ shifted = { by = \"3h\" } }",
        "has no `of`",
        "add the distribution",
    );
    refuse_dwell(
        "{ uniform = { min = \"3h\" } }",
        "has no `max`",
        "add `max = ",
    );
    refuse_dwell(
        "{ mixture = [ { fixed = \"1h\" } ] }",
        "has no `weight`",
        "`weight = 7`",
    );
    refuse_dwell(
        "{ fixed = \"1h\", uniform = { min = \"1h\", max = \"2h\" } }",
        "two things at once",
        "keep one",
    );
    refuse_dwell("{}", "is empty", "one of `fixed`, `uniform`");
    refuse_dwell(
        "{ lognormal = { median = \"1h\", p90 = \"2h\" } }",
        "unknown key `lognormal`",
        "`log-normal`",
    );
}

#[test]
fn parameters_of_statisticians_are_refused() {
    let median = "{ log-normal = { median = \"9h\", sigma = 0.5 } }";
    let diagnostics = compiled(&mine(&format!("[state.departed]\ndwell = {median}"))).unwrap_err();
    let findings = diagnostics.findings();
    assert!(
        findings
            .iter()
            .any(|finding| finding.message.contains("`sigma`") && finding.help.contains("`p90`"))
    );
}
