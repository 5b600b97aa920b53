//! Where words go: beside their part, clear of every symbol, link and other word; where there is no
//! room, further off with a line to what they name.

mod places;
mod taken;

pub(super) use taken::Taken;

use super::paint::Paint;
use crate::{
    design::Subject,
    picture::scene::{Ink, Scene, SceneLink, ScenePart, path},
};
use egui::{
    Color32, FontId, Galley, Pos2, Rect, Sense, Stroke, Ui, Vec2, text::LayoutJob,
    text::TextWrapping, vec2,
};
use places::{
    CLOSE, FAR, GAP, beside, called_out, inside, leader, on_both_sides, stretches, whole,
};
use std::{collections::BTreeMap, sync::Arc};
use taken::{APART, Holds, TIGHT};

/// Least zoom at which words are shown, window points per mm.
pub(super) const LEAST_ZOOM: f64 = 6.0;
/// Least zoom at which everything is named.
const NAMES_FROM: f64 = 4.0;
/// What is at least this long or wide on the window, points, is named at any zoom; a shorter tube at
/// none.
const LEAST_NAMED: f32 = 14.0;
/// Most parts that are named from afar: among more of them names would be all there is to see.
const MOST_FROM_AFAR: usize = 40;
/// Lines lead to so many at most: more would hide the drawing, and take long to be found.
const MOST_LED: usize = 24;
/// Font size of the names of marks, points.
const MARK_SIZE: f32 = 11.0;
/// Longer words are cut, window points; they are said whole when the pointer rests on them.
const LONGEST: f32 = 190.0;

/// Font size at a zoom, in halves of a point: every new size fills the glyph atlas anew.
fn font_size(zoom: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "a font size")]
    let size = (8.0 + 0.28 * zoom) as f32;
    ((size * 2.0).round() / 2.0).clamp(10.0, 14.0)
}

/// What stands on the window already.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// Badges, buttons, handles and captions, which nothing may lie on.
    pub(super) marks: &'a [Rect],
    /// Lines of frames and rings of probes, which words keep off where they can.
    pub(super) lines: &'a [Rect],
}

/// Paints the words of everything that is seen, clear of what stands already; answers with where
/// what is named so stands.
pub(super) fn paint(
    ui: &Ui,
    paint: &Paint<'_>,
    scene: &Scene,
    standing: Standing<'_>,
    taken: &mut Taken,
) -> BTreeMap<Subject, Rect> {
    let mut named = BTreeMap::new();
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    if paint.view.zoom < LEAST_ZOOM && seen.take(MOST_FROM_AFAR + 1).count() > MOST_FROM_AFAR {
        return named;
    }
    take(paint, scene, standing, taken);
    // What stands beside its own comes first, so that no line from elsewhere ends up there.
    let mut crowded = Vec::new();
    for word in words(paint, scene) {
        match beside_its_own(paint, taken, &word) {
            Ok((galley, place)) => {
                named.extend(word.subject.map(|subject| (subject, place.rect)));
                put(ui, paint, taken, galley, place);
            }
            Err(Some(galley)) => crowded.push((word, galley)),
            Err(None) => {}
        }
    }
    let lines = crowded.len() <= MOST_LED;
    for (word, galley) in crowded {
        if let Some(place) = in_a_crowd(paint, taken, &word, galley.size(), lines) {
            named.extend(word.subject.map(|subject| (subject, place.rect)));
            put(ui, paint, taken, galley, place);
        }
    }
    named
}

/// Paints the name of a mark in its own ink, where it is clear of what stands already; left out
/// where there is no room: its ink is that of its curve.
pub(super) fn mark(
    ui: &Ui,
    paint: &Paint<'_>,
    taken: &mut Taken,
    (name, ink): (&str, Color32),
    around: Rect,
) {
    let word = Word {
        subject: None,
        name,
        value: "",
        size: MARK_SIZE,
        ink: Some(ink),
        fade: 1.0,
        of: Of::Mark(around),
    };
    let found = match beside_its_own(paint, taken, &word) {
        Ok(found) => Some(found),
        Err(crowded) => crowded.and_then(|galley| {
            let place = in_a_crowd(paint, taken, &word, galley.size(), true)?;
            Some((galley, place))
        }),
    };
    if let Some((galley, place)) = found {
        put(ui, paint, taken, galley, place);
    }
}

/// Takes what is drawn on the window.
fn take(paint: &Paint<'_>, scene: &Scene, standing: Standing<'_>, taken: &mut Taken) {
    taken.clear(paint.area);
    for &mark in standing.marks {
        taken.add(mark, Holds::Words);
    }
    for &line in standing.lines {
        taken.add(line, Holds::Things);
    }
    // From afar a cup fills the window: what stands in it is named upon it.
    let near = paint.view.zoom >= LEAST_ZOOM;
    let solid = |part: &&Arc<ScenePart>| near || !part.below;
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    for part in seen.filter(solid) {
        let rect = paint.view.rect(paint.area, part.bounds).expand(1.0);
        taken.add(rect, Holds::Things);
    }
    for wall in &scene.nozzle {
        let rect = paint.view.rect(paint.area, wall.bounds()).expand(1.0);
        taken.add(rect, Holds::Things);
    }
    for link in scene.links.iter().filter(|link| paint.sees(link.bounds)) {
        let half = paint.view.points(link.half_width) + 2.0;
        for stretch in stretches(link.path.iter().map(|at| paint.at(*at))) {
            taken.add(stretch.expand(half), Holds::Things);
        }
    }
}

/// What is to stand somewhere.
struct Word<'a> {
    /// What is named by it.
    subject: Option<Subject>,
    name: &'a str,
    /// Empty where there is none, or no room for it.
    value: &'a str,
    /// Points.
    size: f32,
    /// That of texts where it has none of its own.
    ink: Option<Color32>,
    /// How opaque.
    fade: f32,
    of: Of<'a>,
}

/// What words stand beside.
enum Of<'a> {
    /// A part; within it too where it is hollow.
    Part { around: Rect, hollow: bool },
    /// A tube so long, mm, and of half so many points across its middle.
    Tube {
        link: &'a SceneLink,
        total: f64,
        half: f32,
    },
    /// What sits in a tube.
    Insert(Rect),
    /// What is marked on the drawing.
    Mark(Rect),
}

/// The words of everything that is seen and named at this zoom.
fn words<'a>(paint: &Paint<'_>, scene: &'a Scene) -> impl Iterator<Item = Word<'a>> {
    let zoom = paint.view.zoom;
    let size = font_size(zoom);
    // From afar there is room for names, hardly for values; from farther off only what is drawn large
    // is named: its size on the window decides, not the zoom.
    let near = zoom >= LEAST_ZOOM;
    let worth = move |extent: f32| zoom >= NAMES_FROM || extent >= LEAST_NAMED;
    let parts = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    let parts = parts.filter_map(move |part| {
        let around = paint.view.rect(paint.area, part.bounds);
        worth(around.size().max_elem()).then(|| Word {
            subject: Some(Subject::Part(part.id)),
            name: &part.label.name,
            value: if near { &part.label.value } else { "" },
            size,
            ink: None,
            fade: if part.state.muted || part.state.bypassed {
                0.55
            } else {
                1.0
            },
            of: Of::Part {
                around,
                hollow: !near,
            },
        })
    });
    let links = scene.links.iter().filter(|link| paint.sees(link.bounds));
    let links = links.flat_map(move |link| {
        let half = paint.view.points(link.half_width);
        let total = path::length(&link.path);
        let extent = paint.view.points(total).max(2.0 * half);
        let tube = (worth(extent) && extent >= LEAST_NAMED).then(|| Word {
            subject: Some(Subject::Link(link.id)),
            name: &link.label.name,
            value: if near { &link.label.value } else { "" },
            size,
            ink: None,
            fade: 1.0,
            of: Of::Tube { link, total, half },
        });
        let inserts = link.inserts.iter().filter(move |_| near);
        tube.into_iter().chain(inserts.map(move |insert| {
            let reach = paint.view.points(insert.radius);
            Word {
                subject: None,
                name: "",
                value: &insert.label,
                size: size - 1.0,
                ink: None,
                fade: 1.0,
                of: Of::Insert(Rect::from_center_size(
                    paint.at(insert.at),
                    Vec2::splat(2.0 * reach),
                )),
            }
        }))
    });
    parts.chain(links)
}

impl Word<'_> {
    /// The fullest form first.
    fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        let short = (!self.name.is_empty() && !self.value.is_empty()).then_some((self.name, ""));
        std::iter::once((self.name, self.value)).chain(short)
    }

    /// Where words of this size may stand beside it and are seen whole, the best place first.
    fn places(&self, paint: &Paint<'_>, text: Vec2) -> Vec<Rect> {
        let places: Vec<Rect> = match self.of {
            Of::Insert(around) | Of::Mark(around) => beside(around, text).into_iter().collect(),
            Of::Tube { link, total, half } => {
                on_both_sides(paint, &link.path, total, half + GAP, text).collect()
            }
            Of::Part { around, hollow } => {
                // What is large and hollow has room for its name within.
                let room = around.width() > 1.2 * text.x && around.height() > 3.0 * text.y;
                let within = (hollow && room).then(|| inside(around, text));
                beside(around, text).into_iter().chain(within).collect()
            }
        };
        let whole = |place| whole(paint.area, place);
        places.into_iter().filter_map(whole).collect()
    }

    /// What a line from words farther off leads to.
    fn target(&self, paint: &Paint<'_>) -> Option<Rect> {
        match self.of {
            Of::Part { around, .. } | Of::Mark(around) => Some(around),
            Of::Tube { link, half, .. } => Some(Rect::from_center_size(
                paint.at(link.middle),
                Vec2::splat(2.0 * half),
            )),
            Of::Insert(_) => None,
        }
    }
}

/// Where words stand.
#[derive(Clone, Copy)]
struct Place {
    rect: Rect,
    kind: Stands,
}

#[derive(Clone, Copy)]
enum Stands {
    /// On free ground.
    Free,
    /// On a little of symbols and links.
    Over,
    /// On free ground farther off: with a line of this opacity to what they name.
    Led([Pos2; 2], f32),
}

/// A form of the words, and a place beside their own that is free for it; else the shortest form
/// there is.
fn beside_its_own(
    paint: &Paint<'_>,
    taken: &Taken,
    word: &Word<'_>,
) -> Result<(Arc<Galley>, Place), Option<Arc<Galley>>> {
    let mut last = None;
    for (name, value) in word.forms() {
        let Some(galley) = galley(paint, name, value, word) else {
            continue;
        };
        let places = word.places(paint, galley.size());
        if let Some(rect) = places
            .into_iter()
            .find(|place| taken.is_free(*place, APART))
        {
            let kind = Stands::Free;
            return Ok((galley, Place { rect, kind }));
        }
        last = Some(galley);
    }
    Err(last)
}

/// A place for words that found none beside their own: with a gap to other words if there is any such,
/// else right beside them.
fn in_a_crowd(
    paint: &Paint<'_>,
    taken: &Taken,
    word: &Word<'_>,
    text: Vec2,
    lines: bool,
) -> Option<Place> {
    [APART, TIGHT]
        .into_iter()
        .find_map(|apart| in_a_crowd_apart(paint, taken, word, text, (lines, apart)))
}

/// A place so far apart from other words: a little off with a line to it, where there are to be lines,
/// else where they hide least, unless that is much, else far off.
fn in_a_crowd_apart(
    paint: &Paint<'_>,
    taken: &Taken,
    word: &Word<'_>,
    text: Vec2,
    (lines, apart): (bool, Vec2),
) -> Option<Place> {
    let target = word.target(paint).filter(|_| lines);
    let off = |steps: &[f32]| {
        let target = target?;
        steps.iter().find_map(|step| {
            let lines = called_out(target, text, *step).filter_map(|rect| {
                let line = leader(rect, target);
                let clear = paint.area.contains_rect(rect)
                    && taken.is_free(rect, apart)
                    && !taken.has_words_on(line);
                clear.then_some((rect, line))
            });
            let length = |(_, [from, to]): &(Rect, [Pos2; 2])| from.distance(*to);
            let nearest = lines.min_by(|a, b| length(a).total_cmp(&length(b)));
            nearest.map(|(rect, line)| {
                let kind = Stands::Led(line, word.fade);
                Place { rect, kind }
            })
        })
    };
    off(&CLOSE)
        .or_else(|| {
            let rect = taken.least_hiding(word.places(paint, text).into_iter(), apart)?;
            let kind = Stands::Over;
            Some(Place { rect, kind })
        })
        .or_else(|| off(&FAR))
}

/// Paints words where they stand, and takes the place.
fn put(ui: &Ui, paint: &Paint<'_>, taken: &mut Taken, galley: Arc<Galley>, place: Place) {
    let rect = place.rect;
    match place.kind {
        Stands::Free => {}
        Stands::Over => {
            // Wires and symbols would run through the words.
            let ground = paint.colour(Ink::Ground).gamma_multiply(0.8);
            (paint.painter).rect_filled(rect.expand2(vec2(2.0, 0.0)), 3.0, ground);
        }
        Stands::Led(line, fade) => {
            let colour = paint.colour(Ink::TextSoft).gamma_multiply(fade);
            (paint.painter).line_segment(line, Stroke::new(1.0, colour));
            (paint.painter).circle_filled(line[1], 2.0, colour);
            taken.add_line(line);
        }
    }
    taken.add(rect, Holds::Words);
    if galley.elided {
        let id = ui.scope_id().with(("label", galley.text()));
        ui.interact(rect, id, Sense::hover())
            .on_hover_text(galley.text());
    }
    (paint.painter).galley(rect.min, galley, Color32::PLACEHOLDER);
}

/// The name strong, the value soft behind it; nothing of neither.
fn galley(paint: &Paint<'_>, name: &str, value: &str, word: &Word<'_>) -> Option<Arc<Galley>> {
    if name.is_empty() && value.is_empty() {
        return None;
    }
    let mut job = LayoutJob::default();
    let font = FontId::proportional(word.size);
    let format = |ink: Ink| egui::TextFormat {
        font_id: font.clone(),
        color: (word.ink.unwrap_or_else(|| paint.colour(ink))).gamma_multiply(word.fade),
        ..Default::default()
    };
    job.append(name, 0.0, format(Ink::Text));
    if !value.is_empty() {
        let lead = if name.is_empty() { 0.0 } else { 5.0 };
        job.append(value, lead, format(Ink::TextSoft));
    }
    job.wrap = TextWrapping::truncate_at_width(LONGEST);
    Some(paint.painter.layout_job(job))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn font_sizes_come_in_halves() {
        for zoom in [6.0, 7.3, 11.9, 40.0] {
            let size = font_size(zoom);
            assert_eq!((size * 2.0).fract(), 0.0);
            assert!((10.0..=14.0).contains(&size));
        }
    }
}
