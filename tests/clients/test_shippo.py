"""Shippo's own client, in every situation that a parcel can be in."""

import pytest
import shippo
from shippo.models import errors

from moments import ALL, at_moment, instant_of
from sim import DAY, instant

# What the aggregator's newest event is to Shippo: the coarse status, in its words.
STATUS = {
    None: "UNKNOWN",
    "info-received": "PRE_TRANSIT",
    "in-transit": "TRANSIT",
    "customs-hold": "TRANSIT",
    "out-for-delivery": "TRANSIT",
    "attempt-failed": "TRANSIT",
    "available-for-pickup": "TRANSIT",
    "delivered": "DELIVERED",
    "returning": "RETURNED",
    "returned": "RETURNED",
}

# What the recipient or the sender must do something about.
ACTION = {"held", "attempt-failed", "pickup-point"}

CARRIER = "cainiao"


def client(sim, key="shippo_test_x"):
    return shippo.Shippo(api_key_header=key, server_url=sim.url).tracking_status


@pytest.mark.parametrize("moment", ALL)
def test_what_is_parsed_is_what_was_recorded(sim, moment):
    parcel, at = at_moment(sim, moment, "aggregator")
    sim.set_clock(parcel.told_at)
    created = client(sim).create(CARRIER, parcel.number, metadata="Order 7")
    assert created.tracking_number == parcel.number
    sim.set_clock(at)
    track = client(sim).get(parcel.number, CARRIER)

    newest = parcel.newest("aggregator", at)
    status = track.tracking_status
    assert (track.carrier, track.metadata) == (CARRIER, "Order 7")
    assert status.status.value == STATUS[newest and newest["status"]]
    shown = [one for one in parcel.seen("aggregator") if instant(one["visible_at"]) <= at]
    assert len(track.tracking_history) == len(shown)
    if newest:
        # Oldest first, and always with a zone.
        last = track.tracking_history[-1]
        assert last.status_date == status.status_date == instant_of(parcel, "aggregator", at)
        assert status.substatus.action_required == (moment in ACTION)
        assert track.address_to.country == parcel.document["order"]["lane"]["to"]
    else:
        assert status.object_created == parcel.told_at
        assert track.address_to is None


def test_the_mock_numbers_are_what_they_are_called(sim):
    for status in ["PRE_TRANSIT", "TRANSIT", "DELIVERED", "RETURNED", "FAILURE", "UNKNOWN"]:
        track = client(sim).get(f"SHIPPO_{status}", "shippo")
        assert track.tracking_status.status.value == status


def test_a_wrong_key_and_a_wrong_carrier_are_refused(guarded, sim):
    with pytest.raises(errors.SDKError) as refused:
        client(guarded, "ShippoToken wrong").get("SHIPPO_TRANSIT", "shippo")
    assert (refused.value.status_code, refused.value.body) == (401, '{"detail":"Invalid token."}')
    assert client(guarded, "ShippoToken the-right-key").get("SHIPPO_TRANSIT", "shippo")
    with pytest.raises(errors.SDKError) as refused:
        client(sim).create("pigeon", "1")
    assert refused.value.status_code == 400
    assert "carrier" in refused.value.body


def test_a_rate_limit_ends_and_sixty_days_pass(sim):
    parcel, _ = at_moment(sim, "delivered", "aggregator")
    sim.faults("shippo:rate-limit=1")
    with pytest.raises(errors.SDKError) as refused:
        client(sim).get(parcel.number, CARRIER)
    assert refused.value.status_code == 429
    sim.faults()
    sim.set_clock(parcel.told_at + 60 * DAY)
    assert client(sim).get(parcel.number, CARRIER).tracking_status.status.value == "DELIVERED"
