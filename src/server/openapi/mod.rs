//! The control API in OpenAPI 3.1, made of the same table as its routes, so that neither can say what the other does not.

use serde_json::{Map, Value, json};

use super::control::{ENDPOINTS, Endpoint, Takes};
use crate::dialect::DIALECTS;
use crate::fleet::{CASE_SCHEMA, Verdict};
use crate::parcel::{Carrier, City, Country, Fate, NumberRole, ServiceLine, Status};
use crate::scenario::Library;

/// Schemas that no vocabulary makes.
const SCHEMAS: &str = include_str!("schemas.json");

/// What braces in paths stand for: name, schema, and what it means.
const PARTS: &[(&str, &str, &str)] = &[
    ("key", "Text", "An API key, as clients send it."),
    ("number", "Text", "A tracking number, or a bound text."),
    ("text", "Text", "Any text, percent-encoded; slashes too."),
    ("id", "TenantId", "A tenant's number."),
    ("subscription", "SubscriptionId", "A subscription's number."),
];

/// How a server is set up, as far as it shows in what it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The control API demands a token.
    pub(super) has_token: bool,
    /// What it is told is kept in a file.
    pub(super) has_state: bool,
}

/// Returns the description.
pub(super) fn document(shape: Shape) -> Value {
    let mut paths = Map::new();
    for endpoint in ENDPOINTS.iter().copied().flatten() {
        let path = paths
            .entry(format!("/_sim{}", endpoint.path))
            .or_insert_with(|| json!({}));
        let method = endpoint.method.name().to_ascii_lowercase();
        path[method] = operation(endpoint, shape);
    }
    let mut components = json!({ "schemas": schemas() });
    let mut security = json!([]);
    if shape.has_token {
        components["securitySchemes"] = json!({ "token": { "type": "http", "scheme": "bearer" } });
        security = json!([{ "token": [] }]);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "misroute control API",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Time, orders, the truth, bound numbers, tenants, faults and webhooks of a mock carrier.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": security,
        "paths": paths,
        "components": components,
    })
}

fn operation(endpoint: &Endpoint, shape: Shape) -> Value {
    let mut parameters: Vec<Value> = parts(endpoint.path)
        .map(|(name, schema, about)| {
            json!({
                "name": name, "in": "path", "required": true, "description": about, "schema": reference(schema),
            })
        })
        .collect();
    parameters.extend(endpoint.reads.iter().map(|param| {
        json!({
            "name": param.name, "in": param.place, "description": param.about, "schema": reference(param.schema),
        })
    }));
    let mut operation = json!({
        "operationId": endpoint.id,
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses(endpoint, shape),
    });
    if shape.has_token && endpoint.is_open() {
        operation["security"] = json!([]);
    }
    let body = match endpoint.takes {
        Takes::Nothing => None,
        Takes::Json(schema) => Some((schema, true)),
        Takes::JsonOrNothing(schema) => Some((schema, false)),
    };
    if let Some((schema, required)) = body {
        operation["requestBody"] = json!({
            "required": required, "content": { "application/json": { "schema": reference(schema) } },
        });
    }
    operation
}

/// Returns what the braces of a path stand for.
fn parts(path: &str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    names.filter_map(|name| PARTS.iter().find(|(known, ..)| *known == name).copied())
}

fn responses(endpoint: &Endpoint, shape: Shape) -> Value {
    let mut all = Map::new();
    for gives in endpoint.gives {
        let mut response = json!({ "description": gives.about });
        if let Some((kind, schema)) = gives.body {
            response["content"] = json!({ kind: { "schema": reference(schema) } });
        }
        all.insert(gives.status.to_string(), response);
    }
    let mut refusals = vec![(
        400,
        "The path, the query, a header or the body cannot be read.",
    )];
    if !matches!(endpoint.takes, Takes::Nothing) {
        refusals.push((413, "The body is too large."));
        refusals.push((415, "The body is not said to be JSON."));
        refusals.push((422, "The body is JSON and says what cannot be."));
    }
    if shape.has_token && !endpoint.is_open() {
        refusals.push((401, "The token is missing or wrong."));
    }
    refusals.extend(endpoint.refuses);
    for (status, about) in refusals {
        if status != 507 || shape.has_state {
            let content = json!({ "application/json": { "schema": reference("Problem") } });
            all.insert(
                status.to_string(),
                json!({ "description": about, "content": content }),
            );
        }
    }
    Value::Object(all)
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn schemas() -> Value {
    // The file is read by a test; what it could not read would be missing here.
    let mut schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    let case = CASE_SCHEMA.replace("\"#/$defs/", "\"#/components/schemas/Case/$defs/");
    schemas["Case"] = serde_json::from_str(&case).unwrap_or_default();
    let names = |all: Vec<&str>| json!({ "type": "string", "enum": all });
    let roles = NumberRole::ALL.iter().map(|role| role.name());
    schemas["NumberRole"] = names(roles.collect());
    let verdicts = Verdict::ALL.iter().map(|verdict| verdict.name());
    schemas["Verdict"] = names(verdicts.collect());
    let statuses = Status::ALL.iter().map(|status| status.name());
    schemas["Status"] = names(statuses.collect());
    let dialects = DIALECTS.iter().map(|dialect| dialect.name());
    schemas["Dialect"] = names(dialects.clone().collect());
    schemas["FaultDialect"] = names(std::iter::once("*").chain(dialects).collect());
    let speakers = DIALECTS.iter().filter(|dialect| dialect.hooks().is_some());
    schemas["Speaker"] = names(speakers.map(|dialect| dialect.name()).collect());
    schemas["Where"] = json!({
        "type": "string",
        "pattern": where_pattern(),
        "maxLength": 2_000,
        "examples": ["to=DE,fate=returned"],
    });
    schemas
}

/// Returns the pattern of filters: conditions that all must hold, between commas.
fn where_pattern() -> String {
    let one_of = |key: &str, values: Vec<&str>| format!("{key}=({})", values.join("|"));
    let cities = Country::all().flat_map(Country::cities).map(City::name);
    let plain = |name: &&str| {
        name.chars()
            .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
    };
    let conditions = [
        one_of("to", Country::all().map(Country::code).collect()),
        one_of("city", cities.filter(plain).collect()),
        one_of(
            "service",
            ServiceLine::ALL.iter().map(|line| line.key()).collect(),
        ),
        one_of("fate", Fate::ALL.iter().map(|fate| fate.name()).collect()),
        one_of(
            "status",
            Status::ALL.iter().map(|status| status.name()).collect(),
        ),
        one_of("carrier", Carrier::all().map(Carrier::slug).collect()),
        one_of("scenario", Library::built_in().names().collect()),
        "label=[a-z0-9:-]{1,40}".to_owned(),
    ];
    let condition = format!("({})", conditions.join("|"));
    format!("^{condition}(,{condition}){{0,3}}$")
}
