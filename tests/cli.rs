//! README and CLI examples, run for real.

#[test]
fn the_examples_print_what_they_show() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("tests/cmd/*.trycmd");
}

#[test]
fn a_picture_is_written_whole_and_leaves_nothing_beside_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    // What an earlier run left is of no interest.
    let _removed = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let plot = |output: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_simulate"));
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
