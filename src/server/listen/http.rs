//! HTTP on a stream: requests are read and answered one after the other, until the stream ends or the server stops.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Poll, Waker};
use std::time::Duration;

use axum::http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;

use super::line::{Arriving, Leaving, Line};
use super::{Closing, House};
use crate::server::control::Problem;
use crate::server::front::{self, Claim};
use crate::server::reply::{Broken, Payload, Reply};

/// A request to the control API has so long, its body included.
const CONTROL_TIME: Duration = Duration::from_secs(60);

/// Speaks HTTP on a stream until it ends.
///
/// When the server stops, an answer that is being made or sent is finished; whoever has not sent a whole request has
/// nothing to wait for.
pub(in crate::server) async fn http<S>(
    house: &Arc<House>,
    stream: S,
    line: &Arc<Line>,
    closing: &mut Closing,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(|request: Request<Incoming>| {
        let (house, line) = (Arc::clone(house), Arc::clone(line));
        async move {
            let mut request = request.map(|body| Arriving::new(body, &line));
            let reply = match directed(&house, &line, &mut request) {
                Some(answered) => answered,
                None => reply(&house, request).await,
            };
            if reply.body().is_reset() {
                line.reset();
                return Err(Broken::Reset);
            }
            Ok(reply.map(|payload| Leaving::new(payload, line)))
        }
    });
    let connection = house
        .builder
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let mut told = pin!(closing.wait_for(|closing| *closing));
    let mut listening: Option<Waker> = None;
    let mut stopping = false;
    // A connection that fails is the client's affair, or a fault that was asked for.
    let _ended = poll_fn(|context| {
        // All connections share the lock behind this, so it is asked only when there may be news.
        let asked = listening
            .as_ref()
            .is_some_and(|waker| waker.will_wake(context.waker()));
        if !stopping && (!asked || house.stopping.load(Ordering::Relaxed)) {
            stopping = told.as_mut().poll(context).is_ready();
            listening = Some(context.waker().clone());
            if stopping {
                connection.as_mut().graceful_shutdown();
            }
        }
        let polled = connection.as_mut().poll(context);
        if stopping && polled.is_pending() && !line.is_busy() {
            return Poll::Ready(Ok(()));
        }
        polled
    })
    .await;
}

/// Makes a request that asks for another host one to this server; returns the answer if it cannot be.
#[cfg(feature = "tls")]
fn directed(house: &House, line: &Line, request: &mut Request<Arriving>) -> Option<Reply> {
    line.way.direct(house, request)
}

/// Without a door, every request is to this server.
#[cfg(not(feature = "tls"))]
const fn directed(_: &House, _: &Line, _: &mut Request<Arriving>) -> Option<Reply> {
    None
}

/// Answers a request: a dialect's at once, any other by the router.
async fn reply(house: &House, request: Request<Arriving>) -> Reply {
    let (parts, body) = request.into_parts();
    match front::claim(&house.tenant, parts) {
        Claim::Dialect(asked) => front::reply(&house.tenant, asked, body).await,
        Claim::Nobody(parts) => Box::pin(other(house, Request::from_parts(parts, body))).await,
    }
}

/// Answers a request that is to no dialect; a handler that panics or waits too long for a body is answered for.
async fn other(house: &House, request: Request<Arriving>) -> Reply {
    let mut handler = pin!(house.others.call(request));
    let guarded = poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(context)));
        polled.unwrap_or_else(|_| {
            house.tenant.journal.panicked();
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let problem = Problem::new(status, "the server has a bug here", "report the request");
            Poll::Ready(Ok(problem.into_response()))
        })
    });
    let response = match timeout(CONTROL_TIME, guarded).await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => {
            let status = StatusCode::REQUEST_TIMEOUT;
            Problem::new(status, "this took too long", "send the whole body at once")
                .into_response()
        }
    };
    response.map(Payload::other)
}
