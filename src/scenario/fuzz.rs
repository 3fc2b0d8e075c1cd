//! What a fuzzer calls.
//!
//! It returns for every input.

use std::sync::Arc;

use super::compile::compile;
use super::diagnostic::Diagnostics;
use super::library::Library;
use super::model::Scenario;

/// Compiles any bytes as a user's file and goes through everything that can be made of the outcome.
///
/// Whatever the bytes are, it returns: no panic, no endless loop, no exhausted stack.
pub fn fuzz(bytes: &[u8], library: &Library) -> Result<Arc<Scenario>, Diagnostics> {
    let text = String::from_utf8_lossy(bytes);
    let compiled = compile("fuzz", "fuzz.toml", &text, library);
    match &compiled {
        Ok(scenario) => debug_assert!(
            !scenario.outline().digest.is_empty(),
            "every scenario has a digest"
        ),
        Err(diagnostics) => {
            let rendered = diagnostics.render(false, 80);
            debug_assert!(
                !rendered.is_empty() && !diagnostics.findings().is_empty(),
                "a refusal says why"
            );
        }
    }
    compiled
}
