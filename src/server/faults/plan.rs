//! Plans: the rules that are in force, and which of them strike a request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::{Draw, Marks, Rule, Struck};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::{Answer, Dialect};
use crate::server::reply::Payload;

/// Requests about so many different numbers are counted at most; further ones push out others, which begin anew.
const COUNTED_MOST: usize = 65_536;
/// At most so many rules are in force.
pub(super) const RULES_MOST: usize = 100;

/// The faults of a tenant.
#[derive(Debug, Default)]
pub struct Faults {
    plan: RwLock<Option<Arc<Plan>>>,
    /// What is in force after a reset.
    first: Option<Arc<Plan>>,
}

/// Rules that are in force, and how often what was asked while they were.
#[derive(Debug, Default)]
pub struct Plan {
    /// What the draws hang on.
    pub(super) seed: u64,
    pub(super) rules: Vec<Rule>,
    polls: Mutex<BTreeMap<u128, u32>>,
}

/// What faults look at in a request.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Asked<'a> {
    /// Whom it is to.
    pub(in crate::server) dialect: &'static dyn Dialect,
    /// The API key.
    pub(in crate::server) key: &'a str,
    /// The numbers that it is about.
    pub(in crate::server) numbers: &'a [String],
    /// The path, for a request that is about no number.
    pub(in crate::server) path: &'a str,
}

impl Faults {
    /// Returns faults that begin with a plan, and come back to it.
    pub fn of(plan: Plan) -> Self {
        let plan = Some(Arc::new(plan));
        Self {
            plan: RwLock::new(plan.clone()),
            first: plan,
        }
    }

    /// Puts in force what was so at first, and counts polls from the first again.
    pub fn reset(&self) {
        let mut plan = self.plan.write().unwrap_or_else(PoisonError::into_inner);
        plan.clone_from(&self.first);
        if let Some(plan) = plan.as_ref() {
            plan.polls().clear();
        }
    }

    /// Puts rules in force in place of those that were; polls are counted from the first again.
    pub fn set(&self, plan: Plan) {
        *self.plan.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(plan));
    }

    /// Counts polls from the first again.
    pub fn restart(&self) {
        if let Some(plan) = self.plan() {
            plan.polls().clear();
        }
    }

    /// Returns what is in force.
    pub(in crate::server) fn plan(&self) -> Option<Arc<Plan>> {
        self.plan
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Plan {
    /// Returns a plan of some rules, drawn with a seed.
    pub fn new(seed: u64, rules: Vec<Rule>) -> Self {
        Self {
            seed,
            rules,
            polls: Mutex::default(),
        }
    }

    fn polls(&self) -> std::sync::MutexGuard<'_, BTreeMap<u128, u32>> {
        self.polls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request, and returns what strikes it.
    pub(in crate::server) fn strikes(self: &Arc<Self>, asked: &Asked<'_>) -> Strikes {
        let mut who = Fingerprint::of("fault")
            .and(asked.dialect.name())
            .and(asked.key);
        for number in asked.numbers {
            who = who.and(number);
        }
        if asked.numbers.is_empty() {
            who = who.and_int(-1).and(asked.path);
        }
        let poll = self.count(who.bits());
        let base = who.and_int(i64::from(poll)).and_int(self.seed as i64);
        let mut hit = Vec::new();
        let mut nth = BTreeMap::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let nth: &mut i64 = nth.entry(rule.kind.name).or_default();
            *nth += 1;
            // The place among its own kind counts, so that other faults come and go without moving this one's luck.
            let draw = Draw::new(base.and(rule.kind.name).and_int(*nth));
            if rule.concerns(asked, poll) && draw.share("strikes") < rule.rate {
                hit.push((place, draw));
            }
        }
        Strikes {
            plan: Arc::clone(self),
            hit,
        }
    }

    /// Returns how many times this was asked, from 1.
    fn count(&self, who: u128) -> u32 {
        let mut polls = self.polls();
        if polls.len() >= COUNTED_MOST && !polls.contains_key(&who) {
            polls.pop_first();
        }
        let count = polls.entry(who).or_default();
        *count = count.saturating_add(1);
        *count
    }
}

impl Rule {
    fn concerns(&self, asked: &Asked<'_>, poll: u32) -> bool {
        self.dialect
            .is_none_or(|dialect| dialect.name() == asked.dialect.name())
            && self
                .number
                .as_ref()
                .is_none_or(|number| asked.numbers.contains(number))
            && self.first.is_none_or(|first| poll <= first)
            && self.fault.concerns(asked.numbers)
    }
}

/// The faults that strike one request.
#[derive(Debug)]
pub(in crate::server) struct Strikes {
    plan: Arc<Plan>,
    hit: Vec<(usize, Draw)>,
}

impl Strikes {
    fn rules(&self) -> impl Iterator<Item = (&Rule, Draw)> {
        self.hit
            .iter()
            .map(|(place, draw)| (&self.plan.rules[*place], *draw))
    }

    /// Returns the kinds of fault that strike.
    pub(in crate::server) fn marks(&self) -> Marks {
        self.rules()
            .fold(Marks::default(), |marks, (rule, _)| marks.with(rule.kind))
    }

    /// Returns what is answered in the dialect's place, by the first rule that says so.
    pub(in crate::server) fn instead(&self, asked: &Asked<'_>) -> Option<Answer> {
        self.rules()
            .find_map(|(rule, draw)| rule.fault.instead(&struck(asked, draw)))
    }

    /// Returns by how many seconds the answer is out of date.
    pub(in crate::server) fn age(&self) -> i64 {
        self.rules().map(|(rule, _)| rule.fault.age()).sum()
    }

    /// Damages an answer.
    pub(in crate::server) fn damage(&self, answer: &mut Answer, asked: &Asked<'_>) {
        for (rule, draw) in self.rules() {
            rule.fault.damage(answer, &struck(asked, draw));
        }
    }

    /// Returns how much longer the answer takes.
    pub(in crate::server) fn delay(&self) -> Duration {
        self.rules()
            .map(|(rule, draw)| rule.fault.delay(&draw))
            .sum()
    }

    /// Changes how a body goes out.
    pub(in crate::server) fn send(&self, payload: &mut Payload) {
        for (rule, draw) in self.rules() {
            rule.fault.send(payload, &draw);
        }
    }
}

fn struck<'a>(asked: &Asked<'a>, draw: Draw) -> Struck<'a> {
    Struck {
        dialect: asked.dialect,
        numbers: asked.numbers,
        draw,
    }
}
