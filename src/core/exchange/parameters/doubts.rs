//! What is doubtful about a driver's numbers.

use super::{super::finding::Finding, Left, Parameters};
use crate::{
    design::Severity,
    physics::thiele_small::{Given, ROUNDING},
    quantity::text::rounded,
};
use std::f64::consts::PI;

impl Parameters {
    /// Tells a doubt about a line.
    pub(super) fn doubt(&mut self, line: usize, message: String) {
        self.findings
            .push(Finding::at(Severity::Warning, line, message));
    }

    /// Tells something about the file.
    pub(super) fn note(&mut self, message: String) {
        self.findings.push(Finding::new(Severity::Note, message));
    }

    /// Leaves what no driver has, and tells what was left.
    pub(super) fn looked_at(mut self) -> Self {
        let (usual, odd): (Vec<_>, Vec<_>) = std::mem::take(&mut self.values)
            .into_iter()
            .partition(|value| value.number.usual().contains(&value.value));
        self.values = usual;
        for value in odd {
            let (symbol, _, unit) = value.number.row();
            let shown = rounded(value.value, unit, 3);
            self.doubt(
                value.line,
                tr!("“{}” would be {symbol} = {shown}, which no driver has: it was left out; is the file in other units?", value.written),
            );
            self.left.push(Left {
                written: value.written,
                line: value.line,
                why: tr!("{shown} is no driver's"),
            });
        }
        let shown: Vec<String> = (self.left.iter())
            .map(|left| format!("“{}” ({})", left.written, left.why))
            .collect();
        if !shown.is_empty() {
            self.note(tr!("not taken: {}", super::text::listed(&shown)));
        }
        self.findings
            .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        self
    }
}

/// Numbers that contradict each other where they do not suffice for a driver: sentences.
pub fn between(given: &Given) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |symbol: &str, given: Option<f64>, computed: Option<f64>, from: &str| {
        if let (Some(given), Some(computed)) = (given, computed)
            && (given / computed - 1.0).abs() > ROUNDING
        {
            found.push(tr!(
                "{symbol} {given:.4} given, {computed:.4} computed from {from}"
            ));
        }
    };
    let total = given
        .qms
        .zip(given.qes)
        .map(|(qms, qes)| qms * qes / (qms + qes));
    compare("Qts", given.qts, total, tr!("Qes and Qms"));
    let resonance = given.mms.zip(given.cms);
    let resonance = resonance.map(|(mms, cms)| 1.0 / (2.0 * PI * (mms * cms).sqrt()));
    compare("fs", given.fs, resonance, tr!("Mms and Cms"));
    let omega = given.fs.or(resonance).map(|f| 2.0 * PI * f);
    let mechanical = omega.zip(given.mms).zip(given.rms);
    let mechanical = mechanical.map(|((w, mms), rms)| w * mms / rms);
    compare("Qms", given.qms, mechanical, tr!("fs, Mms and Rms"));
    let electrical = omega.zip(given.mms).zip(given.re.zip(given.bl));
    let electrical = electrical.map(|((w, mms), (re, bl))| w * mms * re / (bl * bl));
    compare("Qes", given.qes, electrical, tr!("fs, Mms, Re and Bl"));
    found
}
