//! Targets: where messages may go. Loopback, unless the command line names more.

use std::fmt;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};

use axum::http::Uri;

/// Which hosts may be told of changes beside this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedHosts(Vec<String>);

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// A name or an address, without brackets.
    host: String,
    port: u16,
    /// The host with its port, as it was written.
    pub(super) authority: String,
    /// With its query.
    pub(super) path: String,
}

/// Why a message cannot go somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoTarget {
    /// Lower case, no full stop.
    pub(super) message: String,
    pub(super) mend: &'static str,
}

const MEND: &str = "write a URL such as `http://127.0.0.1:9000/hook`";

impl fmt::Display for NoTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl AllowedHosts {
    /// Returns loopback and some more hosts: names or addresses, without ports.
    pub fn new(hosts: &[String]) -> Self {
        Self(hosts.iter().map(|host| plain(host)).collect())
    }

    fn has(&self, host: &str) -> bool {
        self.0.iter().any(|known| known == host)
    }

    /// Tells whether a message to a host may go to an address that the host's name leads to.
    fn permits(&self, host: &str, address: IpAddr) -> bool {
        address.to_canonical().is_loopback() || self.has(host)
    }
}

/// Returns a host as it is compared.
fn plain(host: &str) -> String {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.trim_end_matches('.').to_ascii_lowercase()
}

impl Target {
    /// Reads a URL.
    pub(super) fn parse(url: &str) -> Result<Self, NoTarget> {
        let wrong = |message: &str, mend| NoTarget {
            message: message.to_owned(),
            mend,
        };
        let uri: Uri = url.parse().map_err(|_| wrong("this is no URL", MEND))?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => {
                let message = "messages are not sent over TLS";
                return Err(wrong(
                    message,
                    "write `http://`, and let a proxy of your own speak TLS",
                ));
            }
            _ => return Err(wrong("the URL does not begin with `http://`", MEND)),
        }
        let authority = uri
            .authority()
            .ok_or_else(|| wrong("the URL names no host", MEND))?;
        if authority.as_str().contains('@') {
            return Err(wrong("the URL holds a user's name", "leave it away"));
        }
        Ok(Self {
            host: plain(authority.host()),
            port: authority.port_u16().unwrap_or(80),
            authority: authority.as_str().to_owned(),
            path: uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
        })
    }

    /// Returns the addresses of it that may be told; what its name leads to counts, not the name.
    pub(super) fn addresses(
        &self,
        found: impl Iterator<Item = SocketAddr>,
        allowed: &AllowedHosts,
    ) -> Result<Vec<SocketAddr>, NoTarget> {
        let found: Vec<SocketAddr> = found.collect();
        if found.is_empty() {
            return Err(NoTarget {
                message: format!("the host `{}` is not known", self.host),
                mend: MEND,
            });
        }
        let permitted = found.into_iter();
        let permitted = permitted.filter(|address| allowed.permits(&self.host, address.ip()));
        let permitted: Vec<SocketAddr> = permitted.collect();
        if permitted.is_empty() {
            return Err(NoTarget {
                message: format!("`{}` is not this machine", self.host),
                mend: "name it when the server is started: `--allow-webhook-host HOST`",
            });
        }
        Ok(permitted)
    }

    /// Returns the name or address and the port.
    pub(super) fn place(&self) -> (&str, u16) {
        (&self.host, self.port)
    }

    /// Tells whether it may be told as of now; this waits for the host's name to be looked up.
    pub(super) fn check(&self, allowed: &AllowedHosts) -> Result<(), NoTarget> {
        let found = self.place().to_socket_addrs().into_iter().flatten();
        self.addresses(found, allowed).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(url: &str, allowed: &[&str]) -> Result<(), String> {
        let hosts: Vec<String> = allowed.iter().map(|host| (*host).to_owned()).collect();
        let target = Target::parse(url).map_err(|error| error.message)?;
        let checked = target.check(&AllowedHosts::new(&hosts));
        checked.map_err(|error| error.message)
    }

    #[test]
    fn only_this_machine_is_told_unless_more_is_allowed() {
        for good in [
            "http://127.0.0.1:9000/hook?a=b",
            "http://127.8.9.10",
            "http://[::1]:9000/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost:9000/hook",
        ] {
            assert_eq!(checked(good, &[]), Ok(()), "{good}");
        }
        for other in [
            "http://192.0.2.1/",
            "http://[2001:db8::1]/",
            "http://0.0.0.0:9000/",
            "http://169.254.169.254/latest",
        ] {
            let refused = checked(other, &[]).unwrap_err();
            assert!(refused.ends_with("is not this machine"), "{refused}");
        }
        assert_eq!(checked("http://192.0.2.1/", &["192.0.2.1"]), Ok(()));
        assert!(checked("http://192.0.2.2/", &["192.0.2.1"]).is_err());
        assert_eq!(checked("http://[2001:DB8::1]:8/", &["2001:db8::1"]), Ok(()));
    }

    #[test]
    fn what_is_no_plain_http_url_is_refused() {
        for wrong in [
            "",
            "/hook",
            "localhost:9000",
            "ftp://localhost/",
            "http://a@localhost/",
        ] {
            assert!(Target::parse(wrong).is_err(), "{wrong}");
        }
        let refused = Target::parse("https://localhost/").unwrap_err();
        assert_eq!(refused.message, "messages are not sent over TLS");
        let target = Target::parse("http://Localhost:9000/a?b=c").unwrap();
        assert_eq!(target.place(), ("localhost", 9_000));
        assert_eq!(
            (target.authority.as_str(), target.path.as_str()),
            ("Localhost:9000", "/a?b=c")
        );
    }
}
