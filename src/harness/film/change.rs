//! How one answer differs from the one before, in lines that people read.

use serde_json::{Map, Value};

use super::{Answer, Said};

/// Returns what an answer says that the one before did not; the first one says everything.
pub(super) fn changes(before: Option<&Answer>, after: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    let trouble = |answer: &Answer| answer.trouble.clone();
    let was = before.and_then(trouble);
    match (&was, &after.trouble) {
        (was, Some(now)) if was.as_ref() != Some(now) => lines.push(format!("trouble: {now}")),
        (Some(was), None) => lines.push(format!("no more trouble: {was}")),
        _ => {}
    }
    let empty = Value::Object(Map::new());
    match (before.map(|before| &before.said), &after.said) {
        (Some(before), after) if before == after => {}
        (Some(Said::Json(before)), Said::Json(after)) => json("", before, after, &mut lines),
        (_, Said::Json(after)) if after.is_object() => json("", &empty, after, &mut lines),
        (_, Said::Json(after)) => lines.push(after.to_string()),
        (_, Said::Nothing) if after.trouble.is_some() => {}
        (_, Said::Nothing) => lines.push("nothing".to_owned()),
        (Some(Said::Text(before)), Said::Text(after)) => text(before, after, &mut lines),
        (_, Said::Text(after)) => lines.extend(after.lines().map(str::to_owned)),
    }
    lines
}

/// Compares two values at a place.
fn json(place: &str, before: &Value, after: &Value, lines: &mut Vec<String>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(before), Value::Object(after)) => object(place, before, after, lines),
        (Value::Array(before), Value::Array(after)) => list(place, before, after, lines),
        _ => lines.push(labeled(place, &format!("{before} → {after}"))),
    }
}

fn object(
    place: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    lines: &mut Vec<String>,
) {
    let inner = |key: &str| {
        if place.is_empty() {
            key.to_owned()
        } else {
            format!("{place}.{key}")
        }
    };
    for (key, was) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        lines.push(labeled(&inner(key), &format!("{was} → gone")));
    }
    for (key, now) in after {
        match (before.get(key), now) {
            (Some(was), now) => json(&inner(key), was, now, lines),
            (None, Value::Object(now)) if !now.is_empty() => {
                object(&inner(key), &Map::new(), now, lines);
            }
            (None, Value::Array(now)) if !now.is_empty() => list(&inner(key), &[], now, lines),
            (None, now) => lines.push(labeled(&inner(key), &now.to_string())),
        }
    }
}

/// Compares two lists: what came in, what went, and that nothing but the order changed.
fn list(place: &str, before: &[Value], after: &[Value], lines: &mut Vec<String>) {
    let (gone, new) = differ(before, after);
    if gone.is_empty() && new.is_empty() {
        lines.push(labeled(place, "the same in another order"));
    }
    let signed =
        |sign: char| move |item: &&Value| format!("{sign} {}", labeled(place, &item.to_string()));
    lines.extend(gone.iter().map(signed('-')));
    lines.extend(new.iter().map(signed('+')));
}

fn text(before: &str, after: &str, lines: &mut Vec<String>) {
    if !before.contains('\n') && !after.contains('\n') {
        lines.push(after.to_owned());
        return;
    }
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let (gone, new) = differ(&before, &after);
    if gone.is_empty() && new.is_empty() {
        lines.push("the same lines in another order".to_owned());
    }
    lines.extend(gone.iter().map(|line| format!("- {line}")));
    lines.extend(new.iter().map(|line| format!("+ {line}")));
}

/// Returns what only the first of two lists holds, and what only the second does; of equal items each counts.
fn differ<'a, T: PartialEq>(before: &'a [T], after: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    let mut new: Vec<&T> = after.iter().collect();
    let mut gone = Vec::new();
    for item in before {
        match new.iter().position(|other| *other == item) {
            Some(place) => drop(new.remove(place)),
            None => gone.push(item),
        }
    }
    (gone, new)
}

fn labeled(place: &str, what: &str) -> String {
    if place.is_empty() {
        what.to_owned()
    } else {
        format!("{place}: {what}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(before: Value, after: Value) -> Vec<String> {
        changes(Some(&before.into()), &after.into())
    }

    #[test]
    fn only_what_changed_is_said() {
        let before =
            json!({"status": "in transit", "eta": "2026-03-20", "place": {"city": "Łódź"}});
        let after = json!({"status": "delivered", "place": {"city": "Łódź", "country": "PL"}});
        let wanted = [
            r#"eta: "2026-03-20" → gone"#,
            r#"place.country: "PL""#,
            r#"status: "in transit" → "delivered""#,
        ];
        let mut said = said(before, after);
        said.sort();
        assert_eq!(said, wanted);
    }

    #[test]
    fn a_new_event_at_the_head_of_a_list_is_one_line() {
        let before = json!({"events": [{"text": "b"}, {"text": "a"}]});
        let after = json!({"events": [{"text": "c"}, {"text": "b"}, {"text": "a"}]});
        assert_eq!(said(before, after), [r#"+ events: {"text":"c"}"#]);
        let turned = said(json!(["a", "b"]), json!(["b", "a"]));
        assert_eq!(turned, ["the same in another order"]);
        assert_eq!(said(json!(["a", "a"]), json!(["a"])), [r#"- "a""#]);
    }

    #[test]
    fn texts_differ_by_lines_and_trouble_is_told() {
        let answer = |text: &str| Answer::from(text);
        let said = changes(Some(&answer("one\ntwo")), &answer("one\nthree"));
        assert_eq!(said, ["- two", "+ three"]);
        let broken = Answer::error(&"exit 1");
        assert_eq!(changes(Some(&answer("one")), &broken), ["trouble: exit 1"]);
        let mended = changes(Some(&broken), &answer("one"));
        assert_eq!(mended, ["no more trouble: exit 1", "one"]);
        assert_eq!(changes(Some(&answer("one")), &answer("one")), [""; 0]);
    }
}
