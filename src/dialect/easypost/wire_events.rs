//! Rendering: events, and who is told of them.

use super::wire::{mode, time};
use crate::dialect::json::object;
use crate::parcel::Timestamp;

/// Something that happened to a tracker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    pub(super) id: &'a str,
    pub(super) user: &'a str,
    pub(super) description: &'a str,
    pub(super) is_test: bool,
    /// The status that the tracker had before, if it had one.
    pub(super) status_before: Option<&'a str>,
    pub(super) at: Timestamp,
    /// Who is told.
    pub(super) url: &'a str,
    /// The tracker, as JSON.
    pub(super) result: &'a [u8],
}

/// Renders an event.
pub(super) fn event(event: &Event<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(event.result.len() + 512);
    let at = millis(event.at);
    object(&mut out, |whole| {
        whole.str("description", event.description);
        whole.str("mode", mode(event.is_test));
        whole.object("previous_attributes", |before| {
            before.str_if("status", event.status_before);
        });
        whole.ascii("created_at", &at);
        whole.array("pending_urls", |list| list.str(event.url));
        whole.array("completed_urls", |_| {});
        whole.ascii("updated_at", &at);
        whole.str("id", event.id);
        whole.str("user_id", event.user);
        whole.str("status", "pending");
        whole.str("object", "Event");
        whole.raw("result", event.result);
    });
    out
}

/// Who is told of events.
#[derive(Debug, Clone, Copy)]
pub(super) struct Webhook<'a> {
    pub(super) id: &'a str,
    pub(super) is_test: bool,
    pub(super) url: &'a str,
    pub(super) created_at: Timestamp,
    pub(super) disabled_at: Option<Timestamp>,
    pub(super) headers: &'a [(&'a str, &'a str)],
}

/// Renders a webhook.
pub(super) fn webhook(webhook: &Webhook<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    object(&mut out, |whole| {
        whole.str("id", webhook.id);
        whole.str("object", "Webhook");
        whole.str("mode", mode(webhook.is_test));
        whole.str("url", webhook.url);
        whole.ascii("created_at", &webhook.created_at.zulu());
        time(whole, "disabled_at", webhook.disabled_at);
        whole.array("custom_headers", |list| {
            for (name, value) in webhook.headers {
                list.object(|header| {
                    header.str("name", name);
                    header.str("value", value);
                });
            }
        });
    });
    out
}

/// Renders a list of webhooks that are rendered already.
pub(super) fn webhooks(webhooks: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.array("webhooks", |list| {
            for webhook in webhooks {
                list.raw(&webhook);
            }
        });
    });
    out
}

/// Returns an instant in UTC with milliseconds: `2024-08-02T19:26:52.000Z`.
fn millis(at: Timestamp) -> [u8; 24] {
    let mut text = *b"0000-00-00T00:00:00.000Z";
    text[..19].copy_from_slice(&at.zulu()[..19]);
    text
}
