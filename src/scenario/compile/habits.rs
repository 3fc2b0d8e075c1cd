//! What a country decides and a file need not repeat: for how many days a parcel is kept for its addressee, and how
//! many parcels a courier delivers at the first attempt.
//!
//! A state with `unclaimed` becomes three, so that the walk need not know: it is entered, and then either waited in
//! until somebody comes (`NAME-wait`) or for all of the country's days in vain (`NAME-idle`). How often it is the latter
//! follows from how long people take.

use crate::parcel::time::DAY;
use crate::parcel::{Country, Habit, Hold, Milestone, PlaceRole};
use crate::scenario::diagnostic::Span;
use crate::scenario::dwell::{Spread, fitted};
use crate::scenario::file::problems::{Problems, mend};
use crate::scenario::file::{Field, Given, ScenarioFile, StateTable, Successor};

use super::draft::Names;

/// Weights that a country's figures change are parts of this.
const WHOLE: f64 = 1_000_000.0;

/// What a file may want to know of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Habits {
    hold_days: [u8; 3],
    /// Of a thousand, by [`Habit::index`].
    shares: [Option<u16>; Habit::COUNT],
}

impl Habits {
    /// What is taken for a country of which nothing is known.
    pub(super) const USUAL: Self = Self::new(Hold::USUAL, [None; Habit::COUNT]);

    const fn new(hold: Hold, shares: [Option<u16>; Habit::COUNT]) -> Self {
        Self {
            hold_days: [hold.counter_days, hold.point_days, hold.locker_days],
            shares,
        }
    }

    /// Returns those of a country.
    pub(super) fn of(country: Country) -> Self {
        let share = |habit| country.habit_per_mille(Habit::ALL[habit]);
        Self::new(country.hold(), std::array::from_fn(share))
    }

    /// Returns for how many seconds parcels are kept at such a place, if they are kept there at all.
    fn hold_seconds(self, place: PlaceRole) -> Option<u32> {
        let [counter, point, locker] = self.hold_days;
        let days = match place {
            PlaceRole::Counter => counter,
            PlaceRole::PickupPoint => point,
            PlaceRole::Locker => locker,
            _ => return None,
        };
        Some(u32::from(days) * DAY as u32)
    }
}

/// Tells whether any state of a file asks for a country's habits.
pub(super) fn asks(file: &ScenarioFile) -> bool {
    let lanes = file.lanes.iter().flat_map(|lane| &lane.states);
    let mut states = file.states.iter().chain(lanes);
    states.any(|state| !state.unclaimed.is_absent() || !state.habits.is_absent())
}

/// Checks what a state says of a parcel that nobody comes for.
pub(super) fn check(state: &StateTable, names: &Names<'_>, problems: &mut Problems) {
    let Field::Given(unclaimed) = &state.unclaimed else {
        return;
    };
    let (name, span) = (&state.name, unclaimed.span);
    let wrong = |message: String, label: &str, help: String, problems: &mut Problems| {
        problems.error(span, message, label, help);
    };
    if names.place(&unclaimed.value).is_none() {
        let message = format!(
            "`unclaimed` of `{name}` names the state `{}`, which does not exist",
            unclaimed.value
        );
        let help = mend(&unclaimed.value, names.all());
        wrong(message, "unknown state", help, problems);
    }
    let place = state.place.given().copied();
    if place.is_some_and(|place| Habits::USUAL.hold_seconds(place).is_none()) {
        let message = format!("nobody comes for a parcel at the place of `{name}`");
        let help = "let it be at `counter`, `pickup-point` or `locker`, or remove `unclaimed`";
        wrong(message, "not kept there", help.to_owned(), problems);
    }
    if !state.fate.is_absent() {
        let message = format!("the state `{name}` is an end and has `unclaimed`");
        let help = "remove `unclaimed`, or `fate`".to_owned();
        wrong(message, "nothing follows an end", help, problems);
    }
    for made in made(name) {
        if names.place(&made).is_some() {
            let message =
                format!("`unclaimed` of `{name}` makes a state `{made}`, and the file has one");
            let help = format!("call the file's `{made}` something else");
            wrong(message, "one name, two states", help, problems);
        }
    }
}

/// Returns the names of the states that one with `unclaimed` makes.
fn made(name: &str) -> [String; 2] {
    [format!("{name}-wait"), format!("{name}-idle")]
}

/// Returns the file with the states that `unclaimed` makes, still empty.
pub(super) fn with_made_states(file: &ScenarioFile) -> ScenarioFile {
    let mut file = file.clone();
    let keepers = file
        .states
        .iter()
        .filter(|state| !state.unclaimed.is_absent());
    let empty = |name: String| StateTable {
        name,
        // Whoever writes the file does not see them, and is not told of them.
        span: Span {
            inherited: true,
            ..Span::default()
        },
        ..StateTable::default()
    };
    // A name that is taken was reported.
    let is_free = |name: &String| file.states.iter().all(|state| state.name != *name);
    let names = keepers.flat_map(|state| made(&state.name)).filter(is_free);
    let states: Vec<StateTable> = names.map(empty).collect();
    file.states.extend(states);
    file
}

/// Lets a country's habits count in states that ask for them; `names` knows the made states.
pub(super) fn settle(states: &mut [StateTable], habits: Habits, names: &Names<'_>) {
    for at in 0..states.len() {
        share_out(states, at, habits, names);
        keep(states, at, habits, names);
    }
}

/// Makes a state with `unclaimed` three.
fn keep(states: &mut [StateTable], at: usize, habits: Habits, names: &Names<'_>) -> Option<()> {
    let state = &states[at];
    let Field::Given(then) = state.unclaimed.clone() else {
        return None;
    };
    let hold = habits.hold_seconds(*state.place.given()?)?;
    let span = state.dwell.span()?;
    let takes = state.dwell.given()?.clone();
    let [wait, idle] = made(&state.name);
    let (wait_at, idle_at) = (names.place(&wait)?, names.place(&idle)?);
    let late = fitted(&takes)
        .ok()?
        .survival(f64::from(hold))
        .clamp(0.0, 1.0);
    // In parts of a million: rounding is the same everywhere, and nobody counts on less.
    let late = (late * WHOLE).round() as u32;
    let given = |value| Field::Given(Given { span, value });
    let successor = |name: String, weight| Successor {
        name,
        span,
        weight: Some(weight),
    };
    let next = [(wait, WHOLE as u32 - late), (idle, late)].into_iter();
    let next = next.filter(|(_, weight)| *weight > 0);
    let next = next.map(|(name, weight)| successor(name, weight)).collect();
    let waiting = StateTable {
        dwell: given(within(takes, hold)),
        next: state.next.clone(),
        place: state.place.clone(),
        source: state.source.clone(),
        ..states[wait_at].clone()
    };
    let idling = StateTable {
        dwell: given(Spread::Fixed(hold)),
        next: Field::Given(Given {
            span: then.span,
            value: vec![successor(then.value, 1)],
        }),
        place: state.place.clone(),
        source: state.source.clone(),
        ..states[idle_at].clone()
    };
    states[wait_at] = waiting;
    states[idle_at] = idling;
    states[at].dwell = given(Spread::Fixed(0));
    states[at].next = given_next(span, next);
    states[at].unclaimed = Field::Absent;
    Some(())
}

fn given_next(span: Span, next: Vec<Successor>) -> Field<Vec<Successor>> {
    Field::Given(Given { span, value: next })
}

/// Returns the part of a distribution below a limit, and one that never reaches it as it is.
fn within(takes: Spread, limit: u32) -> Spread {
    let never = fitted(&takes).is_ok_and(|takes| takes.survival(f64::from(limit)) <= 0.0);
    if never {
        takes
    } else {
        Spread::Truncated(None, Some(limit), Box::new(takes))
    }
}

/// Lets the country's published shares win over a state's weights.
fn share_out(
    states: &mut [StateTable],
    at: usize,
    habits: Habits,
    names: &Names<'_>,
) -> Option<()> {
    let wanted = states[at].habits.given()?.clone();
    let next = states[at].next.given()?;
    let mut shares = Vec::with_capacity(next.len());
    for successor in next {
        let milestone = names
            .place(&successor.name)
            .and_then(|place| states[place].milestone.given());
        shares.push((milestone.copied(), f64::from(successor.weight?)));
    }
    let mut is_changed = false;
    for habit in wanted {
        if let Some(per_mille) = habits.shares[habit.index()] {
            is_changed |= shift(&mut shares, habit, f64::from(per_mille) / 1_000.0);
        }
    }
    let total: f64 = shares.iter().map(|(_, weight)| weight).sum();
    if let (Field::Given(next), true) = (&mut states[at].next, is_changed) {
        for (successor, (_, weight)) in next.value.iter_mut().zip(shares) {
            let weight = (weight / total * WHOLE).round().max(1.0);
            successor.weight = Some(weight as u32);
        }
    }
    Some(())
}

/// Moves weight so that a habit's share of what it is a share of is `share`; nothing moves where only one of both can
/// happen, as a story's certain outcome is its own.
fn shift(shares: &mut [(Option<Milestone>, f64)], habit: Habit, share: f64) -> bool {
    let counts = |milestone: Option<Milestone>| match (habit, milestone) {
        (Habit::FirstAttempt, Some(Milestone::Delivered)) => Some(true),
        (Habit::FirstAttempt, Some(Milestone::DeliveryAttempted)) => Some(false),
        (Habit::FirstAttempt, _) => None,
        (Habit::PickupPoint, milestone) => Some(milestone == Some(Milestone::AvailableForPickup)),
    };
    let sum = |yes: bool| -> f64 {
        let counted = shares
            .iter()
            .filter(|(milestone, _)| counts(*milestone) == Some(yes));
        counted.map(|(_, weight)| weight).sum()
    };
    let (yes, no) = (sum(true), sum(false));
    if yes <= 0.0 || no <= 0.0 {
        return false;
    }
    for (milestone, weight) in shares.iter_mut() {
        match counts(*milestone) {
            Some(true) => *weight *= share * (yes + no) / yes,
            Some(false) => *weight *= (1.0 - share) * (yes + no) / no,
            None => {}
        }
    }
    true
}
