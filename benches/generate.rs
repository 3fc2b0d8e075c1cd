//! How many walks, cases, timelines and lines of JSON one core makes in a second.
//!
//! Read the ratios, measured side by side in one run: `cargo bench --bench generate`. They stand below the table.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use misroute::fleet::document::Truth;
use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use misroute::journey::{Route, Scan, Sink, Start, Step, walk};
use misroute::network::Conditions;
use misroute::parcel::{City, Country, Observer, Timestamp};
use misroute::random::{Luck, Purpose, Seed};
use misroute::record::view;
use misroute::scenario::model::Body;
use misroute::scenario::{Library, Scenario, compile};

fn main() {
    divan::main();
    // Neither a filter nor a test run asks for them.
    if std::env::args()
        .skip(1)
        .all(|argument| argument == "--bench")
    {
        ratios();
    }
}

/// Places are taken in turn, so that no case is made twice in a row.
const PLACES: u64 = 1_024;

/// A sink that only counts: what the walk itself costs.
#[derive(Default)]
struct Count(u64);

impl Sink for Count {
    fn scan(&mut self, scan: Scan, _step: Option<Step>) {
        self.0 += scan.at.0 as u64;
    }
}

/// The standard states without people's hours: draws, dwells and branches.
fn bare() -> Arc<Scenario> {
    let library = Library::built_in();
    let standard = library.text("standard").expect("built in");
    let bare = |line: &&str| !line.starts_with("hours") && !line.starts_with("departures");
    let no_hours = standard.lines().filter(bare).collect::<Vec<_>>().join("\n");
    let own = no_hours.replace("id      = 1\n", "");
    compile("bare", "bare.toml", &own, library)
        .expect("the standard scenario without hours compiles")
}

/// Returns what walks a block of places to Lyon, all from one label.
fn walks(scenario: Arc<Scenario>, conditions: Conditions) -> impl FnMut() {
    let mut luck = Luck::new(Seed::DEFAULT, 20_000, 0);
    move || {
        let Body::Story(story) = &scenario.body else {
            return;
        };
        let city = City::drawn(Country::FR, 1 << 63);
        luck.move_to(20_000, 0);
        let route = Route::draw(story, city, Purpose::Order, &mut luck);
        let start = Start {
            story,
            route: &route,
            parcel: 0,
            at: Timestamp(1_772_442_000),
            seed: Seed::DEFAULT,
            conditions,
        };
        let mut count = Count::default();
        for place in 0..PLACES {
            luck.move_to(20_000, black_box(place));
            walk(start, &mut luck, &mut count);
        }
        black_box(count.0);
    }
}

fn bare_block() -> impl FnMut() {
    walks(bare(), Conditions::CALIBRATION)
}

fn hours_block() -> impl FnMut() {
    let scenario = Library::built_in().get("standard").expect("built in");
    walks(scenario, Conditions::WORLD)
}

fn case_block() -> impl FnMut() {
    let (worlds, world) = world();
    move || {
        for place in 0..PLACES {
            black_box(case(&worlds, &world, black_box(place)));
        }
    }
}

fn find_block() -> impl FnMut() {
    let (worlds, world) = world();
    let numbers: Vec<String> = (0..PLACES)
        .map(|place| case(&worlds, &world, place).typed(None))
        .map(|number| number.expect("every buyer has a number").to_string())
        .collect();
    move || {
        for number in &numbers {
            black_box(misroute::fleet::find(&worlds, number).expect("printed numbers are found"));
        }
    }
}

fn bench(bencher: divan::Bencher<'_, '_>, block: impl FnMut()) {
    let places = divan::counter::ItemsCount::new(PLACES);
    bencher.counter(places).bench_local(block);
}

/// What makes a block of places.
type Block = Box<dyn FnMut()>;

/// How often each block has its turn.
const ROUNDS: usize = 41;

/// Prints medians of blocks that take turns, and what each takes in bare walks.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures, for a person to read"
)]
fn ratios() {
    let mut blocks: [(&str, Block); 4] = [
        ("bare walk", Box::new(bare_block())),
        ("walk with hours", Box::new(hours_block())),
        ("whole case", Box::new(case_block())),
        ("number to case", Box::new(find_block())),
    ];
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..ROUNDS {
        for ((_, block), times) in blocks.iter_mut().zip(&mut times) {
            let start = Instant::now();
            block();
            times.push(start.elapsed());
        }
    }
    let medians = times.map(|mut times: Vec<Duration>| {
        times.sort_unstable();
        times[ROUNDS / 2].as_secs_f64()
    });
    for ((name, _), median) in blocks.iter().zip(medians) {
        let (millions, ratio) = (PLACES as f64 / median / 1e6, median / medians[0]);
        println!("{name:<16} {millions:6.3} M/s {ratio:6.2} bare walks");
    }
}

/// Goal: at least 4 M/s.
#[divan::bench]
fn bare_walks(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, bare_block());
}

#[divan::bench]
fn walks_with_hours(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, hours_block());
}

fn world() -> (Worlds, World) {
    let library = Library::built_in();
    let scenario = library.get("standard").expect("built in");
    (
        Worlds::new(library, DEFAULT_START),
        World::new(scenario, Seed::DEFAULT),
    )
}

fn case(worlds: &Worlds, world: &World, place: u64) -> Case {
    Case::new(
        worlds,
        world,
        Address::new(DEFAULT_START, place).expect("a place of the day"),
    )
}

/// Order, truth with people's hours, record, numbers. Goal: 1.5 M/s.
#[divan::bench]
fn whole_cases(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, case_block());
}

/// From a number's text to its case: what a request to a mock carrier computes.
#[divan::bench]
fn numbers_to_cases(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, find_block());
}

#[divan::bench]
fn timelines(bencher: divan::Bencher<'_, '_>) {
    let (worlds, world) = world();
    let cases: Vec<Case> = (0..PLACES)
        .map(|place| case(&worlds, &world, place))
        .collect();
    bencher
        .counter(divan::counter::ItemsCount::new(PLACES))
        .bench_local(|| {
            for case in &cases {
                let record = &case.parcels[0].record;
                let number = record.numbers[0].number;
                let at = case.orders[0].placed_at + black_box(1_500_000);
                black_box(view(record, Observer::OriginCarrier, number, at));
            }
        });
}

#[divan::bench]
fn json_lines(bencher: divan::Bencher<'_, '_>) {
    let (worlds, world) = world();
    let cases: Vec<Case> = (0..PLACES)
        .map(|place| case(&worlds, &world, place))
        .collect();
    bencher
        .counter(divan::counter::ItemsCount::new(PLACES))
        .bench_local(|| {
            for case in &cases {
                black_box(
                    serde_json::to_vec(&case.document(None, Truth::Hidden)).expect("serializes"),
                );
            }
        });
}
