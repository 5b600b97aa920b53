//! A plot that has all the space: its header is there, and so is the way back.

use crate::support::{
    drawn::{painted_over, words},
    {settle, window},
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    picture::View,
};
use egui::{Key, Rect, Role};
use egui_kittest::{Harness, kittest::Queryable as _};

fn enlarge(harness: &mut Harness<'static, Earwright>, view: View) {
    let label = format!("Enlarge: {}", view.name());
    harness.get_by_label(&label).click();
    settle(harness);
    assert_eq!(harness.state().plots().maximised, Some(view));
}

fn plots_area(harness: &Harness<'static, Earwright>) -> Rect {
    harness.get_by_role_and_label(Role::Group, "Plots").rect()
}

#[test]
fn nothing_of_an_enlarged_plot_is_painted_over() {
    let mut harness = window();
    enlarge(&mut harness, View::Spl);
    for (command, view) in [
        (Command::Show(View::Impedance), View::Impedance),
        (Command::Show(View::Waterfall), View::Waterfall),
        (Command::Show(View::Spl), View::Spl),
    ] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
        let area = plots_area(&harness);
        let hidden = painted_over(harness.output(), area);
        assert!(hidden.is_empty(), "{view:?}: {hidden:?}");
        let shown: Vec<_> = words(harness.output())
            .into_iter()
            .filter(|words| area.contains_rect(words.rect))
            .map(|words| words.text)
            .collect();
        for word in [view.name(), "All plots"] {
            assert!(shown.iter().any(|text| text == word), "{word} in {shown:?}");
        }
    }
}

#[test]
fn nothing_in_the_window_is_painted_over_with_any_plot() {
    let mut harness = window();
    let all = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    for command in [
        Command::Show(View::Phase),
        Command::Show(View::Step),
        Command::Show(View::Excursion),
        Command::MovePlots,
    ] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
        let hidden = painted_over(harness.output(), all);
        assert!(hidden.is_empty(), "{command:?}: {hidden:?}");
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a window"
)]
/// Pixels that are not of the colour most of the row is.
fn inked(rect: Rect, pixel: impl Fn(u32, u32) -> [u8; 4]) -> usize {
    let mut colours = std::collections::BTreeMap::new();
    for y in rect.top() as u32..rect.bottom() as u32 {
        for x in rect.left() as u32..rect.right() as u32 {
            *colours.entry(pixel(x, y)).or_insert(0) += 1;
        }
    }
    let all: usize = colours.values().sum();
    all - colours.values().max().copied().unwrap_or(0)
}

#[test]
fn the_header_of_an_enlarged_plot_is_seen_by_its_pixels() {
    let mut harness = window();
    enlarge(&mut harness, View::Spl);
    let back = harness.get_by_label("All plots: SPL").rect();
    let Ok(image) = harness.render() else {
        println!("pixels: not looked at, no software renderer");
        return;
    };
    let found = inked(back, |x, y| image.get_pixel(x, y).0);
    assert!(
        found > 60,
        "{found} pixels of the button “All plots” are ink"
    );
}

#[test]
fn escape_gives_the_space_back_unless_it_ends_something_else() {
    let mut harness = window();
    enlarge(&mut harness, View::Spl);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.state().plots().maximised, None);

    enlarge(&mut harness, View::Spl);
    // A dialog over it goes first, then a field that is typed into.
    harness.state_mut().push(Action::Command(Command::Find));
    settle(&mut harness);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("Name, kind or value").is_none());
    assert_eq!(harness.state().plots().maximised, Some(View::Spl));
    harness.get_by_label("Search library").focus();
    settle(&mut harness);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.state().plots().maximised, Some(View::Spl));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.state().plots().maximised, None);
}
