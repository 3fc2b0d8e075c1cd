//! Faults: each does what it says, strikes as often as it says, and strikes again in the same way.

use std::sync::Arc;

use axum::http::StatusCode;
use misroute::server::Tenant;
use misroute::server::faults::{FaultError, Plan, Rule};
use serde_json::Value;

use super::{Answered, ask, detail, numbers, tenant};

fn with(rules: &[&str]) -> Arc<Tenant> {
    let tenant = tenant();
    set(&tenant, 1, rules);
    tenant
}

fn set(tenant: &Tenant, seed: u64, rules: &[&str]) {
    let rules: Result<Vec<Rule>, FaultError> = rules.iter().map(|text| text.parse()).collect();
    tenant
        .faults
        .set(Plan::new(seed, rules.expect("well-written rules")));
}

async fn struck(rule: &str) -> Answered {
    detail(&with(&[rule]), &numbers(1)[0]).await
}

#[tokio::test]
async fn a_status_has_the_dialects_own_body() {
    let answer = struck("cainiao:status=503").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["success"], false);
    let other = ask(
        &with(&["cainiao:status=503"]),
        "GET /misroute/v1/parcels/A",
        "",
    )
    .await;
    assert_eq!(
        other.status,
        StatusCode::NOT_FOUND,
        "it strikes nobody else"
    );
}

#[tokio::test]
async fn a_rate_limit_says_when_to_come_back_or_does_not() {
    let answer = struck("*:rate-limit,retry-after=7").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "7");
    let answer = struck("*:rate-limit").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "");
}

#[tokio::test]
async fn a_robot_wall_is_html_that_clients_know() {
    let answer = struck("cainiao:robot-wall").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-type").starts_with("text/html"));
    let page = answer.text();
    for marker in ["rgv587_flag", "<punish-component", "/_____tmd_____/"] {
        assert!(page.starts_with('<') && page.contains(marker), "{page}");
    }
    let other = ask(&with(&["*:robot-wall"]), "GET /misroute/v1/parcels/A", "").await;
    assert!(other.text().starts_with('<') && !other.text().contains("punish"));
}

#[tokio::test]
async fn invalid_json_never_parses() {
    let tenant = with(&["cainiao:invalid-json"]);
    let mut forms = std::collections::BTreeSet::new();
    for number in numbers(30) {
        let answer = detail(&tenant, &number).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(
            answer
                .header("content-type")
                .starts_with("application/json")
        );
        let body = answer.body.expect("a whole body");
        assert!(serde_json::from_slice::<Value>(&body).is_err());
        forms.insert(body.ends_with(b"}}}") || body.ends_with(b"true}}"));
    }
    assert_eq!(forms.len(), 2, "there is more than one way to be wrong");
}

#[tokio::test]
async fn a_wrong_content_type_leaves_the_body_alone() {
    let right = detail(&tenant(), &numbers(1)[0]).await;
    let wrong = struck("cainiao:wrong-content-type").await;
    assert_eq!(wrong.header("content-type"), "text/html");
    assert_eq!(wrong.body, right.body);
    let wrong = struck("cainiao:wrong-content-type,type=text/plain; charset=utf-16").await;
    assert_eq!(wrong.header("content-type"), "text/plain; charset=utf-16");
}

#[tokio::test]
async fn a_stale_copy_is_the_answer_of_an_earlier_instant() {
    let number = &numbers(1)[0];
    let stale = struck("cainiao:stale=20d").await;
    assert_eq!(
        stale.header("date"),
        "Wed, 01 Apr 2026 12:00:00 GMT",
        "nothing tells"
    );
    let tenant = tenant();
    tenant.desk.clock.advance(-20 * 86_400);
    assert_eq!(detail(&tenant, number).await.body, stale.body);
    tenant.desk.clock.advance(20 * 86_400);
    assert_ne!(detail(&tenant, number).await.body, stale.body);
}

#[tokio::test]
async fn a_partial_batch_lacks_numbers_and_the_rest_is_byte_for_byte() {
    let known = numbers(12);
    let whole = detail(&tenant(), &known.join(",")).await.json();
    let part = detail(&with(&["cainiao:partial-batch=0.5"]), &known.join(","))
        .await
        .json();
    let (whole, part) = (&whole["module"], &part["module"]);
    let (whole, part) = (
        whole.as_array().expect("a list"),
        part.as_array().expect("a list"),
    );
    assert!((1..12).contains(&part.len()), "{}", part.len());
    let mut rest = whole.iter();
    assert!(
        part.iter().all(|module| rest.any(|other| other == module)),
        "in the order asked"
    );
    let one = detail(&with(&["cainiao:partial-batch=1"]), &known[..2].join(","))
        .await
        .json();
    assert_eq!(
        one["module"].as_array().map(Vec::len),
        Some(1),
        "never all of them"
    );
    let alone = detail(&with(&["cainiao:partial-batch=1"]), &known[0]).await;
    assert_eq!(
        alone.body,
        detail(&tenant(), &known[0]).await.body,
        "one number is no batch"
    );
}

#[tokio::test]
async fn a_cut_body_and_a_reset_connection_break_off() {
    assert_eq!(struck("cainiao:cut-body").await.body, None);
    assert_eq!(struck("cainiao:connection-reset").await.body, None);
}

#[tokio::test]
async fn what_is_slow_comes_whole() {
    let right = detail(&tenant(), &numbers(1)[0]).await;
    for rule in [
        "*:slow-drip=20ms,pieces=7",
        "*:latency=5ms",
        "*:latency=1ms..9ms",
        "*:latency=2ms,p90=5ms",
    ] {
        assert_eq!(struck(rule).await.body, right.body, "{rule}");
    }
}

#[tokio::test]
async fn delays_are_drawn_as_they_were_said() {
    let tenant = with(&["cainiao:latency=1ms..3ms"]);
    for place in 0..200 {
        detail(&tenant, &format!("N{place}")).await;
    }
    let page = ask(&tenant, "GET /_sim/requests", "").await.json();
    let requests = page["requests"].as_array().expect("a list");
    let delays: Vec<u64> = requests
        .iter()
        .filter_map(|line| line["delay_ms"].as_u64())
        .collect();
    assert!(
        delays.iter().all(|delay| (1..3).contains(delay)),
        "{delays:?}"
    );
    let short = delays.iter().filter(|delay| **delay == 1).count();
    assert!((70..130).contains(&short), "{short} of 200");
}

async fn statuses(tenant: &Arc<Tenant>, polls: usize) -> Vec<u16> {
    let mut found = Vec::new();
    for number in numbers(20) {
        for _ in 0..polls {
            found.push(detail(tenant, &number).await.status.as_u16());
        }
    }
    found
}

#[tokio::test]
async fn the_same_poll_of_the_same_number_meets_the_same_fate_in_every_run() {
    let rules = ["cainiao:status=503,rate=0.3"];
    let tenant = with(&rules);
    let once = statuses(&tenant, 5).await;
    assert_eq!(statuses(&with(&rules), 5).await, once);
    let struck = once.iter().filter(|status| **status == 503).count();
    assert!((15..45).contains(&struck), "{struck} of 100");
    assert_ne!(
        statuses(&tenant, 5).await,
        once,
        "later polls have luck of their own"
    );
    set(&tenant, 1, &rules);
    assert_eq!(
        statuses(&tenant, 5).await,
        once,
        "new rules begin at the first poll"
    );
    set(&tenant, 2, &rules);
    assert_ne!(
        statuses(&tenant, 5).await,
        once,
        "another seed is other luck"
    );
    set(&tenant, 1, &["cainiao:latency=0ms", rules[0]]);
    assert_eq!(
        statuses(&tenant, 5).await,
        once,
        "other faults move nobody's luck"
    );
    set(&tenant, 1, &["cainiao:status=503,rate=0.6"]);
    let more = statuses(&tenant, 5).await;
    let kept = once
        .iter()
        .zip(&more)
        .all(|(once, more)| *once == 200 || *more == 503);
    assert!(
        kept,
        "a higher rate strikes whom the lower one did, and others"
    );
}

#[tokio::test]
async fn a_fault_may_strike_one_number_or_the_first_polls_only() {
    let known = numbers(2);
    let tenant = with(&[&format!("cainiao:status=500,number={},first=2", known[0])]);
    let mut seen = Vec::new();
    for number in [&known[0], &known[1], &known[0], &known[0]] {
        seen.push(detail(&tenant, number).await.status.as_u16());
    }
    assert_eq!(seen, [500, 200, 500, 200]);
    tenant.faults.restart();
    assert_eq!(detail(&tenant, &known[0]).await.status.as_u16(), 500);
}

#[tokio::test]
async fn the_control_api_reads_back_what_was_said() {
    let tenant = tenant();
    let texts = [
        "cainiao:status=503,rate=0.5",
        "*:latency=200ms..2s",
        "*:latency=100ms,p90=1s,first=3",
        "misroute:rate-limit=0.1,retry-after=2",
        "cainiao:robot-wall=0.05",
        "cainiao:robot-wall",
        "cainiao:stale=2d 6h,number=LP1",
        "cainiao:partial-batch=0.3",
        "*:wrong-content-type,type=text/html;charset=utf-8",
        "*:slow-drip=5s,pieces=9",
        "*:cut-body=0.1,after=0.5",
        "*:connection-reset=0.1",
        "*:invalid-json=0.1",
    ];
    let wanted = serde_json::json!({ "seed": 7, "faults": texts });
    let set = ask(&tenant, "PUT /_sim/faults", &wanted.to_string()).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text());
    let shown = ask(&tenant, "GET /_sim/faults", "").await;
    assert_eq!(shown.json(), set.json());
    assert_eq!(shown.json()["faults"][3]["retry-after"], 2);
    assert_eq!(
        shown.json()["faults"][4],
        serde_json::json!({
            "dialect": "cainiao", "fault": "robot-wall", "rate": 0.05,
        })
    );
    let again = ask(&tenant, "PUT /_sim/faults", &shown.text()).await;
    assert_eq!(again.json(), set.json(), "what is shown can be said");
    let none = ask(&tenant, "PUT /_sim/faults", r#"{"faults": []}"#).await;
    assert_eq!(none.json(), serde_json::json!({ "seed": 7, "faults": [] }));
}

#[test]
fn mistakes_name_the_place_and_the_mend() {
    for (text, wrong, mend) in [
        ("robot-wall", "strikes nobody", "cainiao:robot-wall=0.05"),
        ("ups-mail:status=503", "no dialect `ups-mail`", "cainiao"),
        ("cainiao:robotwall", "no fault `robotwall`", "robot-wall"),
        ("cainiao:robot-wall=5", "`rate` cannot be `5`", "0 to 1"),
        ("cainiao:robot-wall=NaN", "`rate` cannot be `NaN`", "0 to 1"),
        ("cainiao:status", "does not say", "503"),
        (
            "cainiao:status=200",
            "`value` cannot be `200`",
            "400 to 599",
        ),
        (
            "cainiao:status=503,0.5",
            "`0.5` has no value",
            "option=value",
        ),
        ("cainiao:status=503,rate=1,rate=1", "said twice", "once"),
        (
            "cainiao:rate-limit,retry-aftr=2",
            "no option `retry-aftr`",
            "retry-after",
        ),
        ("cainiao:robot-wall,value=1", "no option `value`", "rate"),
        ("*:latency=2s..1s", "no range", "shorter"),
        ("*:latency=1h", "`value` cannot be `1h`", "200ms"),
        ("*:latency=1s,p90=1s", "nine of ten", "above"),
        ("*:latency=0s,p90=1s", "nine of ten", "above"),
        ("*:latency=1s..2s,p90=1s", "does not go", "median"),
        ("*:slow-drip=5s,pieces=1", "`pieces` cannot be `1`", "2"),
        ("*:stale=6", "has no unit", "6h"),
        (
            "*:wrong-content-type,type=html",
            "`type` cannot be `html`",
            "text/html",
        ),
        ("*:cut-body,first=0", "`first` cannot be `0`", "1"),
    ] {
        let error = text.parse::<Rule>().expect_err(text);
        let said = error.to_string();
        assert!(
            said.contains(text) && said.contains(wrong),
            "{text}: {said}"
        );
        assert!(error.mend.contains(mend), "{text}: {}", error.mend);
    }
}

#[tokio::test]
async fn mistakes_in_json_name_the_place_too_and_nothing_changes() {
    let tenant = with(&["cainiao:status=503"]);
    for (body, said) in [
        (
            r#"{"faults": [{"dialect": "*", "fault": "robot-wall"}, {"dialect": "*", "fault": "walls"}]}"#,
            "`faults[1]`",
        ),
        (
            r#"{"faults": [{"fault": "robot-wall"}]}"#,
            "`dialect` is missing",
        ),
        (
            r#"{"faults": [{"dialect": "*", "fault": "robot-wall", "rate": [1]}]}"#,
            "`rate` cannot be",
        ),
        (r#"{"faults": [7]}"#, "`7` is no fault"),
        (r#"{"faults": ["status"]}"#, "strikes nobody"),
        (r#"{"faults": [], "sed": 1}"#, "sed"),
        (r#"{"faults": 1}"#, "sequence"),
        ("{", "EOF"),
    ] {
        let answer = ask(&tenant, "PUT /_sim/faults", body).await;
        assert!(answer.status.is_client_error(), "{body}");
        assert!(answer.text().contains(said), "{}", answer.text());
    }
    let many = serde_json::json!({ "faults": vec!["*:cut-body"; 101] });
    assert_eq!(
        ask(&tenant, "PUT /_sim/faults", &many.to_string())
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        detail(&tenant, "A").await.status.as_u16(),
        503,
        "the old ones are in force"
    );
}
