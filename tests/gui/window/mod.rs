//! The window as a whole.

pub(crate) mod explained;
mod keyboard;
mod look;
mod messages;
mod newcomer;
mod stack;
mod whole;
