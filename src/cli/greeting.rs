//! What `serve` says to people: one number a scenario to try, and how.

use std::fmt::Write as _;
use std::net::SocketAddr;

use unicode_width::UnicodeWidthStr as _;

use super::args::LookArgs;
use super::style::Look;
use crate::dialect::by_name;
use crate::fleet::Case;
use crate::fleet::words::plain;
use crate::parcel::{Observer, Timestamp};
use crate::server::Tenant;

/// So many of a scenario's orders are looked through for the oldest.
const FIRST: u64 = 128;
/// So many cases of a scenario are tried for one that has something to show.
const TRIES: usize = 20;

/// A number to try.
pub(super) struct Tried {
    pub(super) scenario: String,
    pub(super) number: String,
    /// What the origin network's page says.
    status: &'static str,
}

/// Returns one number of each scenario, if possible one that has something to show.
pub(super) fn numbers(tenant: &Tenant) -> Vec<Tried> {
    let fleet = tenant.fleet();
    let worlds = tenant.desk.worlds();
    let now = tenant.desk.clock.now();
    // Of the first orders the oldest have most to show; the very first is what the command line prints.
    let mut oldest: Vec<u64> = (0..FIRST.min(fleet.cases_of_one())).collect();
    oldest.sort_by_key(|n| fleet.arrivals.of(*n));
    let one = |source: &crate::server::Source| {
        let oldest = oldest.iter().take(TRIES);
        let mut cases = oldest.filter_map(|n| fleet.case_of(&worlds, source, *n));
        let first = cases.next()?;
        let told = |case: &Case| case.typed(Some(now)).is_some();
        let shows = |case: &Case| told(case) && case.observations(Some(now)).next().is_some();
        let case = if shows(&first) {
            first
        } else {
            cases.find(shows).unwrap_or(first)
        };
        // What the buyer was told first is what such a story is about: the placeholder, the slip.
        let told = case.orders.first()?.told.first()?;
        let number = case.told_text(told)?;
        Some(Tried {
            scenario: source.name().to_owned(),
            status: status(&case, number.as_str(), now),
            number: number.to_string(),
        })
    };
    fleet.sources.iter().filter_map(one).collect()
}

fn status(case: &Case, text: &str, now: Timestamp) -> &'static str {
    let Some(number) = case.number(text) else {
        return "unknown";
    };
    let page = case.page((number, text), Observer::OriginCarrier, now, None);
    match page.timeline.status() {
        Some(status) => status.name(),
        None => page.timeline.standing.name(),
    }
}

/// Returns a table of numbers to try, and a command that tries one.
pub(super) fn greeting(address: SocketAddr, tenant: &Tenant, look: LookArgs) -> String {
    let look = Look::of_stderr(look);
    let clock = &tenant.desk.clock;
    let now = clock.now().zulu();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} at {}, {}",
        look.bold(format!("http://{address}")),
        String::from_utf8_lossy(&now),
        clock.pace(),
    );
    let tried = numbers(tenant);
    let widest = |text: fn(&Tried) -> &str| tried.iter().map(|one| text(one).width()).max();
    let scenario = widest(|one| &one.scenario).unwrap_or(0);
    let number = widest(|one| &one.number).unwrap_or(0);
    for one in &tried {
        let _ = writeln!(
            out,
            "  {:<scenario$}  {:<number$}  {}",
            one.scenario,
            one.number,
            look.dim(plain(one.status)),
        );
    }
    if let Some((one, cainiao)) = tried.first().zip(by_name("cainiao")) {
        let request = cainiao.reading(&one.number, None);
        let _ = writeln!(out, "\n  curl 'http://{address}{}'", request.uri());
    }
    out
}
