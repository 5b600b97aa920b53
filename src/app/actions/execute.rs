//! Where actions take effect: the only place that changes the session.

use super::{
    Action, Selection,
    command::{Command, Needs},
};
use crate::{
    app::{
        Earwright, Panel,
        dialogs::{
            crossover::CrossoverForm,
            modal::{Modal, Next},
        },
        files::picker::Purpose,
        inspector,
        library::{free_spot, item::LibraryContent, placing},
        panels::messages::Tone,
    },
    design::{Edit, EditError, LinkId, Subject, geometry, operations},
    picture::View,
};
use egui::{Context, Memory};

impl Earwright {
    /// Whether a command can be used now.
    pub fn enabled(&self, command: Command) -> bool {
        let session = &self.session;
        let parts = &session.selection.parts;
        match command.info().needs {
            Needs::Nothing => true,
            Needs::Undo => session.undo_label().is_some() || session.in_gesture(),
            Needs::Redo => session.redo_label().is_some(),
            Needs::Selection => !session.selection.is_empty(),
            Needs::Part => !parts.is_empty(),
            Needs::OnePart => parts.len() == 1,
            Needs::Along => self.along().is_some(),
            Needs::Several => parts.len() > 1,
            Needs::Driver => self.selected_parts().any(|part| part.kind.is_driver()),
            Needs::LayoutUndo => self.layouts.can_undo(),
            Needs::LayoutRedo => self.layouts.can_redo(),
            Needs::Curve => {
                session.solution.drum_pressure.is_some()
                    || session.solution.input_impedance.is_some()
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
            Action::Select(selection) => self.session.selection = selection,
            Action::Hover(subject) => self.session.hovered = subject,
            Action::Say(text) => self.messages.say(Tone::Note, text),
            Action::Place { item, at_mm } => {
                // From here on the keys are the canvas's, not a search's.
                ctx.memory_mut(Memory::stop_text_input);
                self.place(ctx, &item, at_mm);
            }
            Action::Join { from, to } => {
                let id = LinkId(self.session.design().next_id);
                let edit = operations::join(self.session.design(), &from, &to);
                self.try_edit("Join ports", edit);
                if self.session.design().link(id).is_some() {
                    self.session.selection = Selection {
                        links: [id].into(),
                        ..Selection::default()
                    };
                }
            }
            Action::InsertInTube {
                item,
                link,
                position,
            } => match placing::insert_in_tube(self.session.design(), &item, link, position) {
                Ok(edit) => self.edit(&format!("Insert {}", item.name), &edit),
                Err(message) => self.messages.say(Tone::Error, message),
            },
            Action::Paste(text) => self.paste(&text),
            Action::DuplicateAlong { part, link, copies } => {
                self.duplicate_along(part, link, copies);
            }
            Action::ReplaceWith { part, item } => {
                if let LibraryContent::Part(kind) = &item.content {
                    let kind =
                        operations::with_back_volume(kind).unwrap_or_else(|| (**kind).clone());
                    let edit = operations::replace_with(self.session.design(), part, kind);
                    self.try_edit(&format!("Replace with {}", item.name), edit);
                }
            }
            Action::ToggleSolo(part) => {
                if !self.session.solo.remove(&part) {
                    self.session.solo.insert(part);
                }
            }
            Action::SetEars(choice) => self.ears.choice = choice,
            Action::ToggleProbe(end) => self.session.toggle_probe(end),
            Action::RenameProbe(end, name) => self.session.rename_probe(&end, &name),
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
                let label = format!("Add {}", item.name);
                self.edit(&label, &Edit::AddPart(Box::new(part)));
                if self.session.design().part(id).is_some() {
                    self.session.selection = Selection {
                        parts: [id].into(),
                        links: std::collections::BTreeSet::new(),
                    };
                }
            }
            LibraryContent::Insert(_) => {
                let selected = self.session.selection.links.first().copied();
                let target = match (at_mm, selected) {
                    (None, Some(link)) => Some((link, f64::MAX)),
                    _ => placing::nearest_tube(&design, at),
                };
                match target {
                    Some((link, position)) => self.queue.push(Action::InsertInTube {
                        item: item.clone(),
                        link,
                        position,
                    }),
                    None => self
                        .messages
                        .say(Tone::Note, "A damper goes into a tube: draw one first."),
                }
            }
            LibraryContent::Design(design) => {
                let next = Next::OpenDesign(Box::new((**design).clone()));
                self.after_unsaved(ctx, next);
            }
        }
    }

    fn reveal(&mut self, subject: Subject) {
        self.session.selection = Selection::default();
        match subject {
            Subject::Design => {}
            Subject::Part(id) => {
                self.session.selection.parts.insert(id);
            }
            Subject::Link(id) => {
                self.session.selection.links.insert(id);
            }
        }
        let design = self.session.design().clone();
        self.canvas.reveal(&design, subject);
    }

    fn command(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::New => self.after_unsaved(ctx, Next::New),
            Command::Open => self.after_unsaved(ctx, Next::Open),
            Command::OpenPath => self.after_unsaved(ctx, Next::OpenPath),
            Command::OpenExample => {
                let design = crate::library::default_design();
                self.after_unsaved(ctx, Next::OpenDesign(Box::new(design)));
            }
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask(ctx, Purpose::SaveDesign),
            Command::SavePath => self.ask_path(Purpose::SaveDesign, ""),
            Command::ExportSvg => self.ask(ctx, Purpose::ExportSvg),
            Command::ExportPng => self.ask(ctx, Purpose::ExportPng),
            Command::ExportCsv => self.ask(ctx, Purpose::ExportCsv),
            Command::ImportMeasurement => self.ask(ctx, Purpose::ImportMeasurement),
            Command::CopyPlot => self.copy_plot(ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => self.session.undo(),
            Command::Redo => self.session.redo(),
            Command::Cut
            | Command::Copy
            | Command::Paste
            | Command::Duplicate
            | Command::DuplicateAlong
            | Command::Delete
            | Command::DeleteOnly
            | Command::SelectAll
            | Command::SelectNone
            | Command::Rotate
            | Command::RotateFine
            | Command::Mirror
            | Command::Mute
            | Command::Solo
            | Command::Bypass
            | Command::Lock
            | Command::Group
            | Command::Ungroup
            | Command::AlignLeft
            | Command::AlignCentre
            | Command::AlignRight
            | Command::AlignTop
            | Command::AlignMiddle
            | Command::AlignBottom
            | Command::DistributeAcross
            | Command::DistributeDown
            | Command::ConnectDriver
            | Command::FlipPolarity
            | Command::PlaceResistor
            | Command::PlaceCapacitor
            | Command::PlaceInductor
            | Command::PlaceChamber
            | Command::PlaceVent
            | Command::PlaceJunction => self.change(ctx, command),
            Command::Replace => {
                if let Some(&part) = self.session.selection.parts.first() {
                    self.modal = Modal::Replace {
                        part,
                        search: String::new(),
                    };
                }
            }
            Command::Crossover => {
                let driver = self.selected_parts().find(|part| part.kind.is_driver());
                if let Some(id) = driver.map(|part| part.id) {
                    self.modal =
                        Modal::Crossover(Box::new(CrossoverForm::new(self.session.design(), id)));
                }
            }
            Command::EditValue => {
                self.settings.inspector_shown = true;
                inspector::want_first_field(ctx);
            }
            Command::JoinPorts => {
                if let Some(&part) = self.session.selection.parts.first() {
                    self.modal = Modal::Join {
                        part,
                        search: String::new(),
                    };
                }
            }
            Command::SaveToLibrary => {
                let modal = self
                    .selected_parts()
                    .next()
                    .map(|part| Modal::SaveToLibrary {
                        part: part.id,
                        name: part.name.clone(),
                        message: String::new(),
                    });
                self.modal = modal.unwrap_or_default();
            }
            Command::ShellFromSvg => self.ask(ctx, Purpose::ShellOutline),
            Command::ShellFromSvgPath => self.ask_path(Purpose::ShellOutline, ""),
            Command::NewDriver => self.modal = Modal::NewDriver(Box::default()),
            Command::Identify => self.modal = Modal::Identify(Box::default()),
            Command::Probe => {
                let part = self.selected_parts().next().cloned();
                if let Some(part) = part {
                    self.session.toggle_probes_of(&part);
                }
            }
            Command::RemoveProbes => self.session.remove_probes(),
            Command::FitView => self.canvas.fit(),
            Command::ZoomIn => self.canvas.zoom_by(self.canvas_area, 1.25),
            Command::ZoomOut => self.canvas.zoom_by(self.canvas_area, 0.8),
            Command::ToggleLibrary => self.toggle(Panel::Library),
            Command::ToggleInspector => self.toggle(Panel::Inspector),
            Command::TogglePlots => self.toggle(Panel::Plots),
            Command::EarFamily => self.ears.choice.shown = !self.ears.choice.shown,
            Command::MovePlots => self.settings.plots_beside = !self.settings.plots_beside,
            Command::ShowSpl => self.show_plot(View::Spl),
            Command::ShowImpedance => self.show_plot(View::Impedance),
            Command::ShowPhase => self.show_plot(View::Phase),
            Command::ShowDelay => self.show_plot(View::Delay),
            Command::ShowImpulse => self.show_plot(View::Impulse),
            Command::ShowStep => self.show_plot(View::Step),
            Command::ShowWaterfall => self.show_plot(View::Waterfall),
            Command::ShowVoltage => self.show_plot(View::Voltage),
            Command::ShowCurrent => self.show_plot(View::Current),
            Command::ShowPower => self.show_plot(View::Power),
            Command::ShowExcursion => self.show_plot(View::Excursion),
            Command::ShowFlow => self.show_plot(View::Flow),
            Command::ShowAcoustic => self.show_plot(View::Acoustic),
            Command::ShowSensitivity => self.show_plot(View::Sensitivity),
            Command::ToggleGlow => self.plots.glow = !self.plots.glow,
            Command::ToggleAspect => self.plots.aspect = !self.plots.aspect,
            Command::UndoLayout => {
                if let Some(before) = self.layouts.undo() {
                    self.lay_out(&before);
                }
            }
            Command::RedoLayout => {
                if let Some(after) = self.layouts.redo() {
                    self.lay_out(&after);
                }
            }
            Command::ResetLayout => self.reset_layout(),
            Command::ToggleTheme => {
                self.settings.theme = self.settings.theme.other();
                crate::app::theme::choose(ctx, self.settings.theme);
            }
            Command::LargerText => self.text_size(ctx, 1.0),
            Command::SmallerText => self.text_size(ctx, -1.0),
            Command::NormalText => self.text_size(ctx, 0.0),
            Command::FindInLibrary => {
                self.settings.library_shown = true;
                self.library.focus_search = true;
            }
            Command::Find => {
                self.modal = Modal::Find {
                    search: String::new(),
                }
            }
            Command::Palette => {
                self.modal = Modal::Palette {
                    search: String::new(),
                }
            }
            Command::Shortcuts => self.modal = Modal::Shortcuts,
            Command::Limits => self.modal = Modal::Limits,
            Command::Messages => self.modal = Modal::Messages,
            Command::About => self.modal = Modal::About,
        }
    }

    /// One step larger or smaller; back to its own size.
    fn text_size(&mut self, ctx: &Context, steps: f32) {
        let now = self.settings.text_scale();
        self.settings.text_size = if steps == 0.0 { 1.0 } else { now + 0.1 * steps };
        ctx.set_zoom_factor(self.settings.text_scale());
    }

    fn show_plot(&mut self, view: View) {
        self.settings.plots_shown = true;
        self.plots.show(view);
    }

    fn toggle(&mut self, panel: Panel) {
        let shown = match panel {
            Panel::Library => &mut self.settings.library_shown,
            Panel::Inspector => &mut self.settings.inspector_shown,
            Panel::Plots => &mut self.settings.plots_shown,
        };
        *shown = !*shown;
    }
}
