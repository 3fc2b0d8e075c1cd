//! Figures: what was measured, beside what it should be.

use crate::realism::measure::Sample;

vocabulary! {
    /// A family of gates.
    pub enum Gate {
        /// Each leg as in the calibration, without holidays and shared causes.
        Calibration = "a",
        /// Whole journeys as published, in the world as it is.
        Product = "b",
        /// How often things happen, as the scenario declares.
        Rates = "c",
        /// What a log of events looks like.
        Logs = "d",
        /// How often things happen by the scenario's own tables, against what was published.
        Published = "e",
    }
}

vocabulary! {
    /// What became of a figure at its gate.
    pub enum Verdict {
        /// Inside.
        Pass = "pass",
        /// Outside.
        Fail = "fail",
        /// It needs what is not at hand.
        NotMeasurable = "not-measurable",
    }
}

/// A figure at a gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Whose figure it is.
    pub scenario: String,
    /// Which family of gates.
    pub gate: Gate,
    /// What was measured.
    pub name: String,
    /// In what it is counted: `h`, `d`, `share` or nothing.
    pub unit: &'static str,
    /// What came out.
    pub measured: Option<f64>,
    /// What should.
    pub target: Option<f64>,
    /// The smallest value that passes.
    pub low: Option<f64>,
    /// The largest.
    pub high: Option<f64>,
    /// Of how many values it was computed.
    pub n: u64,
    /// What else there is to know.
    pub note: String,
    /// Whether it passes.
    pub verdict: Verdict,
}

/// What passes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// What should come out.
    pub target: Option<f64>,
    /// The smallest value that passes; none: any.
    pub low: Option<f64>,
    /// The largest.
    pub high: Option<f64>,
}

impl Band {
    /// Returns the band of a part of a target to both sides, the target being known to half a printed unit.
    pub fn relative(target: f64, part: f64, printed_unit: f64) -> Self {
        let half = printed_unit / 2.0;
        Self {
            target: Some(target),
            low: Some((target - half) * (1.0 - part)),
            high: Some((target + half) * (1.0 + part)),
        }
    }

    /// Returns this band, so much wider at its low and its high end.
    #[must_use]
    pub fn widened(self, (down, up): (f64, f64)) -> Self {
        Self {
            target: self.target,
            low: self.low.map(|low| low - down),
            high: self.high.map(|high| high + up),
        }
    }
}

/// Whose figures they are, and at which gate.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The scenario, and the class of lanes.
    pub scenario: String,
    /// The family.
    pub gate: Gate,
    /// The figures so far.
    pub figures: Vec<Figure>,
}

impl Sheet {
    /// Returns an empty sheet.
    pub const fn new(scenario: String, gate: Gate) -> Self {
        Self {
            scenario,
            gate,
            figures: Vec::new(),
        }
    }

    /// Judges a value.
    pub fn judge(
        &mut self,
        (name, unit): (String, &'static str),
        (measured, n): (Option<f64>, usize),
        band: Band,
    ) -> &mut Figure {
        let verdict = match measured {
            None => Verdict::NotMeasurable,
            Some(value) => {
                let inside = band.low.is_none_or(|low| value >= low)
                    && band.high.is_none_or(|high| value <= high);
                if inside { Verdict::Pass } else { Verdict::Fail }
            }
        };
        self.figures.push(Figure {
            scenario: self.scenario.clone(),
            gate: self.gate,
            name,
            unit,
            measured,
            target: band.target,
            low: band.low,
            high: band.high,
            n: n as u64,
            note: String::new(),
            verdict,
        });
        let last = self.figures.len() - 1;
        &mut self.figures[last]
    }

    /// Says that a figure cannot be computed here, and why.
    pub fn cannot(&mut self, name: &str, why: &str) {
        let nothing = Band {
            target: None,
            low: None,
            high: None,
        };
        let figure = self.judge((name.to_owned(), ""), (None, 0), nothing);
        why.clone_into(&mut figure.note);
    }
}

/// Returns by how much a band must be wider below and above for a quantile that was measured by chance: what is measured
/// too low has its true value above. Chance is `z` standard errors of the quantile's rank.
pub(super) fn chance(sample: &Sample, probability: f64, z: f64) -> (f64, f64) {
    let n = sample.len().max(1) as f64;
    let apart = z * (probability * (1.0 - probability) / n).sqrt();
    let at = |probability: f64| sample.quantile(probability).unwrap_or(0.0);
    let here = at(probability);
    (
        at(probability + apart) - here,
        here - at(probability - apart),
    )
}
