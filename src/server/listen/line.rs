//! Lines: a connection's bytes, requests and answers, with what it is at, so that it can be ended without harm.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

#[cfg(feature = "tls")]
use crate::server::door::Way;
use crate::server::reply::Payload;

/// What a connection is at.
#[derive(Debug, Default)]
pub(in crate::server) struct Line {
    /// A request has arrived whole, and its answer is still being made or handed over.
    answering: AtomicBool,
    /// The peer takes no more of an answer for now.
    full: AtomicBool,
    /// It is reset when it is closed, because a fault says so.
    reset: AtomicBool,
    /// How its requests come here.
    #[cfg(feature = "tls")]
    pub(in crate::server) way: Way,
}

impl Line {
    /// Returns the line of a connection that has just begun.
    #[cfg(feature = "tls")]
    pub(in crate::server) fn of(way: Way) -> Self {
        Self {
            way,
            ..Self::default()
        }
    }

    /// Lets the connection be reset when it is closed.
    pub(super) fn reset(&self) {
        self.reset.store(true, Ordering::Relaxed);
    }

    /// Notes that a request has arrived whole.
    pub(super) fn arrived(&self) {
        self.answering.store(true, Ordering::Relaxed);
    }

    /// Tells whether somebody would lose an answer if it were closed.
    pub(super) fn is_busy(&self) -> bool {
        self.answering.load(Ordering::Relaxed) || self.full.load(Ordering::Relaxed)
    }
}

/// A socket, with what its line is at.
#[derive(Debug)]
pub(in crate::server) struct Wire {
    stream: TcpStream,
    /// What was read already.
    early: Bytes,
    line: Arc<Line>,
}

impl Wire {
    pub(super) const fn new(stream: TcpStream, line: Arc<Line>) -> Self {
        Self {
            stream,
            early: Bytes::new(),
            line,
        }
    }
}

#[cfg(feature = "tls")]
impl Wire {
    /// Returns the socket on another line.
    pub(in crate::server) fn on(mut self, line: &Arc<Line>) -> Self {
        self.line = Arc::clone(line);
        self
    }

    /// Returns the socket with bytes that are to be read before any other.
    pub(in crate::server) fn after(mut self, early: Bytes) -> Self {
        self.early = early;
        self
    }

    /// Returns the first byte, which is still to be read.
    ///
    /// # Errors
    ///
    /// Returns why there is none.
    pub(in crate::server) async fn first(&self) -> io::Result<u8> {
        if let Some(first) = self.early.first() {
            return Ok(*first);
        }
        let mut first = [0];
        match self.stream.peek(&mut first).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(first[0]),
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.line.reset.load(Ordering::Relaxed) {
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
        if !self.early.is_empty() {
            let most = self.early.len().min(buffer.remaining());
            buffer.put_slice(&self.early.split_to(most));
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.line.full.store(polled.is_pending(), Ordering::Relaxed);
        polled
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
        let polled = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.line.full.store(polled.is_pending(), Ordering::Relaxed);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// A request's body, which notes when it has arrived, or when nobody waits for it any more.
#[derive(Debug)]
pub(super) struct Arriving {
    body: Incoming,
    line: Arc<Line>,
}

impl Arriving {
    pub(super) fn new(body: Incoming, line: &Arc<Line>) -> Self {
        if body.is_end_stream() {
            line.arrived();
        }
        let line = Arc::clone(line);
        Self { body, line }
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.line.arrived();
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if polled.is_ready() && self.body.is_end_stream() {
            self.line.arrived();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body, which notes when it is handed over.
#[derive(Debug)]
pub(super) struct Leaving {
    payload: Payload,
    line: Arc<Line>,
}

impl Leaving {
    pub(super) const fn new(payload: Payload, line: Arc<Line>) -> Self {
        Self { payload, line }
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.line.answering.store(false, Ordering::Relaxed);
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.payload).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.payload.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.payload.size_hint()
    }
}
