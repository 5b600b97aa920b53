//! The window as a whole.

pub(crate) mod explained;
mod keyboard;
mod little_room;
mod look;
mod messages;
mod newcomer;
mod stack;
mod whole;
