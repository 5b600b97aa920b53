//! What scripts aim by.

use crate::support::{settle, window};
use earwright::app::start::places::Places;
use egui_kittest::kittest::Queryable as _;

#[test]
fn what_is_in_the_window_is_told_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("places");
    let mut window = window();
    window.ctx.add_plugin(Places::to(&file));
    window.step();
    settle(&mut window);
    let told = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        told.lines().next().unwrap().split_once('\t').unwrap().1,
        "rest"
    );

    let undo = window.get_by_label("Undo").rect();
    let line = told
        .lines()
        .find(|line| line.split('\t').nth(6) == Some("Undo"));
    let line: Vec<&str> = line.unwrap().split('\t').collect();
    assert_eq!(line[0], "Button");
    let numbers: Vec<f32> = line[1..5].iter().map(|n| n.parse().unwrap()).collect();
    let real = [undo.left(), undo.top(), undo.width(), undo.height()];
    for (told, real) in numbers.iter().zip(real) {
        assert!((told - real).abs() <= 0.5, "{told} {real}");
    }
    // Parts of the canvas too.
    assert!(told.lines().any(|line| line.contains("Ear")));
}
