//! `orders`: parcels to track, of what the server was started with or of any other scenario. None of them is stored.

use serde::{Deserialize, Serialize};

use super::declared::{day, declared, trouble};
use super::endpoint::{
    Call, Endpoint, Gives, Param, Problem, Reply, SIM_NOW, Takes, Verb, given, short,
};
use crate::fleet::document::{OrderJson, Truth};
use crate::fleet::{Address, Case, Filter};
use crate::parcel::Timestamp;
use crate::parcel::time::Day;
use crate::scenario::Library;
use crate::server::Source;

/// A request gets so many orders unless it says otherwise.
const LIMIT: u64 = 10;
/// A request of what is there gets so many orders at most.
const LIMIT_MOST: u64 = 100;
/// A request gets so many new orders at most.
const COUNT_MOST: u64 = 1_000;
/// A request with a filter looks at so many cases at most; the answer says where to go on.
const LOOKS_MOST: u64 = 20_000;
/// A scenario's text has so many bytes at most.
const TEXT_MOST: usize = 64 << 10;
/// What a scenario is called that came as text.
const OWN: &str = "own";

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/orders",
        id: "listOrders",
        summary: "Lists orders of the declared fleet, whose scenarios take turns, or of one scenario of it. With a \
                  filter it looks at 20000 cases at most; `next` says where to go on.",
        reads: &[
            Param {
                name: "scenario",
                place: "query",
                schema: "ScenarioName",
                about: "Only orders of this scenario.",
            },
            Param {
                name: "where",
                place: "query",
                schema: "Where",
                about: "Only cases that match, such as `to=DE,fate=returned`; the status is that of the instant.",
            },
            Param {
                name: "from",
                place: "query",
                schema: "From",
                about: "The first case to look at, from 0, as counted in the fleet or in the scenario.",
            },
            Param {
                name: "limit",
                place: "query",
                schema: "Limit",
                about: "How many orders to list; 10 otherwise.",
            },
            SIM_NOW,
        ],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The orders.", "Orders")],
        refuses: &[(422, "There is no such scenario.")],
        run: list,
    },
    Endpoint {
        method: Verb::Post,
        path: "/orders",
        id: "makeOrders",
        summary: "Declares a scenario's world and returns orders of one day of it; without `start`, of the day before \
                  the instant. The same request makes the same orders, and nothing is stored of them.",
        reads: &[SIM_NOW],
        takes: Takes::Json("NewOrders"),
        gives: &[Gives::json(200, "The orders.", "Orders")],
        refuses: &[
            (
                409,
                "The day is out of reach, or the world's short numbers cannot be told from another one's.",
            ),
            (507, "The state file cannot be written."),
        ],
        run: make,
    },
];

#[derive(Serialize)]
struct OrdersJson {
    orders: Vec<CaseJson>,
    /// How many cases were looked at.
    looked_at: u64,
    /// The first case that was not looked at; none at the end.
    next: Option<u64>,
}

/// An order, and the four things that make its case again.
#[derive(Serialize)]
struct CaseJson {
    scenario: String,
    seed: u64,
    start: String,
    index: u64,
    /// The number that the buyer has at the instant, or else the first one that the buyer will have.
    number: Option<String>,
    numbers: Vec<KnownJson>,
    order: OrderJson,
}

/// A number of a case.
#[derive(Serialize)]
struct KnownJson {
    number: String,
    /// None for a text that no carrier uses.
    role: Option<&'static str>,
    parcel: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewOrders {
    scenario: String,
    #[serde(default, deserialize_with = "given")]
    seed: Option<u64>,
    #[serde(default, deserialize_with = "given")]
    count: Option<u64>,
    #[serde(default, deserialize_with = "given")]
    start: Option<String>,
    #[serde(default, deserialize_with = "given")]
    from: Option<u64>,
    #[serde(default, rename = "where", deserialize_with = "given")]
    filter: Option<String>,
    #[serde(default, deserialize_with = "given")]
    with: Option<String>,
}

/// Which cases of a row are wanted.
struct Wanted {
    from: u64,
    until: u64,
    count: u64,
    filter: Option<Filter>,
    at: Timestamp,
}

fn list(call: &Call) -> Result<Reply, Problem> {
    let fleet = call.tenant.fleet();
    let worlds = call.tenant.desk.worlds();
    let one = call
        .query("scenario")
        .map(|name| {
            let mut known = fleet.sources.iter();
            let known = known.find(|source| source.name() == name).cloned();
            known.map_or_else(|| built_in(name), Ok)
        })
        .transpose()?;
    let filter = call.query("where").map(|text| Filter::parse("where", text));
    let filter = filter
        .transpose()
        .map_err(|error| Problem::bad(error.message, error.help))?;
    let wanted = Wanted {
        from: call.whole("from", (0, u64::MAX >> 1))?.unwrap_or(0),
        until: match one {
            Some(_) => fleet.cases_of_one(),
            None => fleet.cases,
        },
        count: call.whole("limit", (1, LIMIT_MOST))?.unwrap_or(LIMIT),
        filter,
        at: call.at(),
    };
    Ok(Reply::ok(&wanted.select(|n| match &one {
        Some(source) => fleet.case_of(&worlds, source, n),
        None => fleet.case(&worlds, n),
    })))
}

fn make(call: &Call) -> Result<Reply, Problem> {
    let new: NewOrders = call.json()?;
    let count = new.count.unwrap_or(1);
    if !(1..=COUNT_MOST).contains(&count) {
        return Err(Problem::unprocessable(
            format!("`count`: {count} orders cannot be had at once"),
            format!("ask for 1 to {COUNT_MOST}; `from` goes on"),
        ));
    }
    let filter = new
        .filter
        .as_deref()
        .map(|text| Filter::parse("where", text));
    let filter = filter
        .transpose()
        .map_err(|error| Problem::unprocessable(error.message, error.help))?;
    let source = source(call, &new.scenario)?;
    let at = call.at();
    let day = match &new.start {
        Some(text) => day(text)?,
        None => Day::of_local(at.0).plus(-1),
    };
    let from = new.from.unwrap_or(0);
    if from >= Address::PLACES {
        return Err(Problem::unprocessable(
            format!("`from`: a day has no place {from}"),
            format!("places are 0 to {}", Address::PLACES - 1),
        ));
    }
    let trouble = trouble(new.with.as_deref())?;
    let world = declared(call, &source, (new.seed, &trouble), day)?;
    if let Some(filter) = &filter {
        filter
            .check_labels("where", &world)
            .map_err(|error| Problem::unprocessable(error.message, error.help))?;
    }
    let worlds = call.tenant.desk.worlds();
    let wanted = Wanted {
        from,
        until: Address::PLACES,
        count,
        filter,
        at,
    };
    Ok(Reply::ok(&wanted.select(|place| {
        Some(Case::new(&worlds, &world, Address::new(day, place)?))
    })))
}

impl Wanted {
    /// Returns the first cases of a row that are wanted, as far as one request looks.
    fn select(&self, case: impl Fn(u64) -> Option<Case>) -> OrdersJson {
        let looks = match self.filter {
            Some(_) => LOOKS_MOST,
            None => self.count,
        };
        let until = self.until.min(self.from.saturating_add(looks));
        let mut orders = Vec::new();
        let mut next = self.from;
        while next < until && (orders.len() as u64) < self.count {
            let Some(case) = case(next) else {
                // Beyond the last day or place there is nothing more.
                return OrdersJson {
                    orders,
                    looked_at: next - self.from,
                    next: None,
                };
            };
            next += 1;
            let filter = self.filter.as_ref();
            if filter.is_none_or(|filter| filter.accepts(&case, Some(self.at))) {
                orders.extend(case_json(&case, self.at));
            }
        }
        OrdersJson {
            orders,
            looked_at: next - self.from,
            next: Some(next).filter(|next| *next < self.until),
        }
    }
}

fn case_json(case: &Case, at: Timestamp) -> Option<CaseJson> {
    let document = case.document(None, Truth::Hidden)?;
    let first_told = || case.told_text(case.orders.first()?.told.first()?);
    let number = case.typed(Some(at)).or_else(first_told);
    let mut numbers: Vec<KnownJson> = case
        .numbers
        .iter()
        .map(|known| KnownJson {
            number: known.text.to_string(),
            role: Some(known.number.role.name()),
            parcel: known.number.parcel,
        })
        .collect();
    for tell in case.orders.iter().flat_map(|order| &order.told) {
        let text = case.told_text(tell).map(|text| text.to_string());
        let text = text.filter(|text| numbers.iter().all(|known| known.number != *text));
        numbers.extend(text.map(|number| KnownJson {
            number,
            role: None,
            parcel: tell.number.parcel,
        }));
    }
    Some(CaseJson {
        scenario: document.scenario.to_owned(),
        seed: document.seed,
        start: document.start,
        index: document.index,
        number: number.map(|number| number.to_string()),
        numbers,
        order: document.order,
    })
}

fn built_in(name: &str) -> Result<Source, Problem> {
    Source::built_in(name).ok_or_else(|| {
        let mend = if let Some(near) = Library::built_in().nearest(name) {
            format!("did you mean `{near}`?")
        } else {
            let names: Vec<&str> = Library::built_in().names().collect();
            format!("choose from {}", names.join(", "))
        };
        Problem::unprocessable(format!("there is no scenario `{}`", short(name)), mend)
    })
}

/// Returns the scenario that a body names, or whose text it holds. Nothing is read from the disk.
pub(super) fn source(call: &Call, text: &str) -> Result<Source, Problem> {
    let in_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let mut known = call.tenant.fleet().sources.iter();
    if let Some(known) = known.find(|source| source.name() == text) {
        return Ok(known.clone());
    }
    if !text.is_empty() && text.bytes().all(in_name) {
        return built_in(text);
    }
    if text.len() > TEXT_MOST {
        return Err(Problem::unprocessable(
            format!("`scenario`: a text of {} bytes is too long", text.len()),
            format!("send at most {TEXT_MOST} bytes"),
        ));
    }
    Source::own(OWN, text).map_err(|report| {
        Problem::unprocessable(
            format!("`scenario` is no built-in scenario's name, and no scenario's text:\n{report}"),
            "send a name, or the whole text of a scenario file; files are not read from the disk",
        )
    })
}
