//! Where everything in the window is, told to a file: what scripts with a real pointer aim by.
//!
//! Asked for by an environment variable alone. A line a node of the accessibility tree, its fields
//! parted by tabs: role, left, top, width and height in pixels of the window, state, name, value.
//! The first line says how many passes were drawn, and whether the window is at rest.

use crate::design::file::{self, FileError};
use egui::{
    Context, FullOutput, Plugin, RawInput, ViewportId,
    accesskit::{Affine, Node, NodeId, Toggled, TreeUpdate},
};
use rustc_hash::FxHashMap;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

/// Environment variable that names the file.
const VARIABLE: &str = "EARWRIGHT_PLACES";

/// A window that draws again within this time is not at rest.
const REST: Duration = Duration::from_millis(100);

/// Tells the places after every pass.
pub struct Places {
    file: PathBuf,
    passes: u64,
    told: String,
}

impl Places {
    /// Told to a file, which is replaced as a whole whenever something has moved.
    pub fn to(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            passes: 0,
            told: String::new(),
        }
    }

    /// Told where the environment asks for it.
    pub(super) fn of_environment() -> Option<Self> {
        let file = std::env::var_os(VARIABLE)?;
        Some(Self::to(Path::new(&file)))
    }

    fn write(&self, rest: bool) -> Result<(), FileError> {
        let rest = if rest { "rest" } else { "busy" };
        let text = format!("{}\t{rest}\n{}", self.passes, self.told);
        file::write(&self.file, text.as_bytes())
    }
}

impl Plugin for Places {
    fn debug_name(&self) -> &'static str {
        "places"
    }

    fn input_hook(&mut self, ctx: &Context, _: &mut RawInput) {
        ctx.enable_accesskit();
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let Some(tree) = &output.platform_output.accesskit_update else {
            return;
        };
        let root = output.viewport_output.get(&ViewportId::ROOT);
        let rest = root.is_some_and(|root| root.repaint_delay > REST);
        self.passes += 1;
        self.told = told(tree);
        if let Err(error) = self.write(rest) {
            log::warn!("places are not told: {error}");
        }
    }
}

/// A line a node that has a place and a name or value.
fn told(tree: &TreeUpdate) -> String {
    let nodes: FxHashMap<NodeId, &Node> = tree.nodes.iter().map(|(id, node)| (*id, node)).collect();
    let root = tree.tree.as_ref().and_then(|tree| nodes.get(&tree.root));
    let scale = root.and_then(|root| root.transform());
    let scale = scale.copied().unwrap_or(Affine::IDENTITY);
    let mut lines = String::new();
    for (id, node) in &tree.nodes {
        let Some(bounds) = node.bounds() else {
            continue;
        };
        let labels = node.labelled_by().iter().filter_map(|id| nodes.get(id));
        let labels: Vec<&str> = labels.filter_map(|label| label.value()).collect();
        let name = node.label().map_or(labels.join(" "), ToOwned::to_owned);
        let value = node.value().unwrap_or_default();
        if name.is_empty() && value.is_empty() {
            continue;
        }
        let place = scale.transform_rect_bbox(bounds);
        let mut states = Vec::new();
        if node.is_disabled() {
            states.push("disabled");
        }
        if node.toggled() == Some(Toggled::True) {
            states.push("on");
        }
        if tree.focus == *id {
            states.push("focus");
        }
        let _ = writeln!(
            lines,
            "{:?}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{}\t{}\t{}",
            node.role(),
            place.x0,
            place.y0,
            place.width(),
            place.height(),
            states.join(","),
            on_one_line(&name),
            on_one_line(value),
        );
    }
    lines
}

fn on_one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
