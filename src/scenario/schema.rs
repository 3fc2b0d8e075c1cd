//! The JSON Schema of scenario files, from the same description of keys that the reader follows.
//!
//! Whatever the reader accepts of a single file the schema accepts; what a schema cannot say, such as that every state
//! reaches an end, it leaves to the reader.

use crate::trouble::Kind;
use serde_json::{Map, Value, json};

use super::file::families::FAMILIES;
use super::file::form::{Form, Key, Keys, Names};
use super::file::keys::FILE;

/// A duration: numbers with units, the longest first.
const DURATION: &str = r"^\s*(\d+(\.\d+)?\s*w\s*)?(\d+(\.\d+)?\s*d\s*)?(\d+(\.\d+)?\s*h\s*)?(\d+(\.\d+)?\s*m\s*)?(\d+(\.\d+)?\s*s\s*)?$";
/// Small letters and digits, with single hyphens between words.
const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// Returns the JSON Schema (draft 2020-12) of scenario files, ending in a newline.
pub fn schema() -> String {
    let mut schema = table(&FILE);
    let definitions = json!({
        "duration": {
            "type": "string",
            "description": "A duration, such as `15d`, `2d 6h`, `1.5h`, `90m` or `45s`.",
            "pattern": DURATION,
            "minLength": 2,
        },
        "distribution": {
            "description": "A duration, or a distribution of durations.",
            "anyOf": [{ "$ref": "#/$defs/duration" }, { "$ref": "#/$defs/family" }],
        },
        "family": one(&FAMILIES),
        "part": part(),
        "weight": {
            "type": "integer",
            "description": "A share of the sum of all weights.",
            "minimum": 1,
            "maximum": u32::MAX,
        },
        "probability": { "type": "number", "minimum": 0, "maximum": 1 },
    });
    let mut whole = Map::new();
    whole.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    whole.insert("required".to_owned(), json!(["title", "summary"]));
    if let Value::Object(schema) = &mut schema {
        whole.append(schema);
    }
    whole.insert("$defs".to_owned(), definitions);
    // The schema is built of maps and texts alone, so it can always be written.
    let mut text = serde_json::to_string_pretty(&Value::Object(whole)).unwrap_or_default();
    text.push('\n');
    text
}

fn form(form: Form) -> Value {
    match form {
        Form::Text => json!({ "type": "string", "minLength": 1 }),
        Form::Kebab => json!({ "type": "string", "pattern": KEBAB, "maxLength": 64 }),
        Form::Whole(largest) => json!({ "type": "integer", "minimum": 0, "maximum": largest }),
        Form::Probability => json!({ "$ref": "#/$defs/probability" }),
        Form::Weight => json!({ "$ref": "#/$defs/weight" }),
        Form::Duration => json!({ "$ref": "#/$defs/duration" }),
        Form::Date => {
            json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
        }
        Form::Distribution => json!({ "$ref": "#/$defs/distribution" }),
        Form::Part => json!({ "$ref": "#/$defs/part" }),
        Form::Quantiles => json!({
            "type": "object",
            "patternProperties": { "^p([0-9]|[1-9][0-9]|100)$": { "$ref": "#/$defs/duration" } },
            "required": ["p0", "p100"],
            "additionalProperties": false,
        }),
        Form::Trouble => {
            let names: Vec<&str> = Kind::all().map(Kind::name).collect();
            json!({ "type": "string", "pattern": format!("^({})(=[0-9.]+)?(@.+)?$", names.join("|")), "examples": names })
        }
        Form::Name(names) => name(names),
        Form::Table(keys) => table(keys),
        Form::One(keys) => one(keys),
        Form::NameOrOne(names, keys) => json!({ "anyOf": [name(names), one(keys)] }),
        Form::Map(names, form) => map(names, *form),
        Form::List(item) => json!({ "type": "array", "items": self::form(*item), "minItems": 1 }),
    }
}

fn name(names: Names) -> Value {
    match names.list() {
        Some(list) => json!({ "type": "string", "enum": list }),
        None => form(Form::Kebab),
    }
}

fn map(names: Names, value: Form) -> Value {
    match names.list() {
        // Every name is a property, so that an editor can complete it.
        Some(list) => {
            let property = |name: &str| (name.to_owned(), form(value));
            json!({
                "type": "object",
                "properties": list.into_iter().map(property).collect::<Map<_, _>>(),
                "additionalProperties": false,
                "minProperties": 1,
            })
        }
        None => json!({
            "type": "object",
            "patternProperties": { KEBAB: form(value) },
            "additionalProperties": false,
            "minProperties": 1,
        }),
    }
}

fn table(keys: &Keys) -> Value {
    json!({
        "type": "object",
        "title": keys.name,
        "description": keys.about,
        "properties": properties(keys.list),
        "additionalProperties": false,
    })
}

fn one(keys: &Keys) -> Value {
    let mut schema = table(keys);
    schema["minProperties"] = json!(1);
    schema["maxProperties"] = json!(1);
    schema
}

/// Returns the schema of a part of a mixture: a weight and one family.
fn part() -> Value {
    let mut schema = table(&FAMILIES);
    schema["title"] = json!("part");
    schema["description"] = json!("A weight and one distribution.");
    schema["properties"]["weight"] = form(Form::Weight);
    schema["required"] = json!(["weight"]);
    schema["minProperties"] = json!(2);
    schema["maxProperties"] = json!(2);
    schema
}

fn properties(keys: &[Key]) -> Map<String, Value> {
    let property = |key: &Key| {
        let mut schema = form(key.form);
        schema["description"] = json!(key.about);
        (key.name.to_owned(), schema)
    };
    keys.iter().map(property).collect()
}
