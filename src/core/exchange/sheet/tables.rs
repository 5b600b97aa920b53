//! The tables of a sheet: every tube with its measures, every driver with its place.

use super::{Anchor, Item, Layer, Point};
use crate::{
    design::{
        Design, InsertKind, LinkKind,
        driver::Case,
        geometry::{Point as Place, bounds},
    },
    quantity::{Unit, text},
};

/// Size of words in tables, mm.
pub(super) const SIZE: f64 = 2.6;
/// Height of a row, mm.
const ROW: f64 = 4.4;

/// A table: headings and rows.
#[derive(Debug, Clone)]
pub(super) struct Table {
    title: String,
    rows: Vec<Vec<String>>,
}

fn mm(metres: f64) -> String {
    text::bare_mm(metres)
}

/// Both tables; empty ones are left out.
pub(super) fn all(design: &Design) -> Vec<Table> {
    let tables = [tubes(design), drivers(design)];
    tables
        .into_iter()
        .filter(|table| table.rows.len() > 1)
        .collect()
}

fn heading(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

fn tubes(design: &Design) -> Table {
    let mut rows = vec![heading(&[
        "Tube",
        "Length",
        "Bore",
        "Depth",
        "In it, from its start",
    ])];
    for link in &design.links {
        let LinkKind::Tube(tube) = &link.kind else {
            continue;
        };
        let depth = |part| design.part(part).map_or(0.0, |part| part.depth_mm);
        let depths =
            [depth(link.from.part), depth(link.to.part)].map(|mm| text::bare_mm(mm * 1e-3));
        let depth = match &depths {
            [a, b] if a == b => a.clone(),
            [a, b] => format!("{a} to {b}"),
        };
        let inserts: Vec<String> = (tube.inserts.iter())
            .filter(|insert| !insert.bypassed)
            .map(|insert| {
                let what = match &insert.kind {
                    InsertKind::Damper { name, .. } if !name.is_empty() => name.clone(),
                    InsertKind::Damper { resistance, .. } => {
                        text::rounded(*resistance, &Unit::DAMPER, 3)
                    }
                    InsertKind::Mesh(mesh) => {
                        text::rounded(mesh.specific_resistance, &Unit::RAYL, 3)
                    }
                };
                format!("{what} at {}", mm(insert.position))
            })
            .collect();
        let mut inserts = inserts.join(", ");
        for (n, section) in tube.sections.iter().enumerate() {
            let bore = if section.bore_in == section.bore_out {
                format!("Ø{}", mm(section.bore_in))
            } else {
                format!("Ø{} to Ø{}", mm(section.bore_in), mm(section.bore_out))
            };
            let (name, depth) = if n == 0 {
                (link.name.clone(), depth.clone())
            } else {
                ("  then".to_owned(), String::new())
            };
            let inserts = std::mem::take(&mut inserts);
            rows.push(vec![name, mm(section.length), bore, depth, inserts]);
        }
    }
    Table {
        title: "Tubes, mm".to_owned(),
        rows,
    }
}

fn drivers(design: &Design) -> Table {
    let mut rows = vec![heading(&[
        "Driver",
        "Case",
        "Centre x, y",
        "Turned",
        "Depth",
    ])];
    let corner = origin(design);
    for part in design.drivers().filter(|part| !part.bypassed) {
        let case = part.kind.case();
        let size = case.map_or_else(String::new, Case::size_mm);
        let [x, y] = part.position_mm;
        let mirrored = if part.mirrored { ", mirrored" } else { "" };
        rows.push(vec![
            part.name.clone(),
            size,
            format!(
                "{}, {}",
                mm((x - corner[0]) * 1e-3),
                mm((corner[1] - y) * 1e-3)
            ),
            format!("{}°{mirrored}", text::round_to(part.rotation_deg, 4)),
            mm(part.depth_mm * 1e-3),
        ]);
    }
    Table {
        title: format!(
            "Drivers, mm, from the lower left corner of the {}",
            if design.shell.outline_mm.is_empty() {
                "cases"
            } else {
                "shell"
            }
        ),
        rows,
    }
}

/// The lower left corner of the shell, or of all cases where there is none.
fn origin(design: &Design) -> Place {
    let shell = bounds(design.shell.outline_mm.iter().copied());
    let cases = || bounds(design.drivers().flat_map(|part| part.outline_mm(design)));
    let [low, high] = shell.or_else(cases).unwrap_or_default();
    [low[0], high[1]]
}

impl Table {
    /// Width and height, mm.
    pub(super) fn size(&self) -> [f64; 2] {
        let own = width(&self.title);
        let columns = self.columns().iter().sum::<f64>();
        [columns.max(own), ROW * (self.rows.len() as f64 + 2.2)]
    }

    fn columns(&self) -> Vec<f64> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |n: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(n));
            cells.map(|cell| width(cell)).fold(0.0, f64::max) + 4.0
        };
        (0..count).map(widest).collect()
    }

    /// Writes it with its upper left corner here.
    pub(super) fn write(&self, items: &mut Vec<(Layer, Item)>, [x, y]: Point) {
        let mut put = |x: f64, y: f64, words: &str| {
            items.push((Layer::Frame, words_at([x, y], SIZE, Anchor::Start, words)));
        };
        put(x, y + ROW, &self.title);
        let columns = self.columns();
        for (n, row) in self.rows.iter().enumerate() {
            let mut left = x;
            for (cell, column) in row.iter().zip(&columns) {
                put(left, y + ROW * (n as f64 + 2.2), cell);
                left += column;
            }
        }
        let right = x + columns.iter().sum::<f64>();
        for n in [1.2, 2.4] {
            let y = y + ROW * n;
            items.push((Layer::Frame, super::build::line(&[[x, y], [right, y]])));
        }
    }
}

/// About how wide words of a table are, mm.
fn width(words: &str) -> f64 {
    crate::picture::text_width(words, SIZE)
}

/// Words on the sheet.
pub(super) fn words_at(at: Point, size: f64, anchor: Anchor, words: &str) -> Item {
    Item::Words {
        at,
        size,
        anchor,
        upright: false,
        words: words.to_owned(),
    }
}
