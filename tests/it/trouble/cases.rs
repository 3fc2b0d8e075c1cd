//! Defects of the case: any scenario can be had with any lie or slip about its number, and its numbers lead back to it.

use misroute::fleet::{Case, decode, find};
use misroute::parcel::NumberRole;
use misroute::trouble::{Defect, Home};

use crate::support::{at_start, built_in, whole, worlds};

#[test]
fn a_scenario_can_be_told_as_another_tells_its_numbers() {
    for defect in Defect::ALL
        .iter()
        .filter(|defect| defect.home() == Home::Case)
    {
        let world = built_in("customs-hold", 1).with(&defect.name().parse().expect("trouble"));
        let cases: Vec<Case> = (0..20)
            .map(|place| Case::new(&worlds(), &world, at_start(place)))
            .collect();
        let mut struck = 0;
        for case in &cases {
            assert!(case.labels().contains(&format!("defect:{defect}")));
            let order = &case.orders[0];
            let roles: Vec<NumberRole> = order.told.iter().map(|tell| tell.number.role).collect();
            struck += usize::from(match defect {
                Defect::PlaceholderNumber => roles == [NumberRole::Placeholder, NumberRole::Origin],
                Defect::ProvisionalNumber => roles == [NumberRole::Provisional, NumberRole::Origin],
                Defect::InventedNumber => roles == [NumberRole::Invented],
                Defect::MistypedNumber => order.told[0].slip.is_some(),
                Defect::CopiedNumber | Defect::RecycledNumber => case.orders.len() == 2,
                Defect::NumberChanges => roles == [NumberRole::Origin, NumberRole::LastMile],
                _ => case.parcels.len() > 1,
            });
        }
        let least = if *defect == Defect::NumberChanges {
            1
        } else {
            20
        };
        assert!(struck >= least, "{defect}: {struck}");
    }
}

#[test]
fn a_rate_is_the_share_of_the_orders() {
    let world = built_in("standard", 1).with(&"copied-number=0.3".parse().expect("trouble"));
    let copied = (0..400).filter(|place| {
        let case = Case::new(&worlds(), &world, at_start(*place));
        case.orders.len() == 2
    });
    let copied = copied.count();
    assert!((90..150).contains(&copied), "{copied}");
}

#[test]
fn a_story_about_its_number_keeps_its_own_telling() {
    let own = built_in("placeholder-number", 1);
    let world = own.with(&"copied-number".parse().expect("trouble"));
    let case = Case::new(&worlds(), &world, at_start(0));
    assert_eq!(case.orders.len(), 1);
    assert!(
        !case
            .labels()
            .iter()
            .any(|label| label.starts_with("defect:"))
    );
}

#[test]
fn numbers_of_a_declared_world_lead_back_and_others_do_not() {
    let world =
        built_in("standard", 1).with(&"duplicate,partial-shipment=0.5".parse().expect("trouble"));
    let mut declared = worlds();
    declared.declare(world.clone()).expect("a free slot");
    for place in 0..100 {
        let case = Case::new(&declared, &world, at_start(place));
        for known in &case.numbers {
            let found = decode(&declared, &known.text, None).expect("a declared world");
            assert_eq!(whole(&found), whole(&case));
            assert!(find(&worlds(), known.text.as_str()).is_err());
        }
    }
}
