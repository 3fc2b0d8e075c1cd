//! Issuers: whose number a text is, by its looks, as aggregators guess it.

use crate::carrier::Desk;
use crate::parcel::number::{Format, identify};
use crate::parcel::{Carrier, Country, NumberRole};

/// Who issues numbers of some looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// A carrier that brings parcels here.
    Carrier(Carrier),
    /// Another, by the key that its formats have.
    Other(&'static str),
}

/// Returns those whose number a text may be, the likeliest first, be its check digit right or not.
///
/// A text that was bound to a case is its carrier's; else only the looks count.
pub fn issuers(desk: &Desk, text: &str) -> Vec<Issuer> {
    let mut found = Vec::new();
    for issuer in bound(desk, text).into_iter().chain(by_looks(text)) {
        if !found.contains(&issuer) {
            found.push(issuer);
        }
    }
    found
}

/// Returns those whose number a text may be by its looks alone, the likeliest first.
pub fn by_looks(text: &str) -> impl Iterator<Item = Issuer> {
    let formats = match identify(text) {
        Ok(formats) => formats,
        Err(error) => error.format().into_iter().collect(),
    };
    formats.into_iter().filter_map(of_format)
}

fn of_format(format: Format) -> Option<Issuer> {
    let carrier = match format {
        Format::S10 { issuer, .. } => {
            let code = issuer.code();
            let country = std::str::from_utf8(&code).ok();
            return country
                .and_then(Country::from_code)
                .map(|country| Issuer::Carrier(Carrier::post(country)));
        }
        Format::DhlDe => Carrier::from_slug("dhl-paket"),
        Format::Colissimo => Carrier::from_slug("la-poste"),
        known => Carrier::from_slug(known.carrier()),
    };
    Some(carrier.map_or(Issuer::Other(format.carrier()), Issuer::Carrier))
}

fn bound(desk: &Desk, text: &str) -> Option<Issuer> {
    desk.binding(text)?;
    let looked = desk.look_up(text)?;
    let mut parcels = looked.case.parcels.iter();
    let parties = &parcels
        .find(|parcel| parcel.parties.parcel == looked.number.parcel)?
        .parties;
    let is_last_mile = looked.number.role == NumberRole::LastMile;
    Some(Issuer::Carrier(if is_last_mile {
        parties.last_mile
    } else {
        parties.origin
    }))
}
