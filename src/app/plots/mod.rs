//! The plots on screen; axes, traces and colours come from `picture`.
//!
//! `plots_ui` fills the space it is given with tiles: tabs and splits of plots that the user drags,
//! closes and opens. It draws `picture::PlotModel`s, which are rebuilt only when the generation of the
//! input changes, and answers with actions.

mod axes;
mod band_menu;
mod colours;
mod compare;
mod convert_menu;
mod cures;
mod cursor;
mod dock;
mod ears_menu;
mod header;
mod header_button;
mod items;
mod keys;
mod landing;
mod legend;
mod pane;
mod plot;
mod probes;
mod shown;
mod small_plot;
mod splitters;
mod state;
mod target;
mod target_more;
mod tiles;

pub(super) use dock::Remembered as PlotPlaces;
pub(crate) use small_plot::small_plot_ui;
pub use state::{PlotsLayout, PlotsState};

use super::{
    actions::{Action, Selection},
    remedies::enliven::Cure,
    work::{
        band::{BandChoice, Units},
        ears::EarChoice,
    },
};
use crate::{
    analysis::{
        Band, EarFamily, EarPopulation,
        distortion::{Distortion, Rise},
        sensitivity::Weights,
    },
    design::{Design, Subject},
    network::{PortReading, Solution, large_signal::Unable},
    picture::{Probe, Reference},
};
use egui::{Rect, Sense, Ui, UiBuilder};
use std::sync::Arc;

/// What the plots show.
#[derive(Debug, Clone)]
pub struct PlotsInput {
    /// Changes whenever design, solution, ghost or time solution do.
    pub generation: u64,
    /// The design.
    pub design: Arc<Design>,
    /// Its solution over frequency.
    pub solution: Arc<Solution>,
    /// The solution before a running gesture began.
    pub ghost: Option<Arc<Solution>>,
    /// The solution with the free numbers at their best, while the design is followed.
    pub followed: Option<Arc<Solution>>,
    /// What is heard with a driver of the library that is tried, and its name.
    pub tried: Option<(String, Arc<Solution>)>,
    /// What it is compared with, solved.
    pub references: Arc<[Reference]>,
    /// Its solution on `analysis::time::time_grid`, where `PlotsState::wants_time` asked for it.
    pub time: Option<Arc<Solution>>,
    /// The same design in many ears.
    pub ears: Option<Arc<EarFamily>>,
    /// The same design in a population of ears.
    pub population: Option<Arc<EarPopulation>>,
    /// Which ears.
    pub ear_choice: EarChoice,
    /// The band that built units fill, and what is said of them.
    pub band: Option<Arc<Band>>,
    /// What is known of those units.
    pub units: Option<Arc<Units>>,
    /// Which units.
    pub band_choice: BandChoice,
    /// What was read at ports: those of `PlotsState::ports` and the probes'.
    pub readings: Arc<[PortReading]>,
    /// What would bring curves that are missing.
    pub cures: Arc<[Cure]>,
    /// The probes.
    pub probes: Arc<[Probe]>,
    /// How much every number matters, where `PlotsState::wants_weights` asked for it.
    pub weights: Option<Arc<Weights>>,
    /// Distortion over frequency, where `PlotsState::wants_distortion` asked for it.
    pub distortion: Option<Arc<Result<Distortion, Unable>>>,
    /// Distortion over level, where it was asked for.
    pub rise: Option<Arc<Result<Rise, Unable>>>,
    /// What is selected.
    pub selection: Selection,
    /// What the pointer is over, anywhere.
    pub hovered: Option<Subject>,
    /// Whether the theme is dark.
    pub dark: bool,
}

/// Draws the plots into all the space `ui` has left.
pub fn plots_ui(ui: &mut Ui, state: &mut PlotsState, input: &PlotsInput) -> Vec<Action> {
    let mut actions = Vec::new();
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, tr!("Plots")));
    state.begin_frame();
    let builder = UiBuilder::new().id_salt("plots").max_rect(area);
    ui.scope_builder(builder, |ui| {
        if let Some(view) = state.maximised {
            header::whole(ui, view, state, input, &mut actions);
            // A space of its own below the header: a pane paints all it is given.
            let below = UiBuilder::new()
                .id_salt("enlarged")
                .max_rect(ui.available_rect_before_wrap());
            ui.scope_builder(below, |ui| {
                ui.shrink_clip_rect(ui.max_rect());
                pane::pane_ui(ui, view, state, input, &mut actions);
            });
        } else if state.dock.is_empty() {
            nothing_ui(ui, state);
        } else {
            tiles_ui(ui, area, state, input, &mut actions);
        }
    });
    state.end_frame();
    actions
}

fn tiles_ui(
    ui: &mut Ui,
    area: Rect,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let mut dock = std::mem::take(&mut state.dock);
    dock.follow(area.width() > 1.7 * area.height());
    let drag = landing::Drag::of(ui, &dock);
    let mut shown = tiles::Area {
        state,
        input,
        actions,
        wanted: Vec::new(),
        closed: Vec::new(),
        tabs: Vec::new(),
        landing: drag.as_ref().and_then(|drag| drag.landing.clone()),
    };
    dock.tree.ui(&mut shown, ui);
    let tiles::Area {
        wanted,
        closed,
        tabs,
        ..
    } = shown;
    dock.tabs = tabs;
    if let Some(drag) = drag {
        drag.end(&mut dock);
    }
    splitters::splitters(ui, &mut dock);
    let changed = !wanted.is_empty() || !closed.is_empty();
    for (view, place) in wanted {
        dock.show(view, Some(place));
        state.active = view;
        state.revealed = Some(view);
    }
    for view in closed {
        dock.close(view);
    }
    state.dock = dock;
    if changed {
        ui.ctx().request_repaint();
    }
}

/// What stands where every plot was closed.
fn nothing_ui(ui: &mut Ui, state: &mut PlotsState) {
    ui.centered_and_justified(|ui| {
        let button = ui.button(tr!("All plots are closed. Bring back the standard layout"));
        if button.clicked() {
            state.reset_layout();
        }
    });
}
