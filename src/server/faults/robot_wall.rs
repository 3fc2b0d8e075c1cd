//! Robot wall: a page that asks people to prove that they are people, with status 200, where data was asked for.

use axum::http::StatusCode;

use super::{Fault, Kind, Struck};
use crate::dialect::Answer;
use crate::dialect::answer::of_type;

pub(super) const KIND: Kind = Kind {
    name: "robot-wall",
    value: None,
    options: &[],
    read: |_| Ok(Box::new(RobotWall)),
};

#[derive(Debug)]
struct RobotWall;

impl Fault for RobotWall {
    fn instead(&self, struck: &Struck<'_>) -> Option<Answer> {
        let page = struck.dialect.robot_wall().as_bytes().to_vec();
        Some(of_type(StatusCode::OK, "text/html;charset=UTF-8", page))
    }
}
