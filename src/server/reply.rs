//! Replies: bodies that arrive whole, slowly, in part, or not at all.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Response;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A response with a body that may go wrong.
pub(super) type Reply = Response<Payload>;

/// A body, and how it goes out.
#[derive(Debug)]
pub(super) struct Payload {
    rest: Bytes,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// In one piece.
    Whole,
    /// In pieces of so many bytes with a pause after each.
    Drip {
        piece: usize,
        pause: Duration,
        timer: Option<Pin<Box<Sleep>>>,
    },
    /// What is here goes out, then the connection breaks; so many more bytes were promised.
    Cut { missing: u64, flushed: bool },
    /// Nothing goes out, not even a status.
    Reset,
    /// Somebody else's.
    Other(Body),
}

/// Why a body ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// The fault `cut-body`.
    Cut,
    /// The fault `connection-reset`.
    Reset,
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Cut => "the body was cut",
            Self::Reset => "the connection was reset",
        })
    }
}

impl std::error::Error for Broken {}

impl Payload {
    /// Returns a body that goes out in one piece.
    pub(super) fn whole(body: Vec<u8>) -> Self {
        Self {
            rest: body.into(),
            way: Way::Whole,
        }
    }

    /// Returns the body of an answer that has none, because the connection is reset in its place.
    pub(super) const fn reset() -> Self {
        Self {
            rest: Bytes::new(),
            way: Way::Reset,
        }
    }

    /// Returns the body that another handler made.
    pub(super) const fn other(body: Body) -> Self {
        Self {
            rest: Bytes::new(),
            way: Way::Other(body),
        }
    }

    /// Sends the body in pieces, over a time.
    pub(super) fn drip(&mut self, over: Duration, pieces: u32) {
        if !matches!(self.way, Way::Whole) {
            return;
        }
        let piece = self.rest.len().div_ceil(pieces.max(1) as usize).max(1);
        // Between so many pieces; the first comes at once, and the last at the end.
        let pauses = self.rest.len().div_ceil(piece).saturating_sub(1).max(1);
        self.way = Way::Drip {
            piece,
            pause: over / u32::try_from(pauses).unwrap_or(u32::MAX),
            timer: None,
        };
    }

    /// Sends so many bytes of the body and breaks off.
    pub(super) fn cut(&mut self, kept: usize) {
        if self.is_reset() {
            return;
        }
        let kept = kept.min(self.rest.len());
        let missing = (self.rest.len() - kept) as u64;
        self.rest.truncate(kept);
        self.way = Way::Cut {
            missing,
            flushed: false,
        };
    }

    /// Tells whether the connection is reset in place of an answer.
    pub(super) const fn is_reset(&self) -> bool {
        matches!(self.way, Way::Reset)
    }

    /// Returns how many bytes go out.
    pub(super) fn len(&self) -> usize {
        self.rest.len()
    }

    fn take(&mut self, most: usize) -> Option<Frame<Bytes>> {
        if self.rest.is_empty() {
            return None;
        }
        let most = most.min(self.rest.len());
        Some(Frame::data(self.rest.split_to(most)))
    }
}

impl HttpBody for Payload {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        match &mut this.way {
            Way::Whole => Poll::Ready(this.take(usize::MAX).map(Ok)),
            Way::Other(body) => Pin::new(body).poll_frame(context),
            Way::Reset => Poll::Ready(Some(Err(axum::Error::new(Broken::Reset)))),
            Way::Cut { flushed, .. } => {
                let first = !std::mem::replace(flushed, true);
                match this.take(usize::MAX) {
                    Some(frame) => {
                        this.way = Way::Cut {
                            missing: 0,
                            flushed: false,
                        };
                        Poll::Ready(Some(Ok(frame)))
                    }
                    // What was handed over goes out while this waits; only then does the connection break.
                    None if first => {
                        context.waker().wake_by_ref();
                        Poll::Pending
                    }
                    None => Poll::Ready(Some(Err(axum::Error::new(Broken::Cut)))),
                }
            }
            Way::Drip {
                piece,
                pause,
                timer,
            } => {
                let (piece, pause) = (*piece, *pause);
                if let Some(running) = timer {
                    match running.as_mut().poll(context) {
                        Poll::Pending => return Poll::Pending,
                        Poll::Ready(()) => *timer = None,
                    }
                }
                if this.rest.len() > piece {
                    *timer = Some(Box::pin(sleep(pause)));
                }
                Poll::Ready(this.take(piece).map(Ok))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.way {
            Way::Whole | Way::Drip { .. } => self.rest.is_empty(),
            Way::Cut { .. } | Way::Reset => false,
            Way::Other(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let here = self.rest.len() as u64;
        match &self.way {
            Way::Whole | Way::Drip { .. } => SizeHint::with_exact(here),
            Way::Cut { missing, .. } => SizeHint::with_exact(here + missing),
            Way::Reset => SizeHint::default(),
            Way::Other(body) => body.size_hint(),
        }
    }
}
