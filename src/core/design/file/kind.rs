//! What a file is that was taken for a design.

use crate::words;

/// What these bytes are, where they can be told to be no design: “a PNG image”.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<String> {
    use infer::MatcherType;
    if let Some(found) = infer::get(bytes) {
        let kind = found.extension().to_uppercase();
        // Text is looked at below.
        let what = match found.matcher_type() {
            MatcherType::Text => return None,
            MatcherType::Image => tr!("image"),
            MatcherType::Audio => tr!("sound"),
            MatcherType::Video => tr!("film"),
            MatcherType::Archive if kind == "PDF" => tr!("document"),
            MatcherType::Archive => tr!("archive"),
            MatcherType::Book | MatcherType::Doc => tr!("document"),
            MatcherType::Font => tr!("font"),
            MatcherType::App => tr!("program"),
            MatcherType::Custom => tr!("file"),
        };
        return Some(format!("{} {kind} {what}", article(&kind)));
    }
    // Text of another width, as some editors save it.
    matches!(
        bytes,
        [0xff, 0xfe, 1..0x80, 0, ..] | [0xfe, 0xff, 0, 1..0x80, ..]
    )
    .then(|| tr!("UTF-16 text: save it as UTF-8").to_owned())
}

/// What this text is, where it can be told to be no design, and what to do with it.
pub(super) fn of_text(text: &str) -> Option<&'static str> {
    const DRAWING: &str =
        "an SVG drawing: drop it on the window, and its outline becomes the shell";
    const CURVE: &str =
        "a measured curve: drop it on the window, or use File, Import a measurement";
    const TABLE: &str = "a table of curves: drop it on the window, and it is laid over the plots";
    let text = without_remarks(text.trim_start_matches('\u{feff}'));
    let start = text.get(..text.floor_char_boundary(2000)).unwrap_or(text);
    if start.is_empty() {
        return Some(tr!("empty"));
    }
    if start.starts_with('<') {
        let lower = start.to_lowercase();
        return Some(if lower.contains("<svg") {
            words::text(DRAWING)
        } else if lower.contains("<html") {
            tr!("a web page")
        } else {
            tr!("XML")
        });
    }
    if start.starts_with('{') {
        return Some(tr!("JSON"));
    }
    // RON of ours: a design says its format, a driver says what it is.
    let names = |word: &str| {
        start
            .match_indices(word)
            .any(|(at, _)| start[at + word.len()..].trim_start().starts_with(':'))
    };
    if start.starts_with('(') {
        return (!names("format") && names("summary") && names("part")).then_some(tr!(
            "a driver of the library: it goes into the folder of your presets"
        ));
    }
    if start
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("f_hz,"))
    {
        return Some(words::text(TABLE));
    }
    let mut rows = text.lines().map(str::trim).filter(|line| is_row(line));
    if rows.next().is_some() && rows.next().is_some() {
        return Some(words::text(CURVE));
    }
    // A design that was spoilt is told where; a letter to somebody is none.
    (!names("format")).then_some(tr!("a text"))
}

/// A text without the remarks at its beginning.
fn without_remarks(text: &str) -> &str {
    let mut text = text.trim_start();
    while text.starts_with("//") {
        let (_, rest) = text.split_once('\n').unwrap_or(("", ""));
        text = rest.trim_start();
    }
    text
}

/// Whether a line holds two or more numbers and nothing else.
fn is_row(line: &str) -> bool {
    let cells = || {
        line.split([' ', '\t', ',', ';'])
            .filter(|cell| !cell.is_empty())
    };
    cells().count() >= 2 && cells().all(|cell| cell.parse::<f64>().is_ok())
}

fn article(word: &str) -> &'static str {
    // As the letters are said: an MP3, an RTF.
    if word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']) {
        "an"
    } else {
        "a"
    }
}
