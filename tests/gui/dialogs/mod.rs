//! Tests of `dialogs`.

mod choices;
mod compare;
mod crossover;
mod hear;
mod help;
mod identify;
mod import;
mod level_impedance;
mod optimise;
mod replace;
mod report_card;
mod room;
mod validation;

use crate::support::{Held, settle};
use earwright::app::Earwright;
use egui_kittest::{Harness, kittest::Queryable as _};

/// Presses what has this label.
fn press(harness: &mut Harness<'static, Earwright>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

/// The last message.
fn last_said(harness: &Harness<'static, Earwright>) -> String {
    let messages = harness.state().messages().all();
    messages.last().unwrap().text.clone()
}

/// Starts a dialog's long work by this button and stops it: its best is offered, and the dialog
/// closes without it.
fn stop_and_close(
    harness: &mut Harness<'static, Earwright>,
    held: &Held,
    start: &str,
    title: &str,
) {
    let waiting = held.count();
    press(harness, start);
    assert_eq!(held.count(), waiting + 1);
    press(harness, "Stop");
    held.release(harness);
    assert!(
        harness
            .query_all_by_label_contains("Stopped:")
            .next()
            .is_some()
    );
    press(harness, "Close");
    assert!(harness.query_by_label(title).is_none());
}
