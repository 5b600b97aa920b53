//! A DXF drawing taken apart: pairs of lines, a group code and its value (Autodesk, *DXF Reference*),
//! sorted into header, layers, blocks and entities.

use super::{OutlineError, Scale, Unit};
use crate::design::geometry::Point;
use rustc_hash::{FxHashMap, FxHashSet};

/// A group: its code and its value.
pub(super) type Group<'a> = (i32, &'a str);

/// Something drawn: its kind and its groups.
#[derive(Debug, Clone)]
pub(super) struct Entity<'a> {
    pub(super) kind: &'a str,
    pub(super) groups: Vec<Group<'a>>,
    /// Vertices of a POLYLINE, which follow it.
    pub(super) vertices: Vec<Self>,
}

impl<'a> Entity<'a> {
    /// The first value of a code.
    pub(super) fn text(&self, code: i32) -> Option<&'a str> {
        let mut groups = self.groups.iter();
        groups
            .find(|(own, _)| *own == code)
            .map(|(_, value)| *value)
    }

    pub(super) fn number(&self, code: i32) -> Option<f64> {
        number(self.text(code)?)
    }

    pub(super) fn whole(&self, code: i32) -> i64 {
        self.text(code)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    }

    /// A place: its x at this code, its y ten above.
    pub(super) fn point(&self, code: i32) -> Option<Point> {
        Some([self.number(code)?, self.number(code + 10)?])
    }

    /// All numbers of a code.
    pub(super) fn numbers(&self, code: i32) -> impl Iterator<Item = f64> + '_ {
        let groups = self.groups.iter().filter(move |(own, _)| *own == code);
        groups.filter_map(|(_, value)| number(value))
    }

    pub(super) fn layer(&self) -> &'a str {
        self.text(8).unwrap_or("0")
    }
}

pub(super) fn number(text: &str) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && number.abs() < 1e9)
}

/// A drawing taken apart.
#[derive(Default)]
pub(super) struct Parts<'a> {
    header: FxHashMap<&'a str, &'a str>,
    /// Layers that are off or frozen.
    pub(super) hidden: FxHashSet<String>,
    pub(super) blocks: FxHashMap<&'a str, (Point, Vec<Entity<'a>>)>,
    pub(super) entities: Vec<Entity<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Result<Self, OutlineError> {
        let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        let mut groups: Vec<Group<'a>> = Vec::new();
        while let (Some((at, code)), Some((_, value))) = (lines.next(), lines.next()) {
            let Ok(code) = code.trim().parse() else {
                return Err(OutlineError::Dxf(tr!(
                    "line {} of this DXF drawing should be a group code: the file is damaged",
                    at + 1
                )));
            };
            if code != 999 {
                groups.push((code, value.trim()));
            }
        }
        let mut parts = Self::default();
        let mut section = "";
        let mut block: Option<&str> = None;
        let mut in_polyline = false;
        let mut rest = groups.as_slice();
        while let Some(((_, kind), more)) = rest.split_first() {
            let end = more
                .iter()
                .position(|(code, _)| *code == 0)
                .unwrap_or(more.len());
            let (own, after) = more.split_at(end);
            rest = after;
            let entity = Entity {
                kind,
                groups: own.to_vec(),
                vertices: Vec::new(),
            };
            match (*kind, section) {
                ("SECTION", _) => {
                    section = entity.text(2).unwrap_or("");
                    if section == "HEADER" {
                        parts.header = variables(own);
                    }
                }
                ("ENDSEC" | "EOF", _) => (section, block) = ("", None),
                // Frozen, or off: then its colour is negative.
                ("LAYER", "TABLES") if entity.whole(70) & 1 != 0 || entity.whole(62) < 0 => {
                    let name = entity.text(2).unwrap_or("");
                    parts.hidden.insert(name.to_lowercase());
                }
                ("BLOCK", "BLOCKS") => {
                    let name = entity.text(2).unwrap_or("");
                    block = Some(name);
                    let base = entity.point(10).unwrap_or_default();
                    parts.blocks.insert(name, (base, Vec::new()));
                }
                ("ENDBLK", _) => block = None,
                (_, "ENTITIES" | "BLOCKS") => {
                    let into = match block.and_then(|name| parts.blocks.get_mut(name)) {
                        Some((_, entities)) => entities,
                        None if section == "ENTITIES" => &mut parts.entities,
                        None => continue,
                    };
                    match (*kind, into.last_mut()) {
                        ("VERTEX", Some(polyline)) if in_polyline => polyline.vertices.push(entity),
                        ("SEQEND", _) => in_polyline = false,
                        _ => {
                            in_polyline = *kind == "POLYLINE";
                            into.push(entity);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    /// How long its units are.
    pub(super) fn scale(&self) -> Scale {
        let units = self
            .header
            .get("$INSUNITS")
            .and_then(|text| text.parse().ok());
        let stated = match units.unwrap_or(0_i64) {
            1 => Some(25.4),
            2 => Some(304.8),
            4 => Some(1.0),
            5 => Some(10.0),
            6 => Some(1000.0),
            8 => Some(25.4e-6),
            9 => Some(0.0254),
            13 => Some(1e-3),
            14 => Some(100.0),
            _ => None,
        };
        Scale::new(stated, &Unit::MEASURE, [1.0, 1.0], Unit::Millimetre)
    }
}

/// The variables of a header: each name with the first value behind it.
fn variables<'a>(groups: &[Group<'a>]) -> FxHashMap<&'a str, &'a str> {
    let pairs = groups.iter().zip(groups.iter().skip(1));
    pairs
        .filter(|((code, _), _)| *code == 9)
        .map(|((_, name), (_, value))| (*name, *value))
        .collect()
}
