//! The command line, run for real: README and examples, every scenario's page, streams and exit codes.

#[cfg(feature = "server")]
mod catalogue;
#[cfg(feature = "server")]
mod serve;
#[cfg(all(feature = "server", unix))]
mod snapshot;

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Output, Stdio};

use misroute::scenario::Library;
use unicode_width::UnicodeWidthStr as _;

const README: &str = include_str!("../README.md");

/// `TRYCMD=overwrite` writes what is printed into the files.
#[test]
fn the_examples_print_what_they_show() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("tests/cmd/*.trycmd");
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
    command.args(args).stdin(Stdio::null());
    command
}

fn simulate(args: &[&str]) -> Output {
    command(args).output().expect("the program starts")
}

/// Returns what is printed by a run that must succeed.
fn printed(args: &[&str]) -> String {
    let output = simulate(args);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {told}");
    String::from_utf8(output.stdout).expect("text is UTF-8")
}

#[test]
fn every_scenario_has_its_page() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in Library::built_in().names() {
        let page = printed(&["--scenario", name, "--width", "120"]);
        settings.bind(|| insta::assert_snapshot!(format!("text__{name}"), page));
    }
}

#[test]
fn pages_fit_their_width_and_colors_change_no_text() {
    for name in Library::built_in().names() {
        for width in ["40", "60", "80", "100", "200"] {
            let args = [
                "--scenario",
                name,
                "--truth",
                "--at",
                "+30d",
                "--width",
                width,
            ];
            let page = printed(&args);
            let columns: usize = width.parse().expect("a number");
            for line in page.lines() {
                assert!(line.width() <= columns, "{name} at {width}: {line}");
                assert_eq!(line, line.trim_end(), "{name} at {width}");
            }
            let colored = printed(&[&args[..], &["--color", "always"]].concat());
            assert!(colored.contains('\u{1b}'));
            assert_eq!(anstream::adapter::strip_str(&colored).to_string(), page);
        }
    }
}

#[test]
fn scenarios_are_shown_at_every_width() {
    for name in Library::built_in().names() {
        for width in ["40", "100"] {
            let columns: usize = width.parse().expect("a number");
            let page = printed(&["scenarios", "show", name, "--width", width]);
            let too_wide = |line: &&str| line.width() > columns;
            // A name that is longer than the room it has may stick out.
            assert!(page.lines().filter(too_wide).count() <= 3, "{name}: {page}");
        }
    }
}

#[test]
fn pipes_get_no_colors_and_no_color_is_obeyed() {
    let piped = printed(&["--scenario", "standard"]);
    assert!(!piped.contains('\u{1b}'));
    let mut quiet = command(&["--scenario", "standard"]);
    let output = quiet
        .env("NO_COLOR", "1")
        .env("TERM", "xterm-256color")
        .output();
    assert_eq!(output.expect("it starts").stdout, piped.into_bytes());
}

#[test]
fn mistakes_print_nothing_and_exit_with_2() {
    let mistakes: &[&[&str]] = &[
        &[],
        &["--scenario", "no-such"],
        &["--scenario", "./no-such.toml"],
        &["--scenario", "standard", "--at", "yesterday"],
        &["--scenario", "standard", "--at", "+12"],
        &["--scenario", "standard", "--start", "2019-12-31"],
        &["--scenario", "standard", "--where", "dest=DE"],
        &["--scenario", "standard", "--where", "city=Atlantis"],
        &["--scenario", "standard", "--index", "18446744073709551615"],
        &[
            "--scenario",
            "standard",
            "--index",
            "67108863",
            "--count",
            "2",
        ],
        &["--scenario", "standard", "--count", "0"],
        &["--scenario", "standard", "--explain", "--format", "json"],
        &["--scenario", "standard", "--explain", "--truth"],
        &[
            "--scenario",
            "standard",
            "--observer",
            "last-mile",
            "--format",
            "json",
        ],
        &["--number", "LP89253443543984", "--count", "2"],
        &["--number", "LP89253443543984", "--index", "2"],
        &["--number", "LP89253443543984", "--days", "2"],
        &["--number", "LP89253443543984", "--where", "to=DE"],
        &["--number", "LP89253443543984", "--seed", "2"],
        &["--number", "not a number"],
        &["--no-such-flag"],
        &["scenarios", "show", "no-such"],
        &["scenarios", "check"],
    ];
    for args in mistakes {
        let output = simulate(args);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(told.starts_with("error: "), "{args:?}: {told}");
    }
}

#[test]
fn a_number_of_a_users_file_is_found_once_its_world_is_declared() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/cmd/own.in/slow-customs.toml"
    );
    let case = printed(&["--scenario", file, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&case).expect("JSON");
    let number = document["number"].as_str().expect("a number");
    let output = simulate(&["--number", number]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("a world that is not declared"), "{told}");
    let found = printed(&["--number", number, "--scenario", file, "--format", "json"]);
    assert_eq!(found, case);
}

#[test]
fn a_built_in_scenarios_own_file_is_that_scenario() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let checked = printed(&["scenarios", "check", folder]);
    assert_eq!(checked.matches(": fine").count(), 48);
    let file = format!("{folder}/customs-hold.toml");
    assert_eq!(
        printed(&["--scenario", &file, "--format", "json"]),
        printed(&["--scenario", "customs-hold", "--format", "json"])
    );
    // A changed one may be checked, but its cases would bear another's numbers.
    let text = std::fs::read_to_string(&file).expect("the file");
    let changed = std::env::temp_dir().join(format!("misroute-{}", std::process::id()));
    std::fs::create_dir_all(&changed).expect("a folder");
    let path = changed.join("customs-hold.toml");
    std::fs::write(&path, text.replace("88", "87")).expect("a file");
    let path = path.to_str().expect("a path");
    let fine = printed(&["scenarios", "check", path]);
    let output = simulate(&["--scenario", path]);
    std::fs::remove_dir_all(&changed).expect("it is removed");
    assert!(fine.contains(": fine"), "{fine}");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("`id` is for built-in scenarios"), "{told}");
}

#[test]
fn schemas_and_completions_are_printed() {
    assert_eq!(
        printed(&["scenarios", "schema", "--of", "case"]),
        misroute::fleet::CASE_SCHEMA
    );
    assert_eq!(
        printed(&["scenarios", "schema"]),
        misroute::scenario::schema()
    );
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(printed(&["completions", shell]).contains("simulate"));
    }
}

#[test]
fn shown_scenarios_are_json_too() {
    for name in Library::built_in().names() {
        let shown = printed(&["scenarios", "show", name, "--format", "json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(shown["name"], name);
        assert_eq!(shown["outcome"]["cases"], 1_000);
    }
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let mut run = command(&[
        "--scenario",
        "standard",
        "--count",
        "20000",
        "--format",
        "ndjson",
    ]);
    let mut run = run
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    let mut reader = BufReader::new(run.stdout.take().expect("a pipe"));
    reader.read_line(&mut line).expect("a line");
    assert!(line.starts_with('{') && line.ends_with("}\n"));
    drop(reader);
    let output = run.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{:?}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for args in [
        &["--scenario", "standard"][..],
        &["--help"],
        &["scenarios", "list"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full");
        let output = command(args).stdout(full.expect("the device")).output();
        let output = output.expect("it starts");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert!(told.contains("standard output cannot be written"), "{told}");
    }
    // Nobody can be told at all.
    let full = std::fs::File::options().write(true).open("/dev/full");
    let status = command(&["--scenario", "no-such"])
        .stderr(full.expect("the device"))
        .status();
    assert_eq!(status.expect("it starts").code(), Some(2));
}

#[test]
fn the_readme_names_every_scenario_with_its_summary() {
    for listed in Library::built_in().list() {
        let row = format!("| `{}` | {} |", listed.name, listed.summary);
        assert!(README.contains(&row), "README.md lacks the row\n{row}");
    }
    for command in [
        "cargo run --release -- --scenario customs-hold",
        "cargo test",
    ] {
        assert!(
            README.contains(&format!("```sh\n{command}\n```")),
            "{command}"
        );
    }
}

#[test]
fn the_readme_shows_the_file_that_its_commands_read() {
    let file = include_str!("cmd/own.in/slow-customs.toml");
    assert!(README.contains(&format!("```toml\n{file}```")));
}

#[test]
fn a_picture_is_written_whole_and_leaves_nothing_beside_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    // What an earlier run left is of no interest.
    let _removed = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let plot = |output: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
        let flags = ["plot", "standard", "--cases", "20", "-o", output];
        command.args(flags).current_dir(&folder).output().unwrap()
    };
    let filed = plot("picture.svg");
    assert!(filed.status.success() && filed.stdout.is_empty() && filed.stderr.is_empty());
    let printed = plot("-");
    assert_eq!(
        std::fs::read(folder.join("picture.svg")).unwrap(),
        printed.stdout
    );
    assert!(printed.stdout.ends_with(b"</svg>\n"));
    assert!(!plot("no/such/folder.svg").status.success());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}
