//! The front: whose instant an answer shows, and what never reaches a dialect.

use axum::http::{Request, StatusCode};
use misroute::carrier::Keys;
use misroute::clock::{Clock, Pace};
use misroute::dialect::{DEFAULT_KEY, DIALECTS, Key};
use misroute::parcel::Timestamp;
use misroute::server::{BODY_MOST, Tenant};

use super::{Answered, ask, detail, noon, numbers, send, tenant};

async fn at(tenant: &std::sync::Arc<Tenant>, number: &str, sim_now: &str) -> Answered {
    let request = Request::get(format!("/global/detail.json?mailNos={number}"));
    let request = request.header("Sim-Now", sim_now);
    send(
        tenant,
        request.body(String::new().into()).expect("a request"),
    )
    .await
}

#[tokio::test]
async fn a_request_may_say_which_instant_it_sees() {
    let tenant = tenant();
    let number = &numbers(1)[0];
    let now = detail(&tenant, number).await;
    assert_eq!(now.header("date"), "Wed, 01 Apr 2026 12:00:00 GMT");
    let early = at(&tenant, number, "2026-03-01T00:00:00+01:00").await;
    assert_eq!(early.header("date"), "Sat, 28 Feb 2026 23:00:00 GMT");
    assert_eq!(early.json()["module"][0]["mailNoSource"], "EXTERNAL");
    assert_ne!(now.json(), early.json());
    assert_eq!(
        tenant.desk.clock.now(),
        noon(),
        "nobody else's time has moved"
    );
    let same = at(&tenant, number, "2026-04-01T12:00:00Z").await;
    assert_eq!(same.body, now.body);
    // The journal follows the tenant's clock.
    let journal = ask(&tenant, "GET /_sim/requests", "").await.json();
    assert_eq!(journal["requests"][1]["now"], "2026-04-01T12:00:00Z");
}

#[tokio::test]
async fn a_malformed_instant_is_refused_and_the_form_is_named() {
    let tenant = tenant();
    for wrong in [
        "yesterday",
        "",
        "2026-04-01",
        "2026-04-01T12:00:00",
        "1775044800",
        "1969-01-01T00:00:00Z",
        "\u{e9}",
    ] {
        let answer = at(&tenant, "X", wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        let error = answer.json()["error"].to_string();
        assert!(
            error.contains("RFC 3339") && error.contains("2026-04-01T12:00:00Z"),
            "{error}"
        );
        assert_eq!(answer.header("date"), "Wed, 01 Apr 2026 12:00:00 GMT");
    }
}

#[tokio::test]
async fn the_nearest_clock_wins_and_only_the_answer_moves() {
    let tenant = tenant();
    let number = &numbers(1)[0];
    let own = Clock::new(Timestamp(noon().0 + 86_400), Pace::Frozen);
    tenant
        .desk
        .give_clock(DEFAULT_KEY, own)
        .expect("there is room");
    for dialect in DIALECTS {
        let request = || dialect.reading(number, None).map(axum::body::Body::from);
        let keyed = matches!(dialect.key(&dialect.reading(number, None)), Key::Given(key) if key == DEFAULT_KEY);
        let day = |answer: Answered| answer.header("date")[5..7].to_owned();
        let wanted = if keyed { "02" } else { "01" };
        assert_eq!(
            day(send(&tenant, request()).await),
            wanted,
            "{}",
            dialect.name()
        );
        let mut nearer = request();
        let instant = "2026-03-20T00:00:00Z".parse().expect("a header");
        nearer.headers_mut().insert("sim-now", instant);
        assert_eq!(day(send(&tenant, nearer).await), "20", "{}", dialect.name());
    }
    assert_eq!(tenant.desk.clock.now(), noon());
}

#[tokio::test]
async fn what_is_too_large_is_refused_in_the_dialects_own_words() {
    let tenant = tenant();
    for (path, status) in [
        ("/global/detail.json?mailNos=A", 200),
        ("/misroute/v1/parcels/A", 413),
    ] {
        let request = Request::post(path).body("x".repeat(BODY_MOST + 1).into());
        let answer = send(&tenant, request.expect("a request")).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert!(answer.text().contains("too large"), "{}", answer.text());
        let request = Request::post(path).body("x".repeat(BODY_MOST).into());
        let answer = send(&tenant, request.expect("a request")).await;
        assert!(!answer.text().contains("too large"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_key_that_does_not_count_is_refused_by_every_dialect_that_knows_keys() {
    let mut tenant = tenant();
    let own = std::sync::Arc::get_mut(&mut tenant).expect("nobody else has it");
    own.desk.keys = Keys::Only(vec!["another".to_owned()]);
    for dialect in DIALECTS {
        let request = dialect.reading("LP00000000000000", None);
        let keyed = matches!(dialect.key(&request), Key::Given(_));
        let refused = dialect.refuse(&misroute::dialect::Refusal::KeyWrong);
        let answer = send(&tenant, request.map(Into::into)).await;
        assert_eq!(
            answer.body.as_deref() == Some(refused.body()),
            keyed,
            "{}",
            dialect.name()
        );
    }
}

#[tokio::test]
async fn under_a_carriers_host_name_that_carrier_answers_whatever_the_path() {
    let tenant = tenant();
    let mut seen = 0;
    for dialect in DIALECTS {
        for host in dialect.hosts() {
            for other in DIALECTS {
                let (parts, _) = other.reading("LP89253443543984", None).into_parts();
                let request = Request::builder().method(parts.method).uri(parts.uri);
                let spelled = [host.to_string(), format!("{}.:443", host.to_uppercase())];
                let request = request.header("host", &spelled[seen % 2]);
                let request = request.body(String::new().into()).expect("a request");
                send(&tenant, request).await;
                seen += 1;
                let journal = ask(&tenant, "GET /_sim/requests?limit=1", "").await.json();
                let line = &journal["requests"][0];
                assert_eq!(line["seq"], seen, "{host}");
                assert_eq!(line["dialect"], dialect.name(), "{host}: {line}");
            }
        }
    }
    assert!(seen > 200, "{seen}");
    let lost = Request::get("/v2/trackers").header("host", "global.cainiao.com");
    let lost = send(&tenant, lost.body(String::new().into()).expect("a request")).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    // Without a key there is no way to tell what is there.
    let shut = Request::get("/v4/trackings").header("host", "api.aftership.com");
    let shut = send(&tenant, shut.body(String::new().into()).expect("a request")).await;
    assert_eq!(shut.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn every_host_name_is_one_carriers() {
    let mut hosts: Vec<&str> = misroute::dialect::hosts().collect();
    let count = hosts.len();
    hosts.sort_unstable();
    hosts.dedup();
    assert_eq!(hosts.len(), count);
    let is_name = |host: &&str| *host == host.to_lowercase() && host.contains('.');
    assert!(hosts.iter().all(is_name), "{hosts:?}");
}
