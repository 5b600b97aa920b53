//! The table: every command in menu order, with its keys and what it does.

use super::{CommandInfo, Menu, Needs, Run};
use crate::{
    app::{
        Earwright,
        actions::Selection,
        files::{next::Next, picker::Purpose},
    },
    design::operations::{self, Alignment},
    exchange::Export,
    picture::View,
    words::Language,
};
use egui::{Key, KeyboardShortcut, Modifiers, ViewportCommand};

const NONE: Modifiers = Modifiers::NONE;
pub(in crate::app::actions) const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
pub(in crate::app::actions) const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

pub(in crate::app::actions) const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident: $label:literal, $shortcut:expr, $needs:ident, $menu:ident $group:literal, $run:expr;)+) => {
        /// A user action. Label, tooltip, shortcut, when it is enabled and what it does come from
        /// one table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($(#[doc = $doc])+ $name,)+
            /// Open this plot.
            Show(View),
            /// Write this export to a file.
            Export(Export),
        }

        /// Commands without a payload, in menu order.
        pub(super) const PLAIN: &[CommandInfo] = &[
            $(CommandInfo {
                command: Command::$name,
                label: $label,
                tooltip: concat!($($doc),+).trim_ascii(),
                shortcut: $shortcut,
                needs: Needs::$needs,
                menu: (Menu::$menu, $group),
                run: Run::Do($run),
            },)+
        ];
    };
}

// What it does in one sentence; its menu text; its keys; when it is enabled; its place in the menus;
// its doing.
commands! {
    /// Start an empty design: a source, a shell and an ear.
    New: "New", Some(keys(CTRL, Key::N)), Nothing, File 0,
        |app, ctx| app.after_unsaved(ctx, Next::New);
    /// Open a design file.
    Open: "Open…", Some(keys(CTRL, Key::O)), Nothing, File 0,
        |app, ctx| app.after_unsaved(ctx, Next::Open);
    /// Open a design file by typing its path.
    OpenPath: "Open path…", Some(keys(CTRL_SHIFT, Key::O)), Nothing, File 0,
        |app, ctx| app.after_unsaved(ctx, Next::OpenPath);
    /// Open the hybrid that is shown at the first start.
    OpenExample: "Open the first example", None, Nothing, File 0, Earwright::open_example;
    /// Save the design to its file.
    Save: "Save", Some(keys(CTRL, Key::S)), Nothing, File 1, Earwright::save;
    /// Save the design to another file.
    SaveAs: "Save as…", Some(keys(CTRL_SHIFT, Key::S)), Nothing, File 1,
        |app, ctx| app.ask(ctx, Purpose::SaveDesign);
    /// Save the design by typing a path.
    SavePath: "Save to path…", None, Nothing, File 1,
        |app, _| app.ask_path(Purpose::SaveDesign, "");
    /// Lay a measured response or impedance over the plots.
    ImportMeasurement: "Import measurement…", None, Nothing, File 2,
        |app, ctx| app.ask(ctx, Purpose::ImportMeasurement);
    /// Read a curve of levels that becomes the target.
    ImportTarget: "Import target…", None, Nothing, File 2,
        |app, ctx| app.ask(ctx, Purpose::TargetCurve);
    /// Choose the table that says what parts cost; it is remembered.
    ChoosePrices: "Price file for parts lists…", None, Nothing, Export 3,
        |app, ctx| app.ask(ctx, Purpose::PriceFile);
    /// Copy the shown plot to the clipboard as an image.
    CopyPlot: "Copy plot", Some(keys(CTRL_SHIFT, Key::C)), Curve, File 2, Earwright::copy_plot;
    /// Close Earwright.
    Quit: "Quit", Some(keys(CTRL, Key::Q)), Nothing, File 3,
        |_, ctx| ctx.send_viewport_cmd(ViewportCommand::Close);

    /// Take back the last edit.
    Undo: "Undo", Some(keys(CTRL, Key::Z)), Undo, Edit 0, |app, _| app.session.undo();
    /// Make the edit again that was taken back.
    Redo: "Redo", Some(keys(CTRL_SHIFT, Key::Z)), Redo, Edit 0, |app, _| app.session.redo();
    /// Copy the selection and delete it.
    Cut: "Cut", Some(keys(CTRL, Key::X)), Selection, Edit 1, Earwright::cut;
    /// Copy the selection.
    Copy: "Copy", Some(keys(CTRL, Key::C)), Selection, Edit 1, |app, ctx| _ = app.copy(ctx);
    /// Add what was copied.
    Paste: "Paste", Some(keys(CTRL, Key::V)), Nothing, Edit 1,
        |_, ctx| ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    /// Add a copy of the selected parts beside them.
    Duplicate: "Duplicate", Some(keys(CTRL, Key::D)), Part, Edit 1, |app, _| app.duplicate();
    /// Put copies of the selected part in a row into the link selected with it, or into the one
    /// that leaves it.
    DuplicateAlong: "Duplicate along link…", Some(keys(CTRL_SHIFT, Key::D)), Along, Edit 1,
        |app, _| app.ask_along();
    /// Delete the selection; the links on both sides of a part become one.
    Delete: "Delete", Some(keys(NONE, Key::Delete)), Selection, Edit 1,
        |app, _| app.delete("Delete");
    /// Delete the selection with all its links: nothing is joined in its place.
    DeleteOnly: "Delete and leave a gap", Some(keys(SHIFT, Key::Delete)), Selection, Edit 1,
        |app, _| app.delete_only();
    /// Select every part and link.
    SelectAll: "Select all", Some(keys(CTRL, Key::A)), Nothing, Edit 2, |app, _| app.select_all();
    /// Find a part or link by its name, kind or value.
    Find: "Find…", Some(keys(CTRL, Key::F)), Nothing, Edit 2,
        |app, _| app.ask_what_to_find();
    /// Put the cursor into the first field of the selected part or link.
    EditValue: "Edit its first value", Some(keys(NONE, Key::F2)), Selection, Edit 2,
        Earwright::edit_value;
    /// Clear the selection.
    SelectNone: "Select nothing", None, Selection, Edit 2,
        |app, _| app.session.select(Selection::default());
    /// Say what the design is to reach: target, level, impedance, depth and others.
    EditGoals: "Goals…", None, Nothing, Edit 3,
        Earwright::edit_goals;
    /// Search better values for the numbers that are free.
    Optimise: "Optimise…", Some(keys(SHIFT, Key::O)), Nothing, Edit 3, |app, _| app.ask_optimise();
    /// Rank every combination of what may be chosen: values in stock, drivers, polarity.
    Choices: "Choices…", None, Nothing, Edit 3, |app, _| app.ask_choices();
    /// Mark beside every number of the inspector whether a search may change it.
    MarkFree: "Mark free numbers", Some(keys(SHIFT, Key::F)), Nothing, Edit 3,
        |app, _| app.freeing = !app.freeing;
    /// Keep the free numbers at their best in a curve of their own while something else is changed.
    FollowMe: "Follow me", Some(keys(NONE, Key::T)), Nothing, Edit 3, |app, _| app.switch_follow();
    /// Give the design the values that follow it.
    TakeFollowed: "Take what follows", Some(keys(SHIFT, Key::T)), Nothing, Edit 3,
        |app, _| app.take_followed();
    /// Keep the design as it is now, in its file, to compare with.
    TakeSnapshot: "Take a snapshot", Some(keys(SHIFT, Key::S)), Nothing, Edit 4,
        |app, _| app.take_snapshot();
    /// See what differs from snapshots, other designs and measurements, in curves and values.
    Compare: "Compare…", Some(keys(SHIFT, Key::D)), Nothing, Edit 4,
        |app, _| app.show_comparison();
    /// Keep the design of another file to compare with.
    CompareDesign: "Compare with a design…", None, Nothing, Edit 4,
        |app, ctx| app.ask(ctx, Purpose::CompareDesign);
    /// Find the few numbers, moved within their tolerance, that bring the design to a measurement.
    Explain: "Explain the difference…", None, Nothing, Edit 4, |app, _| app.ask_explanation_of(None);
    /// Hear a sound through the design and what it is compared with, all equally loud.
    Hear: "Hear it…", None, Nothing, Edit 4, |app, _| app.ask_to_hear();

    /// Turn the selected parts by 90°.
    Rotate: "Rotate by 90°", Some(keys(NONE, Key::R)), Part, Part 0, |app, _| app.rotate(90.0);
    /// Turn the selected parts by 15°.
    RotateFine: "Rotate by 15°", Some(keys(SHIFT, Key::R)), Part, Part 0, |app, _| app.rotate(15.0);
    /// Mirror the selected parts left to right.
    Mirror: "Mirror", Some(keys(NONE, Key::X)), Part, Part 0, |app, _| app.mirror();
    /// Leave the selected drivers out of the total; they go on loading the others.
    Mute: "Mute", Some(keys(NONE, Key::M)), Driver, Part 1, |app, _| app.mute();
    /// Hear only the selected drivers; choose it again to hear all.
    Solo: "Solo", Some(keys(NONE, Key::S)), Driver, Part 1, |app, _| app.solo();
    /// Take the selected parts out for comparison: a series part becomes a wire.
    Bypass: "Bypass", Some(keys(NONE, Key::B)), Part, Part 1,
        |app, _| app.flag(["Bypass", "Unbypass"], |part| Some(&mut part.bypassed));
    /// Keep gestures away from the selected parts.
    Lock: "Lock", None, Part, Part 1, |app, _| app.flag(["Lock", "Unlock"], |part| Some(&mut part.locked));
    /// Select and move the selected parts together.
    Group: "Group", Some(keys(CTRL, Key::G)), Several, Arrange 0,
        |app, _| app.arrange("Group", operations::group);
    /// Take the selected parts out of their groups.
    Ungroup: "Ungroup", Some(keys(CTRL_SHIFT, Key::G)), Part, Arrange 0,
        |app, _| app.arrange("Ungroup", operations::ungroup);
    /// Line up the left edges of the selected parts.
    AlignLeft: "Align left", None, Several, Arrange 1, |app, _| app.align(Alignment::Left);
    /// Line up the centres of the selected parts on a vertical line.
    AlignCentre: "Align centres across", None, Several, Arrange 1,
        |app, _| app.align(Alignment::CentreX);
    /// Line up the right edges of the selected parts.
    AlignRight: "Align right", None, Several, Arrange 1, |app, _| app.align(Alignment::Right);
    /// Line up the top edges of the selected parts.
    AlignTop: "Align top", None, Several, Arrange 2, |app, _| app.align(Alignment::Top);
    /// Line up the centres of the selected parts on a horizontal line.
    AlignMiddle: "Align centres down", None, Several, Arrange 2,
        |app, _| app.align(Alignment::CentreY);
    /// Line up the bottom edges of the selected parts.
    AlignBottom: "Align bottom", None, Several, Arrange 2, |app, _| app.align(Alignment::Bottom);
    /// Space the centres of three or more parts evenly, left to right.
    DistributeAcross: "Space evenly across", None, Several, Arrange 3,
        |app, _| app.distribute(false);
    /// Space the centres of three or more parts evenly, top to bottom.
    DistributeDown: "Space evenly down", None, Several, Arrange 3, |app, _| app.distribute(true);
    /// Wire the selected driver to the source and join its spout to the ear by a tube.
    ConnectDriver: "Connect driver", Some(keys(NONE, Key::C)), Driver, Part 2,
        |app, _| app.connect();
    /// Join a port of the selected part to another port by its name: a wire or a tube.
    JoinPorts: "Join a port…", Some(keys(NONE, Key::W)), OnePart, Part 2, |app, _| app.ask_join();
    /// Exchange the wires at + and − of the selected drivers.
    FlipPolarity: "Reverse polarity", Some(keys(NONE, Key::P)), Driver, Part 2, |app, _| app.flip();
    /// Choose a filter, pad or Zobel for the selected driver; its parts are computed, placed and
    /// wired.
    Crossover: "Crossover…", Some(keys(SHIFT, Key::C)), Driver, Part 2,
        |app, _| app.ask_crossover();
    /// Draw what passes through the ports of the selected part as extra curves, or no longer.
    Probe: "Probe its ports", None, OnePart, Part 2, |app, _| app.probe_ports();
    /// Take every probe away.
    RemoveProbes: "Remove all probes", None, Nothing, Part 2, |app, _| app.session.remove_probes();
    /// Put another part in its place and keep its links.
    Replace: "Replace with…", None, OnePart, Part 3, Earwright::ask_replacement;
    /// Keep the selected part for other designs.
    SaveToLibrary: "Save to my library…", None, OnePart, Part 3, |app, _| app.ask_name_in_library();
    /// Take an outline of an SVG or DXF drawing, or a hollow STL mesh, as the shell.
    ShellFromSvg: "Shell from a drawing…", None, Nothing, Part 3,
        |app, ctx| app.ask(ctx, Purpose::ShellOutline);
    /// Take a shell's outline from a drawing by typing its path.
    ShellFromSvgPath: "Shell from a drawing’s path…", None, Nothing, Part 3,
        |app, _| app.ask_path(Purpose::ShellOutline, "");
    /// Make a dynamic driver from its Thiele–Small numbers.
    NewDriver: "New driver from numbers…", None, Nothing, Part 3,
        |app, _| app.ask_numbers();
    /// Fit a driver to its measured response and impedance.
    Identify: "Driver from measurement…", None, Nothing, Part 3,
        |app, _| app.ask_measurement();
    /// Find an earphone's impedance from its levels behind source resistors.
    LevelImpedance: "Impedance from levels…", None, Nothing, Part 3,
        |app, _| app.ask_level_impedance();
    /// Add a resistor.
    PlaceResistor: "Place resistor", Some(keys(NONE, Key::O)), Nothing, Part 4,
        |app, _| app.place_plain("Resistor");
    /// Add a capacitor.
    PlaceCapacitor: "Place capacitor", Some(keys(NONE, Key::K)), Nothing, Part 4,
        |app, _| app.place_plain("Capacitor");
    /// Add an inductor.
    PlaceInductor: "Place inductor", Some(keys(NONE, Key::L)), Nothing, Part 4,
        |app, _| app.place_plain("Inductor");
    /// Add a volume of air.
    PlaceChamber: "Place chamber", Some(keys(NONE, Key::H)), Nothing, Part 4,
        |app, _| app.place_plain("Chamber");
    /// Add a vent to ambient.
    PlaceVent: "Place vent", Some(keys(NONE, Key::V)), Nothing, Part 4,
        |app, _| app.place_plain("Vent");
    /// Add a point where tubes meet.
    PlaceJunction: "Place junction", Some(keys(NONE, Key::J)), Nothing, Part 4,
        |app, _| app.place_plain("Tube junction");

    /// Show the whole drawing.
    FitView: "Fit drawing", Some(keys(NONE, Key::F)), Nothing, View 0, |app, _| app.canvas.fit();
    /// Magnify the drawing.
    ZoomIn: "Zoom in", Some(keys(CTRL, Key::Equals)), Nothing, View 0,
        |app, _| app.canvas.zoom_by(app.canvas_area, 1.25);
    /// Shrink the drawing.
    ZoomOut: "Zoom out", Some(keys(CTRL, Key::Minus)), Nothing, View 0,
        |app, _| app.canvas.zoom_by(app.canvas_area, 0.8);
    /// Show or hide the library.
    ToggleLibrary: "Library", Some(keys(NONE, Key::F7)), Nothing, View 1,
        |app, _| app.settings.library_shown = !app.settings.library_shown;
    /// Show or hide inspector and problems.
    ToggleInspector: "Inspector", Some(keys(NONE, Key::F8)), Nothing, View 1,
        |app, _| app.settings.inspector_shown = !app.settings.inspector_shown;
    /// Show or hide the plots.
    TogglePlots: "Plots", Some(keys(NONE, Key::F9)), Nothing, View 1,
        |app, _| app.settings.plots_shown = !app.settings.plots_shown;
    /// Put the plots beside the canvas or below it.
    MovePlots: "Plots at the side", None, Nothing, View 1,
        |app, _| app.settings.plots_beside = !app.settings.plots_beside;
    /// Take back the last change of panels or plots; the design stays as it is.
    UndoLayout: "Undo layout", Some(keys(CTRL_ALT, Key::Z)), LayoutUndo, View 4,
        |app, _| app.undo_layout();
    /// Make the change of panels or plots again that was taken back.
    RedoLayout: "Redo layout", Some(keys(CTRL_ALT, Key::Y)), LayoutRedo, View 4,
        |app, _| app.redo_layout();
    /// Put all panels and plots back to where they stood at first, in their first sizes.
    ResetLayout: "Reset layout", None, Nothing, View 4, |app, _| app.reset_layout();
    /// Draw the response in a set of ears, insertions and leaks, and name the worst.
    EarFamily: "Ear family", Some(keys(NONE, Key::E)), Nothing, View 2,
        |app, _| app.ears.choice.shown = !app.ears.choice.shown;
    /// Draw where ten thousand built units lie, every part within its tolerance.
    ToleranceBand: "Tolerance band", Some(keys(SHIFT, Key::E)), Nothing, View 2,
        |app, _| app.bands.choice.shown = !app.bands.choice.shown;
    /// Draw the target over the response, or no longer.
    ToggleTarget: "Target", None, Nothing, View 2, |app, _| app.toggle_target();
    /// Change between the dark and the light theme.
    ToggleTheme: "Dark or light", Some(keys(NONE, Key::F10)), Nothing, View 2,
        Earwright::toggle_theme;
    /// Show the window in English.
    SpeakEnglish: "Language: English", None, Nothing, View 2,
        |app, ctx| app.choose_language(ctx, Language::English);
    /// Show the window in Chinese.
    SpeakChinese: "Language: 中文", None, Nothing, View 2,
        |app, ctx| app.choose_language(ctx, Language::Chinese);
    /// Make all text and buttons larger.
    LargerText: "Larger text", Some(keys(CTRL_SHIFT, Key::Equals)), Nothing, View 2,
        |app, ctx| app.text_size(ctx, 1.0);
    /// Make all text and buttons smaller.
    SmallerText: "Smaller text", Some(keys(CTRL_SHIFT, Key::Minus)), Nothing, View 2,
        |app, ctx| app.text_size(ctx, -1.0);
    /// Show all text and buttons at their own size.
    NormalText: "Normal text size", Some(keys(CTRL_SHIFT, Key::Num0)), Nothing, View 2,
        |app, ctx| app.text_size(ctx, 0.0);
    /// Put the cursor into the search of the library.
    FindInLibrary: "Search library", Some(keys(CTRL, Key::L)), Nothing, View 3,
        |app, _| app.find_in_library();

    /// Make parts and tubes glow by how much they matter at the frequency under the crosshair.
    ToggleGlow: "Glow by sensitivity", None, Nothing, Plots 1,
        |app, _| app.plots.glow = !app.plots.glow;
    /// Draw a decade of the level plot as long as 25 dB, or fill the plot.
    ToggleAspect: "25 dB per decade", None, Nothing, Plots 1,
        |app, _| app.plots.aspect = !app.plots.aspect;

    /// Find any command by its name.
    Palette: "All commands…", Some(keys(CTRL, Key::K)), Nothing, Help 0,
        |app, _| app.ask_command();
    /// Begin with one of the finished designs, each in a picture, or with a file opened last.
    StartPage: "Start page", None, Nothing, Help 0, Earwright::show_start_page;
    /// Make a first design in eight steps, each shown and looked for in the design itself; or go on
    /// with it.
    GuideMe: "Guide me", None, Nothing, Help 0, Earwright::guide_me;
    /// Point at the place where the guide's step is done.
    GuideShow: "Guide: show me", None, Guide, Help 2, |app, _| app.show_step();
    /// Have the guide's step done, as edits that can be undone.
    GuideDo: "Guide: do it for me", None, Guide, Help 2, Earwright::do_step;
    /// Go on to the guide's next step, whether this one is done or not.
    GuideNext: "Guide: next step", None, Guide, Help 2, |app, _| app.skip_step();
    /// Go back to the guide's step before.
    GuideBack: "Guide: step before", None, Guide, Help 2, |app, _| app.step_back();
    /// Leave the guide; asked for again, it goes on where it was left.
    GuideLeave: "Guide: leave", None, Guide, Help 2, |app, _| app.leave_guide();
    /// List keys and gestures.
    Shortcuts: "Keyboard shortcuts", Some(keys(NONE, Key::F1)), Nothing, Help 0,
        |app, _| app.show_shortcuts();
    /// The field's terms in a sentence or two each; the search looks through all of the help.
    Glossary: "Glossary and help…", Some(keys(SHIFT, Key::F1)), Nothing, Help 1,
        |app, _| app.show_glossary();
    /// Read this design beside built-in ones, question by question: bass, detail, size, cost and others.
    ReportCard: "Which driver for what?", None, Nothing, Help 1, |app, _| app.show_report();
    /// What the models leave out, and where they end.
    Limits: "What this cannot model", None, Nothing, Help 1, |app, _| app.show_limits();
    /// See how far the solver is from what others published.
    Validation: "Against published values", None, Nothing, Help 1,
        Earwright::show_validation;
    /// List the messages of this session.
    Messages: "Messages", None, Nothing, Help 1, |app, _| app.show_messages();
    /// Version and origin.
    About: "About Earwright", None, Nothing, Help 1, |app, _| app.show_about();
}
