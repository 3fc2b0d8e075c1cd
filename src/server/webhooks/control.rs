//! `/_sim/webhooks`: who is told, what was told, and what goes wrong on purpose.

use std::time::Duration;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::first::speaker;
use super::lab::{Lab, LabRule, RULES_MOST};
use super::target::Target;
use crate::carrier::{Subscription, Subscriptions};
use crate::server::Tenant;
use crate::server::control::{
    Call, Endpoint, Gives, Problem, Reply, Takes, Verb, given, length_of, short, zulu,
};
use crate::server::faults::FaultError;

pub(in crate::server) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/webhooks/subscriptions",
        id: "listSubscriptions",
        summary: "Lists who is told when what a tracker shows changes, by whichever way they subscribed.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The subscriptions.", "Subscriptions")],
        refuses: &[],
        run: |call| Ok(list(call)),
    },
    Endpoint {
        method: Verb::Post,
        path: "/webhooks/subscriptions",
        id: "addSubscription",
        summary: "Has a URL told of changes from now on, as a dialect's carrier would. It must lead to this machine, or \
                  to a host that the server was started with.",
        reads: &[],
        takes: Takes::Json("NewSubscription"),
        gives: &[Gives::json(201, "The subscription.", "Subscription")],
        refuses: &[
            (409, "There are as many subscriptions as there can be."),
            (507, "The state file cannot be written."),
        ],
        run: add,
    },
    Endpoint {
        method: Verb::Get,
        path: "/webhooks/subscriptions/{subscription}",
        id: "getSubscription",
        summary: "Tells who is told by a subscription, and how much waits for it.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The subscription.", "Subscription")],
        refuses: &[(404, "There is no such subscription.")],
        run: |call| found(call).map(|one| Reply::ok(&document(call, &one))),
    },
    Endpoint {
        method: Verb::Put,
        path: "/webhooks/subscriptions/{subscription}",
        id: "setSubscription",
        summary: "Changes a subscription's URL or secret, or pauses and resumes it: while it is paused nothing is sent, \
                  and afterwards all that changed meanwhile.",
        reads: &[],
        takes: Takes::Json("SetSubscription"),
        gives: &[Gives::json(
            200,
            "The subscription from now on.",
            "Subscription",
        )],
        refuses: &[
            (404, "There is no such subscription."),
            (507, "The state file cannot be written."),
        ],
        run: set,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/webhooks/subscriptions/{subscription}",
        id: "removeSubscription",
        summary: "Has a URL told of nothing any more; what waits for it is forgotten.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("There is no such subscription any more.")],
        refuses: &[
            (404, "There was none."),
            (507, "The state file cannot be written."),
        ],
        run: remove,
    },
    Endpoint {
        method: Verb::Post,
        path: "/webhooks/trigger",
        id: "triggerWebhooks",
        summary: "Has told what the trackers of a number show now, though nothing has changed.",
        reads: &[],
        takes: Takes::Json("Trigger"),
        gives: &[Gives::json(
            200,
            "How many messages were asked for.",
            "Triggered",
        )],
        refuses: &[(404, "Nobody has subscribed to a tracker of this number.")],
        run: trigger,
    },
    Endpoint {
        method: Verb::Post,
        path: "/webhooks/settle",
        id: "settleWebhooks",
        summary: "Waits until all that is due by the tenant's clock was sent once more, at most for a while by the \
                  wall's clock. What is to be sent again later does not count, nor what is paused.",
        reads: &[],
        takes: Takes::JsonOrNothing("Settle"),
        gives: &[Gives::json(200, "How it stands.", "Settled")],
        refuses: &[],
        run: settle,
    },
    Endpoint {
        method: Verb::Get,
        path: "/webhooks/lab",
        id: "getWebhookLab",
        summary: "Tells what goes wrong with messages on purpose.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The lab's rules.", "WebhookLab")],
        refuses: &[],
        run: |call| Ok(Reply::ok(&lab(&call.tenant))),
    },
    Endpoint {
        method: Verb::Put,
        path: "/webhooks/lab",
        id: "setWebhookLab",
        summary: "Puts the lab's rules in force in place of those that are; what waits already is not concerned.",
        reads: &[],
        takes: Takes::Json("SetWebhookLab"),
        gives: &[Gives::json(
            200,
            "The lab's rules from now on.",
            "WebhookLab",
        )],
        refuses: &[],
        run: set_lab,
    },
];

/// A message is waited for so long unless somebody says otherwise, and at most.
const SETTLE: u32 = 10;
const SETTLE_MOST: u32 = 30;
/// A URL has so many characters at most.
const URL_MOST: usize = 2_000;
/// A secret or a key has so many characters at most.
const TEXT_MOST: usize = 200;

#[derive(Serialize)]
struct SubscriptionsJson {
    subscriptions: Vec<SubscriptionJson>,
}

#[derive(Serialize)]
struct SubscriptionJson {
    id: u64,
    dialect: String,
    /// Of whose trackers; null: everybody's.
    key: Option<String>,
    url: String,
    has_secret: bool,
    paused: bool,
    since: String,
    waiting: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewSubscription {
    dialect: String,
    url: String,
    #[serde(default, deserialize_with = "given")]
    key: Option<String>,
    #[serde(default, deserialize_with = "given")]
    secret: Option<String>,
    #[serde(default)]
    paused: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetSubscription {
    #[serde(default, deserialize_with = "given")]
    url: Option<String>,
    #[serde(default, deserialize_with = "given")]
    secret: Option<String>,
    #[serde(default, deserialize_with = "given")]
    paused: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trigger {
    number: String,
    #[serde(default, deserialize_with = "given")]
    subscription: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settle {
    #[serde(default, deserialize_with = "given")]
    within: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetLab {
    #[serde(default, deserialize_with = "given")]
    seed: Option<u64>,
    rules: Vec<Value>,
}

fn list(call: &Call) -> Reply {
    let all = call.tenant.desk.subscriptions.all();
    let subscriptions = all.values().map(|one| document(call, one)).collect();
    Reply::ok(&SubscriptionsJson { subscriptions })
}

fn document(call: &Call, subscription: &Subscription) -> SubscriptionJson {
    SubscriptionJson {
        id: subscription.id,
        dialect: subscription.dialect.clone(),
        key: subscription.key.clone(),
        url: subscription.url.clone(),
        has_secret: subscription.secret.is_some(),
        paused: subscription.is_paused,
        since: zulu(crate::parcel::Timestamp(subscription.created_at)),
        waiting: call.tenant.webhooks.waiting_for(subscription.id),
    }
}

fn found(call: &Call) -> Result<std::sync::Arc<Subscription>, Problem> {
    let id = call.part(0).parse().ok();
    let found = id.and_then(|id| call.tenant.desk.subscriptions.get(id));
    found.ok_or_else(|| {
        Problem::missing(
            "there is no such subscription",
            "`GET /_sim/webhooks/subscriptions` lists those that there are",
        )
    })
}

/// Refuses a URL that may not be told.
fn check_url(tenant: &Tenant, url: &str) -> Result<(), Problem> {
    check_length("url", (url, URL_MOST))?;
    let target = Target::parse(url);
    let checked = target.and_then(|target| target.check(&tenant.webhooks.allowed));
    checked.map_err(|error| {
        let message = format!("`url`: `{}`: {error}", short(url));
        Problem::unprocessable(message, error.mend)
    })
}

fn check_length(name: &str, (text, most): (&str, usize)) -> Result<(), Problem> {
    if text.chars().count() <= most {
        return Ok(());
    }
    Err(Problem::unprocessable(
        format!("`{name}` is too long"),
        format!("send at most {most} characters"),
    ))
}

fn add(call: &Call) -> Result<Reply, Problem> {
    let new: NewSubscription = call.json()?;
    let tenant = &call.tenant;
    let dialect = speaker(&new.dialect).map_err(|mend| {
        let message = format!("`dialect`: `{}` tells nobody anything", short(&new.dialect));
        Problem::unprocessable(message, mend)
    })?;
    check_url(tenant, &new.url)?;
    check_length(
        "secret",
        (new.secret.as_deref().unwrap_or_default(), TEXT_MOST),
    )?;
    check_length("key", (new.key.as_deref().unwrap_or_default(), TEXT_MOST))?;
    let subscriptions = &tenant.desk.subscriptions;
    if subscriptions.all().len() >= Subscriptions::MOST {
        return Err(Problem::conflict(
            format!(
                "there are {} subscriptions, and no more can be",
                Subscriptions::MOST
            ),
            "remove one: `DELETE /_sim/webhooks/subscriptions/{subscription}`",
        ));
    }
    let made = subscriptions.add(Subscription {
        key: new.key,
        secret: new.secret,
        is_paused: new.paused,
        ..tenant.desk.subscription(dialect.name(), new.url)
    });
    let made = made.ok_or_else(Problem::not_kept)?;
    Ok(Reply::json(StatusCode::CREATED, &document(call, &made)))
}

fn set(call: &Call) -> Result<Reply, Problem> {
    let wanted: SetSubscription = call.json()?;
    let subscription = found(call)?;
    if let Some(url) = &wanted.url {
        check_url(&call.tenant, url)?;
    }
    check_length(
        "secret",
        (wanted.secret.as_deref().unwrap_or_default(), TEXT_MOST),
    )?;
    let change = |one: &mut Subscription| {
        one.url = wanted.url.unwrap_or_else(|| one.url.clone());
        one.secret = wanted.secret.or_else(|| one.secret.take());
        one.is_paused = wanted.paused.unwrap_or(one.is_paused);
    };
    let subscriptions = &call.tenant.desk.subscriptions;
    let changed = subscriptions.update(subscription.id, change);
    let changed = changed.ok_or_else(Problem::not_kept)?;
    Ok(Reply::ok(&document(call, &changed)))
}

fn remove(call: &Call) -> Result<Reply, Problem> {
    let subscription = found(call)?;
    let removed = call.tenant.desk.subscriptions.remove(subscription.id);
    removed.ok_or_else(Problem::not_kept)?;
    Ok(Reply::nothing())
}

fn trigger(call: &Call) -> Result<Reply, Problem> {
    let wanted: Trigger = call.json()?;
    let desk = &call.tenant.desk;
    let all = desk.subscriptions.all();
    let named = |one: &&std::sync::Arc<Subscription>| {
        wanted.subscription.is_none_or(|wanted| one.id == wanted)
    };
    let mut asked = 0;
    for one in all.values().filter(named) {
        let serials = desk
            .trackers
            .of_number(&one.dialect, one.key.as_deref(), &wanted.number);
        for serial in serials {
            asked += usize::from(desk.subscriptions.ask(one.id, serial));
        }
    }
    if asked == 0 {
        return Err(Problem::missing(
            format!(
                "nobody has subscribed to a tracker of `{}`",
                short(&wanted.number)
            ),
            "register the number with the dialect, and subscribe to it",
        ));
    }
    Ok(Reply::ok(&json!({ "asked": asked })))
}

fn settle(call: &Call) -> Result<Reply, Problem> {
    let wanted: Settle = call.json()?;
    let within = match &wanted.within {
        None => SETTLE,
        Some(text) => length_of("within", text)?,
    };
    if !(1..=SETTLE_MOST).contains(&within) {
        return Err(Problem::unprocessable(
            format!("`within`: nobody waits for {within} s"),
            format!("write a duration from 1s to {SETTLE_MOST}s"),
        ));
    }
    let webhooks = &call.tenant.webhooks;
    let settled = webhooks.settle(&call.tenant, Duration::from_secs(within.into()));
    Ok(Reply::ok(
        &json!({ "settled": settled, "waiting": webhooks.waiting() }),
    ))
}

fn lab(tenant: &Tenant) -> Value {
    let lab = tenant.webhooks.lab();
    let rules: Vec<Value> = lab.rules.iter().map(LabRule::json).collect();
    json!({ "seed": lab.seed, "rules": rules })
}

fn set_lab(call: &Call) -> Result<Reply, Problem> {
    let wanted: SetLab = call.json()?;
    let webhooks = &call.tenant.webhooks;
    if wanted.rules.len() > RULES_MOST {
        return Err(Problem::unprocessable(
            format!("`rules`: {} of them are too many", wanted.rules.len()),
            format!("send at most {RULES_MOST}"),
        ));
    }
    let seed = wanted.seed.unwrap_or_else(|| webhooks.lab().seed);
    let rules = wanted.rules.into_iter().enumerate();
    let rules = rules.map(|(place, rule)| LabRule::from_json(&format!("`rules[{place}]`"), rule));
    let rules = rules
        .collect::<Result<Vec<LabRule>, FaultError>>()
        .map_err(|error| Problem::unprocessable(error.to_string(), error.mend))?;
    webhooks.set_lab(Lab::new(seed, rules).into());
    Ok(Reply::ok(&lab(&call.tenant)))
}
