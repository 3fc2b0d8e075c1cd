//! A candidate's process: started, watched, ended.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server in a process of its own.
pub struct Process {
    /// None: somebody else started it, and ends it.
    child: Option<Child>,
    pid: u32,
    /// Where it listens.
    pub address: String,
}

impl Process {
    /// Starts this program again as one of the servers, and waits until it says where it is.
    pub fn start(server: &str, target: &str) -> Self {
        let program = std::env::current_exe().expect("this program has a path");
        let mut child = Command::new(program)
            .args(["serve", server, target])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts");
        let mut address = String::new();
        let out = child.stdout.as_mut().expect("a pipe");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("an address");
        let address = address.trim().trim_start_matches("http://").to_owned();
        Self {
            pid: child.id(),
            child: Some(child),
            address,
        }
    }

    /// Returns a server that somebody else started: `ADDRESS=PID`.
    pub fn beside(text: &str) -> Self {
        let (address, pid) = text.rsplit_once('=').expect("ADDRESS=PID");
        Self {
            child: None,
            pid: pid.parse().expect("a process id"),
            address: address.to_owned(),
        }
    }

    /// Returns how much CPU time it has used.
    pub fn cpu(&self) -> Duration {
        // Of every thread, in nanoseconds; ticks of the clock are too coarse, and miss what is short.
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid)).expect("Linux");
        let spent = tasks.filter_map(|task| {
            let stat = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            stat.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(spent.sum())
    }

    /// Returns its resident memory in KiB.
    pub fn rss_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid)).expect("Linux");
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .expect("a line");
        line.split_whitespace()
            .nth(1)
            .and_then(|size| size.parse().ok())
            .expect("a size")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _gone = child.kill();
            let _status = child.wait();
        }
    }
}
