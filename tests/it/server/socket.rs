//! Over a real socket: faults of the connection, limits, and a client that lives through trouble on a frozen clock.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use misroute::server::faults::Plan;
use misroute::server::{Server, Tenant};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{ask, numbers, tenant};

/// A server on a free port.
pub(super) struct Served {
    pub(super) address: SocketAddr,
    pub(super) stop: oneshot::Sender<()>,
    pub(super) ended: JoinHandle<()>,
}

async fn serve(tenant: &Arc<Tenant>) -> Served {
    run(bound(tenant).await)
}

/// Binds to a free port.
pub(super) async fn bound(tenant: &Arc<Tenant>) -> Server {
    let server = Server::bind(([127, 0, 0, 1], 0).into(), Arc::clone(tenant)).await;
    server.expect("a free port")
}

/// Lets a server answer.
pub(super) fn run(server: Server) -> Served {
    let address = server.address().expect("it is bound");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(async move {
        let stopped = async { drop(stopped.await) };
        server.run(stopped).await;
    });
    Served {
        address,
        stop,
        ended,
    }
}

/// A client that keeps its connection alive.
struct Client(TcpStream);

/// What came back: the head in lower case, and the body.
pub(super) type Came = (String, Vec<u8>);

impl Client {
    async fn to(served: &Served) -> Self {
        Self(
            TcpStream::connect(served.address)
                .await
                .expect("it listens"),
        )
    }

    async fn get(&mut self, path: &str) -> std::io::Result<Came> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n"))
            .await
    }

    async fn ask(&mut self, request: &str) -> std::io::Result<Came> {
        asked(&mut self.0, request).await
    }
}

/// Sends a request and reads the answer; an end that comes early is an error.
pub(super) async fn asked<S>(stream: &mut S, request: &str) -> std::io::Result<Came>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).expect("text").to_lowercase();
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a number"))];
    stream.read_exact(&mut body).await?;
    Ok((head, body))
}

pub(super) fn set(tenant: &Tenant, rule: &str) {
    let rule = rule.parse().expect("a well-written rule");
    tenant.faults.set(Plan::new(1, vec![rule]));
}

fn path(number: &str) -> String {
    format!("/global/detail.json?mailNos={number}")
}

#[tokio::test]
async fn a_client_on_a_frozen_clock_lives_through_a_429_and_sixty_days() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    let number = &numbers(1)[0];
    set(&tenant, "cainiao:rate-limit,retry-after=1,first=1");
    let mut client = Client::to(&served).await;
    let mut polls = 0;
    let first = loop {
        let (head, body) = client.get(&path(number)).await.expect("an answer");
        polls += 1;
        if head.starts_with("http/1.1 429") {
            let wait = head
                .split("retry-after: ")
                .nth(1)
                .and_then(|rest| rest.lines().next());
            let wait = wait.expect("when to come back").parse().expect("seconds");
            // It is the wall's seconds that count: the carrier's clock stands still.
            tokio::time::sleep(Duration::from_secs(wait)).await;
        } else {
            assert!(
                head.contains("date: wed, 01 apr 2026 12:00:00 gmt"),
                "{head}"
            );
            break body;
        }
    };
    assert_eq!(polls, 2);
    let body = r#"{"by": "60d"}"#;
    let jump = format!(
        "POST /_sim/clock/advance HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let (head, _) = client.ask(&jump).await.expect("an answer");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    let (head, later) = client
        .get(&path(number))
        .await
        .expect("on the same connection");
    assert!(
        head.contains("date: sun, 31 may 2026 12:00:00 gmt"),
        "{head}"
    );
    assert!(later.len() > first.len(), "news of sixty days");
}

#[tokio::test]
async fn a_reset_is_a_reset_and_the_server_goes_on() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    set(&tenant, "cainiao:connection-reset,first=1");
    let failed = Client::to(&served)
        .await
        .get(&path("A"))
        .await
        .expect_err("no answer");
    assert_eq!(failed.kind(), ErrorKind::ConnectionReset);
    let (head, _) = Client::to(&served)
        .await
        .get(&path("A"))
        .await
        .expect("an answer");
    assert!(head.starts_with("http/1.1 200"));
}

#[tokio::test]
async fn a_cut_body_ends_before_its_length() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    set(&tenant, "cainiao:cut-body,after=0.5");
    let mut client = Client::to(&served).await;
    let request = format!("GET {} HTTP/1.1\r\nhost: x\r\n\r\n", path(&numbers(1)[0]));
    client
        .0
        .write_all(request.as_bytes())
        .await
        .expect("it reads");
    let mut all = Vec::new();
    client
        .0
        .read_to_end(&mut all)
        .await
        .expect("an orderly end");
    let text = String::from_utf8_lossy(&all);
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    let length: usize = length.expect("a length").parse().expect("a number");
    assert_eq!(body.len(), length / 2, "{head}");
}

#[tokio::test]
async fn a_slow_drip_comes_in_pieces() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    set(&tenant, "cainiao:slow-drip=200ms,pieces=5");
    let mut client = Client::to(&served).await;
    let request = format!("GET {} HTTP/1.1\r\nhost: x\r\n\r\n", path(&numbers(1)[0]));
    client
        .0
        .write_all(request.as_bytes())
        .await
        .expect("it reads");
    let mut reads = 0;
    let mut all = Vec::new();
    while !all.ends_with(b"\"success\":true}") {
        assert!(client.0.read_buf(&mut all).await.expect("a piece") > 0);
        reads += 1;
    }
    assert!(reads >= 3, "{reads} reads");
}

#[tokio::test]
async fn heads_are_bounded_and_noise_is_refused() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    let many = "h: x\r\n".repeat(101);
    let long = "x".repeat(128 << 10);
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n"), "431"),
        (
            format!("GET / HTTP/1.1\r\nhost: x\r\nlong: {long}\r\n\r\n"),
            "431",
        ),
        (format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n"), "4"),
        ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), "4"),
        (
            "GET /global/ HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n".to_owned(),
            "400",
        ),
    ] {
        let mut client = Client::to(&served).await;
        let shown: String = request.chars().take(60).collect();
        // The server may hang up before it has read everything.
        let _sent = client.0.write_all(request.as_bytes()).await;
        let mut answer = [0; 12];
        if client.0.read_exact(&mut answer).await.is_ok() {
            let answer = String::from_utf8_lossy(&answer);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status}")),
                "{shown}: {answer}"
            );
        }
    }
    let (head, _) = Client::to(&served)
        .await
        .get("/_sim/health")
        .await
        .expect("it lives");
    assert!(head.starts_with("http/1.1 200"));
}

#[tokio::test]
async fn told_to_stop_it_answers_what_was_begun_and_ends() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    set(&tenant, "cainiao:latency=300ms");
    let mut idle = Client::to(&served).await;
    idle.get("/_sim/health").await.expect("an answer");
    let mut client = Client::to(&served).await;
    let asking = tokio::spawn(async move { client.get(&path("A")).await });
    // What is written down was answered, and is only held back.
    while ask(&tenant, "GET /_sim/requests", "").await.json()["matching"] == 0 {
        tokio::task::yield_now().await;
    }
    served.stop.send(()).expect("it runs");
    let (head, _) = asking.await.expect("no panic").expect("an answer");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    served.ended.await.expect("it ended");
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test]
async fn told_to_stop_it_waits_for_nobody_who_has_not_asked() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    let mut waiting = Vec::new();
    for part in [
        "",
        "GET /global/detail.json HTTP/1.1\r\nhost:",
        "POST /track/v2.4/register HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n[",
        "PUT /_sim/clock HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    ] {
        let mut client = Client::to(&served).await;
        // An answer before says nothing of the request after it.
        client.get("/_sim/health").await.expect("an answer");
        let sent = client.0.write_all(part.as_bytes()).await;
        sent.expect("it reads");
        waiting.push(client);
    }
    // From here on time passes only when there is nothing else to do: whoever waits for time loses.
    tokio::time::pause();
    served.stop.send(()).expect("it runs");
    let ended = tokio::time::timeout(Duration::from_millis(1), served.ended).await;
    ended.expect("at once").expect("it ended");
    for mut client in waiting {
        let mut rest = Vec::new();
        // What was half sent may be answered with a reset.
        let _closed = client.0.read_to_end(&mut rest).await;
        assert!(rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
    }
}

#[tokio::test]
async fn told_to_stop_it_hands_over_a_body_that_is_on_its_way() {
    let tenant = tenant();
    let served = serve(&tenant).await;
    set(&tenant, "cainiao:slow-drip=300ms,pieces=3");
    let mut client = Client::to(&served).await;
    let request = format!("GET {} HTTP/1.1\r\nhost: x\r\n\r\n", path(&numbers(1)[0]));
    let sent = client.0.write_all(request.as_bytes()).await;
    sent.expect("it reads");
    let mut all = vec![client.0.read_u8().await.expect("it answers")];
    served.stop.send(()).expect("it runs");
    client
        .0
        .read_to_end(&mut all)
        .await
        .expect("an orderly end");
    assert!(all.ends_with(b"\"success\":true}"));
    served.ended.await.expect("it ended");
}
