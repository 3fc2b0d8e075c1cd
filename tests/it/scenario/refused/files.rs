//! What a whole file must say, and what only a built-in one must.

use super::{refuse, refuse_mine};
use crate::scenario::{BASE, compiled, library as own_library};
use misroute::scenario::Library;

#[test]
fn a_file_says_what_it_is() {
    refuse(
        "base = \"standard\"\nsummary = \"x\"",
        1,
        "no `title`",
        "`title = ",
    );
    refuse(
        "base = \"standard\"\ntitle = \"x\"",
        1,
        "no `summary`",
        "`summary = ",
    );
    refuse(
        "title = \"x\"\nsummary = \"x\"",
        1,
        "nothing can happen",
        "`base = \"standard\"`",
    );
    refuse_mine("id = 9", 4, "`id` is for built-in scenarios", "remove it");
    refuse_mine("title = \"Again\"", 4, "duplicate key", "say it once");
    let alone = BASE
        .replace("id      = 1\n", "")
        .replace("line    = \"standard\"", "");
    refuse(&alone, 1, "no `line`", "`line = \"standard\"`");
    let alone = BASE
        .replace("id      = 1\n", "")
        .replace("handling ", "tell ");
    refuse(&alone, 6, "`[order]` has no `handling`", "add `handling = ");
}

#[test]
fn lines_are_known_and_the_own_one_is_among_them() {
    refuse_mine(
        "lines = [\"standard\", \"premum\"]",
        4,
        "`premum` in `lines` is no service line",
        "`premium`",
    );
    refuse_mine(
        "lines = [\"premium\"]",
        4,
        "`lines` does not name `standard`, the scenario's own line",
        "add `\"standard\"` to it",
    );
    refuse_mine("lines = []", 4, "`lines` is empty", "remove the key");
    refuse_mine(
        "lines = \"standard\"",
        4,
        "must be a list",
        "square brackets",
    );
    refuse(
        "title = \"x\"\nsummary = \"x\"\nlines = [\"standard\"]\n[mix]\nderived = 1",
        3,
        "a mix cannot have `lines`",
        "remove it",
    );
}

#[test]
fn bases_are_built_in_and_have_none() {
    let file = |base: &str| format!("title = \"x\"\nsummary = \"x\"\nbase = \"{base}\"");
    refuse(
        &file("standrad"),
        3,
        "`base` names `standrad`, which is no built-in",
        "`standard`",
    );
    refuse(
        &file("derived"),
        3,
        "which has a `base` itself",
        "`standard`",
    );
    refuse(&file("both"), 3, "which is a mix", "`standard`");
}

#[test]
fn mixes_are_of_stories() {
    let mix = |parts: &str| format!("title = \"x\"\nsummary = \"x\"\n[mix]\n{parts}");
    assert!(compiled(&mix("standard = 3\nderived = 1")).is_ok());
    refuse(
        &mix("mine = 1"),
        4,
        "the mix `mine` names itself",
        "`standard`",
    );
    refuse(
        &mix("both = 1"),
        4,
        "`both`, which is a mix itself",
        "`standard`",
    );
    refuse(
        &mix("standrad = 1"),
        4,
        "`standrad`, which is no built-in",
        "`standard`",
    );
    refuse(&mix("standard = 0"), 4, "`mix.standard` is 0", "at least 1");
    refuse(
        &format!("line = \"premium\"\n{}", mix("standard = 1")),
        1,
        "a mix cannot have `line`",
        "remove it",
    );
}

#[test]
fn built_in_numbers_have_sources() {
    let unsourced = BASE.replacen(
        "source    = \"a test\"\n\n[state.departed]",
        "\n[state.departed]",
        1,
    );
    assert_ne!(unsourced, BASE);
    let library = Library::of(&[("standard", unsourced.leak())]);
    let wrong = library.check();
    assert_eq!(wrong.len(), 1);
    let findings = wrong[0].findings();
    assert!(
        findings[0]
            .message
            .contains("`state.label-created` of a built-in scenario holds numbers"),
        "{}",
        wrong[0]
    );
    assert!(findings[0].help.contains("`source = "));
    assert_eq!(wrong[0].path(), "scenarios/standard.toml");
}

#[test]
fn ids_are_used_once() {
    let twice = "id = 1\ntitle = \"x\"\nsummary = \"x\"\nbase = \"standard\"";
    let library = Library::of(&[("standard", BASE), ("twice", twice)]);
    let wrong = library.check();
    assert_eq!(wrong.len(), 1);
    assert!(
        wrong[0].findings()[0]
            .message
            .contains("the `id` 1 is `standard`'s already")
    );
    let missing = Library::of(&[("standard", BASE.replace("id      = 1", "").leak())]);
    assert!(
        missing.check()[0].findings()[0]
            .message
            .contains("has no `id`")
    );
    assert!(own_library().check().is_empty());
    assert_eq!(library.name_of(1), Some("standard"));
}
