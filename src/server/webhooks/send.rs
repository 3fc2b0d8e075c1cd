//! Sending: one attempt, with everything that a receiver could do wrong bounded.

use std::time::Duration;

use axum::body::HttpBody as _;
use axum::http::header::{CONTENT_TYPE, HOST, HeaderValue};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::target::{AllowedHosts, NoTarget, Target};
use crate::server::reply::Payload;

/// A receiver has so long to answer, by the wall's clock.
const ANSWER_TIME: Duration = Duration::from_secs(10);
/// Of an answer's body so many bytes are read.
const ANSWER_MOST: usize = 64 << 10;

/// A message that is about to be sent.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) target: Target,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Which share of the body is sent, if it is cut.
    pub(super) kept: Option<f64>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Unsent {
    /// It may not go there.
    Refused(NoTarget),
    /// It could not be sent, or was not answered.
    Failed(String),
}

/// Sends a message and returns the status that was answered.
pub(super) async fn send(message: Message, allowed: &AllowedHosts) -> Result<StatusCode, Unsent> {
    match timeout(ANSWER_TIME, exchange(message, allowed)).await {
        Ok(answered) => answered,
        Err(_) => Err(Unsent::Failed(format!(
            "no answer within {} s",
            ANSWER_TIME.as_secs()
        ))),
    }
}

async fn exchange(message: Message, allowed: &AllowedHosts) -> Result<StatusCode, Unsent> {
    let failed = |what: &str, error: &dyn std::fmt::Display| {
        Unsent::Failed(format!("{what}: {error}").chars().take(200).collect())
    };
    let found = lookup_host(message.target.place()).await;
    let found = found.map_err(|error| failed("the host is not known", &error))?;
    // The very addresses that were looked at are told, whatever the name leads to a moment later.
    let addresses = message.target.addresses(found, allowed);
    let addresses = addresses.map_err(Unsent::Refused)?;
    let stream = TcpStream::connect(addresses.as_slice()).await;
    let stream = stream.map_err(|error| failed("no connection", &error))?;
    let handshake = http1::Builder::new().handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(|error| failed("no connection", &error))?;
    let exchange = async {
        let answer = sender.send_request(request(message)).await;
        let answer = answer.map_err(|error| failed("no answer", &error))?;
        let status = answer.status();
        drain(answer.into_body()).await;
        Ok(status)
    };
    let mut connection = std::pin::pin!(connection);
    let mut exchange = std::pin::pin!(exchange);
    tokio::select! {
        biased;
        answered = &mut exchange => answered,
        // A receiver that closes at once may have answered before.
        _closed = &mut connection => exchange.await,
    }
}

fn request(message: Message) -> Request<Payload> {
    let mut payload = Payload::whole(message.body);
    if let Some(kept) = message.kept {
        payload.cut((payload.len() as f64 * kept) as usize);
    }
    let mut request = Request::new(payload);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = message.target.path.parse().unwrap_or_default();
    let headers = request.headers_mut();
    *headers = message.headers;
    if let Ok(host) = HeaderValue::from_str(&message.target.authority) {
        headers.insert(HOST, host);
    }
    headers
        .entry(CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("application/json"));
    request
}

/// Reads an answer's body as far as it matters to nobody.
async fn drain(mut body: Incoming) {
    let mut read = 0;
    while read < ANSWER_MOST {
        let frame =
            std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context));
        match frame.await {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, axum::body::Bytes::len),
            Some(Err(_)) | None => return,
        }
    }
}
