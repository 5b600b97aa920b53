//! What headings say: one known curve under the heads that people write, read as what it is, or
//! refused, or its doubt told.

use super::field_cases::CURVE;
use earwright::exchange::{Imported, Quantity, Reading};
use std::fmt::Write as _;

/// A column by its letter.
fn value(letter: char, [f, level, phase, z, angle]: [f64; 5]) -> f64 {
    let part = z * angle.to_radians().cos();
    match letter {
        'f' => f,
        'k' => f / 1000.0,
        'g' => f.log10(),
        'w' => std::f64::consts::TAU * f,
        'L' => level,
        'n' => level - 0.7,
        'R' => level - 100.0,
        'a' => level - 93.979_400_086_720_37,
        'P' => phase,
        'r' => phase.to_radians(),
        'm' => phase.to_radians() * 1000.0,
        'p' => 20e-6 * 10_f64.powf(level / 20.0),
        'q' => 20e-6 * 10_f64.powf(level / 20.0) * 2_f64.sqrt(),
        'x' => 10_f64.powf((level - 100.0) / 20.0),
        'Z' => z,
        'z' => angle,
        'e' => part,
        'i' => z * angle.to_radians().sin(),
        'j' => -z * angle.to_radians().sin(),
        'c' => -20.0,
        's' => 20.0,
        't' => 0.3 + level / 1000.0,
        other => panic!("no column {other}"),
    }
}

fn read(name: &str, head: &str, columns: &str) -> Result<Imported, String> {
    let mut text = format!("{head}\n");
    for row in CURVE {
        let cells: Vec<String> = columns
            .chars()
            .map(|letter| value(letter, row).to_string())
            .collect();
        let _ = writeln!(text, "{}", cells.join("\t"));
    }
    let reading = Reading::of(text.as_bytes(), name).map_err(|error| error.to_string())?;
    let choice = reading.choose(None).map_err(|error| error.to_string())?;
    reading.take(&choice).map_err(|error| error.to_string())
}

/// What a table is read as: level or impedance, with its phase or without, or neither.
fn right(read: &Imported) -> &'static str {
    let level = read.quantity == Quantity::Level;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6 * b.abs().max(1.0);
    let values = read.points.len() == CURVE.len()
        && read.points.iter().zip(CURVE).all(|(point, row)| {
            near(point.f, row[0]) && near(point.value, if level { row[1] } else { row[3] })
        });
    let phases = read.points.iter().zip(CURVE).all(|(point, row)| {
        point
            .phase_deg
            .is_some_and(|phase| near(phase, if level { row[2] } else { row[4] }))
    });
    let none = read.points.iter().all(|point| point.phase_deg.is_none());
    match (values, level, phases, none) {
        (true, true, true, _) => "level and phase",
        (true, true, _, true) => "level",
        (true, false, true, _) => "impedance and phase",
        (true, false, _, true) => "impedance",
        _ => "something else",
    }
}

/// A file's name, its heads, its columns, and what it is read as: a refusal begins with “refused”, and
/// what is told stands behind a colon.
const CASES: &[[&str; 4]] = &[
    // A magnitude is an impedance's where the ending or the title says so.
    ["a.zma", "Freq\tMagn\tPhase", "fZz", "impedance and phase"],
    [
        "a.zma",
        "Freq\tAmplitude\tPhase",
        "fZz",
        "impedance and phase",
    ],
    [
        "a.zma",
        "Freq\tResponse\tPhase",
        "fZz",
        "impedance and phase",
    ],
    ["a.frd", "Freq\tMagnitude\tPhase", "fLP", "level and phase"],
    ["a.csv", "Freq\tMagnitude\tPhase", "fLP", "level and phase"],
    [
        "a.csv",
        "Impedance\nFreq (Hz)\tMagnitude\tPhase",
        "fZz",
        "impedance and phase",
    ],
    [
        "a.csv",
        "Freq (Hz)\tMagnitude\tPhase\n# impedance of BA",
        "fZz",
        "impedance and phase",
    ],
    [
        "a.zma",
        "Freq\tSPL\tPhase",
        "fLP",
        "level and phase: check which it is",
    ],
    // What stands beside a curve is not taken for it.
    [
        "a.csv",
        "Freq (Hz)\tAmplitude (Vpp)\tGain (dB)\tPhase (°)",
        "fsLP",
        "level and phase",
    ],
    [
        "a.csv",
        "Freq (Hz)\tStimulus (dBV)\tSPL (dB)",
        "fcL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tGenerator (dBV)\tZ (Ohm)",
        "fcZ",
        "impedance",
    ],
    [
        "a.csv",
        "Freq (Hz)\tChannel 1 (dB)\tChannel 2 (dB)",
        "fcL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tHD2 (dB)\tHD3 (dB)\tSPL (dB)",
        "fRRL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\t2nd (dB)\t3rd (dB)\tFundamental (dB)",
        "fRRL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tBackground (dB SPL)\tSweep (dB SPL)",
        "fnL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tMin (dB)\tMax (dB)\tMean (dB)",
        "fnnL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tLower limit (dB)\tMeasured (dB)",
        "fnL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tChannel balance (dB)\tLeft (dB)",
        "fRL",
        "level",
    ],
    [
        "a.csv",
        "Freq (Hz)\tMic correction (dB)\tSPL (dB)",
        "fRL",
        "level",
    ],
    ["a.csv", "frequency\ttarget\traw", "fnL", "level"],
    ["a.csv", "Freq (Hz)\tRdc (Ohm)\tZ (Ohm)", "fsZ", "impedance"],
    [
        "a.csv",
        "Freq (Hz)\tNominal (Ohm)\tMeasured (Ohm)",
        "fsZ",
        "impedance",
    ],
    // A unit of something else is no curve's.
    [
        "a.csv",
        "Freq (Hz)\tSensitivity (mV/Pa)",
        "fL",
        "refused: Sensitivity",
    ],
    [
        "a.csv",
        "Freq (Hz)\tMechanical impedance (Ns/m)",
        "fZ",
        "refused: Mechanical",
    ],
    [
        "a.csv",
        "Freq (Hz)\tAcoustic impedance (MOhm)",
        "fZ",
        "refused: Acoustic",
    ],
    [
        "a.csv",
        "Freq (Hz)\tAcceleration (m/s^2)",
        "fZ",
        "refused: Acceleration",
    ],
    ["a.csv", "Freq (Hz)\tCs (nF)", "fL", "refused: Cs"],
    ["a.csv", "Freq(Hz)\tLs(H)\tQ", "fLL", "refused: Ls"],
    [
        "a.csv",
        "Freq (Hz)\tConductance",
        "fL",
        "refused: Conductance",
    ],
    ["a.csv", "Freq (Hz)\t|Y| (S)", "fZ", "refused: Y"],
    ["a.csv", "Freq (Hz)\tPower (W)", "fZ", "refused: Power"],
    ["a.csv", "Freq (Hz)\tT30 (s)", "ft", "refused: T30"],
    ["a.csv", "Freq(Hz)\tEDT\tT20\tT30", "fttt", "refused: EDT"],
    [
        "a.csv",
        "Freq (Hz)\tSound power level (dB re 1 pW)",
        "fL",
        "refused: Sound power",
    ],
    [
        "a.csv",
        "Freq (Hz)\tGain (x)\tPhase (deg)",
        "fxP",
        "refused: Gain (x)",
    ],
    ["a.csv", "Freq (Hz)\tLevel (µV)", "fp", "refused: voltage"],
    ["a.csv", "Freq (Hz)\tPa^2", "fp", "refused: Pa^2"],
    // Pressures.
    ["a.csv", "Hz\tPa peak", "fq", "level: peak pressures"],
    ["a.csv", "Hz\tParms", "fp", "level"],
    [
        "a.csv",
        "Freq (Hz)\tLevel (dB re 1 Pa)",
        "fa",
        "level: dB re 1 Pa",
    ],
    ["a.csv", "Freq (Hz)\tdBPa", "fa", "level: dB re 1 Pa"],
    ["a.csv", "Freq (Hz)\tSPL (dB re 20 µPa)", "fL", "level"],
    [
        "a.csv",
        "Freq (Hz)\tSensitivity (dB re 1 Pa/V)",
        "fa",
        "level: dB re 1 Pa",
    ],
    ["a.csv", "Freq (Hz)\tLevel (dBrA)", "fL", "level: (dBr)"],
    ["a.csv", "Freq (Hz)\tSPL dB(A)", "fL", "level: weighted (A)"],
    ["a.csv", "f[Hz]\tLAeq[dB]", "fL", "level: weighted (A)"],
    // Real and imaginary parts.
    [
        "a.csv",
        "Freq (Hz)\tRs (Ohm)\tXs (Ohm)",
        "fei",
        "impedance and phase",
    ],
    ["a.csv", "Frequency\tReZ\tImZ", "fei", "impedance and phase"],
    ["a.csv", "freq\tZ'\tZ''", "fei", "impedance and phase"],
    ["a.csv", "f\tR\tX", "fei", "impedance and phase"],
    [
        "a.csv",
        "freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm",
        "fej",
        "impedance and phase",
    ],
    ["a.csv", "Freq (Hz)\tCs (F)\tRs (Ohm)", "fse", "refused: Rs"],
    // Phases.
    [
        "a.csv",
        "Freq\tSPL (dB)\tMinimum phase (degrees)\tPhase (degrees)",
        "fLzP",
        "level and phase",
    ],
    [
        "a.csv",
        "Freq\tSPL (dB)\tExcess phase (degrees)",
        "fLz",
        "level: Excess",
    ],
    [
        "a.csv",
        "Freq\tSPL (dB)\tPhase (mrad)",
        "fLm",
        "level: mrad",
    ],
    [
        "a.csv",
        "Frekvens (Hz)\tLjudtrycksnivå (dB)\tFas (grader)",
        "fLP",
        "level and phase",
    ],
    [
        "a.csv",
        "Frekans (Hz)\tSeviye (dB)\tFaz (derece)",
        "fLP",
        "level and phase",
    ],
    [
        "a.csv",
        "주파수(Hz)\t음압(dB)\t위상(도)",
        "fLP",
        "level and phase",
    ],
    [
        "a.csv",
        "Freq (Hz)\tZ (Ohm)\ttheta",
        "fZz",
        "impedance and phase",
    ],
    [
        "a.csv",
        "Freq (Hz)\tZMAG\tZARG",
        "fZz",
        "impedance and phase",
    ],
    // Words without blanks between them, units on lines of their own.
    [
        "a.csv",
        "frequencyHz\tlevelDb\tphaseRad",
        "fLr",
        "level and phase",
    ],
    [
        "a.csv",
        "freqKHz\timpedanceOhm\tphaseDeg",
        "kZz",
        "impedance and phase",
    ],
    [
        "a.csv",
        "Frequency\tLevel\tPhase\nkHz\t\t",
        "kLP",
        "level and phase",
    ],
    [
        "a.dat",
        "Name\tResponse L\nX\tY\tZ\nHz\tdB SPL\tdeg",
        "fLP",
        "level and phase",
    ],
    [
        "a.dat",
        "Name\tImpedance\nX\tY\tZ\nHz\tOhms\tdeg",
        "fZz",
        "impedance and phase",
    ],
    // Names of products hold words of quantities.
    [
        "a.csv",
        "Frequency\tPhase One IEM\tOther IEM",
        "fLn",
        "level: another curve",
    ],
    [
        "a.csv",
        "Frequency\tZ1R\tZ Reference",
        "fLn",
        "level: another curve",
    ],
    [
        "a.csv",
        "Frequency\tTime Machine\tEar",
        "fLn",
        "level: another curve",
    ],
    ["a.csv", "Frequency\tH2\tH40", "fLn", "level: another curve"],
    [
        "a.csv",
        "Frequency\tReal One\tImagine XL",
        "fLn",
        "level: another curve",
    ],
    [
        "a.csv",
        "Frequency\tEQ 3\tEQ 5",
        "fLn",
        "level: another curve",
    ],
    // Neither a source's impedance nor a level of the drive is what the columns are.
    [
        "a.csv",
        "* Output impedance 1 Ohm\nFreq\tMagnitude\tPhase",
        "fLP",
        "level and phase",
    ],
    [
        "a.csv",
        "* Level: -12 dBFS\nFreq\tMagnitude",
        "fZ",
        "impedance: does not say",
    ],
    ["a.csv", "Freq\tModel (A) dB", "fL", "level"],
    // A title over bare numbers does not outweigh them.
    [
        "a.txt",
        "* Impedance measurement",
        "fLP",
        "level and phase: does not say",
    ],
    // Frequencies.
    ["a.csv", "log10(f)\tdB", "gL", "level: logarithms"],
    ["a.csv", "w (1/s)\tdB", "wL", "level: rad/s"],
    ["a.csv", "Period (s)\tdB", "xL", "refused: over time"],
];

#[test]
fn heads_are_read_as_what_they_say_or_refused_or_their_doubt_is_told() {
    let mut wrong = String::new();
    for [name, head, columns, expected] in CASES {
        let (what, words) = expected.split_once(": ").unwrap_or((expected, ""));
        let (got, said) = match read(name, head, columns) {
            Ok(read) => {
                let messages = read.findings.iter().map(|finding| finding.message.as_str());
                (right(&read), messages.collect::<Vec<_>>().join("\n  "))
            }
            Err(message) => ("refused", message),
        };
        if got != what || !said.contains(words) {
            let _ = writeln!(wrong, "{name} {head:?}: {got} where {expected}:\n  {said}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_voltage_by_a_current_of_a_simulator_is_an_impedance() {
    let polar = CURVE
        .iter()
        .fold("Freq.\tV(in)/I(V1)\n".to_owned(), |mut text, row| {
            let _ = writeln!(
                text,
                "{:e}\t({:e}dB,{:e}°)",
                row[0],
                20.0 * row[3].log10(),
                row[4]
            );
            text
        });
    let parts = CURVE
        .iter()
        .fold("Freq.\tV(in)/I(V1)\n".to_owned(), |mut text, row| {
            let _ = writeln!(
                text,
                "{:e}\t{:e},{:e}",
                row[0],
                value('e', *row),
                value('i', *row)
            );
            text
        });
    for text in [polar, parts] {
        let reading = Reading::of(text.as_bytes(), "a.txt").unwrap();
        let read = reading.take(&reading.choose(None).unwrap()).unwrap();
        assert_eq!(right(&read), "impedance and phase", "{text}");
    }
}

#[test]
fn heads_of_korea_and_japan_are_read_in_their_old_encodings() {
    let heads = [
        (encoding_rs::EUC_KR, "주파수(Hz),임피던스(Ω),위상(도)"),
        (encoding_rs::EUC_JP, "周波数(Hz),インピーダンス(Ω),位相(度)"),
        (
            encoding_rs::SHIFT_JIS,
            "周波数(Hz),インピーダンス(Ω),位相(度)",
        ),
    ];
    for (encoding, head) in heads {
        let rows = CURVE.iter().fold(format!("{head}\n"), |mut text, row| {
            let _ = writeln!(text, "{},{},{}", row[0], row[3], row[4]);
            text
        });
        let (bytes, _, _) = encoding.encode(&rows);
        let reading = Reading::of(&bytes, "a.csv").unwrap();
        let read = reading.take(&reading.choose(None).unwrap()).unwrap();
        assert_eq!(right(&read), "impedance and phase", "{}", encoding.name());
    }
}
