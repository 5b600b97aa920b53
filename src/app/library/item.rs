//! What a library entry carries when it is dragged onto the canvas, clicked or chosen as a
//! replacement.

use crate::{
    design::{Design, InsertKind, PartKind},
    words,
};
use std::sync::Arc;

/// One thing of the library, by value. This is the payload of egui's drag and drop
/// (`egui::DragAndDrop::payload::<LibraryItem>(ctx)`).
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryItem {
    /// Name in English; parts are named after it or numbered (R1, C2).
    pub name: String,
    /// What it is.
    pub content: LibraryContent,
}

/// What a library entry is.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryContent {
    /// A part: a driver, an electrical or acoustic element.
    Part(Arc<PartKind>),
    /// Something that goes into a tube: a damper, a mesh.
    Insert(InsertKind),
    /// A whole design, opened instead of the present one.
    Design(Arc<Design>),
}

impl LibraryItem {
    /// Its name as the library shows it.
    pub fn said(&self) -> &str {
        words::text(&self.name)
    }

    /// A part of the library.
    pub fn part(name: impl Into<String>, kind: impl Into<PartKind>) -> Self {
        Self {
            name: name.into(),
            content: LibraryContent::Part(Arc::new(kind.into())),
        }
    }

    /// Something that goes into a tube.
    pub fn insert(name: impl Into<String>, kind: InsertKind) -> Self {
        Self {
            name: name.into(),
            content: LibraryContent::Insert(kind),
        }
    }
}
