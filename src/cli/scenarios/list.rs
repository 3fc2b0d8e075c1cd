//! `simulate scenarios list`: every built-in scenario in a line or two.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Listing, json};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::style::Look;
use crate::cli::wrap::{hang, pad, wrap};
use crate::parcel::ServiceLine;
use crate::scenario::{Library, Listed};

/// A scenario for machines.
#[derive(Serialize)]
struct Item<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u8>,
    title: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<&'static str>,
    lines: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'a str>,
}

/// Prints the list.
pub(super) fn list(format: Listing, look: Look) -> Result<(), Failure> {
    let list = Library::built_in().list();
    match format {
        Listing::Text => output::write(text(&list, look).as_bytes()),
        Listing::Names => {
            let names: String = list.iter().flat_map(|listed| [listed.name, "\n"]).collect();
            output::write(names.as_bytes())
        }
        Listing::Json => {
            let items: Vec<Item<'_>> = list.iter().map(item).collect();
            output::write(&json(&items))
        }
    }
}

fn item<'a>(listed: &Listed<'a>) -> Item<'a> {
    Item {
        name: listed.name,
        id: listed.id,
        title: listed.title,
        summary: listed.summary,
        line: listed.line.map(ServiceLine::key),
        lines: listed.lines.iter().map(|line| line.key()).collect(),
        base: listed.base,
    }
}

fn text(list: &[Listed<'_>], look: Look) -> String {
    let mut out = String::new();
    let names = list.iter().map(|listed| listed.name.len());
    let width = names.max().unwrap_or(0) + 2;
    for listed in list {
        if look.is_narrow() {
            let _ = writeln!(out, "{}", look.bold(listed.name));
            for line in wrap(listed.summary, look.width - 2) {
                let _ = writeln!(out, "  {line}");
            }
        } else {
            let head = pad(&look.bold(listed.name), width);
            hang(&mut out, &head, listed.summary, look.width);
        }
    }
    out
}
