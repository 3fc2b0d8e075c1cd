//! Sites: where in a dialect's answers stand the times, codes, texts and places that a quirk may garble.
//!
//! Each dialect declares its own, as a table. A path is keys joined by `/`, with `*` for each item of a list.

use crate::trouble::Quirk;

/// Where what stands in a dialect's answers.
#[derive(Debug)]
pub struct Sites {
    /// The kinds of parcels that its answers have.
    pub parcels: &'static [Parcel],
}

/// One kind of parcel in an answer.
#[derive(Debug)]
pub struct Parcel {
    /// Where parcels stand: paths from the whole answer.
    pub at: &'static [&'static str],
    /// Where a parcel has its number; what has none there is no parcel.
    pub number: &'static str,
    /// Its events.
    pub events: &'static [Events],
    /// Its statuses, and the objects that they stand in.
    pub statuses: &'static [&'static str],
    /// Numbers, and texts that may be all digits.
    pub digits: &'static [&'static str],
    /// What may well be another at every request.
    pub volatile: &'static [Volatile],
}

/// Events of one form.
#[derive(Debug)]
pub struct Events {
    /// Lists of them, from the parcel.
    pub lists: &'static [&'static str],
    /// Where one stands by itself, from the parcel: the newest once more, mostly.
    pub alone: &'static [&'static str],
    /// Whether the lists begin with the newest.
    pub newest_first: bool,
    /// What an event is made of.
    pub event: Event,
}

/// What an event is made of: paths from the event.
#[derive(Debug)]
pub struct Event {
    /// Its times; by the first of them, what is said of it twice is known to be of the same event.
    pub times: &'static [Time],
    /// What happened, as codes.
    pub codes: &'static [&'static str],
    /// What that means for the parcel.
    pub statuses: &'static [&'static str],
    /// What happened, in words.
    pub texts: &'static [&'static str],
    /// Where.
    pub places: &'static [Place],
}

/// Nothing at all.
pub const NO_EVENT: Event = Event {
    times: &[],
    codes: &[],
    statuses: &[],
    texts: &[],
    places: &[],
};

/// A time, or a part of one.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// Where it stands.
    pub at: &'static str,
    /// How it is written.
    pub form: Form,
    /// What becomes of it where the zone is not known.
    pub zoneless: Zoneless,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `2026-03-21T12:40:18+01:00`.
    Offset,
    /// `2026-03-21T11:40:18Z`.
    Utc,
    /// `2026-03-21T12:40:18` or `2026-03-21 12:40:18`, by the clock of the place.
    Local,
    /// Milliseconds since 1970 at which a clock that is so many seconds ahead of UTC shows what the place's does.
    Epoch(i64),
    /// `/Date(1774093218000)/`: milliseconds since 1970.
    Wrapped,
    /// `2026-03-21` or `20260321`, by the clock of the place.
    Date,
    /// `12:40:18` or `124018`, by the clock of the place.
    Clock,
    /// The same as a date in UTC.
    UtcDate,
    /// The same as a clock in UTC.
    UtcClock,
    /// `+01:00` or `GMT+1`.
    Zone,
}

/// What becomes of a time where the zone is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoneless {
    /// It stays.
    Kept,
    /// It loses its offset.
    Cut,
    /// It is null.
    Null,
    /// It is absent.
    Absent,
}

/// A place, or a part of one.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Where it stands.
    pub at: &'static str,
    /// What it is.
    pub kind: PlaceKind,
}

/// What is said of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town.
    City,
    /// A country's code.
    Country,
    /// Town and country: `Warszawa, PL`.
    Label,
    /// A state, a postcode, a country's name: what is spelled in one way only.
    Part,
    /// An object in which such stand.
    Whole,
}

/// Something that may well be another at every request.
#[derive(Debug, Clone, Copy)]
pub struct Volatile {
    /// Where it stands, from the parcel.
    pub at: &'static str,
    /// What it is.
    pub kind: VolatileKind,
}

/// What it is that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VolatileKind {
    /// An address, which gets a signature.
    Url,
    /// An id, a hash or a number, whose digits change.
    Digits,
    /// A time, which is that of the request.
    Now,
}

impl Sites {
    /// No site: such a dialect shows no quirk.
    pub const NONE: Self = Self { parcels: &[] };

    /// Tells whether the dialect can show a quirk.
    pub fn can(&self, quirk: Quirk) -> bool {
        let mut parcels = self.parcels.iter();
        parcels.any(|parcel| parcel.can(quirk))
    }
}

impl Parcel {
    fn can(&self, quirk: Quirk) -> bool {
        let mut events = self.events.iter();
        match quirk {
            Quirk::UnknownStatus => {
                !self.statuses.is_empty() || events.any(|events| events.event.can(quirk))
            }
            Quirk::NothingSaid => true,
            Quirk::StatusMissing => !self.statuses.is_empty(),
            Quirk::NumbersAsText => !self.digits.is_empty(),
            Quirk::Volatile => !self.volatile.is_empty(),
            Quirk::OrderReversed
            | Quirk::OrderShuffled
            | Quirk::OnlyOne
            | Quirk::SingleAsObject
            | Quirk::EventsEmpty
            | Quirk::EventsNull
            | Quirk::EventsAbsent => events.any(|events| !events.lists.is_empty()),
            _ => events.any(|events| events.event.can(quirk)),
        }
    }
}

impl Event {
    fn can(&self, quirk: Quirk) -> bool {
        let place = |kinds: &[PlaceKind]| self.places.iter().any(|it| kinds.contains(&it.kind));
        match quirk {
            Quirk::SloppyCodes | Quirk::UnknownCode => !self.codes.is_empty(),
            Quirk::UnknownStatus => !self.statuses.is_empty(),
            Quirk::NewWording
            | Quirk::EditedText
            | Quirk::TextEmpty
            | Quirk::TextNull
            | Quirk::TextLong
            | Quirk::TextMarkup
            | Quirk::TextForeign
            | Quirk::TextMojibake
            | Quirk::TextReturns => !self.texts.is_empty(),
            Quirk::PlaceMissing | Quirk::PlaceEmpty => !self.places.is_empty(),
            Quirk::PlaceRespelled => place(&[PlaceKind::City, PlaceKind::Label]),
            Quirk::CountryZz => place(&[PlaceKind::Country, PlaceKind::Label]),
            _ => self.can_time(quirk),
        }
    }

    fn can_time(&self, quirk: Quirk) -> bool {
        let any = |of: fn(Form) -> bool| self.times.iter().any(|time| of(time.form));
        // Without an offset of its own, an event's place tells it.
        let has_offset = any(|form| matches!(form, Form::Offset | Form::Zone))
            || self
                .places
                .iter()
                .any(|place| place.kind == PlaceKind::City);
        match quirk {
            Quirk::ZoneMissing => {
                let mut times = self.times.iter();
                times.any(|time| time.zoneless != Zoneless::Kept)
            }
            Quirk::ZoneWrong => {
                any(|form| matches!(form, Form::Offset | Form::Zone | Form::Local))
                    || has_offset && any(|form| form == Form::Utc)
            }
            Quirk::ZoneTwice => {
                has_offset
                    && any(|form| {
                        matches!(form, Form::Offset | Form::Utc | Form::Local | Form::Clock)
                    })
            }
            Quirk::DateOnly => any(|form| form.is_whole() || form.is_clock()),
            Quirk::Nanoseconds | Quirk::Ticks | Quirk::TwelveHours => {
                any(|form| form.is_written() || form.is_clock())
            }
            Quirk::ShortYear | Quirk::YearMissing => {
                any(|form| form.is_written() || form.is_date())
            }
            Quirk::TimeMissing | Quirk::TimeNull => !self.times.is_empty(),
            Quirk::YearOne => {
                any(|form| form.is_whole() || form.is_date() || form == Form::Wrapped)
            }
            Quirk::EpochChanged => any(|form| matches!(form, Form::Epoch(_))),
            _ => false,
        }
    }
}

impl Form {
    /// Tells whether it is date and time of day as text.
    pub(super) const fn is_written(self) -> bool {
        matches!(self, Self::Offset | Self::Utc | Self::Local)
    }

    /// Tells whether it is date and time of day.
    pub(super) const fn is_whole(self) -> bool {
        self.is_written() || matches!(self, Self::Epoch(_))
    }

    /// Tells whether it is a date by itself.
    pub(super) const fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::UtcDate)
    }

    /// Tells whether it is a time of day by itself.
    pub(super) const fn is_clock(self) -> bool {
        matches!(self, Self::Clock | Self::UtcClock)
    }
}

// How tables are written.

/// A time with its offset, which it loses where the zone is not known.
pub const fn offset(at: &'static str) -> Time {
    time(at, Form::Offset, Zoneless::Cut)
}

/// A time in UTC, which loses its `Z` where the zone is not known.
pub const fn utc(at: &'static str) -> Time {
    time(at, Form::Utc, Zoneless::Cut)
}

/// A time by the clock of the place.
pub const fn local(at: &'static str) -> Time {
    time(at, Form::Local, Zoneless::Kept)
}

/// Any other time.
pub const fn time(at: &'static str, form: Form, zoneless: Zoneless) -> Time {
    Time { at, form, zoneless }
}

/// A town.
pub const fn city(at: &'static str) -> Place {
    let kind = PlaceKind::City;
    Place { at, kind }
}

/// A country's code.
pub const fn country(at: &'static str) -> Place {
    let kind = PlaceKind::Country;
    Place { at, kind }
}

/// Town and country.
pub const fn label(at: &'static str) -> Place {
    let kind = PlaceKind::Label;
    Place { at, kind }
}

/// A state, a postcode, a country's name.
pub const fn part(at: &'static str) -> Place {
    let kind = PlaceKind::Part;
    Place { at, kind }
}

/// An object of a place.
pub const fn whole(at: &'static str) -> Place {
    let kind = PlaceKind::Whole;
    Place { at, kind }
}

/// Something that is another at every request.
pub const fn volatile(at: &'static str, kind: VolatileKind) -> Volatile {
    Volatile { at, kind }
}
