//! How loud a design plays as CSV.

use super::curves_csv::{number, quoted};
use crate::analysis::maximum::{Maximum, Strained};

/// Decimals of Hz and dB.
const DECIMALS: usize = 6;

/// A header and one row a frequency: `f_hz`, the level at the drive `spl_db`, the greatest level
/// `max_spl_db`, the headroom between them `headroom_db`, and one column
/// `headroom_db:<part>, <strain>` for every bound. A cell is empty where nothing is known to bound
/// the level.
pub fn maximum_csv(maximum: &Maximum) -> String {
    let mut columns: Vec<String> = ["f_hz", "spl_db", "max_spl_db", "headroom_db"]
        .map(ToOwned::to_owned)
        .into();
    let strained = maximum.strained.iter();
    columns.extend(strained.map(|one| quoted(&format!("headroom_db:{}", one.title()))));
    let mut text = columns.join(",");
    text.push('\n');
    let mut curves = vec![
        maximum.drive_db.clone(),
        maximum.level_db(),
        maximum.headroom_db.clone(),
    ];
    curves.extend(maximum.strained.iter().map(Strained::headroom_db));
    for (row, f) in maximum.f.iter().enumerate() {
        text.push_str(&number(*f, DECIMALS));
        for curve in &curves {
            text.push(',');
            let value = curve.get(row).filter(|value| value.is_finite());
            text.push_str(&value.map_or_else(String::new, |value| number(*value, DECIMALS)));
        }
        text.push('\n');
    }
    text
}
