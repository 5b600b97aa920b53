//! The goals of the design: how each stands, always in sight; what decides one; and their editor.

pub(in crate::app) mod decide;
mod editor;
mod row;
mod words;

pub(super) use row::goals_ui;
