//! Wrong content type: the right body under another name.

use axum::http::header::{CONTENT_TYPE, HeaderValue};

use super::{Fault, FaultError, Kind, Options, Struck};
use crate::dialect::Answer;

pub(super) const KIND: Kind = Kind {
    name: "wrong-content-type",
    value: None,
    options: &["type"],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let mend = "write a media type, such as `text/html`";
    let wrong = options.read("type", mend, |text| {
        let written = text.contains('/').then(|| HeaderValue::from_str(text));
        written.and_then(Result::ok)
    })?;
    let wrong = wrong.unwrap_or(HeaderValue::from_static("text/html"));
    Ok(Box::new(WrongContentType(wrong)))
}

#[derive(Debug)]
struct WrongContentType(HeaderValue);

impl Fault for WrongContentType {
    fn damage(&self, answer: &mut Answer, _: &Struck<'_>) {
        answer.headers_mut().insert(CONTENT_TYPE, self.0.clone());
    }
}
