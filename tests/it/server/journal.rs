//! The journal and the metrics: what is written down of requests, and for how long.

use axum::http::StatusCode;

use super::{ask, detail, numbers, tenant};

#[tokio::test]
async fn requests_are_written_down_and_found_by_number_dialect_and_place() {
    let tenant = tenant();
    let known = numbers(2);
    detail(&tenant, &known[0]).await;
    detail(&tenant, &known.join(",")).await;
    ask(
        &tenant,
        &format!("GET /misroute/v1/parcels/{}", known[1]),
        "",
    )
    .await;
    ask(&tenant, "GET /nowhere", "").await;
    let all = ask(&tenant, "GET /_sim/requests", "").await.json();
    assert_eq!(all["matching"], 3, "what is nobody's is not the carriers'");
    assert_eq!(all["numbers"][&known[0]], 2);
    assert_eq!(all["numbers"][&known[1]], 2);
    let first = &all["requests"][0];
    assert_eq!(first["seq"], 1);
    assert_eq!(first["method"], "GET");
    assert_eq!(
        first["path"],
        format!("/global/detail.json?mailNos={}", known[0])
    );
    assert_eq!(first["status"], 200);
    assert_eq!(first["key"], serde_json::Value::Null);
    assert!(first["bytes"].as_u64() > Some(500));
    let found = |query: String| {
        let tenant = &tenant;
        async move {
            let page = ask(tenant, &format!("GET /_sim/requests?{query}"), "")
                .await
                .json();
            let requests = page["requests"].as_array().expect("a list").clone();
            requests
                .iter()
                .map(|line| line["seq"].as_u64().expect("a number"))
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(found(format!("number={}", known[1])).await, [2, 3]);
    assert_eq!(found("dialect=misroute".to_owned()).await, [3]);
    assert_eq!(found("since=1".to_owned()).await, [2, 3]);
    assert_eq!(found("limit=1".to_owned()).await, [3]);
    assert_eq!(found("since=2026-04-01T12:00:01Z".to_owned()).await, [0; 0]);
    assert_eq!(
        found("since=2026-04-01T12:00:00Z&number=nobody".to_owned()).await,
        [0; 0]
    );
}

#[tokio::test]
async fn wrong_filters_are_refused_and_the_mend_is_named() {
    let tenant = tenant();
    for (query, mend) in [
        ("since=soon", "seq"),
        ("numbr=1", "number"),
        ("limit=x", "limit"),
    ] {
        let answer = ask(&tenant, &format!("GET /_sim/requests?{query}"), "").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.text().contains(mend), "{}", answer.text());
    }
}

#[tokio::test]
async fn the_journal_is_bounded_and_can_be_forgotten() {
    let tenant = tenant();
    for _ in 0..10_003 {
        detail(&tenant, "A").await;
    }
    let page = ask(&tenant, "GET /_sim/requests?limit=2", "").await.json();
    assert_eq!(page["matching"], 10_000);
    assert_eq!(page["dropped"], 3);
    assert_eq!(page["requests"][1]["seq"], 10_003);
    assert_eq!(
        ask(&tenant, "DELETE /_sim/requests", "").await.status,
        StatusCode::NO_CONTENT
    );
    let page = ask(&tenant, "GET /_sim/requests", "").await.json();
    assert_eq!(
        (&page["matching"], &page["dropped"]),
        (&0.into(), &0.into())
    );
    detail(&tenant, "A").await;
    let page = ask(&tenant, "GET /_sim/requests", "").await.json();
    assert_eq!(page["requests"][0]["seq"], 10_004, "places go on");
}

#[tokio::test]
async fn texts_are_bounded_and_hostile_ones_do_no_harm() {
    let tenant = tenant();
    let long = "9".repeat(3_000);
    let many = vec!["\u{1F4E6}%0A".replace('\u{1F4E6}', "%F0%9F%93%A6"); 900].join(",");
    for numbers in [long.as_str(), many.as_str(), "%00", "%0A%0A", ",,,", "%FF"] {
        assert_eq!(detail(&tenant, numbers).await.status, StatusCode::OK);
    }
    let page = ask(&tenant, "GET /_sim/requests", "").await.json();
    assert_eq!(page["matching"], 6);
    assert_eq!(page["requests"][1]["numbers_count"], 900);
    for line in page["requests"].as_array().expect("a list") {
        assert!(line["path"].as_str().expect("text").len() <= 512);
        assert!(line["numbers"].to_string().len() <= 2_048);
    }
}

#[tokio::test]
async fn metrics_count_what_happened() {
    let tenant = tenant();
    detail(&tenant, "A").await;
    detail(&tenant, "B").await;
    ask(&tenant, "POST /global/detail.json?mailNos=C", "").await;
    let rule = r#"{"faults": ["cainiao:status=503", "cainiao:latency=1ms"]}"#;
    assert_eq!(
        ask(&tenant, "PUT /_sim/faults", rule).await.status,
        StatusCode::OK
    );
    detail(&tenant, "A").await;
    let answer = ask(&tenant, "GET /_sim/metrics", "").await;
    assert!(
        answer
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    let text = answer.text();
    for line in [
        "misroute_requests_total{dialect=\"cainiao\",status=\"200\"} 2",
        "misroute_requests_total{dialect=\"cainiao\",status=\"405\"} 1",
        "misroute_requests_total{dialect=\"cainiao\",status=\"503\"} 1",
        "misroute_faults_total{dialect=\"cainiao\",fault=\"latency\"} 1",
        "misroute_faults_total{dialect=\"cainiao\",fault=\"status\"} 1",
        "misroute_panics_total 0",
        "misroute_journal_entries 4",
        "misroute_trackers 0",
        "misroute_clock_seconds 1775044800",
    ] {
        assert!(
            text.lines().any(|known| known == line),
            "{line} is not in\n{text}"
        );
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').expect("a value");
        let plain = name.split('{').next().unwrap_or_default();
        assert!(text.contains(&format!("# TYPE {plain} ")), "{plain}");
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
}
