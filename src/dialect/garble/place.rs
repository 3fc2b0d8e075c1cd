//! Quirks of places.

use super::hit::Hit;
use super::sites::PlaceKind;
use super::tree::Node;
use super::words::is_edited;
use crate::parcel::Country;

fn places(hit: &mut Hit<'_, '_>, mut visit: impl FnMut(PlaceKind, &mut Node<'_>)) {
    for place in hit.sites.places {
        hit.event
            .each(place.at, &mut |node| visit(place.kind, node));
    }
}

/// Places are spelled otherwise weeks later: `PARIS, FR` becomes `Paris, France`.
pub(super) fn respelled(hit: &mut Hit<'_, '_>) {
    if is_edited(hit) {
        places(hit, |kind, node| match kind {
            PlaceKind::City => node.edit(|city| Some(other_case(city))),
            PlaceKind::Label => node.edit(|label| Some(other_label(label))),
            PlaceKind::Country | PlaceKind::Part | PlaceKind::Whole => {}
        });
    }
}

/// Returns capitals as words, and anything else as capitals.
fn other_case(text: &str) -> String {
    let mut inside = false;
    let title = |character: char| {
        let begun = std::mem::replace(&mut inside, character.is_alphabetic());
        if begun {
            character.to_lowercase().to_string()
        } else {
            character.to_string()
        }
    };
    if text.chars().any(char::is_lowercase) {
        text.to_uppercase()
    } else {
        text.chars().map(title).collect()
    }
}

fn other_label(label: &str) -> String {
    let Some((town, country)) = label.rsplit_once(',') else {
        return other_case(label);
    };
    let country = country.trim();
    let named = Country::all().find(|it| it.name() == country);
    let other = match (Country::from_code(country), named) {
        (Some(code), _) => code.name(),
        (None, Some(name)) => name.code(),
        (None, None) => country,
    };
    format!("{}, {other}", other_case(town))
}

/// Events have no place.
pub(super) fn missing(hit: &mut Hit<'_, '_>) {
    places(hit, |_, node| *node = Node::Gone);
}

/// Places are empty.
pub(super) fn empty(hit: &mut Hit<'_, '_>) {
    places(hit, |_, node| node.edit(|_| Some(String::new())));
}

/// Countries are ZZ.
pub(super) fn country_zz(hit: &mut Hit<'_, '_>) {
    places(hit, |kind, node| {
        node.edit(|text| match kind {
            PlaceKind::Country => Some("Z".repeat(text.len().clamp(2, 3))),
            PlaceKind::Label => {
                let (town, _) = text.rsplit_once(',')?;
                Some(format!("{town}, ZZ"))
            }
            PlaceKind::City | PlaceKind::Part | PlaceKind::Whole => None,
        });
    });
}
