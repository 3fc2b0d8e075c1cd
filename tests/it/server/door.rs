//! The door: HTTPS on the same port, and the proxy to the carriers' hosts.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use misroute::clock::wall_now;
use misroute::dialect::hosts;
use misroute::server::{Authority, Door, Tenant};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, NameConstraints,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier as _;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::socket::{Served, asked, bound, run, set};
use super::{ask, numbers, tenant};

/// A server with a door, and what its clients trust.
struct Open {
    served: Served,
    tenant: Arc<Tenant>,
    client: TlsConnector,
    number: String,
}

fn roots(certificate: &str) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes());
    roots
        .add(certificate.expect("a certificate"))
        .expect("a root");
    Arc::new(roots)
}

fn trusting(certificate: &str) -> TlsConnector {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("TLS");
    let config = config.with_root_certificates(roots(certificate));
    TlsConnector::from(Arc::new(config.with_no_client_auth()))
}

async fn opened(make: fn(Door) -> Door) -> Open {
    let authority = Authority::new().expect("there is randomness");
    let client = trusting(authority.certificate_pem());
    served(&authority, make, client).await
}

async fn served(authority: &Authority, make: fn(Door) -> Door, client: TlsConnector) -> Open {
    let door = Door::new(authority, wall_now()).expect("its own certificate");
    let tenant = tenant();
    let served = run(bound(&tenant).await.with_door(make(door)));
    Open {
        served,
        tenant,
        client,
        number: numbers(1).remove(0),
    }
}

impl Open {
    async fn plain(&self) -> TcpStream {
        let stream = TcpStream::connect(self.served.address).await;
        stream.expect("it listens")
    }

    async fn secure(&self, stream: TcpStream, name: &str) -> std::io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        self.client.connect(name, stream).await
    }

    /// Asks for a tunnel, and returns the first line of the answer, the body, and the stream.
    async fn tunnel(&self, to: &str) -> (String, String, TcpStream) {
        let mut stream = self.plain().await;
        let request = format!("CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n\r\n");
        let (head, body) = asked(&mut stream, &request).await.expect("an answer");
        let line = head.lines().next().expect("a line").to_owned();
        (line, String::from_utf8(body).expect("text"), stream)
    }

    fn detail(&self, host: &str) -> String {
        let number = &self.number;
        format!("GET /global/detail.json?mailNos={number} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    }

    /// Returns what the port itself says of the number.
    async fn wanted(&self) -> Vec<u8> {
        let mut stream = self.plain().await;
        let (head, body) = asked(&mut stream, &self.detail("127.0.0.1"))
            .await
            .expect("it answers");
        assert!(
            head.starts_with("http/1.1 200") && !body.is_empty(),
            "{head}"
        );
        body
    }
}

const HEALTH: &str = "GET /_sim/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

#[tokio::test]
async fn the_port_speaks_https_under_every_name_and_http_as_before() {
    let open = opened(Door::https).await;
    let wanted = open.wanted().await;
    let own = ["localhost", "127.0.0.1", "::1"];
    for name in hosts().chain(own) {
        let stream = open.secure(open.plain().await, name).await;
        let mut stream = stream.unwrap_or_else(|error| panic!("{name}: {error}"));
        let (head, body) = asked(&mut stream, &open.detail("127.0.0.1"))
            .await
            .expect("it answers");
        assert!(head.starts_with("http/1.1 200"), "{name}: {head}");
        assert_eq!(body, wanted, "{name}");
    }
    for name in ["example.com", "cainiao.com", "127.0.0.2", "10.0.0.1"] {
        let refused = open.secure(open.plain().await, name).await;
        let refused = refused
            .expect_err("the certificate is for others")
            .to_string();
        assert!(refused.contains("certificate"), "{name}: {refused}");
    }
    let stranger = trusting(Authority::new().expect("randomness").certificate_pem());
    let name = ServerName::try_from("localhost").expect("a name");
    let refused = stranger.connect(name, open.plain().await).await;
    refused.expect_err("another authority's clients do not trust it");
}

#[tokio::test]
async fn a_tunnel_leads_to_the_carrier_and_nowhere_else() {
    let open = opened(Door::proxy).await;
    let wanted = open.wanted().await;
    let (line, _, stream) = open.tunnel("global.cainiao.com:443").await;
    assert!(line.starts_with("http/1.1 200"), "{line}");
    let mut stream = open
        .secure(stream, "global.cainiao.com")
        .await
        .expect("TLS");
    // What a request in the tunnel says of its host changes nothing.
    for host in ["global.cainiao.com", "api.easypost.com", "127.0.0.1"] {
        let answer = asked(&mut stream, &open.detail(host)).await;
        assert_eq!(answer.expect("it answers").1, wanted, "{host}");
    }
    let (head, _) = asked(&mut stream, HEALTH).await.expect("it answers");
    assert!(
        head.starts_with("http/1.1 404"),
        "no control under a carrier's name: {head}"
    );
    let journal = ask(&open.tenant, "GET /_sim/requests?limit=1", "")
        .await
        .json();
    assert_eq!(journal["requests"][0]["dialect"], "cainiao");
    let nested = "CONNECT api.easypost.com:443 HTTP/1.1\r\nHost: api.easypost.com:443\r\n\r\n";
    let (head, _) = asked(&mut stream, nested).await.expect("it answers");
    assert!(head.starts_with("http/1.1 405"), "{head}");

    let (_, _, mut stream) = open.tunnel("GLOBAL.cainiao.com:80").await;
    let (_, body) = asked(&mut stream, &open.detail("x"))
        .await
        .expect("it answers");
    assert_eq!(body, wanted, "plain");
    for is_secure in [false, true] {
        let (_, _, mut stream) = open.tunnel(&open.served.address.to_string()).await;
        let (head, _) = if is_secure {
            let mut stream = open.secure(stream, "127.0.0.1").await.expect("TLS");
            asked(&mut stream, HEALTH).await
        } else {
            asked(&mut stream, HEALTH).await
        }
        .expect("it answers");
        assert!(head.starts_with("http/1.1 200"), "itself: {head}");
    }
}

#[tokio::test]
async fn requests_through_the_proxy_are_served_in_every_form() {
    let open = opened(|door| door.https().proxy()).await;
    let wanted = open.wanted().await;
    let number = &open.number;
    let own = open.served.address.port();
    for (uri, begins) in [
        (
            format!("http://global.cainiao.com/global/detail.json?mailNos={number}"),
            "200",
        ),
        (
            format!("https://global.cainiao.com/global/detail.json?mailNos={number}"),
            "200",
        ),
        (
            format!("http://global.cainiao.com:80/global/detail.json?mailNos={number}"),
            "200",
        ),
        ("http://global.cainiao.com".to_owned(), "404"),
        ("http://global.cainiao.com/_sim/health".to_owned(), "404"),
        ("http://global.cainiao.com/v2/trackers".to_owned(), "404"),
        (format!("http://127.0.0.1:{own}/_sim/health"), "200"),
        (format!("http://localhost:{own}/_sim/health"), "200"),
        ("http://127.0.0.1/_sim/health".to_owned(), "403"),
        ("http://example.com/".to_owned(), "403"),
        ("http://global.cainiao.com.example.com/".to_owned(), "403"),
        ("http://global.cainiao.com:8080/".to_owned(), "403"),
    ] {
        let mut stream = open.plain().await;
        // The host of such a request does not count.
        let request = format!("GET {uri} HTTP/1.1\r\nHost: api.easypost.com\r\n\r\n");
        let (head, body) = asked(&mut stream, &request).await.expect("an answer");
        assert!(
            head.starts_with(&format!("http/1.1 {begins}")),
            "{uri}: {head}"
        );
        if uri.contains("detail") {
            assert_eq!(body, wanted, "{uri}");
        }
    }
}

#[tokio::test]
async fn any_other_target_is_refused_and_told_what_there_is() {
    let open = opened(Door::proxy).await;
    for target in [
        "example.com:443",
        "global.cainiao.com:22",
        "global.cainiao.com:8080",
        "global.cainiao.com.example.com:443",
        "cainiao.com:443",
        "10.0.0.1:443",
        "127.0.0.1:443",
        "[::1]:80",
    ] {
        let (line, body, mut stream) = open.tunnel(target).await;
        assert!(line.starts_with("http/1.1 403"), "{target}: {line}");
        let host = target.rsplit_once(':').expect("a port").0;
        assert!(
            body.contains(host) && body.contains("nothing was sent there"),
            "{body}"
        );
        assert!(body.contains("api.easypost.com"), "{body}");
        // It was no tunnel: the same connection goes on as it was.
        let (head, _) = asked(&mut stream, HEALTH).await.expect("it answers");
        assert!(head.starts_with("http/1.1 200"), "{head}");
    }
    for nonsense in ["global.cainiao.com", "/", "*", "http://global.cainiao.com/"] {
        let (line, _, _) = open.tunnel(nonsense).await;
        assert!(line.starts_with("http/1.1 4"), "{nonsense}: {line}");
    }
}

#[tokio::test]
async fn who_was_not_told_to_be_a_proxy_is_none() {
    let open = opened(Door::https).await;
    let (line, body, _) = open.tunnel("global.cainiao.com:443").await;
    assert!(line.starts_with("http/1.1 405"), "{line}");
    assert!(body.contains("--proxy"), "{body}");
    // Nor is the proxy spoken to through TLS.
    let both = opened(|door| door.https().proxy()).await;
    let mut stream = both
        .secure(both.plain().await, "localhost")
        .await
        .expect("TLS");
    let request = "CONNECT global.cainiao.com:443 HTTP/1.1\r\nHost: x\r\n\r\n";
    let (head, _) = asked(&mut stream, request).await.expect("an answer");
    assert!(head.starts_with("http/1.1 405"), "{head}");
}

#[tokio::test]
async fn what_was_trusted_once_is_trusted_after_a_restart() {
    let first = Authority::new().expect("randomness");
    let client = trusting(first.certificate_pem());
    let key = first.key_pem();
    let again = Authority::read(&key, first.certificate_pem()).expect("its own texts");
    let remade = Authority::of_key(&key).expect("its own key");
    for authority in [again, remade] {
        let open = served(&authority, Door::https, client.clone()).await;
        let stream = open.secure(open.plain().await, "api.goshippo.com").await;
        stream.expect("the same key signed it");
    }
}

/// Returns whether clients that trust an authority take a certificate for a name.
fn is_taken(certificate: &str, leaf: &CertificateDer<'_>, name: &str) -> bool {
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(roots(certificate), provider);
    let verifier = verifier.build().expect("there is a root");
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let seconds = u64::try_from(wall_now().0).expect("after 1970");
    let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    verifier
        .verify_server_cert(leaf, &[], &name, &[], now)
        .is_ok()
}

#[test]
fn whoever_comes_to_have_the_key_can_vouch_for_no_other_name() {
    let authority = Authority::new().expect("randomness");
    let key = KeyPair::from_pem(&authority.key_pem()).expect("a key");
    let issuer = Issuer::new(named("misroute mock carriers"), key);
    for (name, taken) in [
        ("global.cainiao.com", true),
        ("127.0.0.1", true),
        ("example.com", false),
        ("cainiao.com", false),
        ("10.0.0.1", false),
    ] {
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let leaf_key = KeyPair::generate().expect("randomness");
        let leaf = params.signed_by(&leaf_key, &issuer).expect("a certificate");
        assert_eq!(
            is_taken(authority.certificate_pem(), leaf.der(), name),
            taken,
            "{name}"
        );
    }
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

#[test]
fn what_is_no_authority_of_this_version_is_refused_and_the_mend_is_named() {
    let authority = Authority::new().expect("randomness");
    let (key, certificate) = (authority.key_pem(), authority.certificate_pem().to_owned());
    let signed = |params: CertificateParams| {
        let key = KeyPair::from_pem(&key).expect("a key");
        params.self_signed(&key).expect("a certificate").pem()
    };
    let mut fewer = named("misroute mock carriers");
    fewer.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("global.cainiao.com".to_owned())],
        excluded_subtrees: Vec::new(),
    });
    let other = Authority::new()
        .expect("randomness")
        .certificate_pem()
        .to_owned();
    let half = &certificate[..certificate.len() / 2];
    for (key, certificate, said) in [
        ("", certificate.as_str(), "no private key"),
        (half, certificate.as_str(), "no private key"),
        (key.as_str(), "", "not one certificate"),
        (key.as_str(), half, "not one certificate"),
        (key.as_str(), &certificate.repeat(2), "not one certificate"),
        (key.as_str(), &other, "not made by this program for its key"),
        (
            key.as_str(),
            &signed(named("mkcert")),
            "not made by this program for its key",
        ),
        (key.as_str(), &signed(fewer), "not hold for all carriers"),
    ] {
        let door = Authority::read(key, certificate).and_then(|read| Door::new(&read, wall_now()));
        let error = door.expect_err(said);
        assert!(error.message.contains(said), "{error}");
        assert!(error.help.contains("delete both files"), "{error}");
    }
}

#[tokio::test]
async fn who_is_slow_to_shake_hands_is_let_go() {
    let open = opened(|door| door.https().proxy()).await;
    let mut half = open.plain().await;
    half.write_all(&[0x16, 3, 1, 0, 200])
        .await
        .expect("it reads");
    let silent = open.plain().await;
    let (_, _, tunnel) = open.tunnel("global.cainiao.com:443").await;
    // From here on time passes only when there is nothing else to do.
    tokio::time::pause();
    for mut stream in [half, silent, tunnel] {
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        let ended = tokio::time::timeout(Duration::from_secs(120), ended).await;
        // However it ends, it ends.
        let _end = ended.expect("within two minutes");
    }
}

#[tokio::test]
async fn told_to_stop_it_drains_tunnels_and_waits_for_no_handshake() {
    let open = opened(|door| door.https().proxy()).await;
    set(&open.tenant, "cainiao:latency=300ms");
    let mut half = open.plain().await;
    half.write_all(&[0x16, 3, 1]).await.expect("it reads");
    let (_, _, idle) = open.tunnel("global.cainiao.com:443").await;
    let (_, _, stream) = open.tunnel("global.cainiao.com:443").await;
    let mut stream = open
        .secure(stream, "global.cainiao.com")
        .await
        .expect("TLS");
    let request = open.detail("global.cainiao.com");
    let asking = tokio::spawn(async move { asked(&mut stream, &request).await });
    // What is written down was answered, and is only held back.
    while ask(&open.tenant, "GET /_sim/requests", "").await.json()["matching"] == 0 {
        tokio::task::yield_now().await;
    }
    open.served.stop.send(()).expect("it runs");
    let (head, _) = asking.await.expect("no panic").expect("an answer");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    tokio::time::pause();
    let ended = tokio::time::timeout(Duration::from_millis(1), open.served.ended).await;
    ended.expect("at once").expect("it ended");
    drop((half, idle));
}

#[tokio::test]
async fn a_reset_is_a_reset_in_a_tunnel_too() {
    let open = opened(Door::proxy).await;
    set(&open.tenant, "cainiao:connection-reset");
    let (_, _, stream) = open.tunnel("global.cainiao.com:443").await;
    let mut stream = open
        .secure(stream, "global.cainiao.com")
        .await
        .expect("TLS");
    let failed = asked(&mut stream, &open.detail("x"))
        .await
        .expect_err("no answer");
    assert_eq!(failed.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_tenants_port_has_the_same_door() {
    let open = opened(|door| door.https().proxy()).await;
    let made = ask(&open.tenant, "POST /_sim/tenants", "").await.json();
    let url = made["url"].as_str().expect("a text");
    let address = url.trim_start_matches("http://");
    let wanted = open.wanted().await;
    let stream = TcpStream::connect(address).await.expect("it listens");
    let mut stream = open.secure(stream, "127.0.0.1").await.expect("TLS");
    let (_, body) = asked(&mut stream, &open.detail("x"))
        .await
        .expect("it answers");
    assert_eq!(body, wanted);
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = "CONNECT global.cainiao.com:443 HTTP/1.1\r\nHost: x\r\n\r\n";
    asked(&mut stream, request).await.expect("a tunnel");
    let mut stream = open
        .secure(stream, "global.cainiao.com")
        .await
        .expect("TLS");
    let (_, body) = asked(&mut stream, &open.detail("x"))
        .await
        .expect("it answers");
    assert_eq!(body, wanted);
}
