//! Gestures that are not commands.

/// A gesture, and what it does.
pub(super) const GESTURES: &[(&str, &str)] = &[
    (
        "Drag from the library",
        "Place a part; drop a damper on a tube to insert it",
    ),
    ("Drag from a port to a port", "Draw a wire or a tube"),
    (
        "Drag a selected link's end",
        "Put it on another port, or on a link: a junction",
    ),
    (
        "Drag a selected link",
        "Bend it; double-click a way-point to take it out",
    ),
    ("Drag a damper", "Slide it along its tube"),
    (
        "Drag a part",
        "Move it; its links follow. Ctrl: off the grid",
    ),
    ("Drop a part on a link", "Insert it there; Alt keeps it out"),
    (
        "Drag the handle above a part",
        "Turn it; Shift: by 15°, Ctrl: freely",
    ),
    ("Drag on empty ground", "Select with a box; Shift extends"),
    ("Space or middle drag", "Move the view"),
    ("Wheel", "Zoom at the pointer"),
    (
        "Esc",
        "Give up the gesture, restore what was before it; give an enlarged plot's space back",
    ),
    ("Arrow keys", "Nudge the selection; Shift: ten times as far"),
    ("Drag a label in the inspector", "Change its value"),
    (
        "Rest on a label in the inspector, then wheel",
        "Step through the series or the catalogue",
    ),
    (
        "F1 in a field of the inspector",
        "Tell what resting on its label tells; once more, the list of keys",
    ),
    ("Double-click a plot", "Reset its range"),
    (
        "Move over a plot",
        "One crosshair reads all curves in all plots",
    ),
    (
        "Rest on a driver of the library, another one selected",
        "See its curve as a ghost; a click adds it",
    ),
    (
        "Click a ± badge",
        "Reverse a driver that plays against the others",
    ),
    (
        "Right-click a port",
        "Probe it: its pressure and flow, or voltage and current, are drawn as well",
    ),
    ("Click a goal at the foot", "See what decides it"),
    (
        "Type 4.7u, 4u7 or 2k2",
        "Prefixes as the field writes them; what was understood stands below",
    ),
    (
        "Drop a file on the window",
        "A design is opened, a measured curve laid over, a drawing or mesh becomes the shell, a \
         circuit its parts",
    ),
    (
        "Drag the tab of a plot",
        "Dock it where it is dropped: among other tabs, in a plot's middle, or at a side",
    ),
];
