//! Access tokens of OAuth: signed, so that none has to be remembered.
//!
//! A token is a JSON Web Token, HS256. Its secret is made of the keys that the desk accepts: a token outlives a restart
//! of the server, as clients that keep theirs on disk expect, and who knows no key can make none.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{Desk, Keys, same};
use crate::clock::wall_now;
use crate::parcel::Timestamp;

/// `{"alg":"HS256","typ":"JWT"}`.
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// By which clock tokens live, and whatever else is over in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenLife {
    /// The wall's: a client that gets a token and jumps 60 days ahead still has it.
    #[default]
    Wall,
    /// The tenant's: a jump makes them expire.
    Virtual,
}

/// What a token says of whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The dialect that gave it.
    #[serde(rename = "iss")]
    pub dialect: String,
    /// Whom it was given to: the client's id, which is the API key.
    #[serde(rename = "sub")]
    pub client: String,
    /// What it is good for, words with spaces between.
    pub scope: String,
    /// When it was given, in seconds since 1970.
    #[serde(rename = "iat")]
    pub issued_at: i64,
    /// When it ends.
    #[serde(rename = "exp")]
    pub expires_at: i64,
}

/// Why a token does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenError {
    /// This desk did not give it, or another dialect did.
    Wrong,
    /// Its life is over.
    Expired,
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Wrong => "the access token was not given here",
            Self::Expired => "the access token has expired",
        })
    }
}

impl std::error::Error for TokenError {}

impl Grant {
    /// Returns the client that a token names, whether or not the token counts.
    pub fn named_in(token: &str) -> Option<String> {
        let (_, claims) = parts(token)?;
        Some(read(claims)?.client)
    }

    /// Tells whether it is good for something.
    pub fn covers(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|word| word == scope)
    }
}

impl Desk {
    /// Gives a client of a dialect a token that lives so many seconds.
    pub fn give_token(
        &self,
        (dialect, client): (&str, &str),
        scope: &str,
        seconds: i64,
    ) -> (String, Grant) {
        let now = self.short_time();
        let grant = Grant {
            dialect: dialect.to_owned(),
            client: client.to_owned(),
            scope: scope.to_owned(),
            issued_at: now.0,
            expires_at: (now + seconds).0,
        };
        // A struct of texts and integers is always JSON.
        let claims = serde_json::to_vec(&grant).unwrap_or_default();
        let signed = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature = URL_SAFE_NO_PAD.encode(signature(&self.keys, &signed));
        (format!("{signed}.{signature}"), grant)
    }

    /// Returns what a token says, if the dialect gave it and it still lives.
    ///
    /// # Errors
    ///
    /// Returns why it does not count, in a time that does not depend on how much of its signature is right.
    pub fn check_token(&self, dialect: &str, token: &str) -> Result<Grant, TokenError> {
        let (signed, claims) = parts(token).ok_or(TokenError::Wrong)?;
        let given = token.get(signed.len() + 1..).unwrap_or_default();
        let given = URL_SAFE_NO_PAD.decode(given).unwrap_or_default();
        if !same(&signature(&self.keys, signed), &given) {
            return Err(TokenError::Wrong);
        }
        let grant = read(claims).filter(|grant| grant.dialect == dialect);
        let grant = grant.ok_or(TokenError::Wrong)?;
        if self.short_time().0 >= grant.expires_at {
            return Err(TokenError::Expired);
        }
        Ok(grant)
    }

    /// Returns what the clock shows by which tokens live, short limits run, and messages are signed.
    pub fn short_time(&self) -> Timestamp {
        match self.token_life {
            TokenLife::Wall => wall_now(),
            TokenLife::Virtual => self.clock.now(),
        }
    }
}

/// Returns what is signed of a token, and its claims.
fn parts(token: &str) -> Option<(&str, &str)> {
    let (signed, _) = token.rsplit_once('.')?;
    let claims = signed.strip_prefix(HEADER)?.strip_prefix('.')?;
    Some((signed, claims))
}

fn read(claims: &str) -> Option<Grant> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

fn signature(keys: &Keys, signed: &str) -> [u8; 32] {
    let mut secret = b"misroute".to_vec();
    if let Keys::Only(keys) = keys {
        for key in keys {
            secret.extend_from_slice(&(key.len() as u64).to_be_bytes());
            secret.extend_from_slice(key.as_bytes());
        }
    }
    // An HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&secret) else {
        return [0; 32];
    };
    mac.update(signed.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fleet::{DEFAULT_START, Worlds};
    use crate::scenario::Library;

    fn desk(token_life: TokenLife, keys: Keys) -> Desk {
        let worlds = Worlds::new(Library::built_in(), DEFAULT_START);
        let clock = crate::clock::Clock::new(Timestamp(1_000), crate::clock::Pace::Frozen);
        let mut desk = Desk::new(worlds, clock);
        (desk.token_life, desk.keys) = (token_life, keys);
        desk
    }

    #[test]
    fn a_token_says_who_has_it_and_what_for() {
        let desk = desk(TokenLife::Virtual, Keys::Any);
        let (token, grant) = desk.give_token(("usps", "a \"client\""), "tracking labels", 60);
        assert_eq!((grant.issued_at, grant.expires_at), (1_000, 1_060));
        assert_eq!(Grant::named_in(&token).as_deref(), Some("a \"client\""));
        assert_eq!(desk.check_token("usps", &token).as_ref(), Ok(&grant));
        assert!(grant.covers("labels") && !grant.covers("label"));
        assert_eq!(desk.check_token("ups", &token), Err(TokenError::Wrong));
    }

    #[test]
    fn any_change_of_a_token_makes_it_wrong() {
        let desk = desk(TokenLife::Virtual, Keys::Any);
        let (token, _) = desk.give_token(("usps", "client"), "tracking", 60);
        for place in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'Q' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(desk.check_token("usps", &changed), Err(TokenError::Wrong));
        }
        for short in [
            "",
            ".",
            "a.b.c",
            &token[..token.len() - 1],
            &format!("{token}A"),
        ] {
            assert_eq!(desk.check_token("usps", short), Err(TokenError::Wrong));
        }
    }

    #[test]
    fn a_token_dies_by_its_own_clock() {
        let desk = desk(TokenLife::Virtual, Keys::Any);
        let (token, _) = desk.give_token(("usps", "client"), "tracking", 60);
        desk.clock.advance(59);
        assert!(desk.check_token("usps", &token).is_ok());
        desk.clock.advance(1);
        assert_eq!(desk.check_token("usps", &token), Err(TokenError::Expired));
    }

    #[test]
    fn a_jump_kills_no_token_that_lives_by_the_wall() {
        let walled = desk(TokenLife::Wall, Keys::Any);
        let (token, _) = walled.give_token(("usps", "client"), "tracking", 3_600);
        walled.clock.advance(60 * 86_400);
        assert!(walled.check_token("usps", &token).is_ok());
    }

    #[test]
    fn who_accepts_other_keys_accepts_other_tokens() {
        let [open, closed] = [Keys::Any, Keys::Only(vec!["client".to_owned()])]
            .map(|keys| desk(TokenLife::Wall, keys));
        let (token, _) = open.give_token(("usps", "client"), "tracking", 60);
        assert!(open.check_token("usps", &token).is_ok());
        assert_eq!(closed.check_token("usps", &token), Err(TokenError::Wrong));
    }
}
