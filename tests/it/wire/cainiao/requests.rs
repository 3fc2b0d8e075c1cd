//! What may be asked, and how it is refused.

use std::collections::BTreeMap;

use http::StatusCode;
use http::header::CONTENT_TYPE;
use misroute::carrier::Desk;
use misroute::dialect::{Answer, Refusal, Request, Wall};
use misroute::fleet::{Case, World};
use misroute::parcel::Timestamp;
use misroute::random::Seed;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::asked;
use crate::support::{at_start, built_in, user, worlds};
use crate::wire::asking::{ask, body, dialect, get, request};

const LATER: Timestamp = Timestamp(1_780_000_000);

fn answer(request: &Request) -> Answer {
    ask(dialect("cainiao"), &Desk::frozen(worlds(), LATER), request)
}

fn number(scenario: &str) -> String {
    let case = Case::new(&worlds(), &built_in(scenario, 1), at_start(0));
    case.typed(None)
        .expect("the buyer was told one")
        .as_str()
        .to_owned()
}

#[test]
fn a_number_that_nobody_issued_is_external() {
    let unknown = r#"{"module":[{"mailNo":"LP00000000000","mailNoSource":"EXTERNAL","detailList":[]}],"success":true}"#;
    for query in [
        "mailNos=LP00000000000&lang=en-US",
        "mailNoList=LP00000000000",
        "language=fr&mailNos=LP00000000000",
    ] {
        assert_eq!(asked(query, LATER), unknown, "{query}");
    }
    let answer = answer(&get("/global/detail.json?mailNos=LP00000000000"));
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(
        answer.headers()[CONTENT_TYPE],
        "application/json;charset=UTF-8"
    );
}

#[test]
fn a_batch_is_answered_in_the_order_asked_and_with_nothing_else() {
    let known = number("standard");
    let numbers = [
        "LP1",
        &known,
        "nonsense",
        &known,
        "包裹",
        "LP\"2\\",
        number("premium").as_str(),
    ]
    .map(str::to_owned);
    let list: String = form_urlencoded::byte_serialize(numbers.join(",").as_bytes()).collect();
    let said: Value =
        serde_json::from_str(&asked(&format!("mailNos={list},,%20,"), LATER)).expect("JSON");
    let modules = said["module"].as_array().expect("a list");
    let shown: Vec<_> = modules
        .iter()
        .map(|module| module["mailNo"].as_str().expect("text"))
        .collect();
    assert_eq!(shown, numbers);
    assert_eq!(
        (&modules[1], modules[1]["mailNoSource"].as_str()),
        (&modules[3], Some("AE"))
    );
}

#[test]
fn too_many_numbers_are_refused_as_far_as_the_setting_goes() {
    let list = |count: usize| vec!["LP1"; count].join(",");
    let ask_for = |count: usize, desk: &Desk| {
        let request = get(&format!("/global/detail.json?mailNos={}", list(count)));
        body(&ask(dialect("cainiao"), desk, &request))["success"] == true
    };
    let mut desk = Desk::frozen(worlds(), LATER);
    assert!(ask_for(40, &desk) && !ask_for(41, &desk) && !ask_for(0, &desk));
    desk.settings
        .insert("cainiao.batch".to_owned(), "2".to_owned());
    assert!(ask_for(2, &desk) && !ask_for(3, &desk));
    desk.settings
        .insert("cainiao.batch".to_owned(), "a few".to_owned());
    assert!(ask_for(40, &desk) && !ask_for(41, &desk));
}

#[test]
fn a_refusal_says_no_in_a_200() {
    let refusal = body(&answer(&get("/global/detail.json")));
    assert_eq!(refusal["success"], false);
    assert!(refusal["errorCode"].is_string() && refusal["errorMsg"].is_string());
    assert_eq!(
        answer(&request("POST", "/global/detail.json", &[], "mailNos=LP1")).status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert_eq!(
        answer(&get("/global/other.json?mailNos=LP1")).status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        answer(&get("/global/detail.json/?mailNos=LP1")).status(),
        StatusCode::OK
    );
    for refusal in [
        Refusal::KeyMissing,
        Refusal::KeyWrong,
        Refusal::TooLarge { most: 9 },
        Refusal::TooMany { retry_after: None },
        Refusal::Status(StatusCode::BAD_GATEWAY),
    ] {
        assert_eq!(
            body(&dialect("cainiao").refuse(&refusal))["success"],
            false,
            "{refusal:?}"
        );
    }
}

#[test]
fn robots_meet_the_walls_that_clients_know() {
    let wall = |kind| dialect("cainiao").wall(kind).expect("there is one");
    let page = wall(Wall::Page);
    let text = String::from_utf8(page.body().clone()).expect("text");
    assert_eq!(page.status(), StatusCode::OK);
    assert!(text.starts_with('<'));
    for mark in ["rgv587_flag", "<punish-component", "/_____tmd_____/"] {
        assert!(text.contains(mark), "{mark}");
    }
    let slider = body(&wall(Wall::Json));
    assert_eq!(slider["rgv587_flag"], "sm");
    assert!(
        slider["url"]
            .as_str()
            .is_some_and(|url| url.contains("/_____tmd_____/punish?x5secdata="))
    );
}

#[test]
fn a_callback_wraps_the_answer() {
    let plain = asked("mailNos=LP1", LATER);
    for name in ["cb", "jQuery_1.fn$", "a.b.c"] {
        assert_eq!(
            asked(&format!("mailNos=LP1&callback={name}"), LATER),
            format!("{name}({plain})")
        );
    }
    let wrapped = answer(&get("/global/detail.json?mailNos=LP1&callback=cb"));
    assert_eq!(
        wrapped.headers()[CONTENT_TYPE],
        "application/javascript;charset=UTF-8"
    );
    let refused = asked("callback=cb", LATER);
    assert!(refused.starts_with("cb({\"success\":false"), "{refused}");
}

#[test]
fn a_callback_that_is_no_name_is_no_script() {
    let plain = asked("mailNos=LP1", LATER);
    let long = "a".repeat(129);
    for hostile in [
        "",
        "alert(1)//",
        "a;b",
        "a b",
        "<script>",
        "a%0Ab",
        "%E2%80%A8x",
        "a%00",
        "x[0]",
        "x=1",
        "a'b",
        "*/x/*",
        long.as_str(),
    ] {
        let request = get(&format!(
            "/global/detail.json?mailNos=LP1&callback={}",
            hostile
                .replace(' ', "+")
                .replace('<', "%3C")
                .replace('>', "%3E")
        ));
        let answer = answer(&request);
        assert_eq!(String::from_utf8_lossy(answer.body()), plain, "{hostile}");
        assert_eq!(
            answer.headers()[CONTENT_TYPE],
            "application/json;charset=UTF-8",
            "{hostile}"
        );
    }
}

#[test]
fn numbers_of_other_networks_are_unknown_unless_a_setting_says_otherwise() {
    let scenario = user("yt", "[numbers]\norigin = { YT = 1 }\nhand-over = 0");
    let case = Case::new(&worlds(), &World::new(scenario, Seed(1)), at_start(0));
    let mut desk = Desk::frozen(worlds(), case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let number = case.typed(None).expect("the buyer was told one");
    let asked = get(&format!("/global/detail.json?mailNos={number}"));
    let said = |desk: &Desk| body(&ask(dialect("cainiao"), desk, &asked))["module"][0].take();
    assert_eq!(
        said(&desk),
        json!({"mailNo": number.as_str(), "mailNoSource": "EXTERNAL", "detailList": []})
    );
    desk.settings
        .insert("cainiao.other-networks".to_owned(), "shown".to_owned());
    let shown = said(&desk);
    assert_eq!(
        (&shown["mailNoSource"], &shown["status"]),
        (&json!("EXTERNAL"), &json!("DELIVERED"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_queries_get_json(parts in prop::collection::vec(("mailNos|mailNoList|lang|language|callback|x", any::<Vec<u8>>()), 0..5)) {
        let encode = |bytes: &[u8]| percent_encoding::percent_encode(bytes, percent_encoding::NON_ALPHANUMERIC).to_string();
        let pairs: Vec<_> = parts.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
        let answer = answer(&get(&format!("/global/detail.json?{}", pairs.join("&"))));
        let text = std::str::from_utf8(answer.body()).expect("text");
        let is_script = answer.headers()[CONTENT_TYPE].as_bytes().starts_with(b"application/javascript");
        let json = if is_script {
            &text[text.find('(').expect("wrapped") + 1..text.len() - 1]
        } else {
            text
        };
        let said: BTreeMap<String, Value> = serde_json::from_str(json).expect("JSON");
        prop_assert!(said["success"].is_boolean());
    }
}
