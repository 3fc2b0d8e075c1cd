//! Invalid JSON: a whole answer whose body does not parse.

use super::{Fault, Kind, Struck};
use crate::dialect::Answer;

pub(super) const KIND: Kind = Kind {
    name: "invalid-json",
    value: None,
    options: &[],
    read: |_| Ok(Box::new(InvalidJson)),
};

#[derive(Debug)]
struct InvalidJson;

impl Fault for InvalidJson {
    fn damage(&self, answer: &mut Answer, struck: &Struck<'_>) {
        let body = answer.body_mut();
        match struck.draw.below("form", 3) {
            // No object or array is complete before its last character.
            0 if body.len() > 1 => body.truncate(1 + struck.draw.below("length", body.len() - 1)),
            1 if body.len() > 1 => body.insert(body.len() - 1, b','),
            _ => body.extend_from_slice(b"}"),
        }
    }
}
