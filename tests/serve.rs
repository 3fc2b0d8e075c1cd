//! `simulate serve`, run for real: its first line, its end, and what it refuses to begin.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// A server in a process of its own; killed if the test ends first.
struct Serving {
    child: Child,
    first: Value,
}

impl Serving {
    fn new(args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
        Self::of(
            command
                .args(["serve", "--listen", "127.0.0.1:0"])
                .args(args),
        )
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        let read = BufReader::new(out).read_line(&mut line);
        read.expect("it says where it is");
        let first = serde_json::from_str(&line).expect("one line of JSON");
        Self { child, first }
    }

    /// Returns an answer's body.
    fn said(&self, method: &str, path: &str, body: &str) -> String {
        let answer = self.answer(method, path, body).expect("it answers");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        body.to_owned()
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Option<(u16, Value)> {
        let answer = self.answer(method, path, body)?;
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
    }

    /// Asks what must be granted.
    fn granted(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.ask(method, path, &body.to_string());
        let (status, said) = answer.expect("it answers");
        let is_granted = (200..300).contains(&status);
        assert!(is_granted, "{method} {path}: {status} {said}");
        said
    }

    /// Returns what a dialect answers to whoever has a key.
    fn keyed(&self, method: &str, path: &str, body: &str) -> String {
        let path = format!("{path} HTTP/1.1\r\nAuthorization: Bearer k\r\nX: ");
        self.answer(method, &path, body).expect("it answers")
    }

    fn answer(&self, method: &str, path: &str, body: &str) -> Option<String> {
        let url = self.first["url"].as_str().expect("a text");
        let address = url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).ok()?;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// Sends a signal and returns the exit code.
    #[cfg(unix)]
    fn told(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("it is sent").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _killed = self.child.kill();
        let _gone = self.child.wait();
    }
}

#[test]
fn the_first_line_says_where_and_when() {
    let serving = Serving::new(&["--scenario", "customs-hold"]);
    let first = &serving.first;
    assert_eq!(first["now"], "2026-04-01T12:00:00Z");
    assert_eq!(first["pace"], "frozen");
    let url = first["url"].as_str().expect("a text");
    assert_eq!(first["control"], format!("{url}/_sim"));
    let number = first["numbers"]["customs-hold"].as_str().expect("a number");
    let (status, truth) = serving
        .ask("GET", &format!("/_sim/truth/{number}"), "")
        .expect("it answers");
    assert_eq!(
        (status, &truth["case"]["scenario"]),
        (200, &json!("customs-hold"))
    );
    let (_, orders) = serving
        .ask("GET", "/_sim/orders?limit=3", "")
        .expect("it answers");
    for order in orders["orders"].as_array().expect("a list") {
        assert_eq!(order["scenario"], "customs-hold");
    }
}

#[cfg(unix)]
#[test]
fn signals_end_it_well_also_beside_an_idle_connection() {
    for signal in ["-INT", "-TERM"] {
        let serving = Serving::new(&[]);
        let url = serving.first["url"].as_str().expect("a text");
        let mut idle = TcpStream::connect(url.trim_start_matches("http://")).expect("it listens");
        let request = b"GET /_sim/health HTTP/1.1\r\nHost: x\r\n\r\n";
        idle.write_all(request).expect("it reads");
        let mut byte = [0];
        idle.read_exact(&mut byte).expect("it answers");
        assert_eq!(serving.told(signal), Some(0), "{signal}");
    }
}

#[test]
fn a_live_server_has_orders_of_every_age() {
    let serving = Serving::new(&["--live", "--scenario", "standard"]);
    assert_eq!(serving.first["pace"], "real");
    let (_, orders) = serving
        .ask("GET", "/_sim/orders?limit=100", "")
        .expect("it answers");
    let mut statuses = BTreeSet::new();
    for order in orders["orders"].as_array().expect("a list") {
        let number = order["number"].as_str().expect("a number");
        let (status, ideal) = serving
            .ask("GET", &format!("/_sim/ideal/{number}"), "")
            .expect("it answers");
        assert_eq!(status, 200);
        statuses.insert(ideal["status"].to_string());
    }
    for status in ["null", "\"in-transit\"", "\"delivered\""] {
        assert!(statuses.contains(status), "{statuses:?}");
    }
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("serve-{}.redb", std::process::id()));
    // What an earlier run left is of no interest.
    let _removed = std::fs::remove_file(&path);
    let state = path.to_str().expect("a text");
    let mut serving = Serving::new(&["--state", state]);
    for index in 0..20 {
        let body = json!({ "scenario": "premium", "index": index }).to_string();
        let path = format!("/_sim/numbers/mine-{index}");
        let answer = serving.ask("PUT", &path, &body).expect("it answers");
        assert_eq!(answer.0, 201, "{answer:?}");
    }
    let second = Command::new(env!("CARGO_BIN_EXE_simulate"))
        .args(["serve", "--listen", "127.0.0.1:0", "--state", state])
        .output()
        .expect("it starts");
    assert_eq!(second.status.code(), Some(2));
    let told = String::from_utf8_lossy(&second.stderr);
    assert!(told.contains("is open in another process"), "{told}");
    serving.child.kill().expect("it is killed");
    serving.child.wait().expect("it is gone");
    let serving = Serving::new(&["--state", state]);
    for index in 0..20 {
        let answer = serving.ask("GET", &format!("/_sim/numbers/mine-{index}"), "");
        let (status, bound) = answer.expect("it answers");
        assert_eq!((status, &bound["index"]), (200, &json!(index)));
    }
}

/// A receiver of webhooks that answers with some status, and tells the ids of the events that came.
struct Receiver {
    url: String,
    status: Arc<AtomicU16>,
    came: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    fn new(status: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let receiver = Self {
            url: format!("http://{address}/hook"),
            status: Arc::new(AtomicU16::new(status)),
            came: Arc::default(),
        };
        let (status, came) = (Arc::clone(&receiver.status), Arc::clone(&receiver.came));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(&stream);
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    let read = reader.read_line(&mut line);
                    if read.is_err() || line.trim().is_empty() {
                        break;
                    }
                    let line = line.to_lowercase();
                    if let Some(said) = line.strip_prefix("content-length: ") {
                        length = said.trim().parse().expect("a number");
                    }
                }
                let mut body = vec![0; length];
                if reader.read_exact(&mut body).is_err() {
                    continue;
                }
                if length == 0 {
                    // Whoever was killed before it had said anything sent nothing.
                    continue;
                }
                let event: Value = serde_json::from_slice(&body).expect("JSON");
                let id = event["id"].as_str().expect("an id").to_owned();
                came.lock().expect("it is whole").push(id);
                let status = status.load(Ordering::Relaxed);
                let answer = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
                // Whoever was killed meanwhile does not listen.
                let _told = (&stream).write_all(answer.as_bytes());
            }
        });
        receiver
    }

    fn came(&self) -> Vec<String> {
        self.came.lock().expect("it is whole").clone()
    }
}

/// A file that is not there yet.
fn fresh(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{name}-{}.redb", std::process::id()));
    // What an earlier run left is of no interest.
    let _removed = std::fs::remove_file(&path);
    path.to_str().expect("a text").to_owned()
}

/// Has the server's orders tracked with `EasyPost`, and returns their numbers.
fn tracked(serving: &Serving) -> Vec<String> {
    let orders = serving.granted("GET", "/_sim/orders?limit=20", &Value::Null);
    let orders = orders["orders"].as_array().expect("a list").iter();
    let numbers = orders.filter_map(|order| order["number"].as_str().map(str::to_owned));
    let numbers: Vec<String> = numbers.collect();
    for number in &numbers {
        let tracker = json!({ "tracker": { "tracking_code": number } });
        let answer = serving.keyed("POST", "/v2/trackers", &tracker.to_string());
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }
    numbers
}

/// Puts a server's clock to an instant when all is over.
fn put(serving: &Serving, instant: &str) {
    serving.granted("PUT", "/_sim/clock", &json!({ "now": instant }));
}

/// Waits until all that is due was sent, and returns how much waits.
fn settled(serving: &Serving) -> u64 {
    let within = json!({ "within": "30s" });
    let settled = serving.granted("POST", "/_sim/webhooks/settle", &within);
    assert_eq!(settled["settled"], true);
    settled["waiting"].as_u64().expect("a number")
}

#[test]
fn what_was_to_be_told_is_told_after_a_kill() {
    let state = fresh("hooks");
    let (receiver, other) = (Receiver::new(503), Receiver::new(200));
    let webhook = format!("easypost={},secret=s", receiver.url);
    let flags = ["--scenario", "premium", "--webhook", &webhook];
    let flags = [&["--state", &state], flags.as_slice()].concat();
    let mut serving = Serving::new(&flags);
    // A webhook that was made by a request is kept too.
    let made = json!({ "dialect": "easypost", "url": other.url });
    serving.granted("POST", "/_sim/webhooks/subscriptions", &made);
    let numbers = tracked(&serving);
    put(&serving, "2026-06-01T00:00:00Z");
    let waiting = settled(&serving);
    assert!(waiting > 50, "{waiting}");
    let (tried, taken) = (receiver.came(), other.came());
    let first: BTreeSet<&String> = tried.iter().collect();
    assert_eq!(first.len(), numbers.len(), "only the first of each parcel");
    serving.child.kill().expect("it is killed");
    serving.child.wait().expect("it is gone");
    receiver.status.store(200, Ordering::Relaxed);
    let serving = Serving::new(&flags);
    let list = serving.granted("GET", "/_sim/webhooks/subscriptions", &Value::Null);
    assert_eq!(list["subscriptions"].as_array().map(Vec::len), Some(2));
    // The clock begins anew; what was told by then is not told again to anybody.
    put(&serving, "2026-06-01T01:00:00Z");
    assert_eq!(settled(&serving), 0);
    assert_eq!(other.came(), taken);
    let came = receiver.came();
    let resumed: BTreeSet<&String> = came[tried.len()..].iter().collect();
    assert_eq!(resumed.len(), came.len() - tried.len(), "once each");
    assert_eq!(resumed.len() as u64, waiting, "none is lost");
    assert!(tried.iter().all(|id| resumed.contains(id)));
    let path = "/_sim/webhooks/deliveries?limit=20000";
    let log = serving.granted("GET", path, &Value::Null);
    for line in log["deliveries"].as_array().expect("a list") {
        assert_eq!(line["copy"], "resumed", "{line}");
    }
}

#[test]
fn a_kill_in_the_middle_of_it_loses_nothing() {
    let told = |is_killed: bool| -> (BTreeSet<String>, usize, usize) {
        let state = fresh(if is_killed { "killed" } else { "whole" });
        let receiver = Receiver::new(200);
        let webhook = format!("easypost={}", receiver.url);
        let flags = ["--state", &state, "--scenario", "premium", "--webhook"];
        let flags = [flags.as_slice(), &[&webhook]].concat();
        let mut serving = Serving::new(&flags);
        tracked(&serving);
        put(&serving, "2026-06-01T00:00:00Z");
        if is_killed {
            serving.child.kill().expect("it is killed");
            serving.child.wait().expect("it is gone");
            serving = Serving::new(&flags);
            put(&serving, "2026-06-01T00:00:00Z");
        }
        assert_eq!(settled(&serving), 0);
        let log = "/_sim/webhooks/deliveries?limit=20000";
        let log = serving.granted("GET", log, &Value::Null);
        let lines = log["deliveries"].as_array().expect("a list").iter();
        let marked = lines.filter(|line| line["copy"] == "resumed").count();
        let came = receiver.came();
        let count = came.len();
        (came.into_iter().collect(), count, marked)
    };
    let (whole, count, marked) = told(false);
    // The URL shows in no id, so both are told the same.
    assert_eq!((count, marked), (whole.len(), 0));
    let (resumed, count, marked) = told(true);
    assert_eq!(resumed, whole);
    let twice = count - resumed.len();
    assert!(
        twice <= marked,
        "{twice} came twice, and {marked} are marked"
    );
}

#[test]
fn mistakes_are_told_before_anything_is_served() {
    let mistakes: &[(&[&str], &str)] = &[
        (&["--listen", "0.0.0.0:0"], "`--control-token`"),
        (&["--listen", "[::]:0"], "`--control-token`"),
        (&["--control-token", "two words"], "without blanks"),
        (&["--set", "no-such=1"], "there is no setting `no-such`"),
        (&["--set", "cainiao"], "has no `=`"),
        (
            &["--set", "dhl.limit.per-day=-1"],
            "a limit is a number of requests",
        ),
        (&["--seed", "2"], "name scenarios"),
        (
            &["--scenario", "customs-hodl"],
            "did you mean `customs-hold`?",
        ),
        (&["--state", "/no/such/folder/file"], "cannot be opened"),
        (
            &["--live", "--now", "2026-01-01T00:00:00Z"],
            "cannot be used with",
        ),
        (&["--cases", "0"], "from 1 to 18446744073709551615"),
        (
            &["--cases", "100000001", "--days", "1"],
            "1 order days have places for 33554432",
        ),
        (&["--days", "481"], "481"),
        (&["--fault", "nobody:status=503"], "nobody"),
        (&["--webhook", "easypost"], "names no URL"),
        (
            &["--webhook", "usps=http://127.0.0.1:9/"],
            "`usps` tells nobody anything",
        ),
        (
            &["--webhook", "easypost=http://192.0.2.1/"],
            "--allow-webhook-host",
        ),
        (
            &["--webhook", "easypost=https://127.0.0.1/"],
            "not sent over TLS",
        ),
        (&["--webhook-lab", "easypost:explode"], "`explode`"),
    ];
    for (args, said) in mistakes {
        let output = Command::new(env!("CARGO_BIN_EXE_simulate"))
            .arg("serve")
            .args(*args)
            .output()
            .expect("it starts");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(told.contains(said), "{args:?}: {told}");
    }
}

#[cfg(feature = "tls")]
mod authority {
    //! The certificate authority's files.

    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use super::Serving;

    /// A folder with nothing in it.
    fn folder(name: &str) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let folder = folder.join(format!("{name}-{}", std::process::id()));
        // What an earlier run left is of no interest.
        let _removed = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn text(path: &Path) -> &str {
        path.to_str().expect("a text")
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).expect("it is there")
    }

    #[test]
    fn the_first_line_says_how_to_come_in_and_the_files_stay() {
        let folder = folder("stays");
        let (ca, key) = (folder.join("sub/own.pem"), folder.join("sub/own.key"));
        let serving = Serving::new(&["--tls", "--proxy", "--tls-ca", text(&ca)]);
        let first = &serving.first;
        let url = first["url"].as_str().expect("a text");
        assert_eq!(first["proxy_url"], url);
        assert_eq!(first["https_url"], url.replace("http:", "https:"));
        assert_eq!(first["ca_file"], text(&ca));
        let (certificate, secret) = (read(&ca), read(&key));
        assert!(certificate.contains("CERTIFICATE") && !certificate.contains("PRIVATE"));
        assert!(secret.contains("PRIVATE KEY"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&key)
                .expect("it is there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let left: Vec<_> = fs::read_dir(folder.join("sub"))
            .expect("a folder")
            .collect();
        assert_eq!(left.len(), 2, "{left:?}");
        drop(serving);
        let serving = Serving::new(&["--proxy", "--tls-ca", text(&ca)]);
        assert!(serving.first.get("https_url").is_none());
        assert_eq!((read(&ca), read(&key)), (certificate, secret.clone()));
        drop(serving);
        // Whoever was killed in between left a key only.
        fs::remove_file(&ca).expect("it was there");
        drop(Serving::new(&["--tls", "--tls-ca", text(&ca)]));
        assert_eq!(read(&key), secret);
        assert!(read(&ca).contains("CERTIFICATE"));
    }

    #[test]
    fn two_that_begin_at_once_agree() {
        let folder = folder("agree");
        let ca = folder.join("ca.pem");
        let begun: Vec<_> = (0..4)
            .map(|_| {
                let ca = text(&ca).to_owned();
                std::thread::spawn(move || Serving::new(&["--tls", "--tls-ca", &ca]))
            })
            .collect();
        let all: Vec<Serving> = begun
            .into_iter()
            .map(|one| one.join().expect("it begins"))
            .collect();
        drop(Serving::new(&["--tls", "--tls-ca", text(&ca)]));
        drop(all);
    }

    #[test]
    fn without_a_name_it_is_in_the_users_data_folder() {
        let folder = folder("data");
        let mut child = Command::new(env!("CARGO_BIN_EXE_simulate"));
        child.args(["serve", "--listen", "127.0.0.1:0", "--proxy"]);
        let serving = Serving::of(child.env("XDG_DATA_HOME", &folder));
        let ca = folder.join("misroute/ca.pem");
        assert_eq!(serving.first["ca_file"], text(&ca));
        assert!(ca.exists());
    }

    #[test]
    fn files_that_are_something_else_are_refused_and_left_as_they_are() {
        let folder = folder("refused");
        let (ca, key) = (folder.join("ca.pem"), folder.join("ca.key"));
        drop(Serving::new(&["--tls", "--tls-ca", text(&ca)]));
        let (certificate, secret) = (read(&ca), read(&key));
        let long = "x".repeat(1 << 20);
        let refused = |args: &[&str], said: &str| {
            let output = Command::new(env!("CARGO_BIN_EXE_simulate"))
                .args(["serve", "--listen", "127.0.0.1:0"])
                .args(args)
                .output()
                .expect("it starts");
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
            assert!(output.stdout.is_empty(), "{args:?}");
            assert!(told.contains(said), "{args:?}: {told}");
        };
        let usual = ["--proxy", "--tls-ca", text(&ca)];
        for (file, content, said) in [
            (&ca, "not a certificate", "not one certificate in PEM"),
            (&ca, long.as_str(), "is no certificate and no key"),
            (&key, "not a key", "no private key in PEM"),
        ] {
            let whole = read(file);
            fs::write(file, content).expect("it is ours");
            refused(&usual, said);
            assert_eq!(read(file), content);
            fs::write(file, whole).expect("it is ours");
        }
        fs::remove_file(&key).expect("it is there");
        refused(&usual, "has no key beside it");
        fs::write(&key, &secret).expect("a folder of ours");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).expect("it is ours");
            refused(&usual, "can be read by others");
            fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("it is ours");
        }
        refused(&["--tls-ca", text(&ca)], "add `--tls`, `--proxy` or both");
        refused(
            &["--tls", "--tls-ca", text(&key)],
            "is where the key would stand",
        );
        refused(&["--tls", "--tls-ca", text(&folder)], "cannot be read");
        drop(Serving::new(&usual));
        assert_eq!((read(&ca), read(&key)), (certificate, secret));
    }
}

/// What a command line of `curl` asks: method, path with query, body.
fn curl(line: &str) -> (String, String, String) {
    let mut words = shlex(line).into_iter();
    let (mut method, mut url, mut body) = (None, String::new(), String::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" => method = words.next(),
            "-H" => drop(words.next()),
            "-d" => body = words.next().expect("a body"),
            "-s" => {}
            _ => url = word,
        }
    }
    let path = url.split_once(":8080").expect("a url").1.to_owned();
    let method = method.unwrap_or_else(|| if body.is_empty() { "GET" } else { "POST" }.to_owned());
    (method, path, body)
}

/// Splits a line at spaces outside of single quotes.
fn shlex(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is one").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Tells whether a text is what another shows, where `…` stands for anything.
fn fits(shown: &str, text: &str) -> bool {
    let mut parts = shown.split('…');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    for (place, part) in parts.iter().enumerate() {
        let at = if place + 1 == parts.len() {
            rest.len()
                .checked_sub(part.len())
                .filter(|at| rest.ends_with(part) && rest.is_char_boundary(*at))
        } else {
            rest.find(part)
        };
        let Some(at) = at else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

#[test]
fn the_readmes_conversation_is_what_the_server_says() {
    let readme = include_str!("../README.md");
    let serving = Serving::new(&[]);
    let mut asked = 0;
    for block in readme.split("```text\n$ curl ").skip(1) {
        let (block, _) = block.split_once("\n```").expect("a whole block");
        for turn in block.split("\n$ curl ") {
            let (line, shown) = turn.split_once('\n').expect("an answer");
            let (method, path, body) = curl(line);
            let said = serving.said(&method, &path, &body);
            assert!(fits(shown, &said), "{line}\n{said}");
            asked += 1;
        }
    }
    assert!(asked >= 5, "{asked}");
}

#[test]
fn an_ellipsis_stands_for_anything_and_nothing_else_does() {
    assert!(fits("a…c", "abbc") && fits("…", "") && fits("a…b…c", "a--b--c"));
    assert!(!fits("a…c", "abb") && !fits("abc", "abcd") && !fits("a…b…c", "a--c"));
}
