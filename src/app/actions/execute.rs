//! Where actions take effect.

use super::{
    Action, Selection,
    command::{Command, Needs},
};
use crate::{
    app::{
        Earwright,
        files::next::Next,
        library::{free_spot, item::LibraryContent, placing},
        panels::messages::Tone,
    },
    design::{Edit, EditError, LinkId, Subject, geometry, operations},
};
use egui::{Context, Memory};

impl Earwright {
    /// Whether a command can be used now.
    pub fn enabled(&self, command: Command) -> bool {
        let session = &self.session;
        let parts = &session.selection().parts;
        match command.info().needs {
            Needs::Nothing => true,
            Needs::Undo => session.undo_label().is_some() || session.in_gesture(),
            Needs::Redo => session.redo_label().is_some(),
            Needs::Selection => !session.selection().is_empty(),
            Needs::Part => !parts.is_empty(),
            Needs::OnePart => parts.len() == 1,
            Needs::Along => self.along().is_some(),
            Needs::Several => parts.len() > 1,
            Needs::Driver => self.selected_parts().any(|part| part.kind.is_driver()),
            Needs::Guide => self.guide.is_some(),
            Needs::LayoutUndo => self.layouts.can_undo(),
            Needs::LayoutRedo => self.layouts.can_redo(),
            Needs::Curve => {
                session.solution().drum_pressure.is_some()
                    || session.solution().input_impedance.is_some()
            }
        }
    }

    /// Carries out everything that was asked for, in order.
    pub(in crate::app) fn run_queue(&mut self, ctx: &Context) {
        for action in std::mem::take(&mut self.queue) {
            self.execute(ctx, action);
        }
    }

    fn execute(&mut self, ctx: &Context, action: Action) {
        let keeps_gesture = matches!(
            action,
            Action::Preview { .. }
                | Action::CommitPreview
                | Action::CancelPreview
                | Action::Hover(_)
                | Action::Select(_)
                | Action::Say(_)
        );
        if !keeps_gesture {
            // Whatever else happens, the gesture before it is over.
            self.session.commit_preview();
        }
        match action {
            Action::Command(command) => {
                if self.enabled(command) {
                    self.command(ctx, command);
                }
            }
            Action::Edit { label, edit } => self.edit(&label, &edit),
            Action::Preview { label, edit } => {
                if let Err(error) = self.session.preview(&label, &edit) {
                    log::debug!("preview refused: {error}");
                }
            }
            Action::CommitPreview => self.session.commit_preview(),
            Action::CancelPreview => self.session.cancel_preview(),
            Action::Select(selection) => self.session.select(selection),
            Action::Hover(subject) => self.session.hover(subject),
            Action::Say(text) => self.messages.say(Tone::Note, text),
            Action::Place { item, at_mm } => {
                // From here on the keys are the canvas's, not a search's.
                ctx.memory_mut(Memory::stop_text_input);
                self.place(ctx, &item, at_mm);
            }
            Action::Join { from, to } => {
                let id = LinkId(self.session.design().next_id);
                let edit = operations::join_facing(self.session.design(), &from, &to);
                self.try_edit(tr!("Join ports"), edit);
                if self.session.design().link(id).is_some() {
                    self.session.select(Selection {
                        links: [id].into(),
                        ..Selection::default()
                    });
                }
            }
            Action::InsertInTube {
                item,
                link,
                position,
            } => match placing::insert_in_tube(self.session.design(), &item, link, position) {
                Ok(edit) => self.edit(&tr!("Insert {}", item.said()), &edit),
                Err(message) => self.messages.say(Tone::Error, message),
            },
            Action::Paste(text) => self.paste(&text),
            Action::DuplicateAlong { part, link, copies } => {
                self.duplicate_along(part, link, copies);
            }
            Action::ReplaceWith { part, item } => {
                if let LibraryContent::Part(kind) = &item.content {
                    let kind = operations::placed_kind(kind);
                    let edit = operations::replace_with(self.session.design(), part, kind);
                    self.try_edit(&tr!("Replace with {}", item.said()), edit);
                }
            }
            Action::ToggleSolo(part) => self.session.toggle_solo(part),
            Action::SetEars(choice) => self.ears.choice = choice,
            Action::Smooth(parts) => {
                self.plots.smoothing = parts;
                self.session.redraw();
            }
            Action::SetBand(choice) => self.bands.choice = choice,
            Action::ToggleProbe(end) => self.session.toggle_probe(end),
            Action::RenameProbe(end, name) => self.session.rename_probe(&end, &name),
            Action::ShowDecider(goal) => self.show_decider(ctx, goal),
            Action::Reveal(subject) => self.reveal(subject),
            Action::OpenFile(path) => self.after_unsaved(ctx, Next::OpenFile(path)),
            Action::OpenPrevious(path) => self.after_unsaved(ctx, Next::OpenPrevious(path)),
            Action::SaveFile(path) => self.save_to(ctx, &path),
        }
    }

    /// Makes an edit; a refusal becomes a message.
    pub(in crate::app) fn edit(&mut self, label: &str, edit: &Edit) {
        if let Err(error) = self.session.edit(label, edit) {
            self.messages.say(Tone::Error, error.to_string());
        }
        self.session.prune();
    }

    /// Makes an edit that may have been refused already.
    pub(in crate::app) fn try_edit(&mut self, label: &str, edit: Result<Edit, EditError>) {
        match edit {
            Ok(edit) => self.edit(label, &edit),
            Err(error) => self.messages.say(Tone::Note, error.to_string()),
        }
    }

    fn place(
        &mut self,
        ctx: &Context,
        item: &crate::app::library::item::LibraryItem,
        at_mm: Option<[f64; 2]>,
    ) {
        let design = self.session.design().clone();
        let at = at_mm.unwrap_or_else(|| self.canvas.view.centre_mm.map(f64::round));
        match &item.content {
            LibraryContent::Part(kind) => {
                let mut part = placing::new_part(&design, &item.name, kind, at);
                if at_mm.is_none() {
                    let by = free_spot::free_shift(&design, &[&part], false);
                    part.position_mm = geometry::add(part.position_mm, by);
                }
                let id = part.id;
                let label = tr!("Add {}", item.said());
                self.edit(&label, &Edit::AddPart(Box::new(part)));
                if self.session.design().part(id).is_some() {
                    self.session.select(Selection {
                        parts: [id].into(),
                        links: std::collections::BTreeSet::new(),
                    });
                }
            }
            LibraryContent::Insert(_) => {
                let selected = self.session.selection().links.first().copied();
                let target = match (at_mm, selected) {
                    (None, Some(link)) => Some((link, placing::middle_of(&design, link))),
                    _ => placing::nearest_tube(&design, at),
                };
                match target {
                    Some((link, position)) => self.queue.push(Action::InsertInTube {
                        item: item.clone(),
                        link,
                        position,
                    }),
                    None => self.messages.say(
                        Tone::Note,
                        tr!("A damper goes into a tube: draw one first."),
                    ),
                }
            }
            LibraryContent::Design(design) => {
                let next = Next::OpenDesign(Box::new((**design).clone()));
                self.after_unsaved(ctx, next);
            }
        }
    }

    fn reveal(&mut self, subject: Subject) {
        self.session.select(Selection::of(subject));
        let design = self.session.design().clone();
        self.canvas.reveal(&design, subject);
    }
}
