//! What of webhooks outlives the process: subscriptions, up to when what was told, and what waits to be sent.

use std::collections::BTreeMap;

use redb::{ReadTransaction, ReadableTable as _, TableDefinition, WriteTransaction};

use super::super::state::{Shelf, State, written};
use super::letter::Row;
use crate::carrier::{KeepSubscriptions, Subscription};
use crate::parcel::Timestamp;

/// Id → subscription.
const SUBSCRIPTIONS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("subscriptions");
/// (subscription, tracker) → up to when all was told.
const MARKS: TableDefinition<'_, (u64, u64), i64> = TableDefinition::new("webhook marks");
/// Id → delivery.
const PENDING: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("webhook deliveries");

/// What was kept of webhooks.
#[derive(Debug, Default)]
pub struct KeptWebhooks {
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) marks: BTreeMap<u64, BTreeMap<u64, Timestamp>>,
    pub(super) pending: Vec<(u64, Row)>,
}

/// What has changed since it was last kept.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Up to when what was told; none: the tracker is gone.
    pub(super) marks: BTreeMap<(u64, u64), Option<Timestamp>>,
    /// Deliveries as they are now; none: it is over.
    pub(super) pending: BTreeMap<u64, Option<Row>>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.pending.is_empty()
    }
}

/// Makes the tables that are missing.
pub(in crate::server) fn begin(change: &WriteTransaction) -> Result<(), redb::Error> {
    change.open_table(SUBSCRIPTIONS)?;
    change.open_table(MARKS)?;
    change.open_table(PENDING)?;
    Ok(())
}

/// Forgets every subscription and what belongs to it.
pub(in crate::server) fn forget(change: &WriteTransaction) -> Result<(), redb::Error> {
    change.delete_table(SUBSCRIPTIONS)?;
    change.delete_table(MARKS)?;
    change.delete_table(PENDING)?;
    begin(change)
}

/// Reads what was kept, and how many rows this version cannot read.
pub(in crate::server) fn read(
    read: &ReadTransaction,
) -> Result<(KeptWebhooks, usize), redb::Error> {
    let mut kept = KeptWebhooks::default();
    let mut unread = 0;
    for row in read.open_table(SUBSCRIPTIONS)?.iter()? {
        match serde_json::from_slice(row?.1.value()) {
            Ok(subscription) => kept.subscriptions.push(subscription),
            Err(_) => unread += 1,
        }
    }
    for row in read.open_table(MARKS)?.iter()? {
        let (key, mark) = row?;
        let (subscription, serial) = key.value();
        let marks = kept.marks.entry(subscription).or_default();
        marks.insert(serial, Timestamp(mark.value()));
    }
    for row in read.open_table(PENDING)?.iter()? {
        let (id, row) = row?;
        match serde_json::from_slice(row.value()) {
            Ok(row) => kept.pending.push((id.value(), row)),
            Err(_) => unread += 1,
        }
    }
    Ok((kept, unread))
}

impl State {
    /// Keeps how far the telling has come; tells whether it is kept.
    pub(super) fn keep_webhooks(&self, changes: &Changes) -> bool {
        if changes.is_empty() {
            return true;
        }
        self.change(|change| {
            let mut marks = change.open_table(MARKS)?;
            for (key, mark) in &changes.marks {
                match mark {
                    Some(mark) => drop(marks.insert(key, mark.0)?),
                    None => drop(marks.remove(key)?),
                }
            }
            let mut pending = change.open_table(PENDING)?;
            for (id, row) in &changes.pending {
                match row {
                    Some(row) => drop(pending.insert(id, written(row).as_slice())?),
                    None => drop(pending.remove(id)?),
                }
            }
            Ok(())
        })
    }
}

impl KeepSubscriptions for Shelf {
    fn put(&self, subscription: &Subscription) -> bool {
        let row = written(subscription);
        self.0.change(|change| {
            let mut all = change.open_table(SUBSCRIPTIONS)?;
            all.insert(subscription.id, row.as_slice())?;
            Ok(())
        })
    }

    fn remove(&self, id: u64) -> bool {
        self.0.change(|change| {
            change.open_table(SUBSCRIPTIONS)?.remove(id)?;
            let mut marks = change.open_table(MARKS)?;
            marks.retain(|(subscription, _), _| subscription != id)?;
            let mut pending = change.open_table(PENDING)?;
            pending.retain(|_, row| {
                serde_json::from_slice::<Row>(row).is_ok_and(|row| row.subscription() != id)
            })?;
            Ok(())
        })
    }

    fn clear(&self) -> bool {
        self.0.change(forget)
    }
}
