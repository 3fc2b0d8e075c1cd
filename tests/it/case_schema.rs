//! The JSON Schema of cases: real documents follow it, and nothing in it is without a document.

use std::collections::BTreeSet;

use misroute::fleet::document::Truth;
use misroute::fleet::{CASE_SCHEMA, Case};
use misroute::order::OrderRole;
use misroute::parcel::time::DAY;
use misroute::parcel::{Carrier, Country, Fate, Milestone, Observer, Reason, ServiceLine, Status};
use serde_json::Value;

use crate::support::{all_built_in, at_start, json, told_worlds, troubled, worlds};

/// Cases of each world that are held against the schema.
const CASES: u64 = 60;

#[test]
fn documents_follow_the_schema_and_use_all_of_it() {
    let schema: Value = serde_json::from_str(CASE_SCHEMA).expect("the schema is JSON");
    let worlds = worlds();
    let mut check = Check::new(&schema);
    let troubled = troubled(&all_built_in(1)[..3]);
    let all = all_built_in(1).into_iter().chain(told_worlds(1));
    for world in all.chain(troubled) {
        for place in 0..CASES {
            let case = Case::new(&worlds, &world, at_start(place));
            let ordered = case.orders[0].placed_at;
            let moments = [None, Some(ordered), Some(ordered + 12 * DAY)];
            for at in moments {
                for truth in [Truth::Hidden, Truth::Shown] {
                    let text = json(&case, at, truth);
                    let document = serde_json::from_str(&text).expect("documents are JSON");
                    check.value(&schema, &document, "#");
                }
            }
        }
    }
    let unused: Vec<_> = keys(&schema, "#")
        .difference(&check.used)
        .cloned()
        .collect();
    assert!(unused.is_empty(), "no document has {unused:?}");
}

#[test]
fn the_enums_are_the_vocabularies() {
    let schema: Value = serde_json::from_str(CASE_SCHEMA).expect("the schema is JSON");
    let said = |name: &str| -> Vec<String> {
        let list = schema["$defs"][name]["enum"].as_array().expect("an enum");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        list.iter().map(text).collect()
    };
    let names =
        |names: Vec<&str>| -> Vec<String> { names.into_iter().map(str::to_owned).collect() };
    let lists: [(&str, Vec<&str>); 9] = [
        (
            "milestone",
            Milestone::ALL.iter().map(|one| one.name()).collect(),
        ),
        ("status", Status::ALL.iter().map(|one| one.name()).collect()),
        ("reason", Reason::ALL.iter().map(|one| one.name()).collect()),
        (
            "observer",
            Observer::ALL.iter().map(|one| one.name()).collect(),
        ),
        ("fate", Fate::ALL.iter().map(|one| one.name()).collect()),
        (
            "role",
            OrderRole::ALL.iter().map(|one| one.name()).collect(),
        ),
        ("carrier", Carrier::all().map(Carrier::slug).collect()),
        ("country", Country::all().map(Country::code).collect()),
        (
            "service",
            ServiceLine::ALL.iter().map(|one| one.key()).collect(),
        ),
    ];
    for (name, list) in lists {
        assert_eq!(said(name), names(list), "{name}");
    }
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let schema: Value = serde_json::from_str(CASE_SCHEMA).expect("the schema is JSON");
    let case = Case::new(&worlds(), &all_built_in(1)[0], at_start(0));
    let text = json(&case, None, Truth::Shown);
    let slips = [
        ("\"seed\":1", "\"seed\":\"1\""),
        ("\"seed\":1", "\"seed\":1,\"more\":2"),
        ("\"other_orders\":[],", ""),
        ("\"status\":\"delivered\"", "\"status\":\"gone\""),
        ("+08:00\"", "\""),
        ("\"index\":0", "\"index\":-1"),
    ];
    for (right, wrong) in slips {
        assert!(text.contains(right), "{right}");
        let document: Value = serde_json::from_str(&text.replace(right, wrong)).expect("JSON");
        let refused =
            std::panic::catch_unwind(|| Check::new(&schema).value(&schema, &document, "#"));
        assert!(refused.is_err(), "{wrong} is accepted");
    }
}

/// A validator for the keywords that the schema uses; any other keyword is a mistake in the schema.
struct Check<'a> {
    root: &'a Value,
    /// The keys that occurred, by the place of the schema that describes them.
    used: BTreeSet<String>,
}

impl<'a> Check<'a> {
    const fn new(root: &'a Value) -> Self {
        Self {
            root,
            used: BTreeSet::new(),
        }
    }

    fn value(&mut self, schema: &'a Value, value: &Value, at: &str) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            match keyword.as_str() {
                "$schema"
                | "$defs"
                | "title"
                | "description"
                | "properties"
                | "additionalProperties" => {}
                "$ref" => {
                    let (schema, at) = definition(self.root, wanted);
                    self.value(schema, value, &at);
                }
                "type" => assert!(is_of(value, wanted), "{at}: {value} is no {wanted}"),
                "enum" => {
                    let list = wanted.as_array().expect("a list");
                    assert!(list.contains(value), "{at}: {value} is none of the values");
                }
                "minimum" => {
                    let least = wanted.as_u64().expect("a whole number");
                    assert!(value.as_u64() >= Some(least), "{at}: {value} is too small");
                }
                "required" => {
                    for key in wanted.as_array().expect("a list") {
                        let key = key.as_str().expect("a key");
                        assert!(value.get(key).is_some(), "{at}: {key} is missing");
                    }
                }
                "items" => {
                    for item in value.as_array().expect("a list") {
                        self.value(wanted, item, &format!("{at}/items"));
                    }
                }
                "anyOf" => {
                    let list = wanted.as_array().expect("a list");
                    let fits = list.iter().find(|one| {
                        one.get("type").is_none_or(|kind| is_of(value, kind))
                            && (one.get("$ref").is_none() || !value.is_null())
                    });
                    self.value(fits.expect("one of the schemas fits"), value, at);
                }
                "format" => assert!(is_format(value, wanted), "{at}: {value} is no {wanted}"),
                other => panic!("{at}: the validator knows no keyword {other}"),
            }
        }
        if let (Some(properties), Some(value)) = (schema.get("properties"), value.as_object()) {
            assert_eq!(schema["additionalProperties"], false, "{at} is closed");
            for (key, value) in value {
                let own = format!("{at}/{key}");
                let schema = properties.get(key);
                let schema = schema.unwrap_or_else(|| panic!("{own} is not in the schema"));
                self.used.insert(own.clone());
                self.value(schema, value, &own);
            }
        }
    }
}

/// Returns a definition and its own place, so that its keys count once wherever it is used.
fn definition<'a>(root: &'a Value, reference: &Value) -> (&'a Value, String) {
    let path = reference.as_str().expect("a reference");
    let name = path.strip_prefix("#/$defs/").expect("a local reference");
    (
        root["$defs"].get(name).expect("a definition"),
        path.to_owned(),
    )
}

/// Returns every key that the schema describes, each of which must have a description.
fn keys(schema: &Value, at: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (key, schema) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let own = format!("{at}/{key}");
        assert!(
            schema["description"]
                .as_str()
                .is_some_and(|text| text.ends_with('.')),
            "{own}"
        );
        found.append(&mut keys(schema, &own));
        found.insert(own);
    }
    if let Some(items) = schema.get("items") {
        found.append(&mut keys(items, &format!("{at}/items")));
    }
    for (name, schema) in schema
        .get("$defs")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        found.append(&mut keys(schema, &format!("#/$defs/{name}")));
    }
    found
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64(),
        Some("null") => value.is_null(),
        Some(other) => panic!("the validator knows no type {other}"),
        None => kind
            .as_array()
            .expect("types")
            .iter()
            .any(|kind| is_of(value, kind)),
    }
}

fn is_format(value: &Value, format: &Value) -> bool {
    // A format is a text's; what may be null as well has none then.
    let Some(text) = value.as_str() else {
        return true;
    };
    match format.as_str() {
        Some("date") => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        Some("date-time") => {
            let has_offset = text.len() == 25 && matches!(text.as_bytes()[19], b'+' | b'-');
            has_offset && text.parse::<jiff::Timestamp>().is_ok()
        }
        _ => panic!("the validator knows no format {format}"),
    }
}
