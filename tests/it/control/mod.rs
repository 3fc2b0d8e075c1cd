//! The control API, asked through the server's router.

mod described;
mod guarded;
mod kept;
mod schema;
mod served;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use misroute::carrier::Desk;
use misroute::fleet::DEFAULT_START;
use misroute::parcel::Timestamp;
use misroute::parcel::time::DAY;
use misroute::server::{Tenant, router};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::worlds;

/// A server that nobody listens to but this test.
#[derive(Clone)]
pub(crate) struct Asked(pub(crate) Router);

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

/// Thirty days after the default start, at noon.
pub(crate) fn now() -> Timestamp {
    Timestamp(DEFAULT_START.plus(30).start() + DAY / 2)
}

pub(crate) fn desk() -> Desk {
    Desk::frozen(worlds(), now())
}

impl Asked {
    pub(crate) fn new() -> Self {
        Self::of(Tenant::new(desk()))
    }

    pub(crate) fn of(tenant: Tenant) -> Self {
        Self(router(Arc::new(tenant)))
    }

    pub(crate) async fn request(&self, request: Request<Body>) -> Answer {
        let response = self.0.clone().oneshot(request).await.expect("it answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 26).await.expect("the body is whole");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }

    /// Asks with a JSON body, or with none.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/_sim{path}"));
        let request = if body.is_null() {
            request.body(Body::empty())
        } else {
            let request = request.header("content-type", "application/json");
            request.body(Body::from(body.to_string()))
        };
        self.request(request.expect("a request")).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, Value::Null).await
    }

    /// Asks what must be granted.
    pub(crate) async fn granted(&self, method: &str, path: &str, body: Value) -> Value {
        let answer = self.ask(method, path, body).await;
        assert!(answer.status.is_success(), "{method} {path}: {answer:?}");
        answer.body
    }

    /// Returns the number of the first order of a scenario.
    pub(crate) async fn number(&self, scenario: &str) -> String {
        let orders = self
            .get(&format!("/orders?scenario={scenario}&limit=1"))
            .await;
        text(&orders.body["orders"][0]["number"])
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn the_clock_goes_forward_and_back_and_stands_where_it_is_put() {
    let asked = Asked::new();
    let clock = asked
        .granted("POST", "/clock/advance", json!({ "by": "2d 6h" }))
        .await;
    assert_eq!(clock["now"], "2026-04-03T18:00:00Z");
    let clock = asked
        .granted("POST", "/clock/advance", json!({ "by": "-6h" }))
        .await;
    assert_eq!(clock["now"], "2026-04-03T12:00:00Z");
    let to = json!({ "to": "2026-05-01T02:00:00+02:00" });
    let clock = asked.granted("POST", "/clock/advance", to).await;
    assert_eq!(clock["now"], "2026-05-01T00:00:00Z");
    let set = json!({ "now": "1492-10-12T00:00:00Z", "pace": "step 1d/9999s" });
    let clock = asked.granted("PUT", "/clock", set).await;
    assert_eq!(
        clock,
        json!({ "now": "1970-01-01T00:00:00Z", "pace": "step 1d/9999s" })
    );
    assert_eq!(asked.get("/clock").await.body, clock);
}

#[tokio::test]
async fn the_clock_goes_from_change_to_change_until_there_is_none() {
    let asked = Asked::new();
    let number = asked.number("premium").await;
    let wanted = json!({ "to_next_change": number });
    let mut before = String::new();
    for _ in 0..200 {
        let answer = asked.ask("POST", "/clock/advance", wanted.clone()).await;
        if answer.status == StatusCode::CONFLICT {
            let clock = asked.get("/clock").await.body;
            assert_eq!(clock["now"], before.as_str());
            let ideal = asked
                .granted("GET", &format!("/ideal/{number}"), Value::Null)
                .await;
            // The carriers have forgotten it by then; a tracking site has not.
            assert_eq!(ideal["verdict"], "real");
            return;
        }
        let now = text(&answer.body["now"]);
        assert!(now > before);
        before = now;
    }
    panic!("there is always another change");
}

#[tokio::test]
async fn a_keys_clock_is_its_own_until_it_is_taken_away() {
    let asked = Asked::new();
    let path = "/clock/keys/a%2Fb";
    assert_eq!(asked.get(path).await.status, StatusCode::NOT_FOUND);
    let clock = asked
        .granted("PUT", path, json!({ "now": "2026-06-01T00:00:00Z" }))
        .await;
    assert_eq!(
        clock,
        json!({ "now": "2026-06-01T00:00:00Z", "pace": "frozen" })
    );
    assert_eq!(
        asked.get("/clock").await.body["now"],
        "2026-04-01T12:00:00Z"
    );
    asked.granted("DELETE", path, Value::Null).await;
    assert_eq!(asked.get(path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn orders_are_listed_page_by_page_and_their_numbers_lead_back() {
    let asked = Asked::new();
    let all = asked.get("/orders?limit=100").await.body;
    let mut paged = Vec::new();
    let mut from = 0;
    while paged.len() < 100 {
        let page = asked
            .get(&format!("/orders?limit=25&from={from}"))
            .await
            .body;
        paged.extend(page["orders"].as_array().expect("a list").clone());
        from = page["next"].as_u64().expect("there is more");
    }
    assert_eq!(all["orders"], Value::from(paged.clone()));
    for order in &paged {
        for number in order["numbers"].as_array().expect("a list") {
            let role = number["role"].as_str();
            if role.is_none_or(|role| role == "invented" || role == "provisional") {
                continue;
            }
            let truth = asked
                .get(&format!("/truth/{}", text(&number["number"])))
                .await;
            assert_eq!(truth.status, StatusCode::OK, "{order}");
            for key in ["scenario", "seed", "start", "index"] {
                assert_eq!(truth.body["case"][key], order[key], "{key}");
            }
        }
    }
    let last = asked.get("/orders?from=9999&limit=5").await.body;
    assert_eq!(
        (last["orders"].as_array().map(Vec::len), &last["next"]),
        (Some(1), &Value::Null)
    );
}

#[tokio::test]
async fn orders_can_be_asked_for_by_what_they_are() {
    let asked = Asked::new();
    let path = "/orders?where=to%3DDE,status%3Din-transit&limit=3";
    let orders = asked.get(path).await.body;
    let list = orders["orders"].as_array().expect("a list");
    assert_eq!(list.len(), 3);
    for order in list {
        assert_eq!(order["order"]["lane"]["to"], "DE");
    }
    let rare = asked.get("/orders?where=label%3Dno-such-label").await.body;
    assert_eq!(rare["orders"], json!([]));
    assert_eq!(rare["looked_at"], 10_000);
    let wrong = asked.get("/orders?where=dest%3DDE").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        wrong.body["error"]["message"],
        "`where` knows no key `dest`"
    );
}

#[tokio::test]
async fn the_same_request_makes_the_same_orders_of_yesterday_at_any_seed() {
    let asked = Asked::new();
    asked
        .granted("PUT", "/clock", json!({ "now": "2026-06-10T08:00:00Z" }))
        .await;
    let wanted =
        json!({ "scenario": "customs-hold", "seed": 77, "count": 5, "where": "fate=delivered" });
    let orders = asked.granted("POST", "/orders", wanted.clone()).await;
    assert_eq!(asked.granted("POST", "/orders", wanted).await, orders);
    let list = orders["orders"].as_array().expect("a list");
    assert_eq!(list.len(), 5);
    for order in list {
        assert_eq!(order["start"], "2026-06-09");
        for number in order["numbers"].as_array().expect("a list") {
            let found = asked
                .get(&format!("/truth/{}", text(&number["number"])))
                .await;
            assert_eq!(found.body["case"]["seed"], 77);
            assert_eq!(found.body["case"]["index"], order["index"]);
        }
    }
    let beyond = json!({ "scenario": "standard", "start": "2028-01-01" });
    let refused = asked.ask("POST", "/orders", beyond).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_scenario_may_come_as_text_and_never_as_a_path() {
    let asked = Asked::new();
    let toml = "title = 'Mine'\nsummary = 'Mine.'\nbase = 'standard'\n[numbers]\norigin = { R-CN = 1 }\nhand-over = 0";
    let orders = asked
        .granted("POST", "/orders", json!({ "scenario": toml }))
        .await;
    let number = text(&orders["orders"][0]["number"]);
    assert!(
        number.starts_with('R') && number.ends_with("CN"),
        "{number}"
    );
    let truth = asked
        .granted("GET", &format!("/truth/{number}"), Value::Null)
        .await;
    assert_eq!(truth["case"]["scenario"], "own");
    for path in [
        "./Cargo.toml",
        "../Cargo.toml",
        "/etc/passwd",
        "scenarios/standard.toml",
        "",
    ] {
        let refused = asked
            .ask("POST", "/orders", json!({ "scenario": path }))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    asked.granted("POST", "/reset", Value::Null).await;
    let gone = asked.get(&format!("/truth/{number}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn worlds_that_cannot_be_told_apart_are_refused_with_a_seed_that_is_free() {
    let asked = Asked::new();
    let mut refused = 0;
    for seed in 1_000..1_060 {
        let wanted = json!({ "scenario": "standard", "seed": seed });
        let answer = asked.ask("POST", "/orders", wanted).await;
        if answer.status == StatusCode::OK {
            continue;
        }
        assert_eq!(answer.status, StatusCode::CONFLICT);
        refused += 1;
        let mend = text(&answer.body["error"]["mend"]);
        let free: String = mend.chars().filter(char::is_ascii_digit).collect();
        if let Ok(free) = free.parse::<u64>() {
            let wanted = json!({ "scenario": "standard", "seed": free });
            asked.granted("POST", "/orders", wanted).await;
        }
    }
    assert!(refused > 0, "sixty worlds have room beside each other");
}

#[tokio::test]
async fn a_bound_text_is_shown_by_dialects_and_stands_for_its_number() {
    let asked = Asked::new();
    let bind = json!({ "scenario": "number-handover", "start": "2026-03-02", "index": 3 });
    let path = "/numbers/my%2Ffirst%20parcel";
    let first = asked.ask("PUT", path, bind.clone()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.body["text"], "my/first parcel");
    assert_eq!(asked.ask("PUT", path, bind).await.status, StatusCode::OK);
    assert_eq!(asked.get(path).await.body, first.body);
    let page = Request::get("/misroute/v1/parcels/my%2Ffirst%20parcel");
    let page = asked
        .request(page.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(page.body["number"], "my/first parcel");
    assert_eq!(page.body["standing"], "scanned");
    let stands_for = text(&first.body["stands_for"]);
    let own = asked
        .granted("GET", &format!("/ideal/{stands_for}"), Value::Null)
        .await;
    let bound = asked
        .granted("GET", "/ideal/my%2Ffirst%20parcel", Value::Null)
        .await;
    assert_eq!(own["last_event"], bound["last_event"]);
    assert_eq!(bound["number"], "my/first parcel");
    asked.granted("DELETE", path, Value::Null).await;
    assert_eq!(asked.get(path).await.status, StatusCode::NOT_FOUND);
    let missing = json!({ "scenario": "standard", "number": "placeholder" });
    let refused = asked.ask("PUT", path, missing).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn numbers_that_lead_nowhere_are_refused_with_what_would_help() {
    let asked = Asked::new();
    for (number, said) in [
        ("LP00000000000000", "belongs to nobody"),
        ("%20", "is nobody's number"),
        ("no-such-number", "is nobody's number"),
    ] {
        for what in ["truth", "ideal", "explain"] {
            let answer = asked.get(&format!("/{what}/{number}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{number}");
            let message = text(&answer.body["error"]["message"]);
            assert!(message.contains(said), "{number}: {message}");
            assert!(!text(&answer.body["error"]["mend"]).is_empty());
        }
    }
}

#[tokio::test]
async fn sim_now_moves_one_answer_only() {
    let asked = Asked::new();
    let number = asked.number("premium").await;
    let request = Request::get(format!("/_sim/ideal/{number}"));
    let request = request.header("sim-now", "2026-06-01T00:00:00Z");
    let later = asked
        .request(request.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(later.body["status"], "delivered");
    assert_eq!(later.body["at"], "2026-06-01T00:00:00Z");
    assert_eq!(
        asked.get("/clock").await.body["now"],
        "2026-04-01T12:00:00Z"
    );
    let wrong = Request::get("/_sim/clock").header("sim-now", "tomorrow");
    let wrong = asked
        .request(wrong.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_truth_agrees_with_the_explanation() {
    let asked = Asked::new();
    let number = asked.number("customs-hold").await;
    let truth = asked
        .granted("GET", &format!("/truth/{number}"), Value::Null)
        .await;
    let why = asked
        .granted("GET", &format!("/explain/{number}"), Value::Null)
        .await;
    let times = |events: &Value| -> Vec<Value> {
        let list = events.as_array().expect("a list");
        list.iter().map(|event| event["at"].clone()).collect()
    };
    let told = times(&truth["case"]["truth"]["events"]);
    assert_eq!(times(&why["events"]), told);
    assert!(why["events"][0]["cause"].is_null());
    assert!(why["events"][1]["cause"].is_object());
}
