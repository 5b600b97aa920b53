//! The right-click menu: on a part, a link, what sits in it, a port, the ground.

use super::{
    hit::Hit,
    marks::Marks,
    tool::{Stage, way_point_index, without_way_point},
};
use crate::{
    app::actions::{Action, command::Command},
    design::{Edit, Length, Link, LinkEnd, LinkId, LinkKind},
    picture::scene::Point,
    words,
};
use egui::Ui;

/// Where a menu was opened.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Menu {
    /// On what.
    pub(super) hit: Hit,
    /// Where, mm.
    pub(super) at: Point,
}

/// Fills the menu.
pub(super) fn show(
    ui: &mut Ui,
    menu: &Menu,
    stage: Stage<'_>,
    marks: &Marks,
    actions: &mut Vec<Action>,
) {
    match &menu.hit {
        Hit::Part(id) | Hit::Rotate(id) => {
            let driver = stage
                .design
                .part(*id)
                .is_some_and(|part| part.kind.is_driver());
            if stage.selection.parts.len() > 1 {
                arrange(ui, stage.selection.parts.len(), actions);
                ui.separator();
            }
            part(ui, driver, actions);
        }
        Hit::Port(end) => port(ui, stage, end, marks, actions),
        Hit::Insert(link, index) => {
            insert(ui, stage, *link, *index, actions);
            ui.separator();
            self::link(ui, stage, *link, None, menu.at, actions);
        }
        Hit::WayPoint(link, index) => {
            self::link(ui, stage, *link, Some(*index), menu.at, actions);
        }
        Hit::Link(link) | Hit::LinkEnd(link, _) => {
            self::link(ui, stage, *link, None, menu.at, actions);
        }
        Hit::Ground => ground(ui, actions),
    }
}

fn commands(ui: &mut Ui, list: &[Command], actions: &mut Vec<Action>) {
    for &command in list {
        let info = command.info();
        let button = egui::Button::new(info.label()).shortcut_text(command.shortcut_text(ui.ctx()));
        if ui.add(button).on_hover_text(info.tooltip()).clicked() {
            actions.push(Action::Command(command));
            ui.close();
        }
    }
}

fn item(ui: &mut Ui, label: &str, actions: &mut Vec<Action>, action: impl FnOnce() -> Action) {
    if ui.button(label).clicked() {
        actions.push(action());
        ui.close();
    }
}

/// What can be done with several parts at once.
fn arrange(ui: &mut Ui, count: usize, actions: &mut Vec<Action>) {
    ui.menu_button(tr!("Align"), |ui| {
        commands(
            ui,
            &[
                Command::AlignLeft,
                Command::AlignCentre,
                Command::AlignRight,
                Command::AlignTop,
                Command::AlignMiddle,
                Command::AlignBottom,
            ],
            actions,
        );
    });
    if count > 2 {
        let across_or_down = [Command::DistributeAcross, Command::DistributeDown];
        commands(ui, &across_or_down, actions);
    }
    commands(ui, &[Command::Group, Command::Ungroup], actions);
}

fn part(ui: &mut Ui, driver: bool, actions: &mut Vec<Action>) {
    commands(ui, &[Command::Replace], actions);
    if driver {
        commands(
            ui,
            &[
                Command::ConnectDriver,
                Command::FlipPolarity,
                Command::Mute,
                Command::Solo,
            ],
            actions,
        );
    }
    commands(ui, &[Command::Bypass], actions);
    ui.separator();
    commands(
        ui,
        &[
            Command::Rotate,
            Command::RotateFine,
            Command::Mirror,
            Command::Lock,
        ],
        actions,
    );
    ui.separator();
    commands(
        ui,
        &[
            Command::Cut,
            Command::Copy,
            Command::Duplicate,
            Command::DuplicateAlong,
            Command::Delete,
        ],
        actions,
    );
    ui.separator();
    commands(ui, &[Command::SaveToLibrary], actions);
}

fn port(ui: &mut Ui, stage: Stage<'_>, end: &LinkEnd, marks: &Marks, actions: &mut Vec<Action>) {
    let links: Vec<LinkId> = stage
        .design
        .links_at(end.part, &end.port)
        .map(|link| link.id)
        .collect();
    let driver = stage
        .design
        .part(end.part)
        .is_some_and(|part| part.kind.is_driver());
    let probe = if marks.probes.iter().any(|probe| probe.end == *end) {
        tr!("Remove probe")
    } else {
        tr!("Probe here")
    };
    item(ui, probe, actions, || Action::ToggleProbe(end.clone()));
    ui.separator();
    if links.is_empty() {
        ui.label(tr!(
            "Drag from “{}” to another port to link it",
            words::text(&end.port)
        ));
    } else {
        item(ui, tr!("Disconnect this port"), actions, || Action::Edit {
            label: tr!("Disconnect {}", words::text(&end.port)),
            edit: Edit::Remove {
                parts: Vec::new(),
                links,
            },
        });
    }
    if driver {
        commands(
            ui,
            &[Command::ConnectDriver, Command::FlipPolarity],
            actions,
        );
    }
}

/// An edit of a link's copy, as one action.
fn changed(link: &Link, label: String, change: impl FnOnce(&mut Link)) -> Action {
    let mut copy = link.clone();
    change(&mut copy);
    Action::Edit {
        label,
        edit: Edit::SetLink(Box::new(copy)),
    }
}

fn link(
    ui: &mut Ui,
    stage: Stage<'_>,
    id: LinkId,
    way_point: Option<usize>,
    at: Point,
    actions: &mut Vec<Action>,
) {
    let (Some(link), Some(shown)) = (stage.design.link(id), stage.scene.link(id)) else {
        return;
    };
    item(ui, tr!("Add way-point"), actions, || {
        changed(link, tr!("Bend {}", link.name), |copy| {
            let index = way_point_index(&shown.path, &copy.way_points_mm, at);
            copy.way_points_mm.insert(index, at);
        })
    });
    if let Some(index) = way_point
        && ui.button(tr!("Remove way-point")).clicked()
    {
        actions.extend(without_way_point(stage, id, index));
        ui.close();
    }
    if !link.way_points_mm.is_empty() {
        item(ui, tr!("Remove all way-points"), actions, || {
            changed(link, tr!("Straighten {}", link.name), |copy| {
                copy.way_points_mm.clear();
            })
        });
    }
    if let LinkKind::Tube(tube) = &link.kind {
        let (label, length) = match tube.length {
            Length::Drawn => (tr!("Set length apart from the drawing"), Length::Set),
            Length::Set => (tr!("Tie length to the drawing"), Length::Drawn),
        };
        item(ui, label, actions, || {
            changed(link, format!("{label}: {}", link.name), |copy| {
                if let LinkKind::Tube(tube) = &mut copy.kind {
                    tube.length = length;
                }
            })
        });
    }
    ui.separator();
    commands(ui, &[Command::Delete], actions);
}

fn insert(ui: &mut Ui, stage: Stage<'_>, id: LinkId, index: usize, actions: &mut Vec<Action>) {
    let Some(link) = stage.design.link(id) else {
        return;
    };
    item(ui, tr!("Bypass damper"), actions, || {
        changed(link, tr!("Bypass damper in {}", link.name), |copy| {
            if let LinkKind::Tube(tube) = &mut copy.kind
                && let Some(insert) = tube.inserts.get_mut(index)
            {
                insert.bypassed = !insert.bypassed;
            }
        })
    });
    item(ui, tr!("Remove damper"), actions, || {
        changed(link, tr!("Remove damper from {}", link.name), |copy| {
            if let LinkKind::Tube(tube) = &mut copy.kind
                && index < tube.inserts.len()
            {
                tube.inserts.remove(index);
            }
        })
    });
}

fn ground(ui: &mut Ui, actions: &mut Vec<Action>) {
    commands(
        ui,
        &[Command::Paste, Command::SelectAll, Command::FitView],
        actions,
    );
    ui.separator();
    commands(
        ui,
        &[
            Command::PlaceResistor,
            Command::PlaceCapacitor,
            Command::PlaceInductor,
            Command::PlaceChamber,
            Command::PlaceVent,
            Command::PlaceJunction,
        ],
        actions,
    );
}
