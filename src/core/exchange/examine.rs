//! Looking at an imported curve before it is believed.
//!
//! Bad data that loads without a word is the failure this field suffers most from: phase columns of
//! zeros, an impedance of 0.11 Ω, curves that end at 10 kHz.

use super::response::{LeftOut, Quantity, Row};
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

/// A curve that begins above or ends below these ends inside the audio band, Hz: a sixth of an
/// octave inside 20 Hz and 20 kHz.
const BAND: [f64; 2] = [22.4, 17_900.0];

/// Least impedance a coil of any driver in use has, Ω.
const LEAST_IMPEDANCE: f64 = 1.0;

/// A jump between neighbours this large is no acoustics, dB.
const JUMP_DB: f64 = 35.0;

/// Puts the rows in order, drops what is no data, and says what it found.
pub(super) fn examine(
    rows: &[Row],
    quantity: Quantity,
    findings: &mut Vec<Finding>,
) -> Vec<CurvePoint> {
    let rows = in_order(rows, findings);
    ends(&rows, findings);
    match quantity {
        Quantity::Level => levels(&rows, findings),
        Quantity::Impedance => impedances(&rows, findings),
    }
    let keep_phase = phase(&rows, quantity, findings);
    rows.iter()
        .map(|row| CurvePoint {
            f: row.f,
            value: row.value,
            phase_deg: row.phase_deg.filter(|_| keep_phase),
        })
        .collect()
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

fn ends(rows: &[Row], findings: &mut Vec<Finding>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return;
    };
    if last.f < 100.0 {
        findings.push(Finding::new(
            Severity::Warning,
            format!(
                "the highest frequency is {}: is this column in kHz?",
                last.f
            ),
        ));
        return;
    }
    let [low, high] = BAND;
    if first.f > low {
        findings.push(Finding::at(
            Severity::Warning,
            first.line,
            format!(
                "the curve begins at {} Hz, inside the audio band: below, values are extrapolated",
                first.f
            ),
        ));
    }
    if last.f < high {
        findings.push(Finding::at(
            Severity::Warning,
            last.line,
            format!(
                "the curve ends at {} Hz, inside the audio band: above, values are extrapolated",
                last.f
            ),
        ));
    }
    if rows.len() < 20 {
        findings.push(Finding::new(
            Severity::Warning,
            format!("{} points are few for a curve", rows.len()),
        ));
    }
}

fn levels(rows: &[Row], findings: &mut Vec<Finding>) {
    let all_linear = rows.iter().all(|row| row.value > 0.0 && row.value < 25.0);
    if all_linear {
        findings.push(Finding::new(
            Severity::Warning,
            "every level lies between 0 and 25: these look like linear values (Pa), not dB"
                .to_owned(),
        ));
        return;
    }
    let jump = rows
        .iter()
        .zip(rows.iter().skip(1))
        .find(|(a, b)| (b.value - a.value).abs() > JUMP_DB && b.f / a.f < 1.5);
    if let Some((a, b)) = jump {
        findings.push(Finding::at(
            Severity::Error,
            b.line,
            format!(
                "the level jumps from {} to {} at line {} ({} Hz): dB and linear values seem to be mixed",
                a.value, b.value, b.line, b.f
            ),
        ));
    }
}

fn impedances(rows: &[Row], findings: &mut Vec<Finding>) {
    let values = || rows.iter().map(|row| row.value);
    let least = values().fold(f64::INFINITY, f64::min);
    let most = values().fold(f64::NEG_INFINITY, f64::max);
    if least <= 0.0 {
        findings.push(Finding::new(
            Severity::Error,
            format!(
                "the impedance goes down to {least} Ω: a magnitude is positive; are these dB values?"
            ),
        ));
    } else if least < LEAST_IMPEDANCE {
        findings.push(Finding::new(
            Severity::Error,
            format!(
                "the impedance goes down to {least} Ω, below the resistance of any driver's coil: the measurement lacks its calibration, or the values are not in Ω"
            ),
        ));
    }
    if rows.len() > 10 && least > 0.0 && most / least < 1.01 {
        findings.push(Finding::new(
            Severity::Warning,
            format!(
                "the impedance is flat at {least} Ω: a driver's is not; this may be a placeholder"
            ),
        ));
    }
}

/// Whether the phase column is one.
fn phase(rows: &[Row], quantity: Quantity, findings: &mut Vec<Finding>) -> bool {
    let phases: Vec<f64> = rows.iter().filter_map(|row| row.phase_deg).collect();
    if phases.is_empty() {
        findings.push(Finding::new(
            Severity::Note,
            "there is no phase: minimum phase has to stand in for it".to_owned(),
        ));
        return false;
    }
    let greatest = phases.iter().fold(0.0_f64, |m, p| m.max(p.abs()));
    if greatest == 0.0 {
        findings.push(Finding::new(
            Severity::Error,
            "the phase is zero at every frequency: it was not measured, and was left out"
                .to_owned(),
        ));
        return false;
    }
    if phases.len() < rows.len() {
        findings.push(Finding::new(
            Severity::Warning,
            format!("{} points have no phase", rows.len() - phases.len()),
        ));
    }
    if greatest <= std::f64::consts::PI + 1e-3 && phases.len() > 10 {
        findings.push(Finding::new(
            Severity::Warning,
            "no phase exceeds ±3.142: this column may be in radians; it was read as degrees"
                .to_owned(),
        ));
    }
    if quantity == Quantity::Impedance {
        let active = rows
            .iter()
            .find(|row| row.phase_deg.is_some_and(|phase| phase.abs() > 91.0));
        if let Some(row) = active {
            findings.push(Finding::at(
                Severity::Warning,
                row.line,
                format!(
                    "the impedance's phase is {}° at {} Hz: beyond ±90° a driver would give power; check the leads",
                    row.phase_deg.unwrap_or(0.0),
                    row.f
                ),
            ));
        }
    }
    true
}
