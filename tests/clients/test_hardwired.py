"""Trackers that cannot be told a base URL: the proxy and the certificate come from the environment, as users set them.

Each tracker is a process of its own that knows nothing of the mock carrier.
"""

import json
import os
import subprocess
import sys

import pytest

from moments import at_moment
from sim import Server, Sim

REQUESTS = """
import json, sys, requests
url = "https://global.cainiao.com/global/detail.json"
print(json.dumps(requests.get(url, params={"mailNos": sys.argv[1], "lang": "en-US"}, timeout=30).json()))
"""

URLLIB = """
import sys, urllib.request
url = f"{sys.argv[2]}://global.cainiao.com/global/detail.json?mailNos={sys.argv[1]}&lang=en-US"
print(urllib.request.urlopen(url, timeout=30).read().decode())
"""

HTTPX = """
import sys, httpx
url = "https://global.cainiao.com/global/detail.json"
print(httpx.get(url, params={"mailNos": sys.argv[1], "lang": "en-US"}, timeout=30).text)
"""

EASYPOST = """
import json, sys, easypost
client = easypost.EasyPostClient("EZTKmine")
tracker = client.tracker.create(tracking_code=sys.argv[1])
print(json.dumps([client.tracker.retrieve(tracker.id).status, len(tracker.tracking_details)]))
"""

SEVENTEEN = """
import asyncio, json, sys, aiohttp
from pyseventeentrack import Client

async def main():
    async with aiohttp.ClientSession(trust_env=True) as session:
        profile = Client(session=session).profile
        assert await profile.login("me@example.com", "secret")
        await profile.add_package(sys.argv[1], "mine")
        return [[package.tracking_number, package.status] for package in await profile.packages()]

print(json.dumps(asyncio.run(main())))
"""


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    server = Server("--tls", "--proxy", "--tls-ca", str(tmp_path_factory.mktemp("ca") / "ca.pem"))
    yield server
    server.stop()


@pytest.fixture
def tracker(door):
    """Runs a tracker in an environment that leads it to a tenant."""
    tenant = door.tenant()
    parcel, at = at_moment(tenant, "in-transit", "origin-carrier")
    tenant.set_clock(at)
    ca = door.first["ca_file"]
    # Nothing of this machine's own settings counts.
    own = ("_proxy", "_file", "_dir", "_bundle")
    clean = {key: value for key, value in os.environ.items() if not key.lower().endswith(own)}
    proxied = {"HTTPS_PROXY": tenant.url, "http_proxy": tenant.url, "SSL_CERT_FILE": ca, "REQUESTS_CA_BUNDLE": ca}

    def run(code, *arguments, **changed):
        environment = {**clean, **proxied, **changed}
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    run.number, run.tenant = parcel.number, tenant
    yield run
    tenant.close()


def said(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def wanted(tracker):
    return tracker.tenant.call("GET", f"/global/detail.json?mailNos={tracker.number}&lang=en-US")


@pytest.mark.parametrize(
    ("code", "more"), [(REQUESTS, []), (URLLIB, ["https"]), (URLLIB, ["http"]), (HTTPX, [])]
)
def test_a_tracker_of_cainiao_needs_the_environment_only(tracker, code, more):
    answer = said(tracker(code, tracker.number, *more))
    assert answer == wanted(tracker)
    assert answer["module"][0]["mailNo"] == tracker.number


def test_the_easypost_package_at_its_own_host(tracker):
    status, count = said(tracker(EASYPOST, tracker.number))
    assert status == "in_transit" and count > 0


def test_the_pyseventeentrack_package_at_its_own_hosts(tracker):
    assert said(tracker(SEVENTEEN, tracker.number)) == [[tracker.number, "In Transit"]]


def test_who_does_not_trust_the_certificate_is_not_served(tracker):
    refused = tracker(URLLIB, tracker.number, "https", SSL_CERT_FILE="/dev/null")
    assert refused.returncode != 0
    assert "CERTIFICATE_VERIFY_FAILED" in refused.stderr


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_any_other_host_is_refused(tracker, scheme):
    refused = tracker(URLLIB.replace("global.cainiao.com", "example.com"), tracker.number, scheme)
    assert refused.returncode != 0
    assert "403" in refused.stderr


def test_the_control_api_is_reached_through_the_proxy_at_the_servers_own_address_only(tracker):
    code = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=30).status)"
    assert said(tracker(code, tracker.tenant.url + "/_sim/health")) == 200
    for host in ("http://global.cainiao.com", "https://global.cainiao.com"):
        refused = tracker(code, host + "/_sim/health")
        assert "HTTP Error 404" in refused.stderr


def test_https_on_the_port_itself(tracker):
    url = tracker.tenant.url.replace("http:", "https:")
    code = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=30).status)"
    assert said(tracker(code, url + "/_sim/health", NO_PROXY="127.0.0.1")) == 200


def test_the_first_line_names_the_ways_in(door):
    url = door.first["url"]
    assert door.first["proxy_url"] == url
    assert door.first["https_url"] == url.replace("http:", "https:")
    assert Sim(door.first["url"]).call("GET", "/_sim/health")
