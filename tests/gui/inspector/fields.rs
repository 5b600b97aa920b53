//! Fields: each is one of its own, seen as a field, and wide enough for what it holds.

use crate::support::{
    contrast::{contrast, opaque},
    drawn::{cut_off, shared_identities, words},
    {design, settle, window},
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        theme::{self, ThemeChoice},
    },
    design::{LinkEnd, Subject, drive::Drive},
    library,
};
use egui::{Key, Modifiers, Role, Theme};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// Clicks the button of the status bar that shows the drive.
fn open_drive(harness: &mut Harness<'static, Earwright>) {
    harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Drive ")
        })
        .unwrap()
        .click();
    settle(harness);
}

fn emf(harness: &Harness<'static, Earwright>) -> f64 {
    match design(harness).drive {
        Drive::Voltage { emf } => emf,
        Drive::Power { .. } => panic!("not a voltage"),
    }
}

#[test]
fn a_value_that_is_edited_in_two_places_takes_every_letter_once() {
    for (which, text, expected) in [(0, "5", 5.0), (1, "0.3", 0.3)] {
        let mut harness = window();
        open_drive(&mut harness);
        let field = |harness: &Harness<'static, Earwright>| {
            let all = harness.get_all_by_role_and_label(Role::TextInput, "EMF, rms");
            let mut places: Vec<_> = all.map(|node| node.rect().center()).collect();
            // The inspector's stands above the status bar's.
            places.sort_by(|a, b| a.y.total_cmp(&b.y));
            assert_eq!(places.len(), 2, "one in the inspector, one in the popup");
            places[which]
        };
        let at = field(&harness);
        harness.drag_at(at);
        harness.drop_at(at);
        settle(&mut harness);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.step();
        // As a keyboard sends it: to the window, not to a named field.
        for letter in text.chars() {
            harness.event(egui::Event::Text(letter.to_string()));
            harness.step();
        }
        harness.key_press(Key::Enter);
        settle(&mut harness);
        assert_eq!(emf(&harness), expected, "typed into field {which}");
    }
}

#[test]
fn no_two_fields_of_a_window_share_an_identity() {
    // What is looked for is there when two fields do share one.
    let mut twice = Harness::builder()
        .allow_missing_glyphs()
        .with_accessibility_check(false)
        .build_ui(|ui| {
            let id = egui::Id::unique("twice");
            for text in ["a", "b"] {
                let mut text = text.to_owned();
                ui.add(egui::TextEdit::singleline(&mut text).id(id));
            }
        });
    twice.step();
    assert!(!shared_identities(twice.output()).is_empty());

    let mut harness = window();
    // `egui` marks them with a sign that our fonts do not have.
    let policy = egui::MissingGlyphPolicy::Tofu;
    harness.ctx.set_missing_glyph_policy(policy);
    let check = |harness: &Harness<'static, Earwright>, when: &str| {
        assert_eq!(
            shared_identities(harness.output()),
            Vec::<String>::new(),
            "{when}"
        );
    };
    let first = design(&harness);
    let driver = first.drivers().next().unwrap().clone();
    for port in ["+", "-"] {
        harness.state_mut().push(Action::ToggleProbe(LinkEnd {
            part: driver.id,
            port: port.to_owned(),
        }));
    }
    settle(&mut harness);
    check(&harness, "at first");
    for menu in ["Probes", "Target: DF + bass", "Compare", "Ears"] {
        harness.get_all_by_label(menu).next().unwrap().click();
        settle(&mut harness);
        check(&harness, menu);
        harness.key_press(Key::Escape);
        settle(&mut harness);
    }
    open_drive(&mut harness);
    check(&harness, "with the drive open and nothing selected");
    let subjects = (first.parts.iter().map(|part| Subject::Part(part.id)))
        .chain(first.links.iter().map(|link| Subject::Link(link.id)));
    for subject in subjects {
        harness.state_mut().push(Action::Reveal(subject));
        settle(&mut harness);
        check(&harness, &format!("{subject:?}"));
    }
    harness
        .state_mut()
        .push(Action::Reveal(Subject::Part(driver.id)));
    settle(&mut harness);
    for command in [
        Command::NewDriver,
        Command::Identify,
        Command::Crossover,
        Command::SaveToLibrary,
        Command::Replace,
        Command::Find,
        Command::Palette,
        Command::Shortcuts,
        Command::OpenPath,
    ] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
        check(&harness, command.label());
        harness.key_press(Key::Escape);
        settle(&mut harness);
    }
}

#[test]
fn values_and_units_are_shown_whole_at_1280_by_800() {
    let mut harness = window();
    for preset in library::designs() {
        harness.state_mut().set_design(preset.design.clone());
        settle(&mut harness);
        let open = design(&harness);
        let subjects = [Subject::Design]
            .into_iter()
            .chain(open.parts.iter().map(|part| Subject::Part(part.id)))
            .chain(open.links.iter().map(|link| Subject::Link(link.id)));
        for subject in subjects {
            harness.state_mut().push(Action::Reveal(subject));
            settle(&mut harness);
            let right = harness.state().canvas_area().right();
            let cut: Vec<String> = cut_off(harness.output())
                .into_iter()
                .filter(|words| words.rect.left() > right)
                .map(|words| words.text)
                .collect();
            assert_eq!(cut, Vec::<String>::new(), "{subject:?} of {}", open.name);
            // A value with its unit is never cut by “…” either.
            let fields = harness.query_all_by_role(Role::TextInput);
            let values: Vec<String> = fields
                .filter_map(|node| node.accesskit_node().value())
                .collect();
            let lost = words(harness.output())
                .into_iter()
                .any(|words| words.elided && values.contains(&words.text));
            assert!(!lost);
        }
    }
}

#[test]
fn the_edge_of_a_field_stands_out_in_both_themes() {
    for choice in [ThemeChoice::Dark, ThemeChoice::Light] {
        let ctx = egui::Context::default();
        theme::install(&ctx, choice);
        let theme = match choice {
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::Light => Theme::Light,
        };
        let style = ctx.style_of(theme);
        let edge = opaque(theme::field_edge(&style.visuals));
        for (ground, name) in [
            (style.visuals.panel_fill, "panel"),
            (style.visuals.window_fill, "dialog"),
            (style.visuals.text_edit_bg_color(), "its own fill"),
            (theme::sunken(&style.visuals), "canvas"),
        ] {
            let found = contrast(edge, opaque(ground));
            assert!(found >= 3.0, "{choice:?} against {name}: {found:.2}");
        }
    }
}

#[test]
fn fields_stand_out_by_pixels() {
    for light in [false, true] {
        let mut harness = window();
        if light {
            let toggle = Action::Command(Command::ToggleTheme);
            harness.state_mut().push(toggle);
            settle(&mut harness);
        }
        let Ok(image) = harness.render() else {
            println!("pixels: not looked at, no software renderer");
            return;
        };
        let right = harness.state().canvas_area().right();
        let fields: Vec<_> = harness
            .get_all_by_role(Role::TextInput)
            .map(|node| (node.accesskit_node().label(), node.rect()))
            .collect();
        let mut seen = 0;
        for (label, rect) in fields {
            // The inspector and the library; each is a panel of one colour.
            if rect.bottom() > 780.0 {
                continue;
            }
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "pixels of a window"
            )]
            let pixel = |x: f32, y: f32| {
                let [r, g, b, _] = image.get_pixel(x.round() as u32, y.round() as u32).0;
                [r, g, b]
            };
            let x = rect.center().x;
            let outside = pixel(x, rect.top() - 3.0);
            let best = (-2..=2)
                .map(|by| contrast(outside, pixel(x, rect.top() + by as f32)))
                .fold(1.0, f64::max);
            assert!(best >= 3.0, "{label:?} right of {right}: {best:.2}");
            seen += 1;
        }
        assert!(seen >= 3, "{seen} fields");
    }
}
