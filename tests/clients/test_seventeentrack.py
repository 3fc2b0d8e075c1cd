"""The `pyseventeentrack` package against 17TRACK's consumer API."""

import asyncio

import aiohttp
import pytest
from pyseventeentrack import Client, client as client_module, profile as profile_module
from pyseventeentrack.errors import SeventeenTrackError

from moments import ALL, at_moment
from sim import DAY, instant

STATUS = {
    None: "Not Found",
    "info-received": "In Transit",
    "in-transit": "In Transit",
    "customs-hold": "In Transit",
    "out-for-delivery": "In Transit",
    "attempt-failed": "Undelivered",
    "available-for-pickup": "Ready to be Picked Up",
    "delivered": "Delivered",
    "returning": "Alert",
    "returned": "Alert",
}


@pytest.fixture
def account(sim, monkeypatch):
    """Runs a conversation of a logged-in account with the tenant."""
    for module in (profile_module, client_module):
        monkeypatch.setattr(module, "API_URL_USER", sim.url + "/user-api/v1/sign-in-by-password")
        monkeypatch.setattr(module, "API_URL_BUYER", sim.url + "/orderapi/call")

    def run(conversation):
        async def whole():
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(cookie_jar=jar) as session:
                profile = Client(session=session).profile
                assert await profile.login("me@example.com", "secret")
                return await conversation(profile)

        return asyncio.run(whole())

    return run


@pytest.mark.parametrize("moment", ALL)
def test_what_is_parsed_is_what_was_recorded(sim, account, moment):
    parcel, at = at_moment(sim, moment, "aggregator")
    sim.set_clock(parcel.told_at)

    async def add(profile):
        await profile.add_package(parcel.number, "mine")

    async def read(profile):
        return await profile.packages(), await profile.summary()

    account(add)
    sim.set_clock(at)
    [package], summary = account(read)
    newest = parcel.newest("aggregator", at)
    assert package.tracking_number == parcel.number
    assert package.friendly_name == "mine"
    assert package.status == STATUS[newest and newest["status"]]
    assert summary[package.status] == 1
    if newest:
        # The list has a time without zone, cut to minutes: the client can but call it UTC.
        local = instant(newest["occurred_at"]).replace(tzinfo=None)
        assert package.timestamp.replace(tzinfo=None) == local.replace(second=0)


def test_a_batch_and_sixty_days(sim, account):
    numbers = [order["number"] for order in sim.orders("standard", count=5)]

    async def add(profile):
        for number in numbers:
            await profile.add_package(number)
        return await profile.packages()

    async def read(profile):
        return await profile.packages()

    assert sorted(one.tracking_number for one in account(add)) == sorted(numbers)
    sim.set_clock(instant("2026-03-02T12:00:00Z") + 60 * DAY)
    assert {one.status for one in account(read)} <= {"Delivered", "Alert", "In Transit", "Expired"}


def test_who_is_not_logged_in_is_refused(sim, monkeypatch):
    monkeypatch.setattr(profile_module, "API_URL_BUYER", sim.url + "/orderapi/call")

    async def ask():
        async with aiohttp.ClientSession() as session:
            return await Client(session=session).profile.packages()

    with pytest.raises(SeventeenTrackError):
        asyncio.run(ask())
