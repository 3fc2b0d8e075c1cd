//! The load: connections that are kept alive and ask again as soon as they have their answer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use crate::targets::Target;

/// How much load.
pub struct Load {
    pub connections: usize,
    /// It ends after this time,
    pub time: Duration,
    /// or, if so many are asked for, after so many requests.
    pub requests: Option<u64>,
}

/// What came of it.
pub struct Done {
    pub count: u64,
    pub wall: Duration,
    pub p99: Duration,
}

impl Load {
    pub async fn run(&self, address: &str, target: &Target) -> Done {
        let began = Instant::now();
        let left = Rc::new(Cell::new(self.requests.unwrap_or(u64::MAX)));
        let times = Rc::new(RefCell::new(Vec::new()));
        let until = self.requests.is_none().then(|| began + self.time);
        let local = LocalSet::new();
        let count = Rc::new(Cell::new(0_u64));
        for _ in 0..self.connections {
            let (left, times, count) = (Rc::clone(&left), Rc::clone(&times), Rc::clone(&count));
            let mut client = Client::connect(address).await;
            let request = target.request.clone();
            local.spawn_local(async move {
                while left.get() > 0 && until.is_none_or(|until| Instant::now() < until) {
                    left.set(left.get() - 1);
                    let asked = Instant::now();
                    client.ask(&request).await;
                    count.set(count.get() + 1);
                    let mut times = times.borrow_mut();
                    if times.len() < 1_000_000 {
                        times.push(asked.elapsed().as_micros() as u32);
                    }
                }
            });
        }
        local.await;
        let wall = began.elapsed();
        let mut times = times.take();
        times.sort_unstable();
        let p99 = times[times.len() * 99 / 100];
        Done {
            count: count.get(),
            wall,
            p99: Duration::from_micros(p99.into()),
        }
    }
}

/// Sees to it that a server answers what it must, and that it is awake.
pub async fn warm(address: &str, target: &Target) {
    let mut client = Client::connect(address).await;
    if let Some(first) = &target.first {
        client.ask(first).await;
    }
    for _ in 0..100 {
        let body = client.ask(&target.request).await;
        assert!(
            body == target.body,
            "{}: {}",
            target.name,
            String::from_utf8_lossy(body)
        );
    }
}

struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    address: String,
    closed: bool,
}

impl Client {
    async fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address)
            .await
            .expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            buffer: vec![0; 64 << 10],
            address: address.to_owned(),
            closed: false,
        }
    }

    /// Sends a request and returns the answer's body.
    async fn ask(&mut self, request: &[u8]) -> &[u8] {
        if self.closed {
            // A peer that closes after each answer is asked again as a client would.
            *self = Self::connect(&self.address).await;
        }
        self.stream
            .write_all(request)
            .await
            .expect("the server reads");
        let mut filled = 0;
        let (mut start, mut end) = (0, usize::MAX);
        while filled < end {
            let read = self
                .stream
                .read(&mut self.buffer[filled..])
                .await
                .expect("the server answers");
            assert!(read > 0, "the server hung up");
            filled += read;
            if end == usize::MAX
                && let Some(head) = self.buffer[..filled]
                    .windows(4)
                    .position(|four| four == b"\r\n\r\n")
            {
                start = head + 4;
                end = start + length(&self.buffer[..head]);
                self.closed = self.buffer[..head]
                    .windows(17)
                    .any(|words| words.eq_ignore_ascii_case(b"connection: close"));
            }
        }
        &self.buffer[start..end]
    }
}

/// Returns the length of the body that a head announces.
fn length(head: &[u8]) -> usize {
    let head = std::str::from_utf8(head).expect("text");
    let lines = head.split("\r\n");
    let value = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map(|(_, value)| value.trim());
    value.expect("a length").parse().expect("a number")
}
