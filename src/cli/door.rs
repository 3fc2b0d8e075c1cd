//! `serve --tls` and `--proxy`: what can be typed, and the certificate authority's two files.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::failure::Failure;
use crate::clock::wall_now;
use crate::server::{Authority, AuthorityError, Door};

/// A certificate or a key has so many bytes at most; a file with more is something else.
const FILE_MOST: u64 = 64 << 10;

/// For trackers that cannot be told a base URL.
#[derive(Debug, Default, Args)]
pub(super) struct DoorArgs {
    /// Answer HTTPS on the same port too, under every carrier's host name, localhost and 127.0.0.1
    #[arg(long)]
    tls: bool,

    /// Be a proxy on the same port too, plain and with CONNECT, to the carriers' host names: they are answered here,
    /// any other is refused, and nothing is passed on
    #[arg(long)]
    proxy: bool,

    /// The certificate that clients are to trust, made on first use together with its key, which stands beside it with
    /// the extension `key`; it can vouch for no other names [default: misroute/ca.pem in your data
    /// folder, such as ~/.local/share]
    #[arg(long, value_name = "FILE")]
    tls_ca: Option<PathBuf>,
}

impl DoorArgs {
    /// Returns what the port speaks besides HTTP, if anything.
    pub(super) fn door(&self) -> Result<Option<Door>, Failure> {
        if !self.tls && !self.proxy {
            return match &self.tls_ca {
                None => Ok(None),
                Some(_) => Err(Failure::usage(
                    "`--tls-ca` alone changes nothing",
                    "add `--tls`, `--proxy` or both",
                )),
            };
        }
        let path = self.file().ok_or_else(|| {
            Failure::usage(
                "there is no home folder to keep a certificate authority in",
                "name a file with `--tls-ca`",
            )
        })?;
        let wrong = |error: AuthorityError| {
            let message = format!(
                "the certificate authority `{}` cannot be used: {}",
                path.display(),
                error.message
            );
            Failure::usage(message, error.help)
        };
        let authority = authority(&path, wrong)?;
        let mut door = Door::new(&authority, wall_now()).map_err(wrong)?;
        if self.tls {
            door = door.https();
        }
        if self.proxy {
            door = door.proxy();
        }
        Ok(Some(door))
    }

    /// Tells a program where the door is.
    pub(super) fn announce(&self, address: SocketAddr, line: &mut Value) {
        if self.tls {
            line["https_url"] = format!("https://{address}").into();
        }
        if self.proxy {
            line["proxy_url"] = format!("http://{address}").into();
        }
        if let Some(file) = self.file().filter(|_| self.tls || self.proxy) {
            line["ca_file"] = file.to_string_lossy().into();
        }
    }

    /// Tells people how a tracker comes in.
    pub(super) fn greeting(&self, address: SocketAddr) -> String {
        let mut out = String::new();
        let Some(file) = self.file().filter(|_| self.tls || self.proxy) else {
            return out;
        };
        if self.proxy {
            let _ = write!(out, "\n  HTTPS_PROXY=http://{address}");
        } else {
            let _ = write!(out, "\n  https://{address}");
        }
        for name in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
            let _ = write!(out, " \\\n    {name}={}", file.display());
        }
        out.push_str(" \\\n    your-tracker\n");
        out
    }

    /// Returns the certificate's file.
    fn file(&self) -> Option<PathBuf> {
        let named = self.tls_ca.clone();
        let path = named.or_else(|| Some(data_folder()?.join("misroute").join("ca.pem")))?;
        std::path::absolute(path).ok()
    }
}

/// Returns where a user's programs keep what is theirs.
fn data_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = PathBuf::from(env::var_os(name)?);
        folder.is_absolute().then_some(folder)
    };
    folder("XDG_DATA_HOME")
        .or_else(|| Some(folder("HOME")?.join(".local").join("share")))
        .or_else(|| folder("LOCALAPPDATA"))
}

/// Returns the authority of a file and the key beside it; what is missing is made.
///
/// The key is there first: two processes that begin at once agree on the one whose file stands, and a certificate that
/// is missing can be made again of its key.
fn authority(path: &Path, wrong: impl Fn(AuthorityError) -> Failure) -> Result<Authority, Failure> {
    let beside = path.with_extension("key");
    if beside == path {
        return Err(Failure::usage(
            format!("`{}` is where the key would stand", path.display()),
            "name the certificate's file, such as `ca.pem`",
        ));
    }
    let key = match text(&beside)? {
        Some(key) => key,
        None => new_key(&beside, path, &wrong)?,
    };
    #[cfg(unix)]
    check_mode(&beside)?;
    if let Some(certificate) = text(path)? {
        return Authority::read(&key, &certificate).map_err(wrong);
    }
    let authority = Authority::of_key(&key).map_err(wrong)?;
    keep(path, authority.certificate_pem(), Secrecy::Public)?;
    Ok(authority)
}

/// Makes a key, unless another process does so first.
fn new_key(
    beside: &Path,
    certificate: &Path,
    wrong: impl Fn(AuthorityError) -> Failure,
) -> Result<String, Failure> {
    let is_orphaned = text(certificate)?.is_some();
    if !is_orphaned {
        let key = Authority::new().map_err(wrong)?.key_pem();
        keep(beside, &key, Secrecy::Secret)?;
    }
    text(beside)?.ok_or_else(|| {
        Failure::usage(
            format!("`{}` has no key beside it", certificate.display()),
            "delete it to have both made anew, or name another file",
        )
    })
}

/// Reads a whole file; none if there is none.
fn text(path: &Path) -> Result<Option<String>, Failure> {
    let unreadable = |what: &str| {
        Failure::usage(
            format!("`{}` {what}", path.display()),
            "name another file with `--tls-ca`",
        )
    };
    match fs::metadata(path) {
        Ok(about) if about.len() > FILE_MOST => Err(unreadable("is no certificate and no key")),
        Ok(_) => match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(unreadable(&format!("cannot be read: {error}"))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&format!("cannot be read: {error}"))),
    }
}

/// Refuses a key that others on this machine may have read.
#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map_or(0, |about| about.permissions().mode());
    if mode & 0o077 != 0 {
        return Err(Failure::usage(
            format!("the key `{}` can be read by others", path.display()),
            "delete it and the certificate to have both made anew, or `chmod 600` it",
        ));
    }
    Ok(())
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    /// Its owner alone.
    Secret,
    /// Everybody.
    Public,
}

/// Writes a file, wholly or not at all; a secret that is there already stays.
fn keep(path: &Path, text: &str, secrecy: Secrecy) -> Result<(), Failure> {
    let written = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut draft = path.as_os_str().to_owned();
        draft.push(format!(".{}", std::process::id()));
        let draft = PathBuf::from(draft);
        // What a process of the same number left here is of no use.
        let _stale = fs::remove_file(&draft);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(if secrecy == Secrecy::Secret {
                0o600
            } else {
                0o644
            });
        }
        let mut file = options.open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if secrecy == Secrecy::Public {
            return fs::rename(&draft, path);
        }
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // There are file systems without links; there, whoever comes last wins.
                fs::rename(&draft, path)
            }
            _ => fs::remove_file(&draft),
        }
    };
    written().map_err(|error| {
        Failure::usage(
            format!("`{}` cannot be written: {error}", path.display()),
            "name a file with `--tls-ca` in a folder that you may write to",
        )
    })
}
