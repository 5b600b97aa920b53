//! Size, cost and durability.

use super::{Better, Figure, Look};
use crate::{
    analysis::goals::count_of_parts,
    design::{Design, LinkKind, PartId, budget::budget, kinds::bought::Shelf},
    quantity::Unit,
};
use std::collections::BTreeSet;

pub(super) fn size(look: &Look<'_>) -> Vec<Figure> {
    let budget = budget(look.design);
    let volume = |key, name, value| Figure::of(key, name, value, &Unit::VOLUME);
    let there = |value: f64| Some(value).filter(|value| *value > 0.0);
    let free = there(budget.shell).map(|_| budget.free());
    let shell = there(look.design.shell.depth_mm * 1e-3).filter(|_| budget.shell > 0.0);
    vec![
        Figure::maybe("drivers", tr!("Drivers"), there(budget.drivers), volume)
            .how(tr!("Volume of the drivers’ cases"))
            .better(Better::Smaller),
        volume(
            "air",
            tr!("Chambers and tubes"),
            budget.chambers + budget.tubes,
        )
        .how(tr!("Volume of chambers and insides of tubes"))
        .better(Better::Smaller),
        Figure::maybe("free", tr!("Free in the shell"), free, volume)
            .how(tr!(
                "Outline of the shell times its depth, less all of these; unknown without a shell"
            ))
            .better(Better::Greater),
        Figure::judged("depth", tr!("Depth needed"), &look.depth, Better::Smaller),
        Figure::maybe(
            "shell_depth",
            tr!("Depth of the shell"),
            shell,
            |key, name, value| Figure::of(key, name, value, &Unit::LENGTH),
        )
        .how(tr!("As it is set in the design")),
    ]
}

/// A count.
fn count(key: &'static str, name: &'static str, value: usize) -> Figure {
    Figure::new(key, name, value as f64, &value.to_string())
}

pub(super) fn cost(look: &Look<'_>) -> Vec<Figure> {
    let drivers = look.design.drivers().filter(|part| !part.bypassed).count();
    let money = |key, name, value: f64| Figure::new(key, name, value, &format!("{value:.2}"));
    let (price, why) = match look.beside.price {
        None => (None, tr!("No price file was given").to_owned()),
        Some(Err(why)) => (None, why.clone()),
        Some(Ok(price)) => (
            Some(*price),
            tr!("Sum of the parts list by the price file").to_owned(),
        ),
    };
    let hours = |key, name, value: f64| Figure::new(key, name, value, &format!("{value} h"));
    vec![
        count("drivers", tr!("Drivers"), drivers)
            .how(tr!("Drivers that are not bypassed"))
            .better(Better::Smaller),
        count("parts", tr!("Parts"), count_of_parts(look.design))
            .how(tr!(
                "Drivers, electrical parts, dampers and meshes; tubes and holes are not counted"
            ))
            .better(Better::Smaller),
        Figure::maybe("price", tr!("Price"), price, money)
            .how(why)
            .better(Better::Smaller),
        Figure::maybe(
            "hours",
            tr!("Hours"),
            look.beside.hours.or(look.design.hours),
            hours,
        )
        .how(tr!("What you say one unit takes to build"))
        .better(Better::Smaller),
    ]
}

pub(super) fn durability(look: &Look<'_>) -> Vec<Figure> {
    let open = open_spouts(look.design);
    let names: Vec<&str> = open
        .iter()
        .filter_map(|id| Some(look.design.part(*id)?.name.as_str()))
        .collect();
    let how = if names.is_empty() {
        tr!("A damper or mesh lies between every driver and the ear").to_owned()
    } else {
        tr!(
            "Wax reaches these through open tubes, no damper or mesh between: {}",
            names.join(", ")
        )
    };
    let holes = look.design.parts.iter().filter(|part| !part.bypassed);
    let holes = holes.filter_map(|part| part.kind.bought());
    let holes = holes.filter(|bought| bought.shelf == Shelf::Holes).count();
    let good = look.beside.good;
    let share = |key, name, value| Figure::of(key, name, value, &Unit::PERCENT);
    let built = good.map_or_else(
        || tr!("No units were built").to_owned(),
        |(_, within)| tr!("Share of built units {within}"),
    );
    vec![
        Figure::judged(
            "excursion",
            tr!("Headroom to Xmax at 110 dB"),
            &look.excursion,
            Better::Greater,
        ),
        Figure::judged(
            "power",
            tr!("Headroom to power at 110 dB"),
            &look.power,
            Better::Greater,
        ),
        count("open", tr!("Drivers open to wax"), open.len())
            .how(how)
            .better(Better::Smaller),
        count("vents", tr!("Vents"), holes).how(tr!("Holes that are drilled and can clog")),
        Figure::maybe("yield", tr!("Yield"), good.map(|good| good.0), share)
            .how(built)
            .better(Better::Greater),
    ]
}

/// Drivers from which sound reaches the ear through links and parts without a damper or mesh in any of
/// them, in document order.
fn open_spouts(design: &Design) -> Vec<PartId> {
    let Some(ear) = design.ear().map(|part| part.id) else {
        return Vec::new();
    };
    let is_open = |kind: &LinkKind| match kind {
        LinkKind::Tube(tube) => tube.inserts.iter().all(|insert| insert.bypassed),
        LinkKind::Joint => true,
        LinkKind::Wire => false,
    };
    // From the ear backwards: what an open way leads to.
    let mut reached = BTreeSet::from([ear]);
    let mut next = vec![ear];
    let mut open = BTreeSet::new();
    while let Some(at) = next.pop() {
        for link in design.links.iter().filter(|link| is_open(&link.kind)) {
            let ends = [(&link.from, &link.to), (&link.to, &link.from)];
            for (here, there) in ends {
                let Some(part) = design.part(there.part).filter(|_| here.part == at) else {
                    continue;
                };
                if part.kind.is_driver() {
                    if part.kind.sound_port() == Some(there.port.as_str()) {
                        open.insert(part.id);
                    }
                } else if passes(part) && reached.insert(part.id) {
                    next.push(part.id);
                }
            }
        }
    }
    design
        .drivers()
        .map(|part| part.id)
        .filter(|id| open.contains(id))
        .collect()
}

/// Whether sound passes a part and nothing in it keeps wax off: a damper of its own would.
fn passes(part: &crate::design::Part) -> bool {
    let bought = part.kind.bought();
    part.bypassed || bought.is_none_or(|bought| bought.shelf != Shelf::Inserts)
}
