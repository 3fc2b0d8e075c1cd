"""The mock carrier, as a test in any language drives it: one process, HTTP, JSON."""

import json
import os
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Tests run it in folders of their own.
BINARY = str(Path(os.environ.get("SIMULATE", ROOT / "target" / "release" / "simulate")).resolve())


class Refused(Exception):
    """The control API said no."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status, self.body = status, body


class Sim:
    """A tenant of the mock carrier: its own port, clock, trackers, faults and journal."""

    def __init__(self, url):
        self.url = url

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, error.read().decode(errors="replace")) from None
        return json.loads(text) if text else None

    def orders(self, scenario, count=1, **more):
        """Orders of a scenario on its usual day; the world is declared, no parcel is stored."""
        wanted = {"scenario": scenario, "count": count, "start": "2026-03-02", **more}
        return self.call("POST", "/_sim/orders", wanted)["orders"]

    def truth(self, number):
        """The whole case of a number: orders, what was recorded when, and what really happened."""
        return self.call("GET", "/_sim/truth/" + urllib.parse.quote(number))["case"]

    def ideal(self, number):
        return self.call("GET", "/_sim/ideal/" + urllib.parse.quote(number))

    def set_clock(self, at):
        self.call("PUT", "/_sim/clock", {"now": zulu(at)})

    def advance(self, by):
        self.call("POST", "/_sim/clock/advance", {"by": by})

    def faults(self, *rules):
        self.call("PUT", "/_sim/faults", {"seed": 1, "faults": rules})

    def tenant(self):
        """Opens a tenant; `close` gives its port back."""
        made = self.call("POST", "/_sim/tenants", {})
        tenant = Sim(made["url"])
        tenant.close = lambda: self.call("DELETE", f"/_sim/tenants/{made['id']}")
        return tenant


class Server(Sim):
    """The process that a test suite starts once."""

    def __init__(self, *flags):
        command = [BINARY, "serve", "--listen", "127.0.0.1:0", *flags]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.first = json.loads(self.process.stdout.readline())
        super().__init__(self.first["url"])

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=30)
        assert status == 0, f"the server ended with {status}"


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def zulu(at):
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


class Parcel:
    """A case of a scenario, and when what of it is shown to whom."""

    def __init__(self, order_or_document):
        self.document = order_or_document
        self.number = order_or_document["number"]
        self.told_at = instant(order_or_document["order"]["numbers"][0]["from"])

    def seen(self, observer):
        mine = [one for one in self.document["observations"] if one["observer"] == observer]
        return sorted(mine, key=lambda one: instant(one["visible_at"]))

    def number_at(self, observer):
        """The number under which an observer knows the parcel."""
        seen = self.seen(observer)
        return seen[0]["number"] if seen else self.number

    def newest(self, observer, at):
        """The shown event that occurred last, as the observer shows it at an instant."""
        shown = [one for one in self.seen(observer) if instant(one["visible_at"]) <= at]
        return max(shown, key=lambda one: instant(one["occurred_at"])) if shown else None

    def moment(self, observer, milestones):
        """The first instant at which one of the milestones is the newest that the observer shows."""
        for one in self.seen(observer):
            at = instant(one["visible_at"]) + SECOND
            newest = self.newest(observer, at)
            if one["milestone"] in milestones and newest["milestone"] in milestones:
                return at
        return None
