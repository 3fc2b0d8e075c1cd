//! The vocabulary of the trade: numbers, milestones, carriers, service lines, places and zones. Facts only.

pub mod number;
