//! `simulate snapshot`, run for real with small trackers in shell and over HTTP.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of a test's own, which is gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("misroute-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("snapshots")).into_iter().flatten();
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// Films a tracker that is a line of shell.
    fn films(&self, flags: &[&str], script: &str) -> Output {
        self.command(flags, script).output().expect("it starts")
    }

    fn command(&self, flags: &[&str], script: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
        command
            .arg("snapshot")
            .args(flags)
            .args([
                "--", "sh", "-c", script, "tracker", "{number}", "{url}", "{now}",
            ])
            .current_dir(&self.0)
            .stdin(Stdio::null());
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in a temporary folder does no harm.
        let _removed = fs::remove_dir_all(&self.0);
    }
}

const PREMIUM: &[&str] = &["--scenario", "premium"];

#[track_caller]
fn ended(output: &Output, code: i32) -> (String, String) {
    let (out, told) = (&output.stdout, &output.stderr);
    let texts = [out, told].map(|text| String::from_utf8_lossy(text).into_owned());
    assert_eq!(output.status.code(), Some(code), "{texts:?}");
    let [out, told] = texts;
    (out, told)
}

#[test]
fn what_a_tracker_says_is_proposed_accepted_compared_and_its_change_told() {
    let folder = Folder::new("life");
    let before = r#"echo '{"status": "moving", "number": "'$1'"}'"#;
    let (out, told) = ended(&folder.films(PREMIUM, before), 1);
    assert!(
        out.starts_with("premium: new in snapshots/premium.snap.new, "),
        "{out}"
    );
    assert!(
        told.contains("1 of 1 film differs from what is kept"),
        "{told}"
    );
    assert_eq!(folder.names(), ["premium.snap.new"]);

    ended(&folder.films(&[PREMIUM, &["--update"]].concat(), before), 0);
    assert_eq!(folder.names(), ["premium.snap"]);
    let kept = fs::read_to_string(folder.file("snapshots/premium.snap")).expect("a file");
    assert!(
        kept.starts_with("---\nsource: simulate snapshot\nexpression: \"sh -c "),
        "{kept}"
    );
    assert!(
        kept.contains("\n  tracker         status: \"moving\"\n"),
        "{kept}"
    );

    // JSON is compared by what it says.
    let same = r#"printf '{ "number":"%s",\n "status":"moving" }\n' "$SIM_NUMBER""#;
    let (out, _) = ended(&folder.films(&[PREMIUM, &["--check"]].concat(), same), 0);
    assert!(out.starts_with("premium: as before, "), "{out}");

    let after = r#"case $3 in 2026-03-0*) s=moving;; *) s=stuck;; esac; echo '{"status": "'$s'", "number": "'$1'"}'"#;
    let (out, _) = ended(&folder.films(&[PREMIUM, &["--check"]].concat(), after), 1);
    assert!(
        out.contains("\n+   tracker         status: \"moving\" → \"stuck\"\n"),
        "{out}"
    );
    assert_eq!(folder.names(), ["premium.snap"]);
    ended(&folder.films(PREMIUM, after), 1);
    assert_eq!(folder.names(), ["premium.snap", "premium.snap.new"]);
    ended(&folder.films(PREMIUM, before), 0);
    assert_eq!(folder.names(), ["premium.snap"]);
}

#[test]
fn several_scenarios_are_named_after_what_they_are() {
    let folder = Folder::new("several");
    let flags = [
        "--update",
        "--scenario",
        "premium",
        "refused",
        "--seed",
        "3",
        "--name",
        "mine",
        "--with",
        "duplicate=0.5",
    ];
    let (out, _) = ended(&folder.films(&flags, "echo fine"), 0);
    assert_eq!(out.lines().count(), 2);
    let wanted = [
        "mine__premium_seed_3_with_duplicate-0-5.snap",
        "mine__refused_seed_3_with_duplicate-0-5.snap",
    ];
    assert_eq!(folder.names(), wanted);
    let flags = [
        "--update",
        "--number",
        "LP89253443543984",
        "--dialect",
        "17track",
    ];
    ended(&folder.films(&flags, "echo fine"), 0);
    assert!(
        folder
            .names()
            .contains(&"LP89253443543984_17track.snap".to_owned())
    );
}

#[test]
fn a_failing_tracker_is_an_answer_and_what_it_told_is_shown() {
    let folder = Folder::new("failing");
    let (_, told) = ended(
        &folder.films(PREMIUM, "echo half; echo 'no luck' >&2; exit 3"),
        1,
    );
    assert!(
        told.contains("note: in `premium` the tracker told:\n  no luck\n"),
        "{told}"
    );
    let film = fs::read_to_string(folder.file("snapshots/premium.snap.new")).expect("a file");
    assert!(
        film.contains("  tracker         trouble: exit status: 3\n  tracker         half\n"),
        "{film}"
    );
}

#[test]
fn what_changes_from_run_to_run_can_be_left_out() {
    let folder = Folder::new("redact");
    let script = r#"echo '{"status": "fine", "pid": '$$', "log": "asked by 7'$$'"}'"#;
    let flags = [PREMIUM, &["--redact", "/pid", "--redact", r"re:\d+"]].concat();
    ended(
        &folder.films(&[&flags[..], &["--update"]].concat(), script),
        0,
    );
    let (out, _) = ended(
        &folder.films(&[&flags[..], &["--check"]].concat(), script),
        0,
    );
    assert!(out.contains(": as before, "), "{out}");
    let film = fs::read_to_string(folder.file("snapshots/premium.snap")).expect("a file");
    assert!(film.contains("log: \"asked by [redacted]\""), "{film}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_tracker_that_hangs_is_ended_with_all_its_children() {
    let folder = Folder::new("hangs");
    let script = "if [ ! -e child ]; then sleep 600 & echo $! > child; wait; fi; echo fine";
    ended(
        &folder.films(&[PREMIUM, &["--timeout", "1s"]].concat(), script),
        1,
    );
    let film = fs::read_to_string(folder.file("snapshots/premium.snap.new")).expect("a file");
    assert!(
        film.contains("  tracker         trouble: no answer within 1 s\n"),
        "{film}"
    );
    assert!(is_gone(&folder.file("child")));
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_the_tracker_and_writes_nothing() {
    let folder = Folder::new("interrupt");
    let script = "echo $$ > child.part; mv child.part child; sleep 600";
    let mut run = folder
        .command(PREMIUM, script)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    while !folder.file("child").exists() {
        std::thread::yield_now();
    }
    let sent = Command::new("kill")
        .args(["-INT", &run.id().to_string()])
        .status();
    assert!(sent.expect("it is sent").success());
    let mut told = String::new();
    run.stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut told)
        .expect("text");
    assert_eq!(run.wait().expect("it ends").code(), Some(1));
    assert!(
        told.contains("interrupted: no snapshot was written"),
        "{told}"
    );
    // It was told to end; when it does is the system's affair.
    while !is_gone(&folder.file("child")) {
        std::thread::yield_now();
    }
    assert!(folder.names().is_empty());
}

/// Tells whether the process whose id stands in a file has ended.
#[cfg(target_os = "linux")]
fn is_gone(file: &Path) -> bool {
    let id = fs::read_to_string(file).expect("a file");
    // Whoever should take it off the list of processes may not have done so yet.
    let state = fs::read_to_string(format!("/proc/{}/stat", id.trim()));
    state.map_or(true, |state| state.contains(") Z "))
}

#[test]
fn a_tracker_that_is_a_server_is_asked_over_http() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!(
        "http://{}/track/{{number}}?now={{now}}",
        listener.local_addr().expect("it")
    );
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut head = [0; 2048];
            let length = stream.read(&mut head).expect("a request");
            let head = String::from_utf8_lossy(&head[..length]).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            let (status, body) = if path.contains("now=2026-03-0") {
                ("404 Not Found", r#"{"status": "not yet"}"#)
            } else {
                ("200 OK", r#"{"status": "moving"}"#)
            };
            assert!(
                path.starts_with("/track/") && head.contains("\r\nSim-Now: 2026-"),
                "{head}"
            );
            let answer =
                format!("HTTP/1.0 {status}\r\nContent-Type: application/json\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).expect("it is sent");
        }
    });
    let folder = Folder::new("http");
    let run = |flags: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
        command
            .arg("snapshot")
            .args(PREMIUM)
            .args(flags)
            .current_dir(&folder.0);
        command.output().expect("it starts")
    };
    ended(&run(&["--http", &url, "--update"]), 0);
    let film = fs::read_to_string(folder.file("snapshots/premium.snap")).expect("a file");
    assert!(
        film.contains(
            "  tracker         trouble: HTTP 404\n  tracker         status: \"not yet\"\n"
        ),
        "{film}"
    );
    assert!(
        film.contains("  tracker         no more trouble: HTTP 404\n"),
        "{film}"
    );
    let (_, told) = ended(&run(&["--http", "http://192.0.2.1/{number}"]), 2);
    assert!(told.contains("leads to another machine"), "{told}");
}

#[test]
fn wrong_answers_are_told_with_moment_evidence_and_command() {
    let folder = Folder::new("judge");
    let mapping = "[words]\nfine = 'in-transit'\nthere = 'delivered'\n";
    fs::write(folder.file("mapping.toml"), mapping).expect("it is written");
    let flags = [PREMIUM, &["--update", "--judge", "mapping.toml"]].concat();
    ended(&folder.films(&flags, "echo fine"), 0);
    let (out, told) = ended(&folder.films(&flags, "echo there"), 1);
    assert!(out.contains("\nnever-delivered-early: LP"), "{out}");
    assert!(
        out.contains("\n  the parcel: simulate --scenario premium\n"),
        "{out}"
    );
    assert!(
        told.contains("1 answer that no honest tracker gives"),
        "{told}"
    );
    let (_, told) = ended(&folder.films(&flags, "echo lost"), 0);
    assert!(
        told.contains("the mapping does not say what `lost` means"),
        "{told}"
    );
    fs::write(folder.file("mapping.toml"), "[words]\nfine = 'okay'\n").expect("it is written");
    let (_, told) = ended(&folder.films(&flags, "echo fine"), 2);
    assert!(
        told.contains("the mapping `mapping.toml` is wrong") && told.contains("choose from"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_filmed_is_refused() {
    let folder = Folder::new("refused");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
        command.arg("snapshot").args(args).current_dir(&folder.0);
        ended(&command.output().expect("it starts"), 2).1
    };
    for (args, wanted) in [
        (
            &["--scenario", "premium", "--", "./no-such-tracker"][..],
            "`./no-such-tracker` cannot be started",
        ),
        (
            &["--scenario", "premum", "--", "true"],
            "did you mean `premium`?",
        ),
        (
            &["--scenario", "premium", "premium", "--", "true"],
            "two scenarios are called `premium`",
        ),
        (
            &[
                "--scenario",
                "premium",
                "--with",
                "duplicates",
                "--",
                "true",
            ],
            "duplicates",
        ),
        (
            &["--scenario", "premium", "--fault", "robots", "--", "true"],
            "the fault `robots`",
        ),
        (
            &["--scenario", "premium", "--redact", "id", "--", "true"],
            "write a JSON pointer",
        ),
        (
            &["--scenario", "premium", "--name", "../up", "--", "true"],
            "write letters, digits",
        ),
        (
            &["--scenario", "premium", "--update", "--check", "--", "true"],
            "cannot be used with",
        ),
        (&["--scenario", "premium"], "required"),
        (&["--", "true"], "--scenario"),
    ] {
        let told = run(args);
        assert!(told.contains(wanted), "{args:?}: {told}");
    }
    assert!(folder.names().is_empty());
}
