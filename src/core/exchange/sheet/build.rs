//! The sheet of a design at 1:1: shell, tubes, drivers and what else is a body, with measures.

use super::{
    Anchor, Item, Layer, Point, Sheet,
    callouts::{self, BESIDE, Callout},
    tables::{self, words_at},
};
use crate::{
    design::{Design, LinkId, PartId},
    picture::scene::{Bounds, Drawn, Ink, Scene, Shape, Weight},
    quantity::text,
};

/// Sheets of paper, landscape, mm.
const PAPERS: [[f64; 2]; 3] = [[297.0, 210.0], [420.0, 297.0], [594.0, 420.0]];
/// Around everything, mm.
const MARGIN: f64 = 10.0;
/// Height of the foot with the name, mm.
const FOOT: f64 = 14.0;
/// Between a drawing and its measure, mm.
const MEASURE: f64 = 6.0;
/// Strokes on paper: mm for each window point.
const MM_PER_POINT: f64 = 0.1;
/// Length of the line that says whether it was printed to scale, mm.
const CHECK: f64 = 50.0;

/// The sheet; absent where a design has no body.
pub(super) fn sheet(design: &Design, origin: String) -> Option<Sheet> {
    let scene = Scene::of(design);
    let mut items = drawing(design, &scene);
    let (low, high) = extent(&items)?;
    let callouts = names(design, &scene);
    let ([left, right], high_names) = callouts::room(&callouts, 0.5 * (low[0] + high[0]));
    let tables = tables::all(design);
    let sizes: Vec<[f64; 2]> = tables.iter().map(tables::Table::size).collect();
    let table_width = sizes.iter().map(|size| size[0]).fold(0.0, f64::max);
    let table_height = sizes.iter().map(|size| size[1]).sum::<f64>();

    let beside = |names: f64| if names > 0.0 { names + BESIDE } else { 0.0 };
    let drawn = [high[0] - low[0], high[1] - low[1]];
    let wide = MEASURE + beside(left) + drawn[0] + beside(right);
    let tall = drawn[1].max(high_names) + 2.0 * MEASURE;
    let needs = [
        wide + 8.0 + table_width + 2.0 * MARGIN,
        tall.max(table_height) + FOOT + 2.0 * MARGIN,
    ];
    let fits = |paper: &[f64; 2]| needs[0] <= paper[0] && needs[1] <= paper[1];
    let size = PAPERS
        .into_iter()
        .find(fits)
        .unwrap_or(needs.map(f64::ceil));

    // The drawing in the middle of what the tables leave.
    let free = size[0] - 2.0 * MARGIN - table_width - 8.0;
    let x = MARGIN + 0.5 * (free - wide).max(0.0) + MEASURE + beside(left) - low[0];
    let y = MARGIN + 0.5 * (size[1] - 2.0 * MARGIN - FOOT - drawn[1]) - low[1];
    let by = [x, y];
    for (_, item) in &mut items {
        moved(item, by);
    }
    let shift = |[x, y]: Point| [x + by[0], y + by[1]];
    let corners = [shift(low), shift(high)];
    let callouts: Vec<Callout> = callouts
        .into_iter()
        .map(|callout| Callout {
            at: shift(callout.at),
            ..callout
        })
        .collect();
    // Behind the names, so that no line from a name crosses it.
    let away = if left > 0.0 {
        left + BESIDE + MEASURE
    } else {
        MEASURE
    };
    let shell = Bounds::of(design.shell.outline_mm.iter().copied());
    measures(&mut items, design, by, away + shell.min[0] - low[0]);
    callouts::write(&mut items, &callouts, corners);
    let mut top = MARGIN;
    for (table, [_, height]) in tables.iter().zip(&sizes) {
        table.write(&mut items, [size[0] - MARGIN - table_width, top]);
        top += height;
    }
    foot(&mut items, design, size, &origin);
    Some(Sheet {
        size,
        title: format!("{}, 1:1", design.name),
        origin,
        items,
    })
}

/// Width and height of the shell; the height this far beside it.
fn measures(items: &mut Vec<(Layer, Item)>, design: &Design, by: Point, away: f64) {
    let shell = crate::design::geometry::bounds(design.shell.outline_mm.iter().copied());
    let Some([low, high]) = shell else {
        return;
    };
    let shift = |[x, y]: Point| [x + by[0], y + by[1]];
    let number = |mm: f64| text::bare_mm(mm * 1e-3);
    let below = [[low[0], high[1]], high].map(shift);
    callouts::measure(items, below, [0.0, MEASURE], &number(high[0] - low[0]));
    let beside = [low, [low[0], high[1]]].map(shift);
    callouts::measure(items, beside, [-away, 0.0], &number(high[1] - low[1]));
}

/// Name, origin, and a line to check the print with.
fn foot(items: &mut Vec<(Layer, Item)>, design: &Design, [width, height]: Point, origin: &str) {
    let y = height - MARGIN;
    let mut put = |item| items.push((Layer::Frame, item));
    put(Item::Path {
        points: vec![
            [5.0, 5.0],
            [width - 5.0, 5.0],
            [width - 5.0, height - 5.0],
            [5.0, height - 5.0],
        ],
        closed: true,
        fill: None,
        stroke: Some(([26, 31, 38, 255], 0.25)),
    });
    put(words_at(
        [MARGIN, y - 5.5],
        5.0,
        Anchor::Start,
        &design.name,
    ));
    put(words_at([MARGIN, y], tables::SIZE, Anchor::Start, origin));
    let depth = match design.shell.outline_mm.len() {
        0 => String::new(),
        _ => format!(
            ", shell {} deep inside",
            text::bare_mm(design.shell.depth_mm * 1e-3)
        ),
    };
    let right = width - MARGIN;
    let scale = format!("1:1, mm, as seen with the faceplate behind{depth}");
    put(words_at(
        [right, y - 5.5],
        tables::SIZE,
        Anchor::End,
        &scale,
    ));
    let from = right - CHECK;
    put(line(&[
        [from, y - 2.0],
        [from, y],
        [right, y],
        [right, y - 2.0],
    ]));
    let words = format!("{CHECK} mm when printed to scale");
    put(words_at([from - 2.0, y], tables::SIZE, Anchor::End, &words));
}

/// A thin line.
pub(super) fn line(points: &[Point]) -> Item {
    Item::Path {
        points: points.to_vec(),
        closed: false,
        fill: None,
        stroke: Some(([26, 31, 38, 255], 0.13)),
    }
}

/// Whether a part is a body that is built: neither electrical nor the ear.
fn is_built(design: &Design, id: PartId) -> bool {
    design.part(id).is_some_and(|part| {
        !part.kind.is_electrical() && !part.kind.facts().only_one && !part.bypassed
    })
}

fn is_tube(design: &Design, id: LinkId) -> bool {
    let link = design.link(id);
    link.is_some_and(|link| matches!(link.kind, crate::design::LinkKind::Tube(_)))
}

/// Everything that is a body, in the order it is drawn.
fn drawing(design: &Design, scene: &Scene) -> Vec<(Layer, Item)> {
    let mut items = Vec::new();
    for piece in scene.shell.iter().chain(&scene.nozzle) {
        shape(&mut items, Layer::Shell, piece);
    }
    let parts = || scene.parts.iter().filter(|part| is_built(design, part.id));
    let tubes = || scene.links.iter().filter(|link| is_tube(design, link.id));
    let all = |items: &mut Vec<_>, layer, drawn: &[Drawn]| {
        for piece in drawn {
            shape(items, layer, &piece.shape);
        }
    };
    for part in parts().filter(|part| part.below) {
        all(&mut items, Layer::Parts, &part.drawn);
    }
    for link in tubes() {
        all(&mut items, Layer::Tubes, &link.drawn);
    }
    for part in parts().filter(|part| !part.below) {
        all(&mut items, Layer::Parts, &part.drawn);
    }
    items
}

/// Names of tubes and drivers at what they are of.
fn names(design: &Design, scene: &Scene) -> Vec<Callout> {
    let tubes = scene.links.iter().filter(|link| is_tube(design, link.id));
    let tubes = tubes.map(|link| Callout {
        at: link.middle,
        words: format!("{} {}", link.label.name, link.label.value),
    });
    let named = |id: PartId| {
        let part = design.part(id)?;
        (is_built(design, id) && !part.kind.facts().point).then(|| part.name.clone())
    };
    let parts = scene.parts.iter().filter_map(|part| {
        Some(Callout {
            at: part.bounds.centre(),
            words: named(part.id)?,
        })
    });
    tubes.chain(parts).collect()
}

/// Least and greatest corner of all there is; absent where there is nothing.
fn extent(items: &[(Layer, Item)]) -> Option<(Point, Point)> {
    let mut bounds: Option<Bounds> = None;
    let mut take = |points: &[Point]| {
        let box_of = Bounds::of(points.iter().copied());
        match &mut bounds {
            Some(bounds) => bounds.join(box_of),
            None => bounds = Some(box_of),
        }
    };
    for (_, item) in items {
        match item {
            Item::Path { points, .. } if !points.is_empty() => take(points),
            Item::Circle {
                centre: [x, y],
                radius,
                ..
            } => take(&[[x - radius, y - radius], [x + radius, y + radius]]),
            _ => {}
        }
    }
    bounds.map(|bounds| (bounds.min, bounds.max))
}

fn moved(item: &mut Item, by: Point) {
    let shift = |point: &mut Point| *point = [point[0] + by[0], point[1] + by[1]];
    match item {
        Item::Path { points, .. } => points.iter_mut().for_each(shift),
        Item::Circle { centre: at, .. } | Item::Words { at, .. } => shift(at),
    }
}

fn shape(items: &mut Vec<(Layer, Item)>, layer: Layer, of: &Shape) {
    let ink = |ink: Ink| ink.rgba(false);
    let edged = |edge: Option<(Weight, Ink)>| {
        edge.map(|(weight, of)| (ink(of), f64::from(weight.points()) * MM_PER_POINT))
    };
    let path = |points: &[Point], closed, fill: Option<Ink>, edge| Item::Path {
        points: points.to_vec(),
        closed,
        fill: fill.map(ink),
        stroke: edged(edge),
    };
    match of {
        Shape::Line {
            points,
            closed,
            edge,
        } => items.push((layer, path(points, *closed, None, Some(*edge)))),
        Shape::Area { points, fill, edge } => {
            items.push((layer, path(points, true, Some(*fill), *edge)));
        }
        Shape::Disc {
            centre,
            radius,
            fill,
            edge,
        } => items.push((
            layer,
            Item::Circle {
                centre: *centre,
                radius: *radius,
                fill: fill.map(ink),
                stroke: edged(*edge),
            },
        )),
        Shape::Ribbon {
            left,
            right,
            fill,
            edge,
        } => {
            let around: Vec<Point> = left.iter().chain(right.iter().rev()).copied().collect();
            items.push((layer, path(&around, true, Some(*fill), *edge)));
        }
    }
}
