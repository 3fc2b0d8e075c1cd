//! API keys: which ones count.

use subtle::ConstantTimeEq as _;

/// Which API keys are accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Keys {
    /// Any key, as long as there is one where the carrier demands one.
    #[default]
    Any,
    /// Only these.
    Only(Vec<String>),
}

impl Keys {
    /// Tells whether a key is accepted, in a time that does not depend on how much of it is right.
    pub fn accept(&self, key: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(keys) => keys.iter().fold(false, |found, known| {
                found | same(known.as_bytes(), key.as_bytes())
            }),
        }
    }
}

/// Tells whether two secrets are equal; only their lengths show in the time it takes.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_key_is_accepted() {
        let keys = Keys::Only(vec!["alpha".to_owned(), "beta".to_owned()]);
        assert!(keys.accept("alpha") && keys.accept("beta"));
        for wrong in ["", "alph", "alphaa", "Alpha", "gamma", "betа"] {
            assert!(!keys.accept(wrong), "{wrong}");
        }
        assert!(Keys::Any.accept("whatever"));
    }
}
