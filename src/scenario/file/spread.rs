//! Reads distributions, and refuses those whose numbers contradict each other.
//!
//! What is read here has passed the check of forms; a statement that is returned has a distribution.

use super::check::percent;
use super::families::TAILS;
use super::node::{Entry, Item, Path, get};
use super::problems::Problems;
use crate::random::distribution::DistributionError;
use crate::scenario::duration;
use crate::scenario::dwell::{Family, Point, Spread, fitted};

/// The most simple distributions in one: the time to prepare a mixture grows with the square of its parts.
const MOST_LEAVES: usize = 64;

/// Returns the distribution that an item states, or reports what contradicts itself.
pub(in crate::scenario) fn spread(
    item: &Item,
    path: &Path<'_>,
    problems: &mut Problems,
) -> Option<Spread> {
    let before = problems.count();
    let spread = read(item, path, problems)?;
    if problems.count() > before {
        return None;
    }
    if leaves(&spread) > MOST_LEAVES {
        let message = format!("`{path}` is made of more than {MOST_LEAVES} distributions");
        problems.error(
            item.span,
            message,
            "too many parts",
            "state `quantiles` instead",
        );
        return None;
    }
    match fitted(&spread) {
        Ok(_) => Some(spread),
        // The check of forms has said so.
        Err(DistributionError::TooDeep) => None,
        Err(error) => {
            let message = format!("no distribution fits `{path}`: {error}");
            let help =
                "move the durations nearer to each other or farther apart, or state `quantiles`";
            problems.error(item.span, message, "these numbers fit nothing", help);
            None
        }
    }
}

/// Returns of how many simple distributions a statement is made.
fn leaves(spread: &Spread) -> usize {
    match spread {
        Spread::Mixture(parts) => parts.iter().map(|(_, part)| leaves(part)).sum(),
        Spread::Shifted(_, of) | Spread::Truncated(_, _, of) | Spread::Capped(_, of) => leaves(of),
        _ => 1,
    }
}

fn read(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    if item.text().is_some() {
        return seconds(item).map(Spread::Fixed);
    }
    let families = super::families::FAMILIES.list;
    let is_family = |entry: &&Entry| families.iter().any(|key| key.name == entry.key);
    let entry = item.table()?.iter().find(is_family)?;
    family(entry, &path.at(&entry.key), problems)
}

fn family(entry: &Entry, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let item = &entry.item;
    match entry.key.as_str() {
        "fixed" => seconds(item).map(Spread::Fixed),
        "mixture" => mixture(item, path, problems),
        "quantiles" => quantiles(item, path, problems),
        "uniform" => {
            let [min, max] = points(item, ["min", "max"], path, problems)?;
            ascending(item, &[("min", min), ("max", max)], path, problems)
                .then_some(Spread::Uniform(min, max))
        }
        "triangular" => three(item, path, problems).map(Spread::Triangular),
        "pert" => three(item, path, problems).map(Spread::Pert),
        "shifted" => {
            let by = points(item, ["by"], path, problems);
            Some(Spread::Shifted(
                by?[0],
                Box::new(inner(item, path, problems)?),
            ))
        }
        "capped" => {
            let at = points(item, ["at"], path, problems);
            Some(Spread::Capped(
                at?[0],
                Box::new(inner(item, path, problems)?),
            ))
        }
        "truncated" => truncated(item, path, problems),
        name => tail(Family::from_name(name)?, item, path, problems),
    }
}

fn tail(family: Family, item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let entries = item.table()?;
    let stated = |key: &'static str, point: Point| {
        let seconds = get(entries, key).and_then(|entry| seconds(&entry.item));
        seconds.map(|seconds| (key, point, seconds))
    };
    let tails = TAILS
        .iter()
        .filter_map(|(key, percent)| stated(key, Point::Percent(*percent)))
        .collect::<Vec<_>>();
    let centers = [
        stated("median", Point::Percent(50)),
        stated("mean", Point::Mean),
        stated("p10", Point::Percent(10)),
    ];
    let centers = centers.into_iter().flatten().collect::<Vec<_>>();
    let needs_tail = family != Family::Exponential;
    let (centers_wanted, example) = match family {
        Family::Exponential => ("one of `mean` and `median`", "{ mean = \"6h\" }"),
        Family::Gamma => (
            "one of `median` and `mean`",
            "{ median = \"9h\", p90 = \"30h\" }",
        ),
        Family::LogNormal => (
            "one of `median` and `p10`",
            "{ median = \"9h\", p90 = \"30h\" }",
        ),
        Family::Weibull => ("`median`", "{ median = \"9h\", p90 = \"30h\" }"),
    };
    let is_broken = entries.iter().any(|entry| seconds(&entry.item).is_none());
    if centers.len() != 1 || (needs_tail && tails.len() != 1) {
        if !is_broken {
            let tail = if needs_tail {
                " and one of `p75`, `p80`, `p90`, `p95`, `p99`"
            } else {
                ""
            };
            let message = format!("`{path}` needs {centers_wanted}{tail}");
            problems.error(
                item.span,
                message,
                "too little or too much",
                format!("write it as `{example}`"),
            );
        }
        return None;
    }
    let mut points = vec![(centers[0].1, centers[0].2)];
    positive(item, centers[0].0, centers[0].2, path, problems)?;
    if needs_tail {
        let (low, high) = (centers[0], tails[0]);
        if high.2 <= low.2 {
            let message = format!(
                "`{}` ≤ `{}` in `{path}`: {} ≤ {}",
                high.0,
                low.0,
                duration::text(u64::from(high.2)),
                duration::text(u64::from(low.2))
            );
            let help = format!("state a `{}` that is longer than the `{}`", high.0, low.0);
            problems.error(item.span, message, "out of order", help);
            return None;
        }
        points.push((high.1, high.2));
    }
    Some(Spread::Family(family, points))
}

fn positive(
    item: &Item,
    name: &str,
    seconds: u32,
    path: &Path<'_>,
    problems: &mut Problems,
) -> Option<()> {
    if seconds == 0 {
        let message = format!("`{name}` ≤ 0 in `{path}`");
        problems.error(
            item.span,
            message,
            "no time at all",
            "write `fixed = \"0s\"` if it takes no time",
        );
        return None;
    }
    Some(())
}

fn three(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<[u32; 3]> {
    let [min, mode, max] = points(item, ["min", "mode", "max"], path, problems)?;
    let named = [("min", min), ("mode", mode), ("max", max)];
    ascending(item, &named, path, problems).then_some([min, mode, max])
}

fn truncated(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let entries = item.table()?;
    let bound = |key: &str| get(entries, key).map(|entry| seconds(&entry.item));
    let (min, max) = (bound("min"), bound("max"));
    if min.is_none() && max.is_none() {
        let message = format!("`{path}` has neither `min` nor `max`");
        problems.absent(
            item.span,
            message,
            "add one of them, or state the distribution alone",
        );
        return None;
    }
    let of = inner(item, path, problems);
    let (min, max) = (broken(min)?, broken(max)?);
    if let (Some(min), Some(max)) = (min, max)
        && !ascending(item, &[("min", min), ("max", max)], path, problems)
    {
        return None;
    }
    Some(Spread::Truncated(min, max, Box::new(of?)))
}

/// Returns what may be absent, unless it is there and broken.
#[expect(
    clippy::option_option,
    reason = "absent, broken and given are three things"
)]
fn broken(field: Option<Option<u32>>) -> Option<Option<u32>> {
    match field {
        None => Some(None),
        Some(None) => None,
        Some(given) => Some(given),
    }
}

fn inner(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    if let Some(entry) = get(item.table()?, "of") {
        return read(&entry.item, &path.at("of"), problems);
    }
    let help = "add the distribution, such as `of = \"3h\"`";
    problems.absent(item.span, format!("`{path}` has no `of`"), help);
    None
}

fn mixture(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let mut parts = Vec::new();
    let mut is_whole = true;
    for part in item.list()? {
        let weight =
            get(part.table()?, "weight").and_then(|entry| super::read::weight(&entry.item));
        match (weight, read(part, path, problems)) {
            (Some(weight), Some(part)) => parts.push((weight, part)),
            _ => is_whole = false,
        }
    }
    // The order of parts says nothing, so it must not reach the table or the digest.
    parts.sort_by_cached_key(|(weight, part)| (part.to_string(), *weight));
    (is_whole && !parts.is_empty()).then_some(Spread::Mixture(parts))
}

fn quantiles(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Spread> {
    let mut points = Vec::new();
    for entry in item.table()? {
        points.push((percent(&entry.key)?, seconds(&entry.item)?));
    }
    points.sort_unstable();
    let ends = (
        points.first().map(|point| point.0),
        points.last().map(|point| point.0),
    );
    if ends != (Some(0), Some(100)) {
        let message = format!("`{path}` does not say both `p0` and `p100`");
        problems.absent(
            item.span,
            message,
            "add the shortest as `p0` and the longest as `p100`",
        );
        return None;
    }
    let names = points
        .iter()
        .map(|(percent, _)| format!("p{percent}"))
        .collect::<Vec<_>>();
    let named = names
        .iter()
        .map(String::as_str)
        .zip(points.iter().map(|point| point.1))
        .collect::<Vec<_>>();
    ascending(item, &named, path, problems).then_some(Spread::Quantiles(points))
}

/// Reads durations that must all be there.
fn points<const N: usize>(
    item: &Item,
    names: [&str; N],
    path: &Path<'_>,
    problems: &mut Problems,
) -> Option<[u32; N]> {
    let entries = item.table()?;
    let mut read = [0; N];
    let mut is_whole = true;
    for (place, name) in names.iter().enumerate() {
        let entry = get(entries, name);
        if entry.is_none() {
            let help = format!("add `{name} = \"6h\"` or the like");
            problems.absent(item.span, format!("`{path}` has no `{name}`"), help);
        }
        match entry.and_then(|entry| seconds(&entry.item)) {
            Some(seconds) => read[place] = seconds,
            None => is_whole = false,
        }
    }
    is_whole.then_some(read)
}

fn ascending(
    item: &Item,
    points: &[(&str, u32)],
    path: &Path<'_>,
    problems: &mut Problems,
) -> bool {
    let wrong = points.windows(2).find(|pair| pair[0].1 > pair[1].1);
    if let Some([(low, shorter), (high, longer)]) = wrong {
        let (shorter, longer) = (
            duration::text(u64::from(*shorter)),
            duration::text(u64::from(*longer)),
        );
        let message = format!("`{low}` > `{high}` in `{path}`: {shorter} > {longer}");
        problems.error(
            item.span,
            message,
            "out of order",
            format!("state a `{high}` that is at least the `{low}`"),
        );
    }
    wrong.is_none()
}

fn seconds(item: &Item) -> Option<u32> {
    duration::parse(item.text()?).ok()
}
