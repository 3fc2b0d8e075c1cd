//! When nothing changed, nothing changes.

use super::super::film::Occasion;
use super::{Charge, Oracle, Reading};
use crate::trouble::Quirk;

pub(super) const ORACLE: Oracle = Oracle {
    name: "still-is-still",
    about: "A tracker that is asked again says the same, unless a carrier shows something else or days have passed.",
    judge,
};

/// In so many seconds nothing changes by itself.
const MOMENT: i64 = 60;

/// Who repeats what carriers edit says something else when they do.
const EDITED: &[Quirk] = &[Quirk::NewWording, Quirk::EditedText, Quirk::PlaceRespelled];

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    if reading.garbles(EDITED) {
        return Vec::new();
    }
    let mut charges = Vec::new();
    let calm: Vec<_> = reading.calm().collect();
    for pair in calm.windows(2) {
        let [(before, was), (moment, is)] = pair else {
            continue;
        };
        let neighbors = before + 1 == *moment;
        // Time alone may change what a tracker says of days and silences.
        let only_moments = matches!(is.moment.occasion, Occasion::Change | Occasion::Again)
            && is
                .moment
                .before
                .is_some_and(|asked| is.moment.at - asked <= MOMENT);
        let same_question = was.moment.number == is.moment.number && was.shown == is.shown;
        if neighbors && only_moments && same_question && was.moment.answer != is.moment.answer {
            let changes = reading.film.answer_changes(*moment);
            charges.push(Charge {
                moment: *moment,
                said: changes.join("; "),
                evidence: "nothing new since the moment before".to_owned(),
            });
        }
    }
    charges
}
