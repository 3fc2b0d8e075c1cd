//! A shop that has parcels tracked by an aggregator: requests under one key, at the desk's own time or another.

use misroute::carrier::Desk;
use misroute::dialect::{Answer, Dialect, Request, Visit};
use misroute::fleet::{Case, World};
use misroute::parcel::Timestamp;
use serde_json::Value;

use super::asking::{body, dialect, request};
use crate::support::{at_start, built_in, worlds};

/// A desk and who asks at it.
pub(crate) struct Shop {
    pub(crate) desk: Desk,
    pub(crate) dialect: &'static dyn Dialect,
    pub(crate) key: &'static str,
    headers: Vec<(&'static str, &'static str)>,
}

impl Shop {
    /// Returns a shop that asks a dialect at an instant.
    pub(crate) fn new(name: &str, at: &str) -> Self {
        Self {
            desk: Desk::frozen(worlds(), instant(at)),
            dialect: dialect(name),
            key: "shop",
            headers: vec![("content-type", "application/json"), ("as-api-key", "shop")],
        }
    }

    /// Moves the clock.
    pub(crate) fn at(&self, at: Timestamp) -> &Self {
        self.desk.clock.set(at);
        self
    }

    /// Asks at the desk's own time.
    pub(crate) fn ask(&self, method: &str, path: &str, text: &str) -> Answer {
        self.send(&request(method, path, &self.headers, text), None)
    }

    /// Sends a request; the answer shows the desk's own time, or another.
    pub(crate) fn send(&self, request: &Request, at: Option<Timestamp>) -> Answer {
        assert!(
            self.dialect.claims(request),
            "{} is another's",
            request.uri()
        );
        let now = self.desk.clock.now();
        self.dialect.answer(&Visit {
            desk: &self.desk,
            request,
            key: self.key,
            at: at.unwrap_or(now),
            now,
        })
    }

    /// Asks and returns the status with the body.
    pub(crate) fn said(&self, method: &str, path: &str, text: &str) -> (u16, Value) {
        let answer = self.ask(method, path, text);
        (answer.status().as_u16(), body(&answer))
    }

    /// Reads, which must succeed.
    pub(crate) fn get(&self, path: &str) -> Value {
        let (status, said) = self.said("GET", path, "");
        assert_eq!(status, 200, "{path}: {said}");
        said
    }

    /// Changes a setting.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let known = self
            .dialect
            .settings()
            .iter()
            .any(|known| known.name == name);
        assert!(known, "there is no setting {name}");
        self.desk.settings.insert(name.to_owned(), value.to_owned());
    }
}

/// Returns an instant.
pub(crate) fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is no instant"))
}

/// Returns a case of a built-in scenario and the number that its buyer types in the end.
pub(crate) fn case_of(scenario: &str, place: u64) -> (Case, String) {
    let world: World = built_in(scenario, 1);
    let case = Case::new(&worlds(), &world, at_start(place));
    let number = case.typed(None).expect("the buyer is told a number");
    let number = number.as_str().to_owned();
    (case, number)
}

/// The keys of an object, in their order.
pub(crate) struct Keys(Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Keys;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = map.next_key()? {
                    let _: serde::de::IgnoredAny = map.next_value()?;
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Returns the keys of an object, in their order.
pub(crate) fn keys(text: &str) -> Vec<String> {
    let keys: Keys = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    keys.0
}
