//! The predicted preference of a solved design, where its target and its ear allow one.

use super::{
    Solution,
    score::{Figures, Formula, Levels, figures, score},
    spl, target,
};
use crate::design::{Design, ear::EarModel, target::Target};

/// A predicted preference, with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preference {
    /// Which formula: the forms differ by many points.
    pub formula: Formula,
    /// Deviation, slope and mean of the error.
    pub figures: Figures,
    /// 0 to 100.
    pub score: f64,
    /// Why not to believe it.
    pub warning: Option<&'static str>,
}

/// The predictions of the formulas that go with the design's ear, the customary one first; none
/// while no target is shown, or for a flat one, which no ear has.
pub fn preferences(design: &Design, solution: &Solution) -> Vec<Preference> {
    let setting = &design.target;
    if !setting.shown || setting.target == Target::Flat {
        return Vec::new();
    }
    let (Some(total), Some(ear)) = (spl::total(solution), design.ear_model()) else {
        return Vec::new();
    };
    let shape = target::shape_db(&setting.target, &total.x);
    let levels = |db| Levels { f: &total.x, db };
    let formulas: &[Formula] = if matches!(ear, EarModel::OuterEar { .. }) {
        &[Formula::OverEar2018]
    } else {
        &[Formula::InEarPublished, Formula::InEarPatent]
    };
    formulas
        .iter()
        .filter_map(|formula| {
            let figures = figures(*formula, levels(&total.y), levels(&shape))?;
            Some(Preference {
                formula: *formula,
                figures,
                score: score(*formula, &figures),
                warning: target::rig_warning(setting, ear),
            })
        })
        .collect()
}
