//! What mends a design at a click: a driver that is silent, or plays against the others.

pub mod enliven;
pub mod polarity;
pub(super) mod polarity_watch;
