//! Issuing: the numbers of a case, in the first format that has room for its place.

use super::case::CaseNumber;
use super::layout::Class;
use super::{Address, World, Worlds, number};
use crate::parcel::number::Format;
use crate::parcel::{
    Carrier, Country, LastMile, LastMileNumber, NumberForm, NumberRef, NumberRole,
};
use crate::scenario::model::OriginForm;

/// The numbers of a case while it is built.
pub(super) struct Numbers<'a> {
    pub(super) worlds: &'a Worlds,
    pub(super) world: &'a World,
    pub(super) address: Address,
    pub(super) list: Vec<CaseNumber>,
}

impl Numbers<'_> {
    /// Issues a number in the first of the formats that has room for the case's place; tells whether one had.
    pub(super) fn issue(
        &mut self,
        (parcel, role): (u8, NumberRole),
        formats: &[Option<Format>],
    ) -> bool {
        let class = if role.is_known() {
            Class::Parcel
        } else {
            Class::Invented
        };
        let place = u64::from(parcel.max(u8::from(role == NumberRole::Placeholder)));
        let number = NumberRef { parcel, role };
        let issued = formats.iter().flatten().find_map(|format| {
            let text = number::encode(
                self.worlds,
                self.world,
                self.address,
                (*format, class, place),
            )?;
            Some(CaseNumber {
                number,
                format: *format,
                text,
            })
        });
        let had_room = issued.is_some();
        self.list.extend(issued);
        had_room
    }

    /// Returns whose number a parcel bears: the format says it, also of a number used again or beyond a format's room.
    pub(super) fn origin_carrier(&self, number_of: u8) -> Carrier {
        let number = NumberRef {
            parcel: number_of,
            role: NumberRole::Origin,
        };
        let mut known = self.list.iter();
        known
            .find(|known| known.number == number)
            .map_or(Carrier::CAINIAO, |known| origin_carrier(known.format))
    }
}

/// Returns the format of a form of number at the origin.
pub(super) const fn origin_format(form: OriginForm) -> Option<Format> {
    match form {
        OriginForm::Lp => Some(Format::Lp),
        OriginForm::Ap => Some(Format::Ap),
        OriginForm::Cng => Some(Format::Cng),
        OriginForm::YunExpress => Some(Format::YunExpress),
        OriginForm::Registered => Format::s10(b'R', *b"CN"),
        OriginForm::Express => Format::s10(b'L', *b"CN"),
        OriginForm::Untracked => Format::s10(b'U', *b"CN"),
    }
}

/// Returns the carrier whose network issues numbers of a format at the origin.
const fn origin_carrier(format: Format) -> Carrier {
    match format {
        Format::S10 { .. } => Carrier::CHINA_POST,
        Format::YunExpress => Carrier::YUNEXPRESS,
        _ => Carrier::CAINIAO,
    }
}

/// Returns the format of the numbers that a carrier at the door gives, if it gives any.
pub(super) fn last_mile_format(last_mile: LastMile, country: Country) -> Option<Format> {
    let LastMileNumber::Own(form) = last_mile.number else {
        return None;
    };
    match form {
        NumberForm::S10 { service } => {
            let issuer = <[u8; 2]>::try_from(country.s10_issuer().as_bytes()).ok()?;
            Format::s10(service, issuer)
        }
        NumberForm::UspsImpb => Some(Format::UspsImpb),
        NumberForm::Colissimo => Some(Format::Colissimo),
        NumberForm::PostNl3s => Some(Format::PostNl),
        NumberForm::DhlDe => Some(Format::DhlDe),
        NumberForm::Gofo => Some(Format::Gofo),
        NumberForm::Yodel => Some(Format::Yodel),
        NumberForm::Hopscotch => Some(Format::Hopscotch),
    }
}
