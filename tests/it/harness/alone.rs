//! What carriers cost, and that nothing of it is left: counted in a process in which nothing else runs.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::Barrier;
use std::thread;

use misroute::harness::MockCarrier;

use super::tracker::{ask, get};

/// So many carriers run at a time.
const CARRIERS: usize = 200;

/// Returns how many threads and how many open files this process has.
fn counts() -> (usize, usize) {
    let count = |folder: &str| fs::read_dir(folder).expect("Linux").count();
    (count("/proc/self/task"), count("/proc/self/fd"))
}

#[cfg(target_os = "linux")]
#[test]
fn two_hundred_carriers_leave_no_port_thread_or_file_behind() {
    let this = std::env::current_exe().expect("it runs");
    // A carrier has five open files, and two more are at either end of a connection.
    let script = "ulimit -n 4096; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(this)
        .args([
            "--exact",
            "harness::alone::two_hundred",
            "--ignored",
            "--nocapture",
        ])
        .args(["--test-threads", "1"])
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}"
    );
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "it counts what its process has, so nothing else may run there"]
fn two_hundred() {
    // What a process opens once, for its first runtime, stays.
    drop(MockCarrier::scenario("customs-hold").start_blocking());
    let before = counts();
    let all = Barrier::new(CARRIERS);
    let urls = thread::scope(|scope| {
        let run = |seed| {
            let all = &all;
            scope.spawn(move || {
                let carrier = MockCarrier::scenario("customs-hold")
                    .seed(seed)
                    .start_blocking();
                all.wait();
                let answer = ask(&carrier.url(), &carrier.number()).expect("it answers");
                assert_eq!(answer["success"], true);
                assert_eq!(carrier.requests().len(), 1);
                all.wait();
                if seed == 0 {
                    let (threads, files) = counts();
                    println!("{CARRIERS} carriers: {threads} threads, {files} open files");
                    assert!(files - before.1 <= 5 * CARRIERS, "{files}");
                }
                all.wait();
                carrier.url()
            })
        };
        let threads: Vec<_> = (0..CARRIERS as u64).map(run).collect();
        let urls = threads
            .into_iter()
            .map(|thread| thread.join().expect("it ends"));
        urls.collect::<BTreeSet<String>>()
    });
    assert_eq!(urls.len(), CARRIERS);
    assert_eq!(counts(), before);
    for url in urls {
        assert_eq!(get(&url, "/"), None, "{url}");
    }
}
