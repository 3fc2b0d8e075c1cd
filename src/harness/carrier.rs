//! The mock carrier of a test.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::expect::{Expected, Report};
use super::house::House;
use super::{Hands, Request, StartError, Times, Truth};
use crate::carrier::Binding;
use crate::fleet::{Case, Ideal};
use crate::order::Order;
use crate::parcel::{NumberRef, Timestamp};
use crate::random::Seed;
use crate::server::Tenant;
use crate::server::faults::{FaultError, Plan, Rule};

/// One case on a loopback port of its own, with a clock that the test moves.
///
/// It answers as each carrier's own server does, at its real path, and as `simulate serve` does in everything else, the
/// control API included. The clock stands still at the instant at which the buyer gets the number, until the test moves
/// it.
///
/// It costs a thread or two and five open files; two hundred at a time want `ulimit -n 2048`.
///
/// When it is dropped, it checks what was expected of the tracker, and then its port and thread are gone. A test that
/// panics for another reason is told which parcel it was about.
#[derive(Debug)]
pub struct MockCarrier {
    case: Arc<Case>,
    tenant: Arc<Tenant>,
    house: House,
    began: Timestamp,
    faults: Mutex<Vec<String>>,
    expected: Mutex<Vec<Expected>>,
}

impl MockCarrier {
    pub(super) fn new(case: Case, tenant: Arc<Tenant>, house: House) -> Self {
        Self {
            began: tenant.desk.clock.now(),
            case: Arc::new(case),
            tenant,
            house,
            faults: Mutex::default(),
            expected: Mutex::default(),
        }
    }

    /// Returns where it listens, without a slash at the end: `http://127.0.0.1:41235`.
    pub fn url(&self) -> String {
        format!("http://{}", self.house.address())
    }

    /// Returns what the buyer ordered and was told.
    ///
    /// # Panics
    ///
    /// Never: every case has an order.
    pub fn order(&self) -> &Order {
        self.case.orders.first().expect("every case has an order")
    }

    /// Returns the number that the buyer has now: the last one told by now, or else the first.
    pub fn number(&self) -> String {
        number_at(&self.case, self.now())
    }

    /// Returns the clock that everything shown follows.
    ///
    /// It moves by seconds, also back: `carrier.clock().advance(days(10))`.
    pub fn clock(&self) -> Hands<'_> {
        Hands::of(&self.tenant)
    }

    /// Returns what the clock shows.
    pub fn now(&self) -> Timestamp {
        self.clock().now()
    }

    /// Puts the clock to an instant, such as `2026-03-20T12:00:00Z`, forward or back.
    ///
    /// # Panics
    ///
    /// Panics if the text is no instant.
    pub fn set(&self, instant: &str) {
        let Some(at) = Timestamp::parse(instant) else {
            panic!(
                "`{instant}` is no instant: write RFC 3339 with an offset, such as `2026-03-20T12:00:00Z`"
            );
        };
        self.clock().set(at);
    }

    /// Moves the clock to the next moment at which anybody shows something else of the case, or the buyer is told
    /// another number; returns it.
    ///
    /// None: nothing will ever change, and the clock stays.
    pub fn advance_to_next_change(&self) -> Option<Timestamp> {
        let next = self.case.next_change(self.now())?;
        self.clock().set(next);
        Some(next)
    }

    /// Returns what really happened, and will.
    pub fn truth(&self) -> Truth<'_> {
        Truth::of(&self.case)
    }

    /// Returns what a perfect tracker would say now of the number that the buyer has.
    ///
    /// # Panics
    ///
    /// Never: every case has an order.
    pub fn ideal(&self) -> Ideal {
        let (number, now) = (self.number(), self.now());
        let known = self.case.number(&number);
        let ideal = self.case.ideal((known, &number), now, None);
        ideal.expect("every case has an order")
    }

    /// Returns what was asked of carriers so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.tenant.journal.requests()
    }

    /// Lets a text of your own, well-formed or not, stand for the number that the buyer has, in every dialect.
    ///
    /// # Panics
    ///
    /// Panics if as many texts are bound as can be.
    pub fn bind(&self, text: &str) {
        let told = &self.order().told;
        let by_now = told.iter().rev().find(|tell| tell.from <= self.now());
        let told = by_now.or(told.first()).map(|tell| tell.number);
        let binding = Binding {
            world: self.case.world.clone(),
            address: self.case.address,
            number: told.unwrap_or(NumberRef {
                parcel: 0,
                role: crate::parcel::NumberRole::Origin,
            }),
        };
        if let Err(full) = self.tenant.desk.bind(text, binding) {
            panic!("{} texts are bound, and no more can be", full.most);
        }
    }

    /// Lets something go wrong around the answers from now on, besides what does already, as `simulate serve --fault`
    /// does: `cainiao:robot-wall=0.05`, `*:status=503,first=2`.
    ///
    /// # Panics
    ///
    /// Panics with the mend if there is no such fault.
    pub fn fault(&self, fault: &str) {
        if let Err(error) = self.try_fault(fault) {
            panic!("{error}");
        }
    }

    pub(super) fn try_fault(&self, fault: &str) -> Result<(), StartError> {
        let mut faults = held(&self.faults);
        let texts = faults.iter().map(String::as_str).chain([fault]);
        let rules = texts
            .map(str::parse)
            .collect::<Result<Vec<Rule>, FaultError>>()
            .map_err(|error| StartError::new(error.to_string(), error.mend))?;
        let plan = Plan::new(self.case.world.seed.0, rules);
        self.tenant.faults.set(plan);
        faults.push(fault.to_owned());
        Ok(())
    }

    /// Lets nothing go wrong any more.
    pub fn clear_faults(&self) {
        held(&self.faults).clear();
        let plan = Plan::new(self.case.world.seed.0, Vec::new());
        self.tenant.faults.set(plan);
    }

    /// Expects so many requests to carriers in all, when the carrier is dropped: `3`, `..=8`, `1..`.
    pub fn expect_requests(&self, times: impl Into<Times>) {
        held(&self.expected).push(Expected::Requests(times.into()));
    }

    /// Expects so many polls on each day of virtual time, by UTC and of any one dialect. A lower bound holds for the
    /// days that have passed wholly.
    pub fn expect_polls_per_day(&self, times: impl Into<Times>) {
        held(&self.expected).push(Expected::PollsPerDay(times.into()));
    }

    /// Expects that after an answer 429 the same dialect is not asked before `Retry-After` has passed, or a second where
    /// the answer does not say; by the wall's clock or the carrier's, whichever moved more.
    pub fn expect_backoff_after_429(&self) {
        held(&self.expected).push(Expected::Backoff);
    }

    /// Checks now what was expected, and expects it no more.
    ///
    /// # Panics
    ///
    /// Panics with what was expected and what came nearest to it.
    pub fn verify(&self) {
        if let Some(complaint) = self.complaint() {
            panic!("{complaint}");
        }
    }

    /// Returns the command that prints this carrier's parcel.
    pub fn reproduction(&self) -> String {
        reproduction(&self.case)
    }

    pub(super) const fn case(&self) -> &Arc<Case> {
        &self.case
    }

    fn complaint(&self) -> Option<String> {
        let expected = std::mem::take(&mut *held(&self.expected));
        let report = Report {
            requests: self.requests(),
            astray: self.tenant.journal.astray(),
            began: self.began,
            now: self.now(),
        };
        let wrong: Vec<String> = expected
            .iter()
            .filter_map(|expected| report.complaint(*expected))
            .collect();
        if wrong.is_empty() {
            return None;
        }
        let mut text = String::new();
        for complaint in wrong {
            let _ = writeln!(text, "{complaint}");
        }
        let _ = write!(text, "{}\n{}", report.summary(), self.whose());
        Some(text)
    }

    /// Says which parcel it is.
    fn whose(&self) -> String {
        let number = self.number();
        format!("the parcel is {number}: {}", self.reproduction())
    }
}

impl Drop for MockCarrier {
    fn drop(&mut self) {
        if thread::panicking() {
            #[expect(
                clippy::print_stderr,
                reason = "the test runner shows it below the panic, and a second panic would hide the first"
            )]
            {
                eprintln!("{}", self.whose());
            }
        } else {
            self.verify();
        }
    }
}

/// Returns the number that a case's buyer has at an instant, or else the first that is told.
pub(super) fn number_at(case: &Case, at: Timestamp) -> String {
    let first = || case.orders.first()?.told.first();
    let typed = case
        .typed(Some(at))
        .or_else(|| first().and_then(|tell| case.told_text(tell)));
    typed.map(|number| number.to_string()).unwrap_or_default()
}

/// Returns the command that prints a case.
pub(super) fn reproduction(case: &Case) -> String {
    let scenario = &case.world.scenario;
    let mut command = format!("simulate --scenario {}", scenario.name);
    if scenario.id.is_none() {
        command.push_str(".toml");
    }
    if *case.world.trouble() != *scenario.trouble {
        let _ = write!(command, " --with '{}'", case.world.trouble());
    }
    if case.world.seed != Seed::DEFAULT {
        let _ = write!(command, " --seed {}", case.world.seed.0);
    }
    if case.address.day != case.world.start() {
        let _ = write!(command, " --start {}", case.address.day);
    }
    if case.address.place != 0 {
        let _ = write!(command, " --index {}", case.address.place);
    }
    command
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A list is whole between any two of its changes, so a poisoned lock holds nothing broken.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
