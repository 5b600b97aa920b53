//! Ports that should be linked and are not, and what is linked wrongly.

use super::nets::Nets;
use crate::{
    design::{
        Design, Link, Part, PartId, Problem, Subject,
        kinds::{Ear, Junction},
        port::{Domain, MINUS, PLUS, REAR},
        problem::Matter,
    },
    words,
};
use std::collections::BTreeSet;

/// Ports with at least one link.
type Linked<'a> = BTreeSet<(PartId, &'a str)>;

pub(super) fn check(design: &Design, problems: &mut Vec<Problem>) {
    let linked: Linked<'_> = design
        .links
        .iter()
        .flat_map(Link::ends)
        .map(|end| (end.part, end.port.as_str()))
        .collect();
    let nodes = Nets::nodes(design);
    let reach = Nets::reach(design);
    let has_driver = design.drivers().next().is_some();
    for part in &design.parts {
        let facts = part.kind.facts();
        if facts.only_one && !has_driver {
            continue;
        }
        if part.kind.is_driver() {
            driver(design, part, &linked, &nodes, &reach, problems);
        } else if facts.only_one && part.kind.is_electrical() {
            source(part, &linked, &nodes, problems);
        } else if facts.only_one {
            ear(part, &linked, problems);
        } else if facts.point {
            junction(design, part, problems);
        } else if facts.one_node {
            chamber(part, &linked, problems);
        } else {
            ordinary(part, &linked, &nodes, problems);
        }
    }
    if !has_driver {
        problems.push(Problem::note(
            Subject::Design,
            tr!("There is no driver: drag one from the library onto the canvas").to_owned(),
        ));
    }
}

fn ear(part: &Part, linked: &Linked<'_>, problems: &mut Vec<Problem>) {
    if !linked.contains(&(part.id, Ear::CANAL)) {
        problems.push(Problem::error(
            Subject::Part(part.id),
            tr!(
                "Nothing is joined to “{}”: join a tube to it to see sound pressure",
                part.name
            ),
        ));
    }
}

fn source(part: &Part, linked: &Linked<'_>, nodes: &Nets<'_>, problems: &mut Vec<Problem>) {
    let subject = Subject::Part(part.id);
    let open = |port| !linked.contains(&(part.id, port));
    if open(PLUS) || open(MINUS) {
        problems.push(Problem::warning(
            subject,
            tr!(
                "“{}” is not wired on both terminals: no driver gets a signal",
                part.name
            ),
        ));
    } else if nodes.together((part.id, PLUS), (part.id, MINUS)) {
        problems.push(Problem::error(
            subject,
            tr!(
                "“{}” is shorted: its + and − are wired together, remove a wire",
                part.name
            ),
        ));
    }
}

fn driver(
    design: &Design,
    part: &Part,
    linked: &Linked<'_>,
    nodes: &Nets<'_>,
    reach: &Nets<'_>,
    problems: &mut Vec<Problem>,
) {
    let subject = Subject::Part(part.id);
    let name = &part.name;
    let open: Vec<&'static str> = part
        .kind
        .ports()
        .into_iter()
        .filter(|port| !port.optional && !linked.contains(&(part.id, port.name)))
        .map(|port| port.name)
        .collect();
    let sound = part.kind.sound_port().unwrap_or_default();
    if [PLUS, MINUS, sound].iter().all(|port| open.contains(port)) {
        problems.push(Problem::warning(
            subject,
            tr!(
                "“{name}” is not connected: press C to wire it to the source and join it to the ear"
            ),
        ));
        return;
    }
    for port in &open {
        let (matter, message) = match *port {
            PLUS | MINUS => (
                Matter::Other,
                tr!(
                    "“{name}” has nothing wired to {port}: it gets no current",
                    port = words::port(port)
                ),
            ),
            REAR => (
                Matter::StandsStill,
                tr!(
                    "“{name}” is closed at the rear without any back volume and cannot move: give it a back volume or join its rear"
                ),
            ),
            _ => (
                Matter::Other,
                tr!(
                    "“{name}” is closed at its {port}: join a tube to it",
                    port = words::port(port)
                ),
            ),
        };
        problems.push(Problem::warning(subject, message).about(matter));
    }
    let is_linked = |port| linked.contains(&(part.id, port));
    if is_linked(PLUS) && is_linked(MINUS) {
        if nodes.together((part.id, PLUS), (part.id, MINUS)) {
            problems.push(Problem::warning(
                subject,
                tr!("“{name}” is shorted: its + and − are wired together, remove a wire"),
            ));
        } else if let Some(source) = design.source()
            && !reach.together((part.id, PLUS), (source.id, PLUS))
        {
            problems.push(Problem::warning(
                subject,
                tr!("“{name}” has no way to the source: wire its circuit to it"),
            ));
        }
    }
    if let Some(ear) = design.ear()
        && is_linked(sound)
        && !reach.together((part.id, sound), (ear.id, Ear::CANAL))
    {
        problems.push(Problem::warning(
            subject,
            tr!("The sound of “{name}” does not reach the ear: join its tubes to it"),
        ));
    }
}

fn chamber(part: &Part, linked: &Linked<'_>, problems: &mut Vec<Problem>) {
    let any = part
        .kind
        .ports()
        .iter()
        .any(|port| linked.contains(&(part.id, port.name)));
    if !any {
        problems.push(Problem::warning(
            Subject::Part(part.id),
            tr!(
                "“{}” is joined to nothing: join a tube to one of its sides or delete it",
                part.name
            ),
        ));
    }
}

fn junction(design: &Design, part: &Part, problems: &mut Vec<Problem>) {
    let links = design.links_at(part.id, Junction::NODE).count();
    if links < 2 {
        problems.push(Problem::warning(
            Subject::Part(part.id),
            tr!(
                "“{}” has {}: a junction joins two links or more, link it or delete it",
                part.name,
                if links == 0 {
                    tr!("no link")
                } else {
                    tr!("one link")
                }
            ),
        ));
    }
}

/// Parts that are nothing special: every port that is not optional wants a link.
fn ordinary(part: &Part, linked: &Linked<'_>, nodes: &Nets<'_>, problems: &mut Vec<Problem>) {
    let subject = Subject::Part(part.id);
    let name = &part.name;
    for port in part.kind.ports() {
        if port.optional || linked.contains(&(part.id, port.name)) {
            continue;
        }
        let message = match port.domain {
            Domain::Electrical => tr!(
                "“{name}” has nothing wired to {}: it carries no current, wire it or delete it",
                words::port(port.name)
            ),
            Domain::Acoustic => tr!(
                "“{name}” is closed rigidly at its {}: join a tube to it or delete it",
                words::port(port.name)
            ),
        };
        problems.push(Problem::warning(subject, message));
    }
    for [a, b] in part.kind.facts().across {
        if nodes.together((part.id, a), (part.id, b)) {
            problems.push(Problem::warning(
                subject,
                tr!(
                    "“{name}” does nothing: its {a} and {b} are wired together, remove a wire or bypass it",
                    a = words::port(a),
                    b = words::port(b)
                ),
            ));
        }
    }
}
