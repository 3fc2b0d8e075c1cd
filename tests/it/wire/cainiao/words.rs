//! Which words Cainiao has for what happens.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use misroute::carrier::Desk;
use misroute::fleet::Case;
use misroute::parcel::{Milestone, Reason};
use serde_json::Value;

use crate::support::{settings, worlds};
use crate::wire::asking::{ask, body, dialect, every_case, get};
use crate::wire::one_event::{after, case};

/// Returns the module of a parcel to which one thing happened.
fn module(milestone: Milestone, reason: Option<Reason>) -> Value {
    after(dialect("cainiao"), milestone, reason)["module"][0].take()
}

/// Returns the module of a parcel in a language.
fn module_in(case: &Case, language: &str) -> Value {
    let desk = Desk::frozen(worlds(), case.settled_at() + 60);
    // A built-in world is declared already, and that does no harm.
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let number = case.typed(None).expect("the buyer was told one");
    let request = get(&format!("/global/detail.json?mailNos={number}&{language}"));
    body(&ask(dialect("cainiao"), &desk, &request))["module"][0].take()
}

#[test]
fn codes_are_the_published_ones() {
    let rows: &[(Milestone, Option<Reason>, &str)] = &[
        (Milestone::Announced, None, "GWMS_ACCEPT"),
        (Milestone::PickedUp, None, "PU_PICKUP_SUCCESS"),
        (Milestone::ExportCustomsStarted, None, "CC_EX_START"),
        (Milestone::ExportCleared, None, "CC_EX_SUCCESS"),
        (Milestone::HandedToAirline, None, "LH_HO_AIRLINE"),
        (Milestone::DepartedOrigin, None, "LH_DEPART"),
        (Milestone::ArrivedDestination, None, "LH_ARRIVE"),
        (Milestone::CustomsHeld, None, "CC_IM_EXCEPTION"),
        (
            Milestone::CustomsHeld,
            Some(Reason::Inspection),
            "CC_IM_EXCEPTION",
        ),
        (
            Milestone::CustomsHeld,
            Some(Reason::DocumentsMissing),
            "CC_IM_EXCEPTION",
        ),
        (
            Milestone::CustomsHeld,
            Some(Reason::DutiesUnpaid),
            "CUS_TAX",
        ),
        (
            Milestone::CustomsHeld,
            Some(Reason::ProhibitedGoods),
            "CC_IM_FAILURE",
        ),
        (Milestone::CustomsRefused, None, "CC_IM_FAILURE"),
        (Milestone::DutiesRequested, None, "CUS_TAX"),
        (Milestone::CustomsCleared, None, "CC_IM_SUCCESS"),
        (Milestone::HandedOver, None, "GTMS_ACCEPT"),
        (Milestone::OutForDelivery, None, "GTMS_DO_DEPART"),
        (Milestone::DeliveryAttempted, None, "GTMS_DEL_FAILURE"),
        (Milestone::AvailableForPickup, None, "GTMS_STA_SIGNED"),
        (Milestone::Delivered, None, "GTMS_SIGNED"),
        (Milestone::Delivered, Some(Reason::Collected), "GTMS_SIGNED"),
        (Milestone::ReturnStarted, None, "RT_INBOUND"),
        (Milestone::Returned, None, "RETURNED"),
        (Milestone::Destroyed, None, "RT_DESTROY"),
        (Milestone::Canceled, None, "GWMS_CANCEL"),
    ];
    for (milestone, reason, code) in rows {
        let module = module(*milestone, *reason);
        assert_eq!(
            module["latestTrace"]["actionCode"], *code,
            "{milestone} {reason:?}"
        );
    }
}

#[test]
fn only_a_delivery_signs_for_the_recipient() {
    const SIGNED: &[&str] = &[
        "GTMS_SIGNED",
        "LM_SIGN_SUCCESS",
        "GSTA_SIGN",
        "GSTA_BUYER_SIGN",
        "SIGNED",
    ];
    for milestone in Milestone::ALL {
        let module = module(*milestone, None);
        let code = module["latestTrace"]["actionCode"]
            .as_str()
            .expect("a code");
        let delivered = *milestone == Milestone::Delivered;
        assert_eq!(SIGNED.contains(&code), delivered, "{milestone}: {code}");
        assert_eq!(module["status"] == "DELIVERED", delivered, "{milestone}");
        assert_eq!(
            module["processInfo"]["progressRate"] == 1.0,
            delivered,
            "{milestone}"
        );
    }
}

/// Returns the codes of a domestic parcel, oldest first.
fn domestic_codes() -> Vec<String> {
    let case = every_case(&worlds(), 1)
        .into_iter()
        .find(|case| case.scenario.name.as_ref() == "china-domestic")
        .expect("it is in the library");
    let module = module_in(&case, "lang=en");
    let events = module["detailList"]
        .as_array()
        .expect("a list")
        .iter()
        .rev();
    events
        .map(|event| event["actionCode"].as_str().expect("a code").to_owned())
        .collect()
}

#[test]
fn a_parcel_that_never_leaves_china_has_the_domestic_codes() {
    let codes = domestic_codes();
    assert_eq!(codes.first().map(String::as_str), Some("CONSIGN"));
    assert_eq!(codes.last().map(String::as_str), Some("SIGNED"));
    for code in &codes[1..] {
        let known = [
            "GOT",
            "ARRIVAL",
            "DEPARTURE",
            "SENT_SCAN",
            "FAILED",
            "SIGNED",
        ];
        assert!(known.contains(&code.as_str()), "{code}");
    }
}

#[test]
fn the_way_out_of_customs_is_grouped_with_export() {
    let left = module(Milestone::DepartedDestinationOffice, None);
    assert_eq!(
        left["latestTrace"]["group"]["nodeCode"],
        "AE_GROUP_EX_CLEARING_CUSTOMS"
    );
    assert_eq!(
        (&left["status"], &left["statusDesc"]),
        (&"CLEAR_CUSTOMS".into(), &"In customs ".into())
    );
}

#[test]
fn every_milestone_has_its_words() {
    let mut rows = String::new();
    let mut row = |milestone: Milestone, reason: Option<Reason>| {
        let module = module(milestone, reason);
        let event = &module["latestTrace"];
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let name = reason.map_or(milestone.to_string(), |reason| {
            format!("{milestone}, {reason}")
        });
        let words = [
            &event["actionCode"],
            &event["group"]["nodeCode"],
            &event["group"]["nodeDesc"],
            &event["desc"],
            &event["standerdDesc"],
            &module["status"],
            &module["statusDesc"],
        ];
        let rate = module["processInfo"]["progressRate"].to_string();
        let _written = writeln!(rows, "{name} | {} | {rate}", words.map(text).join(" | "));
    };
    for milestone in Milestone::ALL {
        row(*milestone, None);
    }
    for reason in [
        Reason::Inspection,
        Reason::DocumentsMissing,
        Reason::DutiesUnpaid,
        Reason::ProhibitedGoods,
        Reason::ValueDoubted,
    ] {
        row(Milestone::CustomsHeld, Some(reason));
    }
    for reason in [
        Reason::NobodyHome,
        Reason::BadAddress,
        Reason::NoAccess,
        Reason::BusinessClosed,
        Reason::RescheduledByRecipient,
        Reason::RoundOverran,
    ] {
        row(Milestone::DeliveryAttempted, Some(reason));
    }
    settings().bind(|| insta::assert_snapshot!("cainiao__mapping", rows));
}

#[test]
fn every_language_has_words_of_its_own() {
    let mut rows = String::new();
    for milestone in Milestone::ALL {
        let case = case(*milestone, None);
        let english = module_in(&case, "lang=en-US");
        for language in ["zh-CN", "pt-BR", "es-ES", "fr-FR"] {
            let other = module_in(&case, &format!("lang={language}"));
            let text =
                |module: &Value, path: &str| module.pointer(path).cloned().unwrap_or_default();
            for path in [
                "/latestTrace/standerdDesc",
                "/latestTrace/descTitle",
                "/statusDesc",
            ] {
                assert_ne!(
                    text(&english, path),
                    text(&other, path),
                    "{milestone} {language}"
                );
            }
            for same in [
                "/latestTrace/desc",
                "/latestTrace/actionCode",
                "/status",
                "/latestTrace/time",
            ] {
                assert_eq!(
                    text(&english, same),
                    text(&other, same),
                    "{milestone} {language}"
                );
            }
            let words = [
                "/latestTrace/standerdDesc",
                "/latestTrace/group/nodeDesc",
                "/statusDesc",
            ];
            let words = words.map(|path| text(&other, path).as_str().unwrap_or("-").to_owned());
            let _written = writeln!(rows, "{milestone} | {language} | {}", words.join(" | "));
        }
    }
    settings().bind(|| insta::assert_snapshot!("cainiao__languages", rows));
}

#[test]
fn languages_are_taken_as_clients_name_them() {
    let case = case(Milestone::Delivered, None);
    let said = |language: &str| module_in(&case, language)["latestTrace"]["standerdDesc"].clone();
    for (asked, wanted) in [
        ("", "Package delivered"),
        ("lang=", "Package delivered"),
        ("lang=en-US&language=fr-FR", "Package delivered"),
        ("lang=xx", "Package delivered"),
        ("lang=%ff%00", "Package delivered"),
        ("language=fr-FR", "Colis livré"),
        ("lang=&language=fr", "Colis livré"),
        ("lang=zh_CN", "用户已签收"),
        ("lang=ZH", "用户已签收"),
        ("lang=pt-BR&language=pt-BR", "Pacote entregue"),
        ("lang=es-ES", "Paquete entregado"),
    ] {
        assert_eq!(said(asked), wanted, "{asked}");
    }
    let pt = module_in(&case, "lang=pt-BR");
    assert_eq!(
        pt["processInfo"]["progressPointList"][3]["pointName"],
        "Entregue"
    );
}

#[test]
fn codes_have_no_stranger_among_them() {
    // Nothing but what the platform published, or what was seen live.
    let known: BTreeSet<&str> = include_str!("codes.txt").split_whitespace().collect();
    for milestone in Milestone::ALL {
        let module = module(*milestone, None);
        let code = module["latestTrace"]["actionCode"]
            .as_str()
            .expect("a code")
            .to_owned();
        assert!(known.contains(code.as_str()), "{milestone}: {code}");
    }
}
