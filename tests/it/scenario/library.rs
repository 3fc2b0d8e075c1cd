//! The embedded library, the schema, and outlines.

use std::fs;
use std::path::Path;

use misroute::parcel::ServiceLine;
use misroute::scenario::{Library, schema};

use super::{library, mine, right};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios"))
}

#[test]
fn every_built_in_scenario_compiles() {
    let wrong = Library::built_in().check();
    let rendered = wrong.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", rendered.join("\n\n"));
}

#[test]
fn the_library_is_the_folder() {
    let entries = fs::read_dir(folder()).expect("the folder").flatten();
    let mut files = entries
        .filter_map(|entry| {
            entry
                .file_name()
                .to_str()?
                .strip_suffix(".toml")
                .map(str::to_owned)
        })
        .collect::<Vec<_>>();
    files.sort_unstable();
    let mut names = Library::built_in().names().collect::<Vec<_>>();
    names.sort_unstable();
    assert_eq!(names, files);
}

#[test]
fn ids_are_found_without_reading_the_files() {
    let library = Library::built_in();
    for name in library.names() {
        let id = library.get(name).expect("it compiles").id.expect("an id");
        assert_eq!(library.name_of(id), Some(name));
        assert!(library.ids().any(|listed| listed == (id, name)));
    }
}

#[test]
fn a_story_says_on_which_lines_it_is_met() {
    let library = Library::built_in();
    for listed in library.list() {
        let scenario = library.get(listed.name).expect("it compiles");
        assert_eq!(listed.lines, scenario.lines, "{}", listed.name);
        let text = library.text(listed.name).expect("a file");
        match listed.line {
            Some(own) => {
                assert!(text.contains("\nlines   = ["), "{}", listed.name);
                assert!(listed.lines.contains(&own), "{}", listed.name);
            }
            None => assert!(listed.lines.len() > 1, "{}", listed.name),
        }
    }
    let alone = right(&mine("line = \"premium\""));
    assert_eq!(alone.lines, [ServiceLine::Premium]);
    let both = right(&mine("lines = [\"premium\", \"standard\", \"premium\"]"));
    assert_eq!(both.lines, [ServiceLine::Standard, ServiceLine::Premium]);
    assert_eq!(both.digest, right(&mine("")).digest, "it changes nothing");
}

#[test]
fn the_library_lists_and_finds() {
    let library = library();
    let list = library.list();
    assert_eq!(list.len(), 3);
    assert_eq!((list[1].name, list[1].title), ("derived", "Derived"));
    assert_eq!(library.nearest("standrad"), Some("standard"));
    assert_eq!(library.nearest("zebra-crossing"), None);
    assert_eq!(library.text("standard"), Some(super::BASE));
}

/// `UPDATE_SCHEMA=1` writes the file anew.
#[test]
fn the_schema_is_the_one_in_the_folder() {
    let path = folder().join("scenario.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, schema()).expect("the schema is written");
    }
    let text = fs::read_to_string(path).expect("the schema");
    let committed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let generated: serde_json::Value = serde_json::from_str(&schema()).expect("JSON");
    assert_eq!(committed, generated, "run this test with UPDATE_SCHEMA=1");
}

#[test]
fn outlines_tell_quantiles_and_percentages() {
    let scenario = right(&mine(
        "[state.departed]\ndwell = { log-normal = { median = \"10h\", p90 = \"40h\" } }",
    ));
    let outline = scenario.outline();
    let states = &outline.graphs[0].states;
    assert_eq!(states[0].name, "label-created");
    assert_eq!(states[1].name, "departed");
    let dwell = states[1].dwell.as_ref().expect("a dwell");
    assert_eq!(dwell.text, "log-normal, median 10h, p90 1d 16h");
    assert_eq!(
        (dwell.p10_seconds, dwell.p50_seconds, dwell.p90_seconds),
        (9_000, 36_000, 144_000)
    );
    assert_eq!(states[1].next[0].name, "out-for-delivery");
    assert!((states[1].next[0].percent - 90.0).abs() < 1e-9);
    let mix = library().get("both").expect("the mix").outline();
    assert_eq!(
        mix.parts
            .iter()
            .map(|part| part.name.as_str())
            .collect::<Vec<_>>(),
        ["derived", "standard"]
    );
}
