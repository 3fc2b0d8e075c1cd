//! Latency: an answer that takes longer, always as long, evenly spread, or log-normally.

use std::time::Duration;

use super::{Draw, Fault, FaultError, Kind, Options, span};
use crate::random::distribution::Distribution;

pub(super) const KIND: Kind = Kind {
    name: "latency",
    value: Some("how long: `300ms`, `200ms..2s`, or a median, `200ms,p90=2s`"),
    options: &["p90"],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let text = options.text("value").unwrap_or_default();
    if let Some((least, most)) = text.split_once("..") {
        let bounds = span::parse(least).zip(span::parse(most));
        return match bounds.filter(|(least, most)| least <= most) {
            Some(_) if options.text("p90").is_some() => {
                Err(options.wrong("`p90` does not go with a range", "write a median before it"))
            }
            Some((least, most)) => Ok(Box::new(Latency::Uniform { least, most })),
            None => Err(options.wrong(
                &format!("`{text}` is no range"),
                "write the shorter delay first, such as `200ms..2s`",
            )),
        };
    }
    let median = options
        .read("value", span::MEND, span::parse)?
        .unwrap_or_default();
    let Some(p90) = options.read("p90", span::MEND, span::parse)? else {
        return Ok(Box::new(Latency::Fixed(median)));
    };
    let milliseconds = |span: Duration| span.as_secs_f64() * 1_000.0;
    let law =
        Distribution::log_normal_from_median_and(milliseconds(median), 0.9, milliseconds(p90));
    match law {
        Ok(law) => Ok(Box::new(Latency::LogNormal(law))),
        Err(_) => Err(options.wrong(
            &format!(
                "nine of ten delays cannot be below `{}`",
                options.text("p90").unwrap_or_default()
            ),
            "write a `p90` above the median, and a median above 0",
        )),
    }
}

/// How long an answer takes beyond what it takes.
#[derive(Debug)]
enum Latency {
    Fixed(Duration),
    Uniform {
        least: Duration,
        most: Duration,
    },
    /// Its unit is the millisecond.
    LogNormal(Distribution),
}

/// No delay is longer, however rare it is.
const LONGEST: Duration = Duration::from_secs(600);

impl Fault for Latency {
    fn delay(&self, draw: &Draw) -> Duration {
        match self {
            Self::Fixed(span) => *span,
            Self::Uniform { least, most } => {
                *least + most.saturating_sub(*least).mul_f64(draw.share("latency"))
            }
            Self::LogNormal(law) => {
                // Half a step away from 0 and 1, where the distribution has no finite value.
                let share = draw
                    .share("latency")
                    .mul_add(1.0 - f64::EPSILON, f64::EPSILON / 2.0);
                let seconds = law.quantile(share) / 1_000.0;
                Duration::try_from_secs_f64(seconds).map_or(LONGEST, |span| span.min(LONGEST))
            }
        }
    }
}
