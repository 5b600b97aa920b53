//! What stands on screen is whole, and every score says on hover what it is.

use crate::support::{
    command,
    drawn::{cut_off, words},
    {design, select_part, settle, window},
};
use earwright::{
    analysis::target,
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{
        ALIGN_AT, LinkEnd, Parameters as _, PartKind,
        target::{Target, TargetSetting},
    },
    picture::View,
};
use egui::Pos2;
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

fn check_whole(harness: &Window, when: &str) {
    let canvas = harness.state().canvas_area();
    let cut: Vec<String> = cut_off(harness.output())
        .into_iter()
        // The drawing goes on beyond its window.
        .filter(|words| !canvas.contains_rect(words.clip))
        // Tabs are scrolled when there are many.
        .filter(|words| View::ALL.iter().all(|view| view.name() != words.text))
        .map(|words| words.text)
        .collect();
    assert_eq!(cut, Vec::<String>::new(), "{when}");
}

#[test]
fn words_of_plots_and_dialogs_are_whole_at_1280_by_800() {
    let mut harness = window();
    let drivers: Vec<_> = design(&harness).drivers().cloned().collect();
    for part in &drivers {
        for port in ["+", "spout", "front"] {
            let known = part.kind.ports().iter().any(|known| known.name == port);
            if known {
                harness.state_mut().push(Action::ToggleProbe(LinkEnd {
                    part: part.id,
                    port: port.to_owned(),
                }));
            }
        }
    }
    settle(&mut harness);
    for plot in [
        Command::Show(View::Impedance),
        Command::Show(View::Phase),
        Command::Show(View::Delay),
        Command::Show(View::Impulse),
        Command::Show(View::Step),
        Command::Show(View::Waterfall),
        Command::Show(View::Voltage),
        Command::Show(View::Current),
        Command::Show(View::Power),
        Command::Show(View::Excursion),
        Command::Show(View::Flow),
        Command::Show(View::Acoustic),
        Command::Show(View::Sensitivity),
    ] {
        command(&mut harness, plot);
        check_whole(&harness, plot.label());
    }
    select_part(&mut harness, drivers[0].id);
    for dialog in [
        Command::NewDriver,
        Command::Identify,
        Command::SaveToLibrary,
        Command::Replace,
        Command::Find,
        Command::Palette,
        Command::ReportCard,
        Command::Shortcuts,
        Command::Limits,
        Command::About,
    ] {
        command(&mut harness, dialog);
        check_whole(&harness, dialog.label());
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
    }
}

/// Rests the pointer on a place; answers with everything that is said then.
pub(crate) fn said_at(harness: &mut Window, at: Pos2) -> String {
    harness.hover_at(at);
    harness.run_steps(8);
    let all = words(harness.output()).into_iter().map(|words| words.text);
    all.collect::<Vec<_>>().join("\n")
}

pub(crate) fn place_of(harness: &Window, start: &str) -> Pos2 {
    let all = words(harness.output());
    let found = all.iter().find(|words| words.text.starts_with(start));
    found
        .unwrap_or_else(|| panic!("“{start}” is not shown"))
        .rect
        .center()
}

#[test]
fn every_score_says_what_it_is() {
    let mut harness = window();
    for (score, explained) in [
        ("Preference", "from 0 to 100"),
        ("Formula:", "from deviation"),
        ("0.8 dB off", "standard deviation of response minus target"),
    ] {
        let at = place_of(&harness, score);
        let said = said_at(&mut harness, at);
        assert!(said.contains(explained), "{score}: {said}");
    }
    harness.get_by_label("Search library").type_text("Knowles");
    settle(&mut harness);
    let at = place_of(&harness, "±");
    let said = said_at(&mut harness, at);
    assert!(said.contains("rms over the fitted band"), "{said}");
    let tweeter = design(&harness).part_named("Tweeter").unwrap().id;
    select_part(&mut harness, tweeter);
    command(&mut harness, Command::Crossover);
    let at = place_of(&harness, "Corner as solved");
    let said = said_at(&mut harness, at);
    assert!(said.contains("level at its corner"), "{said}");
}

#[test]
fn help_calls_targets_and_their_gains_by_their_names() {
    let mut harness = window();
    command(&mut harness, Command::Limits);
    let said: String = words(harness.output())
        .into_iter()
        .map(|words| words.text)
        .collect();
    let built_in = [
        Target::DiffuseField,
        Target::DiffuseFieldBass,
        Target::Generated(target::DIFFUSE_FIELD_BASS),
    ];
    let setting = TargetSetting {
        target: Target::Generated(target::DIFFUSE_FIELD_BASS),
        ..TargetSetting::default()
    };
    let rows = setting.parameters();
    let gains = rows.iter().filter(|(info, _)| info.key != ALIGN_AT.key);
    let names = built_in.iter().map(target::name);
    for name in names.chain(gains.map(|(info, _)| info.label)) {
        assert!(said.contains(name), "{name}");
    }
}

#[test]
fn where_numbers_come_from_is_folded_until_asked_for() {
    let mut harness = window();
    let driver = design(&harness).drivers().next().unwrap().clone();
    let origin = match &driver.kind {
        PartKind::MovingCoil(driver) => driver.origin.clone(),
        PartKind::Armature(driver) => driver.origin.clone(),
        other => panic!("{other:?}"),
    };
    assert!(!origin.provenance.is_empty());
    select_part(&mut harness, driver.id);
    let start: String = origin.provenance.chars().take(20).collect();
    assert!(harness.query_by_label_contains(&start).is_none());
    harness.get_by_label("Where its numbers come from").click();
    settle(&mut harness);
    harness.run_steps(4);
    harness.get_by_label_contains(&start);
}
