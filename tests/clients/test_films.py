"""Films of real clients, as committed: whoever changes what a mock carrier shows sees what clients make of it.

With `FILMS=--update` in the environment, what they say now is taken for right.
"""

import os
import subprocess

import pytest

from films import Desk, karrio_usps, pyseventeentrack
from sim import BINARY, ROOT

# A parcel to the United States in each: USPS delivers it.
TO_USPS = ["--index", "23", "--scenario", "standard", "customs-hold", "failed-attempt", "pickup-point", "refused"]
TO_USPS += ["delivered-unscanned"]
ANYWHERE = ["--scenario", "customs-hold", "number-changes", "recycled-number", "returned-unclaimed", "economy-silence"]
ANYWHERE += ["invented-number"]


@pytest.mark.parametrize(
    "name, client, parcels",
    [("karrio-usps", karrio_usps, TO_USPS), ("pyseventeentrack", pyseventeentrack, ANYWHERE)],
)
def test_what_a_client_says_is_what_it_said(name, client, parcels):
    mode = os.environ.get("FILMS", "--check")
    with Desk(client) as url:
        flags = ["--name", name, "--out", "snapshots/clients", "--jobs", "2", "--timeout", "60s"]
        tracker = ["--http", url + "/{number}?{url}"]
        command = [BINARY, "snapshot", mode, *flags, *parcels, *tracker]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
