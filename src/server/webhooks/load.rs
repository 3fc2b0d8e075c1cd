//! Loading: what is due is written out and signed.

use axum::http::HeaderMap;

use super::lab::Action;
use super::letter::Delivery;
use super::log::Fate;
use super::office::{Job, Office};
use super::round::{Bench, Line};
use super::send::Message;
use super::target::Target;
use crate::dialect::hook::Seal;

impl<'a> Bench<'a> {
    /// Takes what is due out of the queue, so much of it at most.
    pub(super) fn load(&self, office: &mut Office, room: usize) -> Vec<Job> {
        let mut jobs = Vec::new();
        while jobs.len() < room {
            let taken = office.queue.take(self.now, |id| self.is_open(id)).cloned();
            let Some(delivery) = taken else { break };
            let Some(line) = self.line(delivery.subscription) else {
                office.queue.remove(delivery.id);
                continue;
            };
            match self.message(line, &delivery) {
                Ok(message) => jobs.push(Job {
                    delivery: delivery.id,
                    message,
                }),
                Err(why) => {
                    self.end(office, delivery.id);
                    self.unsent(&delivery, line, why);
                }
            }
        }
        jobs
    }

    /// Writes a delivery out.
    fn message(
        &self,
        line: Line<'a>,
        delivery: &Delivery,
    ) -> Result<Message, (Fate, &'static str)> {
        let (eye, letter) = (self.eye(line), &delivery.letter);
        let gone = (Fate::Withdrawn, "the tracker is gone");
        let tracker = eye.tracker(&letter.key, letter.serial).ok_or(gone)?;
        let notices = eye.notices((&letter.key, &tracker), letter.occasion, letter.at);
        let notice = notices.into_iter().nth(letter.place as usize);
        let notice = notice.ok_or((Fate::Withdrawn, "the tracker shows this no more"))?;
        let target = Target::parse(&line.subscription.url);
        let target = target.map_err(|_| (Fate::Refused, "the URL is none that can be told"))?;
        // Whoever refuses a message for what is wrong with it gets it right the next time.
        let struck = delivery
            .struck
            .as_deref()
            .filter(|_| delivery.attempts == 0);
        let does = |action| struck.is_some_and(|struck| struck.actions.has(action));
        let secret = line.subscription.secret.as_deref();
        let wrong = does(Action::WrongSignature)
            .then(|| format!("not-{}", secret.unwrap_or(letter.key.as_ref())));
        let skew = struck.map_or(0, |struck| struck.skew);
        let mut headers = HeaderMap::new();
        let seal = Seal {
            secret: wrong.as_deref().or(secret),
            key: &letter.key,
            at: self.tenant.desk.short_time() + skew,
            subscription: line.subscription,
        };
        line.hooks.sign(&mut headers, &notice.body, &seal);
        Ok(Message {
            target,
            headers,
            body: notice.body,
            kept: struck
                .filter(|_| does(Action::CutBody))
                .map(|struck| struck.kept),
        })
    }
}
