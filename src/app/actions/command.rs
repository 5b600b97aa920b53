//! Commands: every user action without a payload of its own, in one table.
//!
//! Menus, toolbar, palette, shortcuts, the canvas's context menu and the tests all read this table
//! and send the same value; `execute` is the one place where a command takes effect.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Under which heading of the menu bar a command stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Menu {
    /// Files.
    File,
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
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Part => "Part",
            Self::Arrange => "Arrange",
            Self::View => "View",
            Self::Plots => "Plots shown",
            Self::Help => "Help",
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
    /// Menu text; “…” when a dialog follows.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub tooltip: &'static str,
    /// Keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// When it is enabled.
    pub needs: Needs,
    /// Menu, and the group in it (a line is drawn between groups).
    pub menu: (Menu, u8),
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident: $label:literal, $tooltip:literal, $shortcut:expr, $needs:ident, $menu:ident $group:literal;)+) => {
        /// A user action. Label, tooltip, shortcut and when it is enabled come from one table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($(#[doc = $doc])+ $name,)+
        }

        /// The table, in menu order.
        pub const COMMANDS: &[CommandInfo] = &[
            $(CommandInfo {
                command: Command::$name,
                label: $label,
                tooltip: $tooltip,
                shortcut: $shortcut,
                needs: Needs::$needs,
                menu: (Menu::$menu, $group),
            },)+
        ];
    };
}

commands! {
    /// Starts an empty design.
    New: "New", "Start an empty design: a source, a shell and an ear.", Some(keys(CTRL, Key::N)), Nothing, File 0;
    /// Opens a file chosen in a dialog.
    Open: "Open…", "Open a design file.", Some(keys(CTRL, Key::O)), Nothing, File 0;
    /// Opens a file by its typed path.
    OpenPath: "Open path…", "Open a design file by typing its path.", Some(keys(CTRL_SHIFT, Key::O)), Nothing, File 0;
    /// Opens the design shown at the first start.
    OpenExample: "Open the first example", "Open the hybrid that is shown at the first start.", None, Nothing, File 0;
    /// Saves to the design's file.
    Save: "Save", "Save the design to its file.", Some(keys(CTRL, Key::S)), Nothing, File 1;
    /// Saves to a file chosen in a dialog.
    SaveAs: "Save as…", "Save the design to another file.", Some(keys(CTRL_SHIFT, Key::S)), Nothing, File 1;
    /// Saves to a file by its typed path.
    SavePath: "Save to path…", "Save the design by typing a path.", None, Nothing, File 1;
    /// Takes a measured curve into the design.
    ImportMeasurement: "Import measurement…", "Lay a measured response or impedance over the plots.", None, Nothing, File 2;
    /// Exports the shown plot as SVG.
    ExportSvg: "Export plot as SVG…", "Write the shown plot as a vector drawing.", None, Curve, File 2;
    /// Exports the shown plot as PNG.
    ExportPng: "Export plot as PNG…", "Write the shown plot as an image.", Some(keys(CTRL, Key::E)), Curve, File 2;
    /// Copies the shown plot to the clipboard.
    CopyPlot: "Copy plot", "Copy the shown plot to the clipboard as an image.", Some(keys(CTRL_SHIFT, Key::C)), Curve, File 2;
    /// Exports the curves as CSV.
    ExportCsv: "Export curves as CSV…", "Write all curves as comma-separated values.", Some(keys(CTRL_SHIFT, Key::E)), Curve, File 2;
    /// Leaves the program.
    Quit: "Quit", "Close Earwright.", Some(keys(CTRL, Key::Q)), Nothing, File 3;

    /// Takes back the last edit.
    Undo: "Undo", "Take back the last edit.", Some(keys(CTRL, Key::Z)), Undo, Edit 0;
    /// Makes it again.
    Redo: "Redo", "Make the edit again that was taken back.", Some(keys(CTRL_SHIFT, Key::Z)), Redo, Edit 0;
    /// Copies the selection and deletes it.
    Cut: "Cut", "Copy the selection and delete it.", Some(keys(CTRL, Key::X)), Selection, Edit 1;
    /// Copies the selection as text.
    Copy: "Copy", "Copy the selection.", Some(keys(CTRL, Key::C)), Selection, Edit 1;
    /// Adds what was copied.
    Paste: "Paste", "Add what was copied.", Some(keys(CTRL, Key::V)), Nothing, Edit 1;
    /// Adds a copy of the selection.
    Duplicate: "Duplicate", "Add a copy of the selected parts beside them.", Some(keys(CTRL, Key::D)), Part, Edit 1;
    /// Adds copies of the selected part along a link.
    DuplicateAlong: "Duplicate along link…", "Put copies of the selected part in a row into the link selected with it, or into the one that leaves it.", Some(keys(CTRL_SHIFT, Key::D)), Along, Edit 1;
    /// Deletes the selection.
    Delete: "Delete", "Delete the selection; the links on both sides of a part become one.", Some(keys(NONE, Key::Delete)), Selection, Edit 1;
    /// Deletes the selection and joins nothing.
    DeleteOnly: "Delete and leave a gap", "Delete the selection with all its links: nothing is joined in its place.", Some(keys(SHIFT, Key::Delete)), Selection, Edit 1;
    /// Selects everything.
    SelectAll: "Select all", "Select every part and link.", Some(keys(CTRL, Key::A)), Nothing, Edit 2;
    /// Finds a part or link.
    Find: "Find…", "Find a part or link by its name, kind or value.", Some(keys(CTRL, Key::F)), Nothing, Edit 2;
    /// Goes to the first field of what is selected.
    EditValue: "Edit its first value", "Put the cursor into the first field of the selected part or link.", Some(keys(NONE, Key::F2)), Selection, Edit 2;
    /// Selects nothing.
    SelectNone: "Select nothing", "Clear the selection.", None, Selection, Edit 2;

    /// Rotates the selection by 90°.
    Rotate: "Rotate by 90°", "Turn the selected parts by 90°.", Some(keys(NONE, Key::R)), Part, Part 0;
    /// Rotates the selection by 15°.
    RotateFine: "Rotate by 15°", "Turn the selected parts by 15°.", Some(keys(SHIFT, Key::R)), Part, Part 0;
    /// Mirrors the selection.
    Mirror: "Mirror", "Mirror the selected parts left to right.", Some(keys(NONE, Key::X)), Part, Part 0;
    /// Mutes or unmutes the selected drivers.
    Mute: "Mute", "Leave the selected drivers out of the total; they go on loading the others.", Some(keys(NONE, Key::M)), Driver, Part 1;
    /// Shows only the selected drivers in the total.
    Solo: "Solo", "Hear only the selected drivers; choose it again to hear all.", Some(keys(NONE, Key::S)), Driver, Part 1;
    /// Bypasses the selected parts.
    Bypass: "Bypass", "Take the selected parts out for comparison: a series part becomes a wire.", Some(keys(NONE, Key::B)), Part, Part 1;
    /// Locks or unlocks the selected parts.
    Lock: "Lock", "Keep gestures away from the selected parts.", None, Part, Part 1;
    /// Makes the selected parts one group.
    Group: "Group", "Select and move the selected parts together.", Some(keys(CTRL, Key::G)), Several, Arrange 0;
    /// Takes the selected parts out of their groups.
    Ungroup: "Ungroup", "Take the selected parts out of their groups.", Some(keys(CTRL_SHIFT, Key::G)), Part, Arrange 0;
    /// Lines up left edges.
    AlignLeft: "Align left", "Line up the left edges of the selected parts.", None, Several, Arrange 1;
    /// Lines up centres on a vertical line.
    AlignCentre: "Align centres across", "Line up the centres of the selected parts on a vertical line.", None, Several, Arrange 1;
    /// Lines up right edges.
    AlignRight: "Align right", "Line up the right edges of the selected parts.", None, Several, Arrange 1;
    /// Lines up top edges.
    AlignTop: "Align top", "Line up the top edges of the selected parts.", None, Several, Arrange 2;
    /// Lines up centres on a horizontal line.
    AlignMiddle: "Align centres down", "Line up the centres of the selected parts on a horizontal line.", None, Several, Arrange 2;
    /// Lines up bottom edges.
    AlignBottom: "Align bottom", "Line up the bottom edges of the selected parts.", None, Several, Arrange 2;
    /// Spaces parts evenly across.
    DistributeAcross: "Space evenly across", "Space the centres of three or more parts evenly, left to right.", None, Several, Arrange 3;
    /// Spaces parts evenly down.
    DistributeDown: "Space evenly down", "Space the centres of three or more parts evenly, top to bottom.", None, Several, Arrange 3;
    /// Connects the selected driver to the source and the ear.
    ConnectDriver: "Connect driver", "Wire the selected driver to the source and join its spout to the ear by a tube.", Some(keys(NONE, Key::C)), Driver, Part 2;
    /// Joins a port of the selected part to another, chosen by name.
    JoinPorts: "Join a port…", "Join a port of the selected part to another port by its name: a wire or a tube.", Some(keys(NONE, Key::W)), OnePart, Part 2;
    /// Exchanges the terminals of the selected drivers.
    FlipPolarity: "Reverse polarity", "Exchange the wires at + and − of the selected drivers.", Some(keys(NONE, Key::P)), Driver, Part 2;
    /// Puts a crossover in front of the selected driver.
    Crossover: "Crossover…", "Choose a filter, pad or Zobel for the selected driver; its parts are computed, placed and wired.", Some(keys(SHIFT, Key::C)), Driver, Part 2;
    /// Puts probes at the ports of the selected part, or takes them away.
    Probe: "Probe its ports", "Draw what passes through the ports of the selected part as extra curves, or no longer.", None, OnePart, Part 2;
    /// Takes all probes away.
    RemoveProbes: "Remove all probes", "Take every probe away.", None, Nothing, Part 2;
    /// Replaces the selected part by one of the library, keeping its links.
    Replace: "Replace with…", "Put another part in its place and keep its links.", None, OnePart, Part 3;
    /// Saves the selected part to the user's library.
    SaveToLibrary: "Save to my library…", "Keep the selected part for other designs.", None, OnePart, Part 3;
    /// Takes a shell's outline from a drawing chosen in a dialog.
    ShellFromSvg: "Shell from SVG…", "Take the largest closed outline of an SVG drawing as the shell.", None, Nothing, Part 3;
    /// Takes a shell's outline from a drawing by its typed path.
    ShellFromSvgPath: "Shell from SVG path…", "Take a shell's outline from an SVG drawing by typing its path.", None, Nothing, Part 3;
    /// Makes a driver from Thiele–Small numbers.
    NewDriver: "New driver from numbers…", "Make a dynamic driver from its Thiele–Small numbers.", None, Nothing, Part 3;
    /// Makes a driver from its measured response and impedance.
    Identify: "Driver from measurement…", "Fit a driver to its measured response and impedance.", None, Nothing, Part 3;
    /// Places a resistor.
    PlaceResistor: "Place resistor", "Add a resistor.", Some(keys(NONE, Key::O)), Nothing, Part 4;
    /// Places a capacitor.
    PlaceCapacitor: "Place capacitor", "Add a capacitor.", Some(keys(NONE, Key::K)), Nothing, Part 4;
    /// Places an inductor.
    PlaceInductor: "Place inductor", "Add an inductor.", Some(keys(NONE, Key::L)), Nothing, Part 4;
    /// Places a chamber.
    PlaceChamber: "Place chamber", "Add a volume of air.", Some(keys(NONE, Key::H)), Nothing, Part 4;
    /// Places a vent.
    PlaceVent: "Place vent", "Add a vent to ambient.", Some(keys(NONE, Key::V)), Nothing, Part 4;
    /// Places a junction.
    PlaceJunction: "Place junction", "Add a point where tubes meet.", Some(keys(NONE, Key::J)), Nothing, Part 4;

    /// Shows the whole drawing.
    FitView: "Fit drawing", "Show the whole drawing.", Some(keys(NONE, Key::F)), Nothing, View 0;
    /// Magnifies the drawing.
    ZoomIn: "Zoom in", "Magnify the drawing.", Some(keys(CTRL, Key::Equals)), Nothing, View 0;
    /// Shrinks the drawing.
    ZoomOut: "Zoom out", "Shrink the drawing.", Some(keys(CTRL, Key::Minus)), Nothing, View 0;
    /// Shows or hides the library.
    ToggleLibrary: "Library", "Show or hide the library.", Some(keys(NONE, Key::F7)), Nothing, View 1;
    /// Shows or hides the inspector.
    ToggleInspector: "Inspector", "Show or hide inspector and problems.", Some(keys(NONE, Key::F8)), Nothing, View 1;
    /// Shows or hides the plots.
    TogglePlots: "Plots", "Show or hide the plots.", Some(keys(NONE, Key::F9)), Nothing, View 1;
    /// Puts the plots below the canvas or beside it.
    MovePlots: "Plots at the side", "Put the plots beside the canvas or below it.", None, Nothing, View 1;
    /// Takes back the last change of the layout.
    UndoLayout: "Undo layout", "Take back the last change of panels or plots; the design stays as it is.", Some(keys(CTRL_ALT, Key::Z)), LayoutUndo, View 4;
    /// Makes it again.
    RedoLayout: "Redo layout", "Make the change of panels or plots again that was taken back.", Some(keys(CTRL_ALT, Key::Y)), LayoutRedo, View 4;
    /// Brings panels and plots back to where they stood at first.
    ResetLayout: "Reset layout", "Put all panels and plots back to where they stood at first, in their first sizes.", None, Nothing, View 4;
    /// Draws the response in many ears, or no longer.
    EarFamily: "Ear family", "Draw the response in a set of ears, insertions and leaks, and name the worst.", Some(keys(NONE, Key::E)), Nothing, View 2;
    /// Changes between dark and light.
    ToggleTheme: "Dark or light", "Change between the dark and the light theme.", Some(keys(NONE, Key::F10)), Nothing, View 2;
    /// Makes all text and buttons larger.
    LargerText: "Larger text", "Make all text and buttons larger.", Some(keys(CTRL_SHIFT, Key::Equals)), Nothing, View 2;
    /// Makes all text and buttons smaller.
    SmallerText: "Smaller text", "Make all text and buttons smaller.", Some(keys(CTRL_SHIFT, Key::Minus)), Nothing, View 2;
    /// Text at its own size.
    NormalText: "Normal text size", "Show all text and buttons at their own size.", Some(keys(CTRL_SHIFT, Key::Num0)), Nothing, View 2;
    /// Puts the cursor into the library's search.
    FindInLibrary: "Search library", "Put the cursor into the search of the library.", Some(keys(CTRL, Key::L)), Nothing, View 3;

    /// Opens this plot.
    ShowSpl: "Plot SPL", "Open the plot of the sound pressure level at the drum.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowImpedance: "Plot impedance", "Open the plot of the electrical impedance.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowPhase: "Plot phase", "Open the plot of the phase of the sound pressure.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowDelay: "Plot group delay", "Open the plot of the group delay.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowImpulse: "Plot impulse response", "Open the plot of the impulse response.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowStep: "Plot step response", "Open the plot of the step response.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowWaterfall: "Plot waterfall", "Open the plot of the decay after an impulse.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowVoltage: "Plot voltage", "Open the plot of the voltage at the drivers.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowCurrent: "Plot current", "Open the plot of the current into the drivers.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowPower: "Plot power", "Open the plot of the power the drivers take.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowExcursion: "Plot excursion", "Open the plot of the excursion of the diaphragms.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowFlow: "Plot volume velocity", "Open the plot of the volume velocity into the ear and at probes.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowAcoustic: "Plot acoustic impedance", "Open the plot of the acoustic impedance at the ear and at probes.", None, Nothing, Plots 0;
    /// Opens this plot.
    ShowSensitivity: "Plot sensitivity", "Open the plot of the numbers the level depends on.", None, Nothing, Plots 0;
    /// Makes parts glow by how much they matter.
    ToggleGlow: "Glow by sensitivity", "Make parts and tubes glow by how much they matter at the frequency under the crosshair.", None, Nothing, Plots 1;
    /// Draws levels 25 dB to a decade, or to fill the plot.
    ToggleAspect: "25 dB per decade", "Draw a decade of the level plot as long as 25 dB, or fill the plot.", None, Nothing, Plots 1;

    /// Opens the command palette.
    Palette: "All commands…", "Find any command by its name.", Some(keys(CTRL, Key::K)), Nothing, Help 0;
    /// Shows the shortcuts.
    Shortcuts: "Keyboard shortcuts", "List keys and gestures.", Some(keys(NONE, Key::F1)), Nothing, Help 0;
    /// Shows what the models leave out.
    Limits: "What this cannot model", "What the models leave out, and where they end.", None, Nothing, Help 1;
    /// Shows the messages of this session.
    Messages: "Messages", "List the messages of this session.", None, Nothing, Help 1;
    /// About the program.
    About: "About Earwright", "Version and origin.", None, Nothing, Help 1;
}

impl Command {
    /// Its row of the table.
    pub fn info(self) -> &'static CommandInfo {
        COMMANDS
            .iter()
            .find(|info| info.command == self)
            .unwrap_or(&COMMANDS[0])
    }

    /// Menu text.
    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// Its shortcut as text, empty for none.
    pub fn shortcut_text(self, ctx: &egui::Context) -> String {
        self.info()
            .shortcut
            .map_or_else(String::new, |keys| ctx.format_shortcut(&keys))
    }

    /// Tooltip with the shortcut behind it.
    pub fn tooltip(self, ctx: &egui::Context) -> String {
        let info = self.info();
        match self.shortcut_text(ctx) {
            keys if keys.is_empty() => info.tooltip.to_owned(),
            keys => format!("{}  [{keys}]", info.tooltip),
        }
    }
}

/// The same keys where a keyboard names them otherwise: plus is a key of its own on the number pad
/// and on German or Nordic keyboards, and `=` with Shift on American and French ones.
const ALSO: &[(Command, KeyboardShortcut)] = &[
    (Command::ZoomIn, keys(CTRL, Key::Plus)),
    (Command::LargerText, keys(CTRL_SHIFT, Key::Plus)),
];

/// All commands whose shortcut was pressed. Longer chords go first, so that Ctrl+Shift+Z is not
/// taken for Ctrl+Z; plain letters only count while no text is being edited.
pub fn consume_shortcuts(ctx: &egui::Context) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let also = ALSO.iter().map(|(command, keys)| (command.info(), *keys));
    let mut rows: Vec<(&CommandInfo, KeyboardShortcut)> = COMMANDS
        .iter()
        .filter_map(|info| info.shortcut.map(|keys| (info, keys)))
        .chain(also)
        .filter(|(info, keys)| !typing || allowed_while_typing(info.command, *keys))
        .collect();
    rows.sort_by_key(|(_, keys)| {
        let m = keys.modifiers;
        u8::MAX - u8::from(m.command) - u8::from(m.shift) - u8::from(m.alt)
    });
    ctx.input_mut(|input| {
        rows.into_iter()
            .filter(|(_, keys)| input.consume_shortcut(keys))
            .map(|(info, _)| info.command)
            .collect()
    })
}

/// Text fields keep their own keys: letters, delete, undo, clipboard.
fn allowed_while_typing(command: Command, keys: KeyboardShortcut) -> bool {
    let function_key = keys.modifiers.is_none() && keys.logical_key.name().len() > 1;
    let own = matches!(
        command,
        Command::Undo
            | Command::Redo
            | Command::Cut
            | Command::Copy
            | Command::Paste
            | Command::SelectAll
            | Command::Delete
    );
    !own && (keys.modifiers.command || function_key)
}
