//! Parcels that behave like real cross-border parcels, and what carriers record of them.
//!
//! A **case** is a small story: orders with what their buyers were told, parcels with what truly happened to them, and
//! what each carrier wrote down of it. It is a pure function of a world (a scenario and a seed) and an address (an order
//! day and a place on it), so there is no simulation to run and nothing to store: any case of any fleet can be had at
//! once, and what anybody may see of it at an instant is a pure function of the case and the instant.
//!
//! ```
//! use misroute::fleet::document::Truth;
//! use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds, find};
//! use misroute::parcel::{Fate, Observer, Status};
//! use misroute::random::Seed;
//! use misroute::record::view;
//! use misroute::scenario::Library;
//!
//! let library = Library::built_in();
//! let worlds = Worlds::new(library, DEFAULT_START);
//! let scenario = library.get("customs-refused").expect("a built-in scenario");
//! let world = World::new(scenario, Seed::DEFAULT);
//! let address = Address::new(DEFAULT_START, 0).expect("the first place of a day");
//! let case = Case::new(&worlds, &world, address);
//!
//! // The truth: customs sent it back.
//! let parcel = &case.parcels[0];
//! assert_eq!(parcel.journey.fate, Fate::Returned);
//!
//! // What the origin network's page shows ten days after the order: nothing of the kind.
//! let number = parcel.record.numbers[0].number;
//! let at = case.orders[0].placed_at + 10 * 86_400;
//! let page = view(&parcel.record, Observer::OriginCarrier, number, at);
//! assert_eq!(page.status(), Some(Status::InTransit));
//!
//! // The number the buyer has leads back to the case.
//! let typed = case.typed(None).expect("the buyer was told a number");
//! let found = find(&worlds, typed.as_str()).expect("a printed number is found");
//! assert_eq!(found.case.address, address);
//!
//! // And all of it is one JSON object.
//! let json = serde_json::to_string(&case.document(Some(at), Truth::Hidden)).expect("it serializes");
//! assert!(!json.contains("returned"));
//! ```
//!
//! The modules stand in the order in which they may name each other: a module names only those above it.
//!
//! | module | is |
//! |---|---|
//! | [`parcel`] | the vocabulary: numbers, milestones, carriers, places, zones; facts only |
//! | [`random`] | addressed draws, quantile tables, the permutation behind the numbers |
//! | [`trouble`] | what can be made to go wrong on purpose: defects and quirks, by name and rate |
//! | [`clock`] | virtual time and its pace |
//! | [`calendar`] | working hours, week-ends, holidays, seasons |
//! | [`scenario`] | scenario files: compiler, diagnostics, the built-in library |
//! | [`order`] | what buyers order and are told |
//! | [`network`] | what parcels share: departures, bags, backlogs, closures |
//! | [`journey`] | the truth |
//! | [`record`] | what carriers write down, and what they show at an instant |
//! | [`fleet`] | worlds, cases, numbers, the neutral JSON |
//! | [`carrier`] | the desk that a dialect asks: worlds, clock, registered trackers, keys, limits |
//! | [`dialect`] | a folder per wire format |
//! | [`realism`] | measures, gates, distances between logs, pictures |
//! | `server` | the mock carrier: one port, every dialect, control API (feature `server`) |
//! | `harness` | the mock carrier inside a test, and films of what a tracker makes of it (feature `server`) |

#[macro_use]
pub mod parcel;
pub mod random;
pub mod trouble;
pub mod clock;
pub mod calendar;
pub mod scenario;
pub mod order;
pub mod network;
pub mod journey;
pub mod record;
pub mod fleet;
pub mod carrier;
pub mod dialect;
pub mod realism;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "server")]
pub mod harness;
#[cfg(feature = "cli")]
pub mod cli;

/// The Rust code of the README.
#[cfg(all(doctest, feature = "server"))]
#[doc = include_str!("../README.md")]
struct Readme;
