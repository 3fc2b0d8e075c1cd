//! Trackers that are servers: asked with one GET for every answer.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use http::Uri;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::tracker::{Asked, fill};
use crate::cli::failure::Failure;
use crate::harness::{Answer, Poll};

/// An answer may be so long, its head included.
const SAID_MOST: u64 = 4 << 20;

/// A server that is a tracker.
#[derive(Debug)]
pub(super) struct HttpTracker {
    template: String,
    timeout: Duration,
}

/// Where to ask for what.
struct Target {
    host: String,
    port: u16,
    path: String,
}

impl HttpTracker {
    /// Returns the tracker at an URL, in which `{number}`, `{url}` and `{now}` are filled in.
    pub(super) fn new(
        template: &str,
        allow_remote: bool,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let example = Poll {
            number: "LP".to_owned(),
            url: "http://127.0.0.1:1".to_owned(),
            now: crate::parcel::Timestamp(0),
        };
        let target = Target::parse(&fill(template, &example)).ok_or_else(|| {
            Failure::usage(
                format!("`--http {template}` cannot be asked"),
                "write a plain URL such as `http://127.0.0.1:9000/{number}`",
            )
        })?;
        if !allow_remote && !target.is_here() {
            return Err(Failure::usage(
                format!("`--http {template}` leads to another machine"),
                "name 127.0.0.1 or localhost, or add `--allow-remote`",
            ));
        }
        Ok(Self {
            template: template.to_owned(),
            timeout,
        })
    }

    /// Asks once.
    pub(super) async fn ask(&self, poll: &Poll) -> Asked {
        let filled = fill(&self.template, poll);
        let Some(target) = Target::parse(&filled) else {
            return Asked::failed(format!("`{filled}` is no URL"));
        };
        let bytes = match timeout(self.timeout, target.get(poll)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(error)) => return Asked::failed(plain(&error)),
            Err(_) => {
                return Asked::failed(format!("no answer within {} s", self.timeout.as_secs()));
            }
        };
        match parse(&bytes) {
            Some((status, body)) => {
                let mut answer = Answer::of_bytes(&body);
                answer.trouble = (!(200..300).contains(&status)).then(|| format!("HTTP {status}"));
                Asked {
                    answer,
                    told: String::new(),
                }
            }
            None => Asked::failed("the answer is no HTTP"),
        }
    }
}

/// Says what an error is, without the operating system's number for it.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "nobody listens there".to_owned(),
        kind => kind.to_string(),
    }
}

impl Target {
    fn parse(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        (uri.scheme_str() == Some("http")).then_some(())?;
        Some(Self {
            host: uri.host()?.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(80),
            path: uri.path_and_query()?.as_str().to_owned(),
        })
    }

    fn is_here(&self) -> bool {
        let address = self.host.parse::<IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// Sends a GET of HTTP/1.0, to which a server answers in one piece and then closes.
    async fn get(&self, poll: &Poll) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        let request = format!(
            "GET {} HTTP/1.0\r\nHost: {}:{}\r\nAccept: application/json, */*\r\nSim-Now: {}\r\nConnection: close\r\n\r\n",
            self.path,
            self.host,
            self.port,
            poll.now_text()
        );
        stream.write_all(request.as_bytes()).await?;
        let mut bytes = Vec::new();
        stream.take(SAID_MOST).read_to_end(&mut bytes).await?;
        Ok(bytes)
    }
}

/// Returns an answer's status and body.
fn parse(bytes: &[u8]) -> Option<(u16, Vec<u8>)> {
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.")?.split(' ').nth(1)?;
    let is_chunked = lines.any(|line| {
        let line = line.to_ascii_lowercase();
        line.starts_with("transfer-encoding:") && line.contains("chunked")
    });
    let body = &bytes[end + 4..];
    let body = if is_chunked {
        joined(body)?
    } else {
        body.to_vec()
    };
    Some((status.parse().ok()?, body))
}

/// Joins a body that came in chunks although nobody asked for them.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|part| part == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 2..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_one_piece_or_in_chunks() {
        let plain = b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\n{}";
        assert_eq!(parse(plain), Some((200, b"{}".to_vec())));
        let chunked = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n";
        assert_eq!(parse(chunked), Some((404, b"abcde".to_vec())));
        for broken in [
            "",
            "hello",
            "HTTP/1.1 x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\na",
        ] {
            assert_eq!(parse(broken.as_bytes()), None, "{broken}");
        }
    }

    #[test]
    fn only_this_machine_is_asked_unless_told_otherwise() {
        let second = Duration::from_secs(1);
        for here in [
            "http://127.0.0.1:9/{number}",
            "http://localhost/x?n={number}&u={url}",
            "http://[::1]:5/{now}",
        ] {
            assert!(HttpTracker::new(here, false, second).is_ok(), "{here}");
        }
        for there in [
            "http://192.0.2.1/{number}",
            "https://127.0.0.1/",
            "127.0.0.1:9",
            "http://127.0.0.1.example/",
        ] {
            assert!(HttpTracker::new(there, false, second).is_err(), "{there}");
        }
        assert!(HttpTracker::new("http://192.0.2.1/{number}", true, second).is_ok());
    }
}
