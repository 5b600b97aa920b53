//! A driver known only by its measured curves.

use crate::design::driver::Measured;

/// The curves of a measured driver, checked, with what they were measured in.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredTable {
    driver: Measured,
}

impl MeasuredTable {
    /// Checks that there is something to interpolate.
    pub fn new(driver: &Measured) -> Result<Self, &'static str> {
        if driver.response.is_empty() {
            return Err("it has no measured response");
        }
        if driver.impedance.is_empty() {
            return Err("it has no measured impedance");
        }
        for curve in [&driver.response, &driver.impedance] {
            let finite = curve.iter().all(|p| p.f > 0.0 && p.value.is_finite());
            if !finite || !curve.is_sorted_by(|a, b| a.f < b.f) {
                return Err("its measured curves are not in ascending order of frequency");
            }
        }
        Ok(Self {
            driver: driver.clone(),
        })
    }
}
