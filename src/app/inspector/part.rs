//! What every part has: name, note, place, rotation, flags, and its origin.

use super::{
    InspectorInput,
    freeing::Freeing,
    kinds, numbers,
    rows::{Actions, check, heading, push_edit, set, text_field},
    tolerances,
};
use crate::{
    app::{
        actions::{Action, command::Command},
        remedies::polarity,
        theme,
        widgets::offscreen_rows,
    },
    design::{Edit, Parameters as _, Part, Placement, Subject, driver::Trust},
    quantity::text::cut,
    words,
};
use egui::{Id, RichText, Ui};

/// The editor of one part.
pub fn part_ui(ui: &mut Ui, part: &Part, input: &InspectorInput<'_>, actions: &mut Actions) {
    let id = Id::unique(("inspector part", part.id));
    title(ui, part);
    if let Some(name) = text_field(ui, id.with("name"), tr!("Name"), &part.name, false) {
        set(actions, part, tr!("Rename"), |copy| copy.name = name);
    }
    if part.kind.is_driver() {
        origin_ui(ui, part);
        driver_buttons(ui, part, input, actions);
        for suggestion in input.suggestions {
            if suggestion.meeting.part == part.id {
                polarity::suggestion_ui(ui, suggestion, actions);
            }
        }
    }
    heading(ui, tr!("Values"));
    let freeing = input.freeing.then_some(input.design);
    numbers::numbers_ui(ui, &[part], freeing, actions);
    let omissible = offscreen_rows::out_of_reach(ui);
    offscreen_rows::row(ui, (id, "kind"), omissible, |ui| {
        kinds::kind_ui(ui, input.design, part, actions);
    });
    let rows = part.parameters();
    tolerances::tolerances_ui(ui, input.design, Subject::Part(part.id), &rows, actions);
    place_ui(ui, part, actions);
    offscreen_rows::row(ui, (id, "foot"), omissible, |ui| {
        foot_ui(ui, id, part, actions);
    });
}

/// What stands below the numbers: flags, note and what can be done with the part.
fn foot_ui(ui: &mut Ui, id: Id, part: &Part, actions: &mut Actions) {
    flags_ui(ui, part, actions);
    wall_exchange_ui(ui, part, actions);
    heading(ui, tr!("Note"));
    if let Some(note) = text_field(ui, id.with("note"), tr!("Note"), &part.note, true) {
        set(actions, part, tr!("Note on"), |copy| copy.note = note);
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for command in [
            Command::Replace,
            Command::SaveToLibrary,
            Command::Duplicate,
            Command::Delete,
        ] {
            let button = ui.button(command.label());
            if button.on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Command(command));
            }
        }
    });
}

/// The editor of several parts.
pub fn several_ui(ui: &mut Ui, parts: &[&Part], freeing: Freeing<'_>, actions: &mut Actions) {
    ui.label(
        RichText::new(tr!("{} parts", parts.len()))
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    ui.add(egui::Label::new(RichText::new(names.join(", ")).weak()).wrap());
    heading(ui, tr!("Values they share"));
    if numbers::numbers_ui(ui, parts, freeing, actions) == 0 {
        ui.weak(tr!("These parts have no value in common."));
    }
    heading(ui, tr!("Part"));
    let all = |actions: &mut Actions, label: &str, change: &dyn Fn(&mut Part)| {
        let edits = parts
            .iter()
            .map(|part| {
                let mut copy = (*part).clone();
                change(&mut copy);
                Edit::SetPart(Box::new(copy))
            })
            .collect();
        push_edit(
            actions,
            tr!("{label} {} parts", parts.len()),
            Edit::Batch(edits),
        );
    };
    let locked = parts.iter().all(|part| part.locked);
    if let Some(new) = check(
        ui,
        tr!("Locked"),
        tr!("Gestures leave these parts alone."),
        locked,
    ) {
        all(actions, tr!("Lock"), &|part| part.locked = new);
    }
    let bypassed = parts.iter().all(|part| part.bypassed);
    if let Some(new) = check(
        ui,
        tr!("Bypassed"),
        tr!("Taken out for comparison."),
        bypassed,
    ) {
        all(actions, tr!("Bypass"), &|part| part.bypassed = new);
    }
}

/// Whether the volumes inside a driver are as stiff as air can be, or lose heat to their walls.
fn wall_exchange_ui(ui: &mut Ui, part: &Part, actions: &mut Actions) {
    let Some(on) = part.kind.wall_exchange() else {
        return;
    };
    let tooltip = tr!(
        "The air of its front and back volume exchanges heat with their walls, as a \
                   chamber's does: softer at low frequencies. Off for drivers whose numbers were \
                   fitted without it."
    );
    if let Some(new) = check(ui, tr!("Inner volumes lose heat"), tooltip, on) {
        let mut changed = part.clone();
        changed.kind.set_wall_exchange(new);
        push_edit(
            actions,
            tr!("Set {}", part.name),
            Edit::SetPart(Box::new(changed)),
        );
    }
}

/// What it is: “Balanced armature”. Its name is the field below.
fn title(ui: &mut Ui, part: &Part) {
    let word = part.kind.word();
    let mut letters = word.chars();
    let capital: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    ui.label(
        RichText::new(capital)
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
}

/// Letters of a provenance that are shown.
const PROVENANCE: usize = 2000;

/// Preset, trust and what was changed since.
fn origin_ui(ui: &mut Ui, part: &Part) {
    let Some(origin) = part.kind.origin() else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        trust_badge(ui, origin.trust);
        ui.label(RichText::new(words::text(&origin.preset)).strong());
        if !origin.modified.is_empty() {
            ui.label(
                RichText::new(tr!("modified: {}", cut(&origin.modified.join(", "), 400)))
                    .color(ui.visuals().warn_fg_color),
            );
        }
    });
    if !origin.provenance.is_empty() {
        let heading = RichText::new(tr!("Where its numbers come from")).small();
        egui::CollapsingHeader::new(heading)
            .id_salt(("provenance", part.id))
            .show(ui, |ui| {
                let text = RichText::new(cut(&origin.provenance, PROVENANCE))
                    .small()
                    .weak();
                ui.add(egui::Label::new(text).wrap());
            });
    }
}

/// The letter a driver's trust is shown as, with what it means.
pub fn trust_badge(ui: &mut Ui, trust: Trust) {
    let (letter, color, words) = match trust {
        Trust::A => (
            "A",
            theme::good(ui.visuals()),
            tr!("Trust A: seen in two independent places, or measured and consistent."),
        ),
        Trust::B => (
            "B",
            theme::accent(ui.visuals()),
            tr!("Trust B: one good source."),
        ),
        Trust::C => (
            "C",
            ui.visuals().warn_fg_color,
            tr!("Trust C: a fit or an estimate."),
        ),
    };
    egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, color))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(5, 0))
        .show(ui, |ui| {
            ui.label(RichText::new(letter).small().strong().color(color));
        })
        .response
        .on_hover_text(words);
}

fn driver_buttons(ui: &mut Ui, part: &Part, input: &InspectorInput<'_>, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let mut button = |ui: &mut Ui, command: Command, on: bool| {
            let response = ui.add(egui::Button::new(command.label()).selected(on));
            if response.on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Command(command));
            }
        };
        button(ui, Command::Mute, part.muted);
        button(ui, Command::Solo, input.solo.contains(&part.id));
        button(
            ui,
            Command::FlipPolarity,
            input.polarities.is_reversed(part.id),
        );
        button(ui, Command::ConnectDriver, false);
        button(ui, Command::Crossover, false);
    });
}

fn place_ui(ui: &mut Ui, part: &Part, actions: &mut Actions) {
    heading(ui, tr!("Place"));
    let id = Id::unique(("inspector place", part.id));
    let label = tr!("Place {}", part.name);
    numbers::setting_ui(ui, id, &Placement::of(part), &label, actions, |placement| {
        let mut copy = part.clone();
        placement.put(&mut copy);
        Edit::SetPart(Box::new(copy))
    });
}

fn flags_ui(ui: &mut Ui, part: &Part, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        if let Some(new) = check(
            ui,
            tr!("Mirrored"),
            tr!("Left and right exchanged."),
            part.mirrored,
        ) {
            set(actions, part, tr!("Mirror"), |copy| copy.mirrored = new);
        }
        if let Some(new) = check(
            ui,
            tr!("Locked"),
            tr!("Gestures leave this part alone."),
            part.locked,
        ) {
            set(actions, part, tr!("Lock"), |copy| copy.locked = new);
        }
        let tooltip = tr!("Taken out for comparison: a series part is a wire, a vent is closed.");
        if let Some(new) = check(ui, tr!("Bypassed"), tooltip, part.bypassed) {
            set(actions, part, tr!("Bypass"), |copy| copy.bypassed = new);
        }
    });
}
