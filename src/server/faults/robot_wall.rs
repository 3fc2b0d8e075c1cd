//! Robot wall: a page that asks people to prove that they are people, with status 200, where data was asked for.

use axum::http::StatusCode;

use super::{Fault, Kind, Struck};
use crate::dialect::answer::of_type;
use crate::dialect::{Answer, Wall};

pub(super) const KIND: Kind = Kind {
    name: "robot-wall",
    value: None,
    options: &[],
    read: |_| Ok(Box::new(RobotWall)),
};

/// What stands before the data of a carrier whose own wall nobody described.
const PAGE: &str = "<!DOCTYPE html><html><head><title>Just a moment...</title>\
    <meta name=\"robots\" content=\"noindex,nofollow\"></head><body><h1>Are you human?</h1>\
    <noscript>Enable JavaScript and cookies to continue</noscript></body></html>";

#[derive(Debug)]
struct RobotWall;

impl Fault for RobotWall {
    fn instead(&self, struck: &Struck<'_>) -> Option<Answer> {
        let page = || of_type(StatusCode::OK, "text/html;charset=UTF-8", PAGE.into());
        Some(struck.dialect.wall(Wall::Page).unwrap_or_else(page))
    }
}
