//! Numbers in the inspector: the same for one thing and for several, and what a field takes the
//! design takes.

use crate::support::{design, settle, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, Selection},
        inspector::numbers::Owner as _,
    },
    design::{
        Design, Edit, Insert, InsertKind, Length, Link, LinkKind, Parameters as _, Section,
        acoustic::Mesh,
    },
};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// The names of the fields on screen, without the one for a name.
fn fields(harness: &Harness<'static, Earwright>) -> Vec<String> {
    let all = harness.get_all_by_role(Role::TextInput);
    let names = all.map(|node| node.accesskit_node().label().unwrap_or_default());
    names.filter(|name| name != "Name").collect()
}

fn tubes(design: &Design) -> Vec<&Link> {
    let is_tube = |link: &&Link| matches!(link.kind, LinkKind::Tube(_));
    design.links.iter().filter(is_tube).collect()
}

/// Gives the first two tubes two sections, one of them tapered, a damper and a mesh.
fn furnish(harness: &mut Harness<'static, Earwright>) -> Vec<Link> {
    let before = design(harness);
    let mut changed: Vec<Link> = tubes(&before).into_iter().take(2).cloned().collect();
    for link in &mut changed {
        let LinkKind::Tube(tube) = &mut link.kind else {
            panic!("a tube no longer");
        };
        tube.length = Length::Set;
        tube.sections = [1e-3, 2e-3]
            .map(|bore_out| Section {
                length: 5e-3,
                bore_in: 1e-3,
                bore_out,
            })
            .to_vec();
        let kinds = [
            InsertKind::Damper {
                name: String::new(),
                resistance: 1e8,
                mass: 0.0,
            },
            InsertKind::Mesh(Mesh {
                specific_resistance: 100.0,
                specific_mass: 0.0,
            }),
        ];
        tube.inserts = kinds
            .map(|kind| Insert {
                position: 4e-3,
                kind,
                bypassed: false,
            })
            .to_vec();
    }
    let edits = changed
        .iter()
        .map(|link| Edit::SetLink(Box::new(link.clone())));
    harness.state_mut().push(Action::Edit {
        label: "Furnish".to_owned(),
        edit: Edit::Batch(edits.collect()),
    });
    settle(harness);
    changed
}

fn select(harness: &mut Harness<'static, Earwright>, links: &[Link]) {
    harness.state_mut().push(Action::Select(Selection {
        links: links.iter().map(|link| link.id).collect(),
        ..Selection::default()
    }));
    settle(harness);
}

#[test]
fn one_tube_edits_what_two_tubes_do_under_the_same_names() {
    let mut harness = window();
    let changed = furnish(&mut harness);
    select(&mut harness, &changed[..1]);
    let one = fields(&harness);
    select(&mut harness, &changed);
    let two = fields(&harness);
    assert_eq!(one, two);
    for name in [
        "Length 1",
        "Bore 1",
        "Bore in 2",
        "Position 1",
        "Damper mass 1",
    ] {
        assert!(one.iter().any(|field| field == name), "{name} of {one:?}");
    }
}

#[test]
fn a_field_says_what_the_design_would_refuse() {
    let mut harness = window();
    let changed = furnish(&mut harness);
    select(&mut harness, &changed[..1]);
    let before = design(&harness);
    for (label, text, reason) in [
        ("Bore 1", "0", "at least 0.001 mm"),
        (
            "Specific resistance of the mesh 2",
            "1e8",
            "at most 1000000 rayl",
        ),
        ("Position 1", "10.1", "at most 10 mm"),
    ] {
        let field = |harness: &Harness<'static, Earwright>| {
            harness
                .get_by_role_and_label(Role::TextInput, label)
                .focus();
        };
        field(&harness);
        settle(&mut harness);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .type_text(text);
        settle(&mut harness);
        harness.get_by_label(reason);
        harness.key_press(Key::Enter);
        settle(&mut harness);
        assert_eq!(design(&harness), before, "{label}");
    }
}

#[test]
fn what_the_fields_of_a_tube_take_the_design_takes() {
    let mut harness = window();
    let link = &furnish(&mut harness)[0];
    let design = design(&harness);
    for (info, value) in link.parameters() {
        for new in [info.min, info.max, 1.5 * value] {
            if let Err(refused) = design.apply(&link.with_value(&info, info.clamped(new))) {
                panic!("{} of {new}: {refused}", info.words());
            }
        }
    }
}

#[test]
fn a_damper_of_the_catalogue_gets_its_name_by_its_value() {
    let mut harness = window();
    let link = &furnish(&mut harness)[0];
    let rows = link.parameters();
    let (info, _) = rows
        .iter()
        .find(|(info, _)| info.key == "insert.resistance")
        .unwrap();
    let damper = &earwright::library::dampers()[0];
    for (value, expected) in [(damper.resistance, damper.name.as_str()), (1.234e8, "")] {
        let Edit::SetLink(link) = link.with_value(info, value) else {
            panic!("not an edit of a link");
        };
        let LinkKind::Tube(tube) = &link.kind else {
            panic!("a tube no longer");
        };
        let InsertKind::Damper { name, .. } = &tube.inserts[0].kind else {
            panic!("a damper no longer");
        };
        assert_eq!(name, expected);
    }
}
