//! Builds a story: what buyers are told, numbers, reports, and a graph for each group of destinations.
//!
//! Only what is missing altogether is reported here; what is there and wrong was reported when it was read.

use std::sync::Arc;

use super::Tables;
use super::graph::graphs;
use crate::calendar::{Disruption, Site};
use crate::parcel::{Country, Facility, Milestone, Observer};
use crate::scenario::diagnostic::Span;
use crate::scenario::dwell::{Dwell, Spread};
use crate::scenario::file::problems::Problems;
use crate::scenario::file::{
    DisruptionTable, EstimateTable, Field, NetworkTable, NumbersTable, OrderTable, ReportTable,
    ScenarioFile, SilentTable, ToldTable,
};
use crate::scenario::model::{
    Body, Choice, EstimateRules, NetworkRules, NumberRules, OrderRules, ReportRules, Silence,
    Story, Threshold, Told,
};

/// Returns the story of a file whose base is merged in; none if something was reported.
pub(super) fn story(
    file: &ScenarioFile,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Body> {
    if file.line.is_absent() {
        let help = "add `line = \"standard\"` or another service line, or inherit with `base = \"standard\"`";
        problems.absent(Span::default(), "the file has no `line`", help);
    }
    own_line(file, problems);
    let order = order(&file.order, tables, problems);
    let numbers = numbers(&file.numbers, problems);
    let reports = Observer::ALL
        .iter()
        .map(|observer| report(&file.reports[observer.index()], tables));
    let reports = reports.collect::<Vec<_>>();
    let (graphs, graph_of) = graphs(file, tables, problems)?;
    Some(Body::Story(Box::new(Story {
        line: *file.line.given()?,
        order: order?,
        numbers: numbers?,
        network: network(&file.network),
        estimate: estimate(&file.estimate),
        disruptions: disruptions(file),
        reports: reports.try_into().ok()?,
        graphs,
        graph_of,
    })))
}

/// Reports a list of lines on which the story itself is not.
fn own_line(file: &ScenarioFile, problems: &mut Problems) {
    let (Field::Given(lines), Some(own)) = (&file.lines, file.line.given()) else {
        return;
    };
    if !lines.value.contains(own) {
        let key = own.key();
        let message = format!("`lines` does not name `{key}`, the scenario's own line");
        let help = format!("add `\"{key}\"` to it, or say another `line`");
        problems.error(lines.span, message, "not its own line", help);
    }
}

fn order(
    table: &OrderTable,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<OrderRules> {
    require(
        &table.destinations,
        table.span,
        ("order", "destinations", "{ US = 2, FR = 1 }"),
        problems,
    );
    require(
        &table.handling,
        table.span,
        (
            "order",
            "handling",
            "{ uniform = { min = \"6h\", max = \"2d\" } }",
        ),
        problems,
    );
    require(
        &table.promise_days,
        table.span,
        ("order", "promise", "{ from = \"15d\", until = \"25d\" }"),
        problems,
    );
    let mut dwell = |spread: &Spread| tables.dwell(spread);
    let told = match &table.number {
        Field::Absent => Told::Real,
        number => told(number.given()?, &mut dwell),
    };
    let tell = match &table.tell {
        Field::Absent => dwell(&Spread::Fixed(0)),
        tell => dwell(tell.given()?),
    };
    Some(OrderRules {
        day: table.day.given().copied(),
        destinations: Choice::new(table.destinations.given()?.iter().copied())?,
        handling: dwell(table.handling.given()?),
        tell,
        promise_days: *table.promise_days.given()?,
        told,
    })
}

fn told(told: &ToldTable, dwell: &mut impl FnMut(&Spread) -> Arc<Dwell>) -> Told {
    match told {
        ToldTable::Real => Told::Real,
        ToldTable::Placeholder(spread) => Told::Placeholder {
            replaced_after: dwell(spread),
        },
        ToldTable::Provisional(spread) => Told::Provisional {
            replaced_after: dwell(spread),
        },
        ToldTable::Invented(share) => Told::Invented {
            valid_check_digit: Threshold::new(*share),
        },
        ToldTable::Copied(spread) => Told::Copied {
            ordered_before: dwell(spread),
        },
        ToldTable::Recycled(spread) => Told::Recycled {
            earlier_life: dwell(spread),
        },
        ToldTable::Changing(spread) => Told::Changing {
            told_after: dwell(spread),
        },
        ToldTable::Several(parcels, spread) => Told::Several {
            parcels: *parcels,
            later: dwell(spread),
        },
        ToldTable::Mistyped(spread) => Told::Mistyped {
            corrected_after: spread.as_ref().map(dwell),
        },
    }
}

fn numbers(table: &NumbersTable, problems: &mut Problems) -> Option<NumberRules> {
    require(
        &table.origin,
        table.span,
        ("numbers", "origin", "{ LP = 1 }"),
        problems,
    );
    let hand_over = match &table.hand_over {
        Field::Absent => 0.0,
        hand_over => *hand_over.given()?,
    };
    Some(NumberRules {
        origin: Choice::new(table.origin.given()?.iter().copied())?,
        hand_over: Threshold::new(hand_over),
    })
}

/// How many parcels travel together where a file does not say: assumption, as a bag holds 30–300.
const BAG: u32 = 120;
const DAILY_PARCELS: u32 = 20_000;

fn network(table: &NetworkTable) -> NetworkRules {
    NetworkRules {
        daily_parcels: table
            .daily_parcels
            .given()
            .copied()
            .unwrap_or(DAILY_PARCELS),
        bag: table.bag.given().copied().unwrap_or(BAG),
    }
}

fn estimate(table: &EstimateTable) -> EstimateRules {
    let share = |field: &Field<f64>| Threshold::new(field.given().copied().unwrap_or(0.0));
    EstimateRules {
        given: share(&table.given),
        revised: share(&table.revised),
    }
}

fn disruptions(file: &ScenarioFile) -> Vec<Disruption> {
    let tables = file
        .disruptions
        .given()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let disruption = |table: &DisruptionTable| {
        let facility = Facility::from_code(&table.at).map(Site::Facility);
        let site = facility.or_else(|| Country::from_code(&table.at).map(Site::Country))?;
        Some(Disruption {
            at: site,
            from: table.from,
            until: table.until,
            clears_in: table.clears_in,
        })
    };
    tables.iter().filter_map(disruption).collect()
}

fn report(table: &ReportTable, tables: &mut Tables<'_>) -> ReportRules {
    let mut dwell = |field: &Field<Spread>| field.given().map(|spread| tables.dwell(spread));
    let mut missing = Vec::new();
    if let Some(entries) = table.missing.given() {
        missing.resize(Milestone::COUNT, Threshold::default());
        for (milestone, share) in entries {
            missing[milestone.index()] = Threshold::new(*share);
        }
    }
    let silence = |(after, until): &SilentTable| Silence {
        after: *after,
        until: *until,
    };
    ReportRules {
        record: dwell(&table.record),
        publish: dwell(&table.publish),
        partner: dwell(&table.partner),
        opens: dwell(&table.opens),
        missing,
        silent: table
            .silent
            .given()
            .map(|silent| silent.iter().map(silence).collect())
            .unwrap_or_default(),
    }
}

fn require<T>(field: &Field<T>, span: Span, what: (&str, &str, &str), problems: &mut Problems) {
    let (table, key, example) = what;
    if field.is_absent() {
        let message = format!("`[{table}]` has no `{key}`");
        problems.absent(
            span,
            message,
            format!("add `{key} = {example}` to it, or inherit with `base = \"standard\"`"),
        );
    }
}
