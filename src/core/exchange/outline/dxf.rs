//! The lines of a DXF drawing: ASCII, of any version, without a library, which would bring 35 more.
//!
//! Autodesk, *DXF Reference*: a file is pairs of lines, a group code and its value.

use super::{
    Drawing, Lines, OutlineError, Stroke, dxf_curves as curves,
    dxf_groups::{Entity, Parts},
};
use crate::{design::geometry::Point, exchange::Finding};

/// Bytes of a drawing.
const BYTES: usize = 16 << 20;
/// Entities, those of blocks counted as often as they are inserted.
const ENTITIES: usize = 50_000;
/// Blocks inside one another.
const NESTING: usize = 16;
/// How far a piece of a curve may be off, mm; without a unit in units of a shell of 100.
const OFF_MM: f64 = 0.005;

/// Whether these bytes are a DXF drawing.
pub(super) fn is(bytes: &[u8]) -> bool {
    if is_binary(bytes) {
        return true;
    }
    let head = String::from_utf8_lossy(bytes.get(..4000).unwrap_or(bytes)).into_owned();
    let head = head.trim_start_matches('\u{feff}');
    let mut lines = head.lines().map(str::trim);
    loop {
        match (lines.next(), lines.next()) {
            (Some("999"), Some(_)) => {}
            (Some("0"), Some(begins)) => return begins.eq_ignore_ascii_case("SECTION"),
            _ => return false,
        }
    }
}

pub(in crate::exchange) fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(b"AutoCAD Binary DXF")
}

/// Its outlines.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, OutlineError> {
    if is_binary(bytes) {
        return Err(OutlineError::Dxf(
            tr!("this is a binary DXF drawing: save it as ASCII DXF (R12 or later), or as SVG")
                .to_owned(),
        ));
    }
    if bytes.len() > BYTES {
        return Err(OutlineError::Dxf(tr!(
            "this DXF drawing has more than {BYTES} bytes: save the outline of the shell alone"
        )));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        // Names of layers may be in any encoding: what matters is ASCII.
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    };
    let parts = Parts::of(&text)?;
    let scale = parts.scale();
    let mut drawn = Drawn {
        parts: &parts,
        off: scale.stated.map_or(OFF_MM, |mm| OFF_MM / mm),
        lines: Lines::default(),
        left: ENTITIES,
        hidden: 0,
        lettering: 0,
        unknown: Vec::new(),
    };
    for entity in &parts.entities {
        drawn.entity(entity, Placing::default(), "0", 0)?;
    }
    let (hidden, lettering, unknown) = (drawn.hidden, drawn.lettering, drawn.unknown);
    let mut drawing = drawn.lines.drawing(tr!("DXF drawing"), None, scale)?;
    for (there, said) in [
        (
            hidden > 0,
            tr!("layers that are off or frozen are not taken").to_owned(),
        ),
        (
            lettering > 0,
            tr!("lettering and dimensions are not taken").to_owned(),
        ),
        (
            !unknown.is_empty(),
            tr!(
                "{} not read: explode them to lines, arcs and polylines",
                unknown.join(", ")
            ),
        ),
    ] {
        if there {
            drawing.findings.push(Finding::note(said));
        }
    }
    Ok(drawing)
}

/// Where the entities of a block are drawn: columns of a matrix, and an offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placing {
    x: Point,
    y: Point,
    origin: Point,
}

impl Default for Placing {
    fn default() -> Self {
        Self {
            x: [1.0, 0.0],
            y: [0.0, 1.0],
            origin: [0.0; 2],
        }
    }
}

impl Placing {
    fn direction(&self, [x, y]: Point) -> Point {
        [x * self.x[0] + y * self.y[0], x * self.x[1] + y * self.y[1]]
    }

    fn place(&self, point: Point) -> Point {
        let [x, y] = self.direction(point);
        [x + self.origin[0], y + self.origin[1]]
    }

    /// How much it enlarges at most.
    fn grows(&self) -> f64 {
        self.x[0].hypot(self.x[1]).max(self.y[0].hypot(self.y[1]))
    }
}

struct Drawn<'a> {
    parts: &'a Parts<'a>,
    off: f64,
    lines: Lines,
    /// Entities that may still be drawn.
    left: usize,
    hidden: usize,
    lettering: usize,
    unknown: Vec<String>,
}

impl Drawn<'_> {
    fn entity(
        &mut self,
        entity: &Entity<'_>,
        placing: Placing,
        block_layer: &str,
        depth: usize,
    ) -> Result<(), OutlineError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            OutlineError::Dxf(tr!(
                "this DXF drawing has more than {ENTITIES} entities: save the outline of the shell alone"
            ))
        })?;
        // What a block draws on layer 0 is on the layer of its insertion.
        let layer = match entity.layer() {
            "0" => block_layer,
            own => own,
        };
        if entity.whole(60) == 1 || self.parts.hidden.contains(&layer.to_lowercase()) {
            self.hidden += 1;
            return Ok(());
        }
        // On paper, not in the model.
        if entity.whole(67) == 1 {
            return Ok(());
        }
        match entity.kind {
            "INSERT" => return self.insert(entity, placing, layer, depth),
            "TEXT" | "MTEXT" | "ATTRIB" | "ATTDEF" | "DIMENSION" | "LEADER" | "MULTILEADER"
            | "TOLERANCE" => {
                self.lettering += 1;
                return Ok(());
            }
            "POINT" | "VIEWPORT" | "HATCH" | "SEQEND" | "RAY" | "XLINE" | "IMAGE" => return Ok(()),
            _ => {}
        }
        let off = self.off / placing.grows().max(1e-9);
        let Some((points, closes)) = curves::points(entity, off) else {
            let kind = entity.kind.chars().take(20).collect();
            if !self.unknown.contains(&kind) && self.unknown.len() < 5 {
                self.unknown.push(kind);
            }
            return Ok(());
        };
        // y goes up.
        let placed = |point: Point| {
            let [x, y] = placing.place(point);
            [x, -y]
        };
        let stroke = Stroke {
            name: if layer == "0" {
                String::new()
            } else {
                layer.to_owned()
            },
            points: points.into_iter().map(placed).collect(),
            lines: 1,
            filled: false,
        };
        self.lines.keep(stroke, closes)
    }

    fn insert(
        &mut self,
        entity: &Entity<'_>,
        placing: Placing,
        layer: &str,
        depth: usize,
    ) -> Result<(), OutlineError> {
        if depth >= NESTING {
            return Err(OutlineError::Dxf(tr!(
                "blocks of this DXF drawing are more than {NESTING} deep inside one another: explode them"
            )));
        }
        let parts = self.parts;
        let block = entity.text(2).and_then(|name| parts.blocks.get(name));
        let Some((base, entities)) = block else {
            return Ok(());
        };
        let scale = |code| {
            entity
                .number(code)
                .filter(|scale| *scale != 0.0)
                .unwrap_or(1.0)
        };
        let (sin, cos) = crate::design::geometry::sin_cos_deg(entity.number(50).unwrap_or(0.0));
        let (sx, sy) = (scale(41), scale(42));
        let mirrored = if curves::is_from_behind(entity) {
            -1.0
        } else {
            1.0
        };
        let own = Placing {
            x: placing.direction([mirrored * sx * cos, sx * sin]),
            y: placing.direction([mirrored * -sy * sin, sy * cos]),
            origin: [0.0; 2],
        };
        let [x, y] = entity.point(10).unwrap_or_default();
        let at = placing.place([mirrored * x, y]);
        let back = own.direction(*base);
        let own = Placing {
            origin: [at[0] - back[0], at[1] - back[1]],
            ..own
        };
        for entity in entities {
            self.entity(entity, own, layer, depth + 1)?;
        }
        Ok(())
    }
}
