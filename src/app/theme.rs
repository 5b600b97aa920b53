//! The look: two themes, one accent, one scale of spacing.
//!
//! Everything the window paints takes its colours from here or from `egui::Visuals` as set here.

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Frame, Id,
    Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui, Visuals, style::WidgetVisuals, vec2,
};
use serde::{Deserialize, Serialize};

/// Which theme the user chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
}

impl ThemeChoice {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

/// The few colours everything is made of.
struct Palette {
    dark: bool,
    window: Color32,
    panel: Color32,
    sunken: Color32,
    raised: Color32,
    raised_hover: Color32,
    raised_active: Color32,
    line: Color32,
    line_strong: Color32,
    /// The edge of what is typed into, ticked or chosen from: at least 3:1 against panel and window.
    field: Color32,
    text: Color32,
    text_strong: Color32,
    text_weak: Color32,
    accent: Color32,
    selection: Color32,
    warning: Color32,
    error: Color32,
}

const DARK: Palette = Palette {
    dark: true,
    window: Color32::from_rgb(0x22, 0x26, 0x2d),
    panel: Color32::from_rgb(0x1b, 0x1f, 0x25),
    sunken: Color32::from_rgb(0x13, 0x16, 0x1b),
    raised: Color32::from_rgb(0x2b, 0x31, 0x3a),
    raised_hover: Color32::from_rgb(0x36, 0x3e, 0x49),
    raised_active: Color32::from_rgb(0x3f, 0x4a, 0x58),
    line: Color32::from_rgb(0x2c, 0x32, 0x3b),
    line_strong: Color32::from_rgb(0x48, 0x52, 0x60),
    field: Color32::from_rgb(0x73, 0x7f, 0x8f),
    text: Color32::from_rgb(0xc9, 0xd0, 0xd9),
    text_strong: Color32::from_rgb(0xf1, 0xf4, 0xf8),
    text_weak: Color32::from_rgb(0x8d, 0x97, 0xa5),
    accent: Color32::from_rgb(0x5a, 0xb0, 0xf2),
    selection: Color32::from_rgb(0x23, 0x4e, 0x74),
    warning: Color32::from_rgb(0xf0, 0xb4, 0x4c),
    error: Color32::from_rgb(0xf2, 0x74, 0x6b),
};

const LIGHT: Palette = Palette {
    dark: false,
    // As the panels: what is typed into stands out in white.
    window: Color32::from_rgb(0xf4, 0xf5, 0xf7),
    panel: Color32::from_rgb(0xf4, 0xf5, 0xf7),
    sunken: Color32::from_rgb(0xff, 0xff, 0xff),
    raised: Color32::from_rgb(0xe5, 0xe8, 0xec),
    raised_hover: Color32::from_rgb(0xd8, 0xdd, 0xe4),
    raised_active: Color32::from_rgb(0xc8, 0xd0, 0xda),
    line: Color32::from_rgb(0xda, 0xde, 0xe3),
    line_strong: Color32::from_rgb(0xb4, 0xbc, 0xc6),
    field: Color32::from_rgb(0x7c, 0x86, 0x92),
    text: Color32::from_rgb(0x2d, 0x34, 0x3d),
    text_strong: Color32::from_rgb(0x0d, 0x12, 0x18),
    text_weak: Color32::from_rgb(0x60, 0x6a, 0x77),
    accent: Color32::from_rgb(0x12, 0x67, 0xb4),
    selection: Color32::from_rgb(0xc5, 0xdf, 0xf6),
    warning: Color32::from_rgb(0x9a, 0x62, 0x00),
    error: Color32::from_rgb(0xb8, 0x2b, 0x24),
};

/// What a list keeps free for its scroll bar, points.
pub const BAR: f32 = 10.0;

/// Gives both themes their look and switches to the chosen one.
pub fn install(ctx: &Context, choice: ThemeChoice) {
    ctx.set_fonts(fonts());
    ctx.style_mut_of(Theme::Dark, |style| apply(style, &DARK));
    ctx.style_mut_of(Theme::Light, |style| apply(style, &LIGHT));
    choose(ctx, choice);
}

/// The Chinese signs that the window says; others come from the fonts of the system.
const CHINESE: &[u8] = include_bytes!("../../assets/language/noto_sans_sc.otf");

/// The fonts that come with egui, the monospaced one standing in for signs that the proportional
/// one lacks (arrows, dots), and one of Chinese signs behind them.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let monospace = fonts
        .families
        .get(&FontFamily::Monospace)
        .cloned()
        .unwrap_or_default();
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    for font in monospace {
        if !proportional.contains(&font) {
            proportional.push(font);
        }
    }
    let chinese = "Noto Sans SC".to_owned();
    for family in fonts.families.values_mut() {
        family.push(chinese.clone());
    }
    let data = FontData::from_static(CHINESE);
    fonts.font_data.insert(chinese, data.into());
    fonts
}

/// Switches to the chosen theme.
pub fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::Dark => Theme::Dark,
        ThemeChoice::Light => Theme::Light,
    });
}

/// The accent: what is chosen, focused or to be clicked next.
pub fn accent(visuals: &Visuals) -> Color32 {
    palette(visuals).accent
}

/// The strong line around raised things.
pub fn line_strong(visuals: &Visuals) -> Color32 {
    palette(visuals).line_strong
}

/// The edge of a field, which tells it from the panel it stands on.
pub fn field_edge(visuals: &Visuals) -> Color32 {
    palette(visuals).field
}

/// The frame of a text field of this identity.
pub fn field_frame(ui: &Ui, id: Id) -> Frame {
    let visuals = ui.visuals();
    let edge = if ui.memory(|memory| memory.has_focus(id)) {
        Stroke::new(1.5, accent(visuals))
    } else {
        Stroke::new(1.0, field_edge(visuals))
    };
    Frame::new()
        .fill(visuals.text_edit_bg_color())
        .corner_radius(visuals.widgets.inactive.corner_radius)
        .inner_margin(ui.spacing().button_padding)
        .apply_stroke_and_expansion_without_layout_shift(edge, 0.0)
}

/// Draws a field that no text is typed into: a box to tick, a choice, a number to drag.
pub fn with_field_edge<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    within_edges(ui, 1.0, add)
}

/// The same for a round field, of which one is chosen: a ring between the pixels is fainter than a
/// straight line of its width.
pub fn with_round_edge<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    within_edges(ui, 1.6, add)
}

fn within_edges<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        edge_with(ui, width);
        add(ui)
    })
    .inner
}

/// The same for all that follows in a row of fields.
pub fn edge_fields(ui: &mut Ui) {
    edge_with(ui, 1.0);
}

fn edge_with(ui: &mut Ui, width: f32) {
    let edge = Stroke::new(width, field_edge(ui.visuals()));
    let widgets = &mut ui.visuals_mut().widgets;
    // Under the pointer its ground changes; a field it stays.
    for state in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.open,
    ] {
        state.bg_stroke = edge;
    }
}

/// Text of first importance: headings, values.
pub fn text_strong(visuals: &Visuals) -> Color32 {
    palette(visuals).text_strong
}

/// The background of canvas, plots and lists.
pub fn sunken(visuals: &Visuals) -> Color32 {
    palette(visuals).sunken
}

/// Good news: saved, A.
pub fn good(visuals: &Visuals) -> Color32 {
    if visuals.dark_mode {
        Color32::from_rgb(0x66, 0xc2, 0x8d)
    } else {
        Color32::from_rgb(0x1d, 0x7a, 0x46)
    }
}

fn palette(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

fn apply(style: &mut Style, palette: &Palette) {
    style.visuals = visuals(palette);
    let size = |size: f32| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, size(11.0)),
        (TextStyle::Body, size(13.0)),
        (TextStyle::Button, size(13.0)),
        (TextStyle::Heading, size(15.0)),
        (
            TextStyle::Monospace,
            FontId::new(12.0, FontFamily::Monospace),
        ),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 5.0);
    spacing.button_padding = vec2(8.0, 3.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(14);
    spacing.interact_size = vec2(34.0, 22.0);
    spacing.indent = 14.0;
    spacing.icon_width = 15.0;
    spacing.icon_width_inner = 9.0;
    spacing.menu_width = 280.0;
    spacing.tooltip_width = 380.0;
    spacing.scroll.floating = true;
    style.animation_time = 0.08;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let radius = CornerRadius::same(5);
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(palette.panel, palette.line, palette.text);
    widgets.inactive = widget(palette.raised, Color32::TRANSPARENT, palette.text);
    widgets.hovered = widget(
        palette.raised_hover,
        palette.line_strong,
        palette.text_strong,
    );
    widgets.active = widget(palette.raised_active, palette.accent, palette.text_strong);
    widgets.open = widget(palette.raised_hover, palette.line, palette.text_strong);
    visuals.weak_text_color = Some(palette.text_weak);
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.0, palette.text_strong);
    visuals.hyperlink_color = palette.accent;
    visuals.faint_bg_color = if palette.dark {
        Color32::from_white_alpha(5)
    } else {
        Color32::from_black_alpha(7)
    };
    visuals.extreme_bg_color = palette.sunken;
    visuals.text_edit_bg_color = Some(palette.sunken);
    visuals.code_bg_color = palette.sunken;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.window_fill = palette.window;
    visuals.window_stroke = Stroke::new(1.0, palette.line_strong);
    visuals.window_corner_radius = CornerRadius::same(9);
    visuals.menu_corner_radius = CornerRadius::same(7);
    visuals.panel_fill = palette.panel;
    visuals.window_shadow = Shadow {
        offset: [0, 8],
        blur: 28,
        spread: 0,
        color: Color32::from_black_alpha(if palette.dark { 120 } else { 50 }),
    };
    visuals.popup_shadow = Shadow {
        offset: [0, 4],
        blur: 14,
        spread: 0,
        color: Color32::from_black_alpha(if palette.dark { 110 } else { 40 }),
    };
    visuals.button_frame = true;
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals
}
