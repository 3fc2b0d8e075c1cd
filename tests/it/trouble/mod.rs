//! Trouble: what the words mean, and what it does to cases, records and answers.

mod cases;
mod records;
mod words;
