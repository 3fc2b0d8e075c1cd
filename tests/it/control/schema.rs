//! A validator for the JSON Schema that the control API's description uses; any other keyword is a mistake in it.

use serde_json::Value;

/// Returns what of a value a schema refuses; `root` is where references lead.
pub(crate) fn refusal(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let complaint = |what: &str| Some(format!("{what}: {value} against {schema}"));
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let number = || wanted.as_i64().expect("a number");
        let length = || value.as_str().map(|text| text.chars().count() as i64);
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
            "minimum" => value
                .as_f64()
                .filter(|value| *value < number() as f64)
                .and_then(|_| complaint("minimum")),
            "maximum" => value
                .as_f64()
                .filter(|value| *value > number() as f64)
                .and_then(|_| complaint("maximum")),
            "minLength" => length()
                .filter(|length| *length < number())
                .and_then(|_| complaint("minLength")),
            "maxLength" => length()
                .filter(|length| *length > number())
                .and_then(|_| complaint("maxLength")),
            "minProperties" => value
                .as_object()
                .filter(|members| (members.len() as i64) < number())
                .and_then(|_| complaint("minProperties")),
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
