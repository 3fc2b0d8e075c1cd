//! Reading logs: kinds, columns, and what is wrong with them.

use misroute::fleet::Case;
use misroute::fleet::document::Truth;
use misroute::parcel::Observer;
use misroute::realism::log::{Columns, Kind, Mistake, Options, Reason, read};
use proptest::prelude::*;

use super::{log, options, reading};
use crate::support::{at_start, built_in, json, worlds};

#[test]
fn the_same_log_reads_the_same_in_every_form() {
    let comma = "case,activity,start,end\nx,a,2026-03-02 01:00,2026-03-02 02:00\nx,\"b\",2026-03-03,2026-03-03\n";
    let semicolon = comma.replace(',', ";");
    let tab = comma.replace(',', "\t");
    let named = "\u{feff}Case_ID,concept:name,start_time,time:timestamp\r\nx,a,2026-03-02T01:00Z,2026-03-02T02:00Z\r\nx,b,2026-03-03,2026-03-03\r\n";
    let lines = "{\"case\":\"x\",\"activity\":\"a\",\"start\":\"2026-03-02 01:00\",\"end\":\"2026-03-02 02:00\"}\n\n\
                 {\"end\":\"2026-03-03\",\"start\":\"2026-03-03\",\"activity\":\"b\",\"case\":\"x\"}";
    let wanted = log(comma);
    assert_eq!(wanted.cases()[0].events().len(), 2);
    for other in [&semicolon, &tab, named, lines] {
        assert_eq!(log(other), wanted, "{other}");
    }
    assert_eq!(reading(lines).unwrap().kind, Kind::JsonLines);
}

#[test]
fn ties_keep_the_order_of_the_file() {
    let log = log("case,activity,time\n1,z,2026-03-02\n1,a,2026-03-02\n1,m,2026-03-01\n");
    let events = log.cases()[0].events().iter();
    let names: Vec<_> = events.map(|event| &*event.activity).collect();
    assert_eq!(names, ["m", "z", "a"]);
}

#[test]
fn rows_are_skipped_with_their_reasons() {
    let text = "case,activity,start,end\n,a,2026-03-02,2026-03-02\n1,,2026-03-02,2026-03-02\n1,a,,2026-03-02\n\
                1,a,soon,2026-03-02\n1,a,2026-03-03,2026-03-02\n1,a\n1,a,2026-03-02,2026-03-02\n1,a,later,2026-03-02\n";
    let mut bytes = text.as_bytes().to_vec();
    bytes.extend_from_slice(b"1,\xff,2026-03-02,2026-03-02\n");
    let reading = read(&bytes, &options()).unwrap();
    let skipped: Vec<_> = reading
        .skipped
        .iter()
        .map(|skipped| (skipped.reason, skipped.rows, skipped.line))
        .collect();
    assert_eq!(
        skipped,
        [
            (Reason::TooShort, 1, 7),
            (Reason::NotText, 1, 10),
            (Reason::NoCase, 1, 2),
            (Reason::NoActivity, 1, 3),
            (Reason::NoTime, 1, 4),
            (Reason::BadTime, 2, 5),
            (Reason::Backwards, 1, 6),
        ]
    );
    let bad = &reading.skipped[5];
    assert_eq!(
        (bad.column.as_deref(), bad.sample.as_str()),
        (Some("start"), "soon")
    );
    assert_eq!((reading.rows, reading.log.events().count()), (9, 1));
}

#[test]
fn what_cannot_be_read_says_where_and_why() {
    for (text, line, message, help) in [
        ("", 1, "the log is empty", "CSV file with a header"),
        (" \n", 1, "the log is empty", "CSV file"),
        ("PK\0\0", 1, "the log is not text", "unpack"),
        ("[{\"case\":1}]", 1, "the log is one JSON array", "ndjson"),
        (
            "a,b\n1,2\n",
            1,
            "no column looks like the time",
            "`--time`, or call it `end`; the file has `a`, `b`",
        ),
        (
            "case,time\n1,2\n",
            1,
            "no column looks like the activity",
            "`--activity`",
        ),
        ("case,activity,time\n", 1, "the log is empty", "CSV"),
        (
            "case,activity,time\n1,a,x\n",
            2,
            "no row can be used: the first has a time that cannot be read (`x`)",
            "2026-03-02T",
        ),
        (
            "{\"case\":1,\"activity\":\"a\",\"time\":\"2026-03-02\"}\n{\"case\":1,",
            2,
            "EOF while parsing",
            "cut short",
        ),
        (
            "{\"case\":1,\"activity\":\"a\",\"time\":\"2026-03-02\"}\n7",
            2,
            "invalid type",
            "whole JSON object",
        ),
    ] {
        let wrong = reading(text).expect_err(text);
        assert_eq!(wrong.line, line, "{text}");
        assert!(wrong.to_string().starts_with(message), "{wrong}");
        assert!(wrong.help().contains(help), "{}", wrong.help());
    }
}

#[test]
fn columns_that_were_named_must_exist() {
    let named = |columns| Options {
        columns,
        observer: Observer::OriginCarrier,
    };
    let text = b"id,what,when,case\n1,a,2026-03-02,x\n";
    let columns = Columns {
        case: Some("id".into()),
        activity: Some("what".into()),
        time: Some("when".into()),
        start_time: Some("-".into()),
    };
    let log = read(text, &named(columns.clone())).unwrap().log;
    assert_eq!(log.cases()[0].id(), "1");
    let missing = Columns {
        start_time: Some("begun".into()),
        ..columns
    };
    let wrong = read(text, &named(missing)).unwrap_err();
    assert!(wrong.is_usage() && matches!(wrong.mistake, Mistake::NoColumn { .. }));
    assert_eq!(
        wrong.to_string(),
        "there is no column `begun` for the start time"
    );
}

#[test]
fn this_programs_own_documents_are_logs() {
    let (worlds, world) = (worlds(), built_in("number-handover", 1));
    let cases: Vec<Case> = (0..20)
        .map(|place| Case::new(&worlds, &world, at_start(place)))
        .collect();
    let lines: Vec<String> = cases
        .iter()
        .map(|case| json(case, None, Truth::Shown))
        .collect();
    let text = lines.join("\n");
    for observer in [Observer::OriginCarrier, Observer::LastMile] {
        let columns = Columns::default();
        let reading = read(text.as_bytes(), &Options { columns, observer }).unwrap();
        assert_eq!(reading.kind, Kind::Documents);
        let wanted = cases.iter().flat_map(|case| case.observations(None));
        let wanted = wanted.filter(|seen| seen.observer == observer).count();
        assert_eq!(reading.log.events().count(), wanted);
        let none: u64 = reading.skipped.iter().map(|skipped| skipped.rows).sum();
        assert_eq!(reading.log.cases().len() as u64 + none, 20);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _read = read(&bytes, &options());
    }

    #[test]
    fn no_text_makes_it_panic(rows in "(case|activity|time|[,;\"\t{}:0-9a\n]|2026-03-0[0-9]){0,60}") {
        for head in ["", "case,activity,time\n", "{\"case\":1,\"activity\":2,\"time\":\"2026-03-02\"}\n"] {
            let _read = read(format!("{head}{rows}").as_bytes(), &options());
        }
    }

    #[test]
    fn no_time_makes_it_panic(text in "\\PC{0,30}|[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ]?[0-9:.,+Z-]{0,25}") {
        let _stamp = misroute::realism::log::Stamp::parse(&text);
    }
}
