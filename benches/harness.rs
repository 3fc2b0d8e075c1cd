//! How long a mock carrier takes to start and to stop, alone and beside others.
//!
//! `cargo bench --bench harness`.

use divan::Bencher;
use misroute::harness::MockCarrier;

fn main() {
    // The first one of a scenario compiles it.
    drop(carrier(0));
    divan::main();
}

fn carrier(seed: u64) -> MockCarrier {
    MockCarrier::scenario("customs-hold")
        .seed(seed)
        .start_blocking()
}

#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    let mut seed = 0;
    bencher
        .with_inputs(|| {
            seed += 1;
            seed
        })
        .bench_local_values(carrier);
}

#[divan::bench]
fn start_and_stop(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| drop(carrier(7)));
}

#[divan::bench(threads = [2, 8])]
fn start_and_stop_side_by_side(bencher: Bencher<'_, '_>) {
    bencher.bench(|| drop(carrier(7)));
}
