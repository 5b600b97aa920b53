//! What the window says about a driver that plays against the others, and the actions that mend it.

use crate::{
    app::actions::Action,
    design::{Problem, Subject},
    quantity::{Unit, text},
    tuning::alignment::{Lengthened, Suggestion},
};
use egui::{Label, RichText, Ui};

/// The suggestion as an entry of the list of problems.
pub fn problem(suggestion: &Suggestion) -> Problem {
    Problem::note(Subject::Part(suggestion.meeting.part), message(suggestion))
}

/// “Tweeter” plays against “Mid”, 5.2–8.1 kHz: …
fn message(suggestion: &Suggestion) -> String {
    let meeting = &suggestion.meeting;
    let [from, to] = meeting.between.map(|f| text::rounded(f, &Unit::HERTZ, 2));
    let mut ways = Vec::new();
    if let Some(reversed) = &suggestion.reversed {
        ways.push(tr!("reverse it ({:+.1} dB)", reversed.gain_db));
    }
    if let Some(tube) = &suggestion.lengthened {
        ways.push(tr!(
            "make “{}” {} ({:+.1} dB)",
            tube.name,
            longer(tube),
            tube.remedy.gain_db
        ));
    }
    let ways = if suggestion.pending {
        tr!("computing what mends it…").to_owned()
    } else if ways.is_empty() {
        tr!("move its crossover or its level").to_owned()
    } else {
        ways.join(tr!(" or "))
    };
    tr!(
        "“{}” plays against “{}”, {from}–{to}: {ways}",
        meeting.name,
        meeting.neighbour_name
    )
}

/// “2.5 mm longer”.
fn longer(tube: &Lengthened) -> String {
    let word = if tube.by_mm < 0.0 {
        tr!("shorter")
    } else {
        tr!("longer")
    };
    tr!("{:.1} mm {word}", tube.by_mm.abs())
}

/// The action that reverses the driver, where that helps.
pub fn reverse(suggestion: &Suggestion) -> Option<Action> {
    let reversed = suggestion.reversed.as_ref()?;
    Some(Action::Edit {
        label: tr!("Reverse polarity of {}", suggestion.meeting.name),
        edit: reversed.edit.clone(),
    })
}

/// Buttons that carry out a suggestion, each one step to undo.
pub fn buttons_ui(ui: &mut Ui, suggestion: &Suggestion, actions: &mut Vec<Action>) {
    let driver = &suggestion.meeting.name;
    ui.horizontal_wrapped(|ui| {
        if let Some(action) = reverse(suggestion) {
            let button = ui.small_button(tr!("Reverse {driver}"));
            if button
                .on_hover_text(tr!("Exchange the wires at its + and −."))
                .clicked()
            {
                actions.push(action);
            }
        }
        if let Some(tube) = &suggestion.lengthened {
            let words = format!("{} {}", tube.name, longer(tube));
            let button = ui.small_button(words);
            if button
                .on_hover_text(tr!("Change the tube's length; it is then set, not drawn."))
                .clicked()
            {
                actions.push(Action::Edit {
                    label: tr!("Length of {}", tube.name),
                    edit: tube.remedy.edit.clone(),
                });
            }
        }
    });
}

/// The suggestion in the inspector of its driver.
pub fn suggestion_ui(ui: &mut Ui, suggestion: &Suggestion, actions: &mut Vec<Action>) {
    ui.add_space(4.0);
    let ink = ui.visuals().warn_fg_color;
    ui.add(Label::new(RichText::new(message(suggestion)).color(ink)).wrap());
    buttons_ui(ui, suggestion, actions);
}
