//! The candidates, each serving the same bytes.

use std::io::Read as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, DATE, HeaderValue};
use axum::routing::{any, get, post};
use misroute::carrier::Desk;
use misroute::clock::{Clock, Pace};
use misroute::server::{Server, Tenant};

use crate::targets::{self, Target};

/// Their names; the first is what the others are compared with.
pub const SERVERS: &[&str] = &["floor", "misroute", "httpmock", "wiremock", "mockito"];

/// Serves until the standard input ends.
pub fn serve(server: &str, target: &str) {
    let target = targets::of(target);
    match server {
        "floor" => runtime().block_on(floor(target)),
        "misroute" => runtime().block_on(misroute()),
        "httpmock" => httpmock(&target),
        "wiremock" => runtime().block_on(wiremock(&target)),
        "mockito" => mockito(&target),
        _ => panic!("{server}: {SERVERS:?}"),
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

/// Waits until whoever started this has gone.
fn wait() {
    let mut rest = Vec::new();
    let _end = std::io::stdin().read_to_end(&mut rest);
}

/// axum, with the answer serialized before.
async fn floor(target: Target) {
    let body = Bytes::from(target.body);
    let content_type = HeaderValue::from_str(&target.content_type).expect("a type");
    let date = HeaderValue::from_str(&target.date).expect("a date");
    let answer = move || {
        let headers = [(CONTENT_TYPE, content_type.clone()), (DATE, date.clone())];
        let body = body.clone();
        async move { (headers, body) }
    };
    let method = match target.method.as_str() {
        "GET" => get(answer),
        "POST" => post(answer),
        _ => any(answer),
    };
    let router = Router::new().route(&target.path, method);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    println!("http://{}", listener.local_addr().expect("bound"));
    axum::serve(listener, router).await.expect("it serves");
}

/// This project, computing the answer each time.
async fn misroute() {
    let desk = Desk::new(targets::worlds(), Clock::new(targets::now(), Pace::Frozen));
    let tenant = Arc::new(Tenant::new(desk));
    let server = Server::bind(([127, 0, 0, 1], 0).into(), tenant)
        .await
        .expect("a port");
    println!("http://{}", server.address().expect("bound"));
    let _end = server.run(std::future::pending()).await;
}

fn httpmock(target: &Target) {
    let server = httpmock::MockServer::start();
    server.mock(|when, then| {
        let _when = when.path(target.path.clone());
        let _then = then
            .status(200)
            .header("content-type", &target.content_type)
            .header("date", &target.date)
            .body(&target.body);
    });
    println!("{}", server.base_url());
    wait();
}

async fn wiremock(target: &Target) {
    use wiremock::matchers::{method, path};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200)
        .set_body_raw(target.body.clone(), &target.content_type)
        .insert_header("date", target.date.as_str());
    Mock::given(method(target.method.as_str()))
        .and(path(target.path.as_str()))
        .respond_with(answer)
        .mount(&server)
        .await;
    println!("{}", server.uri());
    let _end = tokio::task::spawn_blocking(wait).await;
}

fn mockito(target: &Target) {
    let mut server = mockito::Server::new();
    let _mock = server
        .mock(
            &target.method,
            mockito::Matcher::Regex(format!("^{}", target.path)),
        )
        .with_status(200)
        .with_header("content-type", &target.content_type)
        .with_header("date", &target.date)
        .with_body(&target.body)
        .expect_at_least(0)
        .create();
    println!("{}", server.url());
    wait();
}
