//! The drawings of the page, laid out beside the window: files may lie on a slow disk.

use crate::{
    app::{
        canvas::picture::Drawing,
        files::recovery,
        work::job::{Job, News, Runner},
    },
    design::file,
    library,
    picture::scene::Scene,
};
use std::path::{Path, PathBuf};

/// Most files opened last that are shown.
const MOST: usize = 6;

/// A file opened last.
pub(super) struct Recent {
    pub(super) path: PathBuf,
    /// How long ago it was saved, or why it cannot be shown.
    pub(super) line: String,
    /// Its drawing, once it is there.
    pub(super) drawing: Option<Drawing>,
}

/// All of them.
pub(super) struct Drawings {
    designs: Vec<Drawing>,
    recent: Vec<Recent>,
    design_job: Option<Job<(), Vec<Drawing>>>,
    recent_job: Option<Job<(), Vec<Recent>>>,
}

impl Drawings {
    /// Begins to draw.
    pub(super) fn begin<W: Fn() + Send + 'static>(
        recent: &[PathBuf],
        runner: &dyn Runner,
        wake: impl Fn() -> W,
    ) -> Self {
        let paths: Vec<PathBuf> = recent.iter().take(MOST).cloned().collect();
        let waiting = paths.iter().map(|path| Recent {
            path: path.clone(),
            line: String::new(),
            drawing: None,
        });
        let recent: Vec<Recent> = waiting.collect();
        let draw = |_: &mut dyn FnMut(()) -> _| {
            let designs = library::designs().iter();
            let drawing = |design| Drawing::of(Scene::of(design));
            designs.map(|preset| drawing(&preset.design)).collect()
        };
        let read = move |_: &mut dyn FnMut(()) -> _| paths.iter().map(|path| look(path)).collect();
        let recent_job = (!recent.is_empty())
            .then(|| Job::start(runner, "drawings of recent files", wake(), read));
        Self {
            designs: Vec::new(),
            recent,
            design_job: Some(Job::start(runner, "drawings of designs", wake(), draw)),
            recent_job,
        }
    }

    /// Takes what is drawn.
    pub(super) fn take(&mut self) {
        take(&mut self.design_job, &mut self.designs);
        take(&mut self.recent_job, &mut self.recent);
    }

    /// The drawing of a design of the library, by its place; absent until it is there.
    pub(super) fn design(&self, place: usize) -> Option<&Drawing> {
        self.designs.get(place)
    }

    /// The files opened last, latest first.
    pub(super) fn recent(&self) -> &[Recent] {
        &self.recent
    }
}

fn take<T: Send + 'static>(job: &mut Option<Job<(), T>>, found: &mut T) {
    match job.as_ref().map(Job::news) {
        Some(News::Done(done)) => *found = done,
        // Without pictures the page still leads on.
        Some(News::Lost) => {}
        _ => return,
    }
    *job = None;
}

/// What is to be seen of a file.
fn look(path: &Path) -> Recent {
    let (line, drawing) = match file::load(path) {
        Ok((design, _)) => (recovery::ago(path), Some(Drawing::of(Scene::of(&design)))),
        Err(file::FileError::Missing { .. }) => ("is no longer there".to_owned(), None),
        Err(_) => ("cannot be read".to_owned(), None),
    };
    Recent {
        path: path.to_owned(),
        line,
        drawing,
    }
}
