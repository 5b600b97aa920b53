//! The session: the open design with its history, what is selected, and its solution.
//!
//! It changes by its own methods alone, which the logic half of a frame calls. Everything drawn is
//! read from here.

mod goals;
mod probes;
mod solving;

use super::{
    actions::Selection,
    remedies::{enliven::Cure, polarity_watch::PolarityWatch},
    work::track::Track,
};
use crate::{
    analysis::{
        error::log_points,
        sensitivity::{self, Weights},
        time::time_grid,
    },
    design::{Design, Edit, EditError, History, LinkId, PartId, Problem, Subject, check::Findings},
    network::{PortReading, Solution},
    picture::Probe,
    tuning::alignment::Suggestion,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The open design and what the window knows of it.
pub struct Session {
    history: History,
    /// What is selected.
    selection: Selection,
    /// What the pointer is over, on the canvas, a plot or a list.
    hovered: Option<Subject>,
    /// Drivers heard alone; empty: all of them.
    solo: BTreeSet<PartId>,
    /// The design's file.
    path: Option<PathBuf>,
    /// The fingerprint of what that file held when this window last read or wrote it.
    on_disk: Option<u64>,
    /// The solution of the present design, or of the one before while a long solve runs.
    solution: Arc<Solution>,
    /// What was read at ports with it.
    readings: Arc<[PortReading]>,
    /// Ports whose curves are drawn besides the others. A probe whose part is gone stays, so that
    /// it is there again when an undo brings the part back.
    probes: Vec<Probe>,
    /// The solution on the grid that time responses need, while they are shown.
    time: Option<Arc<Solution>>,
    /// How much every number matters, while that is shown.
    weights: Option<Arc<Weights>>,
    /// The solution before the running gesture began.
    ghost: Option<Arc<Solution>>,
    /// Changes whenever design, solution or ghost do; not when parts only moved.
    generation: u64,
    /// What is wrong or doubtful, worst first.
    problems: Vec<Problem>,
    /// Which of them are listed where those alike are one row, and how many others each stands for.
    gathered: Vec<(usize, usize)>,
    told: Option<solving::Told>,
    /// What would let silent drivers be heard.
    cures: Vec<Cure>,
    offered: Option<solving::Offered>,
    /// How every goal stands.
    judged: goals::Judging,
    /// The same with what is tried.
    tried: Option<goals::Judging>,
    /// What exceeds its limits.
    exceeded: Vec<Problem>,
    /// The solution that cures and limits are of.
    examined: Option<Arc<Solution>>,
    /// Drivers that play against the others, with what mends them.
    suggestions: Vec<Suggestion>,
    /// How long the last solve took.
    solve_time: Duration,
    curves: Track,
    times: Track,
    slopes: Track,
    polarity: PolarityWatch,
    /// What a look at the design finds wrong; `problems` has more.
    findings: Findings,
}

impl Session {
    /// A session with this design open.
    pub fn new(design: Design, path: Option<PathBuf>) -> Self {
        let f: Arc<[f64]> = log_points([20.0, 20e3], 512).into();
        let history = History::new(design);
        Self {
            findings: Findings::default(),
            history,
            selection: Selection::default(),
            hovered: None,
            solo: BTreeSet::new(),
            path,
            on_disk: None,
            solution: Arc::new(empty_solution(&f)),
            readings: Arc::new([]),
            probes: Vec::new(),
            time: None,
            weights: None,
            ghost: None,
            generation: 0,
            problems: Vec::new(),
            gathered: Vec::new(),
            told: None,
            cures: Vec::new(),
            offered: None,
            judged: goals::Judging::default(),
            tried: None,
            exceeded: Vec::new(),
            examined: None,
            suggestions: Vec::new(),
            solve_time: Duration::ZERO,
            curves: Track::new(f),
            times: Track::new(time_grid()),
            slopes: Track::of_weights(log_points([20.0, 20e3], sensitivity::POINTS).into()),
            polarity: PolarityWatch::default(),
        }
    }

    /// The present design.
    pub fn design(&self) -> &Arc<Design> {
        self.history.present()
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What the pointer is over, on the canvas, a plot or a list.
    pub fn hovered(&self) -> Option<Subject> {
        self.hovered
    }

    /// Drivers heard alone; empty: all of them.
    pub fn solo(&self) -> &BTreeSet<PartId> {
        &self.solo
    }

    /// The design's file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The fingerprint of what that file held when this window last read or wrote it.
    pub fn on_disk(&self) -> Option<u64> {
        self.on_disk
    }

    /// The solution of the present design, or of the one before while a long solve runs.
    pub fn solution(&self) -> &Arc<Solution> {
        &self.solution
    }

    /// What was read at ports with it.
    pub fn readings(&self) -> &Arc<[PortReading]> {
        &self.readings
    }

    /// Ports whose curves are drawn besides the others.
    pub fn probes(&self) -> &[Probe] {
        &self.probes
    }

    /// The solution on the grid that time responses need, while they are shown.
    pub fn time(&self) -> Option<&Arc<Solution>> {
        self.time.as_ref()
    }

    /// How much every number matters, while that is shown.
    pub fn weights(&self) -> Option<&Arc<Weights>> {
        self.weights.as_ref()
    }

    /// The solution before the running gesture began.
    pub fn ghost(&self) -> Option<&Arc<Solution>> {
        self.ghost.as_ref()
    }

    /// Changes whenever what plots are made of does; not when parts only moved.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What is wrong or doubtful, worst first.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Places of the problems that are listed where those alike are one row, and how many others
    /// each stands for.
    pub fn gathered(&self) -> &[(usize, usize)] {
        &self.gathered
    }

    /// What would let silent drivers be heard.
    pub fn cures(&self) -> &[Cure] {
        &self.cures
    }

    /// Drivers that play against the others, with what mends them.
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    /// How long the last solve took.
    pub fn solve_time(&self) -> Duration {
        self.solve_time
    }

    /// Selects this and nothing else.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
    }

    /// Notes what the pointer is over.
    pub fn hover(&mut self, subject: Option<Subject>) {
        self.hovered = subject;
    }

    /// Adds a driver to those heard alone, or takes it away.
    pub fn toggle_solo(&mut self, part: PartId) {
        if !self.solo.remove(&part) {
            self.solo.insert(part);
        }
    }

    /// Hears these drivers alone; where they are already, all of them again.
    pub fn hear_alone(&mut self, drivers: BTreeSet<PartId>) {
        self.solo = if self.solo == drivers {
            BTreeSet::new()
        } else {
            drivers
        };
    }

    /// Notes the design's file, and the fingerprint of what it holds.
    pub fn set_file(&mut self, path: Option<PathBuf>, on_disk: Option<u64>) {
        self.path = path;
        self.on_disk = on_disk;
    }

    /// Opens another design in place of this one.
    pub fn replace(&mut self, design: Design, path: Option<PathBuf>) {
        let generation = self.generation;
        *self = Self::new(design, path);
        // Caches that go by the generation must not take the new design for the old one.
        self.generation = generation + 1;
    }

    /// Says anew what was said in another language: whatever holds words is made again.
    pub fn say_anew(&mut self) {
        self.findings = Findings::default();
        self.told = None;
        self.offered = None;
        self.examined = None;
        self.judged.forget();
        self.tried = None;
        self.curves.forget();
        self.redraw();
    }

    /// Has the plots made anew: something they draw besides the session has changed.
    pub fn redraw(&mut self) {
        self.generation += 1;
    }

    /// Whether there are changes that were not saved.
    pub fn is_modified(&self) -> bool {
        self.history.is_modified()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Whether a gesture is running.
    pub fn in_gesture(&self) -> bool {
        self.history.in_gesture()
    }

    /// Makes an edit, one undo step.
    ///
    /// # Errors
    /// When the design refuses the edit; it is as it was.
    pub fn edit(&mut self, label: &str, edit: &Edit) -> Result<(), EditError> {
        self.commit_preview();
        self.history.edit(label, edit)
    }

    /// Shows the state of a running gesture, beginning it when none runs.
    ///
    /// # Errors
    /// When the design refuses the edit; the gesture's last state stays.
    pub fn preview(&mut self, label: &str, edit: &Edit) -> Result<(), EditError> {
        if !self.history.in_gesture() {
            self.ghost = Some(self.solution.clone());
        }
        self.history.preview(label, edit)
    }

    /// Ends the running gesture with its last state.
    pub fn commit_preview(&mut self) {
        self.history.commit_gesture();
        self.drop_ghost();
    }

    /// Gives the running gesture up.
    pub fn cancel_preview(&mut self) {
        self.history.cancel_gesture();
        self.drop_ghost();
    }

    fn drop_ghost(&mut self) {
        if self.ghost.take().is_some() {
            self.redraw();
        }
    }

    /// Takes back the last edit and selects what that changed, unless it is among what is selected;
    /// what is gone is no longer selected.
    pub fn undo(&mut self) {
        self.step(|history| history.undo().is_some());
    }

    /// Makes it again.
    pub fn redo(&mut self) {
        self.step(|history| history.redo().is_some());
    }

    fn step(&mut self, go: impl FnOnce(&mut History) -> bool) {
        self.commit_preview();
        let before = self.design().clone();
        if go(&mut self.history)
            && let Some(changed) = Selection::of_changes(&before, self.design())
            && !self.selection.holds(&changed)
        {
            self.selection = changed;
        }
        self.prune();
    }

    /// The present state is in no file.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// The present state is the one in the file.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved();
    }

    /// Forgets selected, hovered and soloed things that no longer exist.
    pub fn prune(&mut self) {
        let design = self.history.present().clone();
        let has_part = |id: &PartId| design.part(*id).is_some();
        let has_link = |id: &LinkId| design.link(*id).is_some();
        self.selection.parts.retain(has_part);
        self.selection.links.retain(has_link);
        self.solo.retain(has_part);
        self.hovered = self.hovered.filter(|subject| match subject {
            Subject::Design => true,
            Subject::Part(id) => has_part(id),
            Subject::Link(id) => has_link(id),
        });
    }
}

fn empty_solution(f: &Arc<[f64]>) -> Solution {
    Solution {
        f: f.clone(),
        drum_pressure: None,
        input_impedance: None,
        contributions: Vec::new(),
        validity: crate::network::Validity::default(),
        problems: Vec::new(),
        residual: 0.0,
        verdict: crate::network::Verdict::default(),
        unknowns: 0,
    }
}
