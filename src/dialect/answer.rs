//! Answers: a body with its status and type.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};

use super::Answer;

/// Returns an answer of a type.
pub fn of_type(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

/// Returns an answer of JSON.
pub fn json(status: StatusCode, body: Vec<u8>) -> Answer {
    of_type(status, "application/json", body)
}
