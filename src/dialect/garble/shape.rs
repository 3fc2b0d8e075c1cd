//! Quirks of shape: what is a list, what is there at all, and in which order.

use super::hit::Struck;
use super::sites::Events;
use super::tree::Node;

/// Visits every list of events that is there.
fn lists(struck: &mut Struck<'_, '_>, mut visit: impl FnMut(&'static Events, &mut Node<'_>)) {
    for events in struck.sites.events {
        for path in events.lists {
            struck.parcel.each(path, &mut |node| visit(events, node));
        }
    }
}

/// Visits the events of every list.
fn items(struck: &mut Struck<'_, '_>, mut visit: impl FnMut(&'static Events, &mut Vec<Node<'_>>)) {
    lists(struck, |events, node| {
        if let Node::Array(items) = node {
            visit(events, items);
        }
    });
}

/// Numbers are text and digits are numbers.
pub(super) fn numbers_as_text(struck: &mut Struck<'_, '_>) {
    struck.each(struck.sites.digits, |node| {
        let is_number =
            |raw: &str| raw.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        let text = node.raw().filter(|raw| is_number(raw)).map(Node::of_text);
        let number = node.text().and_then(|text| number(&text));
        if let Some(other) = text.or(number.map(|number| Node::Leaf(number.into()))) {
            *node = other;
        }
    });
}

/// Returns a text of digits, perhaps with a point among them, as a number, which begins with no zero that is not needed.
fn number(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let short = text.trim_start_matches('0');
    let needs_zero = short.is_empty() || short.starts_with('.');
    (are_digits(whole) && are_digits(decimals)).then(|| {
        if needs_zero {
            format!("0{short}")
        } else {
            short.to_owned()
        }
    })
}

/// The status is absent.
pub(super) fn status_missing(struck: &mut Struck<'_, '_>) {
    struck.each(struck.sites.statuses, |node| *node = Node::Gone);
}

/// Only the newest event of a list is shown.
pub(super) fn only_one(struck: &mut Struck<'_, '_>) {
    items(struck, |events, items| {
        if !events.newest_first {
            items.drain(..items.len().saturating_sub(1));
        }
        items.truncate(1);
    });
}

/// Events come in the opposite order.
pub(super) fn order_reversed(struck: &mut Struck<'_, '_>) {
    items(struck, |_, items| items.reverse());
}

/// Events come in no order.
pub(super) fn order_shuffled(struck: &mut Struck<'_, '_>) {
    let print = struck.print;
    items(struck, |_, items| {
        let mut numbered: Vec<_> = items.drain(..).zip(0..).collect();
        numbered.sort_by_key(|(_, place)| print.and_int(*place).bits());
        items.extend(numbered.into_iter().map(|(item, _)| item));
    });
}

/// One event is an object and not an array.
pub(super) fn single_as_object(struck: &mut Struck<'_, '_>) {
    lists(struck, |_, node| {
        if let Node::Array(items) = node
            && items.len() == 1
            && let Some(single) = items.pop()
        {
            *node = single;
        }
    });
}

/// The list of events is empty.
pub(super) fn events_empty(struck: &mut Struck<'_, '_>) {
    lists(struck, |_, node| *node = Node::Array(Vec::new()));
}

/// The list of events is null.
pub(super) fn events_null(struck: &mut Struck<'_, '_>) {
    lists(struck, |_, node| *node = Node::NULL);
}

/// The list of events is absent.
pub(super) fn events_absent(struck: &mut Struck<'_, '_>) {
    lists(struck, |_, node| *node = Node::Gone);
}

/// Nothing is said of the parcel but its number.
pub(super) fn nothing_said(struck: &mut Struck<'_, '_>) {
    keep_only(struck.parcel, struck.sites.number);
}

fn keep_only(node: &mut Node<'_>, path: &str) {
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    if let Node::Object(fields) = node
        && !step.is_empty()
    {
        fields.retain(|(key, _)| *key == step);
        for (_, value) in fields {
            keep_only(value, rest);
        }
    }
}
