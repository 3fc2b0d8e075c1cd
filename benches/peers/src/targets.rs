//! What is asked for and what must come: the same parcel in several dialects.

use axum::http::Request;
use misroute::carrier::Desk;
use misroute::dialect::{DEFAULT_KEY, Dialect, Visit, by_name};
use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use misroute::parcel::{Observer, Timestamp};
use misroute::random::Seed;
use misroute::scenario::Library;

/// The dialects that are measured; those that this version does not know are passed over.
const DIALECTS: &[&str] = &["cainiao", "17track"];

/// So many events the answer has.
pub const EVENTS: usize = 15;

/// A request and its answer.
pub struct Target {
    pub name: &'static str,
    /// The path that is asked for, without its query.
    pub path: String,
    pub method: String,
    pub content_type: String,
    pub date: String,
    /// What a server must answer.
    pub body: Vec<u8>,
    /// What has to be sent once before, as it goes over the wire.
    pub first: Option<Vec<u8>>,
    /// What is sent, as it goes over the wire.
    pub request: Vec<u8>,
}

/// Returns noon, 30 days after the default start.
pub fn now() -> Timestamp {
    Timestamp(DEFAULT_START.plus(30).start() + 43_200)
}

pub fn worlds() -> Worlds {
    Worlds::new(Library::built_in(), DEFAULT_START)
}

pub fn all() -> Vec<Target> {
    let number = number();
    let known = DIALECTS.iter().filter_map(|name| by_name(name));
    known.map(|dialect| target(dialect, &number)).collect()
}

pub fn of(name: &str) -> Target {
    target(by_name(name).expect("a dialect"), &number())
}

/// Returns the first number of the standard scenario of which there are so many events to see.
fn number() -> String {
    let worlds = worlds();
    let scenario = Library::built_in().get("standard").expect("built in");
    let world = World::new(scenario, Seed::DEFAULT);
    let cases = (0..10_000).filter_map(|place| Address::new(DEFAULT_START, place));
    let mut numbers = cases.filter_map(|address| {
        let case = Case::new(&worlds, &world, address);
        let text = case.typed(Some(now()))?.to_string();
        let number = case.number(&text)?;
        let page = case.page((number, &text), Observer::OriginCarrier, now(), None);
        (page.timeline.observations.len() == EVENTS).then_some(text)
    });
    numbers.next().expect("one of ten thousand parcels")
}

fn target(dialect: &'static dyn Dialect, number: &str) -> Target {
    let desk = Desk::frozen(worlds(), now());
    let ask = |request: &Request<Vec<u8>>| {
        dialect.answer(&Visit {
            desk: &desk,
            request,
            key: DEFAULT_KEY,
            at: now(),
            now: now(),
        })
    };
    let first = dialect.registration(number);
    let registered = first.as_ref().map(|request| ask(request).into_body());
    let request = dialect.reading(number, registered.as_deref());
    let answer = ask(&request);
    let content_type = answer.headers().get("content-type").expect("a type");
    Target {
        name: dialect.name(),
        path: request.uri().path().to_owned(),
        method: request.method().to_string(),
        content_type: content_type.to_str().expect("text").to_owned(),
        date: "Wed, 01 Apr 2026 12:00:00 GMT".to_owned(),
        body: answer.into_body(),
        first: first.as_ref().map(on_the_wire),
        request: on_the_wire(&request),
    }
}

/// Returns a request as a client sends it.
fn on_the_wire(request: &Request<Vec<u8>>) -> Vec<u8> {
    let mut out = format!(
        "{} {} HTTP/1.1\r\nhost: 127.0.0.1\r\n",
        request.method(),
        request.uri()
    )
    .into_bytes();
    for (name, value) in request.headers() {
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    if !request.body().is_empty() {
        out.extend_from_slice(format!("content-length: {}\r\n", request.body().len()).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(request.body());
    out
}
