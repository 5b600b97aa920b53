//! A part that only moves changes the drawing and its marks, and nothing that sounds.

use crate::support::hand::Hand;
use earwright::{
    app::actions::{Action, Selection, command::Command},
    design::{Edit, Length, LinkKind, Part},
    library,
};
use std::sync::Arc;

/// The first design, every tube's length decided the same way; and its last two drivers.
fn hand_on(length: Length) -> (Hand, [Part; 2]) {
    let mut design = library::default_design();
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.length = length;
        }
    }
    let drivers: Vec<Part> = design.drivers().cloned().collect();
    let [.., a, b] = drivers.as_slice() else {
        panic!("two drivers");
    };
    let pair = [a.clone(), b.clone()];
    (Hand::on(design), pair)
}

fn move_by(hand: &mut Hand, part: &Part, by_mm: [f64; 2]) {
    hand.edit(Edit::Move {
        parts: vec![part.id],
        by_mm,
    });
}

#[test]
fn a_mere_move_is_not_solved_but_checked() {
    let (mut hand, [a, b]) = hand_on(Length::Set);
    let session = hand.window.state().session();
    let (solution, generation) = (session.solution().clone(), session.generation());
    let overlaps = |hand: &Hand| {
        let problems = &hand.window.state().session().problems();
        let mut problems = problems.iter();
        problems.any(|problem| problem.message.contains("overlap"))
    };
    assert!(!overlaps(&hand));
    let across = [0, 1].map(|axis| b.position_mm[axis] - a.position_mm[axis]);
    move_by(&mut hand, &a, across);
    assert!(overlaps(&hand), "the overlap is marked at once");
    let session = hand.window.state().session();
    assert!(Arc::ptr_eq(session.solution(), &solution), "nothing solved");
    assert_eq!(session.generation(), generation, "no plot made anew");
    hand.undo();
    assert!(!overlaps(&hand));
}

#[test]
fn a_tube_of_set_length_says_at_once_that_it_is_drawn_otherwise() {
    let (mut hand, [a, _]) = hand_on(Length::Set);
    let told = |hand: &Hand| {
        let problems = &hand.window.state().session().problems();
        let of_tubes = problems.iter().filter(|p| p.message.contains("≠ drawn"));
        of_tubes.count()
    };
    let before = told(&hand);
    move_by(&mut hand, &a, [-6.0, 9.0]);
    assert!(told(&hand) > before);
    hand.undo();
    assert_eq!(told(&hand), before);
}

#[test]
fn a_move_that_lengthens_a_tube_is_solved() {
    let (mut hand, [a, _]) = hand_on(Length::Drawn);
    let before = hand.window.state().session().solution().clone();
    move_by(&mut hand, &a, [-2.0, 0.0]);
    let after = &hand.window.state().session().solution();
    assert_ne!(after.drum_pressure, before.drum_pressure);
    assert_ne!(after.input_impedance, before.input_impedance);
}

#[test]
fn undo_and_redo_select_what_they_changed() {
    let (mut hand, [a, b]) = hand_on(Length::Set);
    let select = |hand: &mut Hand, part: &Part| {
        crate::support::select_part(&mut hand.window, part.id);
    };
    let selected = |hand: &Hand| hand.window.state().session().selection().clone();
    let only = |part: &Part| Selection {
        parts: [part.id].into(),
        ..Selection::default()
    };
    move_by(&mut hand, &a, [-2.0, 0.0]);
    select(&mut hand, &b);
    hand.undo();
    assert_eq!(selected(&hand), only(&a));
    select(&mut hand, &b);
    let redo = Action::Command(Command::Redo);
    hand.window.state_mut().push(redo);
    crate::support::settle(&mut hand.window);
    assert_eq!(selected(&hand), only(&a));

    // What was selected with it stays selected: something else can be done to all of it.
    let both = Selection {
        parts: [a.id, b.id].into(),
        ..Selection::default()
    };
    let select = Action::Select(both.clone());
    hand.window.state_mut().push(select);
    crate::support::settle(&mut hand.window);
    hand.undo();
    assert_eq!(selected(&hand), both);

    // A part that comes back is selected, without the links that come back with it.
    hand.edit(Edit::Remove {
        parts: vec![b.id],
        links: Vec::new(),
    });
    hand.undo();
    assert_eq!(selected(&hand), only(&b));

    // Nothing of it can be selected: what was stays.
    hand.edit(Edit::SetName("Another".to_owned()));
    hand.undo();
    assert_eq!(selected(&hand), only(&b));
}
