//! What is wrong with where things are.

use super::{
    space::{self, Overlaps},
    tubes,
};
use crate::design::{Design, Problem, SharedList, problem::Matter};
use std::sync::Arc;

/// What is wrong with where things are. It is kept from one state of a design to the next, so that
/// only what changed is looked at: while a part is dragged, that part and its tubes.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Parts that overlap, in document order.
    overlaps: Vec<Problem>,
    /// How each part reaches outside the shell.
    outside: Vec<Vec<Problem>>,
    /// How each tube runs outside it, or is not as long as it is drawn.
    tubes: Vec<Vec<Problem>>,
}

impl Places {
    /// What is wrong in a design that was looked at before, if ever, in the state `before`.
    pub(super) fn follow(&mut self, before: Option<&Design>, design: &Design) {
        let before = before.filter(|before| {
            before.symbol_size_mm == design.symbol_size_mm && before.shell == design.shell
        });
        let anew: Vec<bool> = differing(before.map(|before| &before.parts), &design.parts);
        let known = before.is_some_and(|before| before.parts.len() == design.parts.len());
        if !known || anew.contains(&true) {
            self.overlaps = of_place(Overlaps::of(design).problems(design));
        }
        self.outside.resize(design.parts.len(), Vec::new());
        for ((found, part), anew) in self.outside.iter_mut().zip(&design.parts).zip(&anew) {
            if *anew {
                *found = of_place(space::outside(design, part));
            }
        }
        let anew = differing(before.map(|before| &before.links), &design.links);
        self.tubes.resize(design.links.len(), Vec::new());
        for ((found, link), anew) in self.tubes.iter_mut().zip(&design.links).zip(anew) {
            if anew || !before.is_some_and(|before| design.draws_as(before, link)) {
                *found = of_place(tubes::check(design, link));
            }
        }
    }

    /// Overlaps first, then what is outside the shell, each in document order.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        let outside = self.outside.iter().chain(&self.tubes);
        self.overlaps.iter().chain(outside.flatten())
    }
}

/// The same, said to be about where something stands.
fn of_place(problems: Vec<Problem>) -> Vec<Problem> {
    let told = problems.into_iter();
    told.map(|problem| problem.about(Matter::Place)).collect()
}

/// Which elements of a list are not those of the list before.
fn differing<T>(before: Option<&SharedList<T>>, now: &SharedList<T>) -> Vec<bool> {
    let known = |index: usize| before.and_then(|list| list.shared().get(index));
    let elements = now.shared().iter().enumerate();
    elements
        .map(|(index, element)| known(index).is_none_or(|was| !Arc::ptr_eq(was, element)))
        .collect()
}
