//! The front: from a request on the wire to the dialect that it is for, and back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::header::{CONTENT_LENGTH, DATE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, StatusCode};

use super::faults::{Asked as Subject, Marks, Strikes};
use super::journal::{Facts, Texts};
use super::reply::{Payload, Reply};
use super::{BODY_MOST, SimNowError, Tenant, control, date, moment};
use crate::clock::{Stopwatch, wall_now};
use crate::dialect::answer::json;
use crate::dialect::{
    Answer, Dialect, Key, Refusal, Request, Visit, header, limit, of_host, of_request,
};
use crate::parcel::Timestamp;

/// A body that takes longer is given up.
const BODY_TIME: Duration = Duration::from_secs(30);

/// A request to a dialect; its body is still to come.
#[derive(Debug)]
pub(super) struct Asked {
    dialect: &'static dyn Dialect,
    request: Request,
    /// Whether the dialect has something at that path.
    is_known: bool,
}

/// Whose a request is.
pub(super) enum Claim {
    /// A dialect's.
    Dialect(Asked),
    /// Nobody's here; this is what it was made of.
    Nobody(Parts),
}

/// Returns whose a request is: under a carrier's host name the carrier's, whatever its path, and else by its path.
pub(super) fn claim(tenant: &Tenant, parts: Parts) -> Claim {
    let request = Request::from_parts(parts, Vec::new());
    let claimed = catch_unwind(AssertUnwindSafe(|| match of_host(host(&request)) {
        Some(dialect) => Some((dialect, dialect.claims(&request))),
        None => of_request(&request).map(|dialect| (dialect, true)),
    }));
    let claimed = claimed.unwrap_or_else(|_| {
        tenant.journal.panicked();
        None
    });
    match claimed {
        Some((dialect, is_known)) => Claim::Dialect(Asked {
            dialect,
            request,
            is_known,
        }),
        None => Claim::Nobody(request.into_parts().0),
    }
}

/// Returns the host name that a request is to, without a port.
fn host(request: &Request) -> &str {
    if let Some(host) = request.uri().host() {
        return host;
    }
    let host = header(request, "host").unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    host.trim_end_matches('.')
}

/// Answers what no other route does.
pub(super) async fn answer(
    State(tenant): State<Arc<Tenant>>,
    request: axum::extract::Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    match claim(&tenant, parts) {
        Claim::Dialect(asked) => reply(&tenant, asked, body).await.map(Body::new),
        Claim::Nobody(parts) => {
            let (method, path) = (parts.method.as_str(), parts.uri.path());
            tenant.journal.went_astray(method, path);
            let mut response = control::nowhere(parts.uri.path());
            let date = date::header(tenant.desk.clock.now());
            response.headers_mut().insert(DATE, date);
            response
        }
    }
}

/// Answers a request to a dialect.
pub(super) async fn reply<B>(tenant: &Tenant, mut asked: Asked, body: B) -> Reply
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    tenant.touch();
    let watch = Stopwatch::start();
    let unread = if body.is_end_stream() {
        None
    } else {
        match read(&asked.request, body).await {
            Ok(body) => {
                *asked.request.body_mut() = body;
                None
            }
            Err(refusal) => Some(refusal),
        }
    };
    let (reply, delay) = respond(tenant, &asked, unread, watch);
    tenant.tell();
    if !delay.is_zero() {
        Box::pin(tokio::time::sleep(delay)).await;
    }
    reply
}

/// Reads a body to its end.
async fn read<B>(request: &Request, body: B) -> Result<Vec<u8>, Refusal>
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    let too_large = Refusal::TooLarge { most: BODY_MOST };
    let said = request.headers().get(CONTENT_LENGTH);
    let said = said.and_then(|said| said.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|said| said > BODY_MOST as u64) {
        return Err(too_large);
    }
    match tokio::time::timeout(BODY_TIME, collect(body)).await {
        Ok(Ok(Some(body))) => Ok(body),
        Ok(Ok(None)) => Err(too_large),
        Ok(Err(_)) => Err(Refusal::Status(StatusCode::BAD_REQUEST)),
        Err(_) => Err(Refusal::Status(StatusCode::REQUEST_TIMEOUT)),
    }
}

/// Returns a whole body; none if it is too large.
async fn collect<B>(mut body: B) -> Result<Option<Vec<u8>>, B::Error>
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    let mut whole = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        if whole.len() + data.len() > BODY_MOST {
            return Ok(None);
        }
        whole.extend_from_slice(&data);
    }
    Ok(Some(whole))
}

/// An answer on its way out.
struct Made {
    answer: Answer,
    at: Timestamp,
    strikes: Option<Strikes>,
}

/// Makes the answer, writes it into the journal, and returns it with the time for which it is held back.
fn respond(
    tenant: &Tenant,
    asked: &Asked,
    unread: Option<Refusal>,
    watch: Stopwatch,
) -> (Reply, Duration) {
    let Asked {
        dialect, request, ..
    } = asked;
    let now = tenant.desk.clock.now();
    let mut numbers = Vec::new();
    let mut key = Key::NotUsed;
    let made = catch_unwind(AssertUnwindSafe(|| {
        if let Some(refusal) = unread {
            return Made::plain(dialect.refuse(&refusal), now);
        }
        numbers = dialect.subjects(request);
        key = dialect.key(request);
        visit(tenant, asked, (&key, &numbers), now)
    }));
    let made = made.unwrap_or_else(|_| {
        tenant.journal.panicked();
        Made::plain(broken(*dialect), now)
    });
    let (mut parts, body) = made.answer.into_parts();
    parts.headers.insert(DATE, date::header(made.at));
    let mut payload = Payload::whole(body);
    let bytes = payload.len();
    let (mut marks, mut delay) = (Marks::default(), Duration::ZERO);
    if let Some(strikes) = made.strikes {
        marks = strikes.marks();
        delay = strikes.delay();
        strikes.send(&mut payload);
    }
    let facts = Facts {
        dialect: dialect.name(),
        status: (!payload.is_reset()).then_some(parts.status.as_u16()),
        marks,
        bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
        took: watch.passed(),
        delay,
        retry_after: retry_after(&parts.headers),
    };
    let uri = request.uri();
    let texts = Texts {
        method: request.method().as_str(),
        path: uri
            .path_and_query()
            .map_or(uri.path(), |path| path.as_str()),
        key: said(&key),
        numbers: &numbers,
    };
    tenant.journal.write((wall_now(), now), facts, &texts);
    (Response::from_parts(parts, payload), delay)
}

impl Made {
    const fn plain(answer: Answer, at: Timestamp) -> Self {
        Self {
            answer,
            at,
            strikes: None,
        }
    }
}

/// Returns how many seconds an answer says to wait.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let said = headers.get(RETRY_AFTER)?;
    said.to_str().ok()?.trim().parse().ok()
}

const fn said(key: &Key) -> &str {
    match key {
        Key::NotUsed | Key::Missing => "",
        Key::Given(key) => key.as_str(),
    }
}

/// Asks the dialect, unless the time, the key, a fault or a limit are in the way.
fn visit(
    tenant: &Tenant,
    asked: &Asked,
    (key, numbers): (&Key, &[String]),
    now: Timestamp,
) -> Made {
    let Asked {
        dialect, request, ..
    } = asked;
    let desk = &tenant.desk;
    let at = match moment::sim_now(request.headers()) {
        Ok(at) => at,
        Err(error) => return Made::plain(no_instant(&error), now),
    };
    let given = said(key);
    let at = at
        .or_else(|| desk.clock_of(given).map(|clock| clock.now()))
        .unwrap_or(now);
    let subject = Subject {
        dialect: *dialect,
        key: given,
        numbers,
        path: request.uri().path(),
    };
    let plan = tenant.faults.plan();
    let strikes = plan.map(|plan| plan.strikes(&subject));
    let instead = strikes
        .as_ref()
        .and_then(|strikes| strikes.instead(&subject));
    let mut answer = match (instead, key) {
        (Some(answer), _) => answer,
        (None, Key::Missing) => dialect.refuse(&Refusal::KeyMissing),
        (None, Key::Given(key)) if !desk.keys.accept(key) => dialect.refuse(&Refusal::KeyWrong),
        (None, _) if !asked.is_known => dialect.refuse(&Refusal::Status(StatusCode::NOT_FOUND)),
        (None, _) => {
            let visit = Visit {
                desk,
                request,
                key: given,
                at: at + -strikes.as_ref().map_or(0, Strikes::age),
                now,
            };
            limit::answer(*dialect, &visit)
        }
    };
    if let Some(strikes) = &strikes {
        strikes.damage(&mut answer, &subject);
    }
    Made {
        answer,
        at,
        strikes,
    }
}

/// Answers in place of a handler that panicked.
fn broken(dialect: &dyn Dialect) -> Answer {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let own = catch_unwind(AssertUnwindSafe(|| {
        dialect.refuse(&Refusal::Status(status))
    }));
    own.unwrap_or_else(|_| json(status, b"{}".to_vec()))
}

/// The harness's own mistake, not the carrier's: it is not told in the carrier's words.
fn no_instant(error: &SimNowError) -> Answer {
    let error = serde_json::json!({ "message": error.to_string(), "mend": error.help() });
    let body = serde_json::json!({ "error": error }).to_string();
    json(StatusCode::BAD_REQUEST, body.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carrier::Desk;
    use crate::fleet::{DEFAULT_START, Worlds};
    use crate::scenario::Library;

    /// A dialect with a bug in every handler that its name tells.
    #[derive(Debug)]
    struct Buggy(&'static str);

    impl Dialect for Buggy {
        fn name(&self) -> &'static str {
            "buggy"
        }

        fn title(&self) -> &'static str {
            ""
        }

        fn hosts(&self) -> &'static [&'static str] {
            &[]
        }

        fn claims(&self, _: &Request) -> bool {
            true
        }

        fn key(&self, _: &Request) -> Key {
            Key::NotUsed
        }

        fn subjects(&self, _: &Request) -> Vec<String> {
            assert!(!self.0.contains("subjects"), "a secret");
            Vec::new()
        }

        fn answer(&self, _: &Visit<'_>) -> Answer {
            panic!("a secret")
        }

        fn refuse(&self, _: &Refusal) -> Answer {
            assert!(!self.0.contains("refuse"), "a secret");
            json(StatusCode::INTERNAL_SERVER_ERROR, b"{\"own\":1}".to_vec())
        }

        fn reading(&self, _: &str, _: Option<&[u8]>) -> Request {
            Request::default()
        }
    }

    #[test]
    fn a_handler_that_panics_is_counted_and_answered_in_the_dialects_own_words() {
        static BUGGY: [Buggy; 3] = [Buggy("answer"), Buggy("subjects"), Buggy("refuse")];
        let worlds = Worlds::new(Library::built_in(), DEFAULT_START);
        let tenant = Tenant::new(Desk::frozen(worlds, Timestamp(1_000)));
        for (dialect, length) in BUGGY.iter().zip([9, 9, 2]) {
            let asked = Asked {
                dialect,
                request: Request::default(),
                is_known: true,
            };
            let (reply, _) = respond(&tenant, &asked, None, Stopwatch::start());
            assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(reply.body().len(), length, "nothing of the panic is told");
            assert!(reply.headers().contains_key(DATE));
        }
        assert_eq!(tenant.journal.counts().panics, 3);
    }
}
