//! Gates in small: the service lines at quick size, and what a gate must catch.

use misroute::parcel::ServiceLine;
use misroute::random::Seed;
use misroute::realism::gates::{Band, Figure, Gate, Request, Sheet, Size, Verdict};
use misroute::scenario::{Library, compile};

fn request(name: &str, gates: &[Gate]) -> Request {
    let scenario = Library::built_in().get(name).expect("it is built in");
    Request {
        scenario,
        gates: gates.to_vec(),
        size: Size::Quick,
        seed: Seed::DEFAULT,
    }
}

fn failing(figures: &[Figure]) -> Vec<String> {
    let failed = figures
        .iter()
        .filter(|figure| figure.verdict == Verdict::Fail);
    failed.map(|figure| format!("{figure:?}")).collect()
}

#[test]
fn every_line_passes_in_small() {
    let mut bad = Vec::new();
    for line in ServiceLine::ALL {
        let figures = request(line.key(), Gate::ALL).check(&mut |_| {});
        assert!(figures.len() > 20, "{}: {}", line.key(), figures.len());
        bad.extend(failing(&figures));
    }
    bad.extend(failing(
        &request("aliexpress-mix", Gate::ALL).check(&mut |_| {}),
    ));
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn figures_do_not_depend_on_threads() {
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads start");
        pool.install(|| request("premium", &[Gate::Calibration, Gate::Rates]).check(&mut |_| {}))
    };
    assert_eq!(of(1), of(3));
}

#[test]
fn a_slower_line_fails() {
    let text = "title = \"Slow\"\nsummary = \"A week later.\"\nbase = \"standard\"\nline = \"standard\"\n\n\
                [state.departed]\ndwell = { log-normal = { median = \"14d\", p90 = \"19d\" } }\nsource = \"made up\"\n";
    let scenario = compile("slow", "slow.toml", text, Library::built_in()).expect("it compiles");
    let request = Request {
        scenario,
        ..request("standard", &[Gate::Calibration, Gate::Product])
    };
    let bad = failing(&request.check(&mut |_| {}));
    for figure in [
        "line-haul p50",
        "pickup to delivered p50",
        "silence, full p50",
    ] {
        assert!(bad.iter().any(|bad| bad.contains(figure)), "{figure}");
    }
    assert!(!bad.iter().any(|bad| bad.contains("label to pickup")));
}

#[test]
fn what_is_not_measured_never_passes() {
    let mut sheet = Sheet::new("any".into(), Gate::Logs);
    sheet.cannot("a distance", "no log");
    let band = Band::relative(10.0, 0.03, 0.1);
    for measured in [9.65, 9.66, 10.35, 10.36, f64::NAN] {
        sheet.judge(("a leg".into(), "h"), (Some(measured), 1), band);
    }
    let verdicts: Vec<_> = sheet.figures.iter().map(|figure| figure.verdict).collect();
    assert_eq!(
        verdicts,
        [
            Verdict::NotMeasurable,
            Verdict::Fail,
            Verdict::Pass,
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Fail
        ]
    );
}
