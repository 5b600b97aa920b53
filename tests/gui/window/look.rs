//! The whole window at 1280×800 with each plot, dark and light: room for it, and pictures for a
//! person to look at where `EARWRIGHT_SHOTS` says.

use crate::support::{design, settle, shot, window};
use earwright::{
    app::actions::{Action, command::Command},
    design::{LinkEnd, PartKind},
    picture::View,
};
use egui_kittest::kittest::Queryable as _;

/// The command that opens each plot.
const SHOWN: [(View, Command); 14] = [
    (View::Impedance, Command::Show(View::Impedance)),
    (View::Phase, Command::Show(View::Phase)),
    (View::Delay, Command::Show(View::Delay)),
    (View::Impulse, Command::Show(View::Impulse)),
    (View::Step, Command::Show(View::Step)),
    (View::Waterfall, Command::Show(View::Waterfall)),
    (View::Voltage, Command::Show(View::Voltage)),
    (View::Current, Command::Show(View::Current)),
    (View::Power, Command::Show(View::Power)),
    (View::Excursion, Command::Show(View::Excursion)),
    (View::Maximum, Command::Show(View::Maximum)),
    (View::Flow, Command::Show(View::Flow)),
    (View::Acoustic, Command::Show(View::Acoustic)),
    (View::Spl, Command::Show(View::Spl)),
];

#[test]
fn every_plot_has_room_and_something_to_show_in_the_whole_window() {
    for (theme, name) in [(false, "dark"), (true, "light")] {
        let mut harness = window();
        if theme {
            harness
                .state_mut()
                .push(Action::Command(Command::ToggleTheme));
        }
        let dynamic = design(&harness)
            .parts
            .iter()
            .find(|part| matches!(part.kind, PartKind::MovingCoil(_)))
            .unwrap()
            .id;
        for port in ["front", "+"] {
            harness.state_mut().push(Action::ToggleProbe(LinkEnd {
                part: dynamic,
                port: port.to_owned(),
            }));
        }
        settle(&mut harness);
        for (view, command) in SHOWN {
            harness.state_mut().push(Action::Command(command));
            settle(&mut harness);
            let state = harness.state();
            assert!(state.plots().shown().contains(&view), "{view:?}");
            let rect = harness
                .get_by_label(&format!("{} plot", view.name()))
                .rect();
            assert!(
                rect.width() > 300.0 && rect.height() > 150.0,
                "{view:?} {rect:?}"
            );
            // At least one curve is listed.
            let listed = format!(" in {}", view.name());
            let mut entries = harness.query_all_by_label_contains(&listed);
            assert!(entries.next().is_some(), "{view:?} shows nothing");
            drop(entries);
            if view == View::Spl {
                harness.hover_at(rect.center());
                settle(&mut harness);
            }
            shot(&mut harness, &format!("window_{view:?}_{name}"));
        }
    }
}
