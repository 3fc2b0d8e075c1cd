//! A guide: how to add a carrier in an afternoon.
//!
//! A dialect is one folder and one line in [`DIALECTS`](super::DIALECTS); nothing outside the folder knows that it exists.
//! It gets a [`Page`](crate::fleet::Page), which is all that the carrier's system shows of a number at an instant, and
//! writes it as that carrier does. It cannot leak the truth, for it is never given any.
//!
//! # What to write
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the value behind [`Dialect`](super::Dialect): name, host names, which requests are its own, where the key stands |
//! | `http.rs` | the endpoints: path, method and parameters, the page of each number, and every refusal |
//! | `wire.rs` | rendering, from a page to bytes, with [`json`](super::json); it names nothing of [`carrier`](crate::carrier) |
//! | `words.rs` | which code and text a [`Milestone`](crate::parcel::Milestone) has |
//!
//! 1. **Choose whose page it is.** A network that follows a parcel from the seller to the door, or repeats what its
//!    partners report, shows the page of [`Observer::OriginCarrier`](crate::parcel::Observer). A carrier at the door shows
//!    [`Looked::page_of`](crate::carrier::Looked::page_of) itself: its own parcels, its own scans, under its own number,
//!    which [`Dialect::carrier`](super::Dialect::carrier) lets the command line find. A site that polls others shows
//!    `Observer::Aggregator`; if it wants numbers registered, [`Trackers`](crate::carrier::Trackers) keeps them and
//!    [`Dialect::registration`](super::Dialect::registration) tells how.
//! 2. **Give every milestone a word.** Match them all, without `_`, so that a new milestone does not compile before
//!    somebody has decided; `None` is a decision too: this carrier never shows it.
//! 3. **Leave out what the record does not hold**, in the way the carrier does: absent, null or empty.
//! 4. **Refuse in its own words**: an unknown number, a wrong key, a body too large, too many requests, trouble.
//! 5. **Make guesses settings.** A fact that nobody could confirm is a [`Setting`](super::Setting) with a default; how
//!    often a key may ask is a [`Limit`](super::Limit); where in an answer a quirk
//!    may garble something is a table of [`Sites`](super::sites::Sites).
//! 6. **List it** in `dialect/mod.rs`, `mod hopscotch;` and `&hopscotch::Hopscotch,`, and in the README's table;
//!    `TRYCMD=overwrite cargo test --test cli` puts it into the recorded help.
//!
//! From then on it is a `--format`, the server answers at its paths, and faults, limits, tenants, keys, `Sim-Now`, the
//! journal and `--set` work for it.
//!
//! # Which tests come for free
//!
//! These take every dialect of the list:
//!
//! - `dialects`: every scenario has a whole answer at twenty moments, no answer changes with the truth, names are unique,
//!   settings bear them, and the requests it makes are its own and nobody else's;
//! - `forks`: whatever happens or is shown after an instant changes no byte of an answer at that instant;
//! - `server::fuzz`, `server::front`: hostile requests are answered, a key that does not count is refused, `Sim-Now` and
//!   keys' clocks hold;
//! - `server::limits`: each limit refuses a burst in the carrier's own words, and the next span lets through again;
//! - `tidy`: `wire` files name no desk, no clock and no journey, and no file is too long.
//!
//! What is left to write: the shape of real samples in both directions (`tests/it/wire/shapes`), a snapshot of every
//! milestone's words and of one whole answer, the refusals, and a real client in `tests/clients` if there is one.
//! `cargo bench --bench render` tells how fast it renders.
//!
//! # A whole one
//!
//! Hopscotch Parcel is an invented carrier at the door. One file is enough here:
//!
//! ```
//! use http::{HeaderValue, Method, StatusCode};
//! use misroute::dialect::answer::json;
//! use misroute::dialect::json::object;
//! use misroute::dialect::{Answer, DEFAULT_KEY, Dialect, Key, Refusal, Request, Visit, header, segments};
//! use misroute::fleet::Page;
//! use misroute::parcel::time::wall_clock;
//! use misroute::parcel::{Carrier, Milestone, Observer, Status};
//!
//! #[derive(Debug)]
//! struct Hopscotch;
//!
//! impl Dialect for Hopscotch {
//!     fn name(&self) -> &'static str {
//!         "hopscotch"
//!     }
//!
//!     fn title(&self) -> &'static str {
//!         "Hopscotch Parcel"
//!     }
//!
//!     fn hosts(&self) -> &'static [&'static str] {
//!         &["api.hopscotch.example"]
//!     }
//!
//!     fn carrier(&self) -> Option<Carrier> {
//!         Some(Carrier::HOPSCOTCH)
//!     }
//!
//!     fn claims(&self, request: &Request) -> bool {
//!         request.uri().path().starts_with("/hopscotch/v1/")
//!     }
//!
//!     fn key(&self, request: &Request) -> Key {
//!         match header(request, "x-hopscotch-key") {
//!             None | Some("") => Key::Missing,
//!             Some(key) => Key::Given(key.to_owned()),
//!         }
//!     }
//!
//!     fn subjects(&self, request: &Request) -> Vec<String> {
//!         number(request).into_iter().collect()
//!     }
//!
//!     fn answer(&self, visit: &Visit<'_>) -> Answer {
//!         if visit.method() != Method::GET {
//!             return self.refuse(&Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
//!         }
//!         let number = number(visit.request).unwrap_or_default();
//!         let looked = visit.desk.look_up(&number);
//!         let page = match &looked {
//!             Some(looked) => looked.page_of(Carrier::HOPSCOTCH, visit.at),
//!             None => Page::unknown(&number, Observer::LastMile, visit.at),
//!         };
//!         let mut out = Vec::new();
//!         if parcel(&mut out, &page) {
//!             json(StatusCode::OK, out)
//!         } else {
//!             self.refuse(&Refusal::Status(StatusCode::NOT_FOUND))
//!         }
//!     }
//!
//!     fn refuse(&self, refusal: &Refusal) -> Answer {
//!         let status = match refusal {
//!             Refusal::KeyMissing | Refusal::KeyWrong => StatusCode::UNAUTHORIZED,
//!             Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
//!             Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
//!             Refusal::Status(status) => *status,
//!         };
//!         let mut out = Vec::new();
//!         object(&mut out, |whole| whole.int("error", status.as_u16().into()));
//!         json(status, out)
//!     }
//!
//!     fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
//!         let mut request = Request::default();
//!         let path = format!("/hopscotch/v1/parcels/{number}");
//!         *request.uri_mut() = path.parse().unwrap_or_default();
//!         let key = HeaderValue::from_static(DEFAULT_KEY);
//!         request.headers_mut().insert("x-hopscotch-key", key);
//!         request
//!     }
//! }
//!
//! // http.rs
//!
//! fn number(request: &Request) -> Option<String> {
//!     match segments(request).as_slice() {
//!         [_, _, parcels, number] if parcels == "parcels" => Some(number.clone().into_owned()),
//!         _ => None,
//!     }
//! }
//!
//! // wire.rs
//!
//! /// Renders what is shown of a number; tells whether anything is.
//! fn parcel(out: &mut Vec<u8>, page: &Page<'_>) -> bool {
//!     let hops: Vec<_> = page
//!         .observations()
//!         .filter_map(|seen| Some((word(seen.milestone)?, seen)))
//!         .collect();
//!     object(out, |whole| {
//!         whole.str("parcel", page.number);
//!         whole.array("hops", |list| {
//!             for (word, seen) in &hops {
//!                 list.object(|hop| {
//!                     hop.str("what", word);
//!                     hop.str("where", seen.place.city().name());
//!                     let local = seen.place.zone().to_local(seen.occurred_at.0);
//!                     hop.ascii("when", &wall_clock(local, b'T'));
//!                 });
//!             }
//!         });
//!     });
//!     !hops.is_empty()
//! }
//!
//! // words.rs: so coarse a carrier that the status is enough
//!
//! fn word(milestone: Milestone) -> Option<&'static str> {
//!     Some(match milestone.status() {
//!         Status::InfoReceived | Status::Canceled | Status::CustomsHold => return None,
//!         Status::InTransit => "hopping",
//!         Status::OutForDelivery => "nearly there",
//!         Status::AttemptFailed => "nobody opened",
//!         Status::AvailableForPickup => "come and get it",
//!         Status::Delivered => "landed",
//!         Status::Exception => "fell",
//!         Status::Returning | Status::Returned => "hopping back",
//!     })
//! }
//!
//! // What the server would send, without a server:
//!
//! use misroute::dialect::sheet;
//! use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
//! use misroute::random::Seed;
//! use misroute::scenario::Library;
//!
//! let library = Library::built_in();
//! let worlds = Worlds::new(library, DEFAULT_START);
//! let world = World::new(library.get("standard").expect("it is built in"), Seed::DEFAULT);
//! let places = (0..1_000).filter_map(|place| Address::new(DEFAULT_START, place));
//! let case = places
//!     .map(|address| Case::new(&worlds, &world, address))
//!     .find(|case| case.parcels[0].parties.last_mile == Carrier::HOPSCOTCH)
//!     .expect("it has its share");
//! let said = |at| {
//!     let body = sheet(&Hopscotch, &worlds, &case, at).expect("a number was told");
//!     serde_json::from_slice::<serde_json::Value>(&body).expect("JSON")
//! };
//! assert_eq!(said(case.orders[0].placed_at)["error"], 404);
//! let hops = said(case.settled_at())["hops"].take();
//! assert_eq!(hops[0]["what"], "hopping");
//! ```
