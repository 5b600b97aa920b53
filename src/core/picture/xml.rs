//! Words within XML.

/// Words as they stand in an element or an attribute. XML has no way to write control characters: they
/// become blanks.
pub(crate) fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace(|c: char| c.is_control(), " ")
}
