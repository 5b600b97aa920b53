//! Drawing links and dropping their ends elsewhere. Only a release connects.

use super::Stage;
use crate::{
    app::{
        action::{Action, Selection},
        canvas::hit,
    },
    design::{
        Design, Domain, Edit, Length, Link, LinkEnd, LinkId, LinkKind, PartKind, Section,
        Termination, Tube,
    },
    picture::scene::{Point, Scene, path},
};

/// What a release would connect to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A port.
    Port(LinkEnd),
    /// A place on a link: a junction.
    OnLink(LinkId, Point),
}

/// Bore of a new tube where neither end has one of its own, m.
const BORE: f64 = 1.5e-3;

/// Whether two ports may be linked.
pub fn compatible(design: &Design, scene: &Scene, a: &LinkEnd, b: &LinkEnd) -> bool {
    let (Some(from), Some(to)) = (scene.port(a), scene.port(b)) else {
        return false;
    };
    // All ports of a chamber are one: joining two of them would do nothing.
    let one_node = a.part == b.part
        && design
            .part(a.part)
            .is_some_and(|part| matches!(part.kind, PartKind::Chamber(_) | PartKind::Junction(_)));
    from.domain == to.domain && a != b && !one_node
}

/// What lies under the pointer that a link from `from` may end on; `moved` is the link whose end
/// is in the hand.
pub(super) fn target(
    stage: Stage<'_>,
    from: &LinkEnd,
    moved: Option<LinkId>,
    at: Point,
) -> Option<Target> {
    if let Some(end) = hit::port(stage.scene, at, stage.zoom) {
        return compatible(stage.design, stage.scene, from, &end).then_some(Target::Port(end));
    }
    if hit::part(stage.scene, at, stage.zoom).is_some() {
        return None;
    }
    let (id, along) = hit::link(stage.scene, at, stage.zoom)?;
    let link = stage.scene.link(id)?;
    let fits = link.domain == stage.scene.port(from)?.domain && moved != Some(id);
    fits.then(|| Target::OnLink(id, path::at(&link.path, along).0))
}

/// The same for an end that was pulled off: the end it had is a target too.
pub(super) fn redrop_target(
    stage: Stage<'_>,
    link: LinkId,
    from: bool,
    at: Point,
) -> Option<Target> {
    let shown = stage.scene.link(link)?;
    let fixed = if from { &shown.to } else { &shown.from };
    target(stage, fixed, Some(link), at)
}

/// The kind of a new link between two ports: a wire, or a tube as wide as what it leaves.
pub fn new_kind(design: &Design, scene: &Scene, from: &LinkEnd, to: &Target) -> LinkKind {
    let domain = scene.port(from).map(|port| port.domain);
    if domain != Some(Domain::Acoustic) {
        return LinkKind::Wire;
    }
    let bore_of = |end: &LinkEnd| design.part(end.part)?.kind.port_bore(&end.port);
    let bore = bore_of(from)
        .or_else(|| match to {
            Target::Port(end) => bore_of(end),
            Target::OnLink(link, _) => {
                let LinkKind::Tube(tube) = &design.link(*link)?.kind else {
                    return None;
                };
                tube.sections.first().map(|section| section.bore_in)
            }
        })
        .filter(|bore| *bore > 0.0)
        .unwrap_or(BORE);
    let end = match to {
        Target::Port(end) => scene.port(end).map(|port| port.at),
        Target::OnLink(_, at) => Some(*at),
    };
    let length = scene
        .port(from)
        .zip(end)
        .map_or(5.0, |(a, b)| (a.at[0] - b[0]).hypot(a.at[1] - b[1]));
    LinkKind::Tube(Tube {
        sections: vec![Section {
            length: length.max(0.1) * 1e-3,
            bore_in: bore,
            bore_out: bore,
        }],
        length: Length::Drawn,
        start: Termination::None,
        end: Termination::None,
        inserts: Vec::new(),
    })
}

/// The release of a new link.
pub(super) fn connect(stage: Stage<'_>, from: LinkEnd, target: Option<Target>) -> Vec<Action> {
    let Some(target) = target else {
        return Vec::new();
    };
    let kind = new_kind(stage.design, stage.scene, &from, &target);
    let word = match kind {
        LinkKind::Wire => "wire",
        LinkKind::Tube(_) | LinkKind::Joint => "tube",
    };
    let id = LinkId(stage.design.next_id);
    match target {
        Target::Port(to) => vec![
            Action::Edit {
                label: format!("Add {word}"),
                edit: Edit::AddLink(Box::new(Link {
                    id,
                    name: String::new(),
                    from,
                    to,
                    way_points_mm: Vec::new(),
                    kind,
                })),
            },
            Action::Select(Selection {
                links: std::iter::once(id).collect(),
                ..Selection::default()
            }),
        ],
        Target::OnLink(onto, at_mm) => vec![Action::Edit {
            label: format!("Join {word}"),
            edit: Edit::JoinOnLink {
                from,
                onto,
                at_mm,
                kind,
            },
        }],
    }
}

/// The release of an end that was pulled off.
pub(super) fn reconnect(
    stage: Stage<'_>,
    link: LinkId,
    from: bool,
    target: Option<Target>,
) -> Vec<Action> {
    let (Some(target), Some(old)) = (target, stage.design.link(link)) else {
        return Vec::new();
    };
    let (kept, moved) = if from {
        (&old.to, &old.from)
    } else {
        (&old.from, &old.to)
    };
    let label = format!("Reconnect {}", old.name);
    let edit = match target {
        Target::Port(end) if end == *moved => return Vec::new(),
        Target::Port(end) => Edit::Reconnect { link, from, end },
        Target::OnLink(onto, at_mm) => Edit::Batch(vec![
            Edit::Remove {
                parts: Vec::new(),
                links: vec![link],
            },
            Edit::JoinOnLink {
                from: kept.clone(),
                onto,
                at_mm,
                kind: old.kind.clone(),
            },
        ]),
    };
    vec![Action::Edit { label, edit }]
}
