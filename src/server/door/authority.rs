//! Authorities: a certificate authority of one's own, which can vouch for the carriers' host names and for this machine
//! and for nothing else, whoever comes to have its key.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints, date_time_ymd,
};
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier as _;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{CertificateError, Error, RootCertStore, ServerConfig};

use crate::dialect::hosts;
use crate::parcel::Timestamp;
use crate::parcel::time::Day;

/// Who every authority says it is; which one it is, its key tells.
const NAME: &str = "misroute mock carriers";
/// An authority counts in these years: in all that a clock here may show, for clients whose clock is moved as well.
const YEARS: (i32, i32) = (2020, 2040);
/// A server's certificate counts so many days before and after it is made; some systems take no more than 825 in all.
const LEAF_DAYS: i32 = 400;
/// Names of this machine.
const OWN_NAMES: [&str; 1] = ["localhost"];
/// Addresses of this machine.
const OWN_ADDRESSES: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::LOCALHOST),
    IpAddr::V6(Ipv6Addr::LOCALHOST),
];

/// A certificate authority: its key, and the certificate that clients are told to trust.
pub struct Authority {
    key: KeyPair,
    certificate: String,
}

/// Why an authority cannot be used, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl AuthorityError {
    fn new(message: impl Into<String>, help: &'static str) -> Self {
        let message = message.into();
        Self { message, help }
    }

    /// A library says no where there is no reason to.
    fn inner(error: &dyn fmt::Display) -> Self {
        let message = format!("no certificate can be made: {error}");
        Self::new(message, "report it with the version of this program")
    }
}

impl fmt::Display for AuthorityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for AuthorityError {}

impl fmt::Debug for Authority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Authority").finish_non_exhaustive()
    }
}

impl Authority {
    /// Makes an authority with a new key.
    ///
    /// # Errors
    ///
    /// Returns why there is none: the operating system gives no randomness.
    pub fn new() -> Result<Self, AuthorityError> {
        Self::signed(KeyPair::generate().map_err(|error| AuthorityError::inner(&error))?)
    }

    /// Returns the authority of a key, with its certificate made anew.
    ///
    /// # Errors
    ///
    /// Returns that the text holds no key.
    pub fn of_key(key: &str) -> Result<Self, AuthorityError> {
        Self::signed(read_key(key)?)
    }

    /// Returns the authority of a key and a certificate, both in PEM.
    ///
    /// # Errors
    ///
    /// Returns that a text does not hold what it should. Whether the two belong together shows when they are used.
    pub fn read(key: &str, certificate: &str) -> Result<Self, AuthorityError> {
        let key = read_key(key)?;
        let mut found = CertificateDer::pem_slice_iter(certificate.as_bytes());
        let (Some(Ok(_)), None) = (found.next(), found.next()) else {
            return Err(AuthorityError::new(
                "its certificate is not one certificate in PEM",
                "delete both files to have them made anew, or name another file",
            ));
        };
        let certificate = certificate.to_owned();
        Ok(Self { key, certificate })
    }

    /// Returns the key in PEM.
    pub fn key_pem(&self) -> String {
        self.key.serialize_pem()
    }

    /// Returns the certificate in PEM.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate
    }

    fn signed(key: KeyPair) -> Result<Self, AuthorityError> {
        let signed = own_params().self_signed(&key);
        let certificate = signed.map_err(|error| AuthorityError::inner(&error))?.pem();
        Ok(Self { key, certificate })
    }

    /// Returns how a server speaks TLS under every name that this authority vouches for.
    ///
    /// Clients that trust the authority's certificate would accept it at this instant: that is tried.
    pub(super) fn server(&self, wall: Timestamp) -> Result<ServerConfig, AuthorityError> {
        let inner = |error: &dyn fmt::Display| AuthorityError::inner(error);
        let key = KeyPair::generate().map_err(|error| inner(&error))?;
        let params = leaf_params(wall).map_err(|error| inner(&error))?;
        let own = own_params();
        let issuer = Issuer::from_params(&own, &self.key);
        let leaf = params.signed_by(&key, &issuer);
        let leaf: CertificateDer<'static> = leaf.map_err(|error| inner(&error))?.der().clone();
        let provider = Arc::new(ring::default_provider());
        self.check(&leaf, wall, &provider)?;
        let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(|error| inner(&error))?;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| inner(&error))?
            .with_no_client_auth()
            .with_single_cert(vec![leaf], key)
            .map_err(|error| inner(&error))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    /// Tries what a client would say to a server's certificate, name by name.
    fn check(
        &self,
        leaf: &CertificateDer<'_>,
        wall: Timestamp,
        provider: &Arc<CryptoProvider>,
    ) -> Result<(), AuthorityError> {
        let foreign = || {
            AuthorityError::new(
                "its certificate was not made by this program for its key",
                "delete both files to have them made anew, or name another file",
            )
        };
        let certificate = CertificateDer::from_pem_slice(self.certificate.as_bytes());
        let mut roots = RootCertStore::empty();
        roots
            .add(certificate.map_err(|_| foreign())?)
            .map_err(|_| foreign())?;
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        let verifier = verifier.build().map_err(|_| foreign())?;
        let now = UnixTime::since_unix_epoch(Duration::from_secs(wall.0.unsigned_abs()));
        for name in names() {
            let name = ServerName::try_from(name).map_err(|error| AuthorityError::inner(&error))?;
            match verifier.verify_server_cert(leaf, &[], &name, &[], now) {
                Ok(_) => {}
                Err(Error::InvalidCertificate(
                    CertificateError::UnknownIssuer | CertificateError::BadSignature,
                )) => return Err(foreign()),
                Err(_) => {
                    return Err(AuthorityError::new(
                        "its certificate does not hold for all carriers that this version has",
                        "delete both files to have them made anew, and trust the new certificate",
                    ));
                }
            }
        }
        Ok(())
    }
}

fn read_key(pem: &str) -> Result<KeyPair, AuthorityError> {
    KeyPair::from_pem(pem).map_err(|_| {
        AuthorityError::new(
            "its key is no private key in PEM",
            "delete both files to have them made anew, or name another file",
        )
    })
}

/// Returns every name and address that a server here may have.
fn names() -> impl Iterator<Item = String> {
    let names = hosts().chain(OWN_NAMES).map(str::to_owned);
    names.chain(OWN_ADDRESSES.iter().map(ToString::to_string))
}

/// Returns what an authority's certificate says, but for its key.
fn own_params() -> CertificateParams {
    let names = hosts().chain(OWN_NAMES);
    let names = names.map(|name| GeneralSubtree::DnsName(name.to_owned()));
    let addresses = OWN_ADDRESSES.into_iter().map(|address| {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, bits))
    });
    let mut params = CertificateParams::default();
    params.distinguished_name = called(NAME);
    params.not_before = date_time_ymd(YEARS.0, 1, 1);
    params.not_after = date_time_ymd(YEARS.1, 1, 1);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: names.chain(addresses).collect(),
        excluded_subtrees: Vec::new(),
    });
    params
}

/// Returns what a server's certificate says, but for its key.
fn leaf_params(wall: Timestamp) -> Result<CertificateParams, rcgen::Error> {
    let today = Day::of_local(wall.0);
    let midnight = |day: Day| {
        let (year, month, day) = day.ymd();
        date_time_ymd(year, month as u8, day as u8)
    };
    let mut params = CertificateParams::new(names().collect::<Vec<_>>())?;
    params.distinguished_name = called("misroute mock carrier");
    params.not_before = midnight(today.plus(-LEAF_DAYS));
    params.not_after = midnight(today.plus(LEAF_DAYS));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}
