//! The shell's outline from a drawing the user brings.

use super::{Earwright, messages::Tone};
use crate::{
    design::{Edit, Severity, file, shell::Shell},
    exchange::shell_from_svg,
};
use std::path::Path;

impl Earwright {
    /// Takes the largest closed outline of an SVG drawing as the shell, one step to undo; the depth
    /// stays. What is wrong with the drawing becomes a message, and the shell stays as it was.
    pub(super) fn shell_from_file(&mut self, path: &Path) {
        let name = path.file_stem().map_or_else(
            || "Own outline".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        let depth_mm = self.session.design().shell.depth_mm;
        let read = file::read_text(path)
            .map_err(|error| error.to_string())
            .and_then(|text| {
                shell_from_svg(&name, &text, depth_mm)
                    .map_err(|error| format!("{}: {error}", path.display()))
            });
        match read {
            Ok((shell, findings)) => {
                let label = format!("Shell from {name}");
                self.edit(&label, &Edit::SetShell(Shell { depth_mm, ..shell }));
                self.canvas.fit();
                for finding in findings {
                    let tone = if finding.severity == Severity::Note {
                        Tone::Done
                    } else {
                        Tone::Note
                    };
                    self.messages.say(tone, finding.message);
                }
            }
            Err(message) => self.messages.say(Tone::Error, message),
        }
    }
}

/// Whether a dropped file is a drawing.
pub(super) fn is_drawing(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}
