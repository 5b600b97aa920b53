//! The crossover's netlist, as a parser of KiCad's files reads it.

use crate::support::exported;
use earwright::{
    design::{Design, LinkKind},
    exchange::Export,
    library,
};
use std::collections::BTreeMap;

/// What a parser finds in the netlist of a design; absent without it.
fn told(design: &Design) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.net");
    std::fs::write(&file, exported::one(design, Export::Kicad)).unwrap();
    exported::asked("kinparse_netlist.py", "kinparse", &[&file])
}

fn rows(told: &str) -> Vec<Vec<&str>> {
    told.lines().map(|line| line.split('|').collect()).collect()
}

#[test]
fn a_parser_finds_every_part_with_its_footprint_and_every_wire() {
    for entry in library::designs() {
        let design = &entry.design;
        let Some(told) = told(design) else {
            return;
        };
        let rows = rows(&told);
        let name = |part| design.part(part).unwrap().name.replace(' ', "_");
        for part in &design.parts {
            let electrical = part.kind.is_electrical() || part.kind.is_driver();
            let electrical = electrical && !part.kind.facts().one_node;
            let reference = name(part.id);
            let row = rows
                .iter()
                .find(|row| row[0] == "part" && row[1] == reference);
            assert_eq!(row.is_some(), electrical, "{}: {reference}", design.name);
            if let Some(row) = row {
                assert!(!row[2].is_empty() && row[3].contains(':'), "{row:?}");
                // A driver's value is what it is ordered by.
                let model = part.kind.origin().map(|origin| origin.preset.clone());
                let model = model.filter(|model| !model.is_empty());
                if let Some(model) = model {
                    assert!(row[2].contains(&model), "{row:?}: {model}");
                }
            }
        }
        // Ends of one wire are on one net.
        let mut nets: BTreeMap<String, usize> = BTreeMap::new();
        for (n, row) in rows.iter().filter(|row| row[0] == "net").enumerate() {
            for pin in &row[2..] {
                assert!(nets.insert((*pin).to_owned(), n).is_none(), "{pin} twice");
            }
        }
        let wires = design
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::Wire);
        let mut seen = 0;
        for wire in wires {
            let net = [&wire.from, &wire.to].map(|end| {
                let part = design.part(end.part).unwrap();
                let ports = part.kind.ports().into_iter();
                let mut ports = ports
                    .filter(|port| port.domain == earwright::design::Domain::Electrical)
                    .map(|port| port.name);
                let pin = ports.position(|port| port == end.port).unwrap() + 1;
                nets[&format!("{}:{pin}", name(end.part))]
            });
            assert_eq!(net[0], net[1], "{}: {}", design.name, wire.name);
            seen += 1;
        }
        assert!(seen > 0);
    }
}

/// Reference, footprint and pins of every part, sorted by reference, as a parser of the file sees it.
fn parts_of(design: &Design) -> Option<Vec<(String, String, usize)>> {
    let told = told(design)?;
    let rows = rows(&told);
    let pins = |reference: &str| {
        let pins = rows.iter().filter(|row| row[0] == "net");
        let pins = pins.flat_map(|row| &row[2..]);
        pins.filter(|pin| pin.starts_with(&format!("{reference}:")))
            .count()
    };
    let parts = rows.iter().filter(|row| row[0] == "part");
    let mut parts: Vec<_> = parts
        .map(|row| (row[1].to_owned(), row[3].to_owned(), pins(row[1])))
        .collect();
    parts.sort();
    Some(parts)
}

#[test]
fn every_pin_has_a_pad_and_a_joint_of_wires_is_no_part() {
    let text = include_str!("../../designs/every_kind.ron");
    let (design, _) = earwright::design::file::from_text(text).unwrap();
    let Some(parts) = parts_of(&design) else {
        return;
    };
    for (reference, footprint, pins) in &parts {
        let pads = if footprint.contains("_1x04_") { 4 } else { 2 };
        assert_eq!(pads, *pins, "{reference}: {footprint}");
    }
    assert!(parts.iter().any(|(.., pins)| *pins == 4), "a transformer");
    let joint =
        |part: &earwright::design::Part| part.kind.is_electrical() && part.kind.facts().one_node;
    let joint = design.parts.iter().find(|part| joint(part)).unwrap();
    assert!(parts.iter().all(|(reference, ..)| *reference != joint.name));
}

#[test]
fn parts_are_known_by_more_than_capitals_and_by_what_they_are() {
    let several = |design: &Design| design.drivers().count() > 1;
    let mut designs = library::designs().iter().map(|entry| &entry.design);
    let mut design = designs.find(|design| several(design)).unwrap().clone();
    let drivers: Vec<_> = design.drivers().map(|part| part.id).take(2).collect();
    let mut named = |name: &str, id| {
        let mut part = design.part(id).unwrap().clone();
        name.clone_into(&mut part.name);
        let edit = earwright::design::Edit::SetPart(Box::new(part));
        design = design.apply(&edit).unwrap();
    };
    named("mid", drivers[0]);
    named("Mid", drivers[1]);
    let text = exported::one(&design, Export::Kicad);
    let text = String::from_utf8(text).unwrap();
    let with = |start: &str| -> Vec<&str> {
        let lines = text.lines().map(str::trim);
        lines.filter(|line| line.starts_with(start)).collect()
    };
    let lower: Vec<String> = with("(comp (ref")
        .iter()
        .map(|line| line.to_lowercase())
        .collect();
    let ids = with("(tstamps");
    for all in [lower.iter().map(String::as_str).collect(), ids] {
        let once: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!((once.len(), all.is_empty()), (all.len(), false), "{all:?}");
    }
}

#[test]
fn a_design_without_electrics_has_no_netlist() {
    let refused = Export::Kicad.write(&exported::bare(&Design::new()));
    assert!(refused.unwrap_err().to_string().contains("no crossover"));
}
