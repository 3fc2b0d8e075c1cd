//! What every dialect's bytes are held to: shapes, moments, and one milestone at a time.

mod aggregators;
mod asking;
mod cainiao;
mod moments;
mod one_event;
mod shapes;
