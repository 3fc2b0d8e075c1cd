//! How many walks, cases, timelines and lines of JSON one core makes in a second.
//!
//! Read the ratios, measured side by side in one run: `cargo bench --bench generate`.

use std::hint::black_box;

use misroute::fleet::document::Truth;
use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use misroute::journey::{Route, Scan, Sink, Start, Step, walk};

use misroute::network::Conditions;
use misroute::parcel::{City, Country, Observer, Timestamp};
use misroute::random::{Luck, Purpose, Seed};
use misroute::record::view;
use misroute::scenario::model::Body;
use misroute::scenario::{Library, compile};

fn main() {
    divan::main();
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
fn bare() -> std::sync::Arc<misroute::scenario::Scenario> {
    let library = Library::built_in();
    let standard = library.text("standard").expect("built in");
    let bare = |line: &&str| !line.starts_with("hours") && !line.starts_with("departures");
    let no_hours = standard.lines().filter(bare).collect::<Vec<_>>().join("\n");
    let own = no_hours.replace("id      = 1\n", "");
    compile("bare", "bare.toml", &own, library)
        .expect("the standard scenario without hours compiles")
}

fn walks(
    bencher: divan::Bencher<'_, '_>,
    scenario: &misroute::scenario::Scenario,
    conditions: Conditions,
) {
    let Body::Story(story) = &scenario.body else {
        return;
    };
    let city = City::drawn(Country::FR, 1 << 63);
    let mut luck = Luck::new(Seed::DEFAULT, 20_000, 0);
    let route = Route::draw(story, city, Purpose::Order, &mut luck);
    let start = Start {
        story,
        route: &route,
        parcel: 0,
        at: Timestamp(1_772_442_000),
        seed: Seed::DEFAULT,
        conditions,
    };
    bencher
        .counter(divan::counter::ItemsCount::new(PLACES))
        .bench_local(|| {
            let mut count = Count::default();
            for place in 0..PLACES {
                luck.move_to(20_000, black_box(place));
                walk(start, &mut luck, &mut count);
            }
            count.0
        });
}

/// Goal: at least 4 M/s.
#[divan::bench]
fn bare_walks(bencher: divan::Bencher<'_, '_>) {
    walks(bencher, &bare(), Conditions::CALIBRATION);
}

#[divan::bench]
fn walks_with_hours(bencher: divan::Bencher<'_, '_>) {
    let scenario = Library::built_in().get("standard").expect("built in");
    walks(bencher, &scenario, Conditions::WORLD);
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
    let (worlds, world) = world();
    bencher
        .counter(divan::counter::ItemsCount::new(PLACES))
        .bench_local(|| {
            for place in 0..PLACES {
                black_box(case(&worlds, &world, black_box(place)));
            }
        });
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

/// From a number's text to its case.
#[divan::bench]
fn finds(bencher: divan::Bencher<'_, '_>) {
    let (worlds, world) = world();
    let numbers: Vec<String> = (0..PLACES)
        .filter_map(|place| case(&worlds, &world, place).typed(None))
        .map(|n| n.to_string())
        .collect();
    bencher
        .counter(divan::counter::ItemsCount::new(numbers.len()))
        .bench_local(|| {
            for number in &numbers {
                black_box(
                    misroute::fleet::find(&worlds, number).expect("printed numbers are found"),
                );
            }
        });
}
