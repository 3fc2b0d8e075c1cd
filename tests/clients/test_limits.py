"""Real clients against a server that lets keys ask as often as each carrier says."""

import time

import easypost
import pytest
import tracking
import usps_v3
from tracking.exceptions import ApiException
from usps_v3.exceptions import APIError, RateLimitError

from sim import DAY, Server, instant

SOME = "9400100000000000000000"


@pytest.fixture(scope="module")
def limited():
    few = ["17track.limit.per-second=3", "easypost.limit.per-second=2", "usps.limit.per-hour=3"]
    server = Server("--limits", "real", *[word for one in few for word in ("--set", one)])
    yield server
    server.stop()


@pytest.fixture
def sim(limited):
    tenant = limited.tenant()
    yield tenant
    tenant.close()


def test_an_hours_quota_comes_back_with_virtual_time(sim, tmp_path):
    mine = usps_v3.Client("me", "s", base_url=sim.url, cache_dir=tmp_path).tracking

    def use_up():
        for _ in range(3):
            with pytest.raises(APIError) as refused:
                mine.track(SOME)
            assert refused.value.status_code == 404
        with pytest.raises(RateLimitError):
            mine.track(SOME)

    use_up()
    other = usps_v3.Client("other", "s", base_url=sim.url, cache_dir=tmp_path / "other").tracking
    with pytest.raises(APIError) as refused:
        other.track(SOME)
    assert refused.value.status_code == 404, "another client has requests of its own"
    sim.set_clock(instant(sim.call("GET", "/_sim/clock")["now"]) + 60 * DAY)
    use_up()


def test_who_waits_as_long_as_told_gets_every_answer(sim):
    numbers = [order["number"] for order in sim.orders("standard", count=12)]
    config = tracking.Configuration(domain=sim.url, api_key="k", max_retry=0)
    mine = tracking.Client(config).tracking
    made, refusals = [], 0
    while len(made) < len(numbers):
        try:
            made.append(mine.create_tracking({"tracking_number": numbers[len(made)]}).data.id)
        except ApiException as refused:
            assert refused.status_code == 429
            refusals += 1
            time.sleep(0.2)
    assert len(set(made)) == len(numbers)
    assert refusals < 100


def test_a_client_that_heeds_retry_after_notices_nothing(sim):
    mine = easypost.EasyPostClient("k", api_base=sim.url + "/v2")
    [order] = sim.orders("standard")
    tracker = mine.tracker.create(tracking_code=order["number"])
    for _ in range(7):
        assert mine.tracker.retrieve(tracker.id).id == tracker.id
    asked = sim.call("GET", "/_sim/requests?dialect=easypost")["requests"]
    statuses = [one["status"] for one in asked]
    assert statuses.count(429) >= 1, "two requests a second are not eight"
    assert len(statuses) - statuses.count(429) == 8
