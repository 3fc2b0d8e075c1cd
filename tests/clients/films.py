"""Real clients as trackers to be filmed: each is asked for a number at a URL, and returns what it says as JSON would."""

import asyncio
import json
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import aiohttp
import karrio.core.models as models
import karrio.providers.usps.utils as usps
import karrio.sdk as karrio
from pyseventeentrack import Client, client as client_module, profile as profile_module


def karrio_usps(number, url):
    """`karrio` with its USPS connector, asked for the number that Cainiao's page names: USPS knows no other."""
    with urllib.request.urlopen(f"{url}/global/detail.json?mailNos={number}", timeout=10) as page:
        modules = json.load(page)["module"]
    named = modules[0].get("realMailNo") if modules else None
    number = named.rpartition("\t")[2] if named else number

    usps.Settings.server_url = property(lambda _: url)
    identity = {"carrier_id": "usps", "client_id": "me", "client_secret": "s"}
    gateway = karrio.gateway["usps"].create(identity)
    request = models.TrackingRequest(tracking_numbers=[number])
    details, messages = karrio.Tracking.fetch(request).from_(gateway).parse()
    said = {"status": "nothing", "events": []}
    for found in details:
        events = [{"at": one.timestamp, "text": one.description} for one in found.events]
        said = {"status": found.status, "delivered": found.delivered, "events": events}
    return said | {"messages": [f"{one.code}: {one.message}" for one in messages]}


def pyseventeentrack(number, url):
    """`pyseventeentrack`, whose account gets each number that the buyer is told."""
    for module in (profile_module, client_module):
        module.API_URL_USER = url + "/user-api/v1/sign-in-by-password"
        module.API_URL_BUYER = url + "/orderapi/call"

    async def ask():
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            profile = Client(session=session).profile
            await profile.login("me@example.com", "secret")
            packages = await profile.packages()
            if number not in [package.tracking_number for package in packages]:
                await profile.add_package(number)
                packages = await profile.packages()
            return packages

    return {
        package.tracking_number: {
            "status": package.status,
            "text": package.info_text,
            "place": package.location,
            "at": package.timestamp and package.timestamp.isoformat(),
        }
        for package in asyncio.run(ask())
    }


class Desk:
    """A server that asks a client for `/NUMBER?URL`, one request after the other: clients keep hosts in globals."""

    def __init__(self, client):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = urllib.parse.urlsplit(self.path)
                body = json.dumps(client(asked.path.strip("/"), asked.query)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self.url

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
