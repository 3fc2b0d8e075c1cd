//! Quirks: trouble of the wire.

use super::Rate;

explained! {
    /// One way in which a carrier's answers are wrong although its record is right. The order is part of the output
    /// format: append only.
    pub enum Quirk {
        /// Event codes come in lower case and with spaces.
        SloppyCodes = "sloppy-codes",
        /// Times have no zone.
        ZoneMissing = "zone-missing",
        /// Local times are stamped as if they were UTC.
        ZoneWrong = "zone-wrong",
        /// The offset is applied twice.
        ZoneTwice = "zone-twice",
        /// Times are dates only.
        DateOnly = "date-only",
        /// Seconds have nine decimals.
        Nanoseconds = "nanoseconds",
        /// Seconds have seven decimals.
        Ticks = "ticks",
        /// Times of day have twelve hours: 12:35 AM.
        TwelveHours = "twelve-hours",
        /// Years have two digits.
        ShortYear = "short-year",
        /// Dates have no year.
        YearMissing = "year-missing",
        /// Events have no time at all.
        TimeMissing = "time-missing",
        /// Times are null.
        TimeNull = "time-null",
        /// Times are of the year 1.
        YearOne = "year-one",
        /// Epoch times are in seconds where they were in milliseconds, or text where they were numbers.
        EpochChanged = "epoch-changed",
        /// Codes are ones that nobody has seen, while the status is the usual one.
        UnknownCode = "unknown-code",
        /// Statuses are ones that nobody has seen.
        UnknownStatus = "unknown-status",
        /// The words for an event are others from a date on.
        NewWording = "new-wording",
        /// Texts of old events are edited weeks later.
        EditedText = "edited-text",
        /// Texts are empty.
        TextEmpty = "text-empty",
        /// Texts are null.
        TextNull = "text-null",
        /// Texts have two kilobytes.
        TextLong = "text-long",
        /// Texts have markup.
        TextMarkup = "text-markup",
        /// Some texts are in another language.
        TextForeign = "text-foreign",
        /// Texts were read in the wrong encoding.
        TextMojibake = "text-mojibake",
        /// Texts have a carriage return escaped for XML.
        TextReturns = "text-returns",
        /// Places are spelled otherwise weeks later.
        PlaceRespelled = "place-respelled",
        /// Events have no place.
        PlaceMissing = "place-missing",
        /// Places are empty.
        PlaceEmpty = "place-empty",
        /// Countries are ZZ.
        CountryZz = "country-zz",
        /// Numbers are text and digits are numbers.
        NumbersAsText = "numbers-as-text",
        /// The status is absent.
        StatusMissing = "status-missing",
        /// Only the newest event of a list is shown.
        OnlyOne = "only-one",
        /// Events come in the opposite order.
        OrderReversed = "order-reversed",
        /// Events come in no order.
        OrderShuffled = "order-shuffled",
        /// One event is an object and not an array.
        SingleAsObject = "single-as-object",
        /// The list of events is empty.
        EventsEmpty = "events-empty",
        /// The list of events is null.
        EventsNull = "events-null",
        /// The list of events is absent.
        EventsAbsent = "events-absent",
        /// Nothing is said of the parcel but its number.
        NothingSaid = "nothing-said",
        /// Something in the answer differs at every instant.
        Volatile = "volatile",
    }
}

/// The quirks of a parcel's answers, and how often each strikes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Quirks(Vec<(Quirk, Rate)>);

impl Quirks {
    /// No quirk at all.
    pub const NONE: Self = Self(Vec::new());

    /// Returns the quirks of a list; none twice, in their order.
    pub fn new(mut list: Vec<(Quirk, Rate)>) -> Self {
        list.sort_by_key(|(quirk, _)| *quirk);
        list.dedup_by_key(|(quirk, _)| *quirk);
        Self(list)
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns each quirk with its rate, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Quirk, Rate)> + '_ {
        self.0.iter().copied()
    }
}
