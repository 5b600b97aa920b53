//! Projects of loudspeaker programs: the values of their parts, and the files of measured curves that
//! they refer to. What is connected with what is not taken.

mod vituixcad;
mod xsim;

use super::text;
use std::path::{Path, PathBuf};

/// What a project holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Of which program it is.
    pub from: &'static str,
    /// Its values, in its order.
    pub values: Vec<Held>,
    /// Measured curves it refers to, each once, as it calls them.
    pub files: Vec<String>,
}

/// A value of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Of what: “Capacitor C1”.
    pub of: String,
    /// What of it: “C”.
    pub name: String,
    /// With its unit, as it stands there.
    pub value: String,
}

/// Values that are read of one project.
const MOST: usize = 5000;

impl Project {
    /// The project in these bytes; none where they are something else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        // Nothing else is looked through line by line.
        let says = |words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
        if !says("VituixCAD") && !says("//Lines") {
            return None;
        }
        let text = text::decoded(bytes)?;
        let mut read = vituixcad::read(&text).or_else(|| xsim::read(&text))?;
        read.values.truncate(MOST);
        (!read.values.is_empty() || !read.files.is_empty()).then_some(read)
    }

    fn new(from: &'static str) -> Self {
        Self {
            from,
            values: Vec::new(),
            files: Vec::new(),
        }
    }

    fn hold(&mut self, of: &str, name: &str, value: &str) {
        if !value.is_empty() && self.values.len() < MOST {
            self.values.push(Held {
                of: of.to_owned(),
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
    }

    fn refer(&mut self, file: &str) {
        if !file.is_empty() && self.files.len() < MOST && !self.files.iter().any(|f| f == file) {
            self.files.push(file.to_owned());
        }
    }

    /// Its files that are there: where it says, or of that name beside the project.
    pub fn files_there(&self, project: &Path) -> Vec<PathBuf> {
        let folder = project.parent().unwrap_or(Path::new(""));
        let there = |file: &String| {
            // Paths of another system have its separators.
            let name = file.rsplit(['\\', '/']).next().unwrap_or(file);
            let places = [folder.join(file.replace('\\', "/")), folder.join(name)];
            places.into_iter().find(|path| path.is_file())
        };
        self.files.iter().filter_map(there).collect()
    }
}
