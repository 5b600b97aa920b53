//! Names of nodes and devices: those of the drawing, in letters every SPICE takes.

use crate::{
    design::{Design, LinkKind, Subject},
    network::{Assembly, Element, Node},
};
use std::collections::{BTreeMap, BTreeSet};

/// The node of the EMF.
pub(super) const DRIVE: &str = "drive";
/// The node of the sound pressure at the drum, in V for Pa.
pub(super) const DRUM: &str = "drum";

/// Names that are given.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// By unknown.
    nodes: BTreeMap<usize, String>,
    /// How many elements of each owner have a name.
    elements: BTreeMap<Subject, usize>,
    /// What elements of each owner are called.
    owners: BTreeMap<Subject, String>,
}

impl Names {
    pub(super) fn new(design: &Design, assembly: &Assembly) -> Self {
        // Letters of either case are one; what belongs to the netlist is taken.
        let mut taken: BTreeSet<String> = [DRIVE, DRUM, "0"].map(str::to_owned).into();
        let mut nodes = BTreeMap::new();
        for ((part, port), node) in &assembly.ports {
            let (Node::Unknown(n), Some(part)) = (*node, design.part(*part)) else {
                continue;
            };
            if nodes.contains_key(&n) {
                continue;
            }
            let port = match port.as_str() {
                "+" => "p".to_owned(),
                "-" => "n".to_owned(),
                port => letters(port),
            };
            let wish = format!("{}.{port}", letters(&part.name));
            nodes.insert(n, free(&mut taken, &wish));
        }
        let mut taken = BTreeSet::new();
        let parts = design.parts.iter();
        let parts = parts.map(|part| (Subject::Part(part.id), part.name.as_str()));
        let links = design.links.iter();
        let links = links.map(|link| (Subject::Link(link.id), link.name.as_str()));
        let owners = parts
            .chain(links)
            .map(|(subject, name)| (subject, free(&mut taken, &letters(name))))
            .collect();
        Self {
            nodes,
            elements: BTreeMap::new(),
            owners,
        }
    }

    /// A node's name: that of a port it has in the drawing.
    pub(super) fn node(&self, node: Node) -> String {
        match node {
            Node::Ground => "0".to_owned(),
            Node::Emf => DRIVE.to_owned(),
            Node::Unknown(n) => {
                let drawn = self.nodes.get(&n).cloned();
                drawn.unwrap_or_else(|| format!("i{n}"))
            }
        }
    }

    /// What an element is called, and what its owner is, where this is its first.
    pub(super) fn element(
        &mut self,
        design: &Design,
        element: &Element,
    ) -> (String, Option<String>) {
        let owner = self.owners.get(&element.owner);
        let owner = owner.map_or("design", String::as_str);
        let before = self.elements.entry(element.owner).or_default();
        *before += 1;
        if *before == 1 {
            return (owner.to_owned(), words(design, element.owner));
        }
        (format!("{owner}.{before}"), None)
    }
}

/// What a part or link is, for people.
fn words(design: &Design, owner: Subject) -> Option<String> {
    match owner {
        Subject::Part(id) => {
            let part = design.part(id)?;
            Some(format!("{}: {}", part.name, part.kind.facts().word))
        }
        Subject::Link(id) => {
            let link = design.link(id)?;
            let word = match link.kind {
                LinkKind::Tube(_) => "tube",
                _ => "wire",
            };
            Some(format!("{}: {word}", link.name))
        }
        Subject::Design => None,
    }
}

/// A device whose first letter says what it is: `R1` stays `R1`, `Woofer` becomes `G_Woofer`.
pub(super) fn device(letter: char, label: &str) -> String {
    let mut rest = label.chars();
    let first = rest
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case(&letter));
    if first && rest.next().is_some_and(|second| second.is_ascii_digit()) {
        label.to_owned()
    } else {
        format!("{letter}_{label}")
    }
}

/// Letters, digits and `_` alone: a minus in a name empties a whole `.print` in ngspice.
fn letters(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = name.trim().chars().map(kept).collect();
    if name.is_empty() {
        "_".to_owned()
    } else {
        name
    }
}

/// A name nobody has.
fn free(taken: &mut BTreeSet<String>, wish: &str) -> String {
    let mut name = wish.to_owned();
    let mut n = 2;
    while !taken.insert(name.to_ascii_lowercase()) {
        name = format!("{wish}_{n}");
        n += 1;
    }
    name
}
