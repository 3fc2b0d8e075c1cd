"""Ship24's client, in every situation that a parcel can be in."""

import pytest
from ship24 import Ship24, errors

from moments import ALL, at_moment, instant_of
from sim import DAY, instant

# What the aggregator's newest event is to Ship24: the coarse status, as its milestone.
MILESTONE = {
    None: "pending",
    "info-received": "info_received",
    "in-transit": "in_transit",
    "customs-hold": "exception",
    "out-for-delivery": "out_for_delivery",
    "attempt-failed": "failed_attempt",
    "available-for-pickup": "available_for_pickup",
    "delivered": "delivered",
    "returning": "exception",
    "returned": "exception",
}


def client(sim, key="apik_x"):
    return Ship24(authorization=f"Bearer {key}", server_url=sim.url)


def made(sim, number, key="apik_x", **more):
    wanted = {"tracking_number": number, **more}
    with client(sim, key) as ship24:
        return ship24.trackers.create_tracker(request=wanted).result.data.tracker


def read(sim, tracker_id):
    with client(sim) as ship24:
        found = ship24.trackers.get_tracking_results_of_tracker_by_tracker_id(tracker_id=tracker_id)
    return found.result.data.trackings[0]


@pytest.mark.parametrize("moment", ALL)
def test_what_is_parsed_is_what_was_recorded(sim, moment):
    parcel, at = at_moment(sim, moment, "aggregator")
    sim.set_clock(parcel.told_at)
    tracker = made(sim, parcel.number)
    sim.set_clock(at)
    found = read(sim, tracker.tracker_id)

    newest = parcel.newest("aggregator", at)
    assert found.tracker.tracking_number == parcel.number
    assert found.tracker.created_at == parcel.told_at
    assert found.shipment.status_milestone == MILESTONE[newest and newest["status"]]
    shown = [one for one in parcel.seen("aggregator") if instant(one["visible_at"]) <= at]
    assert len(found.events) == len(shown)
    if newest:
        # Newest first, in the form in which its courier says it: with a zone, or not.
        said = found.events[0].occurrence_datetime
        if len(said) > 19:
            assert instant(said) == instant_of(parcel, "aggregator", at)
        else:
            assert instant_of(parcel, "aggregator", at).isoformat()[:7] == said[:7]
        assert found.shipment.destination_country_code == parcel.document["order"]["lane"]["to"]
    legs = {leg.tn for leg in found.shipment.tracking_numbers}
    assert {event.event_tracking_number for event in found.events} <= legs
    if moment == "handed-over":
        assert len(legs) == 2


def test_the_same_tracker_is_made_once(sim):
    first = made(sim, "SHIP24_SAMPLE_DELIVERED_001", client_tracker_id="mine")
    assert made(sim, "SHIP24_SAMPLE_DELIVERED_001", client_tracker_id="mine") == first
    assert made(sim, "SHIP24_SAMPLE_DELIVERED_001").tracker_id != first.tracker_id
    assert read(sim, first.tracker_id).shipment.status_milestone == "delivered"
    with client(sim) as ship24:
        again = ship24.trackers.get_tracker_by_tracker_id(tracker_id=first.tracker_id)
        listed = ship24.trackers.list_trackers(page=1, limit=10)
    assert again.result == first
    assert len(listed.result.data.trackers) == 2


def test_many_are_made_at_once(sim):
    numbers = [order["number"] for order in sim.orders("standard", count=3)]
    wanted = [{"tracking_number": number} for number in [*numbers, "1"]]
    with client(sim) as ship24:
        answer = ship24.trackers.bulk_create_trackers(request={"trackers": wanted}).result
    assert answer.status.value == "partial"
    assert (answer.summary.total_created, answer.summary.total_errors) == (3, 1)
    assert [one.tracker.tracking_number for one in answer.data[:3]] == numbers


def test_errors_are_read(sim, guarded):
    with pytest.raises(errors.ErrorResponseFormat) as refused:
        read(sim, "00000000-0000-4000-8000-000000000000")
    assert refused.value.data.errors[0].code == "tracker_not_found"
    with pytest.raises(errors.ErrorResponseFormat) as refused:
        made(guarded, "SHIP24_SAMPLE_DELIVERED_001")
    assert refused.value.data.errors[0].code == "auth_invalid_api_key"


def test_a_rate_limit_ends_and_sixty_days_pass(sim):
    parcel, _ = at_moment(sim, "delivered", "aggregator")
    sim.set_clock(parcel.told_at)
    tracker = made(sim, parcel.number)
    sim.faults("ship24:rate-limit=1")
    with pytest.raises(errors.APIError) as refused:
        read(sim, tracker.tracker_id)
    assert refused.value.status_code == 429
    sim.faults()
    sim.set_clock(parcel.told_at + 60 * DAY)
    assert read(sim, tracker.tracker_id).shipment.status_milestone == "delivered"
