//! Commands: every user action without a payload of its own. They stand in one `table`; here is what
//! a row says and how it is read.
//!
//! Menus, toolbar, palette, shortcuts, the canvas's context menu and the tests all read this table
//! and send the same value; its row holds what it does.

mod table;

pub use table::Command;
pub(super) use table::{CTRL, CTRL_SHIFT, keys};

use crate::{
    app::Earwright,
    exchange::{Export, export::Source},
    picture::View,
    words,
};
use egui::{Context, Key, KeyboardShortcut};
use std::sync::LazyLock;
use table::PLAIN;

/// Under which heading of the menu bar a command stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Menu {
    /// Files.
    File,
    /// What a design can be written as; stands within File.
    Export,
    /// Changing the design.
    Edit,
    /// Adding and connecting parts.
    Part,
    /// Lining parts up.
    Arrange,
    /// What is shown.
    View,
    /// Which plots are shown; stands within View.
    Plots,
    /// Help.
    Help,
}

impl Menu {
    /// The menus of the bar, in order.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Part,
        Self::Arrange,
        Self::View,
        Self::Help,
    ];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => tr!("File"),
            Self::Export => tr!("Export"),
            Self::Edit => tr!("Edit"),
            Self::Part => tr!("Part"),
            Self::Arrange => tr!("Arrange"),
            Self::View => tr!("View"),
            Self::Plots => tr!("Plots shown"),
            Self::Help => tr!("Help"),
        }
    }
}

/// What must hold for a command to be enabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
    /// A selected part or link.
    Selection,
    /// A selected part.
    Part,
    /// At least two selected parts.
    Several,
    /// A selected driver.
    Driver,
    /// Exactly one selected part.
    OnePart,
    /// A selected part that goes into a link, and that link.
    Along,
    /// The guided design.
    Guide,
    /// A curve on the plot.
    Curve,
    /// A change of the layout to take back.
    LayoutUndo,
    /// A change of the layout that was taken back.
    LayoutRedo,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    /// The command.
    pub command: Command,
    /// Menu text in English; “…” when a dialog follows.
    pub label: &'static str,
    /// What it does, in one sentence of English.
    pub tooltip: &'static str,
    /// Keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// When it is enabled.
    pub needs: Needs,
    /// Menu, and the group in it (a line is drawn between groups).
    pub menu: (Menu, u8),
    run: Run,
}

/// What a command does.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// This.
    Do(fn(&mut Earwright, &Context)),
    /// Opens a plot.
    Show(View),
    /// Asks for the file an export goes to.
    Export(Export),
}

/// The keys of exports.
const EXPORT_KEYS: &[(Export, KeyboardShortcut)] = &[
    (Export::Png, keys(CTRL, Key::E)),
    (Export::Csv, keys(CTRL_SHIFT, Key::E)),
];

/// The whole table, in menu order.
static COMMANDS: LazyLock<Vec<CommandInfo>> = LazyLock::new(|| {
    // Rows hold the English, which is looked up where a row is shown.
    words::in_english(rows)
});

fn rows() -> Vec<CommandInfo> {
    let mut rows = Vec::new();
    for row in PLAIN {
        match row.command {
            Command::CopyPlot => rows.extend(Export::ALL.map(export_row)),
            Command::ToggleGlow => rows.extend(View::ALL.map(plot_row)),
            _ => {}
        }
        rows.push(*row);
    }
    rows
}

/// The whole table, in menu order.
pub fn commands() -> &'static [CommandInfo] {
    &COMMANDS
}

fn plot_row(view: View) -> CommandInfo {
    CommandInfo {
        command: Command::Show(view),
        label: view.label(),
        tooltip: view.tooltip(),
        shortcut: None,
        needs: Needs::Nothing,
        menu: (Menu::Plots, 0),
        run: Run::Show(view),
    }
}

fn export_row(export: Export) -> CommandInfo {
    let keys = EXPORT_KEYS.iter().find(|(of, _)| *of == export);
    CommandInfo {
        command: Command::Export(export),
        label: export.label(),
        tooltip: export.tooltip(),
        shortcut: keys.map(|(_, keys)| *keys),
        needs: match export.source() {
            Source::Plot | Source::Curves => Needs::Curve,
            Source::Design => Needs::Nothing,
        },
        menu: match export.source() {
            Source::Plot => (Menu::Export, 0),
            Source::Curves => (Menu::Export, 1),
            Source::Design => (Menu::Export, 2),
        },
        run: Run::Export(export),
    }
}

impl Earwright {
    /// Does what a command's row says.
    pub(super) fn command(&mut self, ctx: &Context, command: Command) {
        match command.info().run {
            Run::Do(run) => run(self, ctx),
            Run::Show(view) => self.show_plot(view),
            Run::Export(export) => self.begin_export(ctx, export),
        }
    }
}

impl CommandInfo {
    /// Menu text in the language that is spoken.
    pub fn label(&self) -> &'static str {
        words::text(self.label)
    }

    /// What it does, in the language that is spoken.
    pub fn tooltip(&self) -> &'static str {
        words::text(self.tooltip)
    }
}

impl Command {
    /// Its row of the table.
    pub fn info(self) -> &'static CommandInfo {
        commands()
            .iter()
            .find(|info| info.command == self)
            .unwrap_or_else(|| {
                debug_assert!(false, "{self:?} is not in the table");
                &PLAIN[0]
            })
    }

    /// Menu text.
    pub fn label(self) -> &'static str {
        self.info().label()
    }

    /// Its shortcut as text, empty for none; a sign is written as it stands on its key.
    pub fn shortcut_text(self, ctx: &Context) -> String {
        let Some(keys) = self.info().shortcut else {
            return String::new();
        };
        let text = ctx.format_shortcut(&keys);
        let sign = match keys.logical_key {
            Key::Equals => "=",
            Key::Minus => "-",
            Key::Plus => "+",
            Key::Comma => ",",
            _ => return text,
        };
        match text.strip_suffix(keys.logical_key.name()) {
            Some(modifiers) => format!("{modifiers}{sign}"),
            None => text,
        }
    }

    /// Tooltip with the shortcut behind it.
    pub fn tooltip(self, ctx: &Context) -> String {
        let info = self.info();
        match self.shortcut_text(ctx) {
            keys if keys.is_empty() => info.tooltip().to_owned(),
            keys => format!("{}  [{keys}]", info.tooltip()),
        }
    }
}
