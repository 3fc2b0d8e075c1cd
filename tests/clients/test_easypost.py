"""The `easypost` package against the EasyPost dialect."""

import easypost
import pytest

from moments import ALL, at_moment, instant_of
from sim import DAY, instant

STATUS = {
    None: "unknown",
    "info-received": "pre_transit",
    "in-transit": "in_transit",
    "customs-hold": "in_transit",
    "out-for-delivery": "out_for_delivery",
    "attempt-failed": "in_transit",
    "available-for-pickup": "available_for_pickup",
    "delivered": "delivered",
    "returning": "return_to_sender",
    "returned": "return_to_sender",
}


def client(sim, key="EZTKmine"):
    return easypost.EasyPostClient(key, api_base=sim.url + "/v2")


def registered(sim, parcel):
    sim.set_clock(parcel.told_at)
    return client(sim).tracker.create(tracking_code=parcel.number)


@pytest.mark.parametrize("moment", ALL)
def test_what_is_parsed_is_what_was_recorded(sim, moment):
    parcel, at = at_moment(sim, moment, "aggregator")
    tracker_id = registered(sim, parcel).id
    sim.set_clock(at)
    tracker = client(sim).tracker.retrieve(tracker_id)

    newest = parcel.newest("aggregator", at)
    assert tracker.tracking_code == parcel.number
    assert tracker.status == STATUS[newest and newest["status"]]
    shown = [one for one in parcel.seen("aggregator") if instant(one["visible_at"]) <= at]
    assert len(tracker.tracking_details) == len(shown)
    if newest:
        # Oldest first, and always UTC.
        last = tracker.tracking_details[-1]
        assert instant(last.datetime) == instant_of(parcel, "aggregator", at)
    assert instant(tracker.created_at) == parcel.told_at
    if moment == "held":
        assert tracker.status_detail in {"held", "awaiting_information"}
    if moment == "attempt-failed":
        assert tracker.status != "failure"


def test_the_second_registration_returns_the_first(sim):
    parcel, at = at_moment(sim, "in-transit", "aggregator")
    first = registered(sim, parcel)
    sim.set_clock(at)
    second = client(sim).tracker.create(tracking_code=parcel.number)
    assert (second.id, second.created_at) == (first.id, first.created_at)
    other = client(sim, "EZTKanother").tracker.create(tracking_code=parcel.number)
    assert other.id != first.id


def test_a_batch_and_its_pages(sim):
    numbers = [order["number"] for order in sim.orders("standard", count=7)]
    mine = client(sim)
    for number in numbers:
        mine.tracker.create(tracking_code=number)
    first = mine.tracker.all(page_size=5)
    assert first["has_more"] and len(first["trackers"]) == 5
    rest = mine.tracker.get_next_page(trackers=first, page_size=5)
    assert not rest["has_more"] and len(rest["trackers"]) == 2
    codes = [one.tracking_code for page in (first, rest) for one in page["trackers"]]
    assert codes == numbers[::-1]
    found = mine.tracker.retrieve_batch(tracking_codes=numbers[:3])
    assert sorted(one.tracking_code for one in found["trackers"]) == sorted(numbers[:3])


def test_a_wrong_key_is_refused(guarded):
    with pytest.raises(easypost.errors.UnauthorizedError):
        client(guarded, "wrong").tracker.all()
    assert client(guarded, "the-right-key").tracker.all()["trackers"] == []


def test_an_unknown_id_is_not_found(sim):
    with pytest.raises(easypost.errors.NotFoundError) as refused:
        client(sim).tracker.retrieve("trk_" + "0" * 32)
    assert refused.value.message == "The requested resource could not be found."


def test_a_rate_limit_ends_and_sixty_days_pass(sim):
    parcel, _ = at_moment(sim, "delivered", "aggregator")
    tracker_id = registered(sim, parcel).id
    sim.faults("easypost:rate-limit=1")
    with pytest.raises(easypost.errors.RateLimitError):
        client(sim).tracker.retrieve(tracker_id)
    sim.faults()
    sim.set_clock(parcel.told_at + 60 * DAY)
    assert client(sim).tracker.retrieve(tracker_id).status == "delivered"
