//! What every dialect's bytes are held to: shapes, moments, and one milestone at a time.

mod aftership;
mod asking;
mod cainiao;
mod easypost;
mod moments;
mod one_event;
mod shapes;
mod shop;
