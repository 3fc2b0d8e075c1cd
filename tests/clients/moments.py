"""The moments of a parcel's life at which every client is asked."""

from datetime import timedelta

from sim import DAY, SECOND, Parcel, instant

# Name: scenario, and the milestones of which one must be the newest that is shown.
NEWEST = {
    "in-transit": ("standard", {"departed-origin", "arrived-destination", "arrived-export-hub"}),
    "held": ("customs-hold", {"customs-held"}),
    "out-for-delivery": ("standard", {"out-for-delivery"}),
    "delivered": ("standard", {"delivered"}),
    "returned": ("returned-unclaimed", {"returned"}),
    "attempt-failed": ("failed-attempt", {"delivery-attempted"}),
    "pickup-point": ("pickup-point", {"available-for-pickup"}),
}

# What a carrier at the door never sees.
NOT_AT_THE_DOOR = {"in-transit", "held", "silence"}

ALL = ["not-yet-found", "silence", "handed-over", "invented", *NEWEST]


def parcels(sim, scenario, where=None):
    more = {"where": where} if where else {}
    for order in sim.orders(scenario, count=40, **more):
        yield Parcel(sim.truth(order["number"]))


def at_moment(sim, name, observer, where=None):
    """Returns a parcel and an instant at which the observer shows it in that state."""
    if name in NEWEST:
        scenario, milestones = NEWEST[name]
        for parcel in parcels(sim, scenario, where):
            at = parcel.moment(observer, milestones)
            if at is not None:
                return parcel, at
    elif name == "not-yet-found":
        for parcel in parcels(sim, "late-first-scan", where):
            seen = parcel.seen(observer)
            first = instant(seen[0]["visible_at"]) if seen else None
            if first and first - parcel.told_at > timedelta(hours=2):
                return parcel, first - timedelta(hours=1)
    elif name == "silence":
        for parcel in parcels(sim, "economy-silence", where):
            seen = parcel.seen(observer)
            # Fifteen days without news, and more of it to come or not: nobody can know.
            for one, following in zip(seen, [*seen[1:], None]):
                at = instant(one["visible_at"]) + 15 * DAY
                quiet = following is None or instant(following["visible_at"]) > at
                if quiet and one["milestone"] not in {"delivered", "returned"}:
                    return parcel, at
    elif name == "handed-over":
        for parcel in parcels(sim, "number-handover", where):
            own = [one for one in parcel.document["observations"] if one["observer"] == "last-mile"]
            at = parcel.moment(observer, {"handed-over", "arrived-sorting", "arrived-depot"})
            if own and at is not None:
                return parcel, at
    elif name == "invented":
        for parcel in parcels(sim, "invented-number", where):
            return parcel, parcel.told_at + 20 * DAY
    raise LookupError(f"no parcel shows `{name}` to {observer}")


def instant_of(parcel, observer, at):
    """The true instant of the newest event shown, or none."""
    newest = parcel.newest(observer, at)
    return instant(newest["occurred_at"]) if newest else None


__all__ = ["ALL", "NEWEST", "NOT_AT_THE_DOOR", "SECOND", "at_moment", "instant_of"]
