//! Cells that hold a complex value (`21.3+0.33i`, `(21.3, 0.33)`, or ngspice's two with a comma and a
//! tab between them) are written as two before a table is read, `i` behind the second.

use super::lines::{self, lines};
use std::fmt::Write as _;

/// Rows that are looked at.
const LOOKED_AT: usize = 60;

/// The text with its complex values in two cells; none where most of its rows hold none.
pub(super) fn parted(text: &str) -> Option<String> {
    let rows = || {
        let rows = lines(text).map(|(_, line)| line);
        rows.filter(|line| lines::may_be_row(line)).take(LOOKED_AT)
    };
    let parts = [printed, by_commas_between, by_points, by_commas];
    let part = parts.into_iter().find(|part| {
        let (all, complex) = rows().fold((0, 0), |(all, complex), line| {
            (all + 1, complex + usize::from(part(line).is_some()))
        });
        complex > 1 && 2 * complex > all
    })?;
    let mut parted = String::with_capacity(text.len() + text.len() / 8);
    for (_, line) in lines(text) {
        let row = lines::may_be_row(line).then(|| part(line)).flatten();
        parted.push_str(row.as_deref().unwrap_or(line));
        parted.push('\n');
    }
    Some(parted)
}

/// A row as ngspice prints complex vectors: `0⇥2.0e+01⇥1.1e+05,⇥2.4e+04`. Where commas and tabs
/// separate all cells there is one behind the first, too.
fn printed(line: &str) -> Option<String> {
    let mut cells = line.trim_end().split('\t');
    let mut parted = cells
        .next()
        .filter(|first| !first.ends_with(','))?
        .to_owned();
    let (mut real, mut any) = (false, false);
    for cell in cells {
        let bare = cell.trim_end_matches(',').trim();
        bare.parse::<f64>().ok()?;
        let second = std::mem::replace(&mut real, cell.ends_with(','));
        let mark = if second { "i" } else { "" };
        let _ = write!(parted, "\t{bare}{mark}");
        any |= second;
    }
    (any && !real).then_some(parted)
}

/// Commas are decimal ones where something else separates cells.
fn by_commas_between(line: &str) -> Option<String> {
    algebraic(line, b',').filter(|_| line.contains([';', '\t']))
}

fn by_points(line: &str) -> Option<String> {
    algebraic(line, b'.')
}

fn by_commas(line: &str) -> Option<String> {
    algebraic(line, b',')
}

/// A row whose complex values are sums or pairs in parentheses.
fn algebraic(line: &str, decimal: u8) -> Option<String> {
    let bytes = line.as_bytes();
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).and_then(|n| bytes.get(n));
        let within = before.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.');
        let value = if within {
            None
        } else {
            pair(line, at).or_else(|| sum(line, at, decimal))
        };
        at = value.as_ref().map_or(at + 1, |value| value.end);
        found.extend(value);
    }
    let first = found.first()?;
    let mut others = line.to_owned();
    others.replace_range(first.begin..first.end, "");
    // A pair alone is a frequency and its value.
    if !lines::may_be_row(&others) {
        return None;
    }
    let separator = match () {
        () if others.contains('\t') => '\t',
        () if others.contains(';') => ';',
        () if others.contains('|') => '|',
        () if others.contains(',') && decimal == b'.' => ',',
        () => ' ',
    };
    let (mut parted, mut done) = (String::new(), 0);
    for value in found {
        parted.push_str(line.get(done..value.begin)?);
        let _ = write!(parted, "{}{separator}{}i", value.real, value.imaginary);
        done = value.end;
    }
    parted.push_str(line.get(done..)?);
    Some(parted)
}

/// A complex value, and where it stands with what encloses it.
struct Found<'a> {
    begin: usize,
    end: usize,
    real: &'a str,
    imaginary: String,
}

/// `(21.3, 0.33)`
fn pair(line: &str, begin: usize) -> Option<Found<'_>> {
    let inside = line.get(begin..)?.strip_prefix('(')?;
    let (inside, _) = inside.split_once(')')?;
    let (real, imaginary) = inside.split_once(',')?;
    let number = |part: &str| part.trim().parse::<f64>().is_ok();
    (number(real) && number(imaginary)).then(|| {
        enclosed(
            line,
            Found {
                begin,
                end: begin + inside.len() + 2,
                real: real.trim(),
                imaginary: imaginary.trim().to_owned(),
            },
        )
    })
}

/// `21.3 + 0.33i`, `21.3+j0.33`, `21.3+0.33*i`
fn sum(line: &str, begin: usize, decimal: u8) -> Option<Found<'_>> {
    let bytes = line.as_bytes();
    let blank = |mut at: usize| {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        at
    };
    let unit = |at: usize| matches!(bytes.get(at), Some(b'i' | b'j'));
    let times = |at: usize| blank(at + usize::from(bytes.get(at) == Some(&b'*')));
    let real = figure(bytes, begin, decimal)?;
    let sign_at = blank(real);
    let sign = bytes.get(sign_at).filter(|b| matches!(b, b'+' | b'-'))?;
    let from = blank(sign_at + 1);
    let (from, number, end) = if unit(from) {
        let from = times(blank(from + 1));
        let number = figure(bytes, from, decimal)?;
        (from, number, number)
    } else {
        let number = figure(bytes, from, decimal)?;
        let at = times(blank(number));
        unit(at).then_some((from, number, at + 1))?
    };
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let sign = if *sign == b'-' { "-" } else { "" };
    Some(enclosed(
        line,
        Found {
            begin,
            end,
            real: line.get(begin..real)?,
            imaginary: format!("{sign}{}", line.get(from..number)?),
        },
    ))
}

/// The end of a number at a place.
fn figure(bytes: &[u8], begin: usize, decimal: u8) -> Option<usize> {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let sign = |at: usize| usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
    let digits = |mut at: usize| {
        while digit(at) {
            at += 1;
        }
        at
    };
    let whole = begin + sign(begin);
    let mut end = digits(whole);
    if bytes.get(end) == Some(&decimal) && (digit(end + 1) || end > whole) {
        end = digits(end + 1);
    }
    if !(digit(whole) || digit(whole + 1)) || end == whole {
        return None;
    }
    let power = end + 1 + sign(end + 1);
    if matches!(bytes.get(end), Some(b'e' | b'E')) && digit(power) {
        end = digits(power);
    }
    Some(end)
}

/// With the parentheses and quotes around it.
fn enclosed<'a>(line: &str, mut found: Found<'a>) -> Found<'a> {
    let bytes = line.as_bytes();
    while let (Some(before), Some(after)) = (
        found.begin.checked_sub(1).and_then(|at| bytes.get(at)),
        bytes.get(found.end),
    ) && matches!((before, after), (b'(', b')') | (b'"', b'"'))
    {
        found.begin -= 1;
        found.end += 1;
    }
    found
}
