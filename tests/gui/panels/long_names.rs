//! Names of any length: cut where there is no room, whole on hover, and never in the way of a plot.

use crate::support::{
    drawn::{cut_off, words},
    hand::Hand,
    {design, settle, window},
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{CurveKind, CurvePoint, Design, StoredCurve, Subject, target::Target},
    picture::View,
};
use egui::{Rect, Role};
use egui_kittest::{Harness, kittest::Queryable as _};

const LONG: &str = "Knowles double balanced armature with an unusually long name, as sold by the third distributor";

/// The first design with long names wherever there are names.
fn wordy(first: &Design) -> Design {
    let mut design = first.clone();
    design.name = format!("{LONG}, the design");
    for (n, part) in design.parts.iter_mut().enumerate() {
        part.name = format!("{LONG}, part {n}");
    }
    for (n, link) in design.links.iter_mut().enumerate() {
        link.name = format!("{LONG}, link {n}");
    }
    let curve = |name: String| StoredCurve {
        name,
        origin: LONG.to_owned(),
        shown: true,
        kind: CurveKind::Level,
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points: [20.0, 1000.0, 20e3]
            .into_iter()
            .map(|f| CurvePoint {
                f,
                value: 100.0,
                phase_deg: None,
            })
            .collect(),
    };
    design.snapshots = vec![curve(format!("{LONG}, kept"))];
    design.measurements = vec![curve(format!("{LONG}, measured"))];
    design.target.target = Target::Imported(curve(format!("{LONG}, wished")));
    design
}

fn plot(harness: &Harness<'static, Earwright>, view: View) -> Rect {
    harness
        .get_by_label(&format!("{} plot", view.name()))
        .rect()
}

#[test]
fn long_names_widen_nothing_and_stay_in_their_panels() {
    let mut harness = window();
    let canvas = harness.state().canvas_area();
    let [spl, impedance] = [View::Spl, View::Impedance].map(|view| plot(&harness, view));
    let first = design(&harness);
    harness.state_mut().set_design(wordy(&first));
    settle(&mut harness);
    assert_eq!(harness.state().canvas_area(), canvas);
    for (view, before) in [(View::Spl, spl), (View::Impedance, impedance)] {
        let after = plot(&harness, view);
        assert_eq!(
            (before.x_range(), before.bottom()),
            (after.x_range(), after.bottom()),
            "{view:?}"
        );
    }
    let subjects = (first.parts.iter().map(|part| Subject::Part(part.id)))
        .chain(first.links.iter().map(|link| Subject::Link(link.id)))
        .chain([Subject::Design]);
    for subject in subjects {
        harness.state_mut().push(Action::Reveal(subject));
        settle(&mut harness);
        let canvas = harness.state().canvas_area();
        let cut: Vec<_> = cut_off(harness.output())
            .into_iter()
            // A field scrolls what is typed into it; the drawing goes on beyond its window.
            .filter(|words| !words.text.contains(", part") && !words.text.contains(", link"))
            .filter(|words| !words.text.contains("the design"))
            .filter(|words| !canvas.contains_rect(words.clip))
            .map(|words| words.text)
            .collect();
        assert_eq!(cut, Vec::<String>::new(), "{subject:?}");
        assert_eq!(harness.state().canvas_area().right(), canvas.right());
    }
    for command in [Command::Find, Command::Palette] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
        for words in words(harness.output()) {
            assert!(words.rect.intersect(words.clip).right() <= 1280.0);
        }
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
    }
}

#[test]
fn a_cut_name_is_whole_on_hover() {
    let mut harness = window();
    let first = design(&harness);
    harness.state_mut().set_design(wordy(&first));
    settle(&mut harness);
    let name = format!("{LONG}, kept");
    let entry = harness.get_by_label(&format!("{name} in SPL")).rect();
    let plot = harness.get_by_label("SPL plot").rect();
    assert!(entry.right() <= plot.right() + 60.0, "{entry:?} {plot:?}");
    let shown = |harness: &Harness<'static, Earwright>| {
        words(harness.output())
            .iter()
            .any(|words| !words.elided && words.text.contains(&name))
    };
    assert!(!shown(&harness));
    harness.hover_at(entry.center());
    harness.run_steps(8);
    assert!(shown(&harness), "the legend says the name");
}

#[test]
fn a_drag_moves_no_plot() {
    // Narrow enough that one more entry in the legend starts another line.
    for width in [900.0, 1010.0, 1120.0, 1280.0] {
        let mut hand = Hand::on(earwright::library::default_design());
        hand.window.set_size(egui::vec2(width, 800.0));
        hand.settle();
        let driver = hand.design().drivers().next().unwrap().name.clone();
        let from = hand.place(&driver);
        let before = [View::Spl, View::Impedance].map(|view| plot(&hand.window, view));
        hand.press(from);
        hand.carry(from, [from[0] + 4.0, from[1] - 3.0]);
        let during = [View::Spl, View::Impedance].map(|view| plot(&hand.window, view));
        assert!(
            hand.window.state().session().ghost().is_some(),
            "something is dragged"
        );
        assert_eq!(before, during, "at {width}");
        hand.release([from[0] + 4.0, from[1] - 3.0]);
        // Nor does the crosshair's reading.
        let at = before[0].center();
        for share in [-0.4, -0.1, 0.2, 0.45] {
            let at = at + egui::vec2(share * before[0].width(), 0.0);
            hand.window.hover_at(at);
            hand.window.run_steps(3);
            let now = [View::Spl, View::Impedance].map(|view| plot(&hand.window, view));
            assert_eq!(before, now, "read at {at:?}");
        }
    }
}

#[test]
fn the_target_goes_by_one_name_in_plot_and_inspector() {
    let harness = window();
    let first = design(&harness);
    let name = earwright::analysis::target::name(&first.target.target).to_owned();
    harness.get_by_label(&format!("Target: {name}"));
    harness.get_by_label(&format!("{name} in SPL"));
    let chosen = harness.get_all_by_role(Role::ComboBox).any(|node| {
        egui_kittest::kittest::NodeT::accesskit_node(&node).value() == Some(name.clone())
    });
    assert!(chosen, "the inspector calls it {name}");
}
