//! The calendar: dates that are facts, gates that keep their laws, shares that are the declared ones.

mod facts;
mod gates;
mod openness;
mod peaks;
mod sellers;
