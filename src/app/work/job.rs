//! Long work beside the window: on a named thread, with progress, and stopped when it is dropped.

use super::background::give_way;
use crate::network::STACK;
use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// Wakes the window when work beside it has something to tell.
pub(in crate::app) fn waker(ctx: &egui::Context) -> impl Fn() + Send + Sync + use<> {
    let ctx = ctx.clone();
    move || ctx.request_repaint()
}

/// Something that can run work. Tests inject one that runs it at once, or never.
pub trait Runner {
    /// Runs the work. Where it cannot, the work is dropped and its job ends as lost.
    fn run(&self, name: &str, work: Box<dyn FnOnce() + Send>);
}

/// A thread of its own for each work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Threads;

impl Runner for Threads {
    fn run(&self, name: &str, work: Box<dyn FnOnce() + Send>) {
        let spawned = thread::Builder::new()
            .name(name.to_owned())
            .stack_size(STACK)
            .spawn(|| {
                give_way();
                work();
            });
        if let Err(error) = spawned {
            log::error!("no thread for “{name}”: {error}");
        }
    }
}

/// Runs everything at once: for tests and benchmarks.
#[derive(Debug, Clone, Copy, Default)]
pub struct AtOnce;

impl Runner for AtOnce {
    fn run(&self, _name: &str, work: Box<dyn FnOnce() + Send>) {
        work();
    }
}

/// What is new about a job.
#[derive(Debug, Clone, PartialEq)]
pub enum News<P, T> {
    /// Nothing.
    None,
    /// It is this far.
    Progress(P),
    /// It ended with this.
    Done(T),
    /// It ended without a word.
    Lost,
}

/// Work that runs. Dropping it stops the work at its next report.
pub struct Job<P, T> {
    /// Not a channel: of all reports the last one counts, and a channel is a dozen kilobytes of
    /// program for every kind of work.
    news: Arc<Mutex<News<P, T>>>,
    stop: Arc<AtomicBool>,
}

/// Where work tells its news. Gone, the work is over.
struct Teller<P, T, W: Fn()> {
    to: Weak<Mutex<News<P, T>>>,
    wake: W,
}

impl<P, T, W: Fn()> Teller<P, T, W> {
    /// Whether anyone is there to hear it.
    fn tell(&self, news: News<P, T>) -> bool {
        let Some(last) = self.to.upgrade() else {
            return false;
        };
        *last.lock().unwrap_or_else(PoisonError::into_inner) = news;
        true
    }
}

impl<P, T, W: Fn()> Drop for Teller<P, T, W> {
    fn drop(&mut self) {
        // First gone, then said: also where the work panicked.
        if std::mem::take(&mut self.to).strong_count() > 0 {
            (self.wake)();
        }
    }
}

impl<P: Send + 'static, T: Send + 'static> Job<P, T> {
    /// Starts work. It reports through the function it is given, and ends early when that breaks;
    /// `wake` is called after each report.
    pub fn start(
        runner: &dyn Runner,
        name: &str,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&mut dyn FnMut(P) -> ControlFlow<()>) -> T + Send + 'static,
    ) -> Self {
        Self::start_asking(runner, name, wake, |report, _| work(report))
    }

    /// Starts work that asks between its reports as well whether to end, on any thread.
    pub fn start_asking(
        runner: &dyn Runner,
        name: &str,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&mut dyn FnMut(P) -> ControlFlow<()>, &(dyn Fn() -> bool + Sync)) -> T
        + Send
        + 'static,
    ) -> Self {
        let news = Arc::new(Mutex::new(News::None));
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let teller = Teller {
            to: Arc::downgrade(&news),
            wake,
        };
        runner.run(
            name,
            Box::new(move || {
                let stop = || asked.load(Ordering::Relaxed);
                let mut report = |progress| {
                    let heard = teller.tell(News::Progress(progress));
                    (teller.wake)();
                    if heard && !stop() {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                };
                let end = work(&mut report, &stop);
                teller.tell(News::Done(end));
            }),
        );
        Self { news, stop }
    }

    /// What is new since the last call: the end, else the latest progress.
    pub fn news(&self) -> News<P, T> {
        // Asked first: what the work said before it was gone is there by now.
        let gone = Arc::weak_count(&self.news) == 0;
        let mut last = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *last, News::None) {
            News::Done(end) => News::Done(end),
            _ if gone => News::Lost,
            news => news,
        }
    }
}

impl<P, T> Job<P, T> {
    /// Asks the work to come to its end: what it ends with is still news.
    pub fn ask_to_end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<P, T> Drop for Job<P, T> {
    fn drop(&mut self) {
        self.ask_to_end();
    }
}
