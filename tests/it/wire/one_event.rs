//! Parcels with one event of a chosen kind, so that a dialect's word for it can be read off the wire.

use misroute::dialect::Dialect;
use misroute::fleet::{Case, World};
use misroute::parcel::{Milestone, Reason};
use misroute::random::Seed;
use serde_json::Value;

use super::asking::said;
use crate::support::{at_start, user, worlds};

/// Returns what a dialect sends about a parcel whose label was made, to which one thing happened then, and nothing since.
///
/// It goes from China to Germany on the standard line, and keeps its number. What happens, happens at the customs at the
/// airport if it comes before the last mile, and else at the depot.
pub(crate) fn after(dialect: &dyn Dialect, milestone: Milestone, reason: Option<Reason>) -> Value {
    let worlds = worlds();
    let case = case(milestone, reason);
    let at = case.settled_at() + 60;
    said(dialect, &worlds, &case, at).expect("the buyer was told a number")
}

/// Returns the parcel of [`after`].
pub(crate) fn case(milestone: Milestone, reason: Option<Reason>) -> Case {
    Case::new(&worlds(), &world("LP", milestone, reason), at_start(0))
}

/// Returns the world of such parcels, whose origin numbers have a form.
pub(crate) fn world(form: &str, milestone: Milestone, reason: Option<Reason>) -> World {
    let place = if milestone.leg().is_last_mile() {
        "depot"
    } else {
        "customs"
    };
    let reasons = reason.map_or(String::new(), |reason| {
        format!("reasons = {{ {reason} = 1 }}")
    });
    let report = |observer: &str| {
        format!(
            "[report.{observer}]\nrecord = '0s'\npublish = '0s'\nmissing = {{ announced = 0 }}\n"
        )
    };
    let rest = format!(
        "start = 'begin'\n[order]\ndestinations = {{ DE = 1 }}\n\
         [numbers]\norigin = {{ {form} = 1 }}\nhand-over = 0\n{}{}{}\
         [state.begin]\nmilestone = 'announced'\nplace = 'seller'\ndwell = '1h'\nnext = {{ it = 1 }}\n\
         [state.it]\nmilestone = '{milestone}'\nplace = '{place}'\ndwell = '1h'\n{reasons}\nnext = {{ over = 1 }}\n\
         [state.over]\nfate = 'lost'\n",
        report("origin-carrier"),
        report("last-mile"),
        report("aggregator"),
    );
    World::new(user("one-event", &rest), Seed(1))
}
