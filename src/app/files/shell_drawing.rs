//! The shell's outline from a drawing the user brings, read beside the window.

use super::picker::DRAWN;
use crate::{
    app::{
        Earwright,
        dialogs::shell_outline::ShellOutline,
        panels::messages::Tone,
        work::job::{Job, News, waker},
    },
    design::file,
    exchange::{
        Drawing as Read,
        outline::{Axis, Unit},
    },
};
use egui::Context;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// How long a drawing is waited for, seconds. Ordinary ones take milliseconds.
const PATIENCE: f64 = 10.0;

/// A drawing that is being read on a thread of its own.
pub(in crate::app) struct Drawing {
    job: Job<(), Result<Read, String>>,
    path: PathBuf,
    /// The unit that was chosen, where it is read anew.
    unit: Option<Unit>,
    /// When it is given up, seconds of egui's clock.
    until: f64,
}

/// What an outline from this file is called.
fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "Own outline".to_owned(),
        |stem| stem.to_string_lossy().chars().take(100).collect(),
    )
}

impl Earwright {
    /// Begins to read the shell from a drawing. A drawing that is still being read is given up
    /// for it.
    pub(in crate::app) fn shell_from_file(&mut self, ctx: &Context, path: &Path) {
        self.shell_seen_along(ctx, path, None, None);
    }

    /// The same with the axis along which a mesh is deep, and the unit that was chosen before.
    pub(in crate::app) fn shell_seen_along(
        &mut self,
        ctx: &Context,
        path: &Path,
        along: Option<Axis>,
        unit: Option<Unit>,
    ) {
        let read = path.to_owned();
        let job = Job::start(&*self.runner, "drawing", waker(ctx), move |_| {
            let bytes = file::read(&read).map_err(|error| error.to_string())?;
            Read::seen_along(&bytes, along).map_err(|error| format!("{}: {error}", read.display()))
        });
        self.drawing = Some(Drawing {
            job,
            path: path.to_owned(),
            unit,
            until: ctx.input(|input| input.time) + PATIENCE,
        });
        // A runner of tests is through already.
        self.poll_drawing(ctx);
    }

    /// Shows the outlines of a drawing that was read. What is wrong with the drawing becomes a message.
    pub(in crate::app) fn poll_drawing(&mut self, ctx: &Context) {
        let Some(drawing) = &self.drawing else {
            return;
        };
        let left = drawing.until - ctx.input(|input| input.time);
        let read = match drawing.job.news() {
            News::Done(read) => read,
            News::Lost => Err(tr!("{} could not be read", drawing.path.display())),
            News::None | News::Progress(()) if left > 0.0 => {
                ctx.request_repaint_after(Duration::from_secs_f64(left));
                return;
            }
            News::None | News::Progress(()) => Err(tr!(
                "{} was given up after {PATIENCE} seconds: simplify it to the outline of the shell",
                drawing.path.display()
            )),
        };
        let (path, unit) = (drawing.path.clone(), drawing.unit);
        self.drawing = None;
        match read {
            Ok(read) => {
                let name = name_of(&path);
                self.dialog.open(ShellOutline::new(name, path, read, unit));
            }
            Err(message) => self.messages.say(Tone::Error, message),
        }
    }
}

/// Whether a dropped file is a drawing.
pub(in crate::app) fn is_drawing(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| DRAWN.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
