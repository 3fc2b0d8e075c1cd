//! The mock carrier beside its peers, on one machine and in one run.
//!
//! `cargo run --release -- [--seconds 5] [--rounds 5] [--only misroute] [--requests N]`
//!
//! `--beside NAME=ADDRESS=PID` loads a server too that was started elsewhere; `body TARGET` prints what it must answer.
//! `others.sh` does both for peers of other languages.
//!
//! Every candidate is a process of its own that serves the same bytes; each is loaded in turn, round after round, over
//! 64 connections that are kept alive, and the medians are printed. Server and load share the machine, so compare the
//! ratios of one run, and look at the server's CPU time per request beside them.

mod load;
mod process;
mod servers;
mod targets;

use std::time::Duration;

use load::Load;
use process::Process;
use servers::SERVERS;
use targets::Target;

/// What is typed.
struct Args {
    seconds: u64,
    rounds: usize,
    only: Vec<String>,
    requests: Option<u64>,
    number_of: Option<String>,
    beside: Vec<(String, String)>,
}

fn main() {
    let mut words = std::env::args().skip(1);
    let mut args = Args {
        seconds: 3,
        rounds: 5,
        only: Vec::new(),
        requests: None,
        number_of: None,
        beside: Vec::new(),
    };
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_else(|| panic!("{word}: no value"));
        match word.as_str() {
            "serve" => {
                let target = words.next().expect("serve SERVER TARGET");
                return servers::serve(&value, &target);
            }
            "body" => return print_body(&value),
            "--beside" => {
                let (name, rest) = value.split_once('=').expect("NAME=ADDRESS=PID");
                args.beside.push((name.to_owned(), rest.to_owned()));
            }
            "--seconds" => args.seconds = value.parse().expect("a whole number"),
            "--rounds" => args.rounds = value.parse().expect("a whole number"),
            "--only" => args.only.push(value),
            "--requests" => args.requests = Some(value.parse().expect("a whole number")),
            "--target" => args.number_of = Some(value),
            _ => panic!("{word}: --seconds, --rounds, --only, --requests, --target, --beside"),
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    for target in targets::all() {
        if args
            .number_of
            .as_deref()
            .is_none_or(|name| name == target.name)
        {
            runtime.block_on(compare(&args, &target));
        }
    }
}

/// One candidate and what was measured of it.
struct Row {
    name: String,
    process: Process,
    rates: Vec<f64>,
    cpu: Vec<f64>,
    p99: Vec<f64>,
    rss_first: u64,
}

/// Prints what a server must answer.
fn print_body(target: &str) {
    use std::io::Write as _;
    let body = targets::of(target).body;
    std::io::stdout().write_all(&body).expect("somebody reads");
}

async fn compare(args: &Args, target: &Target) {
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    let mut rows = Vec::new();
    let own = SERVERS.iter().filter(|name| wanted(name));
    let own = own.map(|name| ((*name).to_owned(), Process::start(name, target.name)));
    let beside = args.beside.iter();
    let beside = beside.map(|(name, rest)| (name.clone(), Process::beside(rest)));
    for (name, process) in own.chain(beside) {
        load::warm(&process.address, target).await;
        rows.push(Row {
            rss_first: process.rss_kib(),
            name,
            process,
            rates: Vec::new(),
            cpu: Vec::new(),
            p99: Vec::new(),
        });
    }
    for _ in 0..args.rounds {
        for row in &mut rows {
            let load = Load {
                connections: 64,
                time: Duration::from_secs(args.seconds),
                requests: args.requests,
            };
            let before = row.process.cpu();
            let done = load.run(&row.process.address, target).await;
            let spent = row.process.cpu() - before;
            row.rates.push(done.count as f64 / done.wall.as_secs_f64());
            row.cpu.push(spent.as_secs_f64() * 1e6 / done.count as f64);
            row.p99.push(done.p99.as_secs_f64() * 1e3);
        }
    }
    print(target, &mut rows);
}

fn print(target: &Target, rows: &mut [Row]) {
    println!(
        "\n{}: {} bytes, {} events",
        target.name,
        target.body.len(),
        targets::EVENTS
    );
    println!(
        "| server | req/s | of the floor | CPU µs/req | of the floor | p99 ms | RSS MB before | after |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let floor = (median(&mut rows[0].rates), median(&mut rows[0].cpu));
    for row in rows {
        let (rate, cpu) = (median(&mut row.rates), median(&mut row.cpu));
        println!(
            "| {} | {rate:.0} | {:.2} | {cpu:.1} | {:.2} | {:.1} | {:.1} | {:.1} |",
            row.name,
            rate / floor.0,
            cpu / floor.1,
            median(&mut row.p99),
            row.rss_first as f64 / 1_024.0,
            row.process.rss_kib() as f64 / 1_024.0,
        );
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
