//! Listening: connections, how many and how slow they may be, and how they end.

use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::Router;
use axum::http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::Tenant;
use super::control::Problem;
use super::front::{self, Claim};
use super::reply::{Broken, Payload, Reply};
use super::webhooks;

/// At most so many connections are open; further ones wait until one of them closes.
const CONNECTIONS_MOST: u32 = 1_024;
/// A request's line and headers have so many bytes at most, and there are 100 headers at most.
const HEAD_MOST: usize = 64 << 10;
/// A connection that is silent for so long between requests, or within a request's head, is closed.
const HEAD_TIME: Duration = Duration::from_secs(60);
/// A request to the control API has so long, its body included.
const CONTROL_TIME: Duration = Duration::from_secs(60);
/// Requests that were begun have so long to be answered when the server is told to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Answers on a port until told to stop; requests that were begun are answered first.
pub(super) async fn run(
    listener: TcpListener,
    tenant: Arc<Tenant>,
    router: Router,
    stop: impl Future<Output = ()> + Send,
) {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_MOST);
    let mut messengers = JoinSet::new();
    messengers.spawn(webhooks::pump(Arc::clone(&tenant)));
    let house = House {
        tenant,
        others: TowerToHyperService::new(router),
        builder,
        stopping: AtomicBool::new(false),
    };
    let house = Arc::new(house);
    let permits = Arc::new(Semaphore::new(CONNECTIONS_MOST as usize));
    let (closing, _) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            (stream, permit) = accepted(&listener, &permits) => {
                let connection = connection(Arc::clone(&house), stream, closing.subscribe());
                tokio::spawn(async move {
                    connection.await;
                    drop::<OwnedSemaphorePermit>(permit);
                });
            }
        }
    }
    drop(listener);
    house.stopping.store(true, Ordering::Relaxed);
    // Nobody listens if no connection is open; then there is nobody to tell.
    let _told = closing.send(());
    let _drained = timeout(DRAIN_TIME, permits.acquire_many(CONNECTIONS_MOST)).await;
}

/// What all connections of a port share.
struct House {
    tenant: Arc<Tenant>,
    others: TowerToHyperService<Router>,
    builder: Builder,
    /// Whether connections are told to close once they have answered.
    stopping: AtomicBool,
}

/// Returns the next connection, once there is room for it.
async fn accepted(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        // The semaphore is never closed; if it were, nobody could come in any more.
        let Ok(permit) = Arc::clone(permits).acquire_owned().await else {
            std::future::pending::<()>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // Out of file descriptors, or a peer that is gone already: the next one may fare better.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(house: Arc<House>, stream: TcpStream, mut closing: watch::Receiver<()>) {
    // An answer is written at once, so there is nothing to gain by waiting; without it, it is only slower.
    let _faster = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let wire = Wire {
        stream,
        reset: Arc::clone(&reset),
    };
    let builder = house.builder.clone();
    let shared = Arc::clone(&house);
    let service = service_fn(move |request| {
        let (house, reset) = (Arc::clone(&shared), Arc::clone(&reset));
        async move {
            let reply = reply(&house, request).await;
            if reply.body().is_reset() {
                reset.store(true, Ordering::Relaxed);
                return Err(Broken::Reset);
            }
            Ok(reply)
        }
    });
    let mut connection = pin!(builder.serve_connection(TokioIo::new(wire), service));
    let mut told = pin!(closing.changed());
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
        connection.as_mut().poll(context)
    })
    .await;
}

/// Answers a request: a dialect's at once, any other by the router.
async fn reply(house: &House, request: Request<Incoming>) -> Reply {
    let (parts, body) = request.into_parts();
    match front::claim(&house.tenant, parts) {
        Claim::Dialect(asked) => front::reply(&house.tenant, asked, body).await,
        Claim::Nobody(parts) => Box::pin(other(house, Request::from_parts(parts, body))).await,
    }
}

/// Answers a request that is to no dialect; a handler that panics or waits too long for a body is answered for.
async fn other(house: &House, request: Request<Incoming>) -> Reply {
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

/// A socket that is reset when it is closed, if a fault says so.
struct Wire {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.reset.load(Ordering::Relaxed) {
            // Without it the peer sees an orderly end in place of a reset, which is trouble enough.
            let _abrupt = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
