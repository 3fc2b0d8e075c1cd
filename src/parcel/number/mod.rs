//! Tracking numbers: their formats, their check digits, and a bijection between serials and the numbers a simulator issues.
//!
//! Facts only: a number is judged by its characters alone, and no input makes anything here panic.

mod catalog;
mod check;
mod error;
mod format;
mod identify;
mod issue;
mod issuer;
mod template;
mod text;

use std::fmt;
use std::str::{self, FromStr};

pub use self::{
    error::{Expected, NumberError},
    format::Format,
    identify::{identify, with_check_digit},
    issue::decompose,
    issuer::{Issuer, ServiceLetter},
    text::LENGTH_MAX,
};

use self::text::Text;

/// A tracking number in its normal form: 1 to [`LENGTH_MAX`] upper-case letters and digits, no separators.
///
/// It need not be well formed in any format; [`identify`] tells.
///
/// ```
/// use misroute::parcel::number::TrackingNumber;
///
/// let number: TrackingNumber = " rb 1234 5678-5 gb ".parse()?;
/// assert_eq!(number.as_str(), "RB123456785GB");
/// # Ok::<(), misroute::parcel::number::NumberError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackingNumber(Box<str>);

impl TrackingNumber {
    /// Returns the number that `text` spells, without white space, hyphens and dashes, in upper case.
    pub fn normalize(text: &str) -> Result<Self, NumberError> {
        Text::read(text).map(|text| Self::from_text(&text))
    }

    /// Returns the number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_text(text: &Text) -> Self {
        // The buffer holds ASCII only, so that nothing is ever lost.
        Self(str::from_utf8(text.as_bytes()).unwrap_or_default().into())
    }
}

impl fmt::Display for TrackingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for TrackingNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::normalize(text)
    }
}

impl AsRef<str> for TrackingNumber {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<TrackingNumber> for Box<str> {
    fn from(number: TrackingNumber) -> Self {
        number.0
    }
}
