//! The editor of a link: its name and kind, and a tube's sections, ends and inserts.

use super::{
    freeing::Freeing,
    numbers,
    rows::{Actions, check, choice_ui, heading, push_edit, text_field},
    tolerances,
};
use crate::{
    app::{
        actions::{Action, command::Command},
        theme,
    },
    design::{
        ChoiceInfo, Choices as _, Design, Edit, Insert, InsertKind, Link, LinkKind, ParameterInfo,
        Parameters as _, Section, Subject, Tube, acoustic::Mesh,
    },
    library::dampers,
    quantity::{Unit, text},
    words,
};
use egui::{Align, Color32, Id, Layout, RichText, Ui};

/// The editor of one link.
pub fn link_ui(
    ui: &mut Ui,
    link: &Link,
    design: &Design,
    freeing: Freeing<'_>,
    actions: &mut Actions,
) {
    let id = Id::unique(("inspector link", link.id));
    let word = match link.kind {
        LinkKind::Wire => tr!("wire"),
        LinkKind::Tube(_) => tr!("tube"),
        LinkKind::Joint => tr!("joint"),
    };
    ui.horizontal(|ui| {
        let strong = theme::text_strong(ui.visuals());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(word).weak());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = RichText::new(&link.name).heading().color(strong);
                ui.add(egui::Label::new(name).truncate());
            });
        });
    });
    if let Some(name) = text_field(ui, id.with("name"), tr!("Name"), &link.name, false) {
        set(actions, link, tr!("Rename"), |copy| copy.name = name);
    }
    let end = |end: &crate::design::LinkEnd| {
        let name = design.part(end.part).map_or("?", |part| part.name.as_str());
        format!("{name} {}", words::port(&end.port))
    };
    ui.add(
        egui::Label::new(RichText::new(format!("{} → {}", end(&link.from), end(&link.to))).weak())
            .wrap(),
    );
    match &link.kind {
        LinkKind::Tube(tube) => tube_ui(ui, id, (link, tube), freeing, actions),
        LinkKind::Joint => {
            if ui.button(tr!("Make it a tube")).clicked() {
                let tube = Tube::straight(5e-3, 2e-3);
                set(actions, link, tr!("Change"), |copy| {
                    copy.kind = LinkKind::Tube(tube);
                });
            }
        }
        LinkKind::Wire => {}
    }
    let rows = link.parameters();
    tolerances::tolerances_ui(ui, design, Subject::Link(link.id), &rows, actions);
    ui.add_space(8.0);
    if ui
        .button(tr!("Delete"))
        .on_hover_text(Command::Delete.tooltip(ui.ctx()))
        .clicked()
    {
        actions.push(Action::Command(Command::Delete));
    }
}

/// Those of the links that are tubes.
pub fn tubes<'a>(links: &[&'a Link]) -> Vec<&'a Link> {
    let is_tube = |link: &&Link| matches!(link.kind, LinkKind::Tube(_));
    links.iter().copied().filter(is_tube).collect()
}

/// The editor of several links: the numbers of the tubes among them.
pub fn several_ui(ui: &mut Ui, links: &[&Link], freeing: Freeing<'_>, actions: &mut Actions) {
    let tubes = tubes(links);
    let what = match (links.len(), tubes.len()) {
        (1, 1) => tr!("tube"),
        (all, tubes) if all == tubes => tr!("tubes"),
        _ => tr!("links"),
    };
    ui.label(
        RichText::new(format!("{} {what}", links.len()))
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
    let names: Vec<&str> = links.iter().map(|link| link.name.as_str()).collect();
    ui.add(egui::Label::new(RichText::new(names.join(", ")).weak()).wrap());
    if !tubes.is_empty() {
        heading(ui, tr!("Values they share"));
        if numbers::numbers_ui(ui, &tubes, freeing, actions) == 0 {
            ui.weak(tr!("These tubes have no value in common."));
        }
    }
}

fn tube_ui(
    ui: &mut Ui,
    id: Id,
    (link, tube): (&Link, &Tube),
    freeing: Freeing<'_>,
    actions: &mut Actions,
) {
    let choices = |ui: &mut Ui, wanted: &dyn Fn(&ChoiceInfo) -> bool, actions: &mut Actions| {
        for (info, chosen) in tube.choices().iter().filter(|(info, _)| wanted(info)) {
            if let Some(place) = choice_ui(ui, id.with(info.key), info, *chosen) {
                change(actions, link, |tube| {
                    tube.choose(info.key, place);
                });
            }
        }
    };
    let is_length = |info: &ChoiceInfo| info.key == "length";
    choices(ui, &is_length, actions);
    let total = tube.total_length();
    if tube.sections.len() > 1 {
        ui.weak(tr!("{} in all", text::rounded(total, &Unit::LENGTH, 4)));
    }
    sections_ui(ui, (link, tube), freeing, actions);
    heading(ui, tr!("Ends"));
    choices(ui, &|info| !is_length(info), actions);
    heading(ui, tr!("Dampers and meshes"));
    for (index, insert) in tube.inserts.iter().enumerate() {
        let id = id.with(("insert", index));
        insert_ui(ui, id, link, (index, insert), freeing, actions);
    }
    add_insert_ui(ui, id, link, total, actions);
    if ui
        .button(tr!("Join without a tube"))
        .on_hover_text(tr!("Both ports become one: a tube of no length."))
        .clicked()
    {
        set(actions, link, tr!("Change"), |copy| {
            copy.kind = LinkKind::Joint;
        });
    }
}

fn sections_ui(
    ui: &mut Ui,
    (link, tube): (&Link, &Tube),
    freeing: Freeing<'_>,
    actions: &mut Actions,
) {
    let several = tube.sections.len() > 1;
    for (index, section) in tube.sections.iter().enumerate() {
        let heading_text = if several {
            tr!("Section {}", index + 1)
        } else {
            tr!("Bore").to_owned()
        };
        heading(ui, &heading_text);
        let suffix = if several {
            format!(" {}", index + 1)
        } else {
            String::new()
        };
        let of_section =
            |info: &ParameterInfo| info.index == Some(index) && info.key.starts_with("section.");
        numbers::some_numbers_ui(ui, &[link], of_section, freeing, actions);
        ui.horizontal_wrapped(|ui| {
            let tapered = section.bore_in != section.bore_out;
            let words = tr!("Tapered{suffix}");
            if let Some(on) = check(ui, &words, tr!("A conical section."), tapered) {
                change(actions, link, |tube| {
                    if let Some(section) = tube.sections.get_mut(index) {
                        section.bore_out = section.bore_in * if on { 1.2 } else { 1.0 };
                    }
                });
            }
            let remove = tr!("Remove section{suffix}");
            if several && ui.small_button(remove).clicked() {
                change(actions, link, |tube| {
                    if index < tube.sections.len() {
                        tube.sections.remove(index);
                    }
                });
            }
        });
    }
    if ui
        .button(tr!("Split into sections"))
        .on_hover_text(tr!(
            "Halves the last section, so that the halves can have bores of their own."
        ))
        .clicked()
    {
        change(actions, link, |tube| {
            if let Some(last) = tube.sections.last_mut() {
                last.length /= 2.0;
                let middle = f64::midpoint(last.bore_in, last.bore_out);
                let second = Section {
                    bore_in: middle,
                    ..*last
                };
                last.bore_out = middle;
                tube.sections.push(second);
            }
        });
    }
}

fn insert_ui(
    ui: &mut Ui,
    id: Id,
    link: &Link,
    (index, insert): (usize, &Insert),
    freeing: Freeing<'_>,
    actions: &mut Actions,
) {
    let words = |what: &str| format!("{what} {}", index + 1);
    let of_insert =
        |info: &ParameterInfo| info.index == Some(index) && !info.key.starts_with("section.");
    let is_position = |info: &ParameterInfo| info.key == "insert.position";
    let position = |info: &ParameterInfo| of_insert(info) && is_position(info);
    numbers::some_numbers_ui(ui, &[link], position, freeing, actions);
    if let InsertKind::Damper { name, .. } = &insert.kind {
        damper_choice(ui, id, link, index, name, actions);
    }
    let rest = |info: &ParameterInfo| of_insert(info) && !is_position(info);
    numbers::some_numbers_ui(ui, &[link], rest, freeing, actions);
    ui.horizontal_wrapped(|ui| {
        let words = words(tr!("Bypass insert"));
        if let Some(on) = check(
            ui,
            &words,
            tr!("Taken out for comparison."),
            insert.bypassed,
        ) {
            change(actions, link, |tube| {
                if let Some(insert) = tube.inserts.get_mut(index) {
                    insert.bypassed = on;
                }
            });
        }
        if ui
            .small_button(tr!("Remove insert {}", index + 1))
            .clicked()
        {
            change(actions, link, |tube| {
                if index < tube.inserts.len() {
                    tube.inserts.remove(index);
                }
            });
        }
    });
    ui.add_space(4.0);
}

/// The catalogue's dampers by colour; choosing one sets its value.
fn damper_choice(
    ui: &mut Ui,
    id: Id,
    link: &Link,
    index: usize,
    name: &str,
    actions: &mut Actions,
) {
    let shown = if name.is_empty() {
        tr!("free value")
    } else {
        words::text(name)
    };
    let combo = theme::with_field_edge(ui, |ui| {
        egui::ComboBox::from_id_salt(id.with("damper"))
            .selected_text(shown)
            .show_ui(ui, |ui| {
                for damper in dampers() {
                    let [r, g, b] = damper.colour;
                    let label = format!(
                        "● {}  {}",
                        words::text(&damper.name),
                        text::rounded(damper.resistance, &Unit::DAMPER, 4)
                    );
                    let text = RichText::new(label).color(readable(ui, Color32::from_rgb(r, g, b)));
                    if ui.selectable_label(damper.name == name, text).clicked() {
                        let kind = damper.insert(0.0).kind;
                        change(actions, link, |tube| {
                            if let Some(insert) = tube.inserts.get_mut(index) {
                                insert.kind = kind;
                            }
                        });
                    }
                }
            })
    });
    ui.ctx().accesskit_node_builder(combo.response.id, |node| {
        node.set_label(tr!("Damper colour {}", index + 1));
    });
}

/// A catalogue colour, moved towards the text colour until it can be read as text.
fn readable(ui: &Ui, color: Color32) -> Color32 {
    color.lerp_to_gamma(ui.visuals().strong_text_color(), 0.45)
}

fn add_insert_ui(ui: &mut Ui, id: Id, link: &Link, total: f64, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let middle = text::round_to(total / 2.0, 3);
        ui.menu_button(tr!("Add damper…"), |ui| {
            ui.set_min_width(160.0);
            for damper in dampers() {
                let label = format!(
                    "{}  {}",
                    damper.name,
                    text::rounded(damper.resistance, &Unit::DAMPER, 4)
                );
                if ui.button(label).clicked() {
                    add(actions, link, damper.insert(middle));
                    ui.close();
                }
            }
        });
        let mesh = Insert {
            position: middle,
            kind: InsertKind::Mesh(Mesh::FIRST),
            bypassed: false,
        };
        ui.push_id(id.with("add mesh"), |ui| {
            if ui.button(tr!("Add mesh")).clicked() {
                add(actions, link, mesh);
            }
        });
    });
}

fn add(actions: &mut Actions, link: &Link, insert: Insert) {
    change(actions, link, |tube| {
        let at = tube
            .inserts
            .iter()
            .position(|known| known.position > insert.position)
            .unwrap_or(tube.inserts.len());
        tube.inserts.insert(at, insert);
    });
}

fn edited(link: &Link, change: impl FnOnce(&mut Tube)) -> Edit {
    let mut copy = link.clone();
    if let LinkKind::Tube(tube) = &mut copy.kind {
        change(tube);
    }
    Edit::SetLink(Box::new(copy))
}

fn change(actions: &mut Actions, link: &Link, change: impl FnOnce(&mut Tube)) {
    push_edit(actions, tr!("Change {}", link.name), edited(link, change));
}

fn set(actions: &mut Actions, link: &Link, verb: &str, change: impl FnOnce(&mut Link)) {
    let mut copy = link.clone();
    change(&mut copy);
    push_edit(
        actions,
        format!("{verb} {}", link.name),
        Edit::SetLink(Box::new(copy)),
    );
}
