//! Lines of `key = value`, and numbers taken from them.

use super::{Left, Number, Parameter, Parameters};

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// Line, from 1.
    pub(super) line: usize,
    pub(super) key: &'a str,
    pub(super) value: &'a str,
}

impl Entry<'_> {
    /// As it stands in the file.
    pub(super) fn written(&self) -> String {
        format!("{} = {}", self.key, self.value)
    }
}

/// The lines with a `=`, from the section `[name]` where one is wanted.
pub(super) fn entries<'a>(text: &'a str, section: Option<&str>) -> Vec<Entry<'a>> {
    let mut inside = section.is_none();
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') && line.ends_with(']') {
            let name = line.trim_matches(['[', ']']);
            inside = section.is_none_or(|wanted| name.eq_ignore_ascii_case(wanted));
        } else if let Some((key, value)) = line.split_once('=')
            && inside
        {
            found.push(Entry {
                line: n + 1,
                key: key.trim(),
                value: value.trim(),
            });
        }
    }
    found
}

/// The decimal mark of a file's numbers: the comma where some have one and none has a point.
pub(super) fn decimal_comma<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let figures = |value: &str| {
        let mut letters = value.chars();
        letters.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | 'e' | 'E'))
    };
    let (mut commas, mut points) = (false, false);
    for value in values.filter(|value| figures(value)) {
        commas |= value.contains(',');
        points |= value.contains('.');
    }
    commas && !points
}

/// A number as it is written; none where it can be read two ways.
pub(super) fn number(written: &str, comma: bool) -> Option<f64> {
    let plain = match (comma, written.contains(','), written.contains('.')) {
        (true, true, false) => written.replacen(',', ".", 1),
        // 1,234.5: the comma parts thousands.
        (_, true, true) if written.rfind(',') < written.rfind('.') => written.replace(',', ""),
        _ => written.to_owned(),
    };
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// How a file states a number: its key, which number it is, and what one of its units is in SI.
pub(super) type Row = (&'static str, Number, f64);

impl Parameters {
    /// Takes the numbers that `rows` knows from a file's entries, in its units. Others whose values are
    /// numbers are left, but for those of `silent`.
    pub(super) fn take(&mut self, entries: &[Entry<'_>], rows: &[Row], silent: &[&str]) {
        let comma = decimal_comma(entries.iter().map(|entry| entry.value));
        for entry in entries {
            let row = rows.iter().find(|(key, ..)| *key == entry.key);
            let value = number(entry.value, comma);
            match (row, value) {
                (Some((_, number, factor)), Some(value)) => {
                    self.put(*number, value * factor, entry.written(), entry.line);
                }
                (Some(_), None) if !entry.value.is_empty() => {
                    self.leave(
                        entry,
                        tr!("it is no number, or one that can be read two ways"),
                    );
                }
                (None, Some(value)) if value != 0.0 && !silent.contains(&entry.key) => {
                    self.leave(entry, tr!("a driver here has no such number"));
                }
                _ => {}
            }
        }
    }

    /// Takes a number, SI; the first of its kind.
    pub(super) fn put(&mut self, number: Number, value: f64, written: String, line: usize) {
        let why = if value == 0.0 {
            tr!("0 means that it is not known")
        } else if self.value(number).is_some() {
            tr!("it is stated before already")
        } else {
            self.values.push(Parameter {
                number,
                value,
                written,
                line,
            });
            return;
        };
        self.left.push(Left {
            written,
            line,
            why: why.to_owned(),
        });
    }

    /// Leaves an entry.
    pub(super) fn leave(&mut self, entry: &Entry<'_>, why: &str) {
        self.left.push(Left {
            written: entry.written(),
            line: entry.line,
            why: why.to_owned(),
        });
    }
}
