//! What the plots remember between frames: panes, ranges, cursor, hidden curves, point vectors.

use super::{
    PlotsInput,
    dock::{Dock, Remembered},
    items::{Points, right_value},
};
use crate::{
    analysis::Role,
    design::{Design, LinkEnd, Subject},
    picture::{Abscissa, AxisScale, Distorted, Input, PlotModel, SMOOTHINGS, View, plot_model},
    words,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Level that is as long as a decade, dB, where the aspect is kept.
const DB_PER_DECADE: f64 = 25.0;

/// Height over width of the plot in an exported drawing, for that aspect.
const EXPORTED_ASPECT: f64 = 0.44;

/// State of the plots. Belongs to the window, not to the design.
#[derive(Debug, Clone)]
pub struct PlotsState {
    /// Which plots stand where.
    pub(super) dock: Dock,
    /// A view that was just opened: its tab is to be scrolled into sight.
    pub(super) revealed: Option<View>,
    /// The view that has all the space, if any.
    pub maximised: Option<View>,
    /// The view last touched: what export and copy mean by “the plot”.
    pub active: View,
    /// Whether a decade is drawn as long as 25 dB (IEC 60263), where levels are drawn.
    pub aspect: bool,
    /// Levels are smoothed over one octave in so many parts.
    pub smoothing: Option<u8>,
    /// Whether parts glow by how much they matter at the crosshair.
    pub glow: bool,
    /// Curves switched off in the legend.
    hidden: Vec<Role>,
    /// Shown range along every abscissa, places (log₁₀ Hz, ms, dB); the model's own where absent.
    along: BTreeMap<Abscissa, [f64; 2]>,
    /// Shown vertical ranges, places of the left axis.
    vertical: BTreeMap<View, [f64; 2]>,
    /// Frequency the pointer is at, Hz, in whichever plot.
    cursor: Cursor,
    /// Where the keyboard has put the crosshair.
    held: Option<At>,
    /// The part or link whose curve the pointer is on, and in which view.
    pointed_at: Option<(View, Subject)>,
    /// Models and point vectors by view.
    cache: BTreeMap<View, Arc<Drawn>>,
    /// Width and lines of each legend when nothing was being dragged.
    legends: BTreeMap<View, (f32, usize)>,
}

/// Where the crosshair stands: what this frame found becomes visible in the next one, so that all
/// plots show the same.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    shown: Option<At>,
    found: Option<At>,
}

/// A place of the crosshair: along which abscissa, and where (Hz, ms, dB).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct At {
    abscissa: Abscissa,
    place: f64,
}

impl At {
    fn of(view: View, place: f64) -> Self {
        Self {
            abscissa: view.abscissa(),
            place,
        }
    }

    fn along(self, abscissa: Abscissa) -> Option<f64> {
        (self.abscissa == abscissa).then_some(self.place)
    }
}

/// A model with its points mapped to places, ready to draw.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The input's generation it was made from.
    generation: u64,
    /// The model.
    pub(super) model: PlotModel,
    /// One per trace.
    pub(super) points: Vec<Points>,
}

/// What the settings remember of the plots.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlotsLayout {
    /// Which plots stand where, as `dock` writes it; empty: the standard layout.
    pub dock: String,
    /// Whether a decade is drawn as long as 25 dB.
    pub aspect: bool,
    /// Parts of an octave that levels are smoothed over; 0: none.
    pub smoothing: u8,
}

impl Default for PlotsState {
    fn default() -> Self {
        Self {
            dock: Dock::default(),
            revealed: None,
            maximised: None,
            active: View::Spl,
            aspect: false,
            smoothing: None,
            glow: false,
            hidden: Vec::new(),
            along: BTreeMap::new(),
            vertical: BTreeMap::new(),
            cursor: Cursor::default(),
            held: None,
            pointed_at: None,
            cache: BTreeMap::new(),
            legends: BTreeMap::new(),
        }
    }
}

impl PlotsState {
    pub(super) fn begin_frame(&mut self) {
        self.cursor.shown = self.cursor.found.take();
    }

    pub(super) fn end_frame(&mut self) {
        let shown = self.shown();
        self.cache.retain(|view, _| shown.contains(view));
    }

    /// Whether the crosshair moved and the other plots have to follow.
    pub(super) fn cursor_moved(&self) -> bool {
        self.cursor.shown != self.cursor.found
    }

    /// Where the crosshair is, in a plot over what it stands along.
    pub(super) fn cursor(&self, view: View) -> Option<f64> {
        self.cursor.shown?.along(view.abscissa())
    }

    pub(super) fn set_cursor(&mut self, view: View, at: f64) {
        self.cursor.found = Some(At::of(view, at));
    }

    /// The frequency the crosshair stands at, Hz.
    pub fn cursor_frequency(&self) -> Option<f64> {
        self.cursor.shown?.along(Abscissa::Frequency)
    }

    /// Where the keyboard has put the crosshair in plots like this one.
    pub(super) fn held(&self, view: View) -> Option<f64> {
        self.held?.along(view.abscissa())
    }

    /// Puts the crosshair somewhere by the keyboard; the pointer over a plot goes before it.
    pub(super) fn hold(&mut self, view: View, at: f64) {
        self.held = Some(At::of(view, at));
        if self.cursor.found.is_none() {
            self.cursor.found = self.held;
        }
    }

    /// The plots that are drawn.
    pub fn shown(&self) -> BTreeSet<View> {
        match self.maximised {
            Some(view) => [view].into(),
            None => self.dock.shown(),
        }
    }

    /// Shows a view: opens its tab, or adds one.
    pub fn show(&mut self, view: View) {
        self.dock.show(view, None);
        self.active = view;
        self.revealed = Some(view);
        if self.maximised.is_some() {
            self.maximised = Some(view);
        }
    }

    /// Takes a view out of the layout.
    pub fn close(&mut self, view: View) {
        self.dock.close(view);
        if self.maximised == Some(view) {
            self.maximised = None;
        }
    }

    /// Back to the standard layout.
    pub fn reset_layout(&mut self) {
        self.dock = Dock::default();
        self.maximised = None;
    }

    /// Which plots stand where.
    pub(in crate::app) fn places(&self) -> Remembered {
        self.dock.remembered()
    }

    /// Puts every plot where it stood.
    pub(in crate::app) fn put_back(&mut self, places: &Remembered) {
        self.dock = Dock::of(places);
        self.maximised = None;
    }

    /// Whether a plot is shown that needs a solution on `analysis::time::time_grid`.
    pub fn wants_time(&self) -> bool {
        self.shown().iter().any(|view| view.needs_time())
    }

    /// Whether it is shown how much every number matters, in a plot or on the drawing.
    pub fn wants_weights(&self) -> bool {
        self.glow || self.shown().iter().any(|view| view.needs_weights())
    }

    /// Whether a plot is shown that tells distortion over frequency, and one that tells it over level.
    pub fn wants_distortion(&self) -> [bool; 2] {
        let shown = self.shown();
        let wants = |of: Distorted| shown.iter().any(|view| view.needs_distortion() == Some(of));
        [Distorted::OverFrequency, Distorted::OverLevel].map(wants)
    }

    /// The ports that the shown plots draw, besides those probed.
    pub fn ports(&self, design: &Design) -> BTreeSet<LinkEnd> {
        let shown = self.shown();
        let views = shown.into_iter();
        views.flat_map(|view| view.ports(design)).collect()
    }

    /// How many lines a legend takes that needs so many at this width. While something is dragged
    /// it keeps those it had, so that the plot below stays where it is.
    pub(super) fn legend_lines(
        &mut self,
        view: View,
        width: f32,
        needed: usize,
        held: bool,
    ) -> usize {
        match self.legends.get(&view) {
            Some(&(at, lines)) if held && at == width => lines,
            _ => {
                self.legends.insert(view, (width, needed));
                needed
            }
        }
    }

    /// Whether the legend has switched this curve off.
    pub fn is_hidden(&self, role: Role) -> bool {
        self.hidden.iter().any(|hidden| same_curve(*hidden, role))
    }

    /// Switches a curve off or on again, in every plot.
    pub fn toggle(&mut self, role: Role) {
        let before = self.hidden.len();
        self.hidden.retain(|hidden| !same_curve(*hidden, role));
        if self.hidden.len() == before {
            self.hidden.push(role);
        }
    }

    /// The part or link whose curve in this view the pointer is on.
    pub(super) fn pointed_at(&self, view: View) -> Option<Subject> {
        self.pointed_at
            .filter(|(own, _)| *own == view)
            .map(|(_, subject)| subject)
    }

    pub(super) fn point_at(&mut self, view: View, subject: Option<Subject>) {
        self.pointed_at = subject.map(|subject| (view, subject));
    }

    /// Shown ranges [x, y] in places, as the user zoomed or as the model has them, on a plot
    /// `height_per_width` as high as it is wide.
    pub(super) fn ranges(&self, model: &PlotModel, height_per_width: f64) -> [[f64; 2]; 2] {
        let own = self.along.get(&model.view.abscissa()).copied();
        let x = own.unwrap_or(model.x.range.map(|end| model.x.scale.place(end)));
        let mut own = model.left.range.map(|end| model.left.scale.place(end));
        if self.aspect && model.view == View::Spl {
            own[0] = own[1] - DB_PER_DECADE * (x[1] - x[0]) * height_per_width;
        }
        let y = self.vertical.get(&model.view).copied().unwrap_or(own);
        [x, y]
    }

    /// Keeps ranges the user made; along the abscissa no farther than there is anything to see.
    pub(super) fn set_ranges(
        &mut self,
        model: &PlotModel,
        x: Option<[f64; 2]>,
        y: Option<[f64; 2]>,
    ) {
        let view = model.view;
        let reach = model.reach().map(|end| model.x.scale.place(end));
        if let Some(x) = x.map(|range| held_within(range, reach)) {
            self.along.insert(view.abscissa(), x);
        }
        if let Some(y) = y {
            self.vertical.insert(view, y);
        }
    }

    /// Back to the model's own ranges.
    pub fn reset_ranges(&mut self, view: View) {
        self.along.remove(&view.abscissa());
        self.vertical.remove(&view);
    }

    /// The frequencies the user zoomed to, Hz; `None` for all of them.
    pub fn shown_frequencies(&self) -> Option<[f64; 2]> {
        (self.along.get(&Abscissa::Frequency))
            .map(|range| range.map(|place| AxisScale::Log.value(place)))
    }

    /// Whether the user zoomed this view.
    pub(super) fn is_zoomed(&self, view: View) -> bool {
        self.along.contains_key(&view.abscissa()) || self.vertical.contains_key(&view)
    }

    /// A model of a view with what was chosen for it: without the curves switched off, over the ranges zoomed to.
    pub fn as_shown(&self, mut model: PlotModel) -> PlotModel {
        // Only what was changed: places and back again would cost the last digit.
        if self.is_zoomed(model.view) || (self.aspect && model.view == View::Spl) {
            let [x, y] = self.ranges(&model, EXPORTED_ASPECT);
            let right = [right_value(&model, y[0]), right_value(&model, y[1])];
            if let (Some(axis), [Some(from), Some(to)]) = (&mut model.right, right) {
                axis.range = [from, to];
            }
            model.x.range = x.map(|place| model.x.scale.value(place));
            model.left.range = y.map(|place| model.left.scale.value(place));
        }
        model.traces.retain(|trace| !self.is_hidden(trace.role));
        model
    }

    /// What is remembered of it between runs.
    pub fn layout(&self) -> PlotsLayout {
        PlotsLayout {
            dock: self.dock.text(),
            aspect: self.aspect,
            smoothing: self.smoothing.unwrap_or(0),
        }
    }

    /// The state a program starts with.
    pub fn from_layout(layout: &PlotsLayout) -> Self {
        Self {
            dock: Dock::from_text(&layout.dock),
            aspect: layout.aspect,
            smoothing: (SMOOTHINGS.contains(&layout.smoothing)).then_some(layout.smoothing),
            ..Self::default()
        }
    }

    /// The model of a view.
    fn model(&self, view: View, input: &PlotsInput) -> PlotModel {
        plot_model(
            view,
            &Input {
                design: &input.design,
                solution: &input.solution,
                ghost: input.ghost.as_deref(),
                followed: input.followed.as_deref(),
                tried: (input.tried.as_ref()).map(|(name, solution)| (name.as_str(), &**solution)),
                references: &input.references,
                time: input.time.as_deref(),
                ears: input.ears.as_deref(),
                population: input.population.as_deref(),
                band: input.band.as_deref(),
                readings: &input.readings,
                probes: &input.probes,
                weights: input.weights.as_deref(),
                distortion: input.distortion.as_deref(),
                rise: input.rise.as_deref(),
                smoothing: self.smoothing,
            },
        )
    }

    /// The plot that was last touched, as it is on screen: without the curves switched off, over the
    /// ranges zoomed to. In English: pictures are read elsewhere, and have fonts of their own.
    pub(in crate::app) fn exported(&self, input: &PlotsInput) -> PlotModel {
        self.as_shown(words::in_english(|| self.model(self.active, input)))
    }

    /// The model of a view, made anew only when the input changed.
    pub(super) fn drawn(&mut self, view: View, input: &PlotsInput) -> Arc<Drawn> {
        if let Some(drawn) = self.cache.get(&view)
            && drawn.generation == input.generation
        {
            return drawn.clone();
        }
        let model = self.model(view, input);
        let points = Points::of_all(&model);
        let scale_changed = self
            .cache
            .get(&view)
            .is_some_and(|before| before.model.left.scale != model.left.scale);
        if scale_changed {
            self.vertical.remove(&view);
        }
        let drawn = Arc::new(Drawn {
            generation: input.generation,
            model,
            points,
        });
        self.cache.insert(view, drawn.clone());
        drawn
    }
}

/// A range moved, and where it must be shortened, to lie within another.
fn held_within([from, to]: [f64; 2], [least, most]: [f64; 2]) -> [f64; 2] {
    if to - from >= most - least {
        return [least, most];
    }
    let by = (least - from).max(0.0) + (most - to).min(0.0);
    [from + by, to + by]
}

/// Whether two roles mean the same curve: a driver is known by its identity, not by its place.
fn same_curve(a: Role, b: Role) -> bool {
    match (a, b) {
        (Role::Driver(a, _), Role::Driver(b, _)) | (Role::Limit(a, _), Role::Limit(b, _)) => a == b,
        // The worst ear and the middle one can be switched off by themselves; the others go together.
        (Role::WorstEar | Role::EarMedian, _) | (_, Role::WorstEar | Role::EarMedian) => a == b,
        _ if a.is_ear() && b.is_ear() || a.is_bound() && b.is_bound() => true,
        _ if a.is_of_units() && b.is_of_units() => true,
        _ => a == b,
    }
}
