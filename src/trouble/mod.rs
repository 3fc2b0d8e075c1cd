//! Trouble: what can be made to go wrong on purpose, by name, how often, and for which events.
//!
//! Trouble has four homes. Of the *case*: a number that is wrong, used twice, or one of several. Of the *record*: what
//! carriers write down twice, late, in the wrong order or not at all. Of the *wire*: quirks, how an answer garbles time,
//! text and shape. Around the wire: faults, which the server knows and this module does not. The truth never changes.
//!
//! What is said in text is a list of [doses](Dose): `duplicate,zone-missing=0.3,post-terminal-scan=0.5@delivered`.

/// Declares a vocabulary whose values say in a sentence what they mean.
macro_rules! explained {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $text:literal,)+ }) => {
        vocabulary! {
            $(#[$meta])*
            pub enum $name { $($(#[doc = $doc])+ $variant = $text,)+ }
        }

        impl $name {
            /// Returns what it means, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

/// Which bug of real trackers each kind of trouble reproduces.
#[doc = include_str!("catalogue.md")]
pub mod catalogue {}
mod defect;
mod dose;
mod quirk;
mod rate;
mod text;

pub use defect::{Defect, Home, address};
pub use dose::{Dose, Kind, Only, Trouble};
pub use quirk::{Quirk, Quirks};
pub use rate::Rate;
pub use text::TroubleError;
