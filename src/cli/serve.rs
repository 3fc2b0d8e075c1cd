//! `simulate serve`: the mock carrier on a port.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::args::{LookArgs, at_least_one, whole};
use super::failure::Failure;
use super::webhooks::WebhookArgs;
use super::{greeting, output, settings, stop, trouble, world};
use crate::carrier::{Desk, Keep, Keys, Limits, Nothing, Subscriptions};
use crate::clock::{Clock, Pace, wall_now};
use crate::fleet::{Address, DEFAULT_START, World, Worlds};
use crate::order::Arrivals;
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, Day};
use crate::random::Seed;
use crate::scenario::Library;
use crate::server::faults::{FaultError, Plan, Rule};
use crate::server::{
    CASES, DAYS, Faults, Fleet, Kept, Server, Shelf, Source, State, Tenant, Terms,
};
use crate::trouble::Trouble;

const AFTER_HELP: &str = "\
Examples:
  simulate serve
  simulate serve --scenario customs-hold --pace 1d/s
  simulate serve --live --state trackers.redb
  simulate serve --scenario standard --with duplicate=0.3,zone-missing,robot-wall=0.05
  simulate serve --fault 'cainiao:robot-wall=0.05' --fault '*:latency=200ms..2s'
  simulate serve --webhook easypost=http://127.0.0.1:9000/hook,secret=s --pace 1d/s
  simulate serve --listen 127.0.0.1:0 --now 2026-04-15T12:00:00Z
  simulate serve --proxy --tls-ca ./ca.pem

The first line on standard output is one JSON object with the `url`. `GET /_sim/openapi.json` describes the control API.";

/// With `--live`, orders of so many days are there.
const LIVE_DAYS: u16 = 60;
/// What runs on other threads has so long to end after the last answer.
const END_TIME: Duration = Duration::from_secs(1);

/// Answer as the carriers' servers would.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct ServeArgs {
    /// Where to listen; port 0 takes any free one. Elsewhere than on loopback, `--control-token` is demanded
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", value_parser = address)]
    listen: SocketAddr,

    /// Serve orders of a scenario, and declare its world; may be repeated. Numbers of the library are always known
    /// [default: the whole library]
    #[arg(long, value_name = "NAME|FILE")]
    scenario: Vec<String>,

    /// How many orders there are to begin with, in all [default: 10000]
    #[arg(long, value_name = "N", value_parser = at_least_one, allow_hyphen_values = true)]
    cases: Option<u64>,

    /// Over how many order days they are dealt [default: 30, with `--live` 60]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=480))]
    days: Option<u16>,

    /// The seed of the scenarios that `--scenario` names [default: 1]
    #[arg(long, value_name = "N", value_parser = whole, allow_hyphen_values = true)]
    seed: Option<u64>,

    /// The first order day, around which short numbers are read [default: 2026-03-02]
    #[arg(long, value_name = "DATE")]
    start: Option<String>,

    /// What goes wrong on purpose in the scenarios that `--scenario` names, and around answers: duplicate=0.3,
    /// zone-missing,robot-wall=0.05; `simulate trouble` lists the names
    #[arg(
        long,
        value_name = "TROUBLE[=RATE],…",
        default_value = "",
        hide_default_value = true
    )]
    with: String,

    /// What the clock shows at first [default: noon UTC, 30 days after the start]
    #[arg(long, value_name = "TIME")]
    now: Option<jiff::Timestamp>,

    /// How the clock moves: frozen, real, a rate such as 1d/s, or jumps such as 'step 1d/10s' [default: frozen]
    #[arg(long, value_name = "PACE", conflicts_with = "live")]
    pace: Option<Pace>,

    /// Real pace from the wall's time on, orders over the last 60 days
    #[arg(long, conflicts_with_all = ["now", "start"])]
    live: bool,

    /// Accept this API key and no others; may be repeated [default: any key]
    #[arg(long, value_name = "KEY")]
    key: Vec<String>,

    /// Demand this token of whoever asks below `/_sim/`
    #[arg(long, value_name = "TOKEN")]
    control_token: Option<String>,

    /// How often a key may ask: as often as it likes, or as often as the carriers say; seconds follow the wall, hours and
    /// days virtual time
    #[arg(long, value_name = "LIMITS", default_value = "none")]
    limits: Limited,

    /// Set what stands for a fact that nobody could confirm; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,

    /// Keep trackers, webhooks, bound numbers and declared worlds in this file
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Let something go wrong, seeded by --seed; may be repeated: status=503, rate-limit=0.1,retry-after=2,
    /// latency=200ms..2s, slow-drip=5s, cut-body, connection-reset, robot-wall=0.05, invalid-json, wrong-content-type,
    /// stale=6h, partial-batch=0.3; of any, rate=SHARE, number=NUMBER, first=POLLS
    #[arg(long, value_name = "DIALECT|*:FAULT[=VALUE][,…]")]
    fault: Vec<String>,

    #[cfg(feature = "tls")]
    #[command(flatten)]
    door: super::door::DoorArgs,

    #[command(flatten)]
    webhooks: WebhookArgs,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

/// How often a key may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Limited {
    /// As often as it likes
    None,
    /// As often as each carrier says
    Real,
}

/// Reads where to listen; `localhost` is this machine.
fn address(text: &str) -> Result<SocketAddr, String> {
    let named = text.strip_prefix("localhost:");
    let text = named.map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    let mend = "write an IP address and a port, such as 127.0.0.1:8080; port 0 takes any free one";
    text.parse().map_err(|_| mend.to_owned())
}

/// Serves until it is told to stop.
pub(super) fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let tenant = Arc::new(tenant(args)?);
    #[cfg(feature = "tls")]
    let door = args.door.door()?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        Failure::run(format!("no threads can be started: {error}"), "free memory")
    })?;
    let served = runtime.block_on(async {
        let server = Server::bind(args.listen, Arc::clone(&tenant)).await;
        let server = server.map_err(|error| {
            Failure::run(
                format!("`{}` cannot be listened on: {error}", args.listen),
                "choose another `--listen`; port 0 takes any free one",
            )
        })?;
        #[cfg(feature = "tls")]
        let server = match door {
            Some(door) => server.with_door(door),
            None => server,
        };
        let address = server.address().map_err(|error| {
            Failure::run(format!("the server stopped: {error}"), "start it again")
        })?;
        // Whoever reads the first line may send a signal at once.
        let stop = stop::told();
        announce(address, args, &tenant)?;
        if std::io::stderr().is_terminal() {
            let (tenant, look) = (Arc::clone(&tenant), args.look);
            #[cfg(feature = "tls")]
            let door = args.door.greeting(address);
            // Whoever waits for the first line does not wait for what people read.
            tokio::task::spawn_blocking(move || {
                output::tell(&greeting::greeting(address, &tenant, look));
                #[cfg(feature = "tls")]
                output::tell(&door);
            });
        }
        server.run(stop).await;
        Ok(())
    });
    runtime.shutdown_timeout(END_TIME);
    served
}

fn tenant(args: &ServeArgs) -> Result<Tenant, Failure> {
    check_token(args)?;
    let wall = wall_now();
    let start = match world::start(args.start.as_deref())? {
        Some(start) => start,
        None if args.live => {
            let days = args.days.unwrap_or(LIVE_DAYS);
            Day::of_local(wall.0).plus(-i32::from(days))
        }
        None => DEFAULT_START,
    };
    let (trouble, faults) = trouble::split(&args.with)?;
    let fleet = fleet(args, start, trouble)?;
    let worlds = worlds(start, &fleet)?;
    let (keep, state, kept) = opened(args.state.as_deref())?;
    let now = match args.now {
        Some(now) => Timestamp(now.as_second()),
        None if args.live => wall,
        None => Timestamp(start.plus(30).start() + DAY / 2),
    };
    let pace = args
        .pace
        .unwrap_or(if args.live { Pace::Real } else { Pace::Frozen });
    let mut desk = Desk::kept(worlds, Clock::new(now, pace), keep);
    if !args.key.is_empty() {
        desk.keys = Keys::Only(args.key.clone());
    }
    desk.settings = settings::read(&args.set)?;
    desk.limits = (args.limits == Limited::Real).then(Limits::default);
    if let Some(state) = &state {
        desk.subscriptions = Subscriptions::new(Box::new(Shelf(Arc::clone(state))));
    }
    let terms = Terms {
        fleet,
        follows_wall: args.live,
        state,
    };
    let mut tenant = Tenant::with_terms(desk, terms, args.control_token.clone());
    tenant.faults = Faults::of(plan(args, &faults)?);
    tenant.webhooks = args
        .webhooks
        .webhooks(args.seed.unwrap_or(Seed::DEFAULT.0))?;
    tenant
        .restore(kept)
        .map_err(|error| Failure::usage(error.message, error.help))?;
    Ok(tenant)
}

/// Refuses to be controlled by whoever can reach it from elsewhere.
fn check_token(args: &ServeArgs) -> Result<(), Failure> {
    let visible =
        |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    match args.control_token.as_deref() {
        Some(token) if !visible(token) => Err(Failure::usage(
            "`--control-token` cannot be sent in a header",
            "take letters, digits and signs without blanks",
        )),
        None if !args.listen.ip().is_loopback() => Err(Failure::usage(
            format!(
                "`--listen {}` can be reached from elsewhere, and nothing guards `/_sim/`",
                args.listen
            ),
            "add `--control-token` with a secret of your own, or listen on 127.0.0.1",
        )),
        _ => Ok(()),
    }
}

/// Returns the orders that are there to begin with.
fn fleet(args: &ServeArgs, start: Day, trouble: Trouble) -> Result<Fleet, Failure> {
    let days = match args.days {
        Some(days) => days,
        None if args.live => LIVE_DAYS,
        None => DAYS,
    };
    let cases = args.cases.unwrap_or(CASES);
    let room = Address::PLACES * u64::from(days);
    if cases > room {
        return Err(Failure::usage(
            format!("`--cases {cases}`: {days} order days have places for {room} at most"),
            "ask for fewer, or deal them over more `--days`",
        ));
    }
    if args.scenario.is_empty() {
        if let Some(seed) = args.seed.filter(|seed| Seed(*seed) != Seed::DEFAULT) {
            return Err(Failure::usage(
                format!("`--seed {seed}` without `--scenario` declares no world"),
                "name scenarios: short numbers have no room for the whole library at another seed",
            ));
        }
        if !trouble.is_empty() {
            return Err(Failure::usage(
                format!("`--with {trouble}` without `--scenario` declares no world"),
                "name scenarios: short numbers have no room for the whole library with trouble",
            ));
        }
        return Ok(Fleet::library(start, days, cases));
    }
    let mut sources: Vec<Source> = Vec::new();
    for word in &args.scenario {
        let source = source(word)?;
        if sources.iter().all(|known| known.name() != source.name()) {
            sources.push(source);
        }
    }
    Ok(Fleet {
        sources,
        seed: args.seed.map_or(Seed::DEFAULT, Seed),
        trouble,
        arrivals: Arrivals::new(start, days),
        cases,
    })
}

fn source(word: &str) -> Result<Source, Failure> {
    if let Some(source) = Source::built_in(word) {
        return Ok(source);
    }
    let scenario = world::scenario(word)?;
    let text = world::text(word)?;
    Ok(Source::of(&text, scenario))
}

/// Returns the worlds whose numbers are read.
fn worlds(start: Day, fleet: &Fleet) -> Result<Worlds, Failure> {
    let mut worlds = Worlds::new(Library::built_in(), start);
    let last = start.plus(i32::from(fleet.arrivals.days()) - 1);
    worlds
        .reach(last)
        .map_err(|error| Failure::usage(error.to_string(), "take fewer `--days`"))?;
    // Numbers of built-in scenarios are read as they are; then there is nothing to compile yet.
    let is_usual = fleet.seed == Seed::DEFAULT && fleet.trouble.is_empty();
    let is_known = |source: &&Source| is_usual && matches!(source, Source::BuiltIn(_));
    let unknown = fleet.sources.iter().filter(|source| !is_known(source));
    for scenario in unknown.filter_map(Source::scenario) {
        let world = World::new(scenario, fleet.seed).with(&fleet.trouble);
        worlds
            .declare(world)
            .map_err(|clash| Failure::usage(clash.to_string(), "choose another `--seed`"))?;
    }
    Ok(worlds)
}

/// A place to keep trackers, the file behind it, and what that held.
type Opened = (Box<dyn Keep>, Option<Arc<State>>, Kept);

fn opened(path: Option<&Path>) -> Result<Opened, Failure> {
    let Some(path) = path else {
        return Ok((Box::new(Nothing), None, Kept::default()));
    };
    let (state, kept) =
        State::open(path).map_err(|error| Failure::usage(error.message, error.help))?;
    let state = Arc::new(state);
    Ok((Box::new(Shelf(Arc::clone(&state))), Some(state), kept))
}

fn plan(args: &ServeArgs, anywhere: &[&str]) -> Result<Plan, Failure> {
    let anywhere = anywhere.iter().map(|fault| format!("*:{fault}").parse());
    let rules = args.fault.iter().map(|text| text.parse()).chain(anywhere);
    let rules: Result<Vec<Rule>, FaultError> = rules.collect();
    match rules {
        Ok(rules) => Ok(Plan::new(args.seed.unwrap_or(Seed::DEFAULT.0), rules)),
        Err(error) => Err(Failure::usage(error.to_string(), error.mend)),
    }
}

/// Tells a program in one line of JSON where the server is.
fn announce(address: SocketAddr, args: &ServeArgs, tenant: &Tenant) -> Result<(), Failure> {
    let clock = &tenant.desk.clock;
    let mut line = serde_json::json!({
        "url": format!("http://{address}"),
        "control": format!("http://{address}/_sim"),
        "now": String::from_utf8_lossy(&clock.now().zulu()),
        "pace": clock.pace().to_string(),
    });
    #[cfg(feature = "tls")]
    args.door.announce(address, &mut line);
    if !args.scenario.is_empty() {
        // Of the whole library this would take as long as compiling it.
        let numbers = greeting::numbers(tenant);
        let numbers = numbers
            .into_iter()
            .map(|tried| (tried.scenario, tried.number.into()));
        line["numbers"] = serde_json::Value::Object(numbers.collect());
    }
    output::write(format!("{line}\n").as_bytes())
}
