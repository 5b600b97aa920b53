//! Small windows, large text, crowded drawings: nothing lies on anything, and all of it is reached.

use crate::support::{drawn::words, hand::Hand, window};
use earwright::{
    app::actions::{Action, command::Command},
    design::{LinkEnd, geometry},
};
use egui::{Key, Modifiers, MouseWheelUnit, Rect, Role, vec2};
use egui_kittest::kittest::Queryable as _;

const MENUS: [&str; 6] = ["File", "Edit", "Part", "Arrange", "View", "Help"];

/// Whether two boxes share more than an edge.
fn meet(a: Rect, b: Rect) -> bool {
    a.shrink(0.5).intersects(b.shrink(0.5))
}

#[test]
fn nothing_of_the_bar_lies_on_another_at_any_size_of_text() {
    for size in [[900.0, 560.0], [1280.0, 800.0], [1920.0, 1080.0]] {
        let mut hand = Hand::over(window());
        hand.window.set_size(size.into());
        for step in 0..8 {
            let area = hand.window.ctx.content_rect();
            let line = hand
                .window
                .get_by_role_and_label(Role::Button, "Help")
                .rect();
            let shown: Vec<(String, Rect)> = words(hand.window.output())
                .into_iter()
                .filter(|words| words.rect.center().y < line.bottom())
                .map(|words| (words.text, words.rect))
                .collect();
            for menu in MENUS {
                let menu = hand.window.get_by_role_and_label(Role::Button, menu);
                assert!(area.contains_rect(menu.rect()), "{menu:?} {size:?} {step}");
            }
            let icons = [
                "Library",
                "Inspector",
                "Plots",
                "Undo",
                "Redo",
                "Open",
                "Save",
                "Fit",
            ];
            let buttons: Vec<(String, Rect)> = icons
                .iter()
                .flat_map(|name| hand.window.query_all_by_role_and_label(Role::Button, name))
                .filter(|node| node.rect().center().y < line.bottom())
                .map(|node| (format!("{node:?}"), node.rect()))
                .collect();
            for (n, (name, rect)) in buttons.iter().enumerate() {
                assert!(area.contains_rect(*rect), "{name} {size:?} {step}");
                for (other, of) in &buttons[..n] {
                    assert!(
                        !meet(*rect, *of),
                        "{name} on {other} at {size:?}, step {step}"
                    );
                }
            }
            for (n, (name, rect)) in shown.iter().enumerate() {
                for (other, of) in &shown[..n] {
                    assert!(
                        !meet(*rect, *of),
                        "“{name}” on “{other}” at {size:?}, step {step}"
                    );
                }
            }
            hand.command(Command::LargerText);
        }
    }
}

#[test]
fn menus_longer_than_the_window_scroll_to_their_ends() {
    let mut hand = Hand::over(window());
    hand.window.set_size(vec2(900.0, 560.0));
    hand.settle();
    for (menu, last) in [
        ("Edit", "Hear it…"),
        ("View", "Normal text size"),
        ("File", "Quit"),
    ] {
        let button = hand.window.get_by_role_and_label(Role::Button, menu);
        let within = egui::pos2(button.rect().left() + 30.0, 300.0);
        button.click();
        hand.settle();
        let area = hand.window.ctx.content_rect();
        let at = |hand: &Hand| {
            let texts = words(hand.window.output()).into_iter();
            let mut found = texts.filter(|words| words.text == last);
            found.find(|words| words.rect.intersect(words.clip).is_positive())
        };
        hand.window.hover_at(within);
        hand.window.step();
        for _ in 0..30 {
            hand.window.event(egui::Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, -60.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
            hand.window.run_steps(2);
        }
        let found = at(&hand).unwrap_or_else(|| panic!("{last} of {menu} is not reached"));
        assert!(area.contains_rect(found.rect), "{last}: {:?}", found.rect);
        assert!(
            found.clip.contains_rect(found.rect.shrink(1.0)),
            "{last} is cut"
        );
        hand.key(Key::Escape, Modifiers::NONE);
    }
}

#[test]
fn a_click_on_a_name_is_meant_for_what_it_names() {
    let mut hand = Hand::over(window());
    for name in ["Woofer", "T4"] {
        hand.command(Command::SelectNone);
        let canvas = hand.window.state().canvas_area();
        let at = words(hand.window.output())
            .into_iter()
            .filter(|words| canvas.contains_rect(words.rect))
            .find(|words| words.text.starts_with(name))
            .unwrap_or_else(|| panic!("no {name}"))
            .rect
            .center();
        hand.click_at(at);
        assert_eq!(hand.selected(), [name]);
    }
}

#[test]
fn names_of_probes_lie_on_no_other_word() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0]] {
        let mut hand = Hand::over(window());
        hand.window.set_size(size.into());
        hand.settle();
        let design = hand.design();
        for driver in design.drivers() {
            for port in driver.placed_ports(&design) {
                hand.window.state_mut().push(Action::ToggleProbe(LinkEnd {
                    part: driver.id,
                    port: port.name.to_owned(),
                }));
            }
        }
        hand.command(Command::SelectNone);
        let probes: Vec<String> = (hand.window.state().session().probes().iter())
            .map(|probe| probe.name.clone())
            .collect();
        assert!(probes.len() >= 6, "{probes:?}");
        let canvas = hand.window.state().canvas_area();
        let shown: Vec<_> = words(hand.window.output())
            .into_iter()
            .filter(|words| canvas.contains_rect(words.rect))
            .collect();
        let named: Vec<_> = shown
            .iter()
            .filter(|words| probes.contains(&words.text))
            .collect();
        assert!(
            2 * named.len() >= probes.len(),
            "{} of {probes:?}",
            named.len()
        );
        for name in named {
            for other in &shown {
                let same = std::ptr::eq(name, other);
                assert!(
                    same || !meet(name.rect, other.rect),
                    "“{}” on “{}” at {size:?}",
                    name.text,
                    other.text
                );
            }
        }
    }
}

#[test]
fn a_driver_that_does_not_fit_the_shell_stands_wholly_beside_it() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0]] {
        let mut hand = Hand::over(window());
        hand.window.set_size(size.into());
        hand.command(Command::New);
        for words in ["dynamic 10", "CI-22955", "balanced", "dynamic 12"] {
            hand.search_library(words);
            hand.key(Key::Enter, Modifiers::NONE);
        }
        let design = hand.design();
        let shell = &design.shell.outline_mm;
        let drivers: Vec<_> = design.drivers().collect();
        assert_eq!(drivers.len(), 4);
        for driver in drivers {
            let ports = driver.placed_ports(&design).into_iter();
            let points = driver.outline_mm(&design).into_iter();
            let inside: Vec<bool> = points
                .chain(ports.map(|port| port.at_mm))
                .map(|point| geometry::inside(shell, point))
                .collect();
            let wholly = inside.iter().all(|inside| *inside) || !inside.contains(&true);
            assert!(wholly, "{} stands in the wall", driver.name);
        }
    }
}
