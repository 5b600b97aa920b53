//! The canvas: view, hit testing, tools, and the glue between `picture::scene` and egui.

mod backdrop;
mod badge;
mod drop;
mod editor;
mod events;
mod glow;
pub mod hit;
mod kept_shapes;
mod labels;
mod marks;
mod menu;
mod nodes;
mod overlay;
mod paint;
pub(in crate::app) mod picture;
mod polarity_badge;
mod terminals;
pub mod tool;
pub mod view;

use super::actions::{Action, Selection};
use crate::{
    design::{Design, Problem, Subject},
    picture::scene::{Point, Scene, ScenePart},
    tuning::alignment::Suggestion,
};
use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo};
use hit::Hit;
use kept_shapes::{Baked, Layer};
pub use marks::{Glow, Marks};
use paint::Paint;
use std::{collections::BTreeMap, sync::Arc};
pub use terminals::Polarities;
use tool::{Stage, Tool};
use view::View;

/// What the canvas shows; it changes none of it, but asks for changes by actions.
#[derive(Debug, Clone, Copy)]
pub struct CanvasInput<'a> {
    /// The design as it is shown, a running preview included.
    pub design: &'a Arc<Design>,
    /// What is selected.
    pub selection: &'a Selection,
    /// What is wrong or doubtful.
    pub problems: &'a [Problem],
    /// Drivers that play against the others.
    pub suggestions: &'a [Suggestion],
    /// What the pointer is over somewhere in the window.
    pub hovered: Option<Subject>,
    /// Grid that positions snap to, mm; 0: none.
    pub grid_mm: f64,
    /// Whether the ground is dark.
    pub dark: bool,
}

/// What the canvas remembers between frames.
#[derive(Debug, Default)]
pub struct CanvasState {
    /// Pan and zoom.
    pub view: View,
    /// What is marked besides the design.
    pub marks: Marks,
    /// Whether Esc is the key of a field or a menu in this frame, which it ends.
    pub escape_is_taken: bool,
    tool: Tool,
    /// What was selected before the gesture that runs.
    selected_before: Selection,
    hover: Hit,
    /// Where the pointer is, mm.
    pointer: Option<Point>,
    /// While the view is dragged: the view before.
    panning: Option<View>,
    fitted: Fitted,
    nudge: Option<events::Nudge>,
    menu: Option<menu::Menu>,
    editor: Option<editor::Editor>,
    previewed: Option<Action>,
    cache: Option<(Arc<Design>, Arc<Scene>)>,
    baked: Baked,
    polarities: Polarities,
    /// Where words cannot stand.
    taken: labels::Taken,
    /// Where the names of parts and links stand on the window.
    named: BTreeMap<Subject, Rect>,
}

/// Whether the view is one that shows the whole drawing.
#[derive(Debug, Clone, Copy, Default)]
enum Fitted {
    /// It is to become one.
    #[default]
    Wanted,
    /// It was made one for an area of this size, and follows the area until it is moved.
    To(Vec2, View),
    /// It was chosen.
    Chosen,
}

impl Fitted {
    /// Whether the view has to be made anew for an area of this size.
    fn is_due(self, size: Vec2, view: View) -> bool {
        match self {
            Self::Wanted => true,
            Self::To(of, fitted) => of != size && view == fitted,
            Self::Chosen => false,
        }
    }
}

impl CanvasState {
    /// Which way round the drivers of this design are wired.
    pub(super) fn polarities(&mut self, design: &Arc<Design>) -> &Polarities {
        self.polarities.follow(design);
        &self.polarities
    }

    /// Shows the whole drawing at the next frame.
    pub fn fit(&mut self) {
        self.fitted = Fitted::Wanted;
    }

    /// Magnifies about the middle by a factor.
    pub fn zoom_by(&mut self, area: Rect, factor: f64) {
        self.view.zoom_at(area, area.center(), factor);
    }

    /// Whether a gesture runs: plain keys belong to it, not to commands.
    pub fn in_gesture(&self) -> bool {
        self.tool.is_running()
    }

    /// Where something new goes, mm: under the pointer while it is over the canvas, else in the
    /// middle of what is seen. On whole millimetres.
    pub fn spot(&self) -> Point {
        self.pointer.unwrap_or(self.view.centre_mm).map(f64::round)
    }

    /// Where the names of parts and links stand on the window: a click on one is meant for what it
    /// names.
    pub fn named(&self) -> &BTreeMap<Subject, Rect> {
        &self.named
    }

    /// Whether the pointer is over the canvas, and says where something new goes.
    pub fn is_pointed_at(&self) -> bool {
        self.pointer.is_some()
    }

    /// Brings a part or link into the middle, magnified enough to be read.
    pub fn reveal(&mut self, design: &Arc<Design>, subject: Subject) {
        let scene = self.scene(design);
        let bounds = match subject {
            Subject::Design => None,
            Subject::Part(id) => scene.part(id).map(|part| part.bounds),
            Subject::Link(id) => scene.link(id).map(|link| link.bounds),
        };
        if let Some(bounds) = bounds {
            self.view.centre_mm = bounds.centre();
            self.view.zoom = self.view.zoom.max(labels::LEAST_ZOOM * 1.5);
            self.fitted = Fitted::Chosen;
        }
    }

    /// The drawing of a design, laid out once for each design.
    /// Names what is drawn anew, in another language.
    pub fn say_anew(&mut self) {
        self.cache = None;
    }

    fn scene(&mut self, design: &Arc<Design>) -> Arc<Scene> {
        if let Some((known, scene)) = &self.cache
            && Arc::ptr_eq(known, design)
        {
            return Arc::clone(scene);
        }
        let before = self
            .cache
            .as_ref()
            .map(|(known, scene)| (known.as_ref(), scene.as_ref()));
        let scene = Arc::new(Scene::after(design, before));
        self.cache = Some((Arc::clone(design), Arc::clone(&scene)));
        scene
    }
}

/// Draws the canvas into the space that is left and returns what the user asks for.
pub fn canvas_ui(ui: &mut Ui, state: &mut CanvasState, input: &CanvasInput<'_>) -> Vec<Action> {
    let area = ui.available_rect_before_wrap();
    let ground = ui.allocate_rect(area, Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, tr!("Canvas")));
    let scene = state.scene(input.design);
    let due = state.fitted.is_due(area.size(), state.view);
    if due && area.is_positive() && !state.in_gesture() {
        state.view.fit(area, scene.bounds);
        state.fitted = Fitted::To(area.size(), state.view);
    }
    let stage = Stage {
        design: input.design,
        scene: &scene,
        selection: input.selection,
        zoom: state.view.zoom,
        grid_mm: input.grid_mm,
    };
    let mut actions = events::handle(ui, &ground, state, stage);
    let painter = ui.painter_at(area);
    let paint = Paint {
        painter: &painter,
        view: state.view,
        area,
        dark: input.dark,
        gathered: None,
    };
    state.polarities.follow(input.design);
    let mut baked = std::mem::take(&mut state.baked);
    let mut taken = std::mem::take(&mut state.taken);
    baked.begin(&paint);
    state.named = draw(ui, &paint, (&mut baked, &mut taken), state, input, stage);
    baked.end();
    (state.baked, state.taken) = (baked, taken);
    let alt = ui.input(|i| i.modifiers.alt);
    actions.extend(drop::handle(&ground, &paint, stage, alt));
    actions.extend(badge::connect(ui, &paint, &scene, input.selection));
    actions.extend(polarity_badge::badges(
        ui,
        &paint,
        &scene,
        input.suggestions,
    ));
    if let Some(menu) = &state.menu {
        ground.context_menu(|ui| menu::show(ui, menu, stage, &state.marks, &mut actions));
    }
    if let Some(editor) = &mut state.editor
        && !editor.show(ui, &paint, stage, &mut actions)
    {
        state.editor = None;
    }
    let told = nodes::announce(ui, area, &state.view, &scene, input.selection);
    actions.extend(told.actions);
    // What the keyboard has come to is seen.
    if let Some(reached) = told.reached {
        state.view.bring_in(area, reached);
        ui.ctx().request_repaint();
    }
    actions
}

fn part_shapes(paint: &Paint<'_>, part: &ScenePart) {
    paint.drawn(&part.drawn, badge::fade(part));
}

/// Paints everything, from the grid up; answers with what is named.
fn draw(
    ui: &Ui,
    paint: &Paint<'_>,
    (baked, taken): (&mut Baked, &mut labels::Taken),
    state: &CanvasState,
    input: &CanvasInput<'_>,
    stage: Stage<'_>,
) -> BTreeMap<Subject, Rect> {
    let scene = stage.scene;
    let hovered = input.hovered.or_else(|| state.hover.subject());
    baked.behind(paint, backdrop::grid);
    for shape in scene.shell.iter().chain(&scene.nozzle) {
        paint.shape(shape, 1.0);
    }
    glow::light(paint, scene, &state.marks);
    let seen = |part: &&Arc<ScenePart>| paint.shows(scene, part);
    let of_kind = |below: bool| {
        let parts = scene.parts.iter().filter(move |part| part.below == below);
        parts.filter(seen)
    };
    baked.paint(paint, Layer::Ground, of_kind(true), part_shapes);
    overlay::beneath(paint, scene, input.selection, hovered);
    let links = || scene.links.iter().filter(|link| paint.sees(link.bounds));
    let rooms = scene.parts.iter().filter(|part| part.room.is_some());
    baked.paint(paint, Layer::Walls, links(), |paint, link| {
        paint.walls(&link.drawn);
    });
    baked.paint(paint, Layer::Rooms, rooms.filter(seen), |paint, part| {
        paint.rooms(&part.drawn);
    });
    baked.paint(paint, Layer::Insides, links(), |paint, link| {
        paint.insides(&link.drawn);
    });
    baked.paint(paint, Layer::Parts, of_kind(false), part_shapes);
    overlay::dots(paint, scene);
    for part in scene.parts.iter().filter(seen) {
        badge::states(paint, part);
    }
    overlay::frames(paint, scene, input.selection, hovered);
    overlay::gesture(paint, stage, &state.tool);
    overlay::ports(paint, stage, &state.tool, &state.hover);
    overlay::handles(paint, scene, input.selection);
    terminals::show(paint, scene, &state.polarities);
    let badges = badge::badges(paint, scene, input.problems);
    let open = scene.parts.iter().filter(|part| part.unconnected);
    let marks: Vec<Rect> = badges
        .iter()
        .map(|badge| badge.rect)
        .chain(open.map(|part| badge::connect_rect(paint, part)))
        .chain(terminals::marks(paint, scene, &state.polarities))
        .chain((input.suggestions.iter()).filter_map(|s| polarity_badge::rect(paint, scene, s)))
        .chain(overlay::shown_handle(paint, scene, input.selection))
        .chain(backdrop::captions(paint))
        .collect();
    let mut lines = overlay::frame_sides(paint, scene, input.selection);
    lines.extend(marks::rings(paint, scene, &state.marks));
    let standing = labels::Standing {
        marks: &marks,
        lines: &lines,
    };
    let named = labels::paint(ui, paint, scene, standing, taken);
    marks::probes(ui, paint, scene, &state.marks, taken);
    glow::legend(ui, paint, &state.marks);
    badge::problems(ui, paint, &badges);
    backdrop::scale(paint, state.pointer);
    named
}
