"""The `karrio` package with its La Poste connector, against the La Poste dialect.

Three of its habits are wrong whatever a carrier says; they are recorded here as what they are, not worked around.
"""

import json
import urllib.request

import karrio.core.models as models
import karrio.providers.laposte.utils as laposte
import karrio.sdk as karrio
import pytest

from moments import at_moment, parcels
from sim import DAY, instant

TO_LA_POSTE = "to=FR,carrier=la-poste"

STATUS = {
    "out-for-delivery": "out_for_delivery",
    "delivered": "delivered",
    "attempt-failed": "in_transit",
    "pickup-point": "in_transit",
}


def fetch(sim, monkeypatch, *numbers, key="me"):
    monkeypatch.setattr(laposte.Settings, "server_url", property(lambda _: sim.url + "/suivi/v2"))
    gateway = karrio.gateway["laposte"].create({"carrier_id": "laposte", "api_key": key})
    request = models.TrackingRequest(tracking_numbers=list(numbers))
    return karrio.Tracking.fetch(request).from_(gateway).parse()


def sent(sim, number):
    """What the carrier sends of a number."""
    request = urllib.request.Request(f"{sim.url}/suivi/v2/idships/{number}?lang=fr_FR")
    request.add_header("X-Okapi-Key", "me")
    with urllib.request.urlopen(request, timeout=30) as answer:
        [one] = json.load(answer)
    return one["shipment"]


@pytest.mark.parametrize("moment", ["handed-over", *STATUS])
def test_what_is_parsed_is_what_was_recorded(sim, monkeypatch, moment):
    parcel, at = at_moment(sim, moment, "last-mile", TO_LA_POSTE)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    details, messages = fetch(sim, monkeypatch, number)

    assert messages == []
    [found] = details
    assert found.tracking_number == number
    shown = [one for one in parcel.seen("last-mile") if instant(one["visible_at"]) <= at]
    assert len(found.events) == len(shown)
    assert [one.code for one in found.events] == [one["code"] for one in sent(sim, number)["event"]]
    if moment in STATUS:
        assert found.status == STATUS[moment]
        assert found.delivered == (moment == "delivered")
    lane = (found.info.shipment_origin_country, found.info.shipment_destination_country)
    assert lane == ("CN", "FR")


def test_a_batch_keeps_what_is_found_apart_from_what_is_not(sim, monkeypatch):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_LA_POSTE)
    number = parcel.number_at("last-mile")
    sim.set_clock(at)
    details, messages = fetch(sim, monkeypatch, number, "6A00000000000", "x")
    assert [one.tracking_number for one in details] == [number]
    assert [message.code for message in messages] == [404, 400]


def test_before_its_first_scan_and_elsewhere_a_number_is_not_found(sim, monkeypatch):
    parcel, _ = at_moment(sim, "handed-over", "last-mile", TO_LA_POSTE)
    first = instant(parcel.seen("last-mile")[0]["visible_at"])
    sim.set_clock(first - DAY)
    details, messages = fetch(sim, monkeypatch, parcel.number_at("last-mile"))
    assert (details, [message.code for message in messages]) == ([], [404])
    other, at = at_moment(sim, "delivered", "last-mile", "to=US,carrier=usps")
    sim.set_clock(at)
    details, messages = fetch(sim, monkeypatch, other.number_at("last-mile"))
    assert details == [] and [message.code for message in messages][0] in {400, 404}


def test_a_wrong_key_is_refused(guarded, monkeypatch):
    details, messages = fetch(guarded, monkeypatch, "6A00000000000", key="wrong")
    assert (details, [message.code for message in messages]) == ([], ["UNAUTHORIZED"])


def test_known_defect_local_times_are_called_utc(sim, monkeypatch):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_LA_POSTE)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    [found], _ = fetch(sim, monkeypatch, number)
    wire = instant(sent(sim, number)["event"][0]["date"])
    assert wire == instant(parcel.newest("last-mile", at)["occurred_at"])
    # It replaces the offset by `Z`: an hour or two off.
    parsed = instant(found.events[0].timestamp)
    assert parsed.replace(tzinfo=None) == wire.replace(tzinfo=None)
    assert parsed - wire == wire.utcoffset(), f"mended in the client: see {number}"


def test_known_defect_a_return_is_on_its_way_to_the_recipient(sim, monkeypatch):
    for parcel in parcels(sim, "returned-unclaimed", TO_LA_POSTE):
        at = parcel.moment("last-mile", {"return-started"})
        if at is not None:
            break
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    [found], _ = fetch(sim, monkeypatch, number)
    assert found.events[0].code == "RE1" and not found.delivered
    assert found.status == "in_transit", f"mended: see {number}"


def test_known_defect_treatment_counts_as_out_for_delivery(sim, monkeypatch):
    parcel, _ = at_moment(sim, "out-for-delivery", "last-mile", TO_LA_POSTE)
    at = parcel.moment("last-mile", {"arrived-sorting", "departed-sorting", "arrived-depot"})
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    [found], _ = fetch(sim, monkeypatch, number)
    # `ET1` is any treatment on the way, days before the round.
    assert found.events[0].code == "ET1"
    assert found.status == "out_for_delivery", f"mended: see {number}"
