//! Limits: how often a key may ask, by the wall and by virtual time, in each carrier's own words.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use misroute::carrier::{Desk, Limits, TokenLife};
use misroute::clock::wall_now;
use misroute::dialect::{DIALECTS, Dialect, Key, by_name};
use misroute::parcel::Timestamp;
use misroute::server::Tenant;

use super::{Answered, noon, numbers, send};
use crate::support::{settings, worlds};

/// Returns a tenant that limits keys, with some settings; even its seconds are virtual.
fn limited(set: &[(&str, &str)]) -> Arc<Tenant> {
    let mut desk = Desk::frozen(worlds(), noon());
    desk.limits = Some(Limits::default());
    desk.token_life = TokenLife::Virtual;
    let set = set.iter();
    desk.settings = set
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Arc::new(Tenant::new(desk))
}

async fn asked(tenant: &Arc<Tenant>, request: Request<Vec<u8>>) -> Answered {
    send(tenant, request.map(Body::from)).await
}

/// Returns what tells of a limit.
fn told(answer: &Answered) -> String {
    let mut told = format!("  {}\n", answer.status);
    for (name, value) in &answer.headers {
        if !["date", "content-length"].contains(&name.as_str()) {
            let value = value.to_str().expect("text");
            writeln!(told, "  {name}: {value}").expect("memory");
        }
    }
    told
}

/// Asks as a client of a dialect does until it is refused; returns the last two answers, and how many were none.
async fn until_refused(tenant: &Arc<Tenant>, dialect: &dyn Dialect) -> (Answered, Answered, u32) {
    let number = &numbers(1)[0];
    let (mut token, mut last, mut count) = (None, None, 0);
    if let Some(request) = dialect.registration(number) {
        // Access tokens are free.
        count = u32::from(matches!(dialect.key(&request), Key::Given(_)));
        let given = asked(tenant, request).await;
        token.clone_from(&given.body);
        last = Some(given);
    }
    for _ in 0..20 {
        let answer = asked(tenant, dialect.reading(number, token.as_deref())).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return (last.expect("the first one is answered"), answer, count);
        }
        (last, count) = (Some(answer), count + 1);
    }
    panic!("{} never refuses", dialect.name());
}

#[tokio::test]
async fn a_burst_is_refused_in_each_carriers_own_words_until_the_next_span() {
    let mut table = String::new();
    for dialect in DIALECTS {
        for limit in dialect.limits() {
            let mut set: Vec<(&str, &str)> = dialect
                .limits()
                .iter()
                .map(|limit| (limit.most.name, "0"))
                .collect();
            set.push((limit.most.name, "3"));
            let tenant = limited(&set);
            let (last, refused, count) = until_refused(&tenant, *dialect).await;
            assert_eq!(count, 3, "{}", limit.most.name);
            let body = refused.text();
            write!(table, "{}\n{}", limit.most.name, told(&last)).expect("memory");
            writeln!(table, "{}  {body}\n", told(&refused)).expect("memory");
            tenant.desk.clock.advance(i64::from(limit.seconds) - 1);
            // Noon begins every span but a day.
            let early = dialect.reading(&numbers(1)[0], None);
            if limit.seconds < 86_400 && !matches!(dialect.key(&early), Key::Missing) {
                let early = asked(&tenant, early).await;
                assert_eq!(early.status, 429, "{}", limit.most.name);
            }
            tenant.desk.clock.advance(1);
            let (_, _, count) = until_refused(&tenant, *dialect).await;
            assert_eq!(count, 3, "{}", limit.most.name);
        }
    }
    settings().bind(|| insta::assert_snapshot!("server__limits", table));
}

/// Asks DHL under a key.
async fn dhl(tenant: &Arc<Tenant>, key: &str) -> StatusCode {
    let path = format!("/track/shipments?trackingNumber={}", numbers(1)[0]);
    let request = Request::get(path).header("dhl-api-key", key);
    send(tenant, request.body(Body::empty()).expect("a request"))
        .await
        .status
}

#[tokio::test]
async fn a_days_quota_comes_back_with_a_jump_of_sixty_days() {
    let tenant = limited(&[("dhl.limit.per-day", "2"), ("dhl.limit.per-5-seconds", "0")]);
    for wanted in [404, 404, 429, 429] {
        assert_eq!(dhl(&tenant, "k").await, wanted);
    }
    tenant.desk.clock.advance(60 * 86_400);
    for wanted in [404, 404, 429] {
        assert_eq!(dhl(&tenant, "k").await, wanted);
    }
}

#[tokio::test]
async fn keys_are_limited_each_for_itself_and_a_reset_forgets_them() {
    let tenant = limited(&[("dhl.limit.per-day", "1"), ("dhl.limit.per-5-seconds", "0")]);
    for (key, wanted) in [("a", 404), ("a", 429), ("b", 404), ("b", 429), ("", 401)] {
        assert_eq!(dhl(&tenant, key).await, wanted, "{key}");
    }
    let reset = super::ask(&tenant, "POST /_sim/reset", "").await;
    assert!(reset.status.is_success());
    assert_eq!(dhl(&tenant, "a").await, 404);
}

#[tokio::test]
async fn seconds_follow_the_wall() {
    let tenant = limited(&[]);
    let mut desk = Desk::frozen(worlds(), noon());
    desk.limits = Some(Limits::default());
    let walled = Arc::new(Tenant::new(desk));
    let key = by_name("17track").expect("a dialect");
    let mut answered = BTreeMap::<Timestamp, u32>::new();
    for _ in 0..40 {
        // A jump of virtual time gives no second back.
        walled.desk.clock.advance(86_400);
        let before = wall_now();
        let answer = asked(&walled, key.reading("x", None)).await;
        // However slow this is: what lies in one second of the wall is among its three.
        if answer.status == StatusCode::OK && before == wall_now() {
            *answered.entry(before).or_default() += 1;
        }
    }
    assert!(answered.values().all(|count| *count <= 3), "{answered:?}");
    for _ in 0..40 {
        tenant.desk.clock.advance(86_400);
        assert_eq!(
            asked(&tenant, key.reading("x", None)).await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn who_is_not_limited_is_never_refused() {
    let tenant = super::tenant();
    let number = &numbers(1)[0];
    for dialect in DIALECTS {
        for _ in 0..30 {
            let answer = asked(&tenant, dialect.reading(number, None)).await;
            assert_ne!(
                answer.status,
                StatusCode::TOO_MANY_REQUESTS,
                "{}",
                dialect.name()
            );
        }
    }
}
