//! Scenario files: what is refused and how, what is inherited, and what the digest counts.

mod digest;
mod habits;
mod inherit;
mod library;
mod refused;
mod robust;

use std::sync::Arc;

use misroute::scenario::{Diagnostics, Library, Scenario, compile};

/// A small story that other files inherit from; it compiles.
pub(super) const BASE: &str = r#"
id      = 1
title   = "Base"
summary = "A story in few states."
line    = "standard"

[order]
destinations = { US = 2, FR = 1 }
handling     = { log-normal = { median = "26h", p90 = "3d" } }
promise      = { from = "15d", until = "25d" }
source       = "a test"

[numbers]
origin    = { LP = 3, AP = 1 }
hand-over = 0.85
source    = "a test"

[report.last-mile]
record  = { uniform = { min = "1m", max = "9m" } }
missing = { out-for-delivery = 0.01 }
silent  = [{ after = "departed-origin", until = "delivered" }]
source  = "a test"

[state.label-created]
milestone = "announced"
place     = "seller"
dwell     = { gamma = { median = "9h", p90 = "30h" } }
next      = { departed = 1 }
source    = "a test"

[state.departed]
milestone = "departed-origin"
place     = "origin-gateway"
dwell     = { pert = { min = "2d", mode = "4d", max = "9d" } }
next      = { out-for-delivery = 9, lost = 1 }
source    = "a test"

[state.out-for-delivery]
milestone = "out-for-delivery"
place     = "depot"
hours     = "round"
dwell     = { weibull = { median = "4h", p90 = "9h" } }
next      = { delivered = 1 }
source    = "a test"

[state.delivered]
milestone = "delivered"
place     = "recipient"
hours     = "doorstep"
fate      = "delivered"

[state.lost]
fate = "lost"
"#;

/// A story that inherits, so that nobody may inherit from it.
const DERIVED: &str = r#"
id      = 2
title   = "Derived"
summary = "As the base."
base    = "standard"
"#;

/// A mix, so that nobody may mix it.
const MIX: &str = r#"
id      = 3
title   = "Mix"
summary = "Both."
source  = "a test"
[mix]
standard = 3
derived  = 1
"#;

/// Returns a library of these three.
pub(super) fn library() -> Library {
    Library::of(&[("standard", BASE), ("derived", DERIVED), ("both", MIX)])
}

/// Returns the beginning of a file that inherits from the base; what follows it begins on line 4.
pub(super) fn mine(rest: &str) -> String {
    format!("title = \"Mine\"\nsummary = \"A test.\"\nbase = \"standard\"\n{rest}")
}

/// Compiles a user's file.
pub(super) fn compiled(text: &str) -> Result<Arc<Scenario>, Diagnostics> {
    compile("mine", "mine.toml", text, &library())
}

/// Compiles a user's file that is right.
pub(super) fn right(text: &str) -> Arc<Scenario> {
    compiled(text).unwrap_or_else(|diagnostics| panic!("refused:\n{diagnostics}"))
}
