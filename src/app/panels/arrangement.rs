//! Where panels and plots stand, as one value: remembered, put back, and taken back step by step.
//!
//! The design has its own undo; nothing here touches it.

use crate::app::{Earwright, plots::PlotPlaces};
use egui::{Id, IdSalt, InnerResponse, Panel, Rect, Ui, accesskit, containers::panel::PanelState};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Sizes of the panels the user chose, points; absent: what suits the window.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelSizes {
    /// Width of the library.
    pub library: Option<f32>,
    /// Width of the inspector.
    pub inspector: Option<f32>,
    /// Height of the list of problems.
    pub problems: Option<f32>,
    /// Height of the plots below the canvas.
    pub plots_below: Option<f32>,
    /// Width of the plots beside the canvas.
    pub plots_beside: Option<f32>,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) struct Arrangement {
    /// Whether library, inspector and plots are shown.
    shown: [bool; 3],
    plots_beside: bool,
    sizes: PanelSizes,
    plots: PlotPlaces,
}

impl Arrangement {
    /// Whether it is the same to somebody who looks at it, whichever tabs are open.
    fn same(&self, other: &Self) -> bool {
        (self.shown, self.plots_beside, self.sizes)
            == (other.shown, other.plots_beside, other.sizes)
            && self.plots.same_places(&other.plots)
    }
}

/// How many steps can be taken back.
const KEPT: usize = 100;

/// The arrangements before and after the present one.
#[derive(Debug, Default)]
pub(in crate::app) struct History {
    now: Option<Arrangement>,
    before: Vec<Arrangement>,
    after: Vec<Arrangement>,
}

impl History {
    /// Takes note of where everything stands; a step where it differs from what was noted last.
    pub(in crate::app) fn note(&mut self, arrangement: Arrangement) {
        match &mut self.now {
            Some(now) if !now.same(&arrangement) => {
                self.before.push(std::mem::replace(now, arrangement));
                self.after.clear();
                if self.before.len() > KEPT {
                    self.before.remove(0);
                }
            }
            now => *now = Some(arrangement),
        }
    }

    pub(in crate::app) fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    pub(in crate::app) fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// The arrangement before the last step.
    pub(in crate::app) fn undo(&mut self) -> Option<Arrangement> {
        let to = self.before.pop()?;
        self.after.extend(self.now.replace(to.clone()));
        Some(to)
    }

    /// The arrangement that was taken back last.
    pub(in crate::app) fn redo(&mut self) -> Option<Arrangement> {
        let to = self.after.pop()?;
        self.before.extend(self.now.replace(to.clone()));
        Some(to)
    }
}

impl Earwright {
    /// Where everything stands now.
    pub(in crate::app) fn arrangement(&self) -> Arrangement {
        let settings = &self.settings;
        Arrangement {
            shown: [
                settings.library_shown,
                settings.inspector_shown,
                settings.plots_shown,
            ],
            plots_beside: settings.plots_beside,
            sizes: settings.panels,
            plots: self.plots.places(),
        }
    }

    /// Puts everything where it stood.
    pub(in crate::app) fn lay_out(&mut self, to: &Arrangement) {
        let settings = &mut self.settings;
        [
            settings.library_shown,
            settings.inspector_shown,
            settings.plots_shown,
        ] = to.shown;
        settings.plots_beside = to.plots_beside;
        settings.panels = to.sizes;
        self.plots.put_back(&to.plots);
    }

    /// Everything as in a window that is opened for the first time.
    pub(in crate::app) fn reset_layout(&mut self) {
        let settings = &mut self.settings;
        settings.library_shown = true;
        settings.inspector_shown = true;
        settings.plots_shown = true;
        settings.plots_beside = false;
        settings.panels = PanelSizes::default();
        self.plots.reset_layout();
    }
}

/// A panel whose size is the user's.
pub(in crate::app) struct Sized {
    /// Which panel: the salt it was made with.
    pub(in crate::app) salt: &'static str,
    /// Whether it is as high as its size says, not as wide.
    pub(in crate::app) upright: bool,
    /// Its size until the user chose one, points.
    pub(in crate::app) usual: f32,
    /// The sizes this window has room for, points.
    pub(in crate::app) range: RangeInclusive<f32>,
}

impl Sized {
    /// Shows the panel as large as the user made it, or as the window allows: in a window that was
    /// small for a while it is as large again afterwards. (`egui` forgets what was larger.)
    pub(in crate::app) fn show<R>(
        self,
        ui: &mut Ui,
        panel: Panel,
        chosen: &mut Option<f32>,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<R> {
        let id = ui.scope_id().with_salt(IdSalt::new(self.salt));
        let moved = is_moved(ui, id);
        let [least, most] = [*self.range.start(), *self.range.end()];
        let size = chosen
            .filter(|size| size.is_finite())
            .unwrap_or(self.usual)
            .clamp(least, most.max(least));
        if !moved {
            let outer_rect = Rect::from_min_size(ui.max_rect().min, egui::Vec2::splat(size));
            let state = PanelState { outer_rect };
            ui.data_mut(|data| data.insert_persisted(id, state));
        }
        let shown = panel
            .default_size(size)
            .size_range(self.range)
            .show(ui, add);
        if moved {
            let rect = shown.response.rect;
            *chosen = Some(if self.upright {
                rect.height()
            } else {
                rect.width()
            });
        }
        shown
    }
}

/// Whether the edge of a panel is being moved, by pointer or through the accessibility tree.
fn is_moved(ui: &Ui, panel: Id) -> bool {
    // As `egui::Panel` derives it; a test fails when that changes.
    let edge = panel.with("__resize");
    let dragged = ui
        .ctx()
        .read_response(edge)
        .is_some_and(|edge| edge.dragged() || edge.drag_stopped());
    let asked = ui.input(|input| {
        [
            accesskit::Action::Increment,
            accesskit::Action::Decrement,
            accesskit::Action::SetValue,
        ]
        .into_iter()
        .any(|action| input.has_accesskit_action_request(edge, action))
    });
    dragged || asked
}
