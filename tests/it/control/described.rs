//! The description: every documented status occurs, none other does, and every answer follows its schema.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use misroute::carrier::Subscriptions;
use misroute::dialect::by_name;
use misroute::server::{BODY_MOST, TENANTS_MOST};
use serde_json::{Value, json};

use super::schema::refusal;
use super::{Answer, Asked};

/// A request, and the operation that it is.
struct Trial<'a> {
    method: &'a str,
    /// The path as described, below `/_sim`.
    form: &'a str,
    /// What its braces stand for, and its query.
    filled: String,
    body: Value,
}

/// Holds answers against the description.
struct Described {
    asked: Asked,
    document: Value,
    seen: BTreeSet<(String, String, u16)>,
}

impl Described {
    async fn trial(&mut self, trial: Trial<'_>) -> Answer {
        let answer = self
            .asked
            .ask(trial.method, &trial.filled, trial.body.clone())
            .await;
        self.hold(&trial, &answer);
        answer
    }

    fn hold(&mut self, trial: &Trial<'_>, answer: &Answer) {
        let shown = format!("{} {} {}", trial.method, trial.filled, answer.status);
        let operation =
            &self.document["paths"][format!("/_sim{}", trial.form)][trial.method.to_lowercase()];
        assert!(operation.is_object(), "{shown}: no such operation");
        let response = &operation["responses"][answer.status.as_str()];
        assert!(response.is_object(), "{shown} is not described: {answer:?}");
        match response["content"].as_object() {
            Some(content) => {
                let (kind, content) = content.iter().next().expect("a type");
                assert_eq!(answer.headers["content-type"], kind.as_str(), "{shown}");
                if kind == "application/json" {
                    let refused = refusal(&self.document, &content["schema"], &answer.body);
                    assert_eq!(refused, None, "{shown}");
                }
            }
            None => assert_eq!(answer.body, Value::Null, "{shown}"),
        }
        let (method, form) = (trial.method.to_owned(), trial.form.to_owned());
        self.seen.insert((method, form, answer.status.as_u16()));
    }

    async fn raw(&mut self, trial: Trial<'_>, kind: &str, body: Vec<u8>) {
        let request = Request::builder()
            .method(trial.method)
            .uri(format!("/_sim{}", trial.filled))
            .header("content-type", kind)
            .body(Body::from(body));
        let answer = self.asked.request(request.expect("a request")).await;
        self.hold(&trial, &answer);
    }

    /// Returns every operation: its method, path below `/_sim`, and itself.
    fn operations(&self) -> Vec<(String, String, Value)> {
        let paths = self.document["paths"].as_object().expect("paths");
        let each = paths.iter().flat_map(|(path, operations)| {
            let form = path.strip_prefix("/_sim").expect("it is the control API");
            let operations = operations.as_object().expect("operations");
            operations
                .iter()
                .map(move |(method, one)| (method.to_uppercase(), form.to_owned(), one.clone()))
        });
        each.collect()
    }
}

/// A request: method, the path as described, as it is filled in, and the body.
type Ask = (&'static str, &'static str, String, Value);

/// Requests that are granted, or refused for what they ask of this server.
fn trials(number: &str) -> Vec<Ask> {
    let mut all = about_all(number);
    all.extend(about_webhooks());
    all.extend(about_one());
    all
}

/// Requests about what is there but once.
fn about_all(number: &str) -> Vec<Ask> {
    let same = |path: &'static str| (path, path.to_owned());
    let mut all = Vec::new();
    let mut add = |method, (form, filled): (&'static str, String), body| {
        all.push((method, form, filled, body));
    };
    for path in [
        "/health",
        "/openapi.json",
        "/clock",
        "/tenants",
        "/orders",
        "/faults",
        "/metrics",
        "/requests",
    ] {
        add("GET", same(path), Value::Null);
    }
    add("PUT", same("/clock"), json!({ "pace": "frozen" }));
    add("POST", same("/clock/advance"), json!({ "by": "-2d" }));
    add(
        "POST",
        same("/clock/advance"),
        json!({ "to_next_change": "nobody" }),
    );
    for form in ["/truth/{number}", "/ideal/{number}", "/explain/{number}"] {
        add("GET", (form, form.replace("{number}", number)), Value::Null);
        add(
            "GET",
            (form, form.replace("{number}", "nobody")),
            Value::Null,
        );
    }
    add(
        "GET",
        ("/orders", "/orders?scenario=no-such".to_owned()),
        Value::Null,
    );
    add(
        "POST",
        same("/orders"),
        json!({ "scenario": "premium", "count": 3, "where": "to=DE" }),
    );
    add("POST", same("/orders"), json!({ "scenario": "no-such" }));
    add(
        "POST",
        same("/orders"),
        json!({ "scenario": "premium", "start": "1999-01-01" }),
    );
    add(
        "PUT",
        same("/faults"),
        json!({ "faults": ["*:cut-body=0.5"] }),
    );
    add("GET", same("/faults"), Value::Null);
    add("DELETE", same("/requests"), Value::Null);
    all
}

/// Requests about webhooks; nobody is told anything, as nobody listens.
fn about_webhooks() -> Vec<Ask> {
    let same = |path: &'static str| (path, path.to_owned());
    let mut all = Vec::new();
    let mut add = |method, (form, filled): (&'static str, String), body| {
        all.push((method, form, filled, body));
    };
    let new = json!({ "dialect": "easypost", "url": "http://127.0.0.1:9/", "paused": true });
    add("POST", same("/webhooks/subscriptions"), new);
    add(
        "POST",
        same("/webhooks/subscriptions"),
        json!({ "dialect": "cainiao", "url": "http://127.0.0.1:9/" }),
    );
    add("GET", same("/webhooks/subscriptions"), Value::Null);
    let one = |id: &str| {
        let form = "/webhooks/subscriptions/{subscription}";
        (form, form.replace("{subscription}", id))
    };
    for id in ["1", "77"] {
        add("GET", one(id), Value::Null);
        add("PUT", one(id), json!({ "paused": false }));
        add("DELETE", one(id), Value::Null);
    }
    add(
        "POST",
        same("/webhooks/trigger"),
        json!({ "number": "nobody" }),
    );
    add("POST", same("/webhooks/settle"), json!({ "within": "1s" }));
    add("POST", same("/webhooks/settle"), json!({ "within": "1h" }));
    add("GET", same("/webhooks/lab"), Value::Null);
    let rules = json!({ "rules": ["*:drop=0.5"] });
    add("PUT", same("/webhooks/lab"), rules);
    add("GET", same("/webhooks/deliveries"), Value::Null);
    let odd = "/webhooks/deliveries?fate=none".to_owned();
    add("GET", ("/webhooks/deliveries", odd), Value::Null);
    add("DELETE", same("/webhooks/deliveries"), Value::Null);
    all
}

/// Requests about bound texts, keys and tenants.
fn about_one() -> Vec<Ask> {
    let bind = json!({ "scenario": "standard", "index": 2 });
    let same = |path: &'static str| (path, path.to_owned());
    let mut all = Vec::new();
    let mut add = |method, (form, filled): (&'static str, String), body| {
        all.push((method, form, filled, body));
    };
    let text = "/numbers/{text}";
    let filled = || (text, "/numbers/a%20b".to_owned());
    add("GET", filled(), Value::Null);
    add("DELETE", filled(), Value::Null);
    add("PUT", filled(), bind.clone());
    add("PUT", filled(), bind);
    add("PUT", filled(), json!({ "scenario": "no-such" }));
    add(
        "PUT",
        filled(),
        json!({ "scenario": "standard", "number": "invented" }),
    );
    add("GET", filled(), Value::Null);
    add("DELETE", filled(), Value::Null);
    let key = || ("/clock/keys/{key}", "/clock/keys/k".to_owned());
    add("GET", key(), Value::Null);
    add("DELETE", key(), Value::Null);
    add("PUT", key(), json!({ "now": "2026-01-01T00:00:00Z" }));
    add("GET", key(), Value::Null);
    add("DELETE", key(), Value::Null);
    let tenant = |id: &str| ("/tenants/{id}", format!("/tenants/{id}"));
    add(
        "POST",
        same("/tenants"),
        json!({ "idle": "20s", "pace": "1d/s" }),
    );
    add("POST", same("/tenants"), Value::Null);
    add("GET", tenant("1"), Value::Null);
    add("GET", same("/tenants"), Value::Null);
    add("DELETE", tenant("1"), Value::Null);
    add("DELETE", tenant("1"), Value::Null);
    add("GET", tenant("x"), Value::Null);
    add("POST", same("/reset"), Value::Null);
    all
}

#[tokio::test]
async fn what_is_described_happens_and_nothing_else_does() {
    let asked = Asked::new();
    let number = asked.number("standard").await;
    let document = asked.get("/openapi.json").await.body;
    let mut described = Described {
        asked,
        document,
        seen: BTreeSet::new(),
    };
    for (method, form, filled, body) in trials(&number) {
        let trial = Trial {
            method,
            form,
            filled,
            body,
        };
        described.trial(trial).await;
    }
    exhaust(&mut described, &number).await;
    for (method, form, operation) in described.operations() {
        let filled = form.replace(['{', '}'], "");
        let trial = |query: &str| Trial {
            method: &method,
            form: &form,
            filled: format!("{filled}{query}"),
            body: json!({}),
        };
        described.trial(trial("?no-such=1")).await;
        if operation["requestBody"].is_object() {
            described.raw(trial(""), "text/plain", b"{}".to_vec()).await;
            described
                .raw(trial(""), "application/json", b"[1]".to_vec())
                .await;
            let large = vec![b' '; BODY_MOST + 1];
            described.raw(trial(""), "application/json", large).await;
        }
    }
    let mut documented = BTreeSet::new();
    for (method, form, operation) in described.operations() {
        let responses = operation["responses"].as_object().expect("responses");
        documented.extend(responses.keys().map(|status| {
            let status: u16 = status.parse().expect("a status");
            (method.clone(), form.clone(), status)
        }));
    }
    let never: Vec<_> = documented.difference(&described.seen).collect();
    assert!(never.is_empty(), "never seen: {never:?}");
}

/// Asks until there is no more of what is bounded.
async fn exhaust(described: &mut Described, number: &str) {
    triggered(described, number).await;
    for id in 0..=Subscriptions::MOST {
        let trial = Trial {
            method: "POST",
            form: "/webhooks/subscriptions",
            filled: "/webhooks/subscriptions".to_owned(),
            body: json!({ "dialect": "easypost", "url": "http://127.0.0.1:9/" }),
        };
        let answer = described.trial(trial).await;
        // One was added before.
        assert_eq!(answer.status == 409, id + 1 >= Subscriptions::MOST, "{id}");
    }
    for id in 0..=TENANTS_MOST {
        let trial = Trial {
            method: "POST",
            form: "/tenants",
            filled: "/tenants".to_owned(),
            body: Value::Null,
        };
        let answer = described.trial(trial).await;
        // One was opened and not closed before.
        assert_eq!(answer.status == 409, id + 1 >= TENANTS_MOST, "{id}");
    }
    for key in 0..=1_000 {
        let trial = Trial {
            method: "PUT",
            form: "/clock/keys/{key}",
            filled: format!("/clock/keys/{key}"),
            body: json!({ "pace": "real" }),
        };
        let answer = described.trial(trial).await;
        assert_eq!(answer.status == 409, key >= 1_000, "{key}");
    }
    let trial = |body| Trial {
        method: "POST",
        form: "/clock/advance",
        filled: "/clock/advance".to_owned(),
        body,
    };
    described
        .trial(trial(json!({ "to": "9000-01-01T00:00:00Z" })))
        .await;
    let last = described
        .trial(trial(json!({ "to_next_change": number })))
        .await;
    assert_eq!(last.status, 409);
}

/// Has somebody told of a number, who is subscribed to it.
async fn triggered(described: &mut Described, number: &str) {
    let dialect = by_name("easypost").expect("a dialect");
    let request = dialect.registration(number).expect("it has trackers");
    let answer = described.asked.request(request.map(Body::from)).await;
    assert_eq!(answer.status, 201);
    for (form, body) in [
        (
            "/webhooks/subscriptions",
            json!({ "dialect": "easypost", "url": "http://127.0.0.1:9/" }),
        ),
        ("/webhooks/trigger", json!({ "number": number })),
    ] {
        let answer = described.trial(Trial {
            method: "POST",
            form,
            filled: form.to_owned(),
            body,
        });
        assert!(answer.await.status.is_success(), "{form}");
    }
}

#[tokio::test]
async fn every_schema_is_used_and_every_reference_leads_somewhere() {
    let document = Asked::new().get("/openapi.json").await.body;
    let text = document.to_string();
    for name in document["components"]["schemas"]
        .as_object()
        .expect("schemas")
        .keys()
    {
        let reference = format!("\"#/components/schemas/{name}\"");
        assert!(text.contains(&reference), "nothing refers to {name}");
    }
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let path = reference.split('"').next().expect("a path");
        assert!(document.pointer(path).is_some(), "{path} leads nowhere");
    }
}
