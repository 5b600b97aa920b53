//! What was read at ports as quantities: impedance, power.

use super::PortReading;
use num_complex::Complex64;

/// Acoustic or electrical impedance at a port, Pa·s/m³ or Ω: what its part presents there; of a
/// driver (`source`) what it is loaded with. Absent where the flow is.
pub fn impedance(reading: &PortReading, source: bool) -> Option<Vec<Complex64>> {
    let sign = if source { -1.0 } else { 1.0 };
    let flow = reading.flow.as_ref()?;
    Some(
        reading
            .potential
            .iter()
            .zip(flow)
            .map(|(potential, flow)| sign * potential / flow)
            .collect(),
    )
}

/// Power taken at a voltage and a current (V and A rms), W.
pub fn power(voltage: &[Complex64], current: &[Complex64]) -> Vec<f64> {
    voltage
        .iter()
        .zip(current)
        .map(|(volt, ampere)| (volt * ampere.conj()).re)
        .collect()
}
