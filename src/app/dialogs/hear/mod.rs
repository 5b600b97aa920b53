//! The dialog that lets a design be heard: a sound rendered through it and through what it is compared
//! with, all equally loud, each played here or opened in the system's player; blind, where their names are hidden
//! until they are asked for.

mod job;

pub(in crate::app) use job::HearJob;
use job::Take;

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        files::picker::Purpose,
        panels::messages::Tone,
        theme,
        widgets::buttons::{cancel, primary, title},
    },
    design::{CurveKind, Design},
    hear::Signal,
};
use egui::{Button, ComboBox, Context, Label, RichText, Spinner, Ui};
use std::path::{Path, PathBuf};

/// What is played.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sound {
    Made(Signal),
    File(PathBuf),
}

/// Through what it is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Through {
    /// Nothing: the sound as it is.
    Nothing,
    /// The design.
    Design,
    /// The snapshot at this place.
    Snapshot(usize),
    /// What the design differs by from its target.
    Deviation,
}

/// Sample rates of sounds of our own, Hz.
const RATES: [u32; 3] = [44_100, 48_000, 96_000];

/// What the dialog holds.
pub struct HearForm {
    sound: Sound,
    rate: u32,
    through: Vec<Through>,
    /// The measured level of the earphone it is heard with, by its place among the measurements.
    correct: Option<usize>,
    true_phase: bool,
    blind: bool,
    state: State,
}

/// How it stands.
enum State {
    Waiting,
    Running,
    Done {
        takes: Vec<Take>,
        /// Whether names are hidden.
        hidden: bool,
    },
    /// There is nothing to hear, and why.
    None(String),
}

/// What the dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    ChooseFile,
    Render,
    Play(usize),
    Silence,
    Again,
    Close,
}

impl HearForm {
    /// The names of what can be heard, as they are told where they are not hidden.
    pub fn names(&self) -> Vec<&str> {
        match &self.state {
            State::Done { takes, .. } => takes.iter().map(|take| take.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The files of what can be heard.
    pub fn files(&self) -> Vec<&std::path::Path> {
        match &self.state {
            State::Done { takes, .. } => takes.iter().map(|take| &*take.file).collect(),
            _ => Vec::new(),
        }
    }

    fn settings_ui(&mut self, ui: &mut Ui, design: &Design, wish: &mut Option<Wish>) {
        ui.label(tr!("Sound"));
        ui.horizontal(|ui| {
            for (signal, words) in [
                (Signal::Music, tr!("Like music")),
                (Signal::Pink, tr!("Pink noise")),
            ] {
                let own = Sound::Made(signal);
                let chosen = self.sound == own;
                let radio = theme::with_round_edge(ui, |ui| ui.radio(chosen, words));
                if radio.clicked() {
                    self.sound = own;
                }
            }
            let file = matches!(self.sound, Sound::File(_));
            let radio = theme::with_round_edge(ui, |ui| ui.radio(file, tr!("A file…")));
            if radio.clicked() {
                *wish = Some(Wish::ChooseFile);
            }
        });
        match &self.sound {
            Sound::File(path) => {
                let path = path.display().to_string();
                ui.add(Label::new(RichText::new(path).weak()).truncate());
            }
            Sound::Made(_) => {
                let label = ui.label(tr!("Samples a second"));
                let words = |rate: u32| format!("{:.1} kHz", f64::from(rate) / 1e3);
                let combo = theme::with_field_edge(ui, |ui| {
                    ComboBox::from_id_salt("hear rate")
                        .selected_text(words(self.rate))
                        .show_ui(ui, |ui| {
                            for rate in RATES {
                                ui.selectable_value(&mut self.rate, rate, words(rate));
                            }
                        })
                });
                combo.response.labelled_by(label.id);
            }
        }
        ui.add_space(6.0);
        ui.label(tr!("Heard through"));
        let snapshots = (0..design.kept.len()).map(Through::Snapshot);
        let all = [Through::Design, Through::Deviation, Through::Nothing];
        for through in all.into_iter().chain(snapshots) {
            let mut on = self.through.contains(&through);
            let check =
                theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, words(through, design)));
            if check.changed() {
                if on {
                    self.through.push(through);
                } else {
                    self.through.retain(|other| *other != through);
                }
            }
        }
        ui.add_space(6.0);
        self.correct_ui(ui, design);
        theme::with_field_edge(ui, |ui| {
            ui.checkbox(&mut self.true_phase, tr!("With the solved phase"))
        })
        .on_hover_text(tr!(
            "Travel, crossovers and polarity as they are, 5 ms late; else the least phase."
        ));
        theme::with_field_edge(ui, |ui| ui.checkbox(&mut self.blind, tr!("Blind"))).on_hover_text(
            tr!("In an order of chance and without names, until you ask for them."),
        );
    }

    /// Which earphone it is heard with.
    fn correct_ui(&mut self, ui: &mut Ui, design: &Design) {
        let name = |place: Option<usize>| {
            let curve = place.and_then(|place| design.measurements.get(place));
            curve.map_or_else(
                || tr!("Nothing taken away").to_owned(),
                |curve| curve.name.clone(),
            )
        };
        let label = ui.label(tr!("Earphone you listen with"));
        let combo = theme::with_field_edge(ui, |ui| {
            ComboBox::from_id_salt("hear correct")
                .selected_text(name(self.correct))
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut self.correct, None, name(None));
                    for (place, curve) in design.measurements.iter().enumerate() {
                        if curve.kind == CurveKind::Level {
                            let place = Some(place);
                            ui.selectable_value(&mut self.correct, place, name(place));
                        }
                    }
                })
        });
        (combo.response)
            .on_hover_text(tr!(
                "Its measured level, imported into the design, is taken away."
            ))
            .labelled_by(label.id);
    }
}

/// What is heard through, in words.
fn words(through: Through, design: &Design) -> String {
    match through {
        Through::Nothing => tr!("Nothing: the sound as it is").to_owned(),
        Through::Design => tr!("This design").to_owned(),
        Through::Deviation => tr!("What this design differs by from its target").to_owned(),
        Through::Snapshot(place) => {
            let snapshot = design.kept.get(place);
            snapshot.map_or_else(String::new, |snapshot| tr!("Snapshot “{}”", snapshot.name))
        }
    }
}

impl Dialog for HearForm {
    fn width(&self) -> f32 {
        420.0
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        title(ui, tr!("Hear it"));
        let design = app.session.design().clone();
        let mut wish = None;
        match &self.state {
            State::Waiting => self.settings_ui(ui, &design, &mut wish),
            State::Running => {
                ui.horizontal(|ui| {
                    ui.add(Spinner::new());
                    ui.label(tr!("Rendering, then making all equally loud…"));
                });
            }
            State::Done { .. } => {
                let playing = app.player.playing();
                self.takes_ui(ui, playing.as_deref(), &mut wish);
            }
            State::None(why) => {
                ui.add(Label::new(why).wrap());
            }
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| match &self.state {
            State::Waiting => {
                let ready = !self.through.is_empty();
                let render = ui.add_enabled_ui(ready, |ui| primary(ui, tr!("Render")).clicked());
                if render.inner {
                    wish = Some(Wish::Render);
                }
                if cancel(ui) {
                    wish = Some(Wish::Close);
                }
            }
            State::Running => {
                if ui.button(tr!("Stop")).clicked() {
                    wish = Some(Wish::Again);
                }
            }
            State::Done { .. } | State::None(_) => {
                if ui.button(tr!("Another sound")).clicked() {
                    wish = Some(Wish::Again);
                }
                if ui.button(tr!("Close")).clicked() {
                    wish = Some(Wish::Close);
                }
            }
        });
        match wish {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.hear_wish(ctx, wish)),
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.player.stop();
        app.hear_job = None;
    }
}

impl HearForm {
    /// What can be played.
    fn takes_ui(&mut self, ui: &mut Ui, playing: Option<&Path>, wish: &mut Option<Wish>) {
        let State::Done { takes, hidden } = &mut self.state else {
            return;
        };
        for (n, take) in takes.iter().enumerate() {
            ui.horizontal(|ui| {
                let letter = char::from(b'A' + u8::try_from(n).unwrap_or(0));
                let heard = playing == Some(&*take.file);
                let play = Button::new(tr!("Play {letter}")).selected(heard);
                if ui.add(play).clicked() {
                    *wish = Some(Wish::Play(n));
                }
                if *hidden {
                    ui.label("?");
                } else {
                    ui.label(&take.name);
                }
            });
        }
        if playing.is_some() && ui.button(tr!("Stop")).clicked() {
            *wish = Some(Wish::Silence);
        }
        if let Some(take) = takes.first() {
            let told = take.loudness.map_or_else(
                || tr!("Silence").to_owned(),
                |lufs| {
                    tr!(
                        "All at {} LUFS",
                        crate::picture::ticks::minus(&format!("{lufs:.1}"))
                    )
                },
            );
            ui.add(Label::new(RichText::new(told).weak()));
        }
        if !*hidden {
            for remark in takes.iter().flat_map(|take| &take.remarks) {
                ui.add(Label::new(RichText::new(remark).weak()).wrap());
            }
        }
        if *hidden && ui.button(tr!("Tell which is which")).clicked() {
            *hidden = false;
        }
    }
}

impl Earwright {
    /// Asks what is to be heard.
    pub(in crate::app) fn ask_to_hear(&mut self) {
        let mut through = vec![Through::Design, Through::Nothing];
        if !self.session.design().snapshots.is_empty() {
            through = vec![Through::Design, Through::Snapshot(0)];
        }
        self.dialog.open(HearForm {
            sound: Sound::Made(Signal::Music),
            rate: 48_000,
            through,
            correct: None,
            true_phase: false,
            blind: false,
            state: State::Waiting,
        });
    }

    /// Takes the file that was chosen to be heard.
    pub(in crate::app) fn hear_file(&mut self, path: PathBuf) {
        if let Some(form) = self.dialog.get_mut::<HearForm>() {
            form.sound = Sound::File(path);
        }
    }

    fn hear_wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::ChooseFile => self.ask(ctx, Purpose::SoundFile),
            Wish::Render => self.start_hearing(ctx),
            Wish::Play(n) => {
                let form = self.dialog.get::<HearForm>();
                let file = form.and_then(|form| form.files().get(n).map(|file| file.to_path_buf()));
                if let Some(file) = file
                    && let Err(why) = self.player.play(&file)
                {
                    self.messages.say(Tone::Error, why);
                }
            }
            Wish::Silence => self.player.stop(),
            Wish::Again => {
                self.player.stop();
                self.hear_job = None;
                if let Some(form) = self.dialog.get_mut::<HearForm>() {
                    form.state = State::Waiting;
                }
            }
            Wish::Close => {
                self.hear_job = None;
                self.dialog.close();
            }
        }
    }
}
