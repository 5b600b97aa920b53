//! Messages to the user: shown for a few seconds, kept in a list.

use crate::{app::theme, quantity::text::cut};
use egui::{Align2, Area, Context, Frame, Id, Order, Rect, RichText, Shadow, Ui, vec2};

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went as asked.
    Done,
    /// Good to know.
    Note,
    /// Something did not work.
    Error,
}

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// When it disappears, seconds of egui's clock; absent: not yet shown.
    until: Option<f64>,
    dismissed: bool,
}

impl Message {
    fn is_error(&self) -> bool {
        self.tone == Tone::Error
    }
}

/// All messages of this session, oldest first.
#[derive(Debug, Default)]
pub struct Messages {
    list: Vec<Message>,
}

/// Letters of the longest.
const LONGEST: usize = 1500;
/// How many are kept.
const KEPT: usize = 200;
/// How many are shown at once.
const SHOWN: usize = 3;

impl Messages {
    /// Adds one.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        // What a message quotes may be a file's.
        let text = cut(&text.into(), LONGEST).into_owned();
        log::info!("{text}");
        self.list.push(Message {
            text,
            tone,
            until: None,
            dismissed: false,
        });
        if self.list.len() > KEPT {
            self.list.remove(0);
        }
    }

    /// All of them, oldest first.
    pub fn all(&self) -> &[Message] {
        &self.list
    }

    /// Shows the latest ones: what went as asked over the foot of the canvas, where it covers no
    /// axis and lets the pointer through; what did not work over the window until it is read.
    pub fn overlay_ui(&mut self, ctx: &Context, canvas: Rect) {
        let now = ctx.input(|input| input.time);
        let mut next: Option<f64> = None;
        for message in &mut self.list {
            let stay = if message.is_error() { 12.0 } else { 5.0 };
            let until = *message.until.get_or_insert(now + stay);
            if until > now && !message.dismissed {
                next = Some(next.map_or(until, |soonest: f64| soonest.min(until)));
            }
        }
        let Some(next) = next else { return };
        ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.05)));
        // A canvas that gave way to a plot has no foot.
        let over = if canvas.is_positive() {
            canvas
        } else {
            ctx.content_rect()
        };
        let foot = over.center_bottom() - vec2(0.0, 8.0);
        let passing = Area::new(Id::unique("passing messages"))
            .interactable(false)
            .constrain(true)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(foot);
        let errors =
            Area::new(Id::unique("messages")).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -34.0));
        for (area, of_errors) in [(passing, false), (errors, true)] {
            let mut live: Vec<&mut Message> = (self.list.iter_mut())
                .filter(|m| !m.dismissed && m.until.is_some_and(|until| until > now))
                .filter(|m| m.is_error() == of_errors)
                .collect();
            let skip = live.len().saturating_sub(SHOWN);
            live.drain(..skip);
            if !live.is_empty() {
                area.order(Order::Foreground).show(ctx, |ui| {
                    for message in live {
                        message.dismissed |= toast_ui(ui, message);
                    }
                });
            }
        }
    }

    /// The whole list, newest first.
    pub fn list_ui(&self, ui: &mut Ui) {
        if self.list.is_empty() {
            ui.weak(tr!("No messages so far."));
        }
        for message in self.list.iter().rev() {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&message.text).color(color(ui, message.tone)));
            });
        }
        if !self.list.is_empty() && ui.button(tr!("Copy all")).clicked() {
            let text: Vec<&str> = self.list.iter().map(|m| m.text.as_str()).collect();
            ui.ctx().copy_text(text.join("\n"));
        }
    }
}

fn color(ui: &Ui, tone: Tone) -> egui::Color32 {
    match tone {
        Tone::Done => theme::good(ui.visuals()),
        Tone::Note => ui.visuals().text_color(),
        Tone::Error => ui.visuals().error_fg_color,
    }
}

/// Draws one message; returns whether it was closed.
fn toast_ui(ui: &mut Ui, message: &Message) -> bool {
    // Without a shadow, which would lie on the plots' tabs.
    Frame::window(ui.style())
        .shadow(Shadow::NONE)
        .inner_margin(egui::Margin::symmetric(12, 7))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_max_width(620.0);
                let (bar, _) = ui.allocate_exact_size(vec2(3.0, 18.0), egui::Sense::hover());
                ui.painter().rect_filled(bar, 2.0, color(ui, message.tone));
                ui.add(egui::Label::new(&message.text).wrap());
                if !message.is_error() {
                    return false;
                }
                if ui.small_button(tr!("Copy text")).clicked() {
                    ui.ctx().copy_text(message.text.clone());
                }
                ui.small_button("×")
                    .on_hover_text(tr!("Dismiss this message"))
                    .clicked()
            })
            .inner
        })
        .inner
}
