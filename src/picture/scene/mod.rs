//! The canvas as data: every part, port and link where it is drawn, in millimetres.
//!
//! The window paints a `Scene`, `svg` writes it; neither knows how a symbol looks.

mod fill;
mod ink;
mod label;
mod links;
mod nets;
mod parts;
pub mod path;
mod pen;
mod shape;
pub mod svg;
mod symbols;

pub use fill::{is_convex, triangles};
pub use ink::Ink;
pub use label::Label;
pub use links::{SceneInsert, SceneLink};
pub use parts::{ScenePart, ScenePort};
pub use shape::{Bounds, Drawn, Edge, Frame, Point, Shape, Weight, ribbon_sides};

use crate::design::{Design, LinkId, PartId};
use std::collections::BTreeMap;

/// The drawing of a whole design.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Every part, in document order.
    pub parts: Vec<ScenePart>,
    /// Every link, in document order.
    pub links: Vec<SceneLink>,
    /// Where wires of one net branch, mm.
    pub dots: Vec<Point>,
    /// The shell's outline, where the design has one.
    pub shell: Option<Shape>,
    /// The box around all of it, mm.
    pub bounds: Bounds,
    part_index: BTreeMap<PartId, usize>,
    link_index: BTreeMap<LinkId, usize>,
}

impl Scene {
    /// Lays out a design.
    pub fn of(design: &Design) -> Self {
        let linked = links::linked_ends(design);
        let parts: Vec<ScenePart> = design
            .parts
            .iter()
            .map(|part| parts::lay_out(design, part, &linked))
            .collect();
        let links: Vec<SceneLink> = design
            .links
            .iter()
            .map(|link| links::lay_out(design, link))
            .collect();
        let outline = &design.shell.outline_mm;
        let shell = (outline.len() > 2).then(|| Shape::Area {
            points: outline.clone(),
            fill: Ink::ShellFill,
            edge: Some((Weight::Normal, Ink::ShellEdge)),
        });
        let mut bounds = Bounds::NOTHING;
        for part in &parts {
            bounds.join(part.bounds);
        }
        for link in &links {
            bounds.join(link.bounds);
        }
        if let Some(shell) = &shell {
            bounds.join(shell.bounds());
        }
        Self {
            part_index: parts.iter().zip(0..).map(|(p, i)| (p.id, i)).collect(),
            link_index: links.iter().zip(0..).map(|(l, i)| (l.id, i)).collect(),
            dots: nets::dots(&links),
            parts,
            links,
            shell,
            bounds,
        }
    }

    /// The part with this identity.
    pub fn part(&self, id: PartId) -> Option<&ScenePart> {
        self.parts.get(*self.part_index.get(&id)?)
    }

    /// The link with this identity.
    pub fn link(&self, id: LinkId) -> Option<&SceneLink> {
        self.links.get(*self.link_index.get(&id)?)
    }

    /// The port a link ends on.
    pub fn port(&self, end: &crate::design::LinkEnd) -> Option<&ScenePort> {
        self.part(end.part)?
            .ports
            .iter()
            .find(|port| port.end == *end)
    }
}
