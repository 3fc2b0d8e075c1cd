//! Gate (e), published rates: what a scenario declares, against what was published or, where nothing was, against the
//! defaults and bounds of the calibration.
//!
//! No case is made: a scenario's weights and thresholds say how often each thing happens.

use std::sync::Arc;

use super::figure::{Band, Gate, Sheet};
use super::rates::declared::{EXPORT_HOLD, FIRST_ATTEMPT, IMPORT_HOLD, PICKUP_POINT, RATES, fates};
use super::{CLASSES, Deals, Figure, graph_of_class};
use crate::parcel::{
    Country, Fate, Habit, LaneClass, Milestone, Observer, PlaceRole, ServiceLine, TrackedUntil,
};
use crate::scenario::model::{Body, Choice, Graph, Next, Told};
use crate::scenario::{Scenario, StateIndex, Story};

use LaneClass::{Major, Remote};
use ServiceLine::{ExpeditedStandard, HeavyParcel, Premium, SpecialGoods, Standard, SuperEconomy};

/// A rate that somebody published, or the calibration assumes, and between which bounds.
type Known = (f64, f64, f64);

/// About one international parcel in a hundred comes back, for export security, customs or the local post.
const RETURNED: Known = (0.01, 0.005, 0.03);
/// Damaged, as assumed.
const DAMAGED: Known = (0.003, 0.001, 0.01);
/// From Canada Post's domestic losses and UPS's to the worst of `FedEx`'s provinces, by claims.
const LOST_BOUNDS: (f64, f64) = (0.0029, 0.014);
/// From the EU's safety checks to what India does not wave through.
const HELD_BOUNDS: (f64, f64) = (0.000_082, 0.15);
/// Arrivals that posts do not scan, after buyers' reports.
const ARRIVAL_MISSING: Known = (0.15, 0.05, 0.40);
/// Delivered parcels without a round on record: of Australian parcels, and at most of an Indian network's.
const ROUND_MISSING: Known = (0.01, 0.0095, 0.212);
/// Australian parcels whose estimate was revised: 3 481 of 8 707.
const REVISED: Known = (0.40, 0.395, 0.405);
/// Not collected within 14 days and within Royal Mail's 18, implied by collection times in Oceania.
const UNCOLLECTED: [(Country, Known); 2] = [
    (Country::NL, (0.008, 0.0075, 0.0085)),
    (Country::GB, (0.005, 0.004, 0.0055)),
];

/// What the stage model has of a line on a class of lanes.
struct Stage {
    line: ServiceLine,
    lane: LaneClass,
    import_hold: f64,
    first_attempt: f64,
    pickup_point: f64,
    export_hold: f64,
}

const fn stage(
    line: ServiceLine,
    lane: LaneClass,
    [hold, first, pickup, export]: [f64; 4],
) -> Stage {
    Stage {
        line,
        lane,
        import_hold: hold,
        first_attempt: first,
        pickup_point: pickup,
        export_hold: export,
    }
}

/// The stage model's probabilities: held by import customs, delivered at the first attempt, to a pickup point, held by
/// export customs.
const STAGES: [Stage; 8] = [
    stage(SuperEconomy, Major, [0.03, 0.96, 0.10, 0.03]),
    stage(SuperEconomy, Remote, [0.05, 0.92, 0.25, 0.03]),
    stage(Standard, Major, [0.03, 0.92, 0.15, 0.03]),
    stage(Standard, Remote, [0.06, 0.88, 0.30, 0.03]),
    stage(ExpeditedStandard, Major, [0.03, 0.92, 0.15, 0.03]),
    stage(SpecialGoods, Major, [0.06, 0.92, 0.15, 0.10]),
    stage(HeavyParcel, Major, [0.08, 0.88, 0.05, 0.07]),
    stage(Premium, Major, [0.03, 0.93, 0.10, 0.03]),
];

/// Judges what a scenario of its own declares.
pub(super) fn check(deals: &Deals<'_>, story: &Story) -> Vec<Figure> {
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Published);
    if story.line.leaves_china() {
        let whole = Whole::of(story);
        judge(&mut sheet, "returned", whole.fate(Fate::Returned), RETURNED);
        judge(&mut sheet, "lost", whole.fate(Fate::Lost), lost(story.line));
        judge(&mut sheet, "damaged", whole.fate(Fate::Damaged), DAMAGED);
        within(
            &mut sheet,
            "held by import customs",
            whole.import_hold,
            HELD_BOUNDS,
        );
        reports(&mut sheet, story);
    }
    countries(&mut sheet, story);
    let mut figures = sheet.figures;
    for class in CLASSES {
        let graph = graph_of_class(story, class).map(|graph| &story.graphs[usize::from(graph)]);
        let stages = STAGES.iter();
        let mut stages = stages.filter(|stage| stage.line == story.line && stage.lane == class);
        if let (Some(graph), Some(stage)) = (graph, stages.next()) {
            let mut sheet = Sheet::new(deals.name(class), Gate::Published);
            stage_model(&mut sheet, graph, stage);
            figures.extend(sheet.figures);
        }
    }
    figures
}

/// Judges what the parts of a mix declare, by their weights.
pub(super) fn check_mix(deals: &Deals<'_>, parts: &Choice<Arc<Scenario>>) -> Vec<Figure> {
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Published);
    let total: u64 = parts.iter().map(|(_, weight)| weight).sum();
    let stories = parts.iter().filter_map(|(part, weight)| match &part.body {
        Body::Story(story) => Some((story, weight as f64 / total.max(1) as f64)),
        Body::Mix(_) => None,
    });
    let stories: Vec<(&Story, Whole, f64)> = stories
        .map(|(story, share)| (&**story, Whole::of(story), share))
        .collect();
    let sum = |of: &dyn Fn(&Story, &Whole) -> f64| -> f64 {
        stories
            .iter()
            .map(|(story, whole, share)| share * of(story, whole))
            .sum()
    };
    let told = |is: fn(&Told) -> bool| sum(&|story, _| f64::from(u8::from(is(&story.order.told))));
    let never = sum(&|story, whole| match story.order.told {
        Told::Invented { .. } => 0.0,
        _ => whole.fate(Fate::NeverShipped),
    });
    judge(&mut sheet, "never shipped", never, (0.015, 0.005, 0.05));
    let provisional = told(|told| matches!(told, Told::Provisional { .. }));
    judge(
        &mut sheet,
        "number provisional",
        provisional,
        (0.02, 0.005, 0.10),
    );
    let copied = told(|told| matches!(told, Told::Copied { .. }));
    judge(&mut sheet, "number copied", copied, (0.001, 0.0001, 0.005));
    let invented = told(|told| matches!(told, Told::Invented { .. }));
    judge(
        &mut sheet,
        "number invented",
        invented,
        (0.0005, 0.000_45, 0.000_55),
    );
    let mistyped = told(|told| matches!(told, Told::Mistyped { .. }));
    judge(
        &mut sheet,
        "number typed wrong",
        mistyped,
        (0.01, 0.0095, 0.0105),
    );
    let fate = |fate| sum(&|_, whole| whole.fate(fate));
    judge(&mut sheet, "returned", fate(Fate::Returned), RETURNED);
    within(&mut sheet, "lost", fate(Fate::Lost), LOST_BOUNDS);
    judge(&mut sheet, "damaged", fate(Fate::Damaged), DAMAGED);
    let held = sum(&|_, whole| whole.import_hold);
    within(&mut sheet, "held by import customs", held, HELD_BOUNDS);
    sheet.figures
}

/// What a story declares of all its destinations together.
struct Whole {
    fates: [f64; Fate::COUNT],
    import_hold: f64,
}

impl Whole {
    fn of(story: &Story) -> Self {
        let ends = fates(story);
        let destinations = &story.order.destinations;
        let total: u64 = destinations.iter().map(|(_, weight)| weight).sum();
        let mut whole = Self {
            fates: [0.0; Fate::COUNT],
            import_hold: 0.0,
        };
        for (country, weight) in destinations.iter() {
            let share = weight as f64 / total.max(1) as f64;
            let of_country = &ends[usize::from(story.graph_of[country.index()])];
            for (sum, end) in whole.fates.iter_mut().zip(of_country) {
                *sum += share * end;
            }
            let hold = RATES[IMPORT_HOLD].first(story.graph(*country));
            whole.import_hold += share * hold.unwrap_or(0.0);
        }
        whole
    }

    const fn fate(&self, fate: Fate) -> f64 {
        self.fates[fate.index()]
    }
}

/// Returns how many parcels of a line are lost, as assumed between published losses.
const fn lost(line: ServiceLine) -> Known {
    match line {
        Premium => (0.002, 0.0015, 0.0025),
        SuperEconomy => (0.010, 0.008, 0.012),
        _ => (0.005, 0.0045, 0.0055),
    }
}

fn reports(sheet: &mut Sheet, story: &Story) {
    let rules = &story.reports[Observer::OriginCarrier.index()];
    let missing = |milestone: Milestone| {
        let threshold = rules.missing.get(milestone.index());
        threshold.map_or(0.0, |threshold| threshold.probability())
    };
    if story.line.tracked_until() == TrackedUntil::Door {
        let arrival = missing(Milestone::ArrivedDestination);
        judge(sheet, "arrival not scanned", arrival, ARRIVAL_MISSING);
        let round = missing(Milestone::OutForDelivery);
        judge(sheet, "round not scanned", round, ROUND_MISSING);
    }
    let rules = story.estimate;
    let revised = rules.given.probability() * rules.revised.probability();
    judge(sheet, "estimate is revised", revised, REVISED);
}

/// Judges the figures that were published of single countries.
fn countries(sheet: &mut Sheet, story: &Story) {
    for (country, _) in story.order.destinations.iter() {
        let published = country.habit_per_mille(Habit::FirstAttempt);
        let declared = RATES[FIRST_ATTEMPT].first(story.graph(*country));
        if let (Some(published), Some(declared)) = (published, declared) {
            let name = format!("first attempt succeeds, {}", country.code());
            exactly(sheet, &name, declared, f64::from(published) / 1_000.0);
        }
    }
    for (country, known) in UNCOLLECTED {
        if let Some(late) = uncollected(story.graph(country)) {
            let days = country.hold().counter_days;
            judge(
                sheet,
                &format!("not collected within {days} d"),
                late,
                known,
            );
        }
    }
}

/// Returns how many parcels at the counter nobody collects in time.
fn uncollected(graph: &Graph) -> Option<f64> {
    let counter = graph.states.iter().find(|state| {
        state.milestone == Some(Milestone::AvailableForPickup) && state.place == PlaceRole::Counter
    })?;
    let Next::States { successors, .. } = &counter.next else {
        return None;
    };
    let leads = |from: StateIndex| match &graph.state(from).next {
        Next::States { successors, .. } => successors.only().copied(),
        Next::End(_) => None,
    };
    let expires = |waits: StateIndex| {
        let then = leads(waits).map(|then| graph.state(then).milestone);
        then == Some(Some(Milestone::PickupExpired))
    };
    let total: u64 = successors.iter().map(|(_, weight)| weight).sum();
    let late = successors.iter().filter(|(waits, _)| expires(**waits));
    let late: u64 = late.map(|(_, weight)| weight).sum();
    Some(late as f64 / total.max(1) as f64)
}

fn stage_model(sheet: &mut Sheet, graph: &Graph, stage: &Stage) {
    let rates = [
        (IMPORT_HOLD, stage.import_hold),
        (FIRST_ATTEMPT, stage.first_attempt),
        (PICKUP_POINT, stage.pickup_point),
        (EXPORT_HOLD, stage.export_hold),
    ];
    for (rate, target) in rates {
        let rate = &RATES[rate];
        if let Some(declared) = rate.first(graph) {
            exactly(sheet, rate.name, declared, target);
        }
    }
}

/// Judges a rate by a figure that was printed to a thousandth.
fn exactly(sheet: &mut Sheet, name: &str, declared: f64, target: f64) {
    judge(
        sheet,
        name,
        declared,
        (target, target - 0.0005, target + 0.0005),
    );
}

fn within(sheet: &mut Sheet, name: &str, declared: f64, (low, high): (f64, f64)) {
    let band = Band {
        target: None,
        low: Some(low),
        high: Some(high),
    };
    sheet.judge((name.to_owned(), "share"), (Some(declared), 0), band);
}

fn judge(sheet: &mut Sheet, name: &str, declared: f64, (target, low, high): Known) {
    let band = Band {
        target: Some(target),
        low: Some(low),
        high: Some(high),
    };
    sheet.judge((name.to_owned(), "share"), (Some(declared), 0), band);
}
