//! The proxy: who may be asked for through it, and what becomes of a request that does.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::header::HOST;
use axum::http::uri::{Authority, PathAndQuery, Scheme};
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri};
use hyper::upgrade::{self, OnUpgrade};
use hyper_util::rt::TokioIo;

use crate::dialect::{hosts, of_host};
use crate::server::control::Problem;
use crate::server::listen::{House, Wire};
use crate::server::reply::{Payload, Reply};

/// Plain HTTP's own port.
const PLAIN: u16 = 80;
/// HTTPS's own port.
const SECURE: u16 = 443;

/// How a connection's requests come here.
#[derive(Debug, Default)]
pub(in crate::server) struct Way {
    /// Whether they may be for other hosts than this one.
    is_proxy: bool,
    /// The end of the tunnel through which they come.
    end: Option<End>,
    /// The tunnel that one of them asked for.
    asked: Mutex<Option<Tunnel>>,
}

/// Whom somebody asks for through a proxy.
#[derive(Debug, Clone)]
enum End {
    /// A carrier, under this name.
    Carrier(HeaderValue),
    /// This server itself.
    Own,
}

/// A tunnel that is granted.
#[derive(Debug)]
pub(super) struct Tunnel {
    opened: OnUpgrade,
    end: End,
}

impl Tunnel {
    /// Returns what is at its mouth, once it is told that it is open.
    pub(super) async fn entered(self) -> Option<(Wire, Way)> {
        let opened = self.opened.await.ok()?;
        let parts = opened.downcast::<TokioIo<Wire>>().ok()?;
        let way = Way {
            end: Some(self.end),
            ..Way::default()
        };
        Some((parts.io.into_inner().after(parts.read_buf), way))
    }
}

impl Way {
    /// Returns the way of those who come to the port itself.
    pub(super) fn at_the_door(is_proxy: bool) -> Self {
        Self {
            is_proxy,
            ..Self::default()
        }
    }

    /// Tells whether it leads through a tunnel.
    pub(super) const fn is_tunnel(&self) -> bool {
        self.end.is_some()
    }

    /// Returns the same way for those who may not ask for other hosts.
    pub(super) fn without_tunnels(self) -> Self {
        Self {
            is_proxy: false,
            ..self
        }
    }

    /// Returns the tunnel that was asked for.
    pub(super) fn tunnel(&self) -> Option<Tunnel> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.take()
    }

    /// Makes a request one to this server, under the name that it asks for; returns the answer to one that is none.
    pub(in crate::server) fn direct<B>(
        &self,
        house: &House,
        request: &mut Request<B>,
    ) -> Option<Reply> {
        if request.method() == Method::CONNECT {
            return Some(self.connect(house, request).unwrap_or_else(refused));
        }
        let authority = request.uri().authority().cloned();
        let name = match (&self.end, &authority) {
            (Some(End::Carrier(name)), _) => name.clone(),
            (None, Some(authority)) if self.is_proxy => {
                let port = match request.uri().scheme() {
                    Some(scheme) if *scheme == Scheme::HTTPS => SECURE,
                    _ => PLAIN,
                };
                match end(house, authority, authority.port_u16().unwrap_or(port)) {
                    Ok(End::Carrier(name)) => name,
                    Ok(End::Own) => HeaderValue::from_str(authority.as_str()).ok()?,
                    Err(problem) => return Some(refused(problem)),
                }
            }
            _ => return None,
        };
        request.headers_mut().insert(HOST, name);
        if authority.is_some() {
            let root = || PathAndQuery::from_static("/");
            let path = request.uri().path_and_query().cloned();
            *request.uri_mut() = Uri::from(path.unwrap_or_else(root));
        }
        None
    }

    /// Grants a tunnel.
    fn connect<B>(&self, house: &House, request: &mut Request<B>) -> Result<Reply, Problem> {
        if !self.is_proxy {
            return Err(Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "there is no proxy here",
                "start the server with `--proxy`, and speak plain HTTP to it",
            ));
        }
        let target = request.uri().authority();
        let target = target.and_then(|target| Some((target, target.port_u16()?)));
        let Some((authority, port)) = target else {
            return Err(Problem::bad(
                "a tunnel needs a host and a port",
                "ask for one such as `global.cainiao.com:443`",
            ));
        };
        let end = end(house, authority, port)?;
        let tunnel = Tunnel {
            opened: upgrade::on(request),
            end,
        };
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(tunnel);
        Ok(Reply::new(Payload::whole(Vec::new())))
    }
}

/// Returns who is at a host and a port, if it is somebody here.
fn end(house: &House, authority: &Authority, port: u16) -> Result<End, Problem> {
    let host = authority.host().trim_end_matches('.');
    if is_own(house, host, port) {
        return Ok(End::Own);
    }
    let is_usual = [PLAIN, SECURE].contains(&port);
    let carrier = of_host(host).filter(|_| is_usual);
    let name = carrier.and_then(|_| HeaderValue::from_str(host).ok());
    name.map(End::Carrier).ok_or_else(|| {
        let host: String = host.chars().take(100).collect();
        let known: Vec<&str> = hosts().collect();
        Problem::new(
            StatusCode::FORBIDDEN,
            format!("this proxy does not reach `{host}:{port}`, and nothing was sent there"),
            format!(
                "it serves ports 80 and 443 of {}; name other hosts in `NO_PROXY`",
                known.join(", ")
            ),
        )
    })
}

/// Tells whether a host and a port are this server's own.
fn is_own(house: &House, host: &str, port: u16) -> bool {
    let Some(own) = house.address.filter(|own| own.port() == port) else {
        return false;
    };
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    match literal.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == own.ip(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

fn refused(problem: Problem) -> Reply {
    problem.into_response().map(Payload::other)
}
