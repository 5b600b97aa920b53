//! Work that follows the newest question: one piece at a time, beside the window. When it ends and
//! something else is wanted meanwhile, the newest is taken next; nothing piles up.

use super::job::{Job, News, Runner};
use std::ops::ControlFlow;

/// Tells whether work is to end: nobody wants it any more.
pub(in crate::app) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// What was asked last, and the work on it. `P` is what the work tells on the way.
pub(in crate::app) struct Latest<K, V, P = ()> {
    asked: Option<K>,
    job: Option<Job<P, V>>,
}

/// The work ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Lost;

impl<K, V, P> Default for Latest<K, V, P> {
    fn default() -> Self {
        Self {
            asked: None,
            job: None,
        }
    }
}

impl<K, V: Send + 'static, P: Send + 'static> Latest<K, V, P> {
    /// What was asked last.
    pub(in crate::app) fn asked(&self) -> Option<&K> {
        self.asked.as_ref()
    }

    /// Whether work is running.
    pub(in crate::app) fn is_working(&self) -> bool {
        self.job.is_some()
    }

    /// Starts work, which stops what runs at its next report.
    pub(in crate::app) fn ask(
        &mut self,
        question: K,
        name: &str,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&mut dyn FnMut(P) -> ControlFlow<()>) -> V + Send + 'static,
    ) {
        self.ask_stopping(question, name, runner, wake, |tell, _| work(tell));
    }

    /// Starts work that asks itself whether it is still wanted; what runs is not any more.
    pub(in crate::app) fn ask_stopping(
        &mut self,
        question: K,
        name: &str,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&mut dyn FnMut(P) -> ControlFlow<()>, Stop<'_>) -> V + Send + 'static,
    ) {
        self.asked = Some(question);
        self.job = Some(Job::start_asking(runner, name, wake, work));
    }

    /// What came of the work, once; nothing while it runs.
    pub(in crate::app) fn take(&mut self) -> Option<Result<V, Lost>> {
        let ended = match self.job.as_ref()?.news() {
            News::None | News::Progress(_) => return None,
            News::Done(value) => Ok(value),
            News::Lost => Err(Lost),
        };
        self.job = None;
        Some(ended)
    }
}

impl<K, T: Send + 'static, P: Send + 'static> Latest<K, Option<T>, P> {
    /// Takes what came of the work, and asks the question where it is not `known` what was asked last
    /// and nothing runs; whether something else is found now.
    pub(in crate::app) fn follow(
        &mut self,
        found: &mut Option<T>,
        known: impl FnOnce(&K) -> bool,
        question: impl FnOnce() -> K,
        (name, runner, wake): (&str, &dyn Runner, impl Fn() + Send + 'static),
        work: impl FnOnce(K, &mut dyn FnMut(P) -> ControlFlow<()>, Stop<'_>) -> Option<T>
        + Send
        + 'static,
    ) -> bool
    where
        K: Clone + Send + 'static,
    {
        let mut news = self.take_into(found);
        if !self.asked().is_some_and(known) && !self.is_working() {
            let question = question();
            let given = question.clone();
            self.ask_stopping(question, name, runner, wake, move |tell, stop| {
                work(given, tell, stop)
            });
            // A runner of tests is through already.
            news |= self.take_into(found);
        }
        news
    }

    /// Asks nothing any more, and forgets what was found; whether anything was.
    pub(in crate::app) fn leave(&mut self, found: &mut Option<T>) -> bool {
        *self = Self::default();
        found.take().is_some()
    }

    /// Puts what came of the work in the place of what was found before; whether it is something else.
    fn take_into(&mut self, found: &mut Option<T>) -> bool {
        match self.take() {
            None => false,
            Some(Ok(new)) => {
                *found = new;
                true
            }
            Some(Err(Lost)) => found.take().is_some(),
        }
    }
}
