//! The document of the API (OpenAPI 3.1), made from the same types that decode and answer.

use axum::{Json, extract::State};
use domain::registry::{KINDS, Kind, generator};
use serde_json::{Map, Value, json};

use crate::{App, command::Answer, decode::variants, dossier, files, query, sign_in, undo};

/// `GET /api/v1/openapi.json`.
pub async fn document(State(_): State<App>) -> Json<Value> {
    Json(build())
}

/// Builds the document.
pub fn build() -> Value {
    let mut paths = Map::new();
    for kind in KINDS {
        for (name, schema) in variants(&(kind.commands)(&mut generator())) {
            let summary = schema.get("description").cloned().unwrap_or_default();
            let on_new = operation(kind, &name, &summary, &schema, true);
            let on_thing = operation(kind, &name, &summary, &schema, false);
            paths.insert(format!("/api/v1/{}/{name}", kind.path), json!({"post": on_new}));
            paths.insert(format!("/api/v1/{}/{{id}}/{name}", kind.path), json!({"post": on_thing}));
        }
    }
    for query in query::all() {
        let path = format!("/api/v1/{}", query.path);
        let parameters = parameters(query);
        let answer = (query.answer)(&mut generator());
        let get = json!({
            "tags": [query.path.split('/').next()],
            "summary": query.summary,
            "operationId": format!("get-{}", query.path.replace('/', "-").replace(['{', '}'], "")),
            "parameters": parameters,
            "responses": responses(&[("200", "The answer.", answer.as_value().clone())], &["401", "403", "404", "422", "503"]),
        });
        paths.insert(path, json!({"get": get}));
    }
    let dossier = generator().into_root_schema_for::<dossier::Dossier>();
    for (path, whose, ids) in [
        ("/api/v1/customers/{id}/dossier", "customer", &["id"][..]),
        ("/api/v1/customers/{id}/contacts/{contact}/dossier", "contact", &["id", "contact"]),
        ("/api/v1/users/{id}/dossier", "user", &["id"]),
    ] {
        let id = |name: &&str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}});
        let get = json!({
            "tags": ["privacy"], "summary": "Everything that is held of a person; that it was given is written down.",
            "operationId": format!("get-dossier-of-{whose}"),
            "parameters": ids.iter().map(id).collect::<Vec<_>>(),
            "responses": responses(&[("200", "The dossier.", dossier.as_value().clone())], &["401", "403", "404", "409", "503"]),
        });
        paths.insert(path.into(), json!({"get": get}));
    }
    let preview = generator().into_root_schema_for::<undo::Preview>();
    let said = generator().into_root_schema_for::<undo::Said>();
    let answer = generator().into_root_schema_for::<Answer>();
    let event = json!({"name": "event", "in": "path", "required": true, "schema": {"type": "string"},
        "description": "An event's id, or its position in the log."});
    let reason = json!({"name": "reason", "in": "query", "schema": {"type": "string", "maxLength": 200}});
    paths.insert("/api/v1/undo/{event}".into(), json!({
        "get": {
            "tags": ["undo"], "summary": "What taking back the act would do to which an event belongs, or why it stays",
            "operationId": "get-undo", "parameters": [event.clone(), reason],
            "responses": responses(&[("200", "The preview.", preview.as_value().clone())], &["401", "403", "404", "422", "503"]),
        },
        "post": {
            "tags": ["undo"], "summary": "Take back the act to which an event belongs, by the command of the preview",
            "operationId": "undo",
            "parameters": headers().into_iter().chain([event]).collect::<Vec<_>>(),
            "requestBody": {"content": {"application/json": {"schema": said}}},
            "responses": responses(&[("200", "Taken back.", answer.as_value().clone())], &["400", "401", "403", "404", "409", "415", "422", "503"]),
        },
    }));
    let together = generator().into_root_schema_for::<undo::together::Together>();
    let batch = json!({"name": "batch", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"},
        "description": "As `together` of a preview says."});
    let body = json!({"content": {"application/json": {"schema": generator().into_root_schema_for::<undo::Said>()}}});
    let all =
        |about: &str| responses(&[("200", about, together.as_value().clone())], &["401", "403", "404", "422", "503"]);
    paths.insert("/api/v1/undo/together/{batch}".into(), json!({
        "get": {
            "tags": ["undo"], "summary": "What taking back would do all that was done in one go",
            "operationId": "get-undo-together", "parameters": [batch.clone()], "responses": all("The preview."),
        },
        "post": {
            "tags": ["undo"], "summary": "Take back all that can be of what was done in one go",
            "operationId": "undo-together",
            "parameters": [batch, header("Idempotency-Key", "The same key again goes on.", json!({"type": "string", "maxLength": 200}))],
            "requestBody": body,
            "responses": responses(&[("200", "What became of each.", together.as_value().clone())], &["400", "401", "403", "404", "415", "422", "503"]),
        },
    }));
    let token = generator().into_root_schema_for::<sign_in::Token>();
    let credentials = generator().into_root_schema_for::<sign_in::Credentials>();
    paths.insert("/api/v1/session".into(), json!({
        "post": {
            "tags": ["session"], "summary": "Sign in", "operationId": "sign-in", "security": [],
            "requestBody": {"required": true, "content": {"application/json": {"schema": credentials}}},
            "responses": responses(&[("201", "Signed in.", token.as_value().clone())], &["400", "401", "413", "429", "503"]),
        },
        "delete": {
            "tags": ["session"], "summary": "Sign out", "operationId": "sign-out",
            "responses": with_problems(json!({"204": {"description": "Signed out."}}), &["401", "503"]),
        },
    }));
    let kept = generator().into_root_schema_for::<files::Kept>();
    let parts = json!({"type": "object", "required": ["file"], "properties": {
        "contract": {"type": "string", "format": "uuid", "description": "The contract whose scan it is; or else"},
        "visit": {"type": "string", "format": "uuid", "description": "the visit"},
        "machine": {"type": "string", "format": "uuid", "description": "or the machine whose photo or paper it is;"},
        "manual": {"type": "string", "maxLength": 0, "description": "or empty, of a manual."},
        "file": {"type": "string", "contentMediaType": "application/octet-stream",
                 "description": "A PDF, JPEG or PNG, and of photos a WebP; the last part."},
    }});
    paths.insert(
        "/api/v1/files".into(),
        json!({"post": {
            "tags": ["files"], "summary": "Hand in the scan of a contract, a photo or paper of a visit or machine, or a manual", "operationId": "hand-in-file",
            "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": parts}}},
            "responses": responses(
                &[("201", "Kept; commands name it by its hash.", kept.as_value().clone())],
                &["400", "401", "403", "404", "413", "415", "422", "503"],
            ),
        }}),
    );
    let types = ["application/pdf", "image/jpeg", "image/png"].map(|kind| (kind.to_owned(), json!({})));
    paths.insert(
        "/api/v1/files/{hash}".into(),
        json!({"get": {
            "tags": ["files"], "summary": "A file, for who may read what it belongs to", "operationId": "get-file",
            "parameters": [{"name": "hash", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": with_problems(
                json!({"200": {"description": "The file.", "content": Value::Object(types.into_iter().collect())}}),
                &["401", "403", "404", "503"],
            ),
        }}),
    );
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Werkbank",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Commands are POSTs: `/api/v1/<things>/<command>` makes a new thing, `/api/v1/<things>/<id>/<command>` acts on one. \
                `Idempotency-Key` makes repeating harmless, `If-Match` with the revision seen refuses when someone was first.",
        },
        "security": [{"bearer": []}, {"cookie": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": crate::session::COOKIE},
            },
            "schemas": {"Problem": problem()},
        },
    })
}

/// What every command may be given along.
fn headers() -> Vec<Value> {
    let key = json!({"type": "string", "maxLength": 200});
    let revision = json!({"type": "string", "pattern": "^(\\*|\"[0-9]{1,18}\")$"});
    vec![
        header("Idempotency-Key", "The same key again is the same request again.", key),
        header("If-Match", "The revision seen, as in `ETag`.", revision),
    ]
}

fn operation(kind: &Kind, name: &str, summary: &Value, schema: &Value, new: bool) -> Value {
    let path = kind.path;
    let mut parameters = headers();
    let id = kind.only.map_or_else(|| json!({"type": "string"}), |only| json!({"const": only}));
    if !new {
        parameters.insert(0, json!({"name": "id", "in": "path", "required": true, "schema": id}));
    }
    let answer = generator().into_root_schema_for::<Answer>();
    let ok = if new && kind.only.is_none() { "201" } else { "200" };
    let problems = ["400", "401", "403", "404", "409", "413", "415", "422", "503"];
    json!({
        "tags": [path],
        "summary": summary,
        "operationId": format!("{name}-{}{}", if new { "new-" } else { "" }, path),
        "parameters": parameters,
        "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}},
        "responses": responses(&[(ok, "Done, and on disk.", answer.as_value().clone())], &problems),
    })
}

fn header(name: &str, about: &str, schema: Value) -> Value {
    json!({"name": name, "in": "header", "description": about, "schema": schema})
}

fn parameters(query: &query::Query) -> Vec<Value> {
    let schema = (query.parameters)(&mut generator());
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let own = schema.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(name, schema)| {
        json!({"name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": schema})
    });
    let id = query
        .path
        .contains("{id}")
        .then(|| json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}));
    id.into_iter().chain(own).chain([as_of()]).collect()
}

/// Every question can be asked of any moment.
fn as_of() -> Value {
    json!({
        "name": "as_of", "in": "query", "required": false,
        "schema": {"anyOf": [
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time"},
            {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"},
            {"type": "integer", "minimum": 1},
        ]},
        "description": "As it was at the end of this day; also a moment (`2026-07-01T14:05`, by the company's clock, or with a zone) \
            or the position of an event in the log. None that has to come. Who was forgotten since is not shown.",
    })
}

fn responses(good: &[(&str, &str, Value)], problems: &[&str]) -> Value {
    let good: Map<String, Value> = good
        .iter()
        .map(|(status, about, schema)| {
            ((*status).into(), json!({"description": about, "content": {"application/json": {"schema": schema}}}))
        })
        .collect();
    with_problems(Value::Object(good), problems)
}

fn with_problems(mut responses: Value, problems: &[&str]) -> Value {
    for status in problems {
        responses[*status] = json!({
            "description": "See the problem.",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        });
    }
    responses
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["status", "code", "title"],
        "properties": {
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "title": {"type": "string"},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            }},
            "overrule": {"type": "string"},
        },
    })
}
