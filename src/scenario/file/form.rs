//! The forms that values of a scenario file have.
//!
//! A form says all that can be checked of a value alone; the reader and the JSON Schema follow the same forms.

/// A key that a table may have.
#[derive(Debug)]
pub(in crate::scenario) struct Key {
    /// How it is written.
    pub name: &'static str,
    /// The form of its value.
    pub form: Form,
    /// What it means.
    pub about: &'static str,
}

/// The keys of a table.
#[derive(Debug)]
pub(in crate::scenario) struct Keys {
    /// What the schema calls it.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its keys, in the order in which they are best written.
    pub list: &'static [Key],
}

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub(in crate::scenario) enum Form {
    /// Text that says something.
    Text,
    /// Kebab-case text.
    Kebab,
    /// A whole number from 0 to the largest.
    Whole(u32),
    /// A number from 0 to 1.
    Probability,
    /// A whole number from 1 to 2³² − 1.
    Weight,
    /// Text such as `2d 6h`.
    Duration,
    /// Text such as `2026-11-05`.
    Date,
    /// A duration, or a table of one distribution.
    Distribution,
    /// A weight and one distribution.
    Part,
    /// A table from `p0` to `p100` to durations.
    Quantiles,
    /// Text that names trouble, such as `duplicate=0.3`.
    Trouble,
    /// One of a closed list of names.
    Name(Names),
    /// A table with these keys.
    Table(&'static Keys),
    /// A table with exactly one of these keys.
    One(&'static Keys),
    /// A name, or a table with exactly one of these keys.
    NameOrOne(Names, &'static Keys),
    /// A table from names to values.
    Map(Names, &'static Self),
    /// A list.
    List(&'static Self),
}

/// A list of names.
#[derive(Debug, Clone, Copy)]
pub(in crate::scenario) enum Names {
    /// Any kebab-case name; the word says of what.
    Any(&'static str),
    /// A closed list; the word says of what.
    Closed(&'static str, fn() -> Vec<&'static str>),
}

impl Names {
    /// Returns what the names are names of.
    pub(in crate::scenario) const fn kind(self) -> &'static str {
        match self {
            Self::Any(kind) | Self::Closed(kind, _) => kind,
        }
    }

    /// Returns the names, if they are a closed list.
    pub(in crate::scenario) fn list(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Any(_) => None,
            Self::Closed(_, list) => Some(list()),
        }
    }
}

/// Returns a key.
pub(in crate::scenario) const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, about }
}
