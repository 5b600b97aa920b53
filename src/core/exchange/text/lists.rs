//! Lists and tables of other things than curves, told by their heads or the words of their rows.

/// Cells of a line in small letters, whatever separates them.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let marks: &[char] = if line.contains(['\t', ';', ',', '|']) {
        &['\t', ';', ',', '|']
    } else {
        &[' ']
    };
    line.split(marks)
        .map(|cell| cell.trim_matches(['"', ' ', '#', '*']))
        .filter(|cell| !cell.is_empty())
}

/// A cell's first word: `gain (db)` is `gain`.
fn name(cell: &str) -> &str {
    cell.split([' ', '(', '[', '/', '_', '.'])
        .next()
        .unwrap_or(cell)
}

/// Whether one of the first lines is a head with so many of these names: no remark with figures.
fn has_head(lower: &str, names: &[&str], least: usize) -> bool {
    let figures = |line: &str| line.contains(|c: char| c.is_ascii_digit());
    let mut lines = lower.lines().take(HEADS).filter(|line| !figures(line));
    lines.any(|line| {
        let mut found: Vec<&str> = cells(line)
            .map(name)
            .filter(|cell| names.contains(cell))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len() >= least
    })
}

/// Lines that may hold heads.
const HEADS: usize = 12;

/// Filters: `Filter  1: ON PK Fc 105 Hz`, a table of frequency, gain and Q, or rows of types of filters.
pub(super) fn is_equaliser(lower: &str) -> bool {
    const TYPES: [&str; 17] = [
        "pk",
        "peq",
        "peak",
        "peaking",
        "ls",
        "lsc",
        "lsf",
        "lsq",
        "hs",
        "hsc",
        "hsf",
        "hsq",
        "low_shelf",
        "high_shelf",
        "lowshelf",
        "highshelf",
        "bell",
    ];
    let filters = lower.lines().any(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some("filter")
            && words.next().is_some_and(|word| word.ends_with(':'))
            && words.any(|word| word == "fc")
    });
    let heads = lower.lines().take(HEADS).any(|line| {
        let has = |names: &[&str]| cells(line).any(|cell| names.contains(&name(cell)));
        has(&["gain"]) && has(&["q"]) && has(&["freq", "frequency", "fc", "f"])
    });
    let rows = || {
        lower
            .lines()
            .filter(|line| line.contains(|c: char| c.is_ascii_digit()))
    };
    let typed = |line: &&str| {
        line.split([' ', '\t', ';', ',', '"', ':'])
            .any(|word| TYPES.contains(&word))
    };
    filters || heads || (rows().filter(typed).count() >= 2 && rows().all(|row| typed(&row)))
}

/// A table with a driver a row.
pub(super) fn is_table_of_drivers(lower: &str) -> bool {
    const NAMES: [&str; 11] = [
        "fs", "re", "qts", "qms", "qes", "vas", "mms", "cms", "bl", "xmax", "sd",
    ];
    has_head(lower, &NAMES, 3) && !has_head(lower, &["freq", "frequency", "f", "hz"], 1)
}

/// Parts with their numbers or prices.
pub(super) fn is_price_list(lower: &str) -> bool {
    const NAMES: [&str; 12] = [
        "qty", "quantity", "price", "item", "part", "cost", "menge", "preis", "stück", "artikel",
        "supplier", "value",
    ];
    has_head(lower, &["qty", "quantity", "price", "menge", "preis"], 1)
        && has_head(lower, &NAMES, 2)
        && !has_head(lower, &["freq", "frequency", "hz"], 1)
}

/// Its line of options: `# kHz S RI R 50`.
pub(super) fn is_touchstone(lower: &str) -> bool {
    lower.lines().any(|line| {
        let Some(line) = line.trim().strip_prefix('#') else {
            return false;
        };
        let words: Vec<&str> = line.split_whitespace().collect();
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        words.len() >= 3
            && has(&["hz", "khz", "mhz", "ghz"])
            && has(&["s", "y", "z", "g", "h"])
            && has(&["ri", "ma", "db"])
            && has(&["r"])
    })
}

/// Vertices and faces.
pub(super) fn is_obj(head: &str) -> bool {
    let lines = |mark: &str| head.lines().filter(|line| line.starts_with(mark)).count();
    lines("v ") >= 3 && lines("f ") >= 1
}

/// Keys with colons on nearly every line, one of them with a list or nothing behind it.
pub(super) fn is_yaml(head: &str) -> bool {
    let lines = || {
        head.lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    };
    let value = |line: &str| {
        let (key, value) = line.trim().trim_start_matches("- ").split_once(':')?;
        let plain = key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        (plain && (value.is_empty() || value.starts_with(' '))).then(|| value.trim().to_owned())
    };
    let values: Vec<String> = lines().filter_map(value).collect();
    let nested = values
        .iter()
        .filter(|value| value.is_empty() || value.starts_with('['))
        .count();
    values.len() >= 3 && values.len() * 5 >= lines().count() * 4 && nested >= 2
}
