//! Providers: what each carrier showed, the one with the newest event first.

use super::super::carriers::Listed;
use super::{Shown, Version, event};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::Object;
use crate::dialect::phrase::phrase;
use crate::parcel::{Carrier, Country, Observer};
use crate::record::Observation;

/// A carrier of which something is shown.
#[derive(Debug, Clone, Copy)]
struct Provider {
    carrier: Option<Carrier>,
    code: i64,
    events_hash: i32,
}

/// Renders the carriers and their events.
pub(super) fn tracking(tracking: &mut Object<'_>, shown: &Shown<'_>) {
    let providers = providers(shown);
    let whole = providers.iter().fold(
        Fingerprint::of("17track providers").and(shown.page.number),
        |print, provider| {
            print
                .and_int(provider.code)
                .and_int(provider.events_hash.into())
        },
    );
    tracking.int("providers_hash", int32(whole).into());
    tracking.array("providers", |list| {
        for provider in &providers {
            list.object(|whole| render(whole, provider, shown));
        }
    });
}

/// Returns the carriers in the order of their newest events; without events, the one that is asked.
fn providers(shown: &Shown<'_>) -> Vec<Provider> {
    let mut found: Vec<Provider> = Vec::with_capacity(2);
    for seen in events(shown) {
        let carrier = holder(seen, shown);
        if !found
            .iter()
            .any(|provider| provider.carrier == Some(carrier))
        {
            found.push(Provider {
                carrier: Some(carrier),
                code: shown.codes.of(carrier),
                events_hash: events_hash(carrier, shown),
            });
        }
    }
    if found.is_empty() {
        let listed = shown.codes.find(shown.carrier);
        found.push(Provider {
            carrier: listed.and_then(Listed::carrier),
            code: shown.carrier,
            events_hash: 0,
        });
    }
    found
}

/// Returns every event, newest first; those of a number's earlier lives come last.
fn events<'a>(shown: &Shown<'a>) -> impl Iterator<Item = &'a Observation> + use<'a> {
    let page = shown.page;
    let earlier = page.earlier.iter().rev();
    let newest = page.timeline.observations.iter().rev();
    newest
        .chain(earlier.flat_map(|life| life.observations.iter().rev()))
        .copied()
}

/// Returns the carrier that showed an event: whoever was asked, if it was the one at the door.
fn holder(seen: &Observation, shown: &Shown<'_>) -> Carrier {
    match seen.observer {
        Observer::LastMile => shown.page.last_mile().unwrap_or(seen.carrier),
        Observer::OriginCarrier | Observer::Aggregator => seen.carrier,
    }
}

fn of_carrier<'a>(
    carrier: Carrier,
    shown: &Shown<'a>,
) -> impl Iterator<Item = &'a Observation> + use<'a> {
    let shown = *shown;
    events(&shown).filter(move |seen| holder(seen, &shown) == carrier)
}

fn events_hash(carrier: Carrier, shown: &Shown<'_>) -> i32 {
    let begun = Fingerprint::of("17track events").and(carrier.slug());
    int32(of_carrier(carrier, shown).fold(begun, |print, seen| {
        print.and_int(seen.occurred_at.0).and(phrase(seen))
    }))
}

const fn int32(print: Fingerprint) -> i32 {
    print.bits() as i32
}

fn render(whole: &mut Object<'_>, provider: &Provider, shown: &Shown<'_>) {
    let listed = shown.codes.find(provider.code);
    let carrier = provider.carrier;
    let alias = listed.map(Listed::name);
    whole.object("provider", |who| {
        who.int("key", provider.code);
        who.str_or_null("name", carrier.map(Carrier::name).or(alias));
        who.str_or_null("alias", alias);
        who.str_or_null("tel", carrier.and_then(Carrier::phone));
        who.str_or_null("homepage", carrier.and_then(Carrier::url));
        let home = carrier.map(Carrier::country).map(Country::code);
        who.str_or_null("country", home);
    });
    let declared = shown.page.declared;
    let line = declared.filter(|declared| carrier == Some(declared.first_mile));
    whole.str_or_null("service_type", line.map(|declared| declared.line.name()));
    whole.str("latest_sync_status", "Success");
    whole.ascii("latest_sync_time", &shown.synced_at.zulu());
    whole.null("provider_lang");
    if shown.version == Version::V24 {
        whole.null("provider_tips");
    }
    whole.int("events_hash", provider.events_hash.into());
    whole.array("events", |list| {
        let Some(carrier) = carrier else { return };
        for seen in of_carrier(carrier, shown) {
            list.object(|whole| event(whole, seen, shown));
        }
    });
}
