#!/usr/bin/env python3
"""`simulate compare` against the package that defined its measures.

    python3 -m venv VENV && VENV/bin/pip install -r .ci/requirements.txt
    VENV/bin/python .ci/compare.py target/release/simulate

Writes pairs of small event logs, and lets the program make some, computes every distance with `log-distance-measures`
and SciPy, and fails unless `simulate compare --format json` says the same to a relative 1e-9. Installs nothing.
"""

import csv
import datetime
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import pandas
from log_distance_measures.absolute_event_distribution import absolute_event_distribution_distance
from log_distance_measures.case_arrival_distribution import case_arrival_distribution_distance
from log_distance_measures.circadian_event_distribution import circadian_event_distribution_distance
from log_distance_measures.config import EventLogIDs
from log_distance_measures.cycle_time_distribution import cycle_time_distribution_distance
from log_distance_measures.n_gram_distribution import n_gram_distribution_distance
from log_distance_measures.relative_event_distribution import relative_event_distribution_distance
from scipy.stats import ks_2samp, wasserstein_distance

IDS = EventLogIDs(case="case", activity="activity", start_time="start", end_time="end")
LOCAL = EventLogIDs(case="case", activity="activity", start_time="local_start", end_time="local_end")
HOUR = pandas.Timedelta(hours=1)
MONDAY = datetime.datetime(2026, 3, 2)
MASK = (1 << 64) - 1


def frame(rows):
    """Returns a log as the package wants it: instants, and beside them the wall clocks they were written with."""
    table = pandas.DataFrame(rows, columns=["case", "activity", "start", "end"])
    for name in ("start", "end"):
        parsed = [datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) for text in table[name]]
        utc = [at if at.tzinfo else at.replace(tzinfo=datetime.timezone.utc) for at in parsed]
        table[name] = pandas.to_datetime([at.astimezone(datetime.timezone.utc) for at in utc], utc=True)
        table["local_" + name] = pandas.to_datetime([at.replace(tzinfo=None) for at in utc])
    return table


def cycle_hours(log, start="start", end="end"):
    groups = log.groupby("case")
    return ((groups[end].max() - groups[start].min()) / HOUR).tolist()


def comb(hours):
    near = [hour for hour in hours if hour % 24 <= 3 or hour % 24 >= 21]
    return len(near) / len(hours)


def wall_cycle_hours(log):
    """Returns cycle times by the wall clocks of the first event to begin and the last to end."""
    hours = []
    for _, events in log.groupby("case"):
        first = events.sort_values(["start", "end"], kind="stable").iloc[0]
        ordered = events.sort_values(["start", "end"], kind="stable")
        last = ordered[ordered["end"] == ordered["end"].max()].iloc[-1]
        hours.append((last["local_end"] - first["local_start"]) / HOUR)
    return hours


def distances(a, b):
    """Returns the distance of two logs by every measure."""
    of_a, of_b = cycle_hours(a), cycle_hours(b)
    mean = sum(of_a) / len(of_a)
    apart = wasserstein_distance(of_a, of_b)
    return {
        "n-gram": n_gram_distribution_distance(a, IDS, b, IDS, n=3),
        "absolute-events": absolute_event_distribution_distance(a, IDS, b, IDS),
        "circadian-events": circadian_event_distribution_distance(a, LOCAL, b, LOCAL),
        "relative-events": relative_event_distribution_distance(a, IDS, b, IDS),
        "cycle-times": cycle_time_distribution_distance(a, IDS, b, IDS, bin_size=datetime.timedelta(hours=1)),
        "case-arrivals": case_arrival_distribution_distance(a, IDS, b, IDS),
        "cycle-ks": float(ks_2samp(of_a, of_b).statistic),
        "cycle-wasserstein": apart,
        "cycle-wasserstein-of-mean": apart / mean if mean > 0 else None,
        "comb": abs(comb(of_a) - comb(of_b)),
        "comb-of-wall-clocks": abs(comb(wall_cycle_hours(a)) - comb(wall_cycle_hours(b))),
    }


def name_hash(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    return value ^ (value >> 31)


def halves(log):
    """Returns the two halves of a log that the program compares for its floor."""
    order = sorted(set(log["case"]), key=lambda name: (name_hash(name), name))
    if len(order) < 2:
        return None
    half = [log[log["case"].isin(order[place::2])].reset_index(drop=True) for place in (0, 1)]
    return half


def same(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)


def check(title, said, a, b):
    """Compares what the program said of two logs with the package; returns how many numbers were equal."""
    wanted = distances(a, b)
    split = halves(a)
    floors = distances(*split) if split else {}
    found = {item["measure"]: item for item in said["distances"]}
    if set(found) != set(wanted):
        sys.exit(f"{title}: measures are {sorted(found)}, wanted {sorted(wanted)}")
    for measure, value in wanted.items():
        for kind, ours, theirs in (
            ("value", found[measure]["value"], value),
            ("floor", found[measure]["floor"], floors.get(measure)),
        ):
            if not same(ours, theirs):
                sys.exit(f"{title}: the {kind} of {measure} is {ours}, and the package says {theirs}")
    return 2 * len(wanted)


def made(seed, cases, spread, days=28, offsets=("",), fine=False):
    """Returns the rows of a made-up log: ties, loops and zero durations included; weekdays 0 to `spread` begin cases."""
    dice = random.Random(seed)
    rows = []
    for case in range(cases):
        day = dice.choice([day for day in range(days) if day % 7 <= spread])
        at = MONDAY + datetime.timedelta(days=day, minutes=15 * dice.randrange(96))
        for _ in range(dice.randrange(1, 9)):
            lasts = datetime.timedelta(minutes=dice.choice([0, 0, 30, 60, 600]))
            if fine:
                at += datetime.timedelta(microseconds=dice.randrange(10**6))
            offset = dice.choice(offsets)
            rows.append((f"c{case}", dice.choice("abcd"), at.isoformat() + offset, (at + lasts).isoformat() + offset))
            # Half of the events begin together with the one before.
            at += datetime.timedelta(hours=dice.choice([0, 0, 5, 24, 60]))
    dice.shuffle(rows)
    return rows


def without_durations(rows):
    return [(case, activity, start, start) for case, activity, start, _ in rows]


PAIRS = {
    "equal logs": (made(1, 40, 6), made(1, 40, 6)),
    "unequal sizes": (made(2, 150, 6), made(3, 40, 6)),
    "missing weekdays": (without_durations(made(4, 12, 0, 1)), without_durations(made(5, 60, 4))),
    "zero durations": (without_durations(made(6, 50, 6)), without_durations(made(7, 50, 6, 70))),
    "one case, one event": ([made(8, 1, 6)[0]], [made(9, 1, 6)[0]]),
    "offsets": (made(10, 60, 6, offsets=("+08:00", "+01:00", "-05:30")), made(11, 70, 6, offsets=("Z", "+05:45"))),
    "microseconds": (made(12, 60, 6, fine=True), made(13, 60, 6, fine=True)),
    "years apart": (made(14, 30, 6, 7), made(15, 30, 6, 2000)),
}


def simulate(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join([program, *arguments])} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def rows_of_documents(text):
    """Returns what the origin carrier observed in the program's own documents."""
    for line in text.splitlines():
        case = json.loads(line)
        name = f"{case['scenario']}/{case['seed']}/{case['start']}/{case['index']}"
        for seen in case["observations"]:
            if seen["observer"] == "origin-carrier":
                yield (name, seen["milestone"], seen["occurred_at"], seen["occurred_at"])


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: compare.py PROGRAM")
    program = sys.argv[1]
    equal = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for title, logs in PAIRS.items():
            as_csv, as_lines = [], []
            for place, rows in enumerate(logs):
                as_csv.append(str(folder / f"{place}.csv"))
                with open(as_csv[-1], "w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows([("case", "activity", "start", "end"), *rows])
                as_lines.append(str(folder / f"{place}.jsonl"))
                with open(as_lines[-1], "w", encoding="utf-8") as file:
                    for row in rows:
                        print(json.dumps(dict(zip(("case", "activity", "start", "end"), row))), file=file)
            for files in (as_csv, as_lines):
                said = json.loads(simulate(program, "compare", *files, "--format", "json"))
                equal += check(title, said, *(frame(rows) for rows in logs))
            print(f"{title}: equal")
        documents = []
        for scenario, count in (("standard", "150"), ("premium", "90"), ("customs-hold", "120")):
            flags = ("--scenario", scenario, "--count", count, "--days", "14", "--format", "ndjson")
            text = simulate(program, *flags)
            path = folder / f"{scenario}.ndjson"
            path.write_text(text, encoding="utf-8")
            documents.append((scenario, str(path), frame(list(rows_of_documents(text)))))
        for one in documents:
            for other in documents:
                said = json.loads(simulate(program, "compare", one[1], other[1], "--format", "json"))
                equal += check(f"{one[0]} and {other[0]}", said, one[2], other[2])
                print(f"{one[0]} and {other[0]}: equal")
    print(f"{equal} numbers, all equal")


if __name__ == "__main__":
    main()
