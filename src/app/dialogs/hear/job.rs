//! Rendering beside the window.

use super::{HearForm, Sound, State, Through, words};
use crate::{
    app::{
        Earwright,
        work::job::{Job, News, waker},
    },
    design::{Design, Snapshot},
    hear::{Against, Filter, Input, Level, Measured, Options, Phase, RenderError, Wanted, render},
};
use egui::Context;
use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// The name of the worker.
const THREAD: &str = "hearing";
/// How loud all are, LUFS, where their peaks allow it.
const LOUDNESS: f64 = -23.0;
/// How long a sound of our own lasts, s.
const SECONDS: f64 = 10.0;

/// Something that can be played.
pub(in crate::app) struct Take {
    pub(super) name: String,
    pub(super) file: PathBuf,
    /// LUFS; absent of silence.
    pub(super) loudness: Option<f64>,
    pub(super) remarks: Vec<String>,
    /// Keeps the file as long as it can be played.
    _folder: Arc<TempDir>,
}

/// What runs beside the window.
pub(in crate::app) type HearJob = Job<(), Result<Vec<Take>, String>>;

/// What is to be rendered.
struct Order {
    design: Arc<Design>,
    input: Input,
    through: Vec<Through>,
    correct: Option<(Vec<f64>, Vec<f64>)>,
    phase: Phase,
    blind: bool,
}

impl Earwright {
    pub(super) fn start_hearing(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        let Some(form) = self.dialog.get_mut::<HearForm>() else {
            return;
        };
        let correct = form
            .correct
            .and_then(|place| design.measurements.get(place));
        let order = Order {
            input: match &form.sound {
                Sound::File(path) => Input::File(path.clone()),
                Sound::Made(signal) => Input::Made {
                    signal: *signal,
                    rate: form.rate,
                    seconds: SECONDS,
                    seed: 1,
                },
            },
            through: form.through.clone(),
            correct: correct.map(|curve| curve.points.iter().map(|p| (p.f, p.value)).unzip()),
            phase: if form.true_phase {
                Phase::True
            } else {
                Phase::Minimum
            },
            blind: form.blind,
            design,
        };
        form.state = State::Running;
        let job = Job::start(&*self.runner, THREAD, waker(ctx), move |report| {
            rendered(&order, &mut || report(()).is_break())
        });
        self.hear_job = Some(job);
        ctx.request_repaint();
    }

    /// Brings what was rendered into the dialog.
    pub(in crate::app) fn follow_hearing(&mut self) {
        let Some(job) = &self.hear_job else { return };
        let news = job.news();
        let Some(form) = self.dialog.get_mut::<HearForm>() else {
            self.hear_job = None;
            return;
        };
        form.state = match news {
            News::None | News::Progress(()) => return,
            News::Done(Ok(takes)) => State::Done {
                takes,
                hidden: form.blind,
            },
            News::Done(Err(why)) => State::None(why),
            News::Lost => State::None(tr!("It ended without a result.").to_owned()),
        };
        self.hear_job = None;
    }
}

/// Renders all, equally loud: where the peaks of one forbid its loudness, all are lowered as much.
fn rendered(order: &Order, stop: &mut dyn FnMut() -> bool) -> Result<Vec<Take>, String> {
    let folder = tempfile::Builder::new().prefix("earwright-hear-").tempdir();
    let folder = Arc::new(folder.map_err(|error| tr!("No file can be kept: {error}"))?);
    let mut through = order.through.clone();
    if order.blind {
        shuffle(&mut through);
    }
    let mut loudness = LOUDNESS;
    loop {
        let mut takes = Vec::new();
        let mut lowered: f64 = 0.0;
        for (n, one) in through.iter().enumerate() {
            if stop() {
                return Err(tr!("It was stopped.").to_owned());
            }
            let letter = char::from(b'A' + u8::try_from(n).unwrap_or(0));
            let file = folder.path().join(format!("{letter}.wav"));
            let (take, by) = take(order, *one, loudness, &file, &folder)
                .map_err(|error| crate::words::sentence(&error.to_string()))?;
            lowered = lowered.max(by);
            takes.push(take);
        }
        // What was lowered once is not lowered again.
        if lowered <= 0.01 || loudness < LOUDNESS {
            return Ok(takes);
        }
        loudness -= lowered;
    }
}

/// One of them, and by how much it had to be lowered, dB.
fn take(
    order: &Order,
    through: Through,
    loudness: f64,
    file: &Path,
    folder: &Arc<TempDir>,
) -> Result<(Take, f64), RenderError> {
    let rate = order.input.rate()?;
    let snapshot = match through {
        Through::Snapshot(place) => order.design.kept.get(place).map(Snapshot::design),
        _ => None,
    };
    let correct = order.correct.as_ref().map(|(f, db)| Measured { f, db });
    let filter = match through {
        Through::Nothing => Filter {
            taps: vec![1.0],
            rate,
            delay: 0.0,
            reference_db: 0.0,
            remarks: Vec::new(),
        },
        Through::Design | Through::Snapshot(_) | Through::Deviation => {
            let against = (through == Through::Deviation).then_some(Against::Target);
            let wanted = Wanted {
                design: snapshot.as_ref().unwrap_or(&order.design),
                against,
                correct,
                phase: order.phase,
            };
            Filter::of(wanted, rate)?
        }
    };
    let options = Options {
        level: Level::At(loudness),
        float: false,
    };
    let done = render(&order.input, &filter, options, file)?;
    let remarks = filter.remarks.into_iter().chain(done.remarks);
    let take = Take {
        name: words(through, &order.design),
        file: file.to_owned(),
        loudness: done.output_lufs,
        remarks: remarks.collect(),
        _folder: folder.clone(),
    };
    Ok((take, done.lowered_db))
}

/// An order of chance (Fisher and Yates 1938), by what the standard library shuffles its tables with.
fn shuffle(list: &mut [Through]) {
    for n in (1..list.len()).rev() {
        let mut chance = RandomState::new().build_hasher();
        chance.write_usize(n);
        let at = usize::try_from(chance.finish() % (n as u64 + 1)).unwrap_or(0);
        list.swap(n, at);
    }
}
