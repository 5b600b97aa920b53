//! One link of the drawing: wires, tubes at their bore with what sits in them, joints.

use super::{
    Bounds, Drawn, Ink, Label, Point, ScenePart, Shape, Weight, label, path, shape::ribbon_sides,
};
use crate::{
    design::{
        Block, Design, Domain, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind,
        Obstacles, PartId, Section, Tube,
    },
    library,
};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// A link as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneLink {
    /// Which link.
    pub id: LinkId,
    /// Its domain.
    pub domain: Domain,
    /// Where it begins.
    pub from: LinkEnd,
    /// Where it ends.
    pub to: LinkEnd,
    /// What a screen reader calls it: “T2 tube 12 mm Ø1.0 mm”.
    pub accessible: String,
    /// What stands on it.
    pub label: Label,
    /// The points it runs through, mm.
    pub path: Vec<Point>,
    /// The points a wire would run through if it were the only one, mm; empty for other links.
    pub course: Vec<Point>,
    /// Where a wire searched for a way beside others, mm; absent where its course runs along none of
    /// another net.
    pub searched: Option<Block>,
    /// Half way along it, mm.
    pub middle: Point,
    /// Half its greatest width, mm; 0 for wires and joints.
    pub half_width: f64,
    /// Its shapes, in order.
    pub drawn: Vec<Drawn>,
    /// Its way-points, mm.
    pub way_points: Vec<Point>,
    /// What sits in it.
    pub inserts: Vec<SceneInsert>,
    /// The box around it, mm.
    pub bounds: Bounds,
    /// Parts that touch this box have a say in its path, mm: wires lead round parts.
    pub heeds: Bounds,
}

/// Something that sits in a tube, as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneInsert {
    /// Its middle, mm.
    pub at: Point,
    /// How far it can be grabbed, mm.
    pub radius: f64,
    /// Its value.
    pub label: String,
    /// What a screen reader calls it.
    pub accessible: String,
}

/// What links mean for the parts they end on.
pub(super) struct Ends<'a> {
    /// Every port a link ends on.
    linked: FxHashSet<&'a LinkEnd>,
    /// Half the bore of the widest tube that ends on a part, mm.
    widest: FxHashMap<PartId, f64>,
}

impl<'a> Ends<'a> {
    /// Looks at every link of a design.
    pub(super) fn of(design: &'a Design) -> Self {
        let ends = 2 * design.links.len();
        let mut linked = FxHashSet::with_capacity_and_hasher(ends, FxBuildHasher);
        let mut widest: FxHashMap<PartId, f64> = FxHashMap::default();
        for link in &design.links {
            linked.extend([&link.from, &link.to]);
            let LinkKind::Tube(tube) = &link.kind else {
                continue;
            };
            for (end, bore) in [&link.from, &link.to].into_iter().zip(end_bores(tube)) {
                let known = widest.entry(end.part).or_default();
                *known = known.max(500.0 * bore);
            }
        }
        Self { linked, widest }
    }

    /// Whether two links mean the same for the parts they end on.
    pub(super) fn alike(a: &Link, b: &Link) -> bool {
        let bores = |link: &Link| match &link.kind {
            LinkKind::Tube(tube) => Some(end_bores(tube)),
            _ => None,
        };
        a.ends() == b.ends() && bores(a) == bores(b)
    }

    /// Whether a link ends on this port.
    pub(super) fn linked(&self, end: &LinkEnd) -> bool {
        self.linked.contains(end)
    }

    /// Half the bore of the widest tube that ends on a part, mm; 0 without tubes.
    pub(super) fn widest(&self, part: PartId) -> f64 {
        self.widest.get(&part).copied().unwrap_or(0.0)
    }

    /// Whether a part that was drawn before would be drawn the same now.
    pub(super) fn fit(&self, part: &ScenePart) -> bool {
        part.widest == self.widest(part.id)
            && part
                .ports
                .iter()
                .all(|port| port.linked == self.linked(&port.end))
    }
}

/// A tube's bores at its two ends, m.
fn end_bores(tube: &Tube) -> [f64; 2] {
    let first = tube.sections.first().map_or(0.0, |section| section.bore_in);
    let last = tube.sections.last().map_or(0.0, |section| section.bore_out);
    [first, last]
}

/// Lays out one link.
pub(super) fn lay_out(design: &Design, link: &Link, obstacles: &Obstacles<'_>) -> SceneLink {
    let path = crate::design::path::path_among(obstacles, link);
    let mut half_width = 0.0_f64;
    let mut drawn = Vec::new();
    let mut inserts = Vec::new();
    let mut differs = false;
    let domain = match &link.kind {
        LinkKind::Wire => {
            drawn.push(line(&path, Weight::Normal, Ink::Electrical));
            Domain::Electrical
        }
        LinkKind::Joint => {
            drawn.push(line(&path, Weight::Heavy, Ink::Acoustic));
            Domain::Acoustic
        }
        LinkKind::Tube(tube) => {
            let shown = path::length(&path);
            let true_mm: f64 = 1e3 * tube.total_length();
            differs = tube.length == Length::Set && (shown - true_mm).abs() > 0.05;
            half_width = 500.0
                * tube
                    .sections
                    .iter()
                    .flat_map(|s| [s.bore_in, s.bore_out])
                    .fold(0.0, f64::max);
            // A tube whose length is set is drawn stretched or pressed to its path.
            let scale = if true_mm > 0.0 { shown / true_mm } else { 1.0 };
            let mouths = [&link.from, &link.to].map(|end| opens_into_chamber(design, end));
            bore(&mut drawn, &path, &tube.sections, scale, mouths);
            for insert in &tube.inserts {
                inserts.push(plug(&mut drawn, &path, tube, insert, scale, &link.name));
            }
            Domain::Acoustic
        }
    };
    let mut bounds = Bounds::of(path.iter().copied());
    for piece in &drawn {
        bounds.join(piece.shape.bounds());
    }
    let wire = obstacles.wire(link);
    SceneLink {
        course: wire.map_or_else(Vec::new, |wire| wire.course.to_vec()),
        searched: wire.and_then(|wire| wire.searched),
        id: link.id,
        domain,
        from: link.from.clone(),
        to: link.to.clone(),
        accessible: label::accessible_link(link),
        label: label::link(link, differs),
        half_width,
        drawn,
        way_points: link.way_points_mm.clone(),
        inserts,
        bounds,
        heeds: heeded(design, link),
        middle: path::at(&path, 0.5 * path::length(&path)).0,
        path,
    }
}

/// How far from its straight course a wire looks for parts, mm: more than the document does.
const WIRE_HEEDS: f64 = 10.0;

fn heeded(design: &Design, link: &Link) -> Bounds {
    let ends = design
        .placed_port(&link.from)
        .zip(design.placed_port(&link.to));
    match (&link.kind, ends) {
        (LinkKind::Wire, Some((from, to))) if link.way_points_mm.is_empty() => {
            let course = crate::design::path::path_between(&from, &to, &[], &link.kind);
            Bounds::of(course).grown(WIRE_HEEDS)
        }
        _ => Bounds::NOTHING,
    }
}

fn always(shape: Shape) -> Drawn {
    Drawn {
        shape,
        from_zoom: 0.0,
    }
}

fn line(path: &[Point], weight: Weight, ink: Ink) -> Drawn {
    always(Shape::Line {
        points: path.to_vec(),
        closed: false,
        edge: (weight, ink),
    })
}

/// How far a tube's inside reaches into a chamber, mm: there is no wall across its mouth.
const MOUTH: f64 = 0.45;

fn opens_into_chamber(design: &Design, end: &LinkEnd) -> bool {
    design.part(end.part).is_some_and(|part| {
        let facts = part.kind.facts();
        facts.one_node && !facts.point
    })
}

/// The sections, each as wide as its bore; a step shows as a step. `mouths` says which ends open
/// into a chamber.
fn bore(
    drawn: &mut Vec<Drawn>,
    whole: &[Point],
    sections: &[Section],
    scale: f64,
    mouths: [bool; 2],
) {
    let mut from = 0.0;
    let mut before: Option<f64> = None;
    let last_index = sections.len().saturating_sub(1);
    for (index, section) in sections.iter().enumerate() {
        let to = from + section.length * 1e3 * scale;
        let mut piece = path::between(whole, from, to);
        let [first, last] = [section.bore_in, section.bore_out].map(|bore| 500.0 * bore);
        if let Some(before) = before.filter(|before| (before - first).abs() > 1e-6) {
            step(
                drawn,
                path::at(whole, from),
                before.min(first),
                before.max(first),
            );
        }
        let mut half = widths(&piece, first, last);
        if index == 0 && mouths[0] {
            let (at, [x, y]) = path::at(whole, 0.0);
            piece.insert(0, [at[0] - MOUTH * x, at[1] - MOUTH * y]);
            half.insert(0, first);
        }
        if index == last_index && mouths[1] {
            let (at, [x, y]) = path::at(whole, f64::INFINITY);
            piece.push([at[0] + MOUTH * x, at[1] + MOUTH * y]);
            half.push(last);
        }
        drawn.push(always(Shape::ribbon(
            &piece,
            &half,
            Ink::AcousticSoft,
            Some((Weight::Normal, Ink::Acoustic)),
        )));
        from = to;
        before = Some(last);
    }
}

/// Half the width at every point of a piece that widens from `first` to `last`.
fn widths(piece: &[Point], first: f64, last: f64) -> Vec<f64> {
    let total = path::length(piece);
    let mut along = 0.0;
    let mut before: Option<Point> = None;
    piece
        .iter()
        .map(|&point| {
            if let Some(before) = before {
                along += (point[0] - before[0]).hypot(point[1] - before[1]);
            }
            before = Some(point);
            let share = if total > 0.0 { along / total } else { 0.0 };
            first + (last - first) * share
        })
        .collect()
}

/// The ring face where a bore changes at once, seen from the side: two short strokes.
fn step(drawn: &mut Vec<Drawn>, (at, [x, y]): (Point, Point), inner: f64, outer: f64) {
    for side in [-1.0, 1.0] {
        let off = |reach: f64| [at[0] - y * side * reach, at[1] + x * side * reach];
        drawn.push(always(Shape::Line {
            points: vec![off(inner), off(outer)],
            closed: false,
            edge: (Weight::Normal, Ink::Acoustic),
        }));
    }
}

/// The bore at a distance from a tube's start, m.
fn bore_at(tube: &Tube, position: f64) -> f64 {
    let mut left = position;
    for section in &tube.sections {
        if left <= section.length && section.length > 0.0 {
            let share = left / section.length;
            return section.bore_in + (section.bore_out - section.bore_in) * share;
        }
        left -= section.length;
    }
    tube.sections
        .last()
        .map_or(1e-3, |section| section.bore_out)
}

/// The catalogue colour of a damper, by name; a free value that the catalogue has is as coloured.
pub(super) fn damper_colour(name: &str, resistance: f64) -> Ink {
    let lower = name.to_lowercase();
    library::dampers()
        .iter()
        .find(|damper| {
            lower.contains(&damper.name)
                || (name.is_empty() && (resistance - damper.resistance).abs() < 0.5e5)
        })
        .map_or(Ink::Metal, |damper| Ink::Fixed(damper.colour))
}

/// A damper (a plug with its mesh) or a mesh (a hatched line) in the bore.
fn plug(
    drawn: &mut Vec<Drawn>,
    whole: &[Point],
    tube: &Tube,
    insert: &Insert,
    scale: f64,
    tube_name: &str,
) -> SceneInsert {
    let half = 500.0 * bore_at(tube, insert.position);
    let total = path::length(whole);
    let length = match insert.kind {
        InsertKind::Damper { .. } => (1.6 * half).clamp(0.6, 2.0).min(0.5 * total.max(0.2)),
        InsertKind::Mesh(_) => 0.3_f64.min(0.5 * total.max(0.1)),
    };
    let along = insert.position * 1e3 * scale;
    let from = (along - 0.5 * length).clamp(0.0, (total - length).max(0.0));
    let piece = path::between(whole, from, from + length);
    let colour = match &insert.kind {
        InsertKind::Damper {
            name, resistance, ..
        } => damper_colour(name, *resistance),
        InsertKind::Mesh(_) => Ink::Case,
    };
    let (left, right) = ribbon_sides(&piece, &vec![half * 0.96; piece.len()]);
    let around: Vec<Point> = left.into_iter().chain(right.into_iter().rev()).collect();
    drawn.push(always(if insert.bypassed {
        Shape::Line {
            points: around,
            closed: true,
            edge: (Weight::Thin, colour),
        }
    } else {
        Shape::Area {
            points: around,
            fill: colour,
            // Light on a dark ground: a brown or black damper would sink into its tube.
            edge: Some((Weight::Thin, Ink::Case)),
        }
    }));
    // The cloth of the damper: a line across its middle.
    let (middle, direction) = path::at(whole, from + 0.5 * length);
    let across = [-direction[1] * half, direction[0] * half];
    drawn.push(Drawn {
        shape: Shape::Line {
            points: vec![
                [middle[0] - across[0], middle[1] - across[1]],
                [middle[0] + across[0], middle[1] + across[1]],
            ],
            closed: false,
            edge: (Weight::Thin, Ink::Cloth),
        },
        from_zoom: 6.0,
    });
    let words = label::insert(insert);
    let state = if insert.bypassed {
        tr!(", bypassed")
    } else {
        ""
    };
    SceneInsert {
        at: middle,
        radius: half.max(0.5 * length),
        accessible: match insert.kind {
            InsertKind::Damper { .. } => tr!("{tube_name} damper {words}{state}"),
            InsertKind::Mesh(_) => format!("{tube_name} {words}{state}"),
        },
        label: label::insert_value(insert),
    }
}
