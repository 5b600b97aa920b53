//! The application: what it holds, and the two halves of its frame.
//!
//! `logic` takes the answers of dialogs and worker, carries out the actions that the last frame
//! asked for, and solves. `ui` draws what the session holds and pushes actions; it changes nothing
//! but the state of its own widgets.

use super::{
    actions::Action,
    canvas::CanvasState,
    dialogs::{
        choices, crossover,
        dialog::{Ask, Slot},
        explain,
        file_questions::Recover,
        hear, identify, level_impedance, optimise,
        report_card::Cards,
        unsaved::Unsaved,
    },
    files::{
        next::Next,
        picker::{FileDialogs, OpenDialog, Purpose},
        price_book::PriceBook,
        recovery::{self, Recovery},
        shell_drawing,
    },
    guide::Guide,
    inspector::about,
    library::{panel::LibraryPanel, row},
    panels::{
        arrangement,
        goals::decide,
        messages::{Messages, Tone},
    },
    plots::PlotsState,
    session::Session,
    start::{frame_watch, settings::Settings},
    theme,
    work::{
        band::Bands,
        distortion::Distorting,
        ears::Ears,
        follow::Follow,
        job::{Runner, waker},
        player::Player,
        references::References,
        solve::SolveService,
        trial::Trial,
    },
};
use crate::{
    design::{Design, file},
    exchange::export,
    library::{self, UserLibrary},
};
use eframe::{Frame, Storage};
use egui::{Context, Rect, Ui, ViewportCommand};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The application.
pub struct Earwright {
    pub(super) session: Session,
    pub(super) canvas: CanvasState,
    /// Where the canvas was drawn last, points.
    pub(super) canvas_area: Rect,
    pub(super) plots: PlotsState,
    pub(super) library: LibraryPanel,
    pub(super) settings: Settings,
    /// Where panels and plots stood before.
    pub(super) layouts: arrangement::History,
    pub(super) frame_watch: frame_watch::FrameWatch,
    /// Whether a text field had the focus when the last frame ended.
    pub(super) was_typing: bool,
    pub(super) solver: SolveService,
    pub(super) time_solver: SolveService,
    pub(super) weight_solver: SolveService,
    pub(super) file_dialogs: Box<dyn FileDialogs>,
    pub(super) runner: Box<dyn Runner>,
    /// The response in many ears.
    pub(super) ears: Ears,
    /// The distortion that plots show.
    pub(super) distorting: Distorting,
    /// The band that built units fill.
    pub(super) bands: Bands,
    /// The fit that runs beside the window.
    pub(super) fit_job: Option<identify::FitJob>,
    /// What decides the goal that was asked about.
    pub(super) decides: decide::Work,
    /// Report cards.
    pub(super) cards: Cards,
    /// What the design costs.
    pub(super) price_book: PriceBook,
    /// The search for better values that runs beside the window.
    pub(super) optimise_job: Option<optimise::OptimiseJob>,
    /// What explains a measurement, beside the window.
    pub(super) explain_job: Option<explain::ExplainJob>,
    /// What renders sounds to be heard, beside the window.
    pub(super) hear_job: Option<hear::HearJob>,
    /// Plays them.
    pub(super) player: Box<dyn Player>,
    /// The ranking of choices that runs beside the window.
    pub(super) choices_job: Option<choices::ChoicesJob>,
    /// The free numbers at their best while something else changes.
    pub(super) follow: Follow,
    /// The driver of the library that is tried in the place of the selected one.
    pub(super) trial: Trial,
    /// What the design is compared with, solved.
    pub(super) references: References,
    /// Whether the inspector marks which numbers are free.
    pub(super) freeing: bool,
    /// Curves that are being read for its dialog.
    pub(super) fit_reads: Vec<identify::ReadJob>,
    /// Levels that are being read for theirs.
    pub(super) level_reads: Vec<level_impedance::LevelReadJob>,
    /// What finds an impedance from levels, beside the window.
    pub(super) level_job: Option<level_impedance::LevelJob>,
    /// What was chosen of exports since the program began.
    pub(super) export_options: export::Options,
    /// The drawing of a shell that is being read.
    pub(super) drawing: Option<shell_drawing::Drawing>,
    /// What works out the crossover of the open dialog.
    pub(super) crossover: crossover::Proposer,
    /// The folder of the user's own presets.
    pub(super) presets: Option<PathBuf>,
    pub(super) pending: Option<PendingFile>,
    pub(super) recovery: Recovery,
    pub(super) messages: Messages,
    /// The dialog that is open.
    pub(super) dialog: Slot,
    pub(super) asked: Option<Ask>,
    pub(super) queue: Vec<Action>,
    /// What goes on once the design has been saved.
    pub(super) after_saving: Option<Next>,
    /// The design whose changes need not be kept while a file to open is chosen.
    pub(super) given_up: Option<Arc<Design>>,
    /// Where the design is proposed to be saved, if not where it is.
    pub(super) wanted_path: Option<PathBuf>,
    /// The guided first design, while it is shown.
    pub(super) guide: Option<Guide>,
    /// A dialog of the start that waits for the one before it.
    pub(super) next_dialog: Option<Recover>,
    /// Whether closing was agreed to.
    pub(super) leaving: bool,
    pub(super) title: String,
}

/// A file dialog that is open.
pub(super) struct PendingFile {
    pub(super) purpose: Purpose,
    pub(super) dialog: Box<dyn OpenDialog>,
}

/// What the application stands on; tests give it their own.
pub struct Services {
    /// Asks for files.
    pub dialogs: Box<dyn FileDialogs>,
    /// Solves for the curves over frequency.
    pub solver: SolveService,
    /// Solves for the responses over time.
    pub time_solver: SolveService,
    /// Solves for how much every number matters.
    pub weight_solver: SolveService,
    /// Runs what takes long.
    pub runner: Box<dyn Runner>,
    /// Plays what was rendered.
    pub player: Box<dyn Player>,
    /// The folder of the user's own presets; absent: none can be kept.
    pub presets: Option<PathBuf>,
    /// Keeps unsaved work.
    pub recovery: Recovery,
    /// What was remembered.
    pub settings: Settings,
}

impl Earwright {
    /// The application with a design of a file, or the first example.
    pub fn new(ctx: &Context, services: Services, file: Option<PathBuf>) -> Self {
        theme::install(ctx, services.settings.theme);
        let presets = services.presets;
        let user = presets
            .as_deref()
            .map_or_else(UserLibrary::default, library::user::read_folder);
        // Its keys are commands of ours.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.set_zoom_factor(services.settings.text_scale());
        let library = LibraryPanel::new(&user);
        let mut messages = Messages::default();
        for message in &library.messages {
            messages.say(Tone::Error, message);
        }
        let mut app = Self {
            session: Session::new(library::default_design(), None),
            canvas: CanvasState::default(),
            canvas_area: Rect::NOTHING,
            plots: PlotsState::from_layout(&services.settings.plots),
            library,
            settings: services.settings,
            layouts: arrangement::History::default(),
            frame_watch: frame_watch::FrameWatch::default(),
            was_typing: false,
            solver: services.solver,
            time_solver: services.time_solver,
            weight_solver: services.weight_solver,
            file_dialogs: services.dialogs,
            runner: services.runner,
            ears: Ears::default(),
            distorting: Distorting::default(),
            bands: Bands::default(),
            fit_job: None,
            decides: decide::Work::default(),
            cards: Cards::default(),
            price_book: PriceBook::default(),
            optimise_job: None,
            explain_job: None,
            hear_job: None,
            player: services.player,
            choices_job: None,
            follow: Follow::default(),
            trial: Trial::default(),
            references: References::default(),
            freeing: false,
            fit_reads: Vec::new(),
            level_reads: Vec::new(),
            level_job: None,
            export_options: export::Options::default(),
            drawing: None,
            crossover: crossover::Proposer::default(),
            presets,
            pending: None,
            recovery: services.recovery,
            messages,
            dialog: Slot::default(),
            asked: None,
            queue: Vec::new(),
            after_saving: None,
            given_up: None,
            wanted_path: None,
            guide: None,
            next_dialog: None,
            leaving: false,
            title: String::new(),
        };
        if let Some(path) = file {
            app.open(&path);
        }
        let offers = app.recovery.find();
        if !offers.is_empty() {
            // After what is wrong with the file, not instead of it.
            app.next_dialog = Some(Recover(offers));
        }
        app.show_next_dialog();
        app.tidy();
        app
    }

    /// The open design and what the window knows of it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The canvas's view and tool.
    pub fn canvas(&self) -> &CanvasState {
        &self.canvas
    }

    /// The state of the plots.
    pub fn plots(&self) -> &PlotsState {
        &self.plots
    }

    /// The distortion that plots show.
    pub fn distorting(&self) -> &Distorting {
        &self.distorting
    }

    /// The response in many ears.
    pub fn ears(&self) -> &Ears {
        &self.ears
    }

    /// What follows the design with its free numbers at their best.
    pub fn followed(&self) -> &Follow {
        &self.follow
    }

    /// The driver of the library that is tried in the place of the selected one.
    pub fn trial(&self) -> &Trial {
        &self.trial
    }

    /// The band that built units fill.
    pub fn bands(&self) -> &Bands {
        &self.bands
    }

    /// What the window remembers between runs.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Messages of this session.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// Where the canvas was drawn last, points.
    pub fn canvas_area(&self) -> Rect {
        self.canvas_area
    }

    /// Asks for an action as the drawing half does; carried out in the next frame.
    pub fn push(&mut self, action: Action) {
        self.queue.push(action);
    }

    /// Replaces the open design without asking.
    pub fn set_design(&mut self, design: Design) {
        self.show_design(design, None);
    }

    /// Where the version of a file before its last save is kept, if it is.
    pub fn previous_of(&self, path: &Path) -> Option<PathBuf> {
        self.recovery.previous_of(path)
    }

    /// Why there is no copy of unsaved work, in a sentence; absent where there is one.
    pub fn uncopied(&self) -> Option<&str> {
        self.recovery.failure()
    }

    fn show_next_dialog(&mut self) {
        if !self.dialog.is_open()
            && let Some(next) = self.next_dialog.take()
        {
            self.dialog.open(next);
        }
    }

    /// Removes what killed saves have left in the folders worked in, beside the window.
    fn tidy(&self) {
        let presets = self.presets.iter().map(|folder| folder.join("drivers"));
        let files = self
            .session
            .path()
            .into_iter()
            .chain(self.settings.recent.iter().map(PathBuf::as_path));
        let folders = files.filter_map(|path| path.parent().map(Path::to_owned));
        let folders: BTreeSet<PathBuf> = folders.chain(presets).collect();
        if folders.is_empty() {
            return;
        }
        let work = move || {
            for folder in folders {
                file::remove_leftovers(&folder);
            }
        };
        self.runner.run("tidying up", Box::new(work));
    }

    /// Closing with unsaved changes asks first.
    fn guard_close(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.leaving {
            return;
        }
        if self.session.is_modified() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialog.open(Unsaved(Next::Quit));
        } else {
            self.recovery.discard();
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let design = self.session.design();
        let mark = if self.session.is_modified() {
            "● "
        } else {
            ""
        };
        let name = self
            .session
            .path()
            .as_ref()
            .and_then(|path| path.file_name())
            .map_or_else(
                || design.name.clone(),
                |name| name.to_string_lossy().into_owned(),
            );
        let title = format!("{mark}{name} – Earwright");
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for Earwright {
    fn logic(&mut self, ctx: &Context, _frame: &mut Frame) {
        self.frame_watch.begin();
        self.poll_dialog(ctx);
        self.answer_dialog(ctx);
        self.show_next_dialog();
        self.poll_fit_reads();
        self.poll_fit();
        self.follow_level_impedance();
        self.poll_drawing(ctx);
        self.poll_decider(ctx);
        self.take_dropped_files(ctx);
        self.take_keys(ctx);
        while !self.queue.is_empty() {
            self.run_queue(ctx);
        }
        if !ctx.input(|input| input.pointer.any_down()) {
            self.layouts.note(self.arrangement());
        }
        let ports = self.plots.ports(self.session.design());
        self.session.solve(&mut self.solver, &ports);
        let prices = self.settings.prices.as_deref();
        let price = self.price_book.price(prices, self.session.design());
        self.session.judge_goals(price, self.bands.deviations());
        let tried = (self.tried()).map(|(design, solution)| (design.clone(), solution.clone()));
        let price = (tried.as_ref()).and_then(|(design, _)| self.price_book.price(prices, design));
        self.session.judge_tried(tried, price);
        self.follow_guide();
        self.session.suggest(&*self.runner, waker(ctx));
        self.follow_crossover(ctx);
        self.follow_report(ctx);
        self.follow_optimising();
        self.follow_explaining();
        self.follow_hearing();
        self.follow_choices();
        self.follow_me(ctx);
        self.try_driver(ctx);
        self.follow_references(ctx);
        self.session
            .solve_time_grid(&mut self.time_solver, self.plots.wants_time());
        self.follow_ears(ctx);
        self.follow_distortion(ctx);
        self.follow_bands(ctx);
        let weights = self.plots.wants_weights() || about::is_asked(ctx);
        self.session.solve_weights(&mut self.weight_solver, weights);
        about::tell(ctx, self.session.design(), self.session.weights());
        self.guard_close(ctx);
        self.show_title(ctx);
        let now = ctx.input(|input| input.time);
        let work = recovery::Work {
            design: self.session.design(),
            origin: self.origin(),
            modified: self.session.is_modified(),
        };
        let wait = self.recovery.watch(&work, now, &*self.runner, waker(ctx));
        if let Some(wait) = wait {
            ctx.request_repaint_after(Duration::from_secs_f64(wait));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        let ctx = ui.ctx().clone();
        let pointer = self.hide_pointer(&ctx);
        let actions = self.layout_ui(ui);
        if let Some(pointer) = pointer {
            ctx.input_mut(|input| input.pointer = pointer);
        }
        self.ring_ui(&ctx);
        self.dialog_ui(&ctx);
        self.messages.overlay_ui(&ctx, self.canvas_area);
        row::drag_hint_ui(&ctx);
        self.was_typing = ctx.text_edit_focused();
        if !actions.is_empty() {
            self.queue.extend(actions);
            ctx.request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        self.settings.plots = self.plots.layout();
        self.settings.save(storage);
    }

    fn persist_egui_memory(&self) -> bool {
        true
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
