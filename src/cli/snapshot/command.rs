//! Trackers that are commands: run once for every answer, in a process group that is gone when the answer is there.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::tracker::{Asked, fill};
use crate::cli::failure::Failure;
use crate::harness::{Answer, Poll};

/// An answer may be so long.
const SAID_MOST: usize = 4 << 20;
/// So much of what a command tells on standard error is kept: its end.
const TOLD_MOST: usize = 16 << 10;

/// Where libfaketime is installed.
const FAKETIME: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib64/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
    "/usr/local/lib/faketime/libfaketime.so.1",
    "/opt/homebrew/lib/faketime/libfaketime.1.dylib",
    "/usr/local/lib/faketime/libfaketime.1.dylib",
];

/// A command that is a tracker.
#[derive(Debug)]
pub(super) struct CommandTracker {
    words: Vec<String>,
    faketime: Option<PathBuf>,
    timeout: Duration,
}

impl CommandTracker {
    /// Returns the tracker that a command is.
    pub(super) fn new(
        words: &[String],
        faketime: bool,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let faketime = if faketime { Some(library()?) } else { None };
        Ok(Self {
            words: words.to_vec(),
            faketime,
            timeout,
        })
    }

    /// Runs the command once.
    pub(super) async fn ask(&self, poll: &Poll) -> Result<Asked, Failure> {
        let mut child = self.command(poll).spawn().map_err(|error| {
            Failure::usage(
                format!(
                    "the tracker `{}` cannot be started: {error}",
                    self.program()
                ),
                "name a program after `--`; a script of this folder is `./script`",
            )
        })?;
        let group = Group::of(&child);
        let (out, told) = (child.stdout.take(), child.stderr.take());
        let whole = async { tokio::join!(beginning(out), ending(told), child.wait()) };
        let Ok((said, told, ended)) = timeout(self.timeout, whole).await else {
            drop(group);
            // It was killed; this only takes it off the list of processes.
            let _gone = child.wait().await;
            let seconds = self.timeout.as_secs();
            return Ok(Asked::failed(format!("no answer within {seconds} s")));
        };
        let mut answer = Answer::of_bytes(&said);
        answer.trouble = match ended {
            _ if said.len() > SAID_MOST => Some(format!("says more than {SAID_MOST} bytes")),
            Ok(status) if status.success() => None,
            Ok(status) => Some(status.to_string()),
            Err(error) => Some(error.to_string()),
        };
        let told = String::from_utf8_lossy(&told).into_owned();
        Ok(Asked { answer, told })
    }

    fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    fn command(&self, poll: &Poll) -> Command {
        let mut command = Command::new(fill(self.program(), poll));
        command
            .args(self.words.iter().skip(1).map(|word| fill(word, poll)))
            .env("SIM_NOW", poll.now_text())
            .env("SIM_URL", &poll.url)
            .env("SIM_NUMBER", &poll.number)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        if let Some(library) = &self.faketime {
            fake(&mut command, library, poll.now.0);
        }
        command
    }
}

/// Lets a command's clock show an instant, and go on from there; what measures lengths stays as it is.
fn fake(command: &mut Command, library: &Path, seconds: i64) {
    let preload = if cfg!(target_os = "macos") {
        command.env("DYLD_FORCE_FLAT_NAMESPACE", "1");
        "DYLD_INSERT_LIBRARIES"
    } else {
        "LD_PRELOAD"
    };
    command
        .env(preload, library)
        .env("FAKETIME_FMT", "%s")
        .env("FAKETIME", format!("@{seconds}"))
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
}

fn library() -> Result<PathBuf, Failure> {
    let mut known = FAKETIME.iter().map(PathBuf::from);
    known.find(|path| path.exists()).ok_or_else(|| {
        Failure::usage(
            "libfaketime is not installed here",
            "install it (`apt install faketime`, `brew install libfaketime`), or let the tracker take the time from \
             `{now}` or `SIM_NOW`",
        )
    })
}

/// Reads to the end, and keeps the beginning; one byte more than fits says that there was more.
async fn beginning(from: Option<impl AsyncRead + Unpin>) -> Vec<u8> {
    let mut kept = Vec::new();
    read(from, |bytes| {
        let room = (SAID_MOST + 1).saturating_sub(kept.len());
        kept.extend_from_slice(&bytes[..room.min(bytes.len())]);
    })
    .await;
    kept
}

/// Reads to the end, and keeps the last of it.
async fn ending(from: Option<impl AsyncRead + Unpin>) -> Vec<u8> {
    let mut kept = Vec::new();
    read(from, |bytes| {
        kept.extend_from_slice(bytes);
        let over = kept.len().saturating_sub(TOLD_MOST);
        kept.drain(..over);
    })
    .await;
    kept
}

async fn read(from: Option<impl AsyncRead + Unpin>, mut keep: impl FnMut(&[u8])) {
    let Some(mut from) = from else {
        return;
    };
    let mut bytes = vec![0; 8 << 10];
    // A pipe that breaks has ended.
    while let Ok(count) = from.read(&mut bytes).await
        && count > 0
    {
        keep(&bytes[..count]);
    }
}

/// A process group, which ends with this.
struct Group {
    #[cfg(unix)]
    id: Option<rustix::process::Pid>,
}

impl Group {
    /// Returns the group that a child leads.
    fn of(child: &Child) -> Self {
        #[cfg(unix)]
        {
            let id = child.id().and_then(|id| i32::try_from(id).ok());
            Self {
                id: id.and_then(rustix::process::Pid::from_raw),
            }
        }
        #[cfg(not(unix))]
        {
            let _ = child;
            Self {}
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.id {
            // Most often nobody is left to be told.
            let _told = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
    }
}
