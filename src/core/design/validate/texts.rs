//! Names and other lines of text, as they may be shown.

use super::EditError;
use crate::quantity::text::cut;

/// Letters of a name.
const LONGEST_NAME: usize = 120;
/// Letters of any other line: the longest name a file can have, and some more.
const LONGEST_LINE: usize = 300;

/// Checks a name: not empty, no control characters, not longer than a line.
pub(in crate::design) fn name(name: &str) -> Result<(), EditError> {
    if name.trim().is_empty() {
        return Err(EditError::Other(tr!("a name must not be empty").to_owned()));
    }
    if is_line(name, LONGEST_NAME) {
        return Ok(());
    }
    Err(EditError::Other(tr!(
        "“{}” is not a name: use one line of at most {LONGEST_NAME} characters",
        cut(name, LONGEST_NAME).escape_debug()
    )))
}

/// Checks a line that may be empty, such as the name of a curve.
pub(in crate::design) fn line(owner: &str, what: &str, line: &str) -> Result<(), EditError> {
    if is_line(line, LONGEST_LINE) {
        return Ok(());
    }
    Err(EditError::Other(tr!(
        "“{owner}” has the {what} “{}”: use one line of at most {LONGEST_LINE} characters",
        cut(line, LONGEST_NAME).escape_debug()
    )))
}

fn is_line(text: &str, longest: usize) -> bool {
    text.chars().nth(longest).is_none() && !text.chars().any(char::is_control)
}
