//! What every dialect's bytes are held to: shapes, moments, and one milestone at a time.

mod asking;
mod cainiao;
mod last_mile;
mod moments;
mod one_event;
mod seventeen;
mod seventeen_calls;
mod seventeen_consumer;
mod shapes;

use misroute::dialect::DIALECTS;

#[test]
fn every_scenario_in_every_dialect_is_json_at_every_moment() {
    for dialect in DIALECTS {
        // Whoever asks for what is no JSON panics.
        let said = asking::everything_said(*dialect, 1);
        assert!(said.len() > 50 * 15, "{}: {}", dialect.name(), said.len());
    }
}
