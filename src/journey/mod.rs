//! Truth: a walk over a scenario's states, in time and space, that ends in exactly one fate.

mod route;
mod travel;
mod walk;

pub use route::Route;
pub use walk::{Journey, Scan, Sink, Start, Step, walk};
