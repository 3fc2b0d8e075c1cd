//! Gate (c), rates: how often things happen, against what the compiled scenario declares.
//!
//! A declared rate is computed from weights and thresholds of the scenario, lane by lane as the parcels met them, and
//! never typed again. The allowance is 3.3 standard errors of a share, of as many parcels as the observed clusters (a
//! country's order day) are worth.

pub(super) mod declared;

use std::collections::BTreeMap;

use self::declared::{Meeting, RATES, fates, meetings};
use super::figure::{Band, Gate, Sheet};
use super::{Deals, Figure};
use crate::fleet::Case;
use crate::parcel::Fate;
use crate::scenario::Story;
use crate::scenario::model::Body;

/// How many standard errors a rate may be off.
const ERRORS: f64 = 3.3;
/// Which seeds must all pass.
const SEEDS: [u64; 3] = [1, 2, 3];

/// Judges the rates of a scenario of its own.
pub(super) fn check(deals: &Deals<'_>, story: &Story, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let ends = fates(story);
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Rates);
    for seed in SEEDS {
        let look = |seen: &mut Vec<Meeting>, case: &Case| meetings(seen, (story, &ends), case);
        let add = |whole: &mut Vec<Meeting>, part: Vec<Meeting>| whole.extend(part);
        let seen = deals.with_seed(Gate::Rates, seed, |deal| deal.gather(look, add, done));
        judge(&mut sheet, seed, &seen);
    }
    sheet.figures
}

/// Judges the shares of a mix's parts.
pub(super) fn check_mix(deals: &Deals<'_>, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let Body::Mix(parts) = &deals.request.scenario.body else {
        return Vec::new();
    };
    let total: u64 = parts.iter().map(|(_, weight)| weight).sum();
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Rates);
    for seed in SEEDS {
        let look = |seen: &mut BTreeMap<String, u64>, case: &Case| {
            *seen.entry(case.scenario.name.to_string()).or_insert(0) += 1;
        };
        let add = |whole: &mut BTreeMap<String, u64>, part: BTreeMap<String, u64>| {
            for (name, count) in part {
                *whole.entry(name).or_insert(0) += count;
            }
        };
        let seen = deals.with_seed(Gate::Rates, seed, |deal| deal.gather(look, add, done));
        let cases: u64 = seen.values().sum();
        for (part, weight) in parts.iter() {
            let count = seen.get(part.name.as_ref()).copied().unwrap_or(0);
            let share = Share {
                hits: count as f64,
                n: cases as f64,
                declared: weight as f64 / total.max(1) as f64,
                design_effect: 1.0,
            };
            share.judge(&mut sheet, format!("part {}, seed {seed}", part.name));
        }
    }
    sheet.figures
}

/// A measured share and the declared one.
struct Share {
    hits: f64,
    n: f64,
    declared: f64,
    design_effect: f64,
}

impl Share {
    fn judge(&self, sheet: &mut Sheet, name: String) {
        let p = self.declared;
        let worth = self.n / self.design_effect.max(1.0);
        let allowed = ERRORS * (p * (1.0 - p) / worth.max(1.0)).sqrt();
        let band = Band {
            target: Some(p),
            low: Some((p - allowed).max(0.0)),
            high: Some((p + allowed).min(1.0)),
        };
        let measured = (self.n > 0.0).then(|| self.hits / self.n);
        let figure = sheet.judge((name, "share"), (measured, self.n as usize), band);
        figure.note = format!("design effect {:.2}", self.design_effect);
    }
}

fn judge(sheet: &mut Sheet, seed: u64, seen: &[Meeting]) {
    let fates = Fate::ALL.iter().map(|fate| format!("fate {fate}"));
    let names = RATES.iter().map(|rate| rate.name.to_owned()).chain(fates);
    let mut names: Vec<String> = names.collect();
    names.push("origin's page misses a scan".to_owned());
    names.push("estimate is revised".to_owned());
    for (rate, name) in (0_u8..).zip(names) {
        let of_rate: Vec<&Meeting> = seen.iter().filter(|met| met.rate == rate).collect();
        if of_rate.is_empty() {
            continue;
        }
        share(&of_rate).judge(sheet, format!("{name}, seed {seed}"));
    }
}

fn share(met: &[&Meeting]) -> Share {
    let n = met.len() as f64;
    let hits = met.iter().filter(|one| one.is_hit).count() as f64;
    let declared = met.iter().map(|one| one.declared).sum::<f64>() / n;
    // What a cluster has more or less than its own lanes declare.
    let mut clusters: BTreeMap<u32, f64> = BTreeMap::new();
    let mut variance = 0.0;
    for one in met {
        let hit = if one.is_hit { 1.0 } else { 0.0 };
        *clusters.entry(one.cluster).or_insert(0.0) += hit - one.declared;
        variance += one.declared * (1.0 - one.declared);
    }
    let squares: f64 = clusters.values().map(|off| off * off).sum();
    let design_effect = if variance > 0.0 {
        squares / variance
    } else {
        1.0
    };
    Share {
        hits,
        n,
        declared,
        design_effect,
    }
}
