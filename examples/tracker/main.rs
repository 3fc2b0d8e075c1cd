//! A small but honest parcel tracker: it asks Cainiao and 17TRACK, and says as JSON how parcels are.
//!
//! ```sh
//! simulate serve &
//! cargo run --example tracker -- http://127.0.0.1:8080 LP89253443543984
//! ```
//!
//! Its tests are in `tests/tracker`, and use nothing but what any crate can use of misroute. What makes it honest is in
//! `timeline.rs`: what a carrier does not say it does not say either.

mod tracker;

use std::env;
use std::error::Error;
use std::io::{Write as _, stdout};

use jiff::Timestamp;

use tracker::Tracker;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let url = args.next().ok_or("usage: tracker URL NUMBER...")?;
    // A tracker that judges silence takes the time from whoever asks: only so can its tests let 60 days pass.
    let now = match env::var("SIM_NOW") {
        Ok(text) => text.parse()?,
        #[expect(
            clippy::disallowed_methods,
            reason = "a program for people, not the simulator"
        )]
        Err(_) => Timestamp::now(),
    };
    let mut tracker = Tracker::new(&url);
    for number in args {
        let report = tracker.track(&number, now);
        writeln!(stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
    }
    Ok(())
}
