//! `GET /_sim/metrics`: counts and gauges in the text format of Prometheus.

use std::fmt::{Display, Write as _};

use super::Tenant;
use super::control::{Endpoint, Gives, Reply, Takes, Verb};

/// The version of the text format.
const KIND: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(super) const ENDPOINTS: &[Endpoint] = &[Endpoint {
    method: Verb::Get,
    path: "/metrics",
    id: "getMetrics",
    summary: "Counts and gauges in the text format of Prometheus.",
    reads: &[],
    takes: Takes::Nothing,
    gives: &[Gives {
        status: 200,
        about: "The metrics.",
        body: Some((KIND, "Metrics")),
    }],
    refuses: &[],
    run: |call| Ok(Reply::text(KIND, text(&call.tenant))),
}];

/// A text that is being written.
struct Page(String);

impl Page {
    /// Begins a metric.
    fn metric(&mut self, name: &str, kind: &str, help: &str) {
        // Writing into a text cannot fail.
        let _written = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// Writes a value of it; labels hold names of this program, which need no escapes.
    fn value(&mut self, name: &str, value: impl Display) {
        let _written = writeln!(self.0, "{name} {value}");
    }

    /// Writes a metric of one value.
    fn single(&mut self, (name, kind): (&str, &str), help: &str, value: impl Display) {
        self.metric(name, kind, help);
        self.value(name, value);
    }
}

fn text(tenant: &Tenant) -> String {
    let counts = tenant.journal.counts();
    let desk = &tenant.desk;
    let mut page = Page(String::new());
    page.metric(
        "misroute_requests_total",
        "counter",
        "Requests to dialects.",
    );
    for ((dialect, status), count) in &counts.answered {
        let status = status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        let name = format!("misroute_requests_total{{dialect=\"{dialect}\",status=\"{status}\"}}");
        page.value(&name, count);
    }
    page.metric(
        "misroute_faults_total",
        "counter",
        "Requests that a fault struck.",
    );
    for ((dialect, fault), count) in &counts.struck {
        let name = format!("misroute_faults_total{{dialect=\"{dialect}\",fault=\"{fault}\"}}");
        page.value(&name, count);
    }
    page.metric(
        "misroute_webhook_attempts_total",
        "counter",
        "What became of messages to subscribers, attempt by attempt; `no-room` counts what a full queue lost.",
    );
    for (dialect, fate, count) in tenant.webhooks.counts() {
        let name =
            format!("misroute_webhook_attempts_total{{dialect=\"{dialect}\",fate=\"{fate}\"}}");
        page.value(&name, count);
    }
    let counter = |name| (name, "counter");
    let gauge = |name| (name, "gauge");
    let help = "Bytes of the bodies that dialects answered.";
    page.single(counter("misroute_answer_bytes_total"), help, counts.bytes);
    let help = "Handlers that panicked; each is a bug.";
    page.single(counter("misroute_panics_total"), help, counts.panics);
    let help = "Requests that the journal holds.";
    page.single(gauge("misroute_journal_entries"), help, counts.kept);
    let help = "Requests that newer ones pushed out of the journal since it was cleared.";
    page.single(gauge("misroute_journal_dropped"), help, counts.dropped);
    let help = "Who is told of changes.";
    let subscriptions = desk.subscriptions.all().len();
    page.single(gauge("misroute_webhook_subscriptions"), help, subscriptions);
    let help = "Messages to subscribers that wait or are under way.";
    let waiting = tenant.webhooks.waiting();
    page.single(gauge("misroute_webhook_waiting"), help, waiting);
    let help = "Registered trackers.";
    page.single(gauge("misroute_trackers"), help, desk.trackers.count());
    let help = "Numbers that are bound to a case.";
    page.single(gauge("misroute_bound_numbers"), help, desk.bound().len());
    let help = "What the tenant's clock shows, in Unix time.";
    page.single(gauge("misroute_clock_seconds"), help, desk.clock.now().0);
    page.0
}
