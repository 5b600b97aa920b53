//! A measured curve looked at before it is believed: the same look for every import and for
//! everything that is fitted to it.
//!
//! Bad data that loads without a word is the failure this field suffers most from: phase columns of
//! zeros, an impedance of 0.11 Ω, curves that end at 10 kHz.

use crate::design::{CurvePoint, Severity};

/// What the values of a curve are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Sound pressure level, dB SPL.
    Level,
    /// Magnitude of an electrical impedance, Ω.
    Impedance,
}

impl Quantity {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => tr!("level"),
            Self::Impedance => tr!("impedance"),
        }
    }
}

/// The kinds of doubt about a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Frequencies that may be kilohertz.
    Scale,
    /// A curve that begins or ends inside the audio band.
    Band,
    /// Too few points to say much.
    TooFew,
    /// Values that are not levels in dB SPL.
    NotLevels,
    /// Levels and linear values in one column.
    Mixed,
    /// An impedance no driver has.
    NotImpedance,
    /// An impedance that does not vary.
    Flat,
    /// No phase at all.
    WithoutPhase,
    /// A phase that is the same throughout.
    NoPhase,
    /// A phase that turns by more than half a turn from point to point.
    Undersampled,
    /// A phase that is missing at some points, or may be in radians.
    OddPhase,
    /// An impedance that gives out power.
    Active,
    /// A phase of the other sign, or of sound before its cause.
    OtherSign,
}

/// Something found in a curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of doubt.
    pub doubt: Doubt,
    /// How bad.
    pub severity: Severity,
    /// Index of the point it is about, where it is about one.
    pub point: Option<usize>,
    /// What, as the end of a sentence: “the curve ends at 9000 Hz, …”.
    pub message: String,
}

impl Finding {
    fn new(doubt: Doubt, severity: Severity, message: String) -> Self {
        Self {
            doubt,
            severity,
            point: None,
            message,
        }
    }

    fn at(self, point: usize) -> Self {
        Self {
            point: Some(point),
            ..self
        }
    }
}

/// A curve that begins above or ends below these ends inside the audio band, Hz: a sixth of an
/// octave inside 20 Hz and 20 kHz.
const BAND: [f64; 2] = [22.4, 17_900.0];

/// A curve of fewer points is hardly one.
const FEWEST_POINTS: usize = 20;

/// Least impedance a coil of any driver in use has, Ω.
const LEAST_IMPEDANCE: f64 = 1.0;

/// An impedance that varies by less was not measured: noise alone is more.
const PLACEHOLDER: f64 = 1.0002;

/// A jump between neighbours this large is no acoustics, dB.
const JUMP_DB: f64 = 35.0;

/// So far no level falls from one point to the next, however far apart they are, dB.
const FALL_DB: f64 = 100.0;

/// Below this a number stands for none, dB.
const FILLER_DB: f64 = -150.0;

/// Levels of a driver lie above the one somewhere and below the other everywhere, dB SPL.
const LEVELS_DB: [f64; 2] = [30.0, 170.0];

/// A passive impedance stays within ±90°; so much more may be the measurement's.
const PASSIVE_DEG: f64 = 91.0;

/// Looks at a curve whose frequencies rise.
pub fn examine(points: &[CurvePoint], quantity: Quantity) -> Vec<Finding> {
    let mut found = Vec::new();
    ends(points, &mut found);
    match quantity {
        Quantity::Level => levels(points, &mut found),
        Quantity::Impedance => impedances(points, &mut found),
    }
    phase(points, quantity, &mut found);
    found
}

fn ends(points: &[CurvePoint], found: &mut Vec<Finding>) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return;
    };
    if last.f < 100.0 {
        let message = tr!(
            "the highest frequency is {}: is this column in kHz?",
            last.f
        );
        found.push(Finding::new(Doubt::Scale, Severity::Warning, message));
        return;
    }
    let [low, high] = BAND;
    if first.f > low {
        let message = tr!(
            "the curve begins at {} Hz, inside the audio band: below, values are extrapolated",
            first.f
        );
        found.push(Finding::new(Doubt::Band, Severity::Warning, message).at(0));
    }
    if last.f < high {
        let message = tr!(
            "the curve ends at {} Hz, inside the audio band: above, values are extrapolated",
            last.f
        );
        found.push(Finding::new(Doubt::Band, Severity::Warning, message).at(points.len() - 1));
    }
    if points.len() < FEWEST_POINTS {
        let message = tr!("{} points are few for a curve", points.len());
        found.push(Finding::new(Doubt::TooFew, Severity::Warning, message));
    }
}

fn levels(points: &[CurvePoint], found: &mut Vec<Finding>) {
    let mut push = |doubt, severity, message| found.push(Finding::new(doubt, severity, message));
    let highest = points.iter().map(|p| p.value).fold(f64::MIN, f64::max);
    let linear = points.iter().all(|p| p.value > 0.0 && p.value < 25.0);
    if linear {
        push(
            Doubt::NotLevels,
            Severity::Warning,
            tr!("every level lies between 0 and 25: these are relative levels near 0 dB or linear values (Pa), not dB SPL")
                .to_owned(),
        );
        return;
    }
    let pairs = points.iter().zip(points.iter().skip(1)).enumerate();
    let jump = pairs.into_iter().find(|(_, (a, b))| {
        let jump = (b.value - a.value).abs();
        (jump > JUMP_DB && b.f / a.f < 1.5) || jump > FALL_DB
    });
    let filler = points.iter().enumerate().find(|(_, point)| {
        // Among levels: those of a simulation may all lie low.
        point.value < FILLER_DB && highest - point.value > FALL_DB && highest <= LEVELS_DB[1]
    });
    if let Some((n, point)) = filler {
        let message = tr!(
            "{} dB at {} Hz is no level: programs write such a number where there is no value; take the row out",
            point.value,
            point.f
        );
        found.push(Finding::new(Doubt::Mixed, Severity::Error, message).at(n));
    } else if let Some((n, (a, b))) = jump {
        let message = tr!(
            "the level jumps from {} to {} at {} Hz: dB and linear values seem to be mixed",
            a.value,
            b.value,
            b.f
        );
        found.push(Finding::new(Doubt::Mixed, Severity::Error, message).at(n + 1));
    } else if highest < LEVELS_DB[0] {
        push(
            Doubt::NotLevels,
            Severity::Warning,
            tr!(
                "the level never exceeds {highest} dB: it is a relative level near 0 dB, not dB SPL"
            ),
        );
    } else if highest > LEVELS_DB[1] {
        push(
            Doubt::NotLevels,
            Severity::Error,
            tr!("the level reaches {highest} dB, which no driver does: is it in millipascals?"),
        );
    }
}

fn impedances(points: &[CurvePoint], found: &mut Vec<Finding>) {
    let values = || points.iter().map(|point| point.value);
    let least = values().fold(f64::INFINITY, f64::min);
    let most = values().fold(f64::NEG_INFINITY, f64::max);
    let mut push = |doubt, severity, message| found.push(Finding::new(doubt, severity, message));
    if least <= 0.0 {
        push(
            Doubt::NotImpedance,
            Severity::Error,
            tr!(
                "the impedance goes down to {least} Ω: a magnitude is positive; are these dB values?"
            ),
        );
    } else if least < LEAST_IMPEDANCE {
        push(
            Doubt::NotImpedance,
            Severity::Error,
            tr!(
                "the impedance goes down to {least} Ω, below the resistance of any driver's coil: the measurement lacks its calibration, or the values are not in Ω"
            ),
        );
    }
    if points.len() > 10 && least > 0.0 && most / least < PLACEHOLDER {
        push(
            Doubt::Flat,
            Severity::Warning,
            tr!("the impedance is flat at {least} Ω: a driver's is not; this may be a placeholder"),
        );
    }
}

/// Steps from point to point beyond this are either way round, degrees.
const EITHER_WAY: f64 = 110.0;

/// Whether many steps of a phase are so large that they may go either way round. A resonance or two
/// make a few.
fn is_undersampled(phases: &[f64]) -> bool {
    let step = |a: f64, b: f64| {
        let step = (b - a).rem_euclid(360.0);
        step.min(360.0 - step)
    };
    let pairs = phases.iter().zip(phases.iter().skip(1));
    let large = pairs.filter(|(a, b)| step(**a, **b) > EITHER_WAY).count();
    large >= 3 && large * 12 > phases.len()
}

/// A phase that rises by less over the band is no delay, degrees.
const ADVANCES: f64 = 360.0;
/// How far it may lie beside a straight line on the way, as a share of its rise.
const BENDS: f64 = 0.1;
/// The band a delay is read from, as a share of its highest frequency.
const DELAY_BAND: f64 = 0.1;

/// By how long a phase that rises in step with frequency comes before its cause, s.
fn advance(points: &[CurvePoint]) -> Option<f64> {
    let highest = points.last()?.f;
    let within = points
        .iter()
        .filter(|point| point.f >= DELAY_BAND * highest);
    let mut turned: Vec<[f64; 2]> = Vec::new();
    for (f, phase) in within.filter_map(|point| Some((point.f, point.phase_deg?))) {
        let before = turned.last().map_or(phase, |[_, before]| *before);
        // The short way round.
        let step = (phase - before + 180.0).rem_euclid(360.0) - 180.0;
        turned.push([f, before + step]);
    }
    let ([first, _], [last, _]) = (*turned.first()?, *turned.last()?);
    let count = turned.len() as f64;
    if turned.len() < FEWEST_POINTS {
        return None;
    }
    let mean = |of: fn(&[f64; 2]) -> f64| turned.iter().map(of).sum::<f64>() / count;
    let (f, phase) = (mean(|[f, _]| *f), mean(|[_, phase]| *phase));
    let (mut along, mut across) = (0.0, 0.0);
    for [at, turn] in &turned {
        along += (at - f).powi(2);
        across += (at - f) * (turn - phase);
    }
    let slope = across / along;
    let rise = slope * (last - first);
    let beside = |[at, turn]: &[f64; 2]| (turn - phase - slope * (at - f)).powi(2);
    let rms = (turned.iter().map(beside).sum::<f64>() / count).sqrt();
    (rise > ADVANCES && rms < BENDS * rise).then_some(slope / 360.0)
}

/// How far points lie apart whose slope is looked at, as a ratio of frequencies.
const SLOPE_OVER: f64 = 1.12;
/// A phase smaller than this, rms, tells no sign, degrees.
const TELLING_DEG: f64 = 5.0;
/// How much phase and slope agree at least where the sign is right, and how much they disagree where
/// it is wrong: the cosine between them.
const CONTRARY: f64 = -0.6;

/// Whether an impedance's phase is against the slope of its magnitude. That of a passive network is of
/// minimum phase: a quarter turn for each proportion to frequency (Bode 1945).
fn is_contrary(points: &[CurvePoint]) -> bool {
    let (mut both, mut slopes, mut phases, mut count) = (0.0, 0.0, 0.0, 0.0);
    let mut low = 0;
    let mut high = 0;
    for (n, point) in points.iter().enumerate() {
        let f = |n: usize| points.get(n).map(|point| point.f);
        while f(low + 1).is_some_and(|below| below * SLOPE_OVER <= point.f) {
            low += 1;
        }
        high = high.max(n);
        while f(high).is_some_and(|above| above < point.f * SLOPE_OVER) {
            high += 1;
        }
        let (Some(below), Some(above), Some(phase)) =
            (points.get(low), points.get(high), point.phase_deg)
        else {
            continue;
        };
        if !(below.value > 0.0 && above.value > 0.0 && above.f > below.f) {
            continue;
        }
        let slope = (above.value / below.value).ln() / (above.f / below.f).ln();
        both += slope * phase;
        slopes += slope * slope;
        phases += phase * phase;
        count += 1.0;
    }
    count >= 10.0
        && phases > count * TELLING_DEG.powi(2)
        && both < CONTRARY * (slopes * phases).sqrt()
}

/// How near a phase must lie to what the slope asks for, degrees.
const NEAR_SLOPE_DEG: f64 = 10.0;

/// Whether a constant phase is that of an impedance's constant slope, as of a capacitor.
fn follows_slope(points: &[CurvePoint], phase: f64) -> bool {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return false;
    };
    let slope = (last.value / first.value).ln() / (last.f / first.f).ln();
    slope.abs() > 0.5 && (90.0 * slope - phase).abs() < NEAR_SLOPE_DEG
}

/// A phase in radians exceeds this, even that of a flat impedance; one in degrees need not.
const TELLING_RAD: f64 = 0.35;

fn phase(points: &[CurvePoint], quantity: Quantity, found: &mut Vec<Finding>) {
    let mut push = |doubt, severity, message: String| {
        found.push(Finding::new(doubt, severity, message));
    };
    let phases: Vec<f64> = points.iter().filter_map(|point| point.phase_deg).collect();
    if phases.is_empty() {
        push(
            Doubt::WithoutPhase,
            Severity::Note,
            tr!("there is no phase: minimum phase has to stand in for it").to_owned(),
        );
        return;
    }
    let greatest = phases.iter().fold(0.0_f64, |m, p| m.max(p.abs()));
    if greatest == 0.0 {
        push(
            Doubt::NoPhase,
            Severity::Error,
            tr!("the phase is zero at every frequency: it was not measured, and was left out")
                .to_owned(),
        );
        return;
    }
    let first = phases.first().copied().unwrap_or_default();
    if phases.len() > 2
        && phases.iter().all(|&phase| phase == first)
        && !(quantity == Quantity::Impedance && follows_slope(points, first))
    {
        push(
            Doubt::NoPhase,
            Severity::Error,
            tr!(
                "the phase is constant, {first}° at every frequency: it was not measured, and was left out"
            ),
        );
        return;
    }
    if is_undersampled(&phases) {
        push(
            Doubt::Undersampled,
            Severity::Warning,
            tr!("the phase turns by more than half a turn between points: the frequencies are too coarse for its delay, and no delay can be read from it").to_owned(),
        );
    }
    if phases.len() < points.len() {
        push(
            Doubt::OddPhase,
            Severity::Warning,
            tr!("{} points have no phase", points.len() - phases.len()),
        );
    }
    if (TELLING_RAD..=std::f64::consts::PI + 1e-3).contains(&greatest) && phases.len() > 10 {
        push(
            Doubt::OddPhase,
            Severity::Warning,
            tr!("no phase exceeds ±3.142: this column may be in radians; it was read as degrees")
                .to_owned(),
        );
    }
    if quantity == Quantity::Level
        && let Some(seconds) = advance(points)
    {
        push(
            Doubt::OtherSign,
            Severity::Warning,
            tr!(
                "the phase rises with frequency as of sound that comes {:.3} ms before its cause: its sign is the other way round, or too much delay was taken off",
                1e3 * seconds
            ),
        );
    }
    if quantity == Quantity::Impedance {
        if is_contrary(points) {
            push(
                Doubt::OtherSign,
                Severity::Warning,
                tr!("the phase is negative where the impedance rises and positive where it falls: its sign is the other way round")
                    .to_owned(),
            );
        }
        let beyond = |phase: f64| phase.abs() > PASSIVE_DEG;
        let active = points.iter().enumerate().find_map(|(n, point)| {
            let phase = point.phase_deg.filter(|&phase| beyond(phase))?;
            Some((n, point.f, phase))
        });
        if let Some((n, f, phase)) = active {
            let message = tr!(
                "the impedance's phase is {phase}° at {f} Hz: beyond ±90° a driver would give power; check the leads"
            );
            found.push(Finding::new(Doubt::Active, Severity::Warning, message).at(n));
        }
    }
}
