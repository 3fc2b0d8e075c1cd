//! Realism: measures, distances of logs, and pictures.

mod distances;
mod gates;
mod logs;
mod measures;
mod pictures;

use misroute::parcel::Observer;
use misroute::realism::log::{Columns, EventLog, Options, Reading, Unreadable, read};

fn options() -> Options {
    Options {
        columns: Columns::default(),
        observer: Observer::OriginCarrier,
    }
}

fn reading(text: &str) -> Result<Reading, Unreadable> {
    read(text.as_bytes(), &options())
}

fn log(text: &str) -> EventLog {
    match reading(text) {
        Ok(reading) => reading.log,
        Err(wrong) => panic!("{wrong}: {}", wrong.help()),
    }
}

#[track_caller]
fn assert_near(found: Option<f64>, wanted: f64) {
    let found = found.expect("there is a value");
    let apart = (found - wanted).abs();
    assert!(
        apart <= 1e-9 * wanted.abs().max(1e-3),
        "{found} is not {wanted}"
    );
}
