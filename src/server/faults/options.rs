//! Options of a fault: names with texts, each taken once.

use std::collections::BTreeMap;

use super::rule::FaultError;

/// What was said about a fault, and where.
#[derive(Debug)]
pub(in crate::server) struct Options<'a> {
    place: &'a str,
    texts: &'a BTreeMap<String, String>,
}

impl<'a> Options<'a> {
    pub(in crate::server) const fn new(
        place: &'a str,
        texts: &'a BTreeMap<String, String>,
    ) -> Self {
        Self { place, texts }
    }

    /// Returns the text of an option.
    pub(in crate::server) fn text(&self, name: &str) -> Option<&'a str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Returns an option as it is read by a function that knows nothing of errors.
    pub(in crate::server) fn read<T>(
        &self,
        name: &str,
        mend: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, FaultError> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match read(text) {
            Some(value) => Ok(Some(value)),
            None => Err(self.wrong(&format!("`{name}` cannot be `{text}`"), mend)),
        }
    }

    /// Returns a whole number.
    pub(in crate::server) fn whole(
        &self,
        name: &str,
        (least, most): (u32, u32),
    ) -> Result<Option<u32>, FaultError> {
        let mend = format!("write a whole number from {least} to {most}");
        self.read(name, &mend, |text| {
            let number = text.parse().ok()?;
            (least..=most).contains(&number).then_some(number)
        })
    }

    /// Returns a share of 1.
    pub(in crate::server) fn share(&self, name: &str) -> Result<Option<f64>, FaultError> {
        self.read(name, "write a share from 0 to 1, such as `0.05`", |text| {
            let share: f64 = text.parse().ok()?;
            (0.0..=1.0).contains(&share).then_some(share)
        })
    }

    /// Returns the error of this place.
    pub(in crate::server) fn wrong(&self, wrong: &str, mend: &str) -> FaultError {
        FaultError::new(self.place, wrong, mend)
    }
}
