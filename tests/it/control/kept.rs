//! State that outlives the process, also one that is killed in the middle of a write.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use misroute::carrier::{Desk, Keep as _, Registered, Scope};
use misroute::clock::{Clock, Pace};
use misroute::fleet::DEFAULT_START;
use misroute::parcel::Timestamp;
use misroute::server::{CASES, DAYS, Fleet, Shelf, State, Tenant, Terms};
use serde_json::{Map, Value, json};

use super::{Asked, now, text};
use crate::support::worlds;

const SCOPE: Scope<'_> = Scope {
    dialect: "17track",
    key: "k",
};
/// Where a child process is told which file to write.
const FILE: &str = "MISROUTE_TEST_STATE";

/// A file that is not there yet.
fn fresh(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("state");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}-{}.redb", std::process::id()));
    // What an earlier run left is of no interest.
    let _removed = std::fs::remove_file(&path);
    path
}

/// A server with a file, as `serve` makes it.
fn server(path: &std::path::Path) -> (Asked, Arc<Tenant>) {
    let (state, kept) = State::open(path).expect("the file opens");
    let state = Arc::new(state);
    let clock = Clock::new(now(), Pace::Frozen);
    let desk = Desk::kept(worlds(), clock, Box::new(Shelf(Arc::clone(&state))));
    let terms = Terms {
        fleet: Fleet::library(DEFAULT_START, DAYS, CASES),
        follows_wall: false,
        state: Some(state),
    };
    let tenant = Arc::new(Tenant::with_terms(desk, terms, None));
    tenant.restore(kept).expect("it fits");
    (Asked(misroute::server::router(Arc::clone(&tenant))), tenant)
}

#[tokio::test]
async fn what_was_told_is_there_after_a_restart_and_gone_after_a_reset() {
    let path = fresh("restart");
    let toml = "title = 'Mine'\nsummary = 'Mine.'\nbase = 'standard'\n[numbers]\norigin = { R-CN = 1 }\nhand-over = 0";
    let (asked, tenant) = server(&path);
    let own = asked
        .granted(
            "POST",
            "/orders",
            json!({ "scenario": toml, "start": "2027-01-10" }),
        )
        .await;
    let own = text(&own["orders"][0]["number"]);
    let bind = json!({ "scenario": "customs-hold", "seed": 9, "index": 4 });
    let bound = asked.granted("PUT", "/numbers/mine", bind).await;
    let bind = json!({ "scenario": toml, "seed": 3 });
    let other = asked.granted("PUT", "/numbers/other", bind).await;
    asked
        .granted("PUT", "/numbers/gone", json!({ "scenario": "standard" }))
        .await;
    asked.granted("DELETE", "/numbers/gone", Value::Null).await;
    let registered = tenant
        .desk
        .trackers
        .register(SCOPE, ("N1", "c"), Timestamp(7), Map::new());
    assert!(matches!(registered, Registered::New(_)));
    let truth = asked
        .granted("GET", &format!("/truth/{own}"), Value::Null)
        .await;
    drop((asked, tenant));

    let (asked, tenant) = server(&path);
    assert_eq!(
        asked.granted("GET", "/numbers/mine", Value::Null).await,
        bound
    );
    assert_eq!(
        asked.granted("GET", "/numbers/other", Value::Null).await,
        other
    );
    assert_eq!(asked.get("/numbers/gone").await.status, 404);
    assert_eq!(
        asked
            .granted("GET", &format!("/truth/{own}"), Value::Null)
            .await,
        truth
    );
    let tracker = tenant
        .desk
        .trackers
        .find(SCOPE, "N1", None)
        .expect("it is kept");
    assert_eq!((tracker.serial, tracker.registered_at), (1, 7));
    asked.granted("POST", "/reset", Value::Null).await;
    drop((asked, tenant));

    let (asked, tenant) = server(&path);
    assert_eq!(tenant.desk.trackers.count(), 0);
    assert_eq!(asked.get("/numbers/mine").await.status, 404);
    assert_eq!(asked.get(&format!("/truth/{own}")).await.status, 404);
}

#[test]
fn a_file_is_one_process_alone_and_only_a_file_of_state() {
    let path = fresh("alone");
    let (first, _) = State::open(&path).expect("it opens");
    let second = State::open(&path).expect_err("it is open already");
    assert!(
        second.message.contains("is open in another process"),
        "{second}"
    );
    drop(first);
    assert!(State::open(&path).is_ok());
    let other = fresh("other");
    std::fs::write(&other, "no state at all, and much longer than nothing").expect("it is written");
    let refused = State::open(&other).expect_err("it is something else");
    assert!(!refused.help.is_empty(), "{refused}");
    assert!(State::open(std::path::Path::new("/no/such/folder/file")).is_err());
}

/// Not a test: what the next one starts, and kills.
#[test]
#[ignore = "another test starts it"]
fn child_that_registers_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let (state, _) = State::open(&PathBuf::from(path)).expect("it opens");
    let shelf = Box::new(Shelf(Arc::new(state)));
    let desk = Desk::kept(worlds(), Clock::new(Timestamp(0), Pace::Frozen), shelf);
    for n in 0.. {
        let number = format!("N{n}");
        let registered = desk
            .trackers
            .register(SCOPE, (&number, ""), Timestamp(n), Map::new());
        assert!(matches!(registered, Registered::New(_)), "{registered:?}");
        if n % 5 == 4 {
            let removed = format!("N{}", n - 2);
            let tracker = desk
                .trackers
                .find(SCOPE, &removed, None)
                .expect("it is there");
            desk.trackers
                .remove(SCOPE, tracker.serial)
                .expect("it is removed");
        }
        println!("registered {n}");
    }
}

#[test]
fn every_acknowledged_registration_survives_a_kill() {
    use std::io::{BufRead as _, BufReader};
    for round in [1, 17, 60_u64] {
        let path = fresh(&format!("killed-{round}"));
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "--ignored", "--nocapture"])
            .arg("control::kept::child_that_registers_until_it_is_killed")
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut acknowledged = Vec::new();
        for line in lines {
            let line = line.expect("text");
            if let Some((_, n)) = line.split_once("registered ") {
                acknowledged.push(n.parse::<u64>().expect("a number"));
            }
            if acknowledged.len() as u64 == round {
                // SIGKILL: it is in the middle of whatever it does.
                child.kill().expect("it is killed");
            }
        }
        child.wait().expect("it is gone");
        assert!(acknowledged.len() as u64 >= round);
        let (_, kept) = State::open(&path).expect("the file is whole");
        let kept: Vec<String> = kept
            .trackers
            .into_iter()
            .map(|(_, one)| one.number)
            .collect();
        for n in acknowledged {
            // Every fifth registration removed the one two before it.
            if n % 5 != 2 {
                assert!(kept.contains(&format!("N{n}")), "{n} is lost: {kept:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_kept_is_not_acknowledged() {
    #[derive(Debug)]
    struct Broken;
    impl misroute::carrier::Keep for Broken {
        fn put(&self, _: Scope<'_>, _: &misroute::carrier::Tracker) -> bool {
            false
        }
        fn remove(&self, _: Scope<'_>, _: u64) -> bool {
            false
        }
        fn clear(&self) -> bool {
            false
        }
    }
    assert!(!Broken.clear());
    let desk = Desk::kept(worlds(), Clock::new(now(), Pace::Frozen), Box::new(Broken));
    let registered = desk.trackers.register(SCOPE, ("N", ""), now(), Map::new());
    assert_eq!(registered, Registered::Full);
    assert_eq!(desk.trackers.count(), 0);
}
