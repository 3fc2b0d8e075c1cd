//! README and CLI examples, run for real.
