//! Lines of a text, however they end, and which of them are remarks.

/// Lines with their number, from 1: ended by LF, CR LF or CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest.filter(|text| !text.is_empty())?;
        number += 1;
        let Some(end) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) else {
            rest = None;
            return Some((number, text));
        };
        let both = text.as_bytes().get(end..end + 2) == Some(b"\r\n".as_slice());
        rest = text.get(end + if both { 2 } else { 1 }..);
        Some((number, text.get(..end).unwrap_or_default()))
    })
}

/// How many lines there may be: for making room.
pub(super) fn count(text: &str) -> usize {
    let ends = |mark| memchr::memchr_iter(mark, text.as_bytes()).count();
    1 + ends(b'\n').max(ends(b'\r'))
}

/// Whether a line is a remark by its first letters.
pub(super) fn is_remark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['*', '#', ';', '%', '!']) || line.starts_with("//")
}

/// What a remark or heading says, without what marks it.
pub(super) fn words_of(line: &str) -> &str {
    let line = line.trim();
    let inside = line.trim_start_matches(['*', '#', ';', '%', '!', ' ', '\t']);
    let inside = inside.strip_prefix("//").unwrap_or(inside);
    inside.trim()
}

/// Whether a line may be a row of a table: it holds a digit and is no remark.
pub(super) fn may_be_row(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit()) && !is_remark(line)
}

/// Whether cells hold two numbers each, in parentheses or with exponents: `(101dB,12°)`,
/// `2.2e+00,4.9e-01`, as LTspice writes them.
pub(super) fn is_complex(text: &str) -> bool {
    let rows = lines(text)
        .map(|(_, line)| line.trim())
        .filter(|line| !line.is_empty())
        .skip(1);
    let two = |cell: &str| {
        let inside = cell
            .trim()
            .strip_prefix('(')
            .and_then(|cell| cell.strip_suffix(')'));
        let exponents = cell.matches(['e', 'E']).count() == 2;
        let parts = inside.unwrap_or(cell).split(',').count() == 2;
        parts && (inside.is_some() || exponents)
    };
    let mut any = false;
    for row in rows.filter(|row| row.contains('\t')).take(3) {
        any = true;
        if !row.split('\t').skip(1).all(two) {
            return false;
        }
    }
    any
}
