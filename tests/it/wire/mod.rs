//! What every dialect's bytes are held to: shapes, moments, and one milestone at a time.

mod aggregators;
mod aftership;
pub(crate) mod asking;
mod cainiao;
mod easypost;
pub(crate) mod last_mile;
pub(crate) mod moments;
mod one_event;
mod seventeen;
mod seventeen_calls;
mod seventeen_consumer;
mod shapes;
mod shop;
mod upu;
