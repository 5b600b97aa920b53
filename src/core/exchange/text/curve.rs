//! A chosen curve out of its columns: converted, put in order, looked at.

use super::super::finding::Finding;
use super::{
    choice::Choice,
    columns::Column,
    convert::{Converter, NoPoint},
    left_out::LeftOut,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    analysis::examine::{self, Doubt},
    design::{CurvePoint, Severity},
};

/// The points of a curve, ascending in frequency, and what was found on the way.
pub(super) fn points(
    columns: &[Column],
    lines: &[u32],
    headed: &[usize],
    choice: &Choice,
) -> (Vec<CurvePoint>, Vec<Finding>) {
    let mut findings = Vec::new();
    let sweeps = columns
        .get(choice.frequency)
        .map(|column| sweeps(&column.values, headed))
        .unwrap_or_default();
    let rows = sweeps.get(choice.sweep).cloned().unwrap_or(0..lines.len());
    if sweeps.len() > 1 {
        let line = |row: usize| lines.get(row).copied().unwrap_or_default();
        let (from, to) = (line(rows.start), line(rows.end.saturating_sub(1)));
        let count = if sweeps.len() == 2 {
            tr!("two").to_owned()
        } else {
            sweeps.len().to_string()
        };
        findings.push(Finding {
            severity: Severity::Warning,
            line: lines.get(rows.end).map(|line| *line as usize),
            message: tr!(
                "the text holds {count} curves one after the other: the one of lines {from} to {to} was taken"
            ),
        });
    }
    let page = headed
        .iter()
        .filter(|row| rows.start < **row && **row < rows.end);
    if let Some(line) = page.min().and_then(|row| lines.get(*row)) {
        let line = *line as usize;
        findings.push(Finding::at(
            Severity::Note,
            line,
            tr!(
                "heads stand before line {line} once more: what follows was taken as the same curve"
            ),
        ));
    }
    let converter = Converter::new(columns, choice);
    findings.extend(
        converter
            .notes()
            .map(|note| Finding::new(Severity::Note, note)),
    );
    findings.extend(
        converter
            .doubt()
            .into_iter()
            .chain(converter.weighted())
            .map(|doubt| Finding::new(Severity::Warning, doubt)),
    );
    let mut points = Vec::with_capacity(rows.len());
    let mut from = Vec::with_capacity(rows.len());
    let mut left_out = [LeftOut::default(), LeftOut::default()];
    // Rows of other tables and of longer curves beside this one.
    let absent = |column: usize, row: usize| {
        let value = columns
            .get(column)
            .and_then(|column| column.values.get(row));
        value.is_none_or(|value| value.is_nan())
    };
    let others = |row| (0..columns.len()).any(|column| !absent(column, row));
    let rows = rows.filter(|row| {
        !absent(choice.frequency, *row) || !absent(choice.value, *row) || !others(*row)
    });
    for row in rows {
        let line = lines.get(row).copied().unwrap_or_default();
        match converter.point(row) {
            Ok(point) => {
                points.push(point);
                from.push(line);
            }
            Err(why) => {
                // Those below zero are another matter than those without a value.
                let which = usize::from(!matches!(why, NoPoint::NoValue | NoPoint::NoFrequency));
                left_out[which].count(line as usize, || why.words());
            }
        }
    }
    findings.extend(left_out.iter().filter_map(LeftOut::finding));
    in_order(&mut points, &mut from, &mut findings);
    for found in examine::examine(&points, choice.quantity) {
        let line = found
            .point
            .and_then(|n| from.get(n))
            .map(|line| *line as usize);
        // What was left out is wrong no more.
        let severity = match found.doubt {
            Doubt::NoPhase => found.severity.min(Severity::Warning),
            _ => found.severity,
        };
        findings.push(Finding {
            severity,
            line,
            message: found.message,
        });
        if found.doubt == Doubt::NoPhase {
            for point in &mut points {
                point.phase_deg = None;
            }
        }
    }
    (points, findings)
}

/// Rows of each sweep: a new one begins where the frequency falls back to where it began, or where
/// heads stand once more.
pub(super) fn sweeps(f: &[f64], headed: &[usize]) -> Vec<std::ops::Range<usize>> {
    let known = || f.iter().enumerate().filter(|(_, f)| **f > 0.0);
    let (mut ups, mut downs) = (0, 0);
    let mut before = f64::NAN;
    for (_, &f) in known() {
        ups += usize::from(f > before);
        downs += usize::from(f < before);
        before = f;
    }
    let falling = downs > ups;
    let mut found = Vec::new();
    let (mut begin, mut first, mut before) = (0, f64::NAN, [f64::NAN; 2]);
    for (row, &f) in known() {
        let [start, earlier, last, now] = if falling {
            [first, before[0], before[1], f].map(f64::recip)
        } else {
            [first, before[0], before[1], f]
        };
        let restarts = last >= 2.0 * start && now < last && now <= 1.26 * start;
        // Heads on each page of one table begin no other: the frequency goes on in its steps.
        let goes_on = now > last && now / last <= (last / earlier).powi(2);
        if restarts || (headed.contains(&row) && row > begin && !goes_on) {
            found.push(begin..row);
            begin = row;
            first = f;
        }
        if first.is_nan() {
            first = f;
        }
        before = [before[1], f];
    }
    found.push(begin..f.len());
    found
}

/// Ascending frequencies, each once.
fn in_order(points: &mut Vec<CurvePoint>, lines: &mut Vec<u32>, findings: &mut Vec<Finding>) {
    let mut back = points
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[1].f < pair[0].f);
    if let Some((n, pair)) = back.next() {
        let count = 1 + back.count();
        let line = lines.get(n + 1).copied().unwrap_or_default() as usize;
        let falling = points.windows(2).all(|pair| pair[1].f <= pair[0].f);
        if falling && points.len() > 2 {
            findings.push(Finding::new(
                Severity::Note,
                tr!("the frequencies fall: the order of the points was reversed").to_owned(),
            ));
        } else {
            findings.push(Finding::at(
                Severity::Warning,
                line,
                tr!(
                    "frequency goes back {} line {line} ({} Hz after {} Hz): the points were put in order; check that the text holds one curve",
                    times(count), pair[1].f, pair[0].f
                ),
            ));
        }
        let mut order: Vec<u32> = (0..u32::try_from(points.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by_number(|a| points[*a as usize].f);
        *lines = order.iter().map(|n| lines[*n as usize]).collect();
        *points = order.iter().map(|n| points[*n as usize]).collect();
    }
    let before = points.len();
    let mut kept = f64::NAN;
    let mut n = 0;
    lines.retain(|_| {
        let f = points.get(n).map_or(f64::NAN, |point| point.f);
        n += 1;
        let first = f != kept;
        kept = f;
        first
    });
    points.dedup_by(|later, earlier| later.f == earlier.f);
    let twice = before - points.len();
    if twice > 0 {
        findings.push(Finding::new(
            Severity::Warning,
            if twice == 1 {
                tr!("one frequency occurs more than once: its first value was kept").to_owned()
            } else {
                tr!("{twice} frequencies occur more than once: the first value of each was kept")
            },
        ));
    }
}

/// “once, at” or “3 times, first at”.
fn times(count: usize) -> String {
    if count == 1 {
        tr!("once, at").to_owned()
    } else {
        tr!("{count} times, first at")
    }
}
