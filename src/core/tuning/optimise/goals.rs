//! The goals of a design as what a search may not fail.

use super::{Judge, tried::Refusal};
use crate::{
    analysis::{
        goals::{Known, State, grid, judge},
        meaning,
    },
    design::Design,
    network::Solver,
    quantity::{Unit, text},
};
use std::sync::Arc;

/// Refuses a design that misses one of its own goals. Those that cannot be told from a solution
/// (price, yield) are left out.
#[derive(Debug, Clone)]
pub struct Goals {
    f: Arc<[f64]>,
}

impl Default for Goals {
    fn default() -> Self {
        Self { f: grid() }
    }
}

impl Judge for Goals {
    fn refuse(&self, design: &Design) -> Option<Refusal> {
        if design.goals.is_empty() {
            return None;
        }
        let solution = meaning::solved(&mut Solver::default(), design, &self.f);
        let all = judge(design, &solution, &Known::default());
        let missed = all.into_iter().find(|goal| goal.state() == State::Missed)?;
        let figure = missed.figure_text().unwrap_or_default();
        let margin = missed.margin_text().unwrap_or_default();
        let part = missed.subject.and_then(|subject| design.name_of(subject));
        let places = [
            missed
                .at
                .map(|f| format!("at {}", text::rounded(f, &Unit::HERTZ, 3))),
            part.map(|name| tr!("by “{name}”")),
        ];
        let places: Vec<String> = places.into_iter().flatten().collect();
        let cure = if places.is_empty() {
            String::new()
        } else {
            format!("decided {}", places.join(" "))
        };
        Some(Refusal {
            goal: tr!("the goal “{}” ({figure}, {margin})", missed.goal.name()),
            cure,
        })
    }
}
