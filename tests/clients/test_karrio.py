"""The `karrio` package with its USPS connector, against the USPS dialect.

Two of its habits are wrong whatever a carrier says; they are recorded here as what they are, not worked around.
"""

import karrio.core.models as models
import karrio.providers.usps.utils as usps
import karrio.sdk as karrio
import pytest

from moments import at_moment
from sim import instant

TO_USPS = "to=US,carrier=usps"

STATUS = {
    "out-for-delivery": "out_for_delivery",
    "delivered": "delivered",
}


def fetch(sim, monkeypatch, *numbers, identity="me"):
    monkeypatch.setattr(usps.Settings, "server_url", property(lambda _: sim.url))
    gateway = karrio.gateway["usps"].create(
        {"carrier_id": "usps", "client_id": identity, "client_secret": "s"}
    )
    request = models.TrackingRequest(tracking_numbers=list(numbers))
    return karrio.Tracking.fetch(request).from_(gateway).parse()


@pytest.mark.parametrize("moment", ["handed-over", *STATUS])
def test_what_is_parsed_is_what_was_recorded(sim, monkeypatch, moment):
    parcel, at = at_moment(sim, moment, "last-mile", TO_USPS)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    details, messages = fetch(sim, monkeypatch, number)

    assert messages == []
    [found] = details
    assert found.tracking_number == number
    shown = [one for one in parcel.seen("last-mile") if instant(one["visible_at"]) <= at]
    assert len(found.events) == len(shown)
    assert found.delivered == (moment == "delivered")
    if moment in STATUS:
        assert found.status == STATUS[moment]


def test_a_batch_keeps_what_is_found_apart_from_what_is_not(sim, monkeypatch):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_USPS)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    details, messages = fetch(sim, monkeypatch, number, "9400100000000000000000")
    assert [one.tracking_number for one in details] == [number]
    assert [message.code for message in messages] == ["404"]


def test_known_defect_local_times_are_called_utc(sim, monkeypatch):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_USPS)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    [found], _ = fetch(sim, monkeypatch, number)
    local = instant(parcel.newest("last-mile", at)["occurred_at"]).replace(second=0)
    # It appends `Z` to the wall clock of the place: hours off, and nothing in the answer could prevent it.
    assert instant(found.events[0].timestamp).replace(tzinfo=None) == local.replace(tzinfo=None)
    assert instant(found.events[0].timestamp) != local, f"mended in the client: see {number}"
