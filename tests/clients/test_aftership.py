"""The `aftership-tracking-sdk` package against the AfterShip dialect."""

import pytest
import tracking
from tracking.exceptions import ApiException

from moments import ALL, at_moment
from sim import DAY, instant

TAG = {
    None: "Pending",
    "info-received": "InfoReceived",
    "in-transit": "InTransit",
    "customs-hold": "Exception",
    "out-for-delivery": "OutForDelivery",
    "attempt-failed": "AttemptFail",
    "available-for-pickup": "AvailableForPickup",
    "delivered": "Delivered",
    "returning": "Exception",
    "returned": "Exception",
}


def client(sim, key="as-mine"):
    return tracking.Client(tracking.Configuration(domain=sim.url, api_key=key, max_retry=0)).tracking


def registered(sim, parcel):
    sim.set_clock(parcel.told_at)
    return client(sim).create_tracking({"tracking_number": parcel.number}).data


@pytest.mark.parametrize("moment", ALL)
def test_what_is_parsed_is_what_was_recorded(sim, moment):
    parcel, at = at_moment(sim, moment, "aggregator")
    tracking_id = registered(sim, parcel).id
    sim.set_clock(at)
    found = client(sim).get_tracking_by_id(tracking_id).data

    newest = parcel.newest("aggregator", at)
    assert found.tracking_number == parcel.number
    assert found.tag.value == TAG[newest and newest["status"]]
    shown = [one for one in parcel.seen("aggregator") if instant(one["visible_at"]) <= at]
    assert len(found.checkpoints) == len(shown)
    if newest:
        local = instant(newest["occurred_at"]).replace(tzinfo=None)
        assert found.checkpoints[-1].checkpoint_time.startswith(local.strftime("%Y-%m-%dT%H:%M:%S"))
    if moment == "held":
        assert found.subtag in {"Exception_004", "Exception_006", "Exception_018"}
    if moment == "returned":
        assert found.subtag == "Exception_011"
    if moment == "handed-over":
        assert found.last_mile.tracking_number == sim.ideal(parcel.number)["follow"]
        assert found.last_mile.source.value == "system"
    elif found.last_mile:
        # A carrier without numbers of its own delivers under the one there is.
        follow = sim.ideal(parcel.number)["follow"]
        assert found.last_mile.tracking_number == (follow or parcel.number)


def test_a_number_is_registered_once(sim):
    parcel, _ = at_moment(sim, "in-transit", "aggregator")
    first = registered(sim, parcel)
    with pytest.raises(ApiException) as refused:
        registered(sim, parcel)
    assert (refused.value.status_code, refused.value.meta_code) == (400, 4003)
    assert first.id in refused.value.response_body


def test_an_unknown_id_is_not_found(sim):
    with pytest.raises(ApiException) as refused:
        client(sim).get_tracking_by_id("0" * 32)
    assert (refused.value.status_code, refused.value.meta_code) == (404, 4004)


def test_a_batch_has_pages(sim):
    numbers = [order["number"] for order in sim.orders("standard", count=7)]
    mine = client(sim)
    for number in numbers:
        mine.create_tracking({"tracking_number": number})
    first = mine.get_trackings(limit=5).data
    assert first.pagination.has_next_page and len(first.trackings) == 5
    rest = mine.get_trackings(limit=5, cursor=first.pagination.next_cursor).data
    assert not rest.pagination.has_next_page and len(rest.trackings) == 2
    found = {one.tracking_number for page in (first, rest) for one in page.trackings}
    assert found == set(numbers)


def test_a_wrong_key_is_refused(guarded):
    with pytest.raises(ApiException) as refused:
        client(guarded, "wrong").get_trackings()
    assert refused.value.status_code == 401
    assert client(guarded, "the-right-key").get_trackings().data.trackings == []


def test_a_rate_limit_ends_and_sixty_days_pass(sim):
    parcel, _ = at_moment(sim, "delivered", "aggregator")
    tracking_id = registered(sim, parcel).id
    sim.faults("aftership:rate-limit=1")
    with pytest.raises(ApiException) as refused:
        client(sim).get_tracking_by_id(tracking_id)
    assert refused.value.status_code == 429
    sim.faults()
    sim.set_clock(parcel.told_at + 60 * DAY)
    assert client(sim).get_tracking_by_id(tracking_id).data.tag.value == "Delivered"
