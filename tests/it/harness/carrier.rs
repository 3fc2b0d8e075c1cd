//! Mock carriers: what they answer, and that they leave nothing behind.

use misroute::harness::{MockCarrier, days};

use super::tracker::ask;

#[test]
fn a_carrier_answers_for_its_parcel_on_the_clock_of_the_test() {
    let carrier = MockCarrier::scenario("customs-hold").start_blocking();
    assert_eq!(carrier.number(), "LP89253443543984");
    let status = || {
        let answer = ask(&carrier.url(), &carrier.number()).expect("it answers");
        answer["module"][0]["status"].clone()
    };
    let first = status();
    carrier.clock().advance(days(40));
    assert_eq!(status(), "DELIVERED");
    assert_ne!(first, "DELIVERED");
    assert_eq!(carrier.requests().len(), 2);
}
