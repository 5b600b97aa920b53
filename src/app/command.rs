//! Commands: every user action without a payload of its own, in one table.

/// A user action. Label, tooltip, shortcut and when it is enabled come from one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Starts an empty design.
    New,
    /// Takes back the last edit.
    Undo,
    /// Makes it again.
    Redo,
    /// Deletes the selection.
    Delete,
    /// Rotates the selection by 90°.
    Rotate,
    /// Connects the selected driver to the source and the ear.
    ConnectDriver,
    /// Shows the whole drawing.
    FitView,
}
