//! Hearing a design: rendered equally loud, played by the system, blind where that is asked for.

use super::{press, room::dialog};
use crate::support::{command, window_of};
use earwright::app::{
    Earwright,
    actions::command::Command,
    files::picker::Answer,
    theme,
    work::{job::AtOnce, player::Player},
};
use egui::{Role, Shape};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
};

/// Notes what it is to play.
#[derive(Clone, Default)]
struct Noted(Rc<RefCell<Vec<PathBuf>>>);

impl Player for Noted {
    fn play(&self, file: &Path) -> Result<(), String> {
        self.0.borrow_mut().push(file.to_owned());
        Ok(())
    }
}

fn window(answers: Vec<Answer>) -> (Harness<'static, Earwright>, Noted) {
    let noted = Noted::default();
    let player = noted.clone();
    let harness = window_of(Box::new(AtOnce), answers, None, |services| {
        services.player = Box::new(player);
    });
    (harness, noted)
}

/// Samples of the first channel of a WAV file of 24 bits, of full scale.
fn samples(file: &Path) -> Vec<f64> {
    let bytes = std::fs::read(file).unwrap();
    let channels = usize::from(bytes[22]);
    let start = bytes.windows(4).position(|word| word == b"data").unwrap() + 8;
    let frames = bytes[start..].chunks_exact(3 * channels);
    let value = |b: &[u8]| f64::from(i32::from_le_bytes([0, b[0], b[1], b[2]])) / 2_f64.powi(31);
    frames.map(|frame| value(&frame[..3])).collect()
}

#[test]
fn a_design_and_the_sound_as_it_is_are_rendered_equally_loud_and_played() {
    let (mut harness, noted) = window(Vec::new());
    command(&mut harness, Command::Hear);
    press(&mut harness, "Render");
    harness.get_by_label_contains("All at −23.0 LUFS");
    harness.get_by_label("This design");
    harness.get_by_label("Nothing: the sound as it is");
    press(&mut harness, "Play A");
    press(&mut harness, "Play B");
    let played = noted.0.borrow().clone();
    assert_eq!(played.len(), 2);
    let [a, b] = [0, 1].map(|n| samples(&played[n]));
    assert!(a.len() > 48_000 * 10 && b.len() >= 48_000 * 10);
    assert!(a.iter().chain(&b).all(|sample| sample.abs() < 0.9));
    let differs = a.iter().zip(&b).filter(|(a, b)| (*a - *b).abs() > 1e-3);
    assert!(differs.count() > 10_000, "the design is heard");
    // The files go with the dialog.
    press(&mut harness, "Close");
    assert!(!played[0].exists() && !played[1].exists());
}

#[test]
fn choices_have_the_edge_of_a_field() {
    let (mut harness, _) = window(Vec::new());
    command(&mut harness, Command::Hear);
    let own = dialog(&harness);
    let boxes = harness
        .get_all_by_role(Role::ComboBox)
        .map(|node| node.rect());
    let boxes: Vec<_> = boxes.filter(|rect| own.contains_rect(*rect)).collect();
    assert_eq!(boxes.len(), 2, "{boxes:?}");
    let edge = theme::field_edge(&harness.ctx.global_style().visuals);
    for wanted in boxes {
        let mut shapes = harness.output().shapes.iter();
        let edged = shapes.any(|clipped| match &clipped.shape {
            Shape::Rect(shape) => {
                shape.stroke.color == edge && shape.rect.expand(2.0).contains_rect(wanted)
            }
            _ => false,
        });
        assert!(edged, "{wanted}");
    }
}

#[test]
fn blind_names_are_told_only_when_they_are_asked_for() {
    let (mut harness, _) = window(Vec::new());
    command(&mut harness, Command::Hear);
    press(&mut harness, "Pink noise");
    press(&mut harness, "Blind");
    press(&mut harness, "What this design differs by from its target");
    press(&mut harness, "Render");
    assert!(harness.query_by_label("This design").is_none());
    assert_eq!(harness.query_all_by_label("?").count(), 3);
    press(&mut harness, "Tell which is which");
    harness.get_by_label("This design");
    assert_eq!(harness.query_all_by_label("?").count(), 0);
}

#[test]
fn a_file_that_is_no_sound_is_told_and_another_can_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.wav");
    std::fs::write(&path, "no sound").unwrap();
    let (mut harness, noted) = window(vec![Answer::Path(path)]);
    command(&mut harness, Command::Hear);
    press(&mut harness, "A file…");
    press(&mut harness, "Render");
    harness.get_by_label_contains("cannot be decoded");
    press(&mut harness, "Another sound");
    harness.get_by_label("Like music");
    press(&mut harness, "Cancel");
    assert!(noted.0.borrow().is_empty());
}
