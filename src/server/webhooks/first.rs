//! First subscriptions: who is told from the beginning, as the command line says, and after every reset.

use std::fmt;
use std::str::FromStr;

use super::target::{AllowedHosts, Target};
use crate::carrier::{Desk, Subscription};
use crate::dialect::{DIALECTS, Dialect, by_name};

/// Who is told from the beginning.
#[derive(Debug, Clone)]
pub struct FirstSubscription {
    dialect: &'static dyn Dialect,
    url: String,
    key: Option<String>,
    secret: Option<String>,
}

/// What is wrong with a subscription that was asked for, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionError {
    message: String,
    /// What to write instead.
    pub mend: String,
}

impl fmt::Display for SubscriptionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for SubscriptionError {}

/// Returns the dialect of a name, if it tells anybody anything.
///
/// # Errors
///
/// Returns the mend.
pub(super) fn speaker(name: &str) -> Result<&'static dyn Dialect, String> {
    let known = by_name(name).filter(|dialect| dialect.hooks().is_some());
    known.ok_or_else(|| {
        let speakers = DIALECTS.iter().filter(|dialect| dialect.hooks().is_some());
        let names: Vec<&str> = speakers.map(|dialect| dialect.name()).collect();
        format!("write one of {}", names.join(", "))
    })
}

impl FromStr for FirstSubscription {
    type Err = SubscriptionError;

    /// Reads `DIALECT=URL[,secret=SECRET][,key=KEY]`.
    fn from_str(text: &str) -> Result<Self, SubscriptionError> {
        let wrong = |what: &str, mend: String| SubscriptionError {
            message: format!("the webhook `{text}`: {what}"),
            mend,
        };
        let Some((name, rest)) = text.split_once('=') else {
            let mend = "write `easypost=http://127.0.0.1:9000/hook`";
            return Err(wrong("names no URL", mend.to_owned()));
        };
        let dialect = speaker(name.trim()).map_err(|mend| {
            let what = format!("`{}` tells nobody anything", name.trim());
            wrong(&what, mend)
        })?;
        let mut parts = rest.split(',');
        let mut first = Self {
            dialect,
            url: parts.next().unwrap_or_default().trim().to_owned(),
            key: None,
            secret: None,
        };
        for part in parts {
            let place = match part.split_once('=') {
                Some(("secret", value)) => (&mut first.secret, value),
                Some(("key", value)) => (&mut first.key, value),
                _ => {
                    let what = format!("there is no option `{part}`");
                    return Err(wrong(&what, "write `secret=…` or `key=…`".to_owned()));
                }
            };
            *place.0 = Some(place.1.to_owned());
        }
        Ok(first)
    }
}

impl FirstSubscription {
    /// Refuses a URL that may not be told.
    ///
    /// # Errors
    ///
    /// Returns why it may not.
    pub fn check(&self, allowed: &AllowedHosts) -> Result<(), SubscriptionError> {
        let checked = Target::parse(&self.url).and_then(|target| target.check(allowed));
        checked.map_err(|error| SubscriptionError {
            message: format!("the webhook `{}`: {error}", self.url),
            mend: error.mend.to_owned(),
        })
    }

    /// Adds it to a desk, unless it is there already; tells whether it is there now.
    pub(super) fn add(&self, desk: &Desk) -> bool {
        let is_it = |one: &Subscription| {
            one.dialect == self.dialect.name() && one.url == self.url && one.key == self.key
        };
        let all = desk.subscriptions.all();
        if let Some(known) = all.values().find(|known| is_it(known)) {
            let change = |one: &mut Subscription| one.secret.clone_from(&self.secret);
            return desk.subscriptions.update(known.id, change).is_some();
        }
        let new = Subscription {
            key: self.key.clone(),
            secret: self.secret.clone(),
            ..desk.subscription(self.dialect.name(), self.url.clone())
        };
        desk.subscriptions.add(new).is_some()
    }
}
