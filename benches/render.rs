//! How long each dialect takes to render an answer, a byte, beside Cainiao: `cargo bench --bench render`.
//!
//! An answer shows all there is of a parcel that has arrived, to a tracker that was registered when the buyer got the
//! number. Finding the parcel and reading the access token are measured by themselves and taken away. Goal: no dialect
//! takes twice Cainiao's time a byte.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use misroute::carrier::{Binding, Desk};
use misroute::dialect::{Answer, DEFAULT_KEY, DIALECTS, Dialect, Request, Visit, oauth};
use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use misroute::parcel::{Carrier, CarrierKind, Fate, NumberRef, Timestamp};
use misroute::random::Seed;
use misroute::scenario::{Library, compile};

/// How many parcels each dialect shows.
const PARCELS: usize = 64;
/// Among so many places they are looked for.
const PLACES: u64 = 20_000;
/// How often each dialect has its turn.
const ROUNDS: usize = 101;

fn main() {
    // Neither a filter nor a test run asks for it.
    if std::env::args()
        .skip(1)
        .all(|argument| argument == "--bench")
    {
        ratios();
    }
}

/// A request that a dialect answers, and the desk that it asks.
struct Sheet {
    dialect: &'static dyn Dialect,
    desk: Desk,
    number: String,
    request: Request,
    at: Timestamp,
}

impl Sheet {
    fn of(dialect: &'static dyn Dialect, worlds: &Worlds, case: &Case) -> Self {
        let told = case.orders[0].told[0].from;
        let mut desk = Desk::of_case(worlds.clone(), Arc::new(case.clone()), told);
        let number = number(dialect, case, &mut desk);
        let ask = |request: &Request, at| answered(dialect, &desk, request, at).into_body();
        let registered = dialect.registration(&number).map(|one| ask(&one, told));
        let request = dialect.reading(&number, registered.as_deref());
        Self {
            dialect,
            number,
            request,
            at: case.settled_at(),
            desk,
        }
    }

    fn answer(&self) -> Answer {
        answered(self.dialect, &self.desk, &self.request, self.at)
    }

    /// Does what comes before rendering.
    fn prepare(&self) {
        if let Some(token) = oauth::bearer(&self.request) {
            let grant = self.desk.check_token(self.dialect.name(), token);
            let _read = black_box(grant);
        }
        black_box(self.desk.look_up(black_box(&self.number)));
    }
}

fn answered(dialect: &dyn Dialect, desk: &Desk, request: &Request, at: Timestamp) -> Answer {
    dialect.answer(&Visit {
        desk,
        request,
        key: DEFAULT_KEY,
        at,
        now: at,
    })
}

/// Returns the number under which a dialect shows a case; one that knows none of these parcels shows what is bound.
fn number(dialect: &dyn Dialect, case: &Case, desk: &mut Desk) -> String {
    let parties = case.parcels[0].parties;
    let door = NumberRef {
        parcel: 0,
        role: parties.last_mile_role,
    };
    let text = |number| case.text(number).map(ToString::to_string);
    let bound = match dialect.name() {
        "ups" => "1Z023E2X0214323462",
        "fedex" => "986578788855",
        _ => {
            let own = dialect.carrier().and_then(|_| text(door));
            return own.unwrap_or_else(|| case.typed(None).expect("a number").to_string());
        }
    };
    let binding = Binding {
        world: case.world.clone(),
        address: case.address,
        number: door,
    };
    desk.bind(bound, binding).expect("there is room");
    bound.to_owned()
}

/// Returns a world of standard parcels with numbers of a form.
fn world(form: &str) -> World {
    let text = format!(
        "title = 'A bench'\nsummary = 'A bench.'\nbase = 'standard'\n[numbers]\norigin = {{ {form} = 1 }}"
    );
    let scenario = compile("bench", "bench.toml", &text, Library::built_in());
    World::new(scenario.expect("it compiles"), Seed::DEFAULT)
}

/// Returns delivered parcels that a dialect shows.
fn cases(dialect: &dyn Dialect, worlds: &Worlds) -> Vec<Case> {
    let is_postal = dialect.name() == "upu";
    let world = world(if is_postal { "R-CN" } else { "LP" });
    let by_post = |carrier: Carrier| carrier.kind() == CarrierKind::Post;
    let address = |place| Address::new(DEFAULT_START, place).expect("a place of the day");
    (0..PLACES)
        .map(|place| Case::new(worlds, &world, address(place)))
        .filter(|case| {
            let parcel = &case.parcels[0];
            let carrier = parcel.parties.last_mile;
            let own = dialect.carrier().is_none_or(|own| own == carrier);
            parcel.journey.fate == Fate::Delivered && own && (!is_postal || by_post(carrier))
        })
        .take(PARCELS)
        .collect()
}

/// Prints what each dialect takes a byte, medians of turns.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures, for a person to read"
)]
fn ratios() {
    let worlds = Worlds::new(Library::built_in(), DEFAULT_START);
    let sheets: Vec<Vec<Sheet>> = DIALECTS
        .iter()
        .map(|dialect| {
            let cases = cases(*dialect, &worlds);
            let of = |case: &Case| Sheet::of(*dialect, &worlds, case);
            cases.iter().map(of).collect()
        })
        .collect();
    let mut times = vec![[const { Vec::new() }; 2]; sheets.len()];
    for _ in 0..ROUNDS {
        for (sheets, times) in sheets.iter().zip(&mut times) {
            let start = Instant::now();
            for sheet in sheets {
                black_box(black_box(sheet).answer());
            }
            times[0].push(start.elapsed());
            let start = Instant::now();
            for sheet in sheets {
                sheet.prepare();
            }
            times[1].push(start.elapsed());
        }
    }
    println!("| dialect | bytes | µs | ns a byte | beside Cainiao |");
    println!("|---|---|---|---|---|");
    let mut cainiao = None;
    for (sheets, times) in sheets.iter().zip(times) {
        let [answer, found] = times.map(|mut times: Vec<Duration>| {
            times.sort_unstable();
            times[ROUNDS / 2].as_secs_f64() * 1e9 / sheets.len() as f64
        });
        let bytes: usize = sheets.iter().map(|sheet| sheet.answer().body().len()).sum();
        let bytes = bytes as f64 / sheets.len() as f64;
        let (took, name) = (answer - found, sheets[0].dialect.name());
        let each = took / bytes;
        let ratio = each / *cainiao.get_or_insert(each);
        println!(
            "| `{name}` | {bytes:.0} | {:.2} | {each:.2} | {ratio:.2} |",
            took / 1e3
        );
    }
}
