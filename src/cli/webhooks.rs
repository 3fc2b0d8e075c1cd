//! Webhooks on the command line of `simulate serve`.

use clap::Args;

use super::failure::Failure;
use crate::server::faults::FaultError;
use crate::server::{AllowedHosts, FirstSubscription, Lab, LabRule, QUEUE_MOST, Webhooks};

/// Who is told of changes, and what goes wrong with it.
#[derive(Debug, Args)]
pub(super) struct WebhookArgs {
    /// Tell a URL of changes from the beginning, as a dialect's carrier would; may be repeated
    #[arg(long, value_name = "DIALECT=URL[,secret=…][,key=…]")]
    webhook: Vec<String>,

    /// Let a host beside this machine be told of changes; may be repeated
    #[arg(long, value_name = "HOST")]
    allow_webhook_host: Vec<String>,

    /// Let something go wrong with webhooks, seeded by --seed; may be repeated: duplicate=0.3, reorder, delay,by=2h,
    /// drop, replay-storm,count=20, wrong-signature, skewed-signature,by=-10m, cut-body; of any, number=NUMBER
    #[arg(long, value_name = "DIALECT|*:ACTION[=RATE][,…]")]
    webhook_lab: Vec<String>,
}

impl WebhookArgs {
    /// Returns the webhooks of a server.
    pub(super) fn webhooks(&self, seed: u64) -> Result<Webhooks, Failure> {
        let allowed = AllowedHosts::new(&self.allow_webhook_host);
        let rules = self.webhook_lab.iter().map(|text| text.parse());
        let rules: Result<Vec<LabRule>, FaultError> = rules.collect();
        let rules = rules.map_err(|error| Failure::usage(error.to_string(), error.mend))?;
        let mut first = Vec::new();
        for text in &self.webhook {
            let subscription: Result<FirstSubscription, _> = text.parse();
            let checked = subscription.and_then(|one| one.check(&allowed).map(|()| one));
            first.push(checked.map_err(|error| Failure::usage(error.to_string(), error.mend))?);
        }
        let webhooks = Webhooks::new(allowed, Lab::new(seed, rules), QUEUE_MOST);
        Ok(webhooks.beginning_with(first))
    }
}
