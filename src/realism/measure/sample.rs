//! Samples: whole numbers, usually seconds, kept sorted, with their quantiles and their distances to other samples.

/// Whole numbers in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    sorted: Vec<i64>,
}

impl Sample {
    /// Returns the sample of some values.
    pub fn new(values: impl IntoIterator<Item = i64>) -> Self {
        let mut sorted: Vec<i64> = values.into_iter().collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// Returns how many values there are.
    pub const fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Tells whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Returns the values, smallest first.
    pub fn values(&self) -> &[i64] {
        &self.sorted
    }

    /// Returns the smallest value.
    pub fn min(&self) -> Option<i64> {
        self.sorted.first().copied()
    }

    /// Returns the largest value.
    pub fn max(&self) -> Option<i64> {
        self.sorted.last().copied()
    }

    /// Returns the mean.
    pub fn mean(&self) -> Option<f64> {
        let sum: i128 = self.sorted.iter().map(|value| i128::from(*value)).sum();
        (!self.is_empty()).then(|| sum as f64 / self.len() as f64)
    }

    /// Returns the quantile of a probability, by linear interpolation between neighbors.
    ///
    /// `numpy.quantile` gives the same by default. Probabilities outside 0 to 1 mean the nearer end.
    ///
    /// ```
    /// use misroute::realism::measure::Sample;
    ///
    /// let sample = Sample::new([10, 20, 40, 80]);
    /// assert_eq!(sample.quantile(0.5), Some(30.0));
    /// assert_eq!(sample.quantile(0.9), Some(68.0));
    /// ```
    pub fn quantile(&self, probability: f64) -> Option<f64> {
        let last = self.len().checked_sub(1)?;
        // A probability that is no number is 0.
        let place = probability.clamp(0.0, 1.0).max(0.0) * last as f64;
        let below = (place.floor() as usize).min(last);
        let above = (below + 1).min(last);
        let part = place - below as f64;
        let (low, high) = (self.sorted[below] as f64, self.sorted[above] as f64);
        Some(if part < 0.5 {
            low + (high - low) * part
        } else {
            high - (high - low) * (1.0 - part)
        })
    }

    /// Returns the share of values that are larger than a limit.
    pub fn share_above(&self, limit: i64) -> Option<f64> {
        self.share(self.len() - self.count_at_most(limit))
    }

    /// Returns the share of values from a low end to a high end, both included.
    pub fn share_within(&self, low: i64, high: i64) -> Option<f64> {
        let below = self.sorted.partition_point(|value| *value < low);
        self.share(self.count_at_most(high).saturating_sub(below))
    }

    /// Returns how many values are no larger than a limit.
    pub fn count_at_most(&self, limit: i64) -> usize {
        self.sorted.partition_point(|value| *value <= limit)
    }

    /// Returns the Kolmogorov–Smirnov distance: the largest difference of the two distribution functions.
    pub fn kolmogorov_smirnov(&self, other: &Self) -> Option<f64> {
        let mut largest = 0;
        let pairs = self.steps(other, |apart, _| largest = largest.max(apart))?;
        Some(largest as f64 / pairs)
    }

    /// Returns the Wasserstein-1 distance: how far an average value must be moved to make one sample of the other.
    pub fn wasserstein(&self, other: &Self) -> Option<f64> {
        let mut sum = 0_u128;
        let add = |apart: u128, gap: u64| sum = sum.saturating_add(apart * u128::from(gap));
        let pairs = self.steps(other, add)?;
        Some(sum as f64 / pairs)
    }

    /// Calls back for every distinct value but the last with the difference of the distribution functions there, times
    /// the product of both sizes, and the gap to the next value. Returns that product.
    fn steps(&self, other: &Self, mut each: impl FnMut(u128, u64)) -> Option<f64> {
        let (a, b) = (&self.sorted, &other.sorted);
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let (mut i, mut j) = (0, 0);
        let mut at = a[0].min(b[0]);
        loop {
            i += a[i..].iter().take_while(|value| **value <= at).count();
            j += b[j..].iter().take_while(|value| **value <= at).count();
            let next = match (a.get(i), b.get(j)) {
                (Some(a), Some(b)) => *a.min(b),
                (Some(rest), None) | (None, Some(rest)) => *rest,
                (None, None) => break,
            };
            let apart = (i as u128 * b.len() as u128).abs_diff(j as u128 * a.len() as u128);
            each(apart, next.abs_diff(at));
            at = next;
        }
        Some(a.len() as f64 * b.len() as f64)
    }

    fn share(&self, count: usize) -> Option<f64> {
        (!self.is_empty()).then(|| count as f64 / self.len() as f64)
    }
}

impl FromIterator<i64> for Sample {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Self {
        Self::new(values)
    }
}

impl Extend<i64> for Sample {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, values: I) {
        self.sorted.extend(values);
        self.sorted.sort_unstable();
    }
}
