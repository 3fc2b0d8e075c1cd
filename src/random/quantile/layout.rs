//! Where a table keeps what: which words share a segment, and how finely each segment is cut.
//!
//! Invariant: the layout is the same for every distribution, so tables of a family differ in their
//! values alone, and those are in order wherever the quantiles are.

/// Values are in units of 2^-20 s.
pub(super) const FRACTION_BITS: u32 = 20;
/// Ten years take 29 + 20 bits; the 15 bits above number a branch.
pub(super) const VALUE_BITS: u32 = 49;
/// How many words there are.
pub(super) const WORDS: f64 = (1_u128 << 64) as f64;
/// The longest run of equal leading bits that is told apart.
pub(super) const RUN_MAX: u32 = 32;
/// A branch has 2^2 cells.
pub(super) const BRANCH_BITS: u32 = 2;
/// The ends of a branch's cells.
pub(super) const BRANCH_LEN: usize = (1 << BRANCH_BITS) + 1;

/// The cells of one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// Where its ends start.
    pub(super) offset: u16,
    /// It has 2^`bits` cells.
    pub(super) bits: u32,
}

/// The segments, by leading bit and length of the run. No run has length 0.
pub(super) const SEGMENTS: [[Segment; RUN_MAX as usize + 1]; 2] = lay_out();

/// How many ends the segments have together.
pub(super) const ROOT_LEN: usize = {
    let last = SEGMENTS[1][RUN_MAX as usize];
    last.offset as usize + (1 << last.bits) + 1
};

/// How finely the run is cut: the body, where distributions differ most, tails to 2^-15 (one in 30
/// 000) and 2^-21 (one in two million), then what is beyond.
const fn bits(run: u32) -> u32 {
    match run {
        0..=4 => 5,
        5..=14 => 4,
        15..=20 => 3,
        21..RUN_MAX => 2,
        _ => 0,
    }
}

/// Both sides of a run lie together, the body first, so that what is used most shares cache lines.
const fn lay_out() -> [[Segment; RUN_MAX as usize + 1]; 2] {
    let mut segments = [[Segment { offset: 0, bits: 0 }; RUN_MAX as usize + 1]; 2];
    let mut offset = 0;
    let mut run = 1;
    while run <= RUN_MAX {
        let mut side = 0;
        while side < 2 {
            segments[side][run as usize] = Segment {
                offset,
                bits: bits(run),
            };
            offset += (1 << bits(run)) + 1;
            side += 1;
        }
        run += 1;
    }
    segments
}

/// A segment with its first word and the number of its words.
pub(super) type Place = (Segment, u64, u64);

/// Returns every segment, for each side from the middle outwards.
pub(super) fn segments() -> impl Iterator<Item = Place> {
    [0, 1]
        .into_iter()
        .flat_map(|side| (1..=RUN_MAX).map(move |run| place(side, run)))
}

/// Returns the segment of a run of leading zeros (side 0) or ones (side 1).
fn place(side: usize, run: u32) -> Place {
    let width = 1_u64 << (64 - (run + 1).min(RUN_MAX));
    let start = match (side, run) {
        (0, RUN_MAX) => 0,
        (0, _) => width,
        (_, RUN_MAX) => 0_u64.wrapping_sub(width),
        (_, _) => 0_u64.wrapping_sub(2 * width),
    };
    (SEGMENTS[side][run as usize], start, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segments_cover_every_word_once() {
        let mut places: Vec<_> = segments().map(|(_, start, width)| (start, width)).collect();
        places.sort_unstable();
        let mut next = 0_u128;
        for (start, width) in places {
            assert_eq!(u128::from(start), next);
            next += u128::from(width);
        }
        assert_eq!(next, 1 << 64);
    }
}
