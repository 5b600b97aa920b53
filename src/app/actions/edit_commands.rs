//! Commands that change the selected parts.

use super::{Action, Selection};
use crate::{
    app::{
        Earwright,
        library::{free_spot, placing, plain_parts},
        panels::messages::Tone,
    },
    design::{
        Design, Edit, EditError, LinkId, Part, PartId, geometry,
        operations::{self, Alignment, Pasted},
    },
    words,
};
use egui::Context;
use std::collections::BTreeSet;

/// How far a duplicate lies from its original, mm.
const BESIDE_MM: [f64; 2] = [4.0, 4.0];

impl Earwright {
    /// The selected parts, in document order.
    pub(in crate::app) fn selected_parts(&self) -> impl Iterator<Item = &Part> {
        self.session
            .design()
            .parts
            .iter()
            .filter(|part| self.session.selection().parts.contains(&part.id))
    }

    pub(super) fn cut(&mut self, ctx: &Context) {
        if self.copy(ctx) {
            self.delete(tr!("Cut"));
        }
    }

    pub(super) fn duplicate(&mut self) {
        let design = self.session.design();
        match operations::duplicate(design, &self.session.selection().parts, BESIDE_MM) {
            Ok(pasted) => self.add(tr!("Duplicate"), &pasted),
            Err(error) => self.messages.say(Tone::Note, error.to_string()),
        }
    }

    pub(super) fn select_all(&mut self) {
        let design = self.session.design();
        self.session.select(Selection {
            parts: design.parts.iter().map(|part| part.id).collect(),
            links: design.links.iter().map(|link| link.id).collect(),
        });
    }

    pub(super) fn mirror(&mut self) {
        let (parts, [x, _]) = self.movable();
        let label = self.named(tr!("Mirror"), &parts);
        self.edit(
            &label,
            &Edit::Mirror {
                parts,
                about_x_mm: x,
            },
        );
    }

    pub(super) fn mute(&mut self) {
        self.flag(["Mute", "Unmute"], |part| {
            part.kind.is_driver().then_some(&mut part.muted)
        });
    }

    /// Places a plain part: under the pointer, as a letter does, or in the middle of the view.
    pub(super) fn place_plain(&mut self, name: &str) {
        let Some(item) = plain_parts::named(name) else {
            debug_assert!(false, "no kind offers “{name}”");
            log::error!("no kind offers “{name}”");
            return;
        };
        let pointed = self.canvas.is_pointed_at();
        let at_mm = pointed.then(|| self.canvas.spot());
        self.queue.push(Action::Place { item, at_mm });
    }

    /// Puts the selected parts on the clipboard; whether there were any that can be there twice.
    pub(super) fn copy(&mut self, ctx: &Context) -> bool {
        let copied = self
            .selected_parts()
            .any(|part| !part.kind.facts().only_one);
        if copied {
            let parts = &self.session.selection().parts;
            ctx.copy_text(operations::copy(self.session.design(), parts));
        } else {
            self.messages.say(
                Tone::Note,
                tr!("Select parts to copy: their links go with them, the source and the ear stay."),
            );
        }
        copied
    }

    pub(in crate::app) fn paste(&mut self, text: &str) {
        let at = self.canvas.spot();
        let design = self.session.design();
        let pasted = operations::paste(design, text, Some(at)).and_then(|pasted| {
            let by = free_spot::free_shift(design, &pasted.added(), self.canvas.is_pointed_at());
            if by == [0.0, 0.0] {
                return Ok(pasted);
            }
            operations::paste(design, text, Some(geometry::add(at, by)))
        });
        match pasted {
            Ok(pasted) => self.add(tr!("Paste"), &pasted),
            Err(_) => self
                .messages
                .say(Tone::Note, tr!("The clipboard holds no parts.")),
        }
    }

    /// Makes the edit of a paste or duplicate and selects what it added.
    pub(in crate::app) fn add(&mut self, label: &str, pasted: &Pasted) {
        self.edit(label, &pasted.edit);
        let design = self.session.design();
        if pasted.parts.iter().any(|id| design.part(*id).is_some()) {
            self.session.select(Selection {
                parts: pasted.parts.iter().copied().collect(),
                links: pasted.links.iter().copied().collect(),
            });
        }
    }

    /// Deletes the selection, joins what it leaves, and says so.
    pub(super) fn delete(&mut self, verb: &str) {
        let Some((parts, links)) = self.deletable() else {
            return;
        };
        let label = self.named(words::text(verb), &parts);
        let edit = operations::remove_and_heal(self.session.design(), &parts, &links);
        if edit.as_ref().is_ok_and(operations::heals) {
            self.messages.say(
                Tone::Note,
                tr!("The links on both sides are one now; Shift+Delete leaves a gap."),
            );
        }
        self.try_edit(&label, edit);
    }

    pub(super) fn delete_only(&mut self) {
        if let Some((parts, links)) = self.deletable() {
            let label = self.named(tr!("Delete"), &parts);
            self.edit(&label, &Edit::Remove { parts, links });
        }
    }

    /// What of the selection can be deleted; a message where nothing can.
    fn deletable(&mut self) -> Option<(Vec<PartId>, Vec<LinkId>)> {
        let design = self.session.design();
        let fixed = [design.source(), design.ear()].map(|part| part.map(|part| part.id));
        let parts: Vec<PartId> = self
            .selected_parts()
            .filter(|part| !part.locked && !fixed.contains(&Some(part.id)))
            .map(|part| part.id)
            .collect();
        let links: Vec<LinkId> = self.session.selection().links.iter().copied().collect();
        if parts.is_empty() && links.is_empty() {
            self.messages.say(
                Tone::Note,
                tr!("The source and the ear stay, and so does what is locked."),
            );
            return None;
        }
        Some((parts, links))
    }

    /// The selected parts that are not locked, and their middle, mm.
    fn movable(&self) -> (Vec<PartId>, [f64; 2]) {
        let parts: Vec<&Part> = self.selected_parts().filter(|part| !part.locked).collect();
        let count = parts.len().max(1) as f64;
        let sum = parts.iter().fold([0.0, 0.0], |sum, part| {
            [sum[0] + part.position_mm[0], sum[1] + part.position_mm[1]]
        });
        (
            parts.iter().map(|part| part.id).collect(),
            sum.map(|total| total / count),
        )
    }

    pub(super) fn rotate(&mut self, by_deg: f64) {
        let (parts, about_mm) = self.movable();
        let label = self.named(tr!("Rotate"), &parts);
        self.edit(
            &label,
            &Edit::Rotate {
                parts,
                about_mm,
                by_deg,
            },
        );
    }

    /// “Rotate Woofer”, “Rotate 3 parts”.
    pub(in crate::app) fn named(&self, verb: &str, parts: &[PartId]) -> String {
        match parts {
            [only] => match self.session.design().part(*only) {
                Some(part) => tr!("{verb} {}", part.name),
                None => verb.to_owned(),
            },
            [] => verb.to_owned(),
            several => tr!("{verb} {} parts", several.len()),
        }
    }

    /// Sets a flag of all selected parts: on, unless all have it already. The edit is called by the
    /// first word, or by the second where it takes the flag off.
    pub(super) fn flag(
        &mut self,
        [on, off]: [&str; 2],
        flag: impl Fn(&mut Part) -> Option<&mut bool>,
    ) {
        let mut parts: Vec<Part> = self.selected_parts().cloned().collect();
        let all_on = parts
            .iter_mut()
            .filter_map(|part| flag(part).map(|flag| *flag))
            .all(|on| on);
        let mut changed = Vec::new();
        for mut part in parts {
            if let Some(flag) = flag(&mut part) {
                *flag = !all_on;
                changed.push(part);
            }
        }
        let ids: Vec<PartId> = changed.iter().map(|part| part.id).collect();
        let verb = if all_on {
            words::text(off)
        } else {
            words::text(on)
        };
        let label = self.named(verb, &ids);
        let edits = changed
            .into_iter()
            .map(|part| Edit::SetPart(Box::new(part)))
            .collect();
        self.edit(&label, &Edit::Batch(edits));
    }

    pub(super) fn solo(&mut self) {
        let drivers: BTreeSet<PartId> = self
            .selected_parts()
            .filter(|part| part.kind.is_driver())
            .map(|part| part.id)
            .collect();
        self.session.hear_alone(drivers);
    }

    pub(super) fn align(&mut self, by: Alignment) {
        self.arrange(tr!("Align"), |design, parts| {
            operations::align(design, parts, by)
        });
    }

    pub(super) fn distribute(&mut self, vertical: bool) {
        self.arrange(tr!("Space"), |design, parts| {
            operations::distribute(design, parts, vertical)
        });
    }

    /// Shows the target, or hides it: the design says which.
    pub(super) fn toggle_target(&mut self) {
        let mut setting = self.session.design().target.clone();
        setting.shown = !setting.shown;
        let label = if setting.shown {
            tr!("Show target")
        } else {
            tr!("Hide target")
        };
        self.edit(label, &Edit::SetTarget(Box::new(setting)));
    }

    /// One undo step that arranges the selected parts.
    pub(super) fn arrange(
        &mut self,
        verb: &str,
        operation: impl Fn(&Design, &[PartId]) -> Result<Edit, EditError>,
    ) {
        let parts: Vec<PartId> = self.session.selection().parts.iter().copied().collect();
        let edit = operation(self.session.design(), &parts);
        let label = self.named(words::text(verb), &parts);
        self.try_edit(&label, edit);
    }

    pub(super) fn connect(&mut self) {
        self.each_driver(tr!("Connect"), |design, driver| {
            let connected = operations::connect_driver(design, driver);
            let after = match &connected {
                Ok(edit) => design.apply(edit)?,
                Err(_) => design.clone(),
            };
            match (connected, placing::rear_chamber(&after, driver)) {
                (Ok(connected), Some(chamber)) => Ok(Edit::Batch(vec![connected, chamber])),
                // Wired and tubed by hand already: only the chamber was missing.
                (Err(_), Some(chamber)) => Ok(chamber),
                (connected, None) => connected,
            }
        });
    }

    pub(super) fn flip(&mut self) {
        self.each_driver(tr!("Reverse"), operations::flip_polarity);
    }

    /// One undo step that does something to every selected driver, each to the design as the one
    /// before left it.
    fn each_driver(
        &mut self,
        verb: &str,
        operation: impl Fn(&Design, PartId) -> Result<Edit, EditError>,
    ) {
        let drivers: Vec<PartId> = self
            .selected_parts()
            .filter(|part| part.kind.is_driver())
            .map(|part| part.id)
            .collect();
        let mut after = (**self.session.design()).clone();
        let mut edits = Vec::new();
        for driver in &drivers {
            let edit = operation(&after, *driver).and_then(|edit| {
                after = after.apply(&edit)?;
                Ok(edit)
            });
            match edit {
                Ok(edit) => edits.push(edit),
                Err(error) => self.messages.say(Tone::Note, error.to_string()),
            }
        }
        if !edits.is_empty() {
            let label = self.named(verb, &drivers);
            self.edit(&label, &Edit::Batch(edits));
        }
    }
}
