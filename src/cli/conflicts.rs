//! Flags that say nothing together, and what to drop.

use super::args::{Format, RunArgs};
use super::failure::Failure;

/// Refuses flags that contradict each other, or of which one would be ignored.
pub(super) fn check(args: &RunArgs) -> Result<(), Failure> {
    if args.scenario.is_none() && args.number.is_none() {
        return Err(Failure::usage(
            "there is nothing to simulate: neither `--scenario` nor `--number`",
            "try `simulate --scenario customs-hold`; `simulate scenarios list` shows what there is, and \
             `simulate --help` every flag",
        ));
    }
    let clashes = [number(args), explain(args), observer(args), wire(args)];
    match clashes.into_iter().flatten().next() {
        Some(clash) => Err(clash),
        None => Ok(()),
    }
}

/// A number is one case, on its own day.
fn number(args: &RunArgs) -> Option<Failure> {
    args.number.as_ref()?;
    let others = [
        (args.index.is_some(), "--index", "it says which case"),
        (args.count.is_some(), "--count", "it is one case"),
        (args.filter.is_some(), "--where", "it says which case"),
        (args.days.is_some(), "--days", "it says which day"),
    ];
    let (_, flag, why) = others.into_iter().find(|(is_there, ..)| *is_there)?;
    Some(Failure::usage(
        format!("`--number` and `{flag}` do not go together: a number is enough, {why}"),
        format!("drop `{flag}`, or drop `--number`"),
    ))
}

/// An explanation is a text of its own about one case.
fn explain(args: &RunArgs) -> Option<Failure> {
    if !args.explain {
        return None;
    }
    let others = [
        (!args.format.is_text(), "--format", "an explanation is text"),
        (
            args.count.is_some(),
            "--count",
            "it explains one case; `--index` says which",
        ),
        (args.truth, "--truth", "it explains the truth anyway"),
        (
            args.observer.is_some(),
            "--observer",
            "it explains the truth, which is nobody's page",
        ),
        (
            args.at.is_some() && args.filter.is_none(),
            "--at",
            "it explains the truth, the whole of it",
        ),
    ];
    let (_, flag, why) = others.into_iter().find(|(is_there, ..)| *is_there)?;
    Some(Failure::usage(
        format!("`--explain` and `{flag}` do not go together: {why}"),
        format!("drop `{flag}`, or drop `--explain`"),
    ))
}

/// A page is text.
fn observer(args: &RunArgs) -> Option<Failure> {
    (args.observer.is_some() && !args.format.is_text()).then(|| {
        Failure::usage(
            "`--observer` chooses whose page the text shows; JSON holds every observer's observations",
            "drop `--observer` and select by the key `observer`, or drop `--format`",
        )
    })
}

/// A carrier shows what it recorded, and nothing else.
fn wire(args: &RunArgs) -> Option<Failure> {
    let Format::Wire(dialect) = args.format else {
        return None;
    };
    args.truth.then(|| {
        Failure::usage(
            format!(
                "`--truth` and `--format {}` do not go together: a carrier does not know the truth",
                dialect.name()
            ),
            "drop `--truth`, or print `--format json`",
        )
    })
}
