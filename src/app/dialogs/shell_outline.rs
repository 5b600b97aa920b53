//! The dialog that takes a shell's outline out of a drawing: all outlines in a picture, the unit where
//! the drawing does not say, and what was found. Nothing is changed before it is accepted.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright, theme,
        widgets::buttons::{cancel, primary, title},
    },
    design::{
        Edit, Severity,
        geometry::{self, Point},
        shell::Shell,
    },
    exchange::{
        Drawing,
        outline::{Axis, Outline, Unit},
    },
    words::sentence,
};
use egui::{Label, Pos2, Rect, RichText, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};
use std::path::PathBuf;

/// Size of the picture, points.
const PICTURE: Vec2 = vec2(420.0, 370.0);

/// A drawing that was read, and what is chosen of it.
pub(in crate::app) struct ShellOutline {
    name: String,
    path: PathBuf,
    drawing: Drawing,
    outline: Option<usize>,
    unit: Option<Unit>,
}

impl ShellOutline {
    /// The drawing of a file, with the unit that was chosen before.
    pub(in crate::app) fn new(
        name: String,
        path: PathBuf,
        drawing: Drawing,
        unit: Option<Unit>,
    ) -> Self {
        Self {
            name,
            path,
            outline: drawing.proposed,
            unit: unit.or(drawing.scale.likely()),
            drawing,
        }
    }

    /// The shell as it is chosen, and what is said of its size.
    fn shell(&self, depth_mm: f64) -> Result<(Shell, String), String> {
        let outline = self.outline.ok_or(tr!("choose an outline"))?;
        let taken = self
            .drawing
            .shell(Some(outline), self.unit, &self.name, depth_mm);
        let (shell, size) = taken.map_err(|error| error.to_string())?;
        Ok((shell, size.message))
    }
}

impl Dialog for ShellOutline {
    fn width(&self) -> f32 {
        800.0
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        title(ui, tr!("Shell from a drawing"));
        let now = &app.session.design().shell;
        let mut along = None;
        ui.horizontal_top(|ui| {
            picture_ui(ui, &self.drawing, &mut self.outline);
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ScrollArea::vertical().max_height(PICTURE.y).show(ui, |ui| {
                    unit_ui(ui, &self.drawing, self.outline, &mut self.unit);
                    along = self.drawing.body.and_then(|body| axis_ui(ui, body.along));
                    list_ui(ui, &self.drawing, self.unit, &mut self.outline);
                    findings_ui(ui, &self.drawing);
                });
            });
        });
        let taken = self.shell(now.depth_mm);
        let said = taken
            .as_ref()
            .map_or_else(Clone::clone, |(_, size)| size.clone());
        ui.add_space(6.0);
        ui.add(Label::new(sentence(&said)).wrap());
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(taken.is_ok(), |ui| {
                if primary(ui, tr!("Take as the shell")).clicked()
                    && let Ok((shell, _)) = taken
                {
                    let label = tr!("Shell from {}", self.name);
                    ask = Ask::then(move |app, _| {
                        app.edit(&label, &Edit::SetShell(shell));
                        app.canvas.fit();
                    });
                }
            });
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        if let Some(along) = along {
            let (path, unit) = (self.path.clone(), self.unit);
            ask = Ask::then(move |app, ctx| {
                app.shell_seen_along(ctx, &path, Some(along), unit);
            });
        }
        ask
    }
}

/// The units that may be meant, each with the size that follows.
fn unit_ui(ui: &mut Ui, drawing: &Drawing, outline: Option<usize>, unit: &mut Option<Unit>) {
    ui.label(RichText::new(tr!("Unit of the drawing")).color(theme::text_strong(ui.visuals())));
    let shown = outline.or((!drawing.outlines.is_empty()).then_some(0));
    let size = shown
        .and_then(|shown| drawing.outlines.get(shown))
        .map(Outline::size);
    let stated = drawing.scale.stated.map(|mm| (tr!("as stated"), None, mm));
    let offers = drawing.scale.offers.iter();
    let offers = offers.map(|(offer, mm)| (offer.word(), Some(*offer), *mm));
    for (word, offer, mm) in stated.into_iter().chain(offers) {
        let [width, height] = size.unwrap_or_default().map(|side| side * mm);
        let words = format!("{word}: {width:.1} × {height:.1} mm");
        theme::with_round_edge(ui, |ui| ui.radio_value(unit, offer, words));
    }
    ui.add_space(8.0);
}

/// The axes along which a mesh may be deep: the one that is chosen instead.
fn axis_ui(ui: &mut Ui, now: Axis) -> Option<Axis> {
    let mut along = now;
    ui.label(RichText::new(tr!("Depth along")).color(theme::text_strong(ui.visuals())));
    ui.horizontal(|ui| {
        for axis in Axis::ALL {
            theme::with_round_edge(ui, |ui| ui.radio_value(&mut along, axis, axis.word()));
        }
    });
    ui.add_space(8.0);
    (along != now).then_some(along)
}

/// Every outline by its size, and why it is not proposed.
fn list_ui(ui: &mut Ui, drawing: &Drawing, unit: Option<Unit>, chosen: &mut Option<usize>) {
    ui.label(RichText::new(tr!("Outline")).color(theme::text_strong(ui.visuals())));
    let mm = drawing.scale.mm(unit);
    for (n, outline) in drawing.outlines.iter().enumerate() {
        let [width, height] = outline.size().map(|side| side * mm.unwrap_or(1.0));
        let unit = if mm.is_some() { "mm" } else { tr!("units") };
        let mut words = format!("{}: {width:.1} × {height:.1} {unit}", n + 1);
        if !outline.name.is_empty() {
            words = format!(
                "{words}, “{}”",
                outline.name.chars().take(40).collect::<String>()
            );
        }
        if let Some(why) = outline.not_taken {
            words = format!("{words} ({why})");
        }
        theme::with_round_edge(ui, |ui| ui.radio_value(chosen, Some(n), words));
    }
    ui.add_space(8.0);
}

fn findings_ui(ui: &mut Ui, drawing: &Drawing) {
    for finding in &drawing.findings {
        let mut text = RichText::new(sentence(&finding.message));
        if finding.severity != Severity::Note {
            text = text.color(ui.visuals().warn_fg_color);
        }
        ui.add(Label::new(text).wrap());
    }
}

/// All outlines, the chosen one filled. A click chooses the smallest one around it.
fn picture_ui(ui: &mut Ui, drawing: &Drawing, chosen: &mut Option<usize>) {
    let (area, response) = ui.allocate_exact_size(PICTURE, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Image, true, tr!("Outlines of the drawing"))
    });
    ui.painter()
        .rect_filled(area, 4.0, theme::sunken(ui.visuals()));
    let points = drawing
        .outlines
        .iter()
        .flat_map(|outline| outline.points.iter());
    let Some(bounds) = geometry::bounds(points.copied()) else {
        return;
    };
    let view = View::of(bounds, area.shrink(14.0));
    let under = |at: Pos2| {
        let at = view.drawing(at);
        // The largest comes first.
        let mut outlines = drawing.outlines.iter().enumerate().rev();
        outlines
            .find(|(_, outline)| geometry::inside(&outline.points, at))
            .map(|(n, _)| n)
    };
    let hovered = response.hover_pos().and_then(under);
    if response.clicked() && hovered.is_some() {
        *chosen = hovered;
    }
    let painter = ui.painter().with_clip_rect(area);
    let accent = theme::accent(ui.visuals());
    for (n, outline) in drawing.outlines.iter().enumerate() {
        let points: Vec<Pos2> = outline
            .points
            .iter()
            .map(|point| view.window(*point))
            .collect();
        let stroke = if *chosen == Some(n) {
            Stroke::new(2.5, accent)
        } else if hovered == Some(n) {
            Stroke::new(1.5, theme::text_strong(ui.visuals()))
        } else {
            Stroke::new(1.0, ui.visuals().weak_text_color())
        };
        painter.add(Shape::closed_line(points, stroke));
    }
}

/// Where a drawing lies in the picture: as large as fits, in its middle.
struct View {
    scale: f64,
    middle: Point,
    centre: Pos2,
}

impl View {
    fn of([low, high]: [Point; 2], area: Rect) -> Self {
        let [width, height] = geometry::subtract(high, low);
        let fits = |room: f32, size: f64| f64::from(room) / size.max(1e-9);
        Self {
            scale: fits(area.width(), width).min(fits(area.height(), height)),
            middle: geometry::scaled(geometry::add(low, high), 0.5),
            centre: area.center(),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "points of the window")]
    fn window(&self, point: Point) -> Pos2 {
        let [x, y] = geometry::scaled(geometry::subtract(point, self.middle), self.scale);
        pos2(self.centre.x + x as f32, self.centre.y + y as f32)
    }

    fn drawing(&self, at: Pos2) -> Point {
        let away = [
            f64::from(at.x - self.centre.x),
            f64::from(at.y - self.centre.y),
        ];
        geometry::add(self.middle, geometry::scaled(away, 1.0 / self.scale))
    }
}
