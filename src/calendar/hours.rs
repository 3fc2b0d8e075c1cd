//! Hours of the day by kind of work, and the shortest time each kind takes.
//!
//! The shares are measured ones where a file of real scans had them; the rest says that it is an assumption.

use crate::parcel::time::{DAY, HOUR};

vocabulary! {
    /// Whose working hours an event keeps.
    pub enum Hours {
        /// The courier at the seller's, in China.
        Pickup = "pickup",
        /// Sorting centers: every day, mostly at night.
        Sorting = "sorting",
        /// Customs officers.
        Customs = "customs",
        /// The start of a delivery round.
        Round = "round",
        /// The doorstep, on the day of the round.
        Doorstep = "doorstep",
        /// A repeated visit on a later working day.
        Redelivery = "redelivery",
        /// A post office counter or shop.
        Counter = "counter",
        /// A back office: claims, returns, decisions.
        Office = "office",
        /// The waves in which couriers in China leave their station, every day.
        Waves = "waves",
    }
}

/// Shares of the 24 hours, in ten-thousandths (they need not sum to 10 000 exactly).
type Shares = [u16; 24];

/// How many equal parts of the scale have a guide to their hour, as a power of two.
const GUIDE_BITS: u32 = 6;

/// A distribution of the local second of the day: hours by share, seconds evenly within the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourShares {
    /// Where the hours begin on the scale 0..2³², and the end of the last.
    bounds: [u64; 25],
    /// The hour in which each part of the scale begins.
    guide: [u8; 1 << GUIDE_BITS],
}

impl HourShares {
    /// Returns the distribution of 24 shares, of which at least one is positive.
    pub const fn new(shares: &[u16; 24]) -> Self {
        let mut total = 0_u64;
        let mut hour = 0;
        while hour < 24 {
            total += shares[hour] as u64;
            hour += 1;
        }
        let mut bounds = [0; 25];
        let mut sum = 0_u64;
        hour = 0;
        while hour < 24 {
            sum += shares[hour] as u64;
            bounds[hour + 1] = (sum << 32) / total;
            hour += 1;
        }
        let mut guide = [0; 1 << GUIDE_BITS];
        let mut part = 0;
        hour = 0;
        while part < guide.len() {
            while bounds[hour + 1] <= (part as u64) << (32 - GUIDE_BITS) {
                hour += 1;
            }
            guide[part] = hour as u8;
            part += 1;
        }
        Self { bounds, guide }
    }

    /// Returns the local second of the day (0..86 400) that a word stands for. Monotone in the word.
    pub fn second_of_day(&self, word: u64) -> i64 {
        let ticks = word >> 32;
        let mut hour = usize::from(self.guide[(word >> (64 - GUIDE_BITS)) as usize]);
        // The last bound is beyond every tick.
        while self.bounds[hour + 1] <= ticks {
            hour += 1;
        }
        let (low, high) = (self.bounds[hour], self.bounds[hour + 1]);
        let within = (ticks - low) * HOUR as u64 / (high - low);
        (hour as i64 * HOUR + within as i64).min(DAY - 1)
    }
}

/// Pickups of an Australian parcel file, June 2024 (n = 3 770): peak 13–18 h.
const PICKUP: Shares = [
    15, 17, 2, 29, 42, 64, 83, 240, 286, 418, 528, 645, 699, 966, 1267, 1643, 1200, 902, 743, 95,
    29, 61, 22, 2,
];
/// Transit scans of an Indian express network 2020–21 (99 parcels): night work, mode at midnight.
const SORTING: Shares = [
    1704, 1142, 599, 562, 955, 730, 468, 225, 318, 318, 375, 487, 281, 150, 150, 131, 37, 56, 0,
    94, 150, 187, 112, 768,
];
/// Releases by customs: office hours with a late tail; an assumption.
const CUSTOMS: Shares = [
    100, 100, 100, 100, 100, 100, 200, 400, 800, 1000, 1100, 1000, 700, 800, 900, 900, 800, 500,
    300, 200, 100, 100, 100, 100,
];
/// Starts of delivery rounds in the Australian file (n = 8 152): peak 7–9 h.
const ROUND: Shares = [
    35, 23, 19, 16, 20, 58, 441, 1911, 2446, 1922, 1112, 577, 301, 184, 208, 208, 144, 57, 28, 27,
    36, 50, 98, 78,
];
/// First attempts in the Australian file: peak 10–13 h.
const DOORSTEP: Shares = [
    17, 24, 37, 39, 36, 59, 47, 175, 478, 1028, 1365, 1594, 1500, 1331, 978, 663, 352, 152, 57, 20,
    10, 2, 10, 25,
];
/// Collections at counters and shops: final deliveries of the Australian file, collections among them, in opening hours.
const COUNTER: Shares = [
    0, 0, 0, 0, 0, 0, 0, 145, 412, 983, 1325, 1563, 1449, 1317, 998, 738, 506, 186, 71, 24, 15, 0,
    0, 0,
];
/// Office hours; an assumption.
const OFFICE: Shares = [
    0, 0, 0, 0, 0, 0, 0, 100, 700, 1400, 1500, 1300, 800, 1000, 1200, 1100, 700, 200, 0, 0, 0, 0,
    0, 0,
];

/// Couriers of a Chinese city leave in waves, most with the morning's first two; tuned to the delivery hours of 106 rounds.
const WAVES: Shares = [
    0, 0, 0, 0, 0, 0, 0, 2700, 4000, 1300, 0, 0, 700, 0, 600, 500, 0, 200, 0, 0, 0, 0, 0, 0,
];

impl Hours {
    const fn shares(self) -> &'static Shares {
        match self {
            Self::Pickup => &PICKUP,
            Self::Sorting => &SORTING,
            Self::Customs => &CUSTOMS,
            Self::Round => &ROUND,
            Self::Doorstep | Self::Redelivery => &DOORSTEP,
            Self::Counter => &COUNTER,
            Self::Office => &OFFICE,
            Self::Waves => &WAVES,
        }
    }

    /// Returns the seconds that must lie between an event and the one before it.
    pub const fn min_gap(self) -> i64 {
        match self {
            Self::Pickup | Self::Counter => HOUR / 2,
            Self::Sorting | Self::Round => HOUR / 5,
            Self::Waves => 3 * HOUR / 10,
            Self::Customs => HOUR / 10,
            Self::Doorstep => HOUR / 4,
            Self::Redelivery | Self::Office => HOUR,
        }
    }

    /// Returns the local second of the day (0..86 400) that a word stands for. Monotone in the word.
    #[inline]
    pub fn second_of_day(self, word: u64) -> i64 {
        TABLES[self.index()].second_of_day(word)
    }

    /// Returns the share of an hour of the day (0–23), 0 to 1.
    pub fn share(self, hour: usize) -> f64 {
        let shares = self.shares();
        let total: u32 = shares.iter().map(|share| u32::from(*share)).sum();
        f64::from(shares[hour % 24]) / f64::from(total)
    }

    /// Returns the share of places that work on a weekday (Monday 0 to Sunday 6), in thousandths, where the week-end
    /// falls on Saturday and Sunday.
    ///
    /// Pickup in China Sat .9 Sun .8, customs Sat .35 Sun .15, post delivery Sat .55 Sun .04, counters Sat .9 Sun .2:
    /// defaults of the calibration; offices are an assumption.
    pub const fn open_per_mille(self, weekday: u8) -> u16 {
        match (self, weekday) {
            (_, 0..=4) | (Self::Sorting | Self::Doorstep, _) => 1_000,
            (Self::Pickup | Self::Counter, 5) => 900,
            (Self::Pickup, _) => 800,
            (Self::Customs, 5) => 350,
            (Self::Customs, _) => 150,
            (Self::Round | Self::Redelivery | Self::Waves, 5) => 550,
            (Self::Round | Self::Redelivery | Self::Waves, _) => 40,
            (Self::Counter, _) => 200,
            (Self::Office, _) => 0,
        }
    }
}

/// The tables, by [`Hours::index`].
static TABLES: [HourShares; Hours::COUNT] = {
    let mut all = [HourShares::new(&PICKUP); Hours::COUNT];
    let mut kind = 0;
    while kind < Hours::COUNT {
        all[kind] = HourShares::new(Hours::ALL[kind].shares());
        kind += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_follow_the_shares() {
        for hours in Hours::ALL {
            let mut counts = [0_u32; 24];
            let total = 100_000_u64;
            let mut last = 0;
            for step in 0..total {
                let second = hours.second_of_day(step * (u64::MAX / total));
                assert!((last..DAY).contains(&second), "{hours} {step}: {second}");
                last = second;
                counts[(second / HOUR) as usize] += 1;
            }
            for (hour, count) in counts.iter().enumerate() {
                let share = f64::from(*count) / total as f64;
                assert!((share - hours.share(hour)).abs() < 1e-4, "{hours} {hour}");
            }
            assert!(hours.second_of_day(u64::MAX) < DAY);
        }
    }
}
