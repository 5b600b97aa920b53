//! Tests of `files`.

mod dialogs;
mod measurement;
mod opening;
mod recovery;
mod saving;
