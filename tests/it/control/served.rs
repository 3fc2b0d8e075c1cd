//! Servers and tenants on real sockets.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use misroute::server::{Server, Tenant};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{desk, text};

/// Asks a server over a connection of its own; nothing if nobody answers.
fn asked(address: SocketAddr, method: &str, path: &str, body: &str) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}

/// Runs a blocking body beside a server, which is told to stop after it and must then end.
async fn beside_a_server(body: impl FnOnce(SocketAddr) + Send + 'static) {
    let tenant = Arc::new(Tenant::new(desk()));
    let server = Server::bind(([127, 0, 0, 1], 0).into(), tenant).await;
    let server = server.expect("a port");
    let address = server.address().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _told = stopped.await;
    }));
    tokio::task::spawn_blocking(move || body(address))
        .await
        .expect("the body is right");
    stop.send(()).expect("it still runs");
    running.await.expect("it ends");
    assert!(TcpStream::connect(address).is_err(), "it listens no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_have_clocks_of_their_own_and_end_with_the_server() {
    let (tell, told) = std::sync::mpsc::channel();
    beside_a_server(move |address| {
        let body = r#"{"now": "2026-07-01T00:00:00Z"}"#;
        let (status, one) = asked(address, "POST", "/_sim/tenants", body).expect("it answers");
        assert_eq!(status, 201, "{one}");
        let (_, two) = asked(address, "POST", "/_sim/tenants", "").expect("it answers");
        let at = |tenant: &Value| -> SocketAddr {
            text(&tenant["url"])
                .trim_start_matches("http://")
                .parse()
                .expect("an address")
        };
        let by = r#"{"by": "1d"}"#;
        asked(at(&two), "POST", "/_sim/clock/advance", by).expect("it answers");
        let shown = |address| {
            let (_, clock) = asked(address, "GET", "/_sim/clock", "").expect("it answers");
            text(&clock["now"])
        };
        assert_eq!(shown(at(&one)), "2026-07-01T00:00:00Z");
        assert_eq!(shown(at(&two)), "2026-04-02T12:00:00Z");
        assert_eq!(shown(address), "2026-04-01T12:00:00Z");
        let bind = json!({ "scenario": "standard" }).to_string();
        asked(at(&one), "PUT", "/_sim/numbers/x", &bind).expect("it answers");
        let (status, _) = asked(address, "GET", "/_sim/numbers/x", "").expect("it answers");
        assert_eq!(status, 404);
        let path = format!("/_sim/tenants/{}", one["id"]);
        assert_eq!(
            asked(address, "DELETE", &path, "").expect("it answers").0,
            204
        );
        while asked(at(&one), "GET", "/_sim/clock", "").is_some() {
            std::thread::yield_now();
        }
        let (_, left) = asked(address, "GET", "/_sim/tenants", "").expect("it answers");
        assert_eq!(left["tenants"].as_array().map(Vec::len), Some(1));
        tell.send(at(&two)).expect("somebody listens");
    })
    .await;
    let two = told.recv().expect("an address");
    while asked(two, "GET", "/_sim/clock", "").is_some() {
        std::thread::yield_now();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_tenant_closes_by_itself() {
    beside_a_server(|address| {
        let body = r#"{"idle": "1s"}"#;
        let (_, one) = asked(address, "POST", "/_sim/tenants", body).expect("it answers");
        let path = format!("/_sim/tenants/{}", one["id"]);
        // The parent can be asked about it without keeping it open.
        while asked(address, "GET", &path, "").expect("it answers").0 == 200 {
            std::thread::yield_now();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_connection_does_not_keep_a_server_from_ending() {
    let (keep, kept) = std::sync::mpsc::channel();
    beside_a_server(move |address| {
        let mut stream = TcpStream::connect(address).expect("it listens");
        let request = format!("GET /_sim/health HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("it answers");
        keep.send(stream).expect("somebody keeps it");
    })
    .await;
    drop(kept.recv());
}
