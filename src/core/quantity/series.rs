//! Preferred values: the E-series of IEC 60063.

/// An E-series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// 12 values a decade, 10 %.
    E12,
    /// 24 values a decade, 5 %.
    E24,
    /// 96 values a decade, 1 %.
    E96,
}

const E12: [u32; 12] = [100, 120, 150, 180, 220, 270, 330, 390, 470, 560, 680, 820];

const E24: [u32; 24] = [
    100, 110, 120, 130, 150, 160, 180, 200, 220, 240, 270, 300, 330, 360, 390, 430, 470, 510, 560,
    620, 680, 750, 820, 910,
];

const E96: [u32; 96] = [
    100, 102, 105, 107, 110, 113, 115, 118, 121, 124, 127, 130, 133, 137, 140, 143, 147, 150, 154,
    158, 162, 165, 169, 174, 178, 182, 187, 191, 196, 200, 205, 210, 215, 221, 226, 232, 237, 243,
    249, 255, 261, 267, 274, 280, 287, 294, 301, 309, 316, 324, 332, 340, 348, 357, 365, 374, 383,
    392, 402, 412, 422, 432, 442, 453, 464, 475, 487, 499, 511, 523, 536, 549, 562, 576, 590, 604,
    619, 634, 649, 665, 681, 698, 715, 732, 750, 768, 787, 806, 825, 845, 866, 887, 909, 931, 953,
    976,
];

/// Steps that two values may differ in the last bit and still be the same value.
const SAME: f64 = 1e-9;

impl Series {
    /// The values of one decade, in hundredths.
    fn hundredths(self) -> &'static [u32] {
        match self {
            Self::E12 => &E12,
            Self::E24 => &E24,
            Self::E96 => &E96,
        }
    }

    /// The value of the series nearest to `value` by ratio. What is not positive stays as it is.
    pub fn nearest(self, value: f64) -> f64 {
        let (Some(below), Some(above)) = (self.at_most(value), self.at_least(value)) else {
            return value;
        };
        if value / below <= above / value {
            below
        } else {
            above
        }
    }

    /// The next greater value. What is not positive stays as it is.
    pub fn next(self, value: f64) -> f64 {
        self.at_least(value * (1.0 + 3.0 * SAME)).unwrap_or(value)
    }

    /// The next smaller value. What is not positive stays as it is.
    pub fn previous(self, value: f64) -> f64 {
        self.at_most(value * (1.0 - 3.0 * SAME)).unwrap_or(value)
    }

    /// The value `steps` further up the series (down where negative).
    pub fn stepped(self, value: f64, steps: i32) -> f64 {
        (0..steps.unsigned_abs()).fold(value, |value, _| {
            if steps > 0 {
                self.next(value)
            } else {
                self.previous(value)
            }
        })
    }

    fn at_least(self, value: f64) -> Option<f64> {
        let decade = decade(value)?;
        self.values_from(decade)
            .find(|&candidate| candidate >= value * (1.0 - SAME))
    }

    fn at_most(self, value: f64) -> Option<f64> {
        let decade = decade(value)?;
        self.values_from(decade)
            .take_while(|&candidate| candidate <= value * (1.0 + SAME))
            .last()
    }

    /// Ascending values from the decade below `decade` to the one above.
    fn values_from(self, decade: i32) -> impl Iterator<Item = f64> {
        (decade - 1..=decade + 1).flat_map(move |decade| {
            self.hundredths().iter().map(move |&hundredths| {
                // Read from digits, so that 4.7 µF is the number everybody else calls 4.7 µF.
                format!("{hundredths}e{}", decade - 2)
                    .parse()
                    .unwrap_or(f64::NAN)
            })
        })
    }
}

/// The power of ten a positive number begins with.
#[allow(clippy::cast_possible_truncation, reason = "within ±324")]
fn decade(value: f64) -> Option<i32> {
    (value.is_finite() && value > 0.0).then(|| value.log10().floor() as i32)
}
