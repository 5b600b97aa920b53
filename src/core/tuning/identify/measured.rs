//! Keeping a driver as its measured curves, with nothing fitted.

use super::{Data, DriverText, Fixture, IdentifyError, Trace, examine, fixture::way};
use crate::analysis::minimum_phase::minimum_phase_deg;
use crate::design::{
    CurvePoint, PartKind, Severity,
    driver::{Case, Measured, Origin, Trust},
    ear::Ear,
};

/// Volume that stands for the compliance of a small armature, m³, where nothing is known.
pub const SOURCE_VOLUME: f64 = 30e-9;

/// A measured driver: the curves as they are, with the source resistance, the tubes, the dampers and
/// the coupler that belong to them.
/// `source_volume` stands for the driver's own compliance, m³. A phase that was not measured is the
/// one of minimum phase, and the provenance says so.
///
/// # Errors
/// When a curve is missing or says nothing.
pub fn keep_measured(
    data: &Data,
    fixture: &Fixture,
    text: &DriverText,
    source_volume: f64,
) -> Result<PartKind, IdentifyError> {
    let findings = examine(data, fixture, None);
    if let Some(stop) = findings.iter().find(|f| f.severity == Severity::Error) {
        return Err(IdentifyError::BadData(stop.message.clone()));
    }
    let (Some(response), Some(impedance)) = (&data.response, &data.impedance) else {
        return Err(IdentifyError::NotKept(
            "a measured driver needs both curves, its response and its impedance",
        ));
    };
    let (sections, inserts) = way(&fixture.path);
    let (response, synthetic_response) = with_phase(response, |level| level)?;
    let (impedance, synthetic_impedance) = with_phase(impedance, |ohm| 20.0 * ohm.log10())?;
    let mut provenance = format!("Measured curves of {}", text.source);
    match (synthetic_response, synthetic_impedance) {
        (false, false) => {}
        (true, true) => provenance.push_str(". Both phases are synthetic: minimum phase"),
        (true, false) => provenance.push_str(". The response's phase is synthetic: minimum phase"),
        (false, true) => provenance.push_str(". The impedance's phase is synthetic: minimum phase"),
    }
    provenance.push_str(". How the load acts back on the impedance is not known");
    Ok(Measured {
        origin: Origin {
            preset: text.name.clone(),
            provenance,
            trust: Trust::C,
            modified: Vec::new(),
        },
        response,
        impedance,
        voltage: fixture.voltage,
        source_resistance: fixture.source_resistance,
        fixture: sections,
        fixture_inserts: inserts,
        coupler: Ear::from(fixture.ear),
        source_volume,
        case: text.case.unwrap_or(Case::SMALL_BOX),
        rated_voltage: 0.0,
    }
    .into())
}

/// The curve, thinned, with a phase at every point; whether that phase is synthetic.
fn with_phase(
    trace: &Trace,
    level_db: impl Fn(f64) -> f64,
) -> Result<(Vec<CurvePoint>, bool), IdentifyError> {
    let mut points = trace.used((0.0, f64::INFINITY));
    if trace.has_phase() {
        return Ok((points, false));
    }
    let f: Vec<f64> = points.iter().map(|p| p.f).collect();
    let levels: Vec<f64> = points.iter().map(|p| level_db(p.value)).collect();
    let phase = minimum_phase_deg(&f, &levels).ok_or(IdentifyError::NoData)?;
    for (point, phase) in points.iter_mut().zip(phase) {
        // A tenth of a degree is more than such a phase is worth.
        point.phase_deg = Some((phase * 10.0).round() / 10.0);
    }
    Ok((points, true))
}
