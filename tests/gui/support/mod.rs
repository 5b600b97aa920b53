//! A window for tests: synchronous solver, scripted dialogs, nothing remembered.

pub(crate) mod canvas_bench;
pub(crate) mod contrast;
pub(crate) mod drawn;
pub(crate) mod hand;

use earwright::{
    app::{
        Earwright, Recovery, Services,
        actions::{Action, command::Command},
        files::picker::{Answer, FileDialogs, ScriptedDialogs},
        start::settings::Settings,
        work::{
            job::{AtOnce, Runner},
            player::SystemPlayer,
            solve::SolveService,
        },
    },
    design::{Design, PartId, Subject, file},
};
use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
};

/// A file or folder of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    Path::new(root).join(path)
}

/// The window as it opens first.
pub(crate) fn window() -> Harness<'static, Earwright> {
    window_with(Vec::new(), None)
}

/// The window with answers for its file dialogs and a file to open.
pub(crate) fn window_with(
    answers: Vec<Answer>,
    file: Option<PathBuf>,
) -> Harness<'static, Earwright> {
    window_on(Box::new(AtOnce), answers, file)
}

/// The window with a data folder of its own: recovery copies, previous versions.
pub(crate) fn window_keeping(
    data: &Path,
    answers: Vec<Answer>,
    file: Option<PathBuf>,
) -> Harness<'static, Earwright> {
    window_of(Box::new(AtOnce), answers, file, |services| {
        services.recovery = Recovery::in_folder(Some(data.to_owned()));
    })
}

/// The window with what runs its long work.
pub(crate) fn window_on(
    runner: Box<dyn Runner>,
    answers: Vec<Answer>,
    file: Option<PathBuf>,
) -> Harness<'static, Earwright> {
    window_of(runner, answers, file, |_| {})
}

/// The window with other services.
pub(crate) fn window_of(
    runner: Box<dyn Runner>,
    answers: Vec<Answer>,
    file: Option<PathBuf>,
    change: impl FnOnce(&mut Services),
) -> Harness<'static, Earwright> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(30)
        .build_eframe(|creation| {
            let dialogs: Box<dyn FileDialogs> = Box::new(ScriptedDialogs {
                answers: answers.into(),
            });
            let mut services = Services {
                dialogs,
                solver: SolveService::synchronous(),
                time_solver: SolveService::synchronous(),
                weight_solver: SolveService::synchronous(),
                runner,
                player: Box::new(SystemPlayer),
                presets: None,
                recovery: Recovery::default(),
                settings: Settings::default(),
            };
            change(&mut services);
            Earwright::new(&creation.egui_ctx, services, file)
        });
    settle(&mut harness);
    harness
}

/// A runner whose work lies until a test lets it go.
#[derive(Clone, Default)]
pub(crate) struct Held(Rc<RefCell<Vec<Work>>>);

type Work = Box<dyn FnOnce() + Send>;

impl Runner for Held {
    fn run(&self, _name: &str, work: Work) {
        self.0.borrow_mut().push(work);
    }
}

impl Held {
    /// How much work lies there.
    pub(crate) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Does it.
    pub(crate) fn release(&self, harness: &mut Harness<'static, Earwright>) {
        for work in self.0.take() {
            work();
        }
        settle(harness);
    }
}

/// Lets everything that was asked for happen.
pub(crate) fn settle(harness: &mut Harness<'static, Earwright>) {
    harness.run_steps(6);
}

/// Has a command carried out, as a menu does.
pub(crate) fn command(harness: &mut Harness<'static, Earwright>, command: Command) {
    harness.state_mut().push(Action::Command(command));
    settle(harness);
}

/// The open design.
pub(crate) fn design(harness: &Harness<'static, Earwright>) -> Design {
    (**harness.state().session().design()).clone()
}

/// The level at the drum at every solved frequency, dB.
pub(crate) fn levels(harness: &Harness<'static, Earwright>) -> Vec<f64> {
    harness
        .state()
        .session()
        .solution()
        .drum_pressure
        .as_ref()
        .map(|pressure| {
            pressure
                .iter()
                .map(|p| 20.0 * (p.norm() / 20e-6).log10())
                .collect()
        })
        .unwrap_or_default()
}

/// Selects one part.
pub(crate) fn select_part(harness: &mut Harness<'static, Earwright>, part: PartId) {
    harness
        .state_mut()
        .push(Action::Reveal(Subject::Part(part)));
    settle(harness);
}

/// Types a text into a field, over what it holds, and stays in it.
pub(crate) fn type_into(harness: &mut Harness<'static, Earwright>, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    settle(harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    settle(harness);
}

/// The first design, saved into a folder.
pub(crate) fn saved_default(folder: &Path) -> PathBuf {
    let path = folder.join("default.ron");
    file::save(&path, &earwright::library::default_design()).unwrap();
    path
}

/// What a file holds.
pub(crate) fn bytes_of(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// A file of the file system, dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops files on the window.
pub(crate) fn drop_files(harness: &mut Harness<'static, Earwright>, paths: &[&Path]) {
    harness.input_mut().dropped_files = paths
        .iter()
        .map(|path| Arc::new(Dropped((*path).to_owned())) as egui::DroppedFileHandle)
        .collect();
    harness.step();
    settle(harness);
}

/// Where pictures for a person to look at are to go: what `EARWRIGHT_SHOTS` says.
pub(crate) fn shots() -> Option<PathBuf> {
    std::env::var_os("EARWRIGHT_SHOTS").map(PathBuf::from)
}

/// With `EARWRIGHT_SHOTS=folder`, writes a picture of what the harness shows there.
pub(crate) fn shot<S>(harness: &mut Harness<'_, S>, name: &str) {
    if let Some(folder) = shots() {
        let image = harness.render().expect("no software renderer");
        let path = folder.join(format!("{name}.png"));
        image.save(path).expect("a picture");
    }
}
