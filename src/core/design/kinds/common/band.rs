//! Parts of the audible band that drivers are built for.

/// A part of the audible band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// The bass.
    Low,
    /// What lies between.
    Middle,
    /// The treble.
    High,
}
