//! What is wrong with where things are.

use super::{space, tubes};
use crate::design::{Design, Link, LinkEnd, Problem, SharedList};
use std::{collections::BTreeMap, sync::Arc};

/// What is wrong with where things are. It is kept from one state of a design to the next, so that
/// only what changed is looked at: while a part is dragged, that part and its tubes.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Parts that overlap, by their places in the document.
    overlaps: BTreeMap<[usize; 2], Problem>,
    /// Parts that reach outside the shell, by their place.
    outside: BTreeMap<usize, Vec<Problem>>,
    /// Tubes that run outside it, or are not as long as they are drawn, by their place.
    tubes: BTreeMap<usize, Vec<Problem>>,
}

impl Places {
    /// What is wrong in a design that was looked at before, if ever, in the state `before`.
    pub(super) fn follow(&mut self, before: Option<&Design>, design: &Design) {
        let before = before.filter(|before| {
            before.symbol_size_mm == design.symbol_size_mm && before.shell == design.shell
        });
        let anew: Vec<bool> = differing(before.map(|before| &before.parts), &design.parts);
        let is_anew = |part: usize| anew.get(part).copied().unwrap_or(true);
        self.overlaps
            .retain(|pair, _| !pair.iter().any(|&part| is_anew(part)));
        space::overlaps(design, &is_anew, &mut self.overlaps);
        self.outside.retain(|&part, _| !is_anew(part));
        let links_anew = differing(before.map(|before| &before.links), &design.links);
        let same_end = |end: &LinkEnd| {
            let part = |design: &Design| design.part(end.part).map(std::ptr::from_ref);
            before
                .and_then(part)
                .is_some_and(|was| part(design) == Some(was))
        };
        let link_is_anew = |index: usize, link: &Link| {
            links_anew.get(index).copied().unwrap_or(true) || !link.ends().into_iter().all(same_end)
        };
        self.tubes.retain(|&index, _| {
            (design.links.get(index)).is_some_and(|link| !link_is_anew(index, link))
        });
        for (index, part) in design.parts.iter().enumerate() {
            if is_anew(index) {
                self.outside.insert(index, space::outside(design, part));
            }
        }
        for (index, link) in design.links.iter().enumerate() {
            if link_is_anew(index, link) {
                self.tubes.insert(index, tubes::check(design, link));
            }
        }
    }

    /// Overlaps first, then what is outside the shell, each in document order.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        let outside = self.outside.values().chain(self.tubes.values());
        self.overlaps.values().chain(outside.flatten())
    }
}

/// Which elements of a list are not those of the list before.
fn differing<T>(before: Option<&SharedList<T>>, now: &SharedList<T>) -> Vec<bool> {
    let known = |index: usize| before.and_then(|list| list.shared().get(index));
    let elements = now.shared().iter().enumerate();
    elements
        .map(|(index, element)| known(index).is_none_or(|was| !Arc::ptr_eq(was, element)))
        .collect()
}
