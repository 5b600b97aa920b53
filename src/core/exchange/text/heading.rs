//! The heads of columns: found among the lines ahead of the rows, whatever separates them there.

use super::{
    dialect::{Dialect, Separator},
    lines::{is_remark, words_of},
    meaning::Meaning,
    number::{Cell, number},
    words,
};

/// Lines above the heads that may hold the channel or the axis of each column.
const LINES_ABOVE: usize = 3;

/// The heads of columns.
pub(super) struct Heads {
    /// One a column, empty where one has none.
    pub(super) names: Vec<String>,
    /// Whether there are as many of them as columns.
    pub(super) exact: bool,
}

/// The heads of so many columns; none where no line names them.
pub(super) fn find(preface: &[&str], columns: usize, dialect: Dialect) -> Option<Heads> {
    if let Some(names) = axes(preface, columns) {
        return Some(Heads { names, exact: true });
    }
    let strokes = dialect.separator == Separator::Stroke;
    let (score, at, mut names) = preface
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            // The strokes of a magnitude separate nothing.
            let magnitude = ["|Z|", "|z|"].iter().any(|size| line.contains(size));
            let (score, names) = if strokes && magnitude {
                heads(
                    &line.replace("|Z|", "Z").replace("|z|", "z"),
                    columns,
                    dialect,
                )?
            } else {
                heads(line, columns, dialect)?
            };
            Some((score, at, names))
        })
        // The last of the best.
        .max_by_key(|(score, at, _)| (*score, *at))?;
    names.resize(columns, String::new());
    let exact = score >= EXACT;
    if dialect.separator != Separator::Complex {
        if let Some(below) = preface.get(at + 1) {
            units_below(&mut names, words_of(below), dialect);
        }
        join_above(preface, at, &mut names, dialect);
    }
    Some(Heads { names, exact })
}

/// Puts in front of the heads what the lines above them say of each column.
fn join_above(preface: &[&str], at: usize, names: &mut [String], dialect: Dialect) {
    let columns = names.len();
    let blanks = dialect.separator.is_blank();
    let marked = preface.get(at).is_some_and(|line| is_remark(line));
    for line in preface.iter().take(at).rev().take(LINES_ABOVE) {
        let mut above = cells(line, columns, dialect);
        // Empty cells at the end of a line are not always written.
        if !blanks && (1..columns).contains(&above.len()) {
            above.resize(columns, "");
        }
        // A figure among words is prose: “32 ohm version”.
        let prose = |cell: &&str| {
            let figure = words::split(cell)
                .iter()
                .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            matches!(Cell::of(cell, dialect), Cell::Number(..))
                || (figure && Meaning::of(cell).0 != Meaning::Unstated)
        };
        if above.len() != columns
            || is_remark(line) != marked
            || above.iter().any(prose)
            || (blanks && !above.iter().all(|cell| Meaning::of(cell).1))
        {
            break;
        }
        // Axes are no quantities: Z is the third of them.
        if above.len() > 2 && above.iter().map(|cell| bare(cell)).eq(["X", "Y", "Z"]) {
            continue;
        }
        let alone = above.iter().skip(1).all(|cell| bare(cell).is_empty());
        if alone && columns > 1 {
            // The title of the whole table: it tells what units alone do not.
            if Meaning::of(above[0]).0 == Meaning::Other {
                let title = bare(above[0]);
                for name in names.iter_mut().filter(|name| words::is_unit_alone(name)) {
                    *name = format!("{title} {name}");
                }
            }
            continue;
        }
        // A channel named once stands over all of its columns.
        let mut said = "";
        for (name, above) in names.iter_mut().zip(above) {
            let above = bare(above);
            said = if above.is_empty() { said } else { above };
            let joined = format!("{said} {name}");
            let meaning = Meaning::of(&joined).0;
            let same = meaning == Meaning::of(name).0;
            // A note above makes nothing else of the frequencies, nor of what says all of itself.
            let said_all = is_frequency(name)
                || (words::is_quantity_with_unit(name) && meaning != Meaning::Other);
            let named = !above.is_empty() && !said_all;
            if !said.is_empty() && (same || named) {
                joined.trim().clone_into(name);
            }
        }
    }
}

/// The heads of two columns that a line each names: `X-Axis: kHz`, `Y-Axis: Ohm`.
fn axes(preface: &[&str], columns: usize) -> Option<Vec<String>> {
    let of = |axis: &str| {
        preface.iter().find_map(|line| {
            let (name, said) = words_of(line).split_once([':', '\t', '=', ';', ','])?;
            let name = words::split(name);
            let [first, second] = name.as_slice() else {
                return None;
            };
            let named = first == axis && (second.starts_with("ax") || second.starts_with("achs"));
            named.then(|| bare(said.trim_start_matches(['=', ';', ','])).to_owned())
        })
    };
    let (x, y) = (of("x")?, of("y")?);
    (columns == 2 && is_frequency(&x)).then(|| vec![x, y])
}

/// Whether a line is heads of some table: one cell names the frequency, another something else.
pub(super) fn is_heads(line: &str) -> bool {
    let line = words_of(line);
    let ways = [
        line.split('\t').collect(),
        line.split(';').collect(),
        line.split(',').collect(),
        brackets_kept(line),
    ];
    ways.into_iter().any(|way: Vec<&str>| {
        let heads = || way.iter().map(|head| bare(head));
        let other = |head: &str| {
            let (meaning, understood) = Meaning::of(head);
            understood && !meaning.is_frequency()
        };
        heads().any(|head| is_frequency(&head)) && heads().any(other) && !heads().any(measure)
    })
}

/// Units of some columns in a line of their own, as they stand behind the names else.
fn units_below<'a>(names: &mut [String], line: &'a str, dialect: Dialect) {
    let mut cells = Vec::new();
    dialect.split(line, &mut cells);
    // Empty cells at the end of a line are not always written.
    cells.resize(cells.len().max(names.len()), "");
    let bare = |cell: &'a str| cell.trim_matches(['(', ')', '[', ']', '"', ' ']);
    let cells: Vec<&str> = cells.into_iter().map(bare).collect();
    let units = || cells.iter().filter(|cell| !cell.is_empty());
    if dialect.separator.is_blank()
        || cells.len() != names.len()
        || units().next().is_none()
        || !units().all(|cell| super::number::unit(cell).is_some())
    {
        return;
    }
    for (name, unit) in names.iter_mut().zip(cells) {
        if !unit.is_empty() {
            *name = format!("{name} ({unit})");
        }
    }
}

/// Whether a line between rows is heads once more.
pub(super) fn names_frequency(line: &str, dialect: Dialect) -> bool {
    let mut cells = Vec::new();
    dialect.split(words_of(line), &mut cells);
    cells.iter().any(is_frequency)
}

fn is_frequency(cell: &impl AsRef<str>) -> bool {
    let (meaning, understood) = Meaning::of(bare(cell.as_ref()));
    understood && meaning.is_frequency()
}

/// The cells of a line, as many as there are columns where it may be so.
fn cells(line: &str, columns: usize, dialect: Dialect) -> Vec<&str> {
    let mut cells = Vec::new();
    // A tab at the beginning of rows is one at the beginning of their heads.
    if !is_remark(line) {
        dialect.split(line, &mut cells);
        shortened(&mut cells, columns);
        if cells.len() == columns {
            return cells;
        }
    }
    dialect.split(words_of(line), &mut cells);
    shortened(&mut cells, columns);
    cells
}

/// Takes off what closes a line with separators.
fn shortened(cells: &mut Vec<&str>, columns: usize) {
    while cells.len() > columns && cells.last().is_some_and(|last| bare(last).is_empty()) {
        cells.pop();
    }
}

/// What a cell says. A quote in a cell between quotes is written twice (RFC 4180).
fn said(cell: &str) -> String {
    let within = cell
        .trim()
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match within.filter(|within| within.contains("\"\"")) {
        Some(within) => within
            .replace("\"\"", "\"")
            .trim_matches([' ', '\t', '.', ':'])
            .to_owned(),
        None => bare(cell).to_owned(),
    }
}

fn bare(cell: &str) -> &str {
    let bare = cell.trim_matches(['"', ' ', '\t', '.', ':']);
    // The strokes of Z' and Z'' are no quotes.
    let quoted = bare.strip_prefix('\'');
    quoted.map_or(bare, |bare| {
        bare.trim_matches(['\'', '"', ' ', '\t', '.', ':'])
    })
}

/// Score of heads that are as many as the columns.
const EXACT: usize = 1000;

/// What separated heads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// What separates the cells of rows.
    Own,
    /// Another mark.
    Mark,
    /// Blanks.
    Blanks,
}

/// A line as heads: how well it serves, and the heads.
fn heads(line: &str, columns: usize, dialect: Dialect) -> Option<(usize, Vec<String>)> {
    let mut best: Option<(usize, Vec<&str>)> = None;
    let own = if dialect.separator.is_blank() {
        Vec::new()
    } else {
        cells(line, columns, dialect)
    };
    let remark = is_remark(line);
    let commas = matches!(
        dialect.separator,
        Separator::Comma | Separator::CommaBlank | Separator::MixedComma
    );
    let line = words_of(line);
    let wide = || {
        line.split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
    };
    let ways = [
        (own, By::Own),
        (line.split('\t').map(str::trim).collect(), By::Mark),
        (line.split(';').map(str::trim).collect(), By::Mark),
        (line.split(',').map(str::trim).collect(), By::Mark),
        (line.split(" | ").map(str::trim).collect(), By::Mark),
        (wide(), By::Blanks),
        (brackets_kept(line), By::Blanks),
        (units_glued(line), By::Blanks),
        (brackets_end(line), By::Blanks),
    ];
    for (mut way, by) in ways {
        shortened(&mut way, columns);
        // Fewer than the columns are the words of a title, but for decimal commas that look like
        // those between columns.
        if way.len() < columns && by != By::Own && !(commas && (by == By::Mark || !remark)) {
            continue;
        }
        // `Title: level over frequency` says what one thing is.
        let keyed = way.len() == 2 && way[0].ends_with(':') && !Meaning::of(bare(way[0])).1;
        let words: Vec<&str> = way.iter().map(|cell| bare(cell)).collect();
        if !keyed
            && let Some(score) = serves(&words, columns, by, remark)
            && best.as_ref().is_none_or(|best| score > best.0)
        {
            best = Some((score, way));
        }
    }
    best.map(|(score, heads)| (score, heads.into_iter().map(said).collect()))
}

/// A figure with its unit: “32 ohm” is one, “32” an angle, “2024-01-03” and “2nd (dB)” are names.
fn measure(head: &str) -> bool {
    let marks = head.matches(['-', '/', '.', ':']).count();
    let date = marks == 2 && head.starts_with(|c: char| c.is_ascii_digit()) && !head.contains(' ');
    let rest = number(head, Dialect::PLAIN).and_then(|(_, end)| head.get(end..));
    let named = |rest: &str| head.ends_with([')', ']']) && !rest.starts_with(' ');
    !date && rest.is_some_and(|rest| rest.trim().len() > 4 && !named(rest))
}

/// How well these serve as heads of so many columns. One of them names the frequency; prose has words
/// that mean nothing here.
fn serves(heads: &[&str], columns: usize, by: By, remark: bool) -> Option<usize> {
    if heads.len() < 2 || heads.len() > 4 * columns + 4 {
        return None;
    }
    let exact = heads.len() == columns;
    let meanings: Vec<(Meaning, bool)> = heads.iter().map(|head| Meaning::of(head)).collect();
    let frequency = |(meaning, _): &(Meaning, bool)| meaning.is_frequency();
    let understood = meanings
        .iter()
        .filter(|(_, understood)| *understood)
        .count();
    // Over time is no curve, which is told from its heads; “Time 12:00” is none.
    let figure = |head: &&str| head.starts_with(|c: char| c.is_ascii_digit());
    let over_time = meanings
        .first()
        .is_some_and(|(meaning, _)| *meaning == Meaning::Time)
        && !heads.iter().skip(1).all(figure);
    if !(over_time || meanings.iter().any(frequency)) || heads.iter().any(|head| measure(head)) {
        return None;
    }
    // Words of the frequency alone are a remark on it: “Frequency in Hz”.
    let mut named = heads.iter().zip(&meanings);
    let only = named.clone().filter(|(head, _)| !head.is_empty()).count() > 1
        && named.all(|(head, meaning)| head.is_empty() || frequency(meaning));
    if only && (remark || by != By::Own) {
        return None;
    }
    let valued =
        |(meaning, _): &(Meaning, bool)| matches!(meaning, Meaning::Value(_) | Meaning::Real(_));
    if by == By::Blanks {
        if heads.windows(2).any(is_phrase) {
            return None;
        }
        // A word that means nothing may be a column's name, where the others are surely heads.
        let units = heads.iter().any(|head| head.contains(['(', '[']));
        let begins = meanings.first().is_some_and(frequency) && meanings.get(1).is_some_and(valued);
        let enough = begins && (units || understood > 2) && understood + 2 > heads.len();
        if understood < heads.len() && !enough {
            return None;
        }
    }
    // Heads that nothing stands under are words that follow.
    let beyond = meanings
        .iter()
        .skip(columns)
        .any(|(_, understood)| *understood);
    if beyond || (heads.len() > columns && heads.iter().any(|head| head.is_empty())) {
        return None;
    }
    let any_valued =
        meanings.iter().any(valued) || heads.iter().any(|head| words::said(head).neutral);
    let score = 2 * understood + usize::from(any_valued) + if exact { EXACT } else { 0 };
    (exact || (any_valued && understood >= 2)).then_some(score)
}

/// “Frequency response” is one thing in two words, the title of a table.
fn is_phrase(pair: &[&str]) -> bool {
    let [first, second] = pair else { return false };
    let (first, second) = (words::said(first), words::said(second));
    first.frequency && first.hertz.is_none() && second.response && !second.decibel
}

/// Heads that end in a unit in brackets each.
fn brackets_end(line: &str) -> Vec<&str> {
    if !line.ends_with([')', ']']) || line.contains(['\t', ',', ';', '|']) {
        return Vec::new();
    }
    let heads: Vec<&str> = line.split_inclusive([')', ']']).map(str::trim).collect();
    // Prose: “SPL (dB) over frequency (Hz)”.
    let joins = |head: &&str| {
        let first = head.split_whitespace().next().unwrap_or_default();
        [
            "vs", "vs.", "versus", "over", "against", "and", "at", "in", "of", "by", "per", "re",
            "with", "über", "gegen", "und", "bei",
        ]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
    };
    if heads.iter().any(joins) {
        return Vec::new();
    }
    heads
}

/// Words between blanks; what stands in brackets belongs to the word before.
fn brackets_kept(line: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let (mut start, mut depth, mut blank) = (None, 0_i32, false);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() && depth == 0 {
            blank = true;
            continue;
        }
        let opens = matches!(c, '(' | '[' | '{');
        if blank
            && !opens
            && let Some(begin) = start
        {
            found.push(line.get(begin..at).unwrap_or_default().trim());
            start = None;
        }
        blank = false;
        start = start.or(Some(at));
        depth += i32::from(opens) - i32::from(matches!(c, ')' | ']' | '}'));
        depth = depth.max(0);
    }
    found.extend(start.and_then(|begin| line.get(begin..)).map(str::trim));
    found
}

/// Words between blanks; a unit belongs to the word before.
fn units_glued(line: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for word in brackets_kept(line) {
        let is_unit = super::number::unit(bare(word)).is_some();
        if is_unit && let Some(last) = found.last_mut() {
            let begin = last.as_ptr() as usize - line.as_ptr() as usize;
            let end = word.as_ptr() as usize - line.as_ptr() as usize + word.len();
            *last = line.get(begin..end).unwrap_or(last);
            continue;
        }
        found.push(word);
    }
    found
}
