//! Numbers of a case: from address and role to text.

use super::layout::{Class, Layout, Packed};
use super::world::{MONTHS, SLOTS, World, Worlds};
use super::{Address, FIRST_DAY};
use crate::parcel::number::{Format, TrackingNumber};
use crate::parcel::time::Day;

/// Returns the number of a case in a format, or none if the format has no room for the case's place.
pub(super) fn encode(
    worlds: &Worlds,
    world: &World,
    address: Address,
    (format, class, role): (Format, Class, u64),
) -> Option<TrackingNumber> {
    let layout = Layout::of(format)?;
    let field = address.place * world.roles() + role;
    let packed = if let (Some(bits), Some((id, seed))) = (layout.wide, world.name()) {
        let day = u32::try_from(address.day.0 - FIRST_DAY.0).ok()?;
        let (id, field) = spill(worlds, id, (field, bits))?;
        Packed::Wide {
            id,
            seed,
            day,
            field,
        }
    } else {
        let (_, _, day) = address.day.ymd();
        let month = address.day.month_index().rem_euclid(MONTHS) as u32;
        Packed::Short {
            slot: (world.slot() + month) % SLOTS,
            day,
            field,
        }
    };
    let value = layout.pack(packed)?;
    format.compose(layout.serial(format, value, class)?)
}

/// Ids that no scenario has are further room for the standard scenario.
fn spill(worlds: &Worlds, id: u8, (field, bits): (u64, u32)) -> Option<(u8, u64)> {
    let beyond = field >> bits;
    if beyond == 0 {
        return Some((id, field));
    }
    if id != STANDARD {
        return None;
    }
    let spare = worlds.free_ids().nth(usize::try_from(beyond - 1).ok()?)?;
    Some((spare, field & ((1 << bits) - 1)))
}

/// The id of the standard scenario.
const STANDARD: u8 = 1;

/// What a serial can be the number of.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The world.
    pub(super) world: World,
    /// The case.
    pub(super) address: Address,
}

/// Returns the cases that a number of a format can belong to, if any; usually one.
pub(super) fn decode(worlds: &Worlds, format: Format, serial: u64) -> (Class, Vec<Candidate>) {
    let Some(layout) = Layout::of(format) else {
        return (Class::Nobody, Vec::new());
    };
    let (class, value) = layout.value(format, serial);
    if !matches!(class, Class::Parcel | Class::Invented) {
        return (class, Vec::new());
    }
    let candidates = match layout.unpack(value) {
        Packed::Wide {
            id,
            seed,
            day,
            field,
        } => {
            let bits = layout.wide.unwrap_or(0);
            let (id, field) = match worlds.spare(id) {
                Some(place) => (STANDARD, field | (place as u64 + 1) << bits),
                None => (id, field),
            };
            let day = FIRST_DAY.plus(day as i32);
            worlds
                .named(id, seed)
                .and_then(|world| candidate(world, day, field))
                .into_iter()
                .collect()
        }
        Packed::Short { slot, day, field } => worlds
            .at_slot(slot)
            .into_iter()
            // A world that a wide number can name never hides behind a slot there.
            .filter(|(world, _)| layout.wide.is_none() || world.name().is_none())
            .filter_map(|(world, month)| {
                let first = Day::from_ymd(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
                let date = first.plus(i32::try_from(day).ok()? - 1);
                (day > 0 && date.month_index() == month).then(|| candidate(world, date, field))?
            })
            .collect(),
    };
    (class, candidates)
}

fn candidate(world: World, day: Day, field: u64) -> Option<Candidate> {
    let address = Address::new(day, field / world.roles())?;
    Some(Candidate { world, address })
}
