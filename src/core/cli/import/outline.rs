//! A shell's outline from a drawing: printed, or laid into a design.

use crate::{
    cli::{input, json, output},
    design::{Edit, file, shell::Shell},
    exchange::{
        Drawing, Finding, OutlineError,
        outline::{Axis, Outline, Unit},
    },
};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::Path};

/// What is chosen of a drawing.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// The outline of a drawing to take, from 1, the largest first; else the one that is plainly the
    /// shell's.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    outline: Option<u16>,
    /// What a drawing's units are, where it does not say or says wrongly: mm, inch, m, or so many per
    /// inch.
    #[arg(long, value_enum)]
    unit: Option<Word>,
    /// Along which axis a mesh is deep (STL); else along that of its shortest side.
    #[arg(long, value_enum)]
    axis: Option<Depth>,
}

impl Chosen {
    /// Whether one of them is stated.
    pub(super) fn is_given(&self) -> bool {
        self.outline.is_some() || self.unit.is_some() || self.axis.is_some()
    }
}

/// An axis on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Depth {
    /// x.
    X,
    /// y.
    Y,
    /// z.
    Z,
}

impl From<Depth> for Axis {
    fn from(depth: Depth) -> Self {
        match depth {
            Depth::X => Self::X,
            Depth::Y => Self::Y,
            Depth::Z => Self::Z,
        }
    }
}

/// A unit on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Word {
    /// Millimetres.
    Mm,
    /// Inches (DXF, STL).
    Inch,
    /// Metres (STL).
    #[value(name = "m")]
    Metre,
    /// 72 per inch (Illustrator).
    #[value(name = "72")]
    PerInch72,
    /// 90 per inch (Inkscape up to 0.91).
    #[value(name = "90")]
    PerInch90,
    /// 96 per inch (browsers, Inkscape from 0.92 on).
    #[value(name = "96")]
    PerInch96,
}

impl From<Word> for Unit {
    fn from(word: Word) -> Self {
        match word {
            Word::Mm => Self::Millimetre,
            Word::Inch => Self::Inch,
            Word::Metre => Self::Metre,
            Word::PerInch72 => Self::PerInch72,
            Word::PerInch90 => Self::PerInch90,
            Word::PerInch96 => Self::PerInch96,
        }
    }
}

impl Chosen {
    /// The drawing these bytes are.
    pub(super) fn read(&self, bytes: &[u8]) -> Result<Drawing, OutlineError> {
        Drawing::seen_along(bytes, self.axis.map(Axis::from))
    }

    /// Prints a drawing's outlines, or lays one of them into a design as its shell, whose depth stays where the
    /// drawing has none.
    pub(super) fn run(
        &self,
        drawing: &Drawing,
        name: &str,
        design: Option<&Path>,
        as_object: bool,
    ) -> Result<()> {
        let outline = self.outline.map(|number| usize::from(number) - 1);
        let unit = self.unit.map(Unit::from);
        if let Some(path) = design {
            let before = input::design(path)?;
            let depth_mm = before.shell.depth_mm;
            let (shell, size) = drawing
                .shell(outline, unit, name, depth_mm)
                .context("--design")?;
            let after = before.apply(&Edit::SetShell(shell)).context("--design")?;
            file::save(path, &after).context("--design")?;
            if !as_object {
                input::say(size.severity, &size.message);
            }
        }
        let unit = unit.or(drawing.scale.likely());
        // Where none is plainly the shell's, the list still tells what there is to choose from.
        let chosen = outline.or(drawing.proposed);
        let shell = chosen
            .map(|chosen| drawing.shell(Some(chosen), unit, name, 0.0))
            .transpose()?;
        let mut findings = drawing.findings.clone();
        findings.extend(shell.iter().map(|(_, size)| size.clone()));
        if as_object {
            let shell = shell.map(|(shell, _)| shell);
            return json::print(&of(drawing, chosen, unit, shell.as_ref(), &findings));
        }
        for finding in &findings {
            input::say(finding.severity, &finding.message);
        }
        if design.is_some() {
            return Ok(());
        }
        output::result(&rows(drawing, chosen, unit))
    }
}

fn size_mm(drawing: &Drawing, outline: &Outline, unit: Option<Unit>) -> Option<[f64; 2]> {
    let mm = drawing.scale.mm(unit)?;
    Some(outline.size().map(|side| (side * mm * 1e3).round() / 1e3))
}

/// A heading, then number, width and height in mm, whether it is taken or why not, and its name.
fn rows(drawing: &Drawing, chosen: Option<usize>, unit: Option<Unit>) -> String {
    let mut text = "outline\twidth_mm\theight_mm\ttaken\tname\n".to_owned();
    for (n, outline) in drawing.outlines.iter().enumerate() {
        let [width, height] = size_mm(drawing, outline, unit).unwrap_or_default();
        let why = outline.not_taken.map(|why| why.to_string());
        let taken = if chosen == Some(n) {
            "yes"
        } else {
            why.as_deref().unwrap_or("no")
        };
        let _ = writeln!(
            text,
            "{}\t{width}\t{height}\t{taken}\t{}",
            n + 1,
            outline.name
        );
    }
    text
}

/// The drawing as one object.
fn of(
    drawing: &Drawing,
    chosen: Option<usize>,
    unit: Option<Unit>,
    shell: Option<&Shell>,
    findings: &[Finding],
) -> Value {
    let outlines: Vec<Value> = (drawing.outlines.iter().enumerate())
        .map(|(n, outline)| {
            object!({
                "number": n + 1,
                "name": outline.name,
                "size_mm": size_mm(drawing, outline, unit),
                "lines": outline.lines,
                "not_taken": outline.not_taken.map(|why| why.to_string()),
            })
        })
        .collect();
    let body = shell.filter(|_| drawing.body.is_some());
    object!({
        "quantity": "outline",
        "from": drawing.from,
        "unit_stated": drawing.scale.stated.is_some(),
        "unit": unit.map_or("mm", Unit::word),
        "taken": chosen.map(|chosen| chosen + 1),
        "points": shell.map_or(&[][..], |shell| &shell.outline_mm),
        "axis": body.and(drawing.body).map(|body| body.along.word()),
        "depth_mm": body.map(|shell| shell.depth_mm),
        "volume_mm3": body.and_then(|shell| Some((shell.inner_volume? * 1e9).round())),
        "outlines": outlines,
        "curves": [],
        "findings": findings.iter().map(json::finding).collect::<Vec<_>>(),
    })
}
