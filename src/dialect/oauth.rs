//! Requests for access tokens by client credentials (OAuth 2.0), as JSON, as a form, or with the credentials in a header.

use serde::Deserialize;

use super::{Request, header, sixty_four};

/// What a client asks for, and as whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    /// How the client proves who it is: `client_credentials`.
    pub grant_type: String,
    /// The client's id.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// What the token shall be good for, words with spaces between; empty: whatever the client may.
    pub scope: String,
}

impl TokenRequest {
    /// Reads a request; none if its body is neither JSON nor a form of texts.
    pub fn read(request: &Request) -> Option<Self> {
        let body = request.body();
        let is_json = body.trim_ascii_start().starts_with(b"{");
        let mut asked: Self = if is_json {
            serde_json::from_slice(body).ok()?
        } else {
            Self::of_form(body)
        };
        if let Some((id, secret)) = basic(request) {
            (asked.client_id, asked.client_secret) = (id, secret);
        }
        Some(asked)
    }

    fn of_form(body: &[u8]) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(body) {
            match key.as_ref() {
                "grant_type" => asked.grant_type = value.into_owned(),
                "client_id" => asked.client_id = value.into_owned(),
                "client_secret" => asked.client_secret = value.into_owned(),
                "scope" => asked.scope = value.into_owned(),
                _ => {}
            }
        }
        asked
    }
}

/// Returns the token that a request carries.
pub fn bearer(request: &Request) -> Option<&str> {
    let (scheme, token) = header(request, "authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn basic(request: &Request) -> Option<(String, String)> {
    let (scheme, credentials) = header(request, "authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(sixty_four::decode(credentials.trim())?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// Returns the `access_token` of the answer to a request for one.
pub fn given(answer: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
    Some(answer.get("access_token")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str, authorization: Option<&str>) -> Option<TokenRequest> {
        let mut request = http::Request::builder();
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        TokenRequest::read(&request.body(body.into()).unwrap())
    }

    #[test]
    fn json_forms_and_headers_say_the_same() {
        let wanted = TokenRequest {
            grant_type: "client_credentials".to_owned(),
            client_id: "an id".to_owned(),
            client_secret: "a+b".to_owned(),
            scope: String::new(),
        };
        let json =
            r#" {"client_id":"an id","client_secret":"a+b","grant_type":"client_credentials"}"#;
        let form = "grant_type=client_credentials&client_id=an+id&client_secret=a%2Bb";
        let header = Some("Basic YW4gaWQ6YSti");
        assert_eq!(asked(json, None).as_ref(), Some(&wanted));
        assert_eq!(asked(form, None).as_ref(), Some(&wanted));
        assert_eq!(
            asked("grant_type=client_credentials", header).as_ref(),
            Some(&wanted)
        );
    }

    #[test]
    fn what_is_neither_is_no_request() {
        assert_eq!(asked("{", None), None);
        assert_eq!(asked(r#"{"client_id":7}"#, None), None);
        assert_eq!(asked("", None), Some(TokenRequest::default()));
        assert_eq!(asked("", Some("Basic %%%")), Some(TokenRequest::default()));
    }
}
