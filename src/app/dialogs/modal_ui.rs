//! Drawing the dialogs of the window and doing what they answer.

use super::{
    crossover, file_questions, help_pages, identify, import_curve,
    modal::{Modal, Next},
    thiele_small,
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        files::{picker::Purpose, recovery},
        library::panel::LibraryPanel,
        panels::messages::Tone,
        theme,
        widgets::text_field::text_ui,
    },
    design::{PartId, PartKind},
    library::{FitError, PresetError, user},
};
use egui::{
    Align2, Button, Color32, Context, Event, Id, Key, Label, Popup, Rect, RichText, ScrollArea, Ui,
    response::Flags,
};
use std::path::PathBuf;

/// What a dialog asks for once it has been drawn.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Ask {
    /// Nothing, stay open.
    Stay,
    /// Close.
    Close,
    /// Close and carry this out.
    Do(Box<Action>),
    /// Save, then go on.
    SaveThen(Next),
    /// Go on without saving.
    Discard(Next),
    /// A path was typed.
    Path(Purpose, PathBuf),
    /// Open the recovered design.
    Recover(Box<recovery::Offer>),
    /// Throw the recovered design away.
    Forget(PathBuf),
    /// Save, asking for a file, with this one to begin from.
    SaveElsewhere(PathBuf),
    /// Save there again.
    SaveAgain(PathBuf),
    /// Save over what somebody else has written.
    SaveOver(PathBuf),
    /// Open what somebody else has written.
    TakeTheirs(PathBuf),
    /// Save a part to the user's library.
    Keep(PartId, String),
    /// Something of the dialog that makes a driver from its measurement, which stays open.
    Identify(identify::Wish),
}

impl Earwright {
    /// Draws the open dialog, if any; what it asks for is done in the next `logic`.
    pub(in crate::app) fn modal_ui(&mut self, ctx: &Context) {
        if self.modal == Modal::None {
            return;
        }
        let mut modal = std::mem::take(&mut self.modal);
        let mut ask = Ask::Stay;
        let frame = egui::Frame::window(&ctx.global_style()).inner_margin(16);
        let id = Id::unique("dialog");
        let mut dialog = egui::Modal::new(id).frame(frame);
        let mut wide = width(&modal);
        if matches!(modal, Modal::Crossover(_)) {
            // It stands clear of the plots, undimmed: they follow what is chosen.
            let room = self.crossover_room(ctx);
            let area = egui::Modal::default_area(id).anchor(Align2::LEFT_TOP, room.min.to_vec2());
            dialog = dialog.area(area).backdrop_color(Color32::TRANSPARENT);
            wide = wide.min(room.width() - 34.0);
        }
        let response = dialog.show(ctx, |ui| {
            ui.set_width(wide);
            ask = self.body_ui(ui, &mut modal);
        });
        // What took several steps to fill in is not lost to a click beside it.
        let beside = matches!(modal, Modal::Identify(_)) && response.backdrop_response.clicked();
        if response.should_close() && !beside && ask == Ask::Stay {
            ask = Ask::Close;
        }
        self.modal = modal;
        if ask != Ask::Stay {
            self.asked = Some(ask);
            ctx.request_repaint();
        }
    }

    /// The part of the window a crossover's dialog may take: above the plots, or left of them.
    fn crossover_room(&self, ctx: &Context) -> Rect {
        let window = ctx.content_rect();
        let canvas = self.canvas_area;
        let mut room = window.shrink(6.0);
        if !self.settings.plots_shown || !canvas.is_positive() {
            return room;
        }
        if self.settings.plots_beside {
            room.max.x = canvas.right().min(room.max.x);
        } else {
            room.max.y = canvas.bottom().min(room.max.y);
        }
        room
    }

    fn body_ui(&self, ui: &mut Ui, modal: &mut Modal) -> Ask {
        match modal {
            Modal::None => Ask::Close,
            Modal::Unsaved(next) => self.unsaved_ui(ui, next),
            Modal::TypedPath {
                purpose,
                text,
                message,
            } => path_ui(ui, *purpose, text, message),
            Modal::Recover(offers) => file_questions::recover_ui(ui, offers),
            Modal::Foreign(foreign) => file_questions::foreign_ui(ui, foreign),
            Modal::NotSaved { path, message } => file_questions::not_saved_ui(ui, path, message),
            Modal::Replace { part, search } => self.replace_ui(ui, *part, search),
            Modal::Join { part, search } => self.join_ui(ui, *part, search),
            Modal::Along { part, link, copies } => self.along_ui(ui, (*part, *link), copies),
            Modal::SaveToLibrary {
                part,
                name,
                message,
            } => keep_ui(ui, *part, name, message),
            Modal::NewDriver(form) => {
                match thiele_small::form_ui(ui, form, &self.session.design().air) {
                    thiele_small::Outcome::Stay => Ask::Stay,
                    thiele_small::Outcome::Cancel => Ask::Close,
                    thiele_small::Outcome::Place(item) => {
                        Ask::Do(Box::new(Action::Place { item, at_mm: None }))
                    }
                }
            }
            Modal::Identify(form) => identify::form_ui(ui, form).map_or(Ask::Stay, Ask::Identify),
            Modal::ImportMeasurement(form) => match import_curve::form_ui(ui, form) {
                import_curve::Outcome::Stay => Ask::Stay,
                import_curve::Outcome::Cancel => Ask::Close,
                import_curve::Outcome::Add(curves) => {
                    let present = &self.session.design().measurements;
                    Ask::Do(Box::new(import_curve::add(present, curves)))
                }
            },
            Modal::Crossover(form) => {
                let design = self.session.design();
                let height = self.crossover_room(ui.ctx()).height();
                match crossover::form_ui(ui, form, design, height) {
                    crossover::Outcome::Stay => Ask::Stay,
                    crossover::Outcome::Cancel => Ask::Close,
                    crossover::Outcome::Apply { label, edit } => {
                        Ask::Do(Box::new(Action::Edit { label, edit: *edit }))
                    }
                }
            }
            Modal::Find { search } => self.find_ui(ui, search),
            Modal::Palette { search } => self.palette_ui(ui, search),
            Modal::Shortcuts => page(ui, "Keyboard shortcuts", help_pages::shortcuts_ui),
            Modal::Limits => page(ui, "What this cannot model", help_pages::limits_ui),
            Modal::About => page(ui, "About", help_pages::about_ui),
            Modal::Messages => page(ui, "Messages", |ui| self.messages.list_ui(ui)),
            Modal::Broken { path, message } => file_questions::broken_ui(ui, path, message),
        }
    }

    fn unsaved_ui(&self, ui: &mut Ui, next: &Next) -> Ask {
        title(ui, "Unsaved changes");
        ui.add(
            Label::new(format!(
                "“{}” has changes that were not saved.",
                self.session.design().name
            ))
            .wrap(),
        );
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, "Save changes").clicked() {
                ask = Ask::SaveThen(next.clone());
            }
            if ui.button("Discard changes").clicked() {
                ask = Ask::Discard(next.clone());
            }
            if ui.button("Cancel").clicked() {
                ask = Ask::Close;
            }
        });
        ask
    }

    /// Does what a dialog asked for.
    pub(in crate::app) fn answer_modal(&mut self, ctx: &Context) {
        let Some(ask) = self.asked.take() else { return };
        let modal = std::mem::take(&mut self.modal);
        match ask {
            Ask::Stay => self.modal = modal,
            Ask::Close => {
                self.stay();
                if matches!(modal, Modal::Recover(_)) {
                    self.recovery.release();
                }
            }
            Ask::Do(action) => self.queue.push(*action),
            Ask::Discard(next) => self.proceed(ctx, next),
            Ask::SaveThen(next) => {
                self.after_saving = Some(next);
                self.save(ctx);
            }
            Ask::Path(purpose, path) => self.use_path(ctx, purpose, path),
            Ask::Recover(offer) => self.recover(*offer, modal),
            Ask::Forget(path) => self.forget(&path, modal),
            Ask::SaveElsewhere(start) => self.save_elsewhere(ctx, start),
            Ask::SaveAgain(path) => self.save_to(ctx, &path),
            Ask::SaveOver(path) => self.save_over(ctx, &path),
            Ask::TakeTheirs(path) => self.take_theirs(&path),
            Ask::Keep(part, name) => self.keep(part, &name),
            Ask::Identify(wish) => {
                self.modal = modal;
                self.identify_wish(ctx, wish);
            }
        }
    }

    /// Keeps a driver in the user's folder and shows it in the library; returns where.
    pub(in crate::app) fn save_driver(
        &mut self,
        part: &PartKind,
        name: &str,
        fit: Option<FitError>,
    ) -> Result<PathBuf, PresetError> {
        let folder = self.presets.clone().ok_or(PresetError::NoFolder)?;
        let path = user::save_driver_in(&folder, part, name, fit)?;
        self.library = LibraryPanel::new(&user::read_folder(&folder));
        Ok(path)
    }

    pub(in crate::app) fn ask_name_in_library(&mut self) {
        let part = self.selected_parts().next();
        let modal = part.map(|part| Modal::SaveToLibrary {
            part: part.id,
            name: part.name.clone(),
            message: String::new(),
        });
        self.modal = modal.unwrap_or_default();
    }

    fn keep(&mut self, part: PartId, name: &str) {
        let Some(kind) = self
            .session
            .design()
            .part(part)
            .map(|part| part.kind.clone())
        else {
            return;
        };
        match self.save_driver(&kind, name, None) {
            Ok(path) => {
                self.messages
                    .say(Tone::Done, format!("Saved to {}", path.display()));
            }
            Err(error) => {
                self.modal = Modal::SaveToLibrary {
                    part,
                    name: name.to_owned(),
                    message: error.to_string(),
                };
            }
        }
    }
}

fn width(modal: &Modal) -> f32 {
    match modal {
        Modal::Identify(_) => 780.0,
        Modal::ImportMeasurement(_) => 600.0,
        Modal::Crossover(_) => crossover::WIDTH,
        Modal::Shortcuts
        | Modal::Limits
        | Modal::Messages
        | Modal::TypedPath { .. }
        | Modal::Recover(_)
        | Modal::Foreign(_)
        | Modal::NotSaved { .. } => 560.0,
        Modal::NewDriver(_) | Modal::Palette { .. } | Modal::Broken { .. } => 480.0,
        _ => 380.0,
    }
}

pub(in crate::app) fn title(ui: &mut Ui, text: &str) {
    ui.label(
        RichText::new(text)
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
    ui.add_space(6.0);
}

/// The button to press next. Enter presses it too, unless the keyboard is on another button.
pub(in crate::app) fn primary(ui: &mut Ui, text: &str) -> egui::Response {
    let fill = theme::accent(ui.visuals());
    let color = theme::sunken(ui.visuals());
    let mut response = ui.add(Button::new(RichText::new(text).color(color).strong()).fill(fill));
    let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != response.id));
    if ui.is_enabled() && !elsewhere && !Popup::is_any_open(ui.ctx()) && enter_pressed(ui) {
        response.flags |= Flags::FAKE_PRIMARY_CLICKED;
    }
    response
}

/// Whether Enter was pressed in this frame: held down, it presses once.
fn enter_pressed(ui: &Ui) -> bool {
    let enter = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::Enter,
                pressed: true,
                repeat: false,
                ..
            }
        )
    };
    ui.input(|input| input.events.iter().any(enter))
}

pub(in crate::app) fn cancel(ui: &mut Ui, ask: Ask) -> Ask {
    ui.add_space(6.0);
    if ui.button("Cancel").clicked() {
        return Ask::Close;
    }
    ask
}

fn page(ui: &mut Ui, heading: &str, body: impl FnOnce(&mut Ui)) -> Ask {
    title(ui, heading);
    ScrollArea::vertical()
        .max_height(460.0)
        .auto_shrink([false, true])
        .show(ui, body);
    ui.add_space(8.0);
    if primary(ui, "Close").clicked() {
        Ask::Close
    } else {
        Ask::Stay
    }
}

fn path_ui(ui: &mut Ui, purpose: Purpose, text: &mut String, message: &str) -> Ask {
    title(ui, purpose.title());
    if !message.is_empty() {
        ui.add(Label::new(RichText::new(message).weak()).wrap());
        ui.add_space(4.0);
    }
    let response = text_ui(ui, "Path", text, "/home/me/design.ron", f32::INFINITY);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !enter {
        response.request_focus();
    }
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    ui.horizontal(|ui| {
        let word = if purpose.saves() { "Save" } else { "Open" };
        if (primary(ui, word).clicked() || enter) && !text.trim().is_empty() {
            ask = Ask::Path(purpose, expand(text.trim()));
        }
        if ui.button("Cancel").clicked() {
            ask = Ask::Close;
        }
    });
    ask
}

/// `~/x` is in the user's own folder.
pub(in crate::app) fn expand(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

fn keep_ui(ui: &mut Ui, part: PartId, name: &mut String, message: &str) -> Ask {
    title(ui, "Save to my library");
    text_ui(ui, "Name in the library", name, "", f32::INFINITY);
    if !message.is_empty() {
        ui.colored_label(ui.visuals().error_fg_color, message);
    }
    ui.add_space(8.0);
    let mut ask = Ask::Stay;
    ui.horizontal(|ui| {
        if primary(ui, "Save").clicked() && !name.trim().is_empty() {
            ask = Ask::Keep(part, name.trim().to_owned());
        }
        if ui.button("Cancel").clicked() {
            ask = Ask::Close;
        }
    });
    ask
}
