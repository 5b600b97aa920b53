//! Ctrl+C: long work ends early and keeps what it has.

use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Whether the user, or the system, has asked the program to stop.
#[derive(Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Takes interrupts from here on. The second one ends the program at once.
    pub(super) fn watch() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let seen = asked.clone();
        let watched = ctrlc::set_handler(move || {
            if seen.swap(true, Ordering::Relaxed) {
                process::exit(i32::from(super::INTERRUPTED));
            }
        });
        if let Err(error) = watched {
            // Then Ctrl+C ends the program, as it does by itself.
            log::warn!("interrupts are not watched: {error}");
        }
        Self(asked)
    }

    /// Whether it is time to stop.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
