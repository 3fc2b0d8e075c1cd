"""A tracker in Python and its tests, with nothing but pytest: copy this file, and put your tracker in place of `track`.

    SIMULATE=target/release/simulate python -m pytest examples/python
"""

import json
import os
import subprocess
import urllib.request

import pytest


def track(url, number):
    """The tracker under test: asks Cainiao's page how a parcel is."""
    page = f"{url}/global/detail.json?mailNos={number}&lang=en-US"
    with urllib.request.urlopen(page, timeout=10) as answer:
        modules = json.load(answer)["module"]
    status = modules[0].get("status") if modules else None
    # A number that nobody knows yet is no error, and no loss.
    words = {None: "not found", "": "not found", "DELIVERED": "delivered", "CLEAR_CUSTOMS": "at customs"}
    words |= {"RETURN": "going back", "RETURNED": "back at its sender"}
    return words.get(status, "on its way")


class Carrier:
    """A mock carrier on a port of its own, and its clock."""

    def __init__(self, url):
        self.url = url

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def order(self, scenario):
        """A parcel of a scenario, on the day on which its buyer gets the number."""
        wanted = {"scenario": scenario, "count": 1, "start": "2026-03-02"}
        [order] = self.call("POST", "/_sim/orders", wanted)["orders"]
        self.set_clock(order["order"]["numbers"][0]["from"])
        return order["number"]

    def set_clock(self, instant):
        self.call("PUT", "/_sim/clock", {"now": instant})

    def advance(self, duration):
        self.call("POST", "/_sim/clock/advance", {"by": duration})

    def ideal(self, number):
        """What a perfect tracker would say now."""
        return self.call("GET", f"/_sim/ideal/{number}")


@pytest.fixture(scope="session")
def server():
    command = [os.environ.get("SIMULATE", "simulate"), "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        # The first line says where it listens, once it does.
        yield Carrier(json.loads(process.stdout.readline())["url"])
        process.terminate()


@pytest.fixture
def carrier(server):
    """A tenant: each test has its own clock, and tests can run side by side."""
    tenant = server.call("POST", "/_sim/tenants", {})
    yield Carrier(tenant["url"])
    server.call("DELETE", f"/_sim/tenants/{tenant['id']}")


def test_a_parcel_that_customs_stops_is_delivered_in_the_end(carrier):
    number = carrier.order("customs-hold")
    assert track(carrier.url, number) == "not found"
    carrier.set_clock("2026-03-16T12:00:00Z")
    assert track(carrier.url, number) == "at customs"
    assert carrier.ideal(number)["status"] == "customs-hold"
    carrier.advance("10d")
    assert track(carrier.url, number) == "delivered"


def test_a_number_that_a_seller_made_up_is_not_found_and_no_error(carrier):
    number = carrier.order("invented-number")
    for _ in range(6):
        carrier.advance("10d")
        assert track(carrier.url, number) == "not found"


def test_what_goes_back_is_not_delivered(carrier):
    number = carrier.order("returned-unclaimed")
    said = []
    for _ in range(30):
        carrier.advance("4d")
        said.append(track(carrier.url, number))
    assert "back at its sender" in said
    assert "delivered" not in said
