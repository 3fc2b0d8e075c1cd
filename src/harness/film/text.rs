//! A film as a story.

use std::fmt;

use super::super::carrier::number_at;
use super::{Film, Moment, News, Occasion};
use crate::fleet::words::{clock, count, date, full_date, length, phrase, plain, year};
use crate::order::Order;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Observer, Timestamp, Zone};
use crate::record::{Observation, Standing};

/// Who speaks has so many columns.
const WHO: usize = 14;

impl fmt::Display for Film {
    /// Writes the film as a story: moment by moment who showed what, and what the tracker then said that it had not said
    /// before. Times are the buyer's; those of events are the places'.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(order) = self.case.orders.first() else {
            return Ok(());
        };
        self.head(order, formatter)?;
        let zone = order.destination.zone();
        for (place, moment) in self.moments.iter().enumerate() {
            writeln!(formatter, "\n{}", heading(moment, order))?;
            for (who, what) in self.story(place, zone) {
                writeln!(formatter, "  {who:WHO$}  {what}")?;
            }
            let mut said = self.answer_changes(place);
            if said.is_empty() {
                said.push("says the same".to_owned());
            }
            for line in said {
                writeln!(formatter, "  {:WHO$}  {line}", "tracker")?;
            }
        }
        let (date, clock) = (full_date(self.ended, zone), clock(self.ended, zone));
        writeln!(formatter, "\nUntil {date} {clock} nothing else changes.")
    }
}

/// Returns the line above a moment.
fn heading(moment: &Moment, order: &Order) -> String {
    let zone = order.destination.zone();
    let (date, clock) = (full_date(moment.at, zone), clock(moment.at, zone));
    let since = match moment.at - order.placed_at {
        seconds if seconds < 0 => "before the order".to_owned(),
        seconds => format!("{} after the order", length(seconds)),
    };
    let occasion = match moment.occasion {
        Occasion::Beginning | Occasion::Change => "",
        Occasion::Again => ", a minute later",
        Occasion::Silence => ", in silence",
        Occasion::Window => ", silent for longer than usual",
        Occasion::DayEnds => ", the day's last second",
        Occasion::DayBegins => ", a new day",
    };
    format!("{date} {clock}, {since}{occasion}")
}

impl Film {
    fn head(&self, order: &Order, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = &self.case;
        let from = case
            .parcels
            .first()
            .map(|parcel| parcel.journey.route.origin);
        let from = from.unwrap_or(order.destination).country().name();
        let (to, town) = (order.destination.country().name(), order.destination.name());
        writeln!(
            formatter,
            "{}, seed {}, ordered {}, case {}",
            case.world.scenario.name, case.world.seed.0, case.address.day, case.address.place
        )?;
        writeln!(formatter, "{}, {from} → {to}, {town}", order.line.name())?;
        writeln!(formatter, "{}", self.reproduction())
    }

    /// Returns who showed what that was not shown at the moment before.
    fn story(&self, moment: usize, zone: Zone) -> Vec<(&'static str, String)> {
        let news = self.news(moment);
        let at = self
            .moments
            .get(moment)
            .map_or(self.ended, |moment| moment.at);
        let scene = Scene {
            news: &news,
            number: &number_at(&self.case, at),
            year: year(at, zone),
            zone,
        };
        let mut lines: Vec<_> = news.iter().filter_map(|one| scene.line(one)).collect();
        for observer in Observer::ALL {
            lines.extend(repeated(*observer, &news));
        }
        if lines.is_empty() {
            let nothing = if moment == 0 {
                "show nothing"
            } else {
                "show nothing new"
            };
            lines.push(("carriers", nothing.to_owned()));
        }
        lines.sort_by_key(|(who, _)| speakers().position(|known| known == *who));
        lines
    }
}

const fn name(observer: Observer) -> &'static str {
    match observer {
        Observer::OriginCarrier => "origin carrier",
        Observer::LastMile => "last mile",
        Observer::Aggregator => "aggregator",
    }
}

/// Returns who can speak, in the order in which they do.
fn speakers() -> impl Iterator<Item = &'static str> {
    let observers = Observer::ALL.iter().copied().map(name);
    ["buyer"].into_iter().chain(observers).chain(["carriers"])
}

/// What is told of one moment.
struct Scene<'a> {
    news: &'a [News],
    /// The number that the buyer has, which needs no mention.
    number: &'a str,
    /// The year, which needs none either.
    year: i32,
    /// Where the buyer lives.
    zone: Zone,
}

impl Scene<'_> {
    /// Returns the line of a piece of news; none if another line says it.
    fn line(&self, news: &News) -> Option<(&'static str, String)> {
        let (observer, number, what) = match news {
            News::Told { number } => return Some(("buyer", format!("told number {number}"))),
            News::Standing {
                observer,
                number,
                standing,
            } => (
                observer,
                number,
                stands(*standing, (*observer, number), self.news)?.to_owned(),
            ),
            News::Event { repeated: true, .. } => return None,
            News::Event {
                observer,
                number,
                event,
                ..
            } => (observer, number, self.told(event)),
            News::Gone {
                observer, number, ..
            } if self.is_purged(*observer, number) => return None,
            News::Gone {
                observer,
                number,
                event,
            } => (
                observer,
                number,
                format!("no longer shows: {}", self.told(event)),
            ),
            News::Other {
                observer,
                number,
                other,
            } => (observer, number, format!("names another number, {other}")),
            News::Estimate {
                observer,
                number,
                day,
            } => {
                let what = day.map_or_else(
                    || "expects it on no day any more".to_owned(),
                    |day| format!("expects it on {}", weekday(day, self.zone)),
                );
                (observer, number, what)
            }
        };
        let under = if number == self.number {
            String::new()
        } else {
            format!(" (under {number})")
        };
        Some((name(*observer), format!("{what}{under}")))
    }

    fn is_purged(&self, who: Observer, which: &str) -> bool {
        self.news.iter().any(|news| match news {
            News::Standing {
                observer,
                number,
                standing,
            } => *observer == who && number == which && *standing == Standing::Purged,
            _ => false,
        })
    }

    /// Returns an event: what, where and when.
    fn told(&self, event: &Observation) -> String {
        let reason = event
            .reason
            .map(|reason| format!(": {}", plain(reason.name())))
            .unwrap_or_default();
        let (at, zone) = (event.occurred_at, event.place.zone());
        let date = if year(at, zone) == self.year {
            date(at, zone).replace("  ", " ")
        } else {
            full_date(at, zone)
        };
        let (city, country) = (event.place.city().name(), event.place.country().code());
        let what = phrase(event.milestone);
        format!(
            "{what}{reason}, {city} {country}, {date} {}",
            clock(at, zone)
        )
    }
}

/// Says what an observer knows of a number now, where its events do not say it.
fn stands(
    standing: Standing,
    (who, which): (Observer, &str),
    all: &[News],
) -> Option<&'static str> {
    let has_event = all.iter().any(|news| {
        matches!(news, News::Event { observer, number, .. } if *observer == who && number == which)
    });
    match standing {
        Standing::Unknown => Some("does not know the number any more"),
        Standing::Announced => Some("knows the number from the platform; no carrier has it"),
        Standing::Registered | Standing::Scanned if has_event => None,
        Standing::Registered => Some("knows the number"),
        Standing::Scanned => Some("has seen the parcel"),
        Standing::Purged => Some("shows nothing any more"),
    }
}

/// Returns the line for what an observer shows that another one showed before.
fn repeated(who: Observer, all: &[News]) -> Option<(&'static str, String)> {
    let phrases: Vec<&str> = all
        .iter()
        .filter_map(|news| match news {
            News::Event {
                observer,
                event,
                repeated: true,
                ..
            } if *observer == who => Some(phrase(event.milestone)),
            _ => None,
        })
        .collect();
    let what = match phrases.as_slice() {
        [] => return None,
        [one] => format!("repeats: {one}"),
        [first, .., last] => {
            let events = count(phrases.len() as i64, "event");
            format!("repeats {events}, from {first} to {last}")
        }
    };
    Some((name(who), what))
}

fn weekday(day: Day, zone: Zone) -> String {
    let noon = Timestamp(zone.to_utc(day.start() + DAY / 2));
    date(noon, zone).replace("  ", " ")
}
