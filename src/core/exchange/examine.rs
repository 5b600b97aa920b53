//! Rows of text as a curve: put in order, looked at ([`crate::analysis::examine`]), and told about by
//! the lines they stand in.

use super::response::{LeftOut, Quantity, Row};
use crate::analysis::examine::{self, Doubt};
use crate::design::{CurvePoint, Severity};

/// Something found in an imported curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Line of the text, from 1, where it is about one.
    pub line: Option<usize>,
    /// What, and what was done about it: a sentence.
    pub message: String,
}

impl Finding {
    pub(super) fn new(severity: Severity, message: String) -> Self {
        Self {
            severity,
            line: None,
            message,
        }
    }

    pub(super) fn at(severity: Severity, line: usize, message: String) -> Self {
        Self {
            severity,
            line: Some(line),
            message,
        }
    }
}

/// Puts the rows in order, drops what is no data, and says what it found.
pub(super) fn examine(
    rows: &[Row],
    quantity: Quantity,
    findings: &mut Vec<Finding>,
) -> Vec<CurvePoint> {
    let rows = in_order(rows, findings);
    let point = |row: &Row| CurvePoint {
        f: row.f,
        value: row.value,
        phase_deg: row.phase_deg,
    };
    let mut points: Vec<CurvePoint> = rows.iter().map(point).collect();
    for found in examine::examine(&points, quantity) {
        let line = found.point.and_then(|n| rows.get(n)).map(|row| row.line);
        findings.push(Finding {
            severity: found.severity,
            line,
            message: found.message,
        });
        if found.doubt == Doubt::NoPhase {
            for point in &mut points {
                point.phase_deg = None;
            }
        }
    }
    points
}

/// Ascending frequencies, each once.
fn in_order(rows: &[Row], findings: &mut Vec<Finding>) -> Vec<Row> {
    let mut left_out = LeftOut::default();
    for row in rows.iter().filter(|row| row.f <= 0.0) {
        left_out.count(row.line, || format!("{} Hz is not a frequency", row.f));
    }
    findings.extend(left_out.finding());
    let mut rows: Vec<Row> = rows.iter().copied().filter(|row| row.f > 0.0).collect();
    let back = rows
        .iter()
        .zip(rows.iter().skip(1))
        .filter(|(a, b)| b.f < a.f)
        .map(|(a, b)| (*a, *b))
        .collect::<Vec<_>>();
    if let Some((a, b)) = back.first() {
        findings.push(Finding::at(
            Severity::Warning,
            b.line,
            format!(
                "frequency goes back {} line {} ({} Hz after {} Hz): the points were put in order; check that the text holds one curve",
                times(back.len()), b.line, b.f, a.f
            ),
        ));
        rows.sort_by(|a, b| a.f.total_cmp(&b.f));
    }
    let before = rows.len();
    rows.dedup_by(|later, earlier| later.f == earlier.f);
    let twice = before - rows.len();
    if twice > 0 {
        findings.push(Finding::new(
            Severity::Warning,
            if twice == 1 {
                "one frequency occurs more than once: its first value was kept".to_owned()
            } else {
                format!(
                    "{twice} frequencies occur more than once: the first value of each was kept"
                )
            },
        ));
    }
    rows
}

/// “once, at” or “3 times, first at”.
fn times(count: usize) -> String {
    if count == 1 {
        "once, at".to_owned()
    } else {
        format!("{count} times, first at")
    }
}
