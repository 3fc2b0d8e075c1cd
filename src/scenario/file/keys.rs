//! The keys of a scenario file, said once: the reader's lists of allowed keys and the JSON Schema both come from here.
//!
//! Each key has the form of its value and one line on what it means.

use super::form::{Form, Key, Keys, key};
use super::names::{
    COUNTRIES, FATES, FORMS, HABITS, HOURS, LANES, LINES, MILESTONES, OBSERVERS, PLACES, REASONS,
    SCENARIOS, SITES, STATES, TOLD,
};

const SOURCE: Key = key(
    "source",
    Form::Text,
    "Where the numbers of this table come from.",
);

/// The file.
pub(in crate::scenario) const FILE: Keys = Keys {
    name: "scenario",
    about: "A scenario: what may happen to a parcel, what is reported of it, and what the buyer was told.",
    list: &[
        key(
            "id",
            Form::Whole(126),
            "The number a built-in scenario has in tracking numbers; your own file has none.",
        ),
        key("title", Form::Text, "What a person calls it."),
        key(
            "summary",
            Form::Text,
            "One sentence on what the buyer sees.",
        ),
        key(
            "base",
            Form::Kebab,
            "The built-in scenario whose tables are inherited; state only the difference.",
        ),
        key("line", Form::Name(LINES), "What the buyer paid for."),
        key(
            "lines",
            Form::List(&Form::Name(LINES)),
            "The service lines on which buyers meet such a story, its own `line` among them; only that one if not said. It describes, and changes nothing that happens: the other lines are scenarios of their own.",
        ),
        key(
            "start",
            Form::Kebab,
            "The state a journey begins in; `label-created` if not said.",
        ),
        key("order", Form::Table(&ORDER), "What the buyer was told."),
        key(
            "numbers",
            Form::Table(&NUMBERS),
            "Which numbers a parcel gets.",
        ),
        key(
            "report",
            Form::Map(OBSERVERS, &Form::Table(&REPORT)),
            "What each observer records and shows.",
        ),
        key(
            "network",
            Form::Table(&NETWORK),
            "How many parcels travel together.",
        ),
        key(
            "disruption",
            Form::List(&Form::Table(&DISRUPTION)),
            "Strikes, bans and closures.",
        ),
        key(
            "estimate",
            Form::Table(&ESTIMATE),
            "How often the origin network estimates the delivery.",
        ),
        key(
            "trouble",
            Form::List(&Form::Trouble),
            "What goes wrong on purpose in every case, each as `NAME`, `NAME=RATE` or `NAME=RATE@EVENT`; `simulate trouble` lists the names.",
        ),
        key(
            "state",
            Form::Map(STATES, &Form::Table(&STATE)),
            "The states of the walk, by name.",
        ),
        key(
            "lane",
            Form::List(&Form::Table(&LANE)),
            "What is different on the way to some countries.",
        ),
        key(
            "mix",
            Form::Map(SCENARIOS, &Form::Weight),
            "Built-in scenarios by weight, instead of states of its own.",
        ),
        key(
            "source",
            Form::Text,
            "Where the numbers of a mix come from.",
        ),
    ],
};

/// `[order]`.
pub(in crate::scenario) const ORDER: Keys = Keys {
    name: "order",
    about: "What the buyer was told.",
    list: &[
        key("day", Form::Date, "The order day of cases that name none."),
        key(
            "destinations",
            Form::Map(COUNTRIES, &Form::Weight),
            "Countries of destination by weight.",
        ),
        key(
            "handling",
            Form::Distribution,
            "From the order to the label.",
        ),
        key(
            "tell",
            Form::Distribution,
            "From the label to the moment the buyer has the number; at once if not said.",
        ),
        key(
            "promise",
            Form::Table(&PROMISE),
            "The days after the order within which delivery is promised.",
        ),
        key(
            "number",
            Form::NameOrOne(TOLD, &NUMBER),
            "Which number the buyer is told; `real` if not said.",
        ),
        SOURCE,
    ],
};

/// `order.promise`.
pub(in crate::scenario) const PROMISE: Keys = Keys {
    name: "promise",
    about: "The days after the order within which delivery is promised.",
    list: &[
        key("from", Form::Duration, "The earliest, in whole days."),
        key("until", Form::Duration, "The latest, in whole days."),
    ],
};

/// `order.number`, if it is not the parcel's own.
pub(in crate::scenario) const NUMBER: Keys = Keys {
    name: "number",
    about: "A number that is not simply the parcel's own.",
    list: &[
        key(
            "placeholder",
            Form::Table(&REPLACED),
            "A number the platform knows and nobody else; later the real one.",
        ),
        key(
            "provisional",
            Form::Table(&REPLACED),
            "A number nobody knows; later the real one.",
        ),
        key(
            "invented",
            Form::Table(&INVENTED),
            "A number nobody will ever know.",
        ),
        key(
            "copied",
            Form::Table(&COPIED),
            "Another buyer's number; that buyer lives in another city and ordered earlier.",
        ),
        key(
            "recycled",
            Form::Table(&RECYCLED),
            "A number that had an earlier life.",
        ),
        key(
            "mistyped",
            Form::Table(&MISTYPED),
            "The parcel's own number with one slip of the keyboard.",
        ),
        key(
            "changing",
            Form::Table(&CHANGING),
            "The parcel's own number, and after the hand-over the last mile's.",
        ),
        key(
            "several",
            Form::Table(&SEVERAL),
            "The order comes in several parcels, each with its own number.",
        ),
    ],
};

/// A number that changes at the hand-over.
pub(in crate::scenario) const CHANGING: Keys = Keys {
    name: "changing",
    about: "The parcel's own number, and after the hand-over the last mile's.",
    list: &[key(
        "told-after",
        Form::Distribution,
        "From the last mile's first scan being shown to being told its number.",
    )],
};

/// Several parcels.
pub(in crate::scenario) const SEVERAL: Keys = Keys {
    name: "several",
    about: "The order comes in several parcels, each with its own number.",
    list: &[
        key(
            "parcels",
            Form::Whole(4),
            "The most parcels of an order, 2 to 4; any number from 2 on is equally likely.",
        ),
        key(
            "later",
            Form::Distribution,
            "From one parcel's label to the next one's.",
        ),
    ],
};

/// A number that is replaced.
pub(in crate::scenario) const REPLACED: Keys = Keys {
    name: "replaced",
    about: "A number that is replaced by the real one.",
    list: &[key(
        "replaced-after",
        Form::Distribution,
        "From the first number to the real one.",
    )],
};

/// A number that nobody will ever know.
pub(in crate::scenario) const INVENTED: Keys = Keys {
    name: "invented",
    about: "A number nobody will ever know.",
    list: &[key(
        "valid-check-digit",
        Form::Probability,
        "How often its check digit is right.",
    )],
};

/// Another buyer's number.
pub(in crate::scenario) const COPIED: Keys = Keys {
    name: "copied",
    about: "Another buyer's number.",
    list: &[key(
        "ordered-before",
        Form::Distribution,
        "How long before this order the rightful one was placed.",
    )],
};

/// A number that had an earlier life.
pub(in crate::scenario) const RECYCLED: Keys = Keys {
    name: "recycled",
    about: "A number that had an earlier life.",
    list: &[key(
        "earlier-life",
        Form::Distribution,
        "From the earlier parcel's order to this one's.",
    )],
};

/// A number with a slip of the keyboard.
pub(in crate::scenario) const MISTYPED: Keys = Keys {
    name: "mistyped",
    about: "The parcel's own number with one slip of the keyboard.",
    list: &[key(
        "corrected-after",
        Form::Distribution,
        "From the wrong number to the right one; never if not said.",
    )],
};

/// `[numbers]`.
pub(in crate::scenario) const NUMBERS: Keys = Keys {
    name: "numbers",
    about: "Which numbers a parcel gets.",
    list: &[
        key(
            "origin",
            Form::Map(FORMS, &Form::Weight),
            "The form of the number at the origin, by weight.",
        ),
        key(
            "hand-over",
            Form::Probability,
            "How often the last-mile carrier gives a number of its own; 0 if not said.",
        ),
        SOURCE,
    ],
};

/// `[report.OBSERVER]`.
pub(in crate::scenario) const REPORT: Keys = Keys {
    name: "report",
    about: "What one observer records and shows.",
    list: &[
        key(
            "record",
            Form::Distribution,
            "From the scan to its record in the observer's system.",
        ),
        key(
            "publish",
            Form::Distribution,
            "From the record to its being shown.",
        ),
        key(
            "partner",
            Form::Distribution,
            "What a scan made by another carrier takes in addition.",
        ),
        key(
            "opens",
            Form::Distribution,
            "From the label to the first moment the observer shows anything.",
        ),
        key(
            "missing",
            Form::Map(MILESTONES, &Form::Probability),
            "How often a milestone is not recorded.",
        ),
        key(
            "silent",
            Form::List(&Form::Table(&SILENT)),
            "Stretches of the way that are not shown.",
        ),
        SOURCE,
    ],
};

/// An entry of `report.OBSERVER.silent`.
pub(in crate::scenario) const SILENT: Keys = Keys {
    name: "silent",
    about: "A stretch of the way that is not shown.",
    list: &[
        key(
            "after",
            Form::Name(MILESTONES),
            "The last milestone that is shown before it; silent from the beginning if not said.",
        ),
        key(
            "until",
            Form::Name(MILESTONES),
            "The first that is shown again; never if not said.",
        ),
    ],
};

/// `[network]`.
pub(in crate::scenario) const NETWORK: Keys = Keys {
    name: "network",
    about: "How many parcels travel together.",
    list: &[
        key(
            "daily-parcels",
            Form::Weight,
            "How many parcels of this line are sent a day, all lanes together.",
        ),
        key("bag", Form::Weight, "How many parcels a bag holds."),
        SOURCE,
    ],
};

/// `[estimate]`.
pub(in crate::scenario) const ESTIMATE: Keys = Keys {
    name: "estimate",
    about: "How often the origin network estimates the delivery.",
    list: &[
        key(
            "given",
            Form::Probability,
            "How often a parcel has an estimate at all.",
        ),
        key(
            "revised",
            Form::Probability,
            "How often the estimate follows what is shown; else it stays as it was first given.",
        ),
        SOURCE,
    ],
};

/// An entry of `[[disruption]]`.
pub(in crate::scenario) const DISRUPTION: Keys = Keys {
    name: "disruption",
    about: "A strike, a ban or a closure: what would happen there then happens after it.",
    list: &[
        key(
            "at",
            Form::Name(SITES),
            "A facility's code, or a country's for all in it.",
        ),
        key("from", Form::Date, "Its first day."),
        key("until", Form::Date, "The first day after it."),
        key(
            "clears-in",
            Form::Duration,
            "How long it takes to clear what has piled up; at once if not said.",
        ),
        SOURCE,
    ],
};

/// `[state.NAME]`.
pub(in crate::scenario) const STATE: Keys = Keys {
    name: "state",
    about: "A state of the walk: it is entered, which is the event, lasts for its dwell, and is left for a successor.",
    list: &[
        key(
            "milestone",
            Form::Name(MILESTONES),
            "The event that entering it is; none if a scanner sees nothing.",
        ),
        key("place", Form::Name(PLACES), "Where it happens."),
        key(
            "hours",
            Form::Name(HOURS),
            "When people do what enters it; at any hour if not said.",
        ),
        key("dwell", Form::Distribution, "How long it lasts."),
        key(
            "reasons",
            Form::Map(REASONS, &Form::Weight),
            "Why it happens, by weight.",
        ),
        key(
            "next",
            Form::Map(STATES, &Form::Weight),
            "The states that may follow, by weight.",
        ),
        key(
            "habits",
            Form::List(&Form::Name(HABITS)),
            "Which published figures of the country win over these weights: `first-attempt`, how many of those that go to the door are delivered at once, and `pickup-point`, how many go to a pickup point. Where none was published the weights count.",
        ),
        key(
            "unclaimed",
            Form::Kebab,
            "The state that follows if nobody comes within the days for which the country's counters, pickup points or lockers, wherever the state is, keep parcels. `dwell` is then how long people take to come; how many come too late follows.",
        ),
        key(
            "departures",
            Form::Duration,
            "Entering it is a departure, and one leaves this often; parcels wait for it and travel in bags.",
        ),
        key(
            "fate",
            Form::Name(FATES),
            "How the journey ends here; then nothing follows.",
        ),
        key(
            "label",
            Form::Kebab,
            "What the truth says of a journey that has been here.",
        ),
        SOURCE,
    ],
};

/// An entry of `[[lane]]`.
pub(in crate::scenario) const LANE: Keys = Keys {
    name: "lane",
    about: "What is different on the way to some countries.",
    list: &[
        key(
            "to",
            Form::List(&Form::Name(LANES)),
            "Countries, or classes of lanes.",
        ),
        key(
            "state",
            Form::Map(STATES, &Form::Table(&LANE_STATE)),
            "What is different in a state.",
        ),
        SOURCE,
    ],
};

/// `lane.state.NAME`.
pub(in crate::scenario) const LANE_STATE: Keys = Keys {
    name: "lane-state",
    about: "What is different in a state on the way to some countries.",
    list: &[
        key("place", Form::Name(PLACES), "Where it happens."),
        key("hours", Form::Name(HOURS), "When people do what enters it."),
        key("dwell", Form::Distribution, "How long it lasts."),
        key(
            "departures",
            Form::Duration,
            "How often a departure leaves.",
        ),
        key(
            "reasons",
            Form::Map(REASONS, &Form::Weight),
            "Why it happens, by weight.",
        ),
        key(
            "next",
            Form::Map(STATES, &Form::Weight),
            "The states that may follow, by weight.",
        ),
        SOURCE,
    ],
};
