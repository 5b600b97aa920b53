//! Every part, port and link as a named node: what keyboards, screen readers and tests find.
//!
//! The nodes sense no pointer, so that one hit test decides for all of them; they take the focus,
//! and a click through the accessibility tree selects.

use super::{hit, view::View};
use crate::{
    app::{
        actions::{Action, Selection, command::Command},
        theme,
    },
    picture::scene::{Ink, Scene, SceneLink},
};
use egui::{
    Color32, Event, Id, Key, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, vec2,
};

/// Side of a port's or link's node, window points.
const SMALL: f32 = 12.0;

/// What came of the nodes.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Whether the tree asks for anything in this frame, and whether Enter was pressed.
    asked: bool,
    entered: bool,
    /// What was chosen through the tree or by Enter.
    pub(super) actions: Vec<Action>,
    /// Where the node lies that the keyboard has just come to.
    pub(super) reached: Option<Rect>,
}

/// Announces everything.
pub(super) fn announce(
    ui: &Ui,
    area: Rect,
    view: &View,
    scene: &Scene,
    selection: &Selection,
) -> Told {
    let mut told = ui.input(|input| Told {
        asked: (input.events.iter()).any(|event| matches!(event, Event::AccessKitActionRequest(_))),
        entered: input.key_pressed(Key::Enter),
        ..Told::default()
    });
    let base = ui.scope_id().with("canvas node");
    // From afar the pointer cannot tell ports and links apart either: hundreds of them are told only
    // as far as they belong to what is selected.
    let near = view.parts_ports();
    let of_selected = |link: &SceneLink| {
        let ends = [&link.from.part, &link.to.part];
        selection.links.contains(&link.id)
            || ends.iter().any(|&part| selection.parts.contains(part))
    };
    for link in scene.links.iter().filter(|link| near || of_selected(link)) {
        let middle = view.screen_from_canvas(area, link.middle);
        let rect = Rect::from_center_size(middle, vec2(SMALL, SMALL));
        let selected = selection.links.contains(&link.id);
        let only = || Selection {
            links: std::iter::once(link.id).collect(),
            ..Selection::default()
        };
        told.node(
            ui,
            base.with(link.id),
            rect,
            &link.accessible,
            selected,
            only,
        );
        for (index, insert) in link.inserts.iter().enumerate() {
            let at = view.screen_from_canvas(area, insert.at);
            let rect = Rect::from_center_size(at, vec2(SMALL, SMALL));
            let id = base.with((link.id, index));
            told.node(ui, id, rect, &insert.accessible, selected, only);
        }
    }
    for part in &scene.parts {
        let rect = view.rect(area, crate::picture::scene::Bounds::of(part.corners(0.0)));
        let rect = Rect::from_center_size(rect.center(), rect.size().max(vec2(SMALL, SMALL)));
        let selected = selection.parts.contains(&part.id);
        let only = || Selection {
            parts: std::iter::once(part.id).collect(),
            ..Selection::default()
        };
        told.node(
            ui,
            base.with(part.id),
            rect,
            &part.accessible,
            selected,
            only,
        );
        if !(selected || near) {
            continue;
        }
        #[allow(clippy::cast_possible_truncation, reason = "window points")]
        let reach = 2.0 * hit::port_reach(part, view.zoom) as f32;
        for port in &part.ports {
            let rect =
                Rect::from_center_size(view.screen_from_canvas(area, port.at), vec2(reach, reach));
            let id = base.with((part.id, port.end.port.as_str()));
            plain_node(ui, id, rect, &port.accessible);
        }
    }
    told
}

impl Told {
    /// Tells of one node that takes the focus; chosen, it selects `only` what it stands for.
    fn node(
        &mut self,
        ui: &Ui,
        id: Id,
        rect: Rect,
        name: &str,
        selected: bool,
        only: impl Fn() -> Selection,
    ) {
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        if response.gained_focus() {
            self.reached = Some(rect);
        }
        if response.has_focus() {
            focus_ring(ui, rect);
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, true, name);
            info.selected = Some(selected);
            info
        });
        let clicked = self.asked
            && ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click));
        let entered = self.entered && response.has_focus();
        if clicked || entered {
            self.actions.push(Action::Select(only()));
        }
        // Enter on what is selected already goes on to its first value.
        if entered && selected {
            self.actions.push(Action::Command(Command::EditValue));
        }
    }
}

/// Shows what the keyboard is on: a ring of the theme's colour between two of the ground's, so that
/// it stands out from whatever it lies on.
fn focus_ring(ui: &Ui, rect: Rect) {
    let [r, g, b, _] = Ink::Ground.rgba(ui.visuals().dark_mode);
    let rings = [
        (3.6, Color32::from_rgb(r, g, b)),
        (1.8, theme::accent(ui.visuals())),
    ];
    for (width, colour) in rings {
        ui.painter().rect_stroke(
            rect.expand(6.2),
            4.0,
            Stroke::new(width, colour),
            StrokeKind::Middle,
        );
    }
}

/// A node that is only there to be found: ports are many and take no focus of their own.
fn plain_node(ui: &Ui, id: Id, rect: Rect, name: &str) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Button);
        node.set_label(name);
        node.set_bounds(accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
    });
}
