//! Requests, and what can go wrong with them.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Response;

/// Where carriers answer.
#[derive(Debug)]
pub(crate) struct Http {
    agent: Agent,
    url: String,
}

impl Http {
    pub(crate) fn new(url: &str) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(20)))
            .http_status_as_error(false);
        Self {
            agent: config.build().into(),
            url: url.to_owned(),
        }
    }

    /// Gets JSON.
    pub(crate) fn get(&self, path: &str) -> Result<Value, String> {
        json(self.agent.get(format!("{}{path}", self.url)).call())
    }

    /// Posts JSON, with a header, and gets JSON.
    pub(crate) fn post(
        &self,
        path: &str,
        key: (&str, &str),
        body: &Value,
    ) -> Result<Value, String> {
        let request = self.agent.post(format!("{}{path}", self.url));
        let request = request.header(key.0, key.1);
        let request = request.header("Content-Type", "application/json");
        json(request.send(body.to_string()))
    }
}

/// Reads an answer; one that is no JSON says nothing of the parcel.
fn json(answer: Result<Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status();
    if !status.is_success() {
        return Err(format!("the carrier answers {}", status.as_u16()));
    }
    let body = answer.body_mut().read_to_string();
    let body = body.map_err(|error| error.to_string())?;
    serde_json::from_str(&body).map_err(|error| format!("the carrier's answer is broken: {error}"))
}
