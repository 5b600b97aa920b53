//! A family of ears as CSV.

use super::curves_csv::{number, quoted};
use crate::analysis::EarFamily;

/// Decimals of Hz and dB.
const DECIMALS: usize = 6;

/// A header and one row a frequency: the design as drawn, the envelope, then every ear.
pub fn ears_csv(family: &EarFamily) -> String {
    let mut columns: Vec<String> = ["f_hz", "spl_db", "spl_db:least", "spl_db:most"]
        .map(ToOwned::to_owned)
        .into();
    let members = family.members.iter();
    columns.extend(members.map(|member| quoted(&format!("spl_db:{}", member.name))));
    let mut text = columns.join(",");
    text.push('\n');
    let curves: Vec<&[f64]> = [&family.as_drawn, &family.low, &family.high]
        .into_iter()
        .chain(family.members.iter().map(|member| &member.level_db))
        .map(Vec::as_slice)
        .collect();
    for (row, f) in family.f.iter().enumerate() {
        text.push_str(&number(*f, DECIMALS));
        for curve in &curves {
            text.push(',');
            if let Some(level) = curve.get(row) {
                text.push_str(&number(*level, DECIMALS));
            }
        }
        text.push('\n');
    }
    text
}
