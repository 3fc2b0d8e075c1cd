"""The control API against its own description."""

import os
import re
import subprocess
import sys

import pytest

from sim import Server


@pytest.fixture
def sim():
    """A server of its own: every tenant will be deleted, and every fault set."""
    sim = Server()
    yield sim
    sim.stop()


def test_the_control_api_does_what_its_description_says(sim, tmp_path):
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", sim.url + "/_sim/openapi.json",
        "--url", sim.url, "--checks", "all", "--max-examples", "25", "--seed", "1", "--workers", "2",
        # Whether a scenario's text compiles and an instant exists is more than a schema can say.
        "--exclude-checks", "positive_data_acceptance",
    ]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    # It is the whole description that was tried, not a part that happened to load.
    [selected, of] = re.search(r"Selected: (\d+)/(\d+)", done.stdout).groups()
    [tried] = re.search(r"Tested: (\d+)", done.stdout).groups()
    assert selected == of == tried and int(tried) >= 25, done.stdout[-3000:]
