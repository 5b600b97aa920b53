//! The crossover's netlist, as a parser of KiCad's files reads it.

use crate::support::exported;
use earwright::{
    design::{Design, LinkKind},
    exchange::Export,
    library,
};
use std::collections::BTreeMap;

#[test]
fn a_parser_finds_every_part_with_its_footprint_and_every_wire() {
    for entry in library::designs() {
        let design = &entry.design;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.net");
        std::fs::write(&file, exported::one(design, Export::Kicad)).unwrap();
        let Some(told) = exported::asked("kinparse_netlist.py", "kinparse", &[&file]) else {
            return;
        };
        let rows: Vec<Vec<&str>> = told.lines().map(|line| line.split('|').collect()).collect();
        let name = |part| design.part(part).unwrap().name.replace(' ', "_");
        for part in &design.parts {
            let electrical = part.kind.is_electrical() || part.kind.is_driver();
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

#[test]
fn a_design_without_electrics_has_no_netlist() {
    let refused = Export::Kicad.write(&exported::bare(&Design::new()));
    assert!(refused.unwrap_err().to_string().contains("no crossover"));
}
