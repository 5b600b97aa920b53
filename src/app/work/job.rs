//! Long work beside the window: on a named thread, with progress, and stopped when it is dropped.

use super::background::give_way;
use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
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
        // Deep recursion of a dense solve wants more than a thread's usual stack.
        let spawned = thread::Builder::new()
            .name(name.to_owned())
            .stack_size(8 << 20)
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

/// What work tells on the way, and what it ends with.
enum Message<P, T> {
    Progress(P),
    Done(T),
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
    messages: Receiver<Message<P, T>>,
    stop: Arc<AtomicBool>,
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
        let (send, messages) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        runner.run(
            name,
            Box::new(move || {
                let stop = || asked.load(Ordering::Relaxed);
                let mut report = |progress| {
                    let heard = send.send(Message::Progress(progress)).is_ok();
                    wake();
                    if heard && !stop() {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                };
                let end = work(&mut report, &stop);
                // The window may have lost interest meanwhile.
                if send.send(Message::Done(end)).is_ok() {
                    wake();
                }
            }),
        );
        Self { messages, stop }
    }

    /// What is new since the last call: the end, else the latest progress.
    pub fn news(&self) -> News<P, T> {
        let mut news = News::None;
        loop {
            match self.messages.try_recv() {
                Ok(Message::Progress(progress)) => news = News::Progress(progress),
                Ok(Message::Done(end)) => return News::Done(end),
                Err(TryRecvError::Empty) => return news,
                Err(TryRecvError::Disconnected) => return News::Lost,
            }
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
