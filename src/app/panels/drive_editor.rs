//! The drive: a voltage, or a power into a stated resistance.

use crate::{
    app::{
        actions::Action,
        inspector::{
            numbers,
            rows::{Actions, choice_row, push_edit},
        },
    },
    design::{Edit, drive::Drive},
    network::Solution,
    quantity::{Unit, text},
};
use egui::{Id, Ui};

/// The drive's editor.
pub fn drive_ui(ui: &mut Ui, drive: &Drive, solution: &Solution, actions: &mut Actions) {
    let id = Id::unique("drive");
    let by_power = matches!(drive, Drive::Power { .. });
    let all = [(false, tr!("voltage")), (true, tr!("power"))];
    if let Some(power) = choice_row(ui, id, tr!("Stated as"), by_power, &all) {
        let new = if power {
            Drive::Power {
                power: 1e-3,
                resistance: impedance_at_1k(solution).unwrap_or(16.0),
            }
        } else {
            Drive::Voltage {
                emf: text::round_to(drive.emf(), 4),
            }
        };
        push_edit(actions, tr!("Drive"), Edit::SetDrive(new));
    }
    numbers::setting_ui(
        ui,
        id.with("numbers"),
        drive,
        tr!("Drive"),
        actions,
        Edit::SetDrive,
    );
    if let Drive::Power { power, .. } = *drive {
        fill_button(ui, power, solution, actions);
        ui.weak(tr!(
            "EMF {} at every frequency",
            text::rounded(drive.emf(), &Unit::VOLT, 3)
        ));
    }
}

fn fill_button(ui: &mut Ui, power: f64, solution: &Solution, actions: &mut Actions) {
    let measured = impedance_at_1k(solution);
    let button = ui.add_enabled(measured.is_some(), egui::Button::new(tr!("R = |Z(1 kHz)|")));
    if button
        .on_hover_text(tr!(
            "State the power for the magnitude of this design's impedance at 1 kHz."
        ))
        .clicked()
        && let Some(resistance) = measured
    {
        actions.push(Action::Edit {
            label: tr!("Drive").to_owned(),
            edit: Edit::SetDrive(Drive::Power { power, resistance }),
        });
    }
}

/// |Z| at the solved frequency nearest to 1 kHz, Ω, three digits.
fn impedance_at_1k(solution: &Solution) -> Option<f64> {
    let impedance = solution.input_impedance.as_ref()?;
    let ratio = |f: f64| (f / 1000.0).ln().abs();
    let (_, z) = solution
        .f
        .iter()
        .zip(impedance)
        .min_by(|(a, _), (b, _)| ratio(**a).total_cmp(&ratio(**b)))?;
    let size = z.norm();
    (size.is_finite() && size > 0.0).then(|| text::round_to(size, 3))
}
