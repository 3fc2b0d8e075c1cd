//! `simulate --scenario …`: one case, or many.

use rayon::prelude::*;

use super::args::{Format, RunArgs};
use super::failure::Failure;
use super::moment::Moment;
use super::style::Look;
use super::{conflicts, explain, hint, output, table, text, trouble, world};
use crate::dialect::{Dialect, can_show, sheet};
use crate::fleet::document::Truth;
use crate::fleet::{Address, Case, DEFAULT_START, Filter, LAST_DAY, Worlds, find};
use crate::order::Arrivals;
use crate::parcel::Timestamp;
use crate::parcel::time::Day;
use crate::random::Seed;
use crate::scenario::Library;
use crate::trouble::Trouble;

/// Cases are made and written in batches of so many.
const BATCH: u64 = 4_096;
/// `--where` looks at no more cases than this for each one it is asked for.
const SCAN_MAX: u64 = 1_000_000;

/// Prints cases.
pub(super) fn run(args: &RunArgs) -> Result<(), Failure> {
    conflicts::check(args)?;
    let job = Job::new(args)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| {
            Failure::run(
                format!("no threads can be started: {error}"),
                "try `--threads 1`",
            )
        })?;
    pool.install(|| job.print())
}

/// What to print, once all that was typed has been understood.
struct Job<'a> {
    args: &'a RunArgs,
    worlds: Worlds,
    arrivals: Arrivals,
    first: First,
    moment: Option<Moment>,
    filter: Option<Filter>,
    look: Look,
}

/// Where to begin.
enum First {
    /// One case that a number led to.
    Case(Box<Case>),
    /// Cases of a world from a day and index on.
    Of(crate::fleet::World, Day, u64),
}

impl First {
    fn trouble(&self) -> &Trouble {
        match self {
            Self::Case(case) => case.world.trouble(),
            Self::Of(world, ..) => world.trouble(),
        }
    }
}

impl<'a> Job<'a> {
    fn new(args: &'a RunArgs) -> Result<Self, Failure> {
        let start = world::start(args.start.as_deref())?;
        let moment = args.at.as_deref().map(Moment::parse).transpose()?;
        let filter = args
            .filter
            .as_deref()
            .map(|text| Filter::parse("--where", text))
            .transpose()
            .map_err(|error| Failure::usage(error.message, error.help))?;
        let around = start.unwrap_or(DEFAULT_START);
        let mut worlds = Worlds::new(Library::built_in(), around);
        let mut arrivals = Arrivals::new(around, 1);
        let first = if let Some(number) = &args.number {
            First::Case(Box::new(by_number(args, &mut worlds, number)?))
        } else {
            let scenario = args.scenario.as_deref().unwrap_or_default();
            let world =
                world::world(scenario, args.seed)?.with(&trouble::of(args.with.as_deref())?);
            if let Some(filter) = &filter {
                filter
                    .check_labels("--where", &world)
                    .map_err(|error| Failure::usage(error.message, error.help))?;
            }
            let start = start.unwrap_or_else(|| world.start());
            worlds = Worlds::new(Library::built_in(), start);
            arrivals = Arrivals::new(start, args.days.unwrap_or(1) as u16);
            First::Of(world, start, args.index.unwrap_or(0))
        };
        if let Format::Wire(dialect) = args.format {
            can_show(dialect, first.trouble().quirks())
                .map_err(|error| Failure::usage(error.to_string(), error.mend()))?;
        }
        let job = Self {
            args,
            worlds,
            arrivals,
            first,
            moment,
            filter,
            look: Look::of_stdout(args.look),
        };
        job.check_room()?;
        Ok(job)
    }

    fn days(&self) -> u64 {
        u64::from(self.args.days.unwrap_or(1))
    }

    /// Refuses cases for which no number has room.
    fn check_room(&self) -> Result<(), Failure> {
        let First::Of(_, start, index) = &self.first else {
            return Ok(());
        };
        // With `--where`, the count is of those that are found.
        let counted = self.args.count.filter(|_| self.filter.is_none());
        let last = index.saturating_add(counted.unwrap_or(1) - 1);
        let days = self.days();
        if self.arrivals.places(last.saturating_add(1)) > Address::PLACES {
            return Err(Failure::usage(
                format!(
                    "case {last} has no place: a day has {} of them",
                    Address::PLACES
                ),
                "deal the cases over more order days with `--days`, or ask for fewer",
            ));
        }
        if i64::from(start.0) + days as i64 - 1 > i64::from(LAST_DAY.0) {
            return Err(Failure::usage(
                format!("the order days go beyond {LAST_DAY}"),
                "start earlier, or deal the cases over fewer `--days`",
            ));
        }
        Ok(())
    }

    fn print(&self) -> Result<(), Failure> {
        match (&self.first, self.args.count) {
            (First::Case(case), _) => self.print_one(case),
            (First::Of(..), None) => {
                let case = self.wanted(1)?.pop();
                case.map_or(Ok(()), |case| self.print_one(&case))
            }
            (First::Of(..), Some(count)) if self.filter.is_some() => {
                self.print_list(&self.wanted(count)?)
            }
            (First::Of(..), Some(count)) => self.print_many(count),
        }
    }

    /// Returns the first cases that are wanted.
    fn wanted(&self, count: u64) -> Result<Vec<Case>, Failure> {
        let First::Of(_, _, index) = &self.first else {
            return Ok(Vec::new());
        };
        let Some(filter) = &self.filter else {
            return Ok((*index..index + count).map(|i| self.case(i)).collect());
        };
        let room = Address::PLACES * self.days();
        let limit = index
            .saturating_add(SCAN_MAX.saturating_mul(count))
            .min(room);
        let mut found = Vec::new();
        let mut next = *index;
        while (found.len() as u64) < count && next < limit {
            let batch = next..(next + BATCH).min(limit);
            next = batch.end;
            let hits: Vec<Case> = batch
                .into_par_iter()
                .map(|index| self.case(index))
                .filter(|case| filter.accepts(case, self.instant(case)))
                .collect();
            found.extend(hits);
        }
        found.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        if found.is_empty() {
            return Err(Failure::run(
                format!("none of {} cases matches `--where`", limit - index),
                "ask for something that the scenario makes more often, or take another scenario",
            ));
        }
        if (found.len() as u64) < count {
            output::tell(&format!(
                "note: {} of {} cases match `--where`, and {count} were asked for\n",
                found.len(),
                limit - index
            ));
        }
        Ok(found)
    }

    /// Returns a case by its index over the order days.
    ///
    /// Orders are dealt to days by a fixed table, so more cases or more threads change no case.
    fn case(&self, index: u64) -> Case {
        let First::Of(world, ..) = &self.first else {
            unreachable!("only worlds are counted through")
        };
        let (day, place) = self.arrivals.of(index);
        Case::new(&self.worlds, world, Address { day, place })
    }

    fn instant(&self, case: &Case) -> Option<Timestamp> {
        self.moment.map(|moment| moment.instant(case))
    }

    fn truth(&self) -> Truth {
        if self.args.truth {
            Truth::Shown
        } else {
            Truth::Hidden
        }
    }

    fn print_one(&self, case: &Case) -> Result<(), Failure> {
        let at = self.instant(case);
        match self.args.format {
            Format::Text if self.args.explain => {
                output::write(explain::explain(case, self.look).as_bytes())
            }
            Format::Text => {
                let orders = if self.args.number.is_some() {
                    text::Orders::All
                } else {
                    text::Orders::Subject
                };
                let page = text::Page {
                    orders,
                    observer: self.args.observer.unwrap_or_default().observer(),
                    at,
                    truth: self.truth(),
                };
                output::write(text::timeline(case, page, self.look).as_bytes())
            }
            Format::Json => {
                let mut json = self.json(case, true);
                json.push(b'\n');
                output::write(&json)
            }
            Format::Ndjson => output::write(&self.line(case)),
            Format::Wire(dialect) => {
                hint::tell(dialect, case);
                output::write(&self.wire(dialect, case))
            }
        }
    }

    fn print_list(&self, cases: &[Case]) -> Result<(), Failure> {
        let batch = cases
            .par_iter()
            .map(|case| self.item(case))
            .collect::<Vec<_>>();
        self.frame(|writer| writer.items(batch))
    }

    fn print_many(&self, count: u64) -> Result<(), Failure> {
        let First::Of(_, _, index) = &self.first else {
            return Ok(());
        };
        let progress = output::progress(count);
        self.frame(|writer| {
            let mut next = *index;
            while next < index + count {
                let batch = next..(next + BATCH).min(index + count);
                next = batch.end;
                let items = batch
                    .into_par_iter()
                    .map(|index| self.item(&self.case(index)))
                    .collect::<Vec<_>>();
                writer.items(items)?;
                progress.set_position(next - index);
            }
            progress.finish_and_clear();
            Ok(())
        })
    }

    /// Writes what stands around and between the cases of a list.
    fn frame(&self, body: impl FnOnce(&mut Items) -> Result<(), Failure>) -> Result<(), Failure> {
        let (open, between, close): (Vec<u8>, &'static [u8], &'static [u8]) = match self.args.format
        {
            Format::Text => (self.table().head().into_bytes(), b"", b""),
            Format::Json => (b"[\n".to_vec(), b",\n", b"\n]\n"),
            Format::Ndjson | Format::Wire(_) => (Vec::new(), b"", b""),
        };
        output::write(&open)?;
        body(&mut Items {
            between,
            first: true,
        })?;
        output::write(close)
    }

    fn item(&self, case: &Case) -> Vec<u8> {
        match self.args.format {
            Format::Text => self.table().row(case, self.instant(case)).into_bytes(),
            Format::Json => self.json(case, true),
            Format::Ndjson => self.line(case),
            Format::Wire(dialect) => self.wire(dialect, case),
        }
    }

    fn table(&self) -> table::Table {
        table::Table {
            observer: self.args.observer.unwrap_or_default().observer(),
            with_day: self.days() > 1,
            truth: self.truth(),
            look: self.look,
        }
    }

    fn wire(&self, dialect: &dyn Dialect, case: &Case) -> Vec<u8> {
        let at = self.instant(case).unwrap_or_else(|| case.settled_at());
        let mut body = sheet(dialect, &self.worlds, case, at).unwrap_or_default();
        body.push(b'\n');
        body
    }

    fn line(&self, case: &Case) -> Vec<u8> {
        let mut line = self.json(case, false);
        line.push(b'\n');
        line
    }

    fn json(&self, case: &Case, pretty: bool) -> Vec<u8> {
        let document = case.document(self.instant(case), self.truth());
        // Strings and integers always serialize.
        let text = if pretty {
            serde_json::to_vec_pretty(&document)
        } else {
            serde_json::to_vec(&document)
        };
        text.unwrap_or_default()
    }
}

/// Writes the items of a list.
struct Items {
    between: &'static [u8],
    first: bool,
}

impl Items {
    fn items(&mut self, items: Vec<Vec<u8>>) -> Result<(), Failure> {
        let mut bytes = Vec::with_capacity(items.iter().map(|item| item.len() + 2).sum());
        for item in items {
            if !std::mem::take(&mut self.first) {
                bytes.extend_from_slice(self.between);
            }
            bytes.extend(item);
        }
        output::write(&bytes)
    }
}

/// Returns the case of a number; the flags beside it declare its world.
fn by_number(args: &RunArgs, worlds: &mut Worlds, number: &str) -> Result<Case, Failure> {
    if let Some(scenario) = &args.scenario {
        let world = world::world(scenario, args.seed)?.with(&trouble::of(args.with.as_deref())?);
        worlds
            .declare(world)
            .map_err(|clash| Failure::usage(clash.to_string(), "choose another `--seed`"))?;
    } else if let Some(with) = &args.with {
        return Err(Failure::usage(
            format!("`--with {with}` without `--scenario` declares no world"),
            "name the scenario that printed the number, or drop `--with`",
        ));
    } else if let Some(seed) = args.seed.filter(|seed| Seed(*seed) != Seed::DEFAULT) {
        return Err(Failure::usage(
            format!("`--seed {seed}` without `--scenario` declares no world"),
            "name the scenario that printed the number, or drop `--seed`",
        ));
    }
    let found = find(worlds, number)
        .map_err(|refusal| Failure::usage(refusal.to_string(), refusal.help()))?;
    if let Some(fault) = &found.fault {
        output::tell(&format!(
            "note: {fault}; a buyer was told it all the same, and this is that buyer's case\n"
        ));
    }
    Ok(found.case)
}
