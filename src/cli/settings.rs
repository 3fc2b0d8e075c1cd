//! Settings: `--set name=value`, for facts that nobody could confirm.

use std::collections::BTreeMap;

use super::failure::Failure;
use crate::dialect::{DIALECTS, Limit, Setting};
use crate::scenario::nearest;

/// Reads settings, all of which some dialect must know.
pub(super) fn read(words: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let limits = || DIALECTS.iter().flat_map(|dialect| dialect.limits());
    let known: Vec<&Setting> = DIALECTS
        .iter()
        .flat_map(|dialect| dialect.settings())
        .chain(limits().map(|limit| &limit.most))
        .collect();
    let mut settings = BTreeMap::new();
    for word in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(Failure::usage(
                format!("`--set {word}` has no `=`"),
                "write `--set name=value`",
            ));
        };
        if !known.iter().any(|setting| setting.name == name) {
            let names: Vec<&str> = known.iter().map(|setting| setting.name).collect();
            let help = match (nearest(name, &names), names.is_empty()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, true) => "leave it away: no dialect has settings".to_owned(),
                (None, false) => format!("choose from {}", names.join(", ")),
            };
            return Err(Failure::usage(
                format!("there is no setting `{name}`"),
                help,
            ));
        }
        let is_limit = limits().any(|limit| limit.most.name == name);
        if is_limit && Limit::read(value).is_none() {
            return Err(Failure::usage(
                format!("`--set {word}`: a limit is a number of requests"),
                "write a whole number; 0 lets all through",
            ));
        }
        settings.insert(name.to_owned(), value.to_owned());
    }
    Ok(settings)
}
