//! What a dialect refuses to garble, because its answers have no place for it.

use std::fmt;

use super::{DIALECTS, Dialect};
use crate::trouble::{Quirk, Quirks};

/// A quirk that a dialect cannot show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unshown {
    /// The quirk.
    pub quirk: Quirk,
    /// The dialect's name.
    pub dialect: &'static str,
}

/// Returns the quirks that a dialect can show, in their order.
pub fn quirks(dialect: &dyn Dialect) -> impl Iterator<Item = Quirk> {
    let sites = dialect.sites();
    let all = Quirk::ALL.iter().copied();
    all.filter(|quirk| sites.can(*quirk))
}

/// Checks that a dialect can show some quirks.
///
/// # Errors
///
/// Returns the first that it cannot.
pub fn can_show(dialect: &dyn Dialect, quirks: &Quirks) -> Result<(), Unshown> {
    let sites = dialect.sites();
    let unshown = quirks.iter().find(|(quirk, _)| !sites.can(*quirk));
    unshown.map_or(Ok(()), |(quirk, _)| {
        let dialect = dialect.name();
        Err(Unshown { quirk, dialect })
    })
}

impl Unshown {
    /// Returns the mend: which dialects can show it.
    pub fn mend(&self) -> String {
        let able = DIALECTS
            .iter()
            .filter(|other| other.sites().can(self.quirk));
        let able: Vec<_> = able.map(|other| other.name()).collect();
        format!("ask one of those that can: {}", able.join(", "))
    }
}

impl fmt::Display for Unshown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { quirk, dialect } = self;
        write!(
            formatter,
            "the answers of `{dialect}` cannot show `{quirk}`"
        )
    }
}

impl std::error::Error for Unshown {}
