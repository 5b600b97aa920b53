//! Choices: everything of a part or tube that is picked from a few, by key, with its words.
//!
//! As with numbers, one function per kind names its choices; the inspector draws that list.

use crate::words;

/// What is known of a choice besides what is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceInfo {
    /// Name within its owner, stable.
    pub key: &'static str,
    /// Words in English: “Dielectric”.
    pub label: &'static str,
    /// What it means, in a sentence; empty where the words say it.
    pub tooltip: &'static str,
    /// What there is to choose from, in words; of a switch: nothing, it is off (0) or on (1).
    pub options: &'static [&'static str],
}

/// Called with a choice and the place of what is chosen; another place chooses that.
pub type VisitChoices<'a> = &'a mut dyn FnMut(&ChoiceInfo, &mut usize);

/// Something with choices.
pub trait Choices {
    /// Calls `visit` for every choice there is, in the order the inspector shows them.
    fn visit_choices(&mut self, visit: VisitChoices<'_>);

    /// Every choice with the place of what is chosen.
    fn choices(&self) -> Vec<(ChoiceInfo, usize)>
    where
        Self: Clone,
    {
        let mut found = Vec::new();
        self.clone()
            .visit_choices(&mut |info, chosen| found.push((*info, *chosen)));
        found
    }

    /// Chooses; `false` where there is no such choice.
    fn choose(&mut self, key: &str, place: usize) -> bool {
        let mut found = false;
        self.visit_choices(&mut |info, chosen| {
            if info.key == key {
                *chosen = place;
                found = true;
            }
        });
        found
    }
}

impl ChoiceInfo {
    /// Its words in the language that is spoken.
    pub fn said(&self) -> &'static str {
        words::text(self.label)
    }

    /// A choice among several.
    pub(super) const fn among(
        key: &'static str,
        label: &'static str,
        options: &'static [&'static str],
    ) -> Self {
        Self {
            key,
            label,
            tooltip: "",
            options,
        }
    }

    /// Something that is there or not.
    pub(super) const fn switch(
        key: &'static str,
        label: &'static str,
        tooltip: &'static str,
    ) -> Self {
        Self {
            key,
            label,
            tooltip,
            options: &[],
        }
    }

    /// Visits a choice whose place is `chosen`; answers with another place where that was chosen.
    pub(super) fn offer(&self, chosen: usize, visit: VisitChoices<'_>) -> Option<usize> {
        let mut new = chosen;
        visit(self, &mut new);
        (new != chosen).then_some(new)
    }

    /// Visits a switch; answers with its new state where it was changed.
    pub(super) fn offer_switch(&self, on: bool, visit: VisitChoices<'_>) -> Option<bool> {
        self.offer(usize::from(on), visit).map(|place| place != 0)
    }

    /// Visits a value that is one of `all`, which stand in the order of the options.
    pub(super) fn offer_one_of<T: Copy + PartialEq>(
        &self,
        all: &[T],
        value: &mut T,
        visit: VisitChoices<'_>,
    ) {
        debug_assert_eq!(
            all.len(),
            self.options.len(),
            "words for each of {}",
            self.key
        );
        let place = all.iter().position(|known| known == value);
        let new = self.offer(place.unwrap_or(all.len()), visit);
        if let Some(chosen) = new.and_then(|new| all.get(new)) {
            *value = *chosen;
        }
    }
}
