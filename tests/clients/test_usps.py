"""The `usps-v3` package against the USPS dialect."""

import pytest
import usps_v3
from usps_v3.exceptions import APIError, AuthError, RateLimitError

from moments import at_moment, instant_of
from sim import DAY, instant

TO_USPS = "to=US,carrier=usps"

CATEGORY = {
    "out-for-delivery": "Out for Delivery",
    "delivered": "Delivered",
    "attempt-failed": "Delivery Attempt",
    "pickup-point": "Available for Pickup",
}


def client(sim, folder, identity="me", secret="s"):
    return usps_v3.Client(identity, secret, base_url=sim.url, cache_dir=folder).tracking


@pytest.mark.parametrize("moment", ["handed-over", *CATEGORY])
def test_what_is_parsed_is_what_was_recorded(sim, tmp_path, moment):
    parcel, at = at_moment(sim, moment, "last-mile", TO_USPS)
    sim.set_clock(at)
    number = parcel.number_at("last-mile")
    found = client(sim, tmp_path).track(number)

    newest = parcel.newest("last-mile", at)
    assert found["trackingNumber"] == number
    if moment in CATEGORY:
        assert found["statusCategory"] == CATEGORY[moment]
    shown = [one for one in parcel.seen("last-mile") if instant(one["visible_at"]) <= at]
    events = found["trackingEvents"]
    assert len(events) == len(shown)
    assert instant(events[0]["GMTTimestamp"]) == instant_of(parcel, "last-mile", at)
    local = instant(newest["occurred_at"])
    # Live answers cut the local time to the minute, and only that one.
    assert events[0]["eventTimestamp"] == local.strftime("%Y-%m-%dT%H:%M:00")
    assert events[0]["GMTOffset"] == local.strftime("%z")[:3] + ":" + local.strftime("%z")[3:]


def test_before_acceptance_the_number_is_not_found_yet(sim, tmp_path):
    parcel, at = at_moment(sim, "handed-over", "last-mile", TO_USPS)
    first = instant(parcel.seen("last-mile")[0]["visible_at"])
    sim.set_clock(first - DAY)
    with pytest.raises(APIError) as refused:
        client(sim, tmp_path).track(parcel.number_at("last-mile"))
    assert refused.value.status_code == 404
    sim.set_clock(at)
    assert client(sim, tmp_path).track(parcel.number_at("last-mile"))["trackingEvents"]


@pytest.mark.parametrize("number", ["9400100000000000000000", "LP00000000000000", "x"])
def test_what_is_nobodys_is_not_found(sim, tmp_path, number):
    with pytest.raises(APIError) as refused:
        client(sim, tmp_path).track(number)
    assert refused.value.status_code in {400, 404}


def test_a_parcel_of_another_carrier_is_not_found(sim, tmp_path):
    parcel, at = at_moment(sim, "delivered", "aggregator", "to=DE")
    sim.set_clock(at)
    with pytest.raises(APIError) as refused:
        client(sim, tmp_path).track(parcel.number)
    assert refused.value.status_code in {400, 404}


def test_a_wrong_key_is_refused(guarded, tmp_path):
    with pytest.raises((AuthError, APIError)) as refused:
        client(guarded, tmp_path, identity="wrong").track("9400100000000000000000")
    assert refused.value.status_code == 401


def test_a_rate_limit_ends_and_sixty_days_pass(sim, tmp_path):
    parcel, at = at_moment(sim, "delivered", "last-mile", TO_USPS)
    number = parcel.number_at("last-mile")
    sim.set_clock(at)
    mine = client(sim, tmp_path)
    assert mine.track(number)["statusCategory"] == "Delivered"
    sim.faults("usps:rate-limit=1")
    with pytest.raises(RateLimitError):
        mine.track(number)
    sim.faults()
    sim.set_clock(at + 60 * DAY)
    assert mine.track(number)["statusCategory"] == "Delivered"
