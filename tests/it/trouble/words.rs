//! The words of trouble: what is read is what is written, and what is wrong is named with its mend.

use misroute::trouble::{Dose, Kind, Rate, Trouble};
use proptest::prelude::*;

use crate::support::settings;

fn read(text: &str) -> Trouble {
    text.parse().expect("trouble")
}

fn refused(text: &str) -> String {
    let error = text.parse::<Trouble>().expect_err("no trouble");
    format!("{error} | {}", error.mend)
}

#[test]
fn every_name_is_read_and_no_two_are_alike() {
    let names: Vec<&str> = Kind::all().map(Kind::name).collect();
    for name in &names {
        assert_eq!(read(name).to_string(), *name);
        assert_eq!(names.iter().filter(|other| *other == name).count(), 1);
    }
}

#[test]
fn the_order_does_not_matter_and_a_rate_of_zero_is_nothing() {
    assert_eq!(
        read("zone-missing=0.3,duplicate"),
        read(" duplicate , zone-missing=.3")
    );
    assert_eq!(read("duplicate=0,repeat=0.0"), Trouble::NONE);
    assert_eq!(read(""), Trouble::NONE);
    let own = read("duplicate=0.3,repeat");
    assert_eq!(own.and(&read("duplicate=1")), read("duplicate,repeat"));
    assert_ne!(own.digest(), read("duplicate=0.4,repeat").digest());
}

#[test]
fn what_is_wrong_is_named_with_its_mend() {
    settings().bind(|| {
        insta::assert_snapshot!(
            "trouble__refused",
            [
                "duplicat",
                "xyzzy",
                "duplicate=1.5",
                "duplicate=-0",
                "duplicate=1e-3",
                "duplicate,",
                "duplicate,repeat,duplicate",
                "duplicate@by:nobody",
                "duplicate@arrived",
                "copied-number@delivered",
            ]
            .map(refused)
            .join("\n")
        );
    });
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(parts in prop::collection::vec((0..60_usize, 0..=1_000_000_u32), 0..8)) {
        let kinds: Vec<Kind> = Kind::all().collect();
        let doses = parts.iter().map(|(kind, parts)| Dose {
            kind: kinds[kind % kinds.len()],
            rate: Rate::millionths(*parts),
            only: misroute::trouble::Only::default(),
        });
        let trouble = Trouble::new(doses);
        prop_assert_eq!(read(&trouble.to_string()), trouble);
    }

    #[test]
    fn no_text_panics(text in "[a-z@=+:,.0-9 -]{0,40}") {
        drop(text.parse::<Trouble>());
    }
}
