//! Tables of path, types, presence and null, one a kind of answer, which must hold in both directions.
//!
//! A table is a file of this folder's `shapes/`, one line a path, parted by tabs: the path (`module[].time`; `[]` stands
//! for every item, and alone or first for a top-level array), its types (`string`, `integer`, `float`, `boolean`,
//! `object`, `array`, several parted by `|`), `required` or `optional` in the object that holds it, and `nullable` or
//! `never-null`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    /// The types of its values that are not null.
    pub(crate) types: BTreeSet<&'static str>,
    /// Whether every object that could hold it does.
    pub(crate) required: bool,
    /// Whether it can be null.
    pub(crate) nullable: bool,
}

/// The shapes of answers, by path.
pub(crate) type Table = BTreeMap<String, Shape>;

const TYPES: &[&str] = &["string", "integer", "float", "boolean", "object", "array"];

/// Returns the type of a value, or none of null.
fn type_of(value: &Value) -> Option<&'static str> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    })
}

#[derive(Default)]
struct Seen {
    shape: Shape,
    count: u64,
}

fn walk(path: &str, value: &Value, seen: &mut BTreeMap<String, Seen>) {
    if !path.is_empty() {
        let here = seen.entry(path.to_owned()).or_default();
        here.count += 1;
        match type_of(value) {
            Some(kind) => _ = here.shape.types.insert(kind),
            None => here.shape.nullable = true,
        }
    }
    match value {
        Value::Array(items) => {
            let item_path = format!("{path}[]");
            for item in items {
                walk(&item_path, item, seen);
            }
        }
        Value::Object(fields) => {
            // Objects are counted apart from other values at the same path, so that what they hold can be required.
            seen.entry(objects_at(path)).or_default().count += 1;
            for (key, field) in fields {
                let below = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                walk(&below, field, seen);
            }
        }
        _ => {}
    }
}

/// No path of a table ends like this.
fn objects_at(path: &str) -> String {
    format!("{path}{{}}")
}

/// Returns the path of the object that holds a path, or none of an array's item.
fn holder(path: &str) -> Option<&str> {
    if path.ends_with("[]") {
        return None;
    }
    Some(path.rsplit_once('.').map_or("", |(holder, _)| holder))
}

/// Returns the shapes of some answers.
pub(crate) fn collect(values: &[Value]) -> Table {
    let mut seen = BTreeMap::new();
    for value in values {
        walk("", value, &mut seen);
    }
    let objects = |path: &str| seen.get(&objects_at(path)).map_or(0, |seen| seen.count);
    seen.iter()
        .filter(|(path, _)| !path.ends_with("{}"))
        .map(|(path, here)| {
            let required = holder(path).is_none_or(|holder| objects(holder) == here.count);
            let shape = Shape {
                required,
                ..here.shape.clone()
            };
            (path.clone(), shape)
        })
        .collect()
}

/// Returns a table as a file holds it.
pub(crate) fn written(table: &Table) -> String {
    table.iter().fold(String::new(), |mut text, (path, shape)| {
        let types: Vec<_> = shape.types.iter().copied().collect();
        let presence = if shape.required {
            "required"
        } else {
            "optional"
        };
        let null = if shape.nullable {
            "nullable"
        } else {
            "never-null"
        };
        let _written = writeln!(text, "{path}\t{}\t{presence}\t{null}", types.join("|"));
        text
    })
}

/// Returns the table of a file's text, or the line that is wrong.
fn parsed(text: &str) -> Result<Table, String> {
    let mut table = Table::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let fields: Vec<_> = line.split('\t').collect();
        let [path, types, presence, null] = fields[..] else {
            return Err(format!("not four fields: {line}"));
        };
        let known = |name| TYPES.iter().copied().find(|known| *known == name);
        let types: Option<BTreeSet<_>> = types.split('|').map(known).collect();
        let (Some(types), "required" | "optional", "nullable" | "never-null") =
            (types, presence, null)
        else {
            return Err(format!("unknown words: {line}"));
        };
        let shape = Shape {
            types,
            required: presence == "required",
            nullable: null == "nullable",
        };
        if table.insert(path.to_owned(), shape).is_some() {
            return Err(format!("twice: {path}"));
        }
    }
    Ok(table)
}

/// Reads the table of a name: `cainiao` is `shapes/cainiao.tsv`.
pub(crate) fn table(name: &str) -> Table {
    let path = format!(
        "{}/tests/it/wire/shapes/{name}.tsv",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    parsed(&text).unwrap_or_else(|wrong| panic!("{path}: {wrong}"))
}

/// Tells whether a path is another or lies below it.
fn lies_in(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns everything in which a table and some answers disagree, one line each.
///
/// `not_shown` are the table's paths that no answer shows, each with the reason; what lies below them goes with them.
fn breaches(table: &Table, values: &[Value], not_shown: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    let shown = collect(values);
    for (path, shape) in &shown {
        let Some(allowed) = table.get(path) else {
            found.push(format!("{path} is in no sample"));
            continue;
        };
        for kind in shape.types.difference(&allowed.types) {
            found.push(format!("{path} is never {kind}"));
        }
        if shape.nullable && !allowed.nullable {
            found.push(format!("{path} is never null"));
        }
        if allowed.required && !shape.required {
            found.push(format!("{path} is missing now and then"));
        }
    }
    for (path, shape) in table {
        let is_listed = not_shown.iter().any(|(listed, _)| lies_in(path, listed));
        match (shown.contains_key(path), is_listed) {
            (true, true) => {
                found.push(format!("{path} is shown after all: strike it off the list"));
            }
            (false, false) => found.push(format!("{path} is never shown")),
            _ => {}
        }
        let could_stand = holder(path).is_some_and(|holder| {
            holder.is_empty()
                || shown
                    .get(holder)
                    .is_some_and(|shape| shape.types.contains("object"))
        });
        if shape.required && is_listed && could_stand && !shown.contains_key(path) {
            found.push(format!("{path} is required"));
        }
    }
    let unknown = not_shown
        .iter()
        .filter(|(path, _)| !table.contains_key(*path));
    found.extend(unknown.map(|(path, _)| format!("{path} is listed and stands in no table")));
    found
}

/// Asserts that a table holds in both directions: everything in the answers is in the table, with an allowed type, null
/// only where it may be and missing only where it may be; and every path of the table is in some answer, or listed in
/// `not_shown` with a reason.
pub(crate) fn assert_holds(table: &Table, values: &[Value], not_shown: &[(&str, &str)]) {
    let found = breaches(table, values, not_shown);
    assert!(!values.is_empty(), "no answers");
    assert!(
        found.is_empty(),
        "{}\n\nshown:\n{}",
        found.join("\n"),
        written(&collect(values))
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sample() -> Vec<Value> {
        vec![
            json!({"list": [{"a": 1, "b": null}, {"a": 2.5}], "ok": true}),
            json!({"list": [], "ok": true, "why": {"code": "X"}}),
        ]
    }

    #[test]
    fn a_table_is_what_it_was_collected_from() {
        let text = "list\tarray\trequired\tnever-null\n\
                    list[]\tobject\trequired\tnever-null\n\
                    list[].a\tfloat|integer\trequired\tnever-null\n\
                    list[].b\t\toptional\tnullable\n\
                    ok\tboolean\trequired\tnever-null\n\
                    why\tobject\toptional\tnever-null\n\
                    why.code\tstring\trequired\tnever-null\n";
        assert_eq!(written(&collect(&sample())), text);
        let text = text.replace("list[].b\t\t", "list[].b\tstring\t");
        assert_eq!(written(&parsed(&text).expect("it is a table")), text);
        let top = collect(&[json!([{"a": 1}, {"a": null, "b": 1}])]);
        assert_eq!(top.keys().collect::<Vec<_>>(), ["[]", "[].a", "[].b"]);
        assert!(top["[].a"].required && top["[].a"].nullable && !top["[].b"].required);
    }

    #[test]
    fn every_kind_of_breach_is_found() {
        type Change = fn(&mut Vec<Value>);
        let table = collect(&sample());
        assert_eq!(breaches(&table, &sample(), &[]), Vec::<String>::new());
        let with = |change: Change| {
            let mut values = sample();
            change(&mut values);
            breaches(&table, &values, &[])
        };
        let cases: [(Change, &str); 6] = [
            (|values| values[0]["new"] = json!(1), "new is in no sample"),
            (
                |values| values[0]["ok"] = json!("yes"),
                "ok is never string",
            ),
            (|values| values[0]["ok"] = Value::Null, "ok is never null"),
            (
                |values| values[0]["list"][0] = json!({}),
                "list[].a is missing now and then",
            ),
            (
                |values| values[1] = json!({"list": [], "ok": true}),
                "why is never shown",
            ),
            (
                |values| values[1]["why"] = json!({}),
                "why.code is never shown",
            ),
        ];
        for (change, wanted) in cases {
            assert!(
                with(change).iter().any(|line| line == wanted),
                "{wanted}: {:?}",
                with(change)
            );
        }
    }

    #[test]
    fn a_list_of_what_is_not_shown_must_be_true_and_needed() {
        let table = collect(&sample());
        let listed = breaches(&table, &sample(), &[("why", "never"), ("nowhere", "never")]);
        for wanted in [
            "why is shown after all: strike it off the list",
            "nowhere is listed and stands in no table",
        ] {
            assert!(
                listed.iter().any(|line| line == wanted),
                "{wanted}: {listed:?}"
            );
        }
        let few = &sample()[..1];
        assert_eq!(
            breaches(&table, few, &[("why", "no")]),
            Vec::<String>::new()
        );
        assert!(!breaches(&table, few, &[("why", "no"), ("ok", "no")]).is_empty());
    }

    #[test]
    fn a_wrong_line_is_refused() {
        for line in [
            "a\tstring\trequired",
            "a\ttext\trequired\tnullable",
            "a\tstring\tmust\tnullable",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
        let twice = "a\tstring\trequired\tnullable\na\tstring\trequired\tnullable";
        assert!(parsed(twice).is_err());
    }
}
