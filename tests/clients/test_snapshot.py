"""`simulate snapshot` with trackers in Python and JavaScript: both say the same, so one's snapshot passes for the other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim import BINARY

HERE = Path(__file__).resolve().parent
PYTHON = [sys.executable, str(HERE / "tracker.py"), "{number}"]
NODE = ["node", str(HERE / "tracker.mjs"), "{number}"]

WORDS = """
status = "/status"
[words]
NOT_FOUND = "not-found"
WAIT_ACCEPT = "info-received"
DELIVERING = "in-transit"
CLEAR_CUSTOMS = "customs-hold"
DELIVERED = "delivered"
SIGN = "delivered"
"""


def snapshot(folder, *args):
    flags = ["--scenario", "customs-hold", "number-handover", "--redact", "/asked"]
    run = subprocess.run(
        [BINARY, "snapshot", *flags, *args],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_a_tracker_in_another_language_has_the_same_film(tmp_path):
    (tmp_path / "words.toml").write_text(WORDS)
    code, out, told = snapshot(tmp_path, "--update", "--judge", "words.toml", "--", *PYTHON)
    assert code == 0, out + told
    film = (tmp_path / "snapshots" / "customs-hold.snap").read_text()
    assert '"DELIVERING" → "CLEAR_CUSTOMS"' in film
    if shutil.which("node") is None:
        pytest.skip("there is no Node here")
    code, out, told = snapshot(tmp_path, "--check", "--", *NODE)
    assert code == 0, out + told
    assert out.count(": as before, ") == 2


def test_a_tracker_that_dies_on_an_empty_answer_is_seen(tmp_path):
    broken = (HERE / "tracker.py").read_text()
    broken = broken.replace("status = ", "newest = events[0]\nstatus = ", 1)
    (tmp_path / "broken.py").write_text(broken)
    code, out, told = snapshot(tmp_path, "--", sys.executable, "broken.py", "{number}")
    assert code == 1
    assert "IndexError: list index out of range" in told
    film = (tmp_path / "snapshots" / "customs-hold.snap.new").read_text()
    assert "trouble: exit status: 1" in film
