"""The `karrio` package with its Royal Mail connector, against the Royal Mail dialect.

It loses every parcel of which the carrier estimates no day, which the record of this carrier never does: recorded here as
what it is, not worked around.
"""

import json
import urllib.request

import karrio.core.models as models
import karrio.providers.royalmail.utils as royalmail
import karrio.sdk as karrio
import pytest

from moments import at_moment
from sim import DAY, instant

TO_ROYAL_MAIL = "to=GB,carrier=royal-mail"

MOMENTS = ["handed-over", "out-for-delivery", "delivered", "attempt-failed", "pickup-point"]


def fetch(sim, monkeypatch, *numbers, identity="me"):
    monkeypatch.setattr(royalmail.Settings, "server_url", property(lambda _: sim.url))
    gateway = karrio.gateway["royalmail"].create(
        {"carrier_id": "royalmail", "client_id": identity, "client_secret": "s"}
    )
    request = models.TrackingRequest(tracking_numbers=list(numbers))
    return karrio.Tracking.fetch(request).from_(gateway).parse()


def sent(sim, number):
    """What the carrier sends of a number."""
    request = urllib.request.Request(f"{sim.url}/mailpieces/v2/{number}/events")
    headers = {"X-IBM-Client-Id": "me", "X-IBM-Client-Secret": "s", "X-Accept-RMG-Terms": "yes"}
    for name, value in headers.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["mailPieces"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_known_defect_without_an_estimate_the_parcel_is_lost(sim, monkeypatch, moment):
    parcel, at = at_moment(sim, moment, "last-mile", TO_ROYAL_MAIL)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    wire = sent(sim, number)
    shown = [one for one in parcel.seen("last-mile") if instant(one["visible_at"]) <= at]
    assert len(wire["events"]) == len(shown)
    assert instant(wire["events"][0]["eventDateTime"]) == instant(
        parcel.newest("last-mile", at)["occurred_at"]
    )
    assert "estimatedDelivery" not in wire

    details, messages = fetch(sim, monkeypatch, number)
    [message] = messages
    assert not details, f"mended in the client: see {number}"
    assert message.code == "SHIPPING_SDK_INTERNAL_ERROR" and "NoneType" in str(message.message)


def test_known_defect_one_such_parcel_takes_the_others_with_it(sim, monkeypatch):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_ROYAL_MAIL)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    details, messages = fetch(sim, monkeypatch, "AA000000000GB", number)
    codes = [message.code for message in messages]
    assert not details and codes == ["SHIPPING_SDK_INTERNAL_ERROR"], f"mended: see {number}"


@pytest.mark.parametrize("number", ["AA000000000GB", "x"])
def test_what_is_nobodys_is_not_found(sim, monkeypatch, number):
    details, messages = fetch(sim, monkeypatch, number)
    [message] = messages
    assert (details, message.code) == ([], "404")
    assert message.details["errors"][0].errorCode == "E1142"


def test_before_acceptance_there_is_no_update_yet(sim, monkeypatch):
    parcel, _ = at_moment(sim, "handed-over", "last-mile", TO_ROYAL_MAIL)
    first = instant(parcel.seen("last-mile")[0]["visible_at"])
    sim.set_clock(first - DAY)
    details, messages = fetch(sim, monkeypatch, parcel.number_at("last-mile"))
    assert (details, [message.code for message in messages]) == ([], ["404"])


def test_a_wrong_key_is_refused(guarded, monkeypatch):
    details, messages = fetch(guarded, monkeypatch, "AA000000000GB", identity="wrong")
    assert (details, [message.code for message in messages]) == ([], ["401"])
