//! Hints: what an answer in a carrier's format does not say by itself.

use super::output;
use crate::dialect::Dialect;
use crate::fleet::Case;

/// Says why a carrier's server may know nothing of a case, and what it does not say of one with several parcels.
pub(super) fn tell(dialect: &dyn Dialect, case: &Case) {
    let mut carriers = case.parcels.iter().map(|parcel| parcel.parties.last_mile);
    if let Some(carrier) = dialect.carrier()
        && !carriers.any(|last_mile| last_mile == carrier)
    {
        output::tell(&format!(
            "note: {} does not deliver this parcel; `--where carrier={}` finds one that it does\n",
            carrier.name(),
            carrier.slug()
        ));
    }
    let mut told = case.orders.iter().take(1).flat_map(|order| &order.told);
    if told.any(|tell| tell.number.parcel > 0 && case.orders.len() == 1) {
        output::tell(
            "note: the order has several parcels, and this is the last number told; `--format json` lists all\n",
        );
    }
}
