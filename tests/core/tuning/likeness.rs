//! How like drivers are in the place of another, against the measure worked out the long way.

use earwright::{
    design::{Edit, Part, PartId, PartKind, operations},
    library,
    network::Solver,
    tuning::likeness::unlike_db,
};
use std::ops::ControlFlow;

fn go_on() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Levels at the ear on 60 points in equal ratios from 50 Hz to 8 kHz.
fn levels(design: &earwright::design::Design) -> Vec<f64> {
    let f: Vec<f64> = (0..60)
        .map(|n| 50.0 * 160_f64.powf(f64::from(n) / 59.0))
        .collect();
    let solution = Solver::default().solve(design, &f.into());
    let pressure = solution.drum_pressure.unwrap();
    pressure
        .iter()
        .map(|p| 20.0 * (p.norm() / 20e-6).log10())
        .collect()
}

#[test]
fn it_is_the_rms_difference_of_what_is_heard() {
    let named = |name: &str| library::design(name).unwrap().design.clone();
    let design = named("Hybrid 1 DD + 2 BA");
    let old = design.part_named("Mid").unwrap();
    let armatures: Vec<_> = library::drivers()
        .iter()
        .filter(|preset| matches!(preset.part, PartKind::Armature(_)))
        .collect();
    let kinds: Vec<PartKind> = armatures.iter().map(|preset| preset.part.clone()).collect();
    let found = unlike_db(&design, old.id, &kinds, go_on);
    assert_eq!(found.len(), kinds.len());
    let before = levels(&design);
    for (preset, unlike) in armatures.iter().zip(&found).step_by(5) {
        let part = Part {
            kind: operations::placed_kind(&preset.part),
            ..old.clone()
        };
        let other = design.apply(&Edit::SetPart(Box::new(part))).unwrap();
        let squares = levels(&other)
            .iter()
            .zip(&before)
            .map(|(after, before)| (after - before).powi(2))
            .sum::<f64>();
        let wanted = (squares / 60.0).sqrt();
        let unlike = unlike.unwrap();
        assert!(
            (unlike - wanted).abs() < 1e-6,
            "{}: {unlike} {wanted}",
            preset.name()
        );
    }
    // The same driver in its own place is no other.
    let same = unlike_db(&design, old.id, std::slice::from_ref(&old.kind), go_on);
    assert!(same[0].unwrap() < 1e-9, "{same:?}");
}

#[test]
fn what_is_not_heard_is_not_compared_and_what_is_unwanted_ends() {
    let kinds: Vec<PartKind> = library::drivers()
        .iter()
        .map(|preset| preset.part.clone())
        .collect();
    // Nothing but a source and an ear: there is no level.
    let empty = library::new_design();
    let found = unlike_db(&empty, PartId(999), &kinds, go_on);
    assert!(found.iter().all(Option::is_none));
    let design = library::default_design();
    let part = design.part_named("Mid").unwrap().id;
    let mut left = 3;
    let found = unlike_db(&design, part, &kinds, || {
        left -= 1;
        if left < 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(found.len(), 3);
}
