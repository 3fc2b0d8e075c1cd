//! The keys of distributions: one family a table, in the words people know them by.
//!
//! No family is stated by parameters that only a statistician could check against a source.

use super::form::{Form, Key, Keys, key};

/// The families of distributions; a distribution has exactly one of these keys.
pub(in crate::scenario) const FAMILIES: Keys = Keys {
    name: "distribution",
    about: "A distribution of durations.",
    list: &[
        key("fixed", Form::Duration, "Always the same."),
        key(
            "uniform",
            Form::Table(&UNIFORM),
            "Anything between two durations, equally often.",
        ),
        key(
            "triangular",
            Form::Table(&THREE_POINTS),
            "Between two durations, most often near a third.",
        ),
        key(
            "pert",
            Form::Table(&THREE_POINTS),
            "Like triangular, but rounder: more near the mode, less near the ends.",
        ),
        key(
            "log-normal",
            Form::Table(&LOG_NORMAL),
            "Most near the median, with a long tail.",
        ),
        key(
            "gamma",
            Form::Table(&GAMMA),
            "A tail that is shorter than log-normal's.",
        ),
        key(
            "weibull",
            Form::Table(&WEIBULL),
            "Waiting for something that becomes likelier, or less likely, with time.",
        ),
        key(
            "exponential",
            Form::Table(&EXPONENTIAL),
            "Waiting for something that is equally likely at any time.",
        ),
        key(
            "quantiles",
            Form::Quantiles,
            "Points that are known, `p0` to `p100`, and straight lines between them.",
        ),
        key(
            "mixture",
            Form::List(&Form::Part),
            "One of several distributions, by weight.",
        ),
        key(
            "shifted",
            Form::Table(&SHIFTED),
            "A distribution after a fixed time.",
        ),
        key(
            "truncated",
            Form::Table(&TRUNCATED),
            "The part of a distribution that lies within bounds.",
        ),
        key(
            "capped",
            Form::Table(&CAPPED),
            "A distribution whose larger values all become the largest.",
        ),
    ],
};

/// The quantiles that a tail may be stated by, with their percentages.
pub(in crate::scenario) const TAILS: &[(&str, u8)] = &[
    ("p75", 75),
    ("p80", 80),
    ("p90", 90),
    ("p95", 95),
    ("p99", 99),
];

/// `uniform`.
pub(in crate::scenario) const UNIFORM: Keys = Keys {
    name: "uniform",
    about: "Anything between two durations, equally often.",
    list: &[
        key("min", Form::Duration, "The shortest."),
        key("max", Form::Duration, "The longest."),
    ],
};

/// `triangular` and `pert`.
pub(in crate::scenario) const THREE_POINTS: Keys = Keys {
    name: "three-points",
    about: "Between two durations, most often near a third.",
    list: &[
        key("min", Form::Duration, "The shortest."),
        key("mode", Form::Duration, "The most frequent."),
        key("max", Form::Duration, "The longest."),
    ],
};

const MEDIAN: Key = key("median", Form::Duration, "Half are shorter.");
const MEAN: Key = key("mean", Form::Duration, "The average.");
const P75: Key = key("p75", Form::Duration, "Three quarters are shorter.");
const P80: Key = key("p80", Form::Duration, "Four of five are shorter.");
const P90: Key = key("p90", Form::Duration, "Nine of ten are shorter.");
const P95: Key = key("p95", Form::Duration, "19 of 20 are shorter.");
const P99: Key = key("p99", Form::Duration, "99 of 100 are shorter.");
const P10: Key = key("p10", Form::Duration, "One of ten is shorter.");

/// `log-normal`.
pub(in crate::scenario) const LOG_NORMAL: Keys = Keys {
    name: "log-normal",
    about: "`median` and one upper quantile, or `p10` and `p90`.",
    list: &[MEDIAN, P75, P80, P90, P95, P99, P10],
};

/// `gamma`.
pub(in crate::scenario) const GAMMA: Keys = Keys {
    name: "gamma",
    about: "`median` or `mean`, and one upper quantile.",
    list: &[MEDIAN, MEAN, P75, P80, P90, P95, P99],
};

/// `weibull`.
pub(in crate::scenario) const WEIBULL: Keys = Keys {
    name: "weibull",
    about: "`median` and one upper quantile.",
    list: &[MEDIAN, P75, P80, P90, P95, P99],
};

/// `exponential`.
pub(in crate::scenario) const EXPONENTIAL: Keys = Keys {
    name: "exponential",
    about: "`mean` or `median`.",
    list: &[MEAN, MEDIAN],
};

/// `shifted`.
pub(in crate::scenario) const SHIFTED: Keys = Keys {
    name: "shifted",
    about: "A distribution after a fixed time.",
    list: &[
        key("by", Form::Duration, "The fixed time."),
        key("of", Form::Distribution, "What comes on top."),
    ],
};

/// `truncated`.
pub(in crate::scenario) const TRUNCATED: Keys = Keys {
    name: "truncated",
    about: "The part of a distribution that lies within bounds.",
    list: &[
        key("min", Form::Duration, "The shortest; none if not said."),
        key("max", Form::Duration, "The longest; none if not said."),
        key("of", Form::Distribution, "What is cut."),
    ],
};

/// `capped`.
pub(in crate::scenario) const CAPPED: Keys = Keys {
    name: "capped",
    about: "A distribution whose larger values all become the largest.",
    list: &[
        key("at", Form::Duration, "The largest."),
        key("of", Form::Distribution, "What is capped."),
    ],
};
