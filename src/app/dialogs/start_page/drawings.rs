//! The drawings of the page, laid out beside the window: files may lie on a slow disk.

use crate::{
    app::{
        canvas::picture::Drawing,
        files::recovery,
        work::{job::Runner, latest::Latest},
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
    design_work: Latest<(), Vec<Drawing>>,
    recent_work: Latest<(), Vec<Recent>>,
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
        let mut recent_work = Latest::default();
        if !recent.is_empty() {
            recent_work.ask((), "drawings of recent files", runner, wake(), read);
        }
        let mut design_work = Latest::default();
        design_work.ask((), "drawings of designs", runner, wake(), draw);
        Self {
            designs: Vec::new(),
            recent,
            design_work,
            recent_work,
        }
    }

    /// Takes what is drawn. Without pictures the page still leads on.
    pub(super) fn take(&mut self) {
        if let Some(Ok(designs)) = self.design_work.take() {
            self.designs = designs;
        }
        if let Some(Ok(recent)) = self.recent_work.take() {
            self.recent = recent;
        }
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

/// What is to be seen of a file.
fn look(path: &Path) -> Recent {
    let (line, drawing) = match file::load(path) {
        Ok((design, _)) => (recovery::ago(path), Some(Drawing::of(Scene::of(&design)))),
        Err(file::FileError::Missing { .. }) => (tr!("is no longer there").to_owned(), None),
        Err(_) => (tr!("cannot be read").to_owned(), None),
    };
    Recent {
        path: path.to_owned(),
        line,
        drawing,
    }
}
