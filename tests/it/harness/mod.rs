//! The harness, used as a test of a tracker uses it.

mod alone;
mod carrier;
mod expected;
mod film;
mod oracles;
mod tracker;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Returns with what words something panics.
fn panic_of(body: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(body)).expect_err("it panics");
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .expect("a panic with a text")
}
