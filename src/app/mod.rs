//! The window: canvas, plots, panels, dialogs, worker. Draws and sends actions; computes nothing.

pub mod action;
pub mod canvas;
pub mod command;
pub mod library_item;
pub mod plots;
