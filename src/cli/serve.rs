//! `simulate serve`: the mock carrier on a port.

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;

use super::args::LookArgs;
use super::failure::Failure;
use super::{output, world};
use crate::carrier::Desk;
use crate::clock::{Clock, Pace, wall_now};
use crate::fleet::{DEFAULT_START, Worlds};
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, Day};
use crate::random::Seed;
use crate::scenario::Library;
use crate::server::faults::{FaultError, Plan, Rule};
use crate::server::{Server, Tenant};

const AFTER_HELP: &str = "\
Examples:
  simulate serve
  simulate serve --scenario customs-hold --pace 1d/s
  simulate serve --fault 'cainiao:robot-wall=0.05' --fault '*:latency=200ms..2s'
  simulate serve --listen 127.0.0.1:0 --now 2026-04-15T12:00:00Z";

/// Answer as the carriers' servers would.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct ServeArgs {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// Declare the world of a scenario; may be repeated [default: the whole library]
    #[arg(long, value_name = "NAME|FILE")]
    scenario: Vec<String>,

    /// The seed of the declared worlds [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// The order day around which numbers are read [default: 2026-03-02]
    #[arg(long, value_name = "DATE")]
    start: Option<String>,

    /// What the clock shows at first [default: noon UTC, 30 days after the start]
    #[arg(long, value_name = "TIME")]
    now: Option<jiff::Timestamp>,

    /// How the clock moves: frozen, real, a rate such as 1d/s, or jumps such as 'step 1d/10s'
    #[arg(long, value_name = "PACE", conflicts_with = "live")]
    pace: Option<Pace>,

    /// Real pace from the wall's time on, orders over the last 60 days
    #[arg(long, conflicts_with_all = ["now", "start"])]
    live: bool,

    /// Let something go wrong, seeded by --seed; may be repeated: status=503, rate-limit=0.1,retry-after=2,
    /// latency=200ms..2s, slow-drip=5s, cut-body, connection-reset, robot-wall=0.05, invalid-json, wrong-content-type,
    /// stale=6h, partial-batch=0.3; of any, rate=SHARE, number=NUMBER, first=POLLS
    #[arg(long, value_name = "DIALECT|*:FAULT[=VALUE][,…]")]
    fault: Vec<String>,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

/// Serves until it is told to stop.
pub(super) fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let tenant = Arc::new(Tenant::new(desk(args)?));
    tenant.faults.set(plan(args)?);
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        Failure::run(format!("no threads can be started: {error}"), "free memory")
    })?;
    runtime.block_on(async {
        let server = Server::bind(args.listen, Arc::clone(&tenant)).await;
        let server = server.map_err(|error| {
            Failure::run(
                format!("`{}` cannot be listened on: {error}", args.listen),
                "choose another `--listen`; port 0 takes any free one",
            )
        })?;
        let address = server.address().map_err(|error| stopped(&error))?;
        announce(address, &tenant)?;
        server.run(told_to_stop()).await;
        Ok(())
    })
}

fn desk(args: &ServeArgs) -> Result<Desk, Failure> {
    let wall = wall_now();
    let start = match world::start(args.start.as_deref())? {
        Some(start) => start,
        None if args.live => Day::of_local(wall.0).plus(-60),
        None => DEFAULT_START,
    };
    let mut worlds = Worlds::new(Library::built_in(), start);
    for word in &args.scenario {
        let world = world::world(word, args.seed)?;
        worlds
            .declare(world)
            .map_err(|clash| Failure::usage(clash.to_string(), "choose another `--seed`"))?;
    }
    let now = match args.now {
        Some(now) => Timestamp(now.as_second()),
        None if args.live => wall,
        None => Timestamp(start.plus(30).start() + DAY / 2),
    };
    let pace = args
        .pace
        .unwrap_or(if args.live { Pace::Real } else { Pace::Frozen });
    Ok(Desk::new(worlds, Clock::new(now, pace)))
}

fn plan(args: &ServeArgs) -> Result<Plan, Failure> {
    let rules = args.fault.iter().map(|text| text.parse());
    let rules: Result<Vec<Rule>, FaultError> = rules.collect();
    match rules {
        Ok(rules) => Ok(Plan::new(args.seed.unwrap_or(Seed::DEFAULT.0), rules)),
        Err(error) => Err(Failure::usage(error.to_string(), error.mend)),
    }
}

/// Tells a program in one line of JSON where the server is.
fn announce(address: SocketAddr, tenant: &Tenant) -> Result<(), Failure> {
    let clock = &tenant.desk.clock;
    let line = serde_json::json!({
        "url": format!("http://{address}"),
        "now": String::from_utf8_lossy(&clock.now().zulu()),
        "pace": clock.pace().to_string(),
    });
    output::write(format!("{line}\n").as_bytes())
}

fn stopped(error: &std::io::Error) -> Failure {
    Failure::run(format!("the server stopped: {error}"), "start it again")
}

/// Returns once Ctrl-C or SIGTERM comes.
async fn told_to_stop() {
    let interrupted = async {
        // Without a handler there is nothing to wait for, and the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
