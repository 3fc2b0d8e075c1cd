//! Expectations: checked when a carrier is dropped, with text that says what came nearest.

use misroute::harness::{MockCarrier, days, hours};

use super::panic_of;
use super::tracker::{ask, get};

fn carrier() -> MockCarrier {
    MockCarrier::scenario("customs-hold").start_blocking()
}

fn poll(carrier: &MockCarrier) {
    ask(&carrier.url(), &carrier.number()).expect("it answers");
}

#[test]
fn what_was_expected_and_came_is_no_matter() {
    let carrier = carrier();
    carrier.expect_requests(2);
    carrier.expect_polls_per_day(..=1);
    carrier.expect_backoff_after_429();
    poll(&carrier);
    carrier.clock().advance(days(1));
    poll(&carrier);
}

#[test]
fn too_many_polls_are_listed() {
    let carrier = carrier();
    carrier.expect_polls_per_day(..=8);
    carrier.clock().advance(hours(20));
    for _ in 0..12 {
        poll(&carrier);
        carrier.clock().advance(60);
    }
    let wanted = "\
expected at most 8 polls a day, and on 2026-03-03 there were 12 of cainiao
  2026-03-03T23:27:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:28:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:29:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:30:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:31:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  … 2 more
  2026-03-03T23:34:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:35:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:36:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:37:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
  2026-03-03T23:38:18Z  GET /global/detail.json?mailNos=LP89253443543984&lang=en-US  200
asked in all: 12 (cainiao 12)
the parcel is LP89253443543984: simulate --scenario customs-hold";
    assert_eq!(panic_of(|| drop(carrier)), wanted);
}

#[test]
fn days_without_polls_are_too_few() {
    let carrier = carrier();
    carrier.expect_polls_per_day(1..=4);
    poll(&carrier);
    carrier.clock().advance(days(2));
    poll(&carrier);
    let panic = panic_of(|| drop(carrier));
    let wanted = "expected 1 to 4 polls a day, and on 2026-03-04 there were 0 of cainiao";
    assert!(panic.starts_with(wanted), "{panic}");
}

#[test]
fn a_tracker_that_asks_elsewhere_is_told_so() {
    let carrier = carrier();
    carrier.expect_requests(1..);
    get(&carrier.url(), "/v1/wrong/path").expect("it answers");
    let wanted = "\
expected at least 1 requests, and there were 0
no carrier was asked anything
no carrier answers at 1 more, such as `GET /v1/wrong/path`: is the base URL right?
the parcel is LP89253443543984: simulate --scenario customs-hold";
    assert_eq!(panic_of(|| carrier.verify()), wanted);
    // What was complained of once is not expected any more.
    carrier.verify();
}

#[test]
fn whoever_does_not_wait_after_a_429_is_told_when_it_should_have_come() {
    let impatient = carrier();
    impatient.fault("cainiao:rate-limit,retry-after=30,first=1");
    impatient.expect_backoff_after_429();
    poll(&impatient);
    impatient.clock().advance(20);
    poll(&impatient);
    let panic = panic_of(|| drop(impatient));
    let wanted = "expected no request within 30 s of a 429, and cainiao was asked after 20 s\n";
    assert!(panic.starts_with(wanted), "{panic}");
    assert!(panic.contains("429, Retry-After 30\n"), "{panic}");
    let patient = carrier();
    patient.fault("cainiao:rate-limit,retry-after=30,first=1");
    patient.expect_backoff_after_429();
    poll(&patient);
    patient.clock().advance(30);
    poll(&patient);
}

#[test]
fn a_test_that_panics_already_panics_once() {
    let panic = panic_of(|| {
        let carrier = carrier();
        carrier.expect_requests(1);
        panic!("the test's own reason");
    });
    assert_eq!(panic, "the test's own reason");
}
