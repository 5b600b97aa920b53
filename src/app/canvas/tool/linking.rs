//! Drawing links and dropping their ends elsewhere. Only a release connects.

use super::Stage;
use crate::{
    app::{
        actions::{Action, Selection},
        canvas::hit,
    },
    design::{Design, Domain, Edit, LinkEnd, LinkId, LinkKind, operations},
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

/// Whether two ports may be linked.
pub fn compatible(design: &Design, scene: &Scene, a: &LinkEnd, b: &LinkEnd) -> bool {
    let (Some(from), Some(to)) = (scene.port(a), scene.port(b)) else {
        return false;
    };
    // All ports of a chamber are one: joining two of them would do nothing.
    let part = design.part(a.part);
    let one_node = a.part == b.part && part.is_some_and(|part| part.kind.facts().one_node);
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

/// The release of a new link: a wire, or a tube as wide as what it leaves.
pub(super) fn connect(stage: Stage<'_>, from: &LinkEnd, target: Option<Target>) -> Vec<Action> {
    let design = stage.design;
    let Some(target) = target else {
        return Vec::new();
    };
    let acoustic = stage.scene.port(from).map(|port| port.domain) == Some(Domain::Acoustic);
    let word = if acoustic { tr!("tube") } else { tr!("wire") };
    match target {
        Target::Port(to) => match operations::join_facing(design, from, &to) {
            Ok(edit) => vec![
                Action::Edit {
                    label: tr!("Add {word}"),
                    edit,
                },
                Action::Select(Selection {
                    links: std::iter::once(LinkId(design.next_id)).collect(),
                    ..Selection::default()
                }),
            ],
            Err(error) => vec![Action::Say(error.to_string())],
        },
        Target::OnLink(onto, at_mm) => {
            let kind = match design.link(onto) {
                Some(link) if acoustic => {
                    LinkKind::Tube(operations::sensible_tube(design, from, &link.from))
                }
                _ => LinkKind::Wire,
            };
            vec![Action::Edit {
                label: tr!("Join {word}"),
                edit: Edit::JoinOnLink {
                    from: from.clone(),
                    onto,
                    at_mm,
                    kind,
                },
            }]
        }
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
    let moved = if from { &old.from } else { &old.to };
    let label = tr!("Reconnect {}", old.name);
    let edit = match target {
        Target::Port(end) if end == *moved => return Vec::new(),
        Target::Port(end) => Edit::Reconnect { link, from, end },
        Target::OnLink(onto, at_mm) => {
            match operations::reconnect_onto(stage.design, link, from, onto, at_mm) {
                Ok(edit) => edit,
                Err(error) => return vec![Action::Say(error.to_string())],
            }
        }
    };
    vec![Action::Edit { label, edit }]
}
