//! Whatever is sent, it is answered: a fuzz target as a plain function, and seeded runs of it.
//!
//! A fuzzer of bytes can drive the same function.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use misroute::dialect::{DIALECTS, Request as Asked};
use misroute::server::Tenant;
use tower::ServiceExt as _;

use super::{numbers, send, tenant};
use crate::fuzz::damaged;
use crate::support::Dice;

/// Sends bytes as a request: a line with method and target, headers, an empty line, a body. What no HTTP parser would
/// let through is not sent.
async fn visit(tenant: &Arc<Tenant>, bytes: &[u8]) {
    let Some(request) = request(bytes) else {
        return;
    };
    let shown = format!("{request:?}");
    let is_head = request.method() == "HEAD";
    let answer = send(tenant, request).await;
    assert!(answer.status.as_u16() < 500, "{shown}: {answer:?}");
    let body = answer.body.as_deref().expect("a whole body");
    assert!(
        body.is_empty() || is_head || !answer.header("content-type").is_empty(),
        "{shown}: {answer:?}"
    );
    if answer
        .header("content-type")
        .starts_with("application/json")
        && !body.is_empty()
    {
        serde_json::from_slice::<serde::de::IgnoredAny>(body)
            .unwrap_or_else(|error| panic!("{shown}: {error}: {}", String::from_utf8_lossy(body)));
    }
}

fn request(bytes: &[u8]) -> Option<Request<Body>> {
    let gap = bytes.windows(2).position(|two| two == b"\n\n");
    let (head, body) = bytes.split_at(gap.unwrap_or(bytes.len()));
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut first = lines.next()?.splitn(2, |byte| *byte == b' ');
    let mut request = Request::builder().method(first.next()?).uri(first.next()?);
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        request = request.header(&line[..colon], line[colon + 1..].trim_ascii());
    }
    let body = body.strip_prefix(b"\n\n").unwrap_or_default();
    request.body(body.to_vec().into()).ok()
}

/// Writes a request as [`request`] reads it.
fn written(asked: &Asked) -> Vec<u8> {
    let mut out = format!("{} {}", asked.method(), asked.uri()).into_bytes();
    for (name, value) in asked.headers() {
        out.extend_from_slice(format!("\n{name}: ").as_bytes());
        out.extend_from_slice(value.as_bytes());
    }
    out.extend_from_slice(b"\n\n");
    out.extend_from_slice(asked.body());
    out
}

const WORDS: &[&str] = &[
    "GET ",
    "POST ",
    "PUT ",
    "DELETE ",
    "PATCH ",
    "HEAD ",
    "OPTIONS ",
    "TRACE ",
    "\u{1F4E6} ",
    "/",
    "//",
    "/..",
    "?",
    "&",
    "=",
    "#",
    "%",
    "%00",
    "%FF",
    "%2F",
    "%25",
    "%0A",
    "%E5%8C%85",
    ",",
    ",,",
    "mailNos=",
    "callback=alert",
    "lang=zh-CN",
    "observer=",
    "/global/",
    "/misroute/v1/parcels/",
    "/_sim/",
    "/_sim/clock",
    "/_sim/clock/advance",
    "/_sim/faults",
    "/_sim/requests?since=",
    "/_sim/metrics",
    "\nSim-Now: 2026-04-01T12:00:00Z",
    "\nSim-Now: 9999-12-31T23:59:59Z",
    "\nSim-Now: \u{1F4E6}",
    "\nsim-now:",
    "\nContent-Type: application/json",
    "\nAuthorization: Bearer x",
    "\nAuthorization: Basic \u{e9}",
    "\n17token: x",
    "\ncontent-length: 99999999999999999999",
    "\nHost: \u{7f}",
    "\n\n",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "null",
    "-1",
    "1e999",
    "{\"by\":\"-3650d\"}",
    "{\"to\":\"0001-01-01T00:00:00Z\"}",
    "{\"pace\":\"1d/s\"}",
    "{\"now\":1}",
    "{\"faults\":[\"*:stale=1s\"]}",
    "18446744073709551616",
    "\\ud800",
    "\u{0}",
    "\u{feff}",
];

/// Requests that mean something, to be damaged.
fn seeds() -> Vec<Vec<u8>> {
    let numbers = numbers(3);
    let mut seeds: Vec<Vec<u8>> = Vec::new();
    for dialect in DIALECTS {
        for number in &numbers {
            seeds.extend(dialect.registration(number).as_ref().map(written));
            seeds.push(written(&dialect.reading(number, None)));
        }
    }
    let batch = numbers.join(",");
    seeds.push(
        format!("GET /global/detail.json?mailNos={batch}&lang=en-US&callback=cb").into_bytes(),
    );
    for line in [
        "GET /_sim/health",
        "PUT /_sim/clock\ncontent-type: application/json\n\n{\"now\":\"2026-04-01T12:00:00Z\",\"pace\":\"frozen\"}",
        "POST /_sim/clock/advance\ncontent-type: application/json\n\n{\"by\":\"2d\"}",
        "PUT /_sim/faults\ncontent-type: application/json\n\n{\"faults\":[{\"dialect\":\"*\",\"fault\":\"stale\",\"value\":\"6h\"}]}",
        "GET /_sim/requests?number=A&dialect=cainiao&since=1&limit=3",
        "GET /_sim/metrics",
    ] {
        seeds.push(line.as_bytes().to_vec());
    }
    seeds
}

#[tokio::test]
async fn whatever_is_sent_it_is_answered() {
    let tenant = tenant();
    let seeds = seeds();
    for round in 0..6_000_u64 {
        let mut dice = Dice::new(round);
        let seed: &Vec<u8> = dice.pick(&seeds);
        let bytes = damaged(seed, WORDS, &mut dice);
        visit(&tenant, &bytes).await;
        // A fault that a round asked for is no answer's mistake: only those that damage nothing are in the words.
        if round % 100 == 0 {
            tenant.faults.set(misroute::server::faults::Plan::default());
        }
    }
    nothing_panicked(&tenant).await;
}

#[tokio::test]
async fn hostile_requests_are_answered() {
    let tenant = tenant();
    let many = vec!["LP00123456789012"; 5_000].join(",");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for dialect in DIALECTS {
        for base in [
            dialect.reading("A", None),
            dialect
                .registration("A")
                .unwrap_or_else(|| dialect.reading("A", None)),
        ] {
            let path = base.uri().path().to_owned();
            let posted = |body: &str| {
                let mut request = base.clone();
                *request.method_mut() = "POST".parse().expect("a method");
                *request.body_mut() = body.as_bytes().to_vec();
                written(&request)
            };
            let mut hostile = vec![
                posted(&deep),
                posted(&"{\"a\":".repeat(50_000)),
                posted("\u{0}"),
                posted(&format!(
                    "[{}]",
                    vec!["{\"number\":\"A\"}"; 20_000].join(",")
                )),
                format!("GET {path}?mailNos={many}").into_bytes(),
                format!("GET {path}?{}", "a=b&".repeat(10_000)).into_bytes(),
                format!("GET {path}/%00%FF%C0%80/..%2f..%2f").into_bytes(),
                format!("GET {path}?mailNos=%").into_bytes(),
            ];
            let mut odd = format!("GET {path}\nSim-Now: ").into_bytes();
            odd.extend_from_slice(
                b"\xff\xfe\nAuthorization: \x80\n17token: \xff\naftership-api-key: \xff",
            );
            hostile.push(odd);
            for bytes in hostile {
                visit(&tenant, &bytes).await;
            }
        }
    }
    nothing_panicked(&tenant).await;
}

async fn nothing_panicked(tenant: &Arc<Tenant>) {
    let request = Request::get("/_sim/metrics")
        .body(Body::empty())
        .expect("a request");
    let router = misroute::server::router(Arc::clone(tenant));
    let answer = router
        .oneshot(request)
        .await
        .expect("a router always answers");
    let text = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .expect("a body");
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(text.contains("\nmisroute_panics_total 0\n"), "{text}");
}
