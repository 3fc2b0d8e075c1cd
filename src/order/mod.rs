//! Orders: what buyers asked for and what they were told, lies and slips included.
//!
//! An order knows when parcels get their labels, never what becomes of them.

pub mod arrivals;
mod city;
mod draw;
mod plan;

pub use arrivals::Arrivals;
pub use draw::OrderDraw;
pub use plan::{Order, OrderRole, Plan, Shipment, Slip, Tell, plan};
