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

/// The heads of so many columns, empty where one has none; none where no line names them.
pub(super) fn find(preface: &[&str], columns: usize, dialect: Dialect) -> Option<Vec<String>> {
    let strokes = dialect.separator == Separator::Stroke;
    let (_, at, mut names) = preface
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let line = words_of(line);
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
    if dialect.separator == Separator::Complex {
        return Some(names);
    }
    let marked = preface.get(at).is_some_and(|line| is_remark(line));
    for line in preface.iter().take(at).rev().take(LINES_ABOVE) {
        let mut above = Vec::new();
        dialect.split(words_of(line), &mut above);
        let blanks = dialect.separator.is_blank();
        // Empty cells at the end of a line are not always written.
        if !blanks && (2..columns).contains(&above.len()) {
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
        // A channel named once stands over all of its columns.
        let mut said = "";
        for (name, above) in names.iter_mut().zip(above) {
            let above = bare(above);
            said = if above.is_empty() { said } else { above };
            let joined = format!("{said} {name}");
            let same = Meaning::of(&joined).0 == Meaning::of(name).0;
            if !said.is_empty() && (same || !above.is_empty()) {
                joined.trim().clone_into(name);
            }
        }
    }
    Some(names)
}

/// Whether a line between rows is heads once more.
pub(super) fn names_frequency(line: &str, dialect: Dialect) -> bool {
    let mut cells = Vec::new();
    dialect.split(words_of(line), &mut cells);
    cells
        .iter()
        .any(|cell| matches!(Meaning::of(bare(cell)), (Meaning::Frequency(_), true)))
}

fn bare(cell: &str) -> &str {
    cell.trim_matches(['"', '\'', ' ', '\t', '.', ':'])
}

/// A line as heads: how well it serves, and the heads.
fn heads(line: &str, columns: usize, dialect: Dialect) -> Option<(usize, Vec<String>)> {
    let mut best: Option<(usize, Vec<&str>)> = None;
    let mut cells = Vec::new();
    let apart = !dialect.separator.is_blank();
    if apart {
        dialect.split(line, &mut cells);
    }
    let wide = || {
        line.split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
    };
    let ways = [
        (cells, false),
        (line.split('\t').map(str::trim).collect(), false),
        (line.split(';').map(str::trim).collect(), false),
        (line.split(',').map(str::trim).collect(), false),
        (line.split(" | ").map(str::trim).collect(), false),
        (wide(), true),
        (brackets_kept(line), true),
        (units_glued(line), true),
    ];
    for (way, blanks) in ways {
        let way: Vec<&str> = way.into_iter().map(bare).collect();
        if let Some(score) = serves(&way, columns, blanks)
            && best.as_ref().is_none_or(|best| score > best.0)
        {
            best = Some((score, way));
        }
    }
    best.map(|(score, heads)| (score, heads.into_iter().map(ToOwned::to_owned).collect()))
}

/// How well these serve as heads of so many columns. One of them names the frequency; prose has words
/// that mean nothing here.
fn serves(heads: &[&str], columns: usize, blanks: bool) -> Option<usize> {
    if heads.len() < 2 || heads.len() > 4 * columns + 4 {
        return None;
    }
    let meanings: Vec<(Meaning, bool)> = heads.iter().map(|head| Meaning::of(head)).collect();
    let frequency = |(meaning, _): &(Meaning, bool)| matches!(meaning, Meaning::Frequency(_));
    let understood = meanings
        .iter()
        .filter(|(_, understood)| *understood)
        .count();
    let measure = |head: &&str| {
        // “32 ohm” is a figure, “32” an angle.
        let plain = Dialect {
            separator: Separator::Tab,
            decimal: '.',
            thousands: super::dialect::Thousands::None,
        };
        number(head, plain)
            .is_some_and(|(_, end)| head.get(end..).is_some_and(|rest| rest.trim().len() > 4))
    };
    // Over time is no curve, which is told from its heads.
    let over_time = meanings
        .first()
        .is_some_and(|(meaning, _)| *meaning == Meaning::Time);
    if !(over_time || meanings.iter().any(frequency)) || heads.iter().any(measure) {
        return None;
    }
    if blanks && understood < heads.len() {
        return None;
    }
    let exact = heads.len() == columns;
    let valued = meanings
        .iter()
        .any(|(meaning, _)| matches!(meaning, Meaning::Value(_) | Meaning::Real(_)));
    // Heads that nothing stands under are words that follow.
    let beyond = meanings
        .iter()
        .skip(columns)
        .any(|(_, understood)| *understood);
    if beyond || (heads.len() > columns && heads.iter().any(|head| head.is_empty())) {
        return None;
    }
    (exact || (valued && understood >= 2)).then_some(understood + if exact { 1000 } else { 0 })
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
