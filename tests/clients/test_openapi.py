"""The control API against its own description."""

import os
import subprocess
import sys


def test_the_control_api_does_what_its_description_says(sim):
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", sim.url + "/_sim/openapi.json",
        "--url", sim.url, "--checks", "all", "--max-examples", "25", "--seed", "1", "--workers", "2",
        "--exclude-path-regex", "tenants",
    ]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
