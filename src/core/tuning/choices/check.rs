//! What was computed for all, solved in full for some.

use super::{Solved, Task, kept::Figures, slot::combination, tally};
use crate::{
    analysis::{
        goals::{self, Known, State},
        meaning,
    },
    design::Design,
    network::Solver,
    tuning::Objective,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Solves combinations in full; those that were stopped are left out.
pub(super) fn solved(
    task: &Task<'_>,
    some: &[Figures],
    stop: &(dyn Fn() -> bool + Sync),
) -> BTreeMap<u64, Solved> {
    let objective = Objective::new(&task.design);
    let f = goals::grid();
    let one = |solvers: &mut [Solver; 2], figures: &Figures| {
        if stop() {
            return None;
        }
        let (_, built) = combination(&task.design, &task.slots, figures.index)?;
        Some((figures.index, solve(task, &built, &objective, &f, solvers)))
    };
    let all = some.par_iter().map_init(<[Solver; 2]>::default, one);
    all.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// One design, solved in full.
pub(super) fn solve(
    task: &Task<'_>,
    design: &Design,
    objective: &Objective,
    f: &Arc<[f64]>,
    [coarse, fine]: &mut [Solver; 2],
) -> Solved {
    let score = objective.score(coarse, design);
    let solution = meaning::solved(fine, design, f);
    let told = task.pricer.map(|price| price(design).whole());
    let price = told.as_ref().and_then(|told| told.as_ref().ok().copied());
    let [_, parts, depth] = tally::whole(design, None);
    let least = solution.input_impedance.as_ref().and_then(|all| {
        let sizes = all.iter().map(|z| z.norm()).filter(|z| z.is_finite());
        sizes.min_by(f64::total_cmp)
    });
    let known = Known {
        price: told.as_ref(),
        deviations: None,
    };
    let judged = goals::judge(design, &solution, &known);
    let missed = judged.iter().filter(|goal| goal.state() == State::Missed);
    Solved {
        error_db: score.error_db.is_finite().then_some(score.error_db),
        axes: [price, parts, least, depth],
        missed: missed.map(|judged| judged.goal.name().to_owned()).collect(),
    }
}
