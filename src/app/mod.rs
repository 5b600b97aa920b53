//! The window: canvas, plots, panels, dialogs, worker. Draws and sends actions; computes nothing.

pub mod actions;
pub mod canvas;
pub mod dialogs;
pub mod files;
pub mod guide;
pub mod inspector;
pub mod library;
pub mod panels;
pub mod plots;
pub mod remedies;
pub mod session;
pub mod start;
pub mod theme;
mod widgets;
mod window;
pub mod work;

pub use files::recovery::Recovery;
pub use start::run::{Options, Renderer, run};
use window::PendingFile;
pub use window::{Earwright, Services};
