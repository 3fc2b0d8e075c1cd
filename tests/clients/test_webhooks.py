"""Webhooks, verified as the clients do it: each by the carrier's own verifier, or by its rule where there is none."""

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import easypost
import pytest
import shippo
from easypost.errors import SignatureVerificationError
from shippo.models import components

from sim import Parcel

SECRET = "sécret"


class Receiver:
    """A receiver on a port of its own, which answers 200 unless told otherwise."""

    def __init__(self):
        self.got, self.status = [], 200
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers.items()), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


def header(headers, name):
    """Names of headers are what they are in any case of letters."""
    return {key.lower(): value for key, value in headers.items()}.get(name.lower())


def signature(headers):
    return {"X-Hmac-Signature": header(headers, "X-Hmac-Signature")}


def subscribe(sim, dialect, receiver, secret=SECRET):
    wanted = {"dialect": dialect, "url": receiver.url}
    if secret:
        wanted["secret"] = secret
    return sim.call("POST", "/_sim/webhooks/subscriptions", wanted)


def new_number(sim):
    """The number of a parcel of which nothing is to be seen yet."""
    parcel = Parcel(sim.orders("premium")[0])
    sim.set_clock(parcel.told_at)
    return parcel.number


def settle(sim):
    assert sim.call("POST", "/_sim/webhooks/settle", {"within": "30s"})["settled"]


def track_with_easypost(sim, number):
    client = easypost.EasyPostClient("k", api_base=sim.url + "/v2")
    return client, client.tracker.create(tracking_code=number)


def test_easypost_verifies_its_own_events_and_refuses_others(sim, receiver):
    number = new_number(sim)
    client, _ = track_with_easypost(sim, number)
    hook = client.webhook.create(
        url=receiver.url,
        webhook_secret=SECRET,
        custom_headers=[{"name": "X-Own", "value": "mine"}],
    )
    assert [one.id for one in client.webhook.all()["webhooks"]] == [hook.id]
    sim.advance("60d")
    settle(sim)
    assert len(receiver.got) > 3
    for headers, body in receiver.got:
        event = easypost.util.validate_webhook(body, signature(headers), SECRET)
        assert event["description"] == "tracker.updated"
        assert event["result"]["tracking_code"] == number
        assert header(headers, "X-Own") == "mine"
    assert event["result"]["status"] == "delivered"
    with pytest.raises(SignatureVerificationError):
        easypost.util.validate_webhook(body, signature(headers), "another")
    client.webhook.delete(hook.id)
    assert client.webhook.all()["webhooks"] == []


def test_easypost_refuses_what_the_lab_signs_wrongly(sim, receiver):
    subscribe(sim, "easypost", receiver)
    sim.call("PUT", "/_sim/webhooks/lab", {"rules": ["easypost:wrong-signature"]})
    receiver.status = 401
    track_with_easypost(sim, new_number(sim))
    settle(sim)
    receiver.status = 200
    sim.advance("1m")
    settle(sim)
    (wrong, body), (right, again) = receiver.got
    assert body == again
    with pytest.raises(SignatureVerificationError):
        easypost.util.validate_webhook(body, signature(wrong), SECRET)
    easypost.util.validate_webhook(body, signature(right), SECRET)


def test_17track_signs_with_the_key_behind_the_body(sim, receiver):
    subscribe(sim, "17track", receiver, secret=None)
    number = new_number(sim)
    call(sim, "/track/v2.4/register", {"17token": "the-key"}, [{"number": number, "tag": "7"}])
    sim.advance("90d")
    settle(sim)
    events = []
    for headers, body in receiver.got:
        assert header(headers, "sign") == hashlib.sha256(body + b"/the-key").hexdigest()
        event = json.loads(body)
        events.append(event["event"])
        assert (event["data"]["number"], event["data"]["tag"]) == (number, "7")
    assert set(events[:-1]) == {"TRACKING_UPDATED"} and events[-1] == "TRACKING_STOPPED"


def test_aftership_signs_the_raw_body(sim, receiver):
    subscribe(sim, "aftership", receiver)
    number = new_number(sim)
    path = "/tracking/2026-07/trackings"
    call(sim, path, {"as-api-key": "k"}, {"tracking_number": number, "slug": "cainiao"})
    sim.advance("60d")
    settle(sim)
    assert len(receiver.got) > 3
    for headers, body in receiver.got:
        digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
        assert header(headers, "aftership-hmac-sha256") == base64.b64encode(digest).decode()
        message = json.loads(body)
        assert message["msg"]["tracking_number"] == number
    assert message["msg"]["tag"] == "Delivered"


def test_shippo_reads_its_own_notifications(sim, receiver):
    client = shippo.Shippo(api_key_header="shippo_test_x", server_url=sim.url)
    wanted = components.WebhookUpdateRequest(event="track_updated", url=receiver.url, is_test=True)
    hook = client.webhooks.create_webhook(wanted)
    number = new_number(sim)
    client.tracking_status.create("cainiao", number, metadata="Order 7")
    sim.advance("60d")
    settle(sim)
    assert len(receiver.got) > 3
    for headers, body in receiver.got:
        assert header(headers, "Shippo-Auth-Signature") is None
        payload = components.WebhookPayloadTrack.from_json(body)
        assert payload.event.value == "track_updated"
        assert (payload.data.tracking_number, payload.data.metadata) == (number, "Order 7")
    assert payload.data.tracking_status.status.value == "DELIVERED"
    listed = client.webhooks.list_webhooks()
    assert [one.object_id for one in listed.results] == [hook.object_id]
    wanted.active = False
    changed = client.webhooks.update_webhook(hook.object_id, webhook_update_request=wanted)
    assert changed.active is False
    client.webhooks.delete_webhook(hook.object_id)
    assert client.webhooks.list_webhooks().results == []


def test_signatures_follow_the_wall_and_bodies_the_tenant(sim, receiver):
    subscribe(sim, "trackingmore", receiver)
    number = new_number(sim)
    body = {"tracking_number": number, "courier_code": "cainiao"}
    before = int(time.time())
    call(sim, "/v4/trackings/create", {"Tracking-Api-Key": "k"}, body)
    sim.advance("60d")
    settle(sim)
    for headers, body in receiver.got:
        at = header(headers, "timestamp")
        assert before <= int(at) <= int(time.time())
        proof = hmac.new(SECRET.encode(), at.encode(), hashlib.sha256).hexdigest()
        assert header(headers, "signature") == proof
    assert json.loads(body)["data"]["delivery_status"] == "delivered"


def call(sim, path, headers, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(sim.url + path, data=data, method="POST")
    for name, value in {"Content-Type": "application/json", **headers}.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())
