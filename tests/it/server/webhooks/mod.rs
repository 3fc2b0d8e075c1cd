//! Webhooks: what is told to whom, when, how often, and what goes wrong on purpose.

mod burst;
mod dialects;
mod lab;
mod retries;
mod told;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use misroute::dialect::by_name;
use misroute::server::{Server, Tenant};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::ask;

/// What a receiver got.
#[derive(Debug, Clone)]
pub(crate) struct Got {
    pub(crate) path: String,
    /// Names are in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether as many bytes came as were announced.
    pub(crate) is_whole: bool,
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

/// How a receiver answers the n-th message, from 0: the head of its answer, or none at all.
type Manner = Box<dyn Fn(usize, &Got) -> Option<String> + Send + Sync>;

/// A receiver of messages on a port of its own.
#[derive(Clone)]
pub(crate) struct Receiver {
    address: SocketAddr,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Receiver {
    /// Opens one that answers every message with 200.
    pub(crate) async fn new() -> Self {
        Self::with(|_, _| 200).await
    }

    /// Opens one that answers with some status.
    pub(crate) async fn with(status: impl Fn(usize, &Got) -> u16 + Send + Sync + 'static) -> Self {
        Self::in_manner(Box::new(move |nth, got| {
            let status = status(nth, got);
            Some(format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n"))
        }))
        .await
    }

    pub(crate) async fn in_manner(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let receiver = Self {
            address,
            got: Arc::default(),
        };
        let (got, manner) = (Arc::clone(&receiver.got), Arc::new(manner));
        tokio::spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                open.spawn(receive(stream, Arc::clone(&got), Arc::clone(&manner)));
                while open.try_join_next().is_some() {}
            }
        });
        receiver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// Returns everything that came, in order.
    pub(crate) fn got(&self) -> Vec<Got> {
        self.got.lock().expect("it is whole").clone()
    }
}

async fn receive(mut stream: TcpStream, got: Arc<Mutex<Vec<Got>>>, manner: Arc<Manner>) {
    let mut bytes = Vec::new();
    let (head, length) = loop {
        if stream.read_buf(&mut bytes).await.is_ok_and(|read| read > 0) {
            let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
                bytes.drain(..end + 4);
                let length = head.to_lowercase();
                let length = length.split("content-length: ").nth(1).unwrap_or("0");
                let length = length.lines().next().unwrap_or_default().parse();
                break (head, length.expect("a number"));
            }
        } else {
            return;
        }
    };
    while bytes.len() < length && stream.read_buf(&mut bytes).await.is_ok_and(|read| read > 0) {}
    let mut lines = head.lines();
    let path = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers = lines.filter_map(|line| line.split_once(": "));
    let one = Got {
        path: path.unwrap_or_default().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        is_whole: bytes.len() == length,
        body: bytes,
    };
    let answer = {
        let mut all = got.lock().expect("it is whole");
        let answer = manner(all.len(), &one);
        all.push(one);
        answer
    };
    match answer {
        Some(answer) => drop(stream.write_all(answer.as_bytes()).await),
        // The sender loses patience first.
        None => std::future::pending().await,
    }
}

/// A tenant that is served, so that it tells what there is to tell.
#[derive(Clone)]
pub(crate) struct Served(pub(crate) Arc<Tenant>);

impl Served {
    pub(crate) async fn new() -> Self {
        Self::of(super::tenant()).await
    }

    pub(crate) async fn of(tenant: Arc<Tenant>) -> Self {
        let address = "127.0.0.1:0".parse().expect("an address");
        let server = Server::bind(address, Arc::clone(&tenant)).await;
        let server = server.expect("a port");
        tokio::spawn(server.run(std::future::pending()));
        Self(tenant)
    }

    /// Asks what must be granted.
    pub(crate) async fn granted(&self, line: &str, body: Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = ask(&self.0, line, &body).await;
        assert!(answer.status.is_success(), "{line}: {answer:?}");
        match answer.text().as_str() {
            "" => Value::Null,
            text => serde_json::from_str(text).expect("JSON"),
        }
    }

    /// Has a receiver told of a dialect's changes.
    pub(crate) async fn subscribe(&self, dialect: &str, receiver: &Receiver) -> u64 {
        let wanted = json!({ "dialect": dialect, "url": receiver.url(), "secret": "s\u{e9}cret" });
        let made = self
            .granted("POST /_sim/webhooks/subscriptions", wanted)
            .await;
        made["id"].as_u64().expect("a number")
    }

    /// Registers a number with `EasyPost`.
    pub(crate) async fn track(&self, number: &str) -> Value {
        self.register("easypost", number).await
    }

    /// Registers a number with a dialect.
    pub(crate) async fn register(&self, dialect: &str, number: &str) -> Value {
        let dialect = by_name(dialect).expect("a dialect");
        let request = dialect.registration(number).expect("it has trackers");
        let answer = super::send(&self.0, request.map(Into::into)).await;
        assert!(answer.status.is_success(), "{answer:?}");
        answer.json()
    }

    /// Puts the clock to an instant.
    pub(crate) async fn at(&self, instant: &str) {
        self.granted("PUT /_sim/clock", json!({ "now": instant }))
            .await;
    }

    /// Puts rules of the lab in force.
    pub(crate) async fn lab(&self, seed: u64, rules: &[&str]) {
        let wanted = json!({ "seed": seed, "rules": rules });
        self.granted("PUT /_sim/webhooks/lab", wanted).await;
    }

    pub(crate) async fn advance(&self, by: &str) {
        self.granted("POST /_sim/clock/advance", json!({ "by": by }))
            .await;
    }

    /// Waits until all that is due was sent.
    pub(crate) async fn settle(&self) {
        let settled = self
            .granted("POST /_sim/webhooks/settle", json!({ "within": "30s" }))
            .await;
        assert_eq!(settled["settled"], true, "{settled}");
    }

    /// Returns the log.
    pub(crate) async fn log(&self, query: &str) -> Vec<Value> {
        let page = self
            .granted(
                &format!("GET /_sim/webhooks/deliveries?limit=20000&{query}"),
                Value::Null,
            )
            .await;
        page["deliveries"].as_array().expect("a list").clone()
    }
}
