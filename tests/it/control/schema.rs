//! A validator for the JSON Schema that the control API's description uses; any other keyword is a mistake in it.

use serde_json::Value;

/// Returns what of a value a schema refuses; `root` is where references lead.
pub(crate) fn refusal(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let complaint = |what: &str| Some(format!("{what}: {value} against {schema}"));
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let refused = match keyword.as_str() {
            "$ref" => {
                let path = wanted
                    .as_str()
                    .expect("a reference")
                    .trim_start_matches('#');
                let target = root.pointer(path).unwrap_or_else(|| panic!("no {path}"));
                refusal(root, target, value)
            }
            "type" => (!is_of(value, wanted)).then(|| complaint("type")).flatten(),
            "enum" => {
                let list = wanted.as_array().expect("a list");
                (!list.contains(value)).then(|| complaint("enum")).flatten()
            }
            "anyOf" => {
                let fits = |one: &Value| refusal(root, one, value).is_none();
                let list = wanted.as_array().expect("a list");
                (!list.iter().any(fits))
                    .then(|| complaint("anyOf"))
                    .flatten()
            }
            "oneOf" => {
                let fits = |one: &&Value| refusal(root, one, value).is_none();
                let count = wanted
                    .as_array()
                    .expect("a list")
                    .iter()
                    .filter(fits)
                    .count();
                (count != 1).then(|| complaint("oneOf")).flatten()
            }
            "required" => {
                let mut keys = wanted.as_array().expect("a list").iter();
                let missing = keys.any(|key| {
                    value.is_object() && value.get(key.as_str().expect("a key")).is_none()
                });
                missing.then(|| complaint("required")).flatten()
            }
            "items" => {
                let mut items = value.as_array().into_iter().flatten();
                items.find_map(|item| refusal(root, wanted, item))
            }
            "properties" => members(root, schema, value),
            "minimum" | "maximum" | "minLength" | "maxLength" | "minProperties" => {
                (!is_within(keyword, wanted, value))
                    .then(|| complaint(keyword))
                    .flatten()
            }
            "format" => (!is_format(value, wanted))
                .then(|| complaint("format"))
                .flatten(),
            // Patterns are for those who make requests; what is answered has none.
            "pattern"
            | "additionalProperties"
            | "description"
            | "title"
            | "examples"
            | "$schema"
            | "$defs" => None,
            other => panic!("the validator knows no keyword {other}"),
        };
        if refused.is_some() {
            return refused;
        }
    }
    None
}

/// Tells whether a value keeps within a bound, if the bound is for values of its type.
fn is_within(keyword: &str, wanted: &Value, value: &Value) -> bool {
    let bound = wanted.as_f64().expect("a number");
    let size = match keyword {
        "minimum" | "maximum" => value.as_f64(),
        "minProperties" => value.as_object().map(|members| members.len() as f64),
        _ => value.as_str().map(|text| text.chars().count() as f64),
    };
    size.is_none_or(|size| {
        if keyword.starts_with("min") {
            size >= bound
        } else {
            size <= bound
        }
    })
}

fn members(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    assert_eq!(schema["additionalProperties"], false, "{schema} is closed");
    let mut members = value.as_object()?.iter();
    members.find_map(|(key, member)| match schema["properties"].get(key) {
        Some(wanted) => refusal(root, wanted, member),
        None => Some(format!("`{key}` is not described")),
    })
}

fn is_of(value: &Value, kind: &Value) -> bool {
    let is = |kind: &Value| match kind.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the validator knows no type {other}"),
    };
    match kind.as_array() {
        Some(kinds) => kinds.iter().any(is),
        None => is(kind),
    }
}

fn is_format(value: &Value, format: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return true;
    };
    match format.as_str().expect("a format") {
        "date" => text.parse::<jiff::civil::Date>().is_ok(),
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        "uri" => text.starts_with("http://"),
        other => panic!("the validator knows no format {other}"),
    }
}
