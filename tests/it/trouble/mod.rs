//! Trouble: what the words mean, and what it does to cases, records and answers.

mod cases;
mod quirk_examples;
mod quirk_samples;
mod quirk_sites;
mod quirks;
mod records;
mod words;
