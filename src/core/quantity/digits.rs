//! Decimal digits with an exponent: the exact arithmetic behind prefixes.

/// The shortest digits that read back as the same `f64`, shifted by 10^−`exponent`, in plain
/// decimal notation.
pub(super) fn shifted(value: f64, exponent: i32) -> String {
    if value == 0.0 {
        // Minus zero is zero.
        return "0".to_owned();
    }
    if !value.is_finite() {
        return value.to_string();
    }
    let scientific = format!("{value:e}");
    let (mantissa, power) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    // The decimal point stands behind the first digit; `point` is its place after the shift.
    let point = 1 + power - exponent;
    let plain = place_point(&digits, point);
    if negative { format!("-{plain}") } else { plain }
}

/// Puts a decimal point `point` places behind the start of `digits`.
fn place_point(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if point <= 0 {
        let zeros = "0".repeat(usize::try_from(-point).unwrap_or(0));
        return trim(&format!("0.{zeros}{digits}"));
    }
    if point >= count {
        let zeros = "0".repeat(usize::try_from(point - count).unwrap_or(0));
        return format!("{digits}{zeros}");
    }
    let (whole, part) = digits.split_at(usize::try_from(point).unwrap_or(0));
    trim(&format!("{whole}.{part}"))
}

fn trim(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}
