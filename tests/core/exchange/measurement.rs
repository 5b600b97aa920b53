//! Bad data are caught from the text on: what the import and the pair of curves say.

use crate::support::systems::{Bench, EAR, SOURCE, damper, tube_mm};
use earwright::{
    analysis::spl,
    design::{PartKind, Severity, drive::Drive},
    exchange::{
        Measurement, MeasurementError, Quantity, Reading,
        text::{Meaning, Value},
    },
    library::DriverPreset,
    network::Solver,
    tuning::identify::{
        Data, Doubt, DriverText, Fixture, IdentifyError, Piece, SOURCE_VOLUME, Trace, examine,
        keep_measured,
    },
};

/// 60 rows from 20 Hz to 20 kHz.
fn text(heading: &str, value: impl Fn(f64) -> f64, phase: Option<f64>) -> String {
    let rows: String = (0..60)
        .map(|n| {
            let f = 20.0 * 1000_f64.powf(f64::from(n) / 59.0);
            let phase = phase.map_or_else(String::new, |p| format!(" {}", p * f64::from(n)));
            format!("{f:.3} {:.4}{phase}\n", value(f))
        })
        .collect();
    format!("* {heading}\n{rows}")
}

fn read(text: &str) -> Measurement {
    Measurement::read(text).unwrap()
}

fn says(measurement: &Measurement, severity: Severity, words: &str) {
    assert!(
        measurement
            .findings
            .iter()
            .any(|f| f.severity == severity && f.message.contains(words)),
        "{:?}",
        measurement.findings
    );
}

#[test]
fn the_heading_tells_the_drive_voltage_in_whatever_unit() {
    for (heading, voltage) in [
        ("SPL dB at 0.1 V", Some(0.1)),
        ("SPL (dB), 100mVrms", Some(0.1)),
        ("drive: -20 dBV, SPL", Some(0.1)),
        ("SPL(dB/2.83V)", Some(2.83)),
        ("level 0 dBu", Some(0.6_f64.sqrt())),
        ("Measured with REW V5.20, SPL", None),
        ("Freq(Hz) SPL(dB) Phase(degrees)", None),
    ] {
        let found = read(&text(heading, |_| 100.0, Some(-3.0))).trace.voltage;
        match voltage {
            Some(voltage) => assert!((found.unwrap() / voltage - 1.0).abs() < 1e-9, "{heading}"),
            None => assert_eq!(found, None, "{heading}"),
        }
    }
    // A drive level in dBV does not make an impedance a level.
    let z = read("* Z ohm\n* drive -20 dBV\n20 22 1\n200 23 4\n2000 40 30\n");
    assert_eq!(z.quantity, Quantity::Impedance);
}

#[test]
fn every_kind_of_bad_text_is_explained_in_a_sentence() {
    use Severity::{Error, Warning};
    let level = |f: f64| 100.0 - (f / 1000.0).log10().abs();
    let good = read(&text("SPL dB", level, Some(-3.0)));
    assert_eq!(good.findings, []);
    says(
        &read(&text("SPL dB", level, Some(0.0))),
        Warning,
        "zero at every frequency",
    );
    says(
        &read(&text("Z ohm", |_| 0.11, Some(0.5))),
        Error,
        "below the resistance of any driver's coil",
    );
    says(
        &read("* SPL dB\n20 90 5\n1000 92 5\n500 91 5\n20000 85 5\n"),
        Warning,
        "goes back once, at line 4",
    );
    says(
        &read("* SPL dB\n20 90 5\n1000 92 5\n500 91 5\n2000 90 5\n700 91 5\n20000 85 5\n"),
        Warning,
        "goes back 2 times, first at line 4",
    );
    let cut: String = text("SPL dB", level, Some(-3.0))
        .lines()
        .take(50)
        .map(|line| format!("{line}\n"))
        .collect();
    says(&read(&cut), Warning, "inside the audio band");
    let mixed = |f: f64| if f < 3000.0 { 100.0 } else { 2.0 };
    says(
        &read(&text("SPL dB", mixed, Some(-3.0))),
        Error,
        "dB and linear values seem to be mixed",
    );
    says(
        &read(&text("SPL dB", |_| 2.0, Some(-3.0))),
        Warning,
        "linear values",
    );
    let wrong = read(&text("SPL dB", level, None)).as_a(Quantity::Impedance);
    assert!(matches!(wrong, Err(MeasurementError::WrongKind)));
}

#[test]
fn two_curves_at_different_voltages_are_told() {
    let response = read(&text("SPL dB at 0.1 V", |_| 100.0, Some(-3.0))).trace;
    let impedance = read(&text("Z ohm at 0.5 V", |_| 30.0, Some(0.5))).trace;
    let data = Data {
        response: Some(response),
        impedance: Some(impedance),
    };
    let found = examine(&data, &Fixture::coupler_711(0.1), None);
    assert!(
        found
            .iter()
            .any(|f| f.doubt == Doubt::Voltage
                && f.message.contains("0.1 V and the impedance at 0.5 V")),
        "{found:?}"
    );
    let found = examine(&data, &Fixture::coupler_711(0.2), None);
    assert!(
        found.iter().any(|f| f.severity == Severity::Error
            && f.message.contains("the fixture says 0.2 V: 6.0 dB apart")),
        "{found:?}"
    );
}

#[test]
fn pieces_of_a_fixture_are_read_as_they_are_shown() {
    let tube: Piece = "11x1.9".parse().unwrap();
    assert_eq!(
        tube,
        Piece::Tube {
            length: 11e-3,
            bore: 1.9e-3
        }
    );
    assert_eq!(tube.to_string(), "11 mm × Ø 1.9 mm");
    assert_eq!(tube.to_string().parse(), Ok(tube));
    let damper: Piece = "1500".parse().unwrap();
    assert_eq!(damper, Piece::Damper { resistance: 1.5e8 });
    assert_eq!(damper.to_string().parse(), Ok(damper));
    for wrong in ["", "0x2", "11x", "-3", "x"] {
        assert!(wrong.parse::<Piece>().is_err(), "{wrong}");
    }
}

#[test]
fn a_driver_kept_as_measured_says_what_of_it_is_synthetic() {
    let data = Data {
        response: Some(read(&text("SPL dB", |f| 100.0 - f / 1000.0, None)).trace),
        impedance: Some(read(&text("Z ohm", |f| 30.0 + f / 500.0, Some(0.5))).trace),
    };
    let fixture = Fixture::coupler_711(0.1).with_tube(11e-3, 1.9e-3);
    let words = DriverText::default();
    let kept = keep_measured(&data, &fixture, &words, SOURCE_VOLUME).unwrap();
    let PartKind::Measured(driver) = &kept else {
        panic!("a measured driver")
    };
    assert!(
        driver
            .origin
            .provenance
            .contains("The response's phase is synthetic"),
        "{}",
        driver.origin.provenance
    );
    // A falling magnitude has a lag.
    assert!(driver.response.last().unwrap().phase_deg.unwrap() < -5.0);
    assert_eq!(driver.fixture.len(), 1);
    let refused = |data: &Data, fixture: &Fixture| {
        keep_measured(data, fixture, &words, SOURCE_VOLUME).unwrap_err()
    };
    let half = Data {
        impedance: None,
        ..data.clone()
    };
    assert!(refused(&half, &fixture).to_string().contains("both curves"));
    assert!(matches!(
        refused(&half, &fixture),
        IdentifyError::NotKept(_)
    ));
}

/// The kept driver behind its fixture's tubes, played through `resistance` Ω, with a damper at
/// `position` mm or none; levels at the frequencies of the curve.
fn played(kept: &PartKind, resistance: f64, inserts: &[(f64, f64)], curve: &Trace) -> Vec<f64> {
    let mut bench = Bench::new();
    bench.design.drive = Drive::Voltage { emf: 0.1 };
    let driver = bench.part("Kept", kept.clone());
    let r = bench.resistor("R", resistance);
    bench.wire((SOURCE, "+"), (r, "1"));
    bench.terminals(driver, (r, "2"), false);
    let mut tube = tube_mm(4.5, 1.4);
    tube.sections.extend(tube_mm(11.0, 1.9).sections);
    tube.inserts = inserts.iter().map(|&(at, ohm)| damper(at, ohm)).collect();
    bench.tube(tube, (driver, "spout"), (EAR, "canal"));
    let f: std::sync::Arc<[f64]> = curve.points.iter().map(|point| point.f).collect();
    spl::levels_db(
        &Solver::default()
            .solve(&bench.design, &f)
            .drum_pressure
            .unwrap(),
    )
}

#[test]
fn a_kept_driver_plays_as_measured_through_its_own_damper_and_source_resistance() {
    let response = read(&text("SPL dB at 0.1 V", |f| 105.0 - f / 2000.0, Some(-3.0))).trace;
    let impedance = read(&text("Z ohm", |f| 25.0 + f / 200.0, Some(0.7))).trace;
    let data = Data {
        response: Some(response.clone()),
        impedance: Some(impedance),
    };
    let fixture = Fixture {
        source_resistance: 33.0,
        path: vec![
            Piece::Tube {
                length: 4.5e-3,
                bore: 1.4e-3,
            },
            Piece::Damper { resistance: 1.5e8 },
            Piece::Tube {
                length: 11e-3,
                bore: 1.9e-3,
            },
        ],
        ..Fixture::coupler_711(0.1)
    };
    let kept = keep_measured(&data, &fixture, &DriverText::default(), SOURCE_VOLUME).unwrap();
    let PartKind::Measured(driver) = &kept else {
        panic!("a measured driver")
    };
    assert_eq!(driver.source_resistance, 33.0);
    assert_eq!(driver.fixture_inserts[0].position, 4.5e-3);
    // The same fixture again gives the measured curve.
    for (level, point) in played(&kept, 33.0, &[(4.5, 1500.0)], &response)
        .iter()
        .zip(&response.points)
    {
        assert!(
            (level - point.value).abs() < 1e-6,
            "{} Hz: {level}",
            point.f
        );
    }
    // A stiff source is louder by the divider, and an open tube by what the damper took.
    let stiff = played(&kept, 0.0, &[(4.5, 1500.0)], &response);
    let gain = stiff[0] - response.points[0].value;
    let divider = 20.0 * ((25.1_f64 + 33.0) / 25.1).log10();
    assert!((gain - divider).abs() < 0.01, "{gain} dB, {divider} dB");
    let open = played(&kept, 33.0, &[], &response);
    let most = open
        .iter()
        .zip(&response.points)
        .map(|(level, point)| level - point.value)
        .fold(f64::NEG_INFINITY, f64::max);
    assert!(most > 3.0, "{most} dB");
}

#[test]
fn a_measured_driver_of_an_older_file_opens_and_is_written_as_it_was() {
    let data = Data {
        response: Some(read(&text("SPL dB", |f| 100.0 - f / 1000.0, Some(-3.0))).trace),
        impedance: Some(read(&text("Z ohm", |f| 30.0 + f / 500.0, Some(0.5))).trace),
    };
    let preset = |fixture: &Fixture| DriverPreset {
        summary: "Measured curves".to_owned(),
        sealed_level: None,
        fit: None,
        part: keep_measured(&data, fixture, &DriverText::default(), SOURCE_VOLUME).unwrap(),
    };
    let plain = Fixture::coupler_711(0.1).with_tube(11e-3, 1.9e-3);
    let old = preset(&plain).to_text();
    assert!(!old.contains("source_resistance") && !old.contains("fixture_inserts"));
    let again = DriverPreset::from_text("old.ron", &old).unwrap();
    assert_eq!(again.to_text(), old);
    let full = Fixture {
        source_resistance: 10.0,
        ..plain.with_damper(1.5e8)
    };
    let new = preset(&full);
    let again = DriverPreset::from_text("new.ron", &new.to_text()).unwrap();
    assert_eq!(again.part, new.part);
}

#[test]
fn every_curve_of_a_table_may_be_taken_and_tells_how() {
    let text = "f (kHz),Left (dB),Right (dB),Z (ohm)\n\
        0.02,100,90,16\n0.2,101,91,17\n2,102,92,18\n20,103,93,30\n\
        0.02,80,70,16\n0.2,81,71,17\n2,82,72,18\n20,83,73,30\n";
    let mut reading = Reading::of(text.as_bytes(), "both.csv").unwrap();
    let names: Vec<String> = (reading.candidates().into_iter())
        .map(|candidate| candidate.name)
        .collect();
    assert_eq!(
        names,
        [
            "Left (dB) (level), sweep 1 of 2",
            "Left (dB) (level), sweep 2 of 2",
            "Right (dB) (level), sweep 1 of 2",
            "Right (dB) (level), sweep 2 of 2",
            "Z (ohm) (impedance), sweep 1 of 2",
            "Z (ohm) (impedance), sweep 2 of 2",
        ]
    );
    let choice = reading.candidates()[3].choice;
    let curve = Measurement::taken(reading.clone(), choice).unwrap();
    let kept = curve.ready("both.csv").stored("right").unwrap();
    assert_eq!(kept.points[3].value, 73.0);
    assert_eq!(
        kept.taken.unwrap().words(),
        "both.csv: “f (kHz)” as frequency, kHz; “Right (dB)” as level, dB; sweep 2"
    );
    // What a column holds is the user's to say.
    reading.set_meaning(1, Meaning::Value(Value::Impedance(1e3)));
    reading.set_meaning(0, Meaning::Frequency(1.0));
    let choice = reading.candidates()[0].choice;
    let curve = Measurement::taken(reading, choice).unwrap();
    assert_eq!(curve.quantity, Quantity::Impedance);
    assert_eq!(
        (curve.trace.points[0].f, curve.trace.points[0].value),
        (0.02, 100e3)
    );
}

#[test]
fn every_meaning_a_user_may_choose_is_called_by_words_of_its_own() {
    let words: std::collections::BTreeSet<String> = (Meaning::CHOICES.iter())
        .map(|meaning| meaning.words().into_owned())
        .collect();
    assert_eq!(words.len(), Meaning::CHOICES.len());
}

#[test]
fn a_calibration_is_subtracted_between_its_points_and_told_beyond_them() {
    let level = read("f Hz, SPL dB\n50,90\n100,90\n200,90\n400,90\n800,90\n").ready("d.csv");
    let calibration = "name = Mic\ntype = Microphone\n100 -1\n400 3\n";
    let calibration = Reading::of(calibration.as_bytes(), "mic.txt").unwrap();
    assert!(calibration.is_microphone());
    let choice = calibration.choose(None).unwrap();
    let calibration = Measurement::taken(calibration, choice)
        .unwrap()
        .ready("mic.txt");
    let less = level.clone().less(&calibration);
    let values: Vec<f64> = less.trace.points.iter().map(|point| point.value).collect();
    assert_eq!(values, [91.0, 91.0, 89.0, 87.0, 87.0]);
    let said: String = less
        .findings
        .iter()
        .map(|f| f.message.clone() + "\n")
        .collect();
    assert!(said.contains("mic.txt was subtracted"), "{said}");
    assert!(
        said.contains("2 points lie beyond the calibration's 100 Hz to 400 Hz"),
        "{said}"
    );
    let kept = less.stored("d").unwrap();
    assert!(
        kept.taken
            .unwrap()
            .words()
            .ends_with("; less the calibration mic.txt")
    );
    // A phase goes the short way round between two points.
    let turned = |text: &str| read(text).ready("p.frd");
    let level = turned("f Hz, SPL dB, phase deg\n100,90,10\n200,91,20\n400,92,30\n");
    let phase = turned("f Hz, SPL dB, phase deg\n100,1,170\n400,2,-170\n800,2,-160\n");
    let phase = level.less(&phase).trace.points;
    let phase: Vec<f64> = phase.iter().filter_map(|point| point.phase_deg).collect();
    assert_eq!(phase, [-160.0, -160.0, 200.0]);
    // An impedance has no microphone.
    let z = read("f Hz, Z ohm\n50,16\n100,17\n200,16\n").ready("z.csv");
    assert_eq!(z.clone().less(&calibration), z);
}

/// A level of minimum phase, so many seconds late.
fn late(seconds: f64) -> String {
    let points = (0..240).map(|n| {
        let f = 20.0 * 1000_f64.powf(f64::from(n) / 239.0);
        let phase = 20.0 * (f / 900.0).sin() - 360.0 * f * seconds;
        let turned = (phase + 180.0).rem_euclid(360.0) - 180.0;
        format!("{f}\t{}\t{turned}\n", 94.0 - f / 4000.0)
    });
    format!(
        "Freq(Hz)\tSPL(dB)\tPhase(deg)\n{}",
        points.collect::<String>()
    )
}

#[test]
fn a_phase_of_the_other_sign_is_told() {
    let words = "before its cause";
    says(&read(&late(-0.5e-3)), Severity::Warning, words);
    says(&read(&late(-0.5e-3)), Severity::Warning, "0.501 ms");
    for seconds in [0.0, 0.5e-3, 0.05e-3, -0.02e-3] {
        let read = read(&late(seconds));
        assert!(!read.findings.iter().any(|f| f.message.contains(words)));
    }
    // A coil of 16 Ω and 60 µH with the hump of its resonance at 120 Hz.
    let coil = |sign: f64| {
        let points = (0..200).map(|n| {
            let f = 20.0 * 1000_f64.powf(f64::from(n) / 199.0);
            let detuned = 2.0 * (f / 120.0 - 120.0 / f);
            let motion = 24.0 / num_complex::Complex64::new(1.0, detuned);
            let z = motion + num_complex::Complex64::new(16.0, 3.77e-4 * f);
            format!("{f}\t{}\t{}\n", z.norm(), sign * z.arg().to_degrees())
        });
        read(&format!(
            "Freq(Hz)\tImpedance(Ohm)\tPhase(deg)\n{}",
            points.collect::<String>()
        ))
    };
    let words = "its sign is the other way round";
    says(&coil(-1.0), Severity::Warning, words);
    assert!(!coil(1.0).findings.iter().any(|f| f.message.contains(words)));
}

#[test]
fn whole_numbers_between_commas_may_be_decimals_and_are_told() {
    let rows = |head: &str, row: fn(i32) -> String| {
        let rows: String = (1..40).map(row).collect();
        Measurement::read(&format!("{head}{rows}")).map_or_else(
            |error| error.to_string(),
            |read| {
                let all = read.findings.iter().map(|f| f.message.clone() + "\n");
                all.collect()
            },
        )
    };
    let words = "two ways";
    let short = |n: i32| format!("{},{},{}\n", 20 * n, 90 + n % 3, n % 10);
    assert!(rows("", short).contains(words));
    assert!(rows("Frequency,SPL\n", short).contains(words));
    assert!(!rows("Freq,SPL,Phase\n", short).contains(words));
    let signed = |n: i32| format!("{},{},{}\n", 20 * n, 90 + n % 3, 90 - 7 * n);
    assert!(!rows("", signed).contains(words));
}

#[test]
fn a_heading_that_contradicts_the_units_in_its_cells_is_told() {
    let table = |head: &str, value: &str, f: &str| {
        let rows = (0..30).map(|n| {
            let hertz = 20.0 * 1.27_f64.powi(n);
            format!("{hertz:.1}{f};{:.1}{value}\n", 90.0 + f64::from(n % 4))
        });
        read(&format!("{head}\n{}", rows.collect::<String>()))
    };
    let words = "contradict each other";
    for (head, value, f) in [
        ("Frequency (Hz);Impedance (Ohm)", " dB", " Hz"),
        ("Frequency (Hz);SPL (dB)", " ohm", ""),
        ("Frequency (Hz);SPL (dB)", " V", " Hz"),
    ] {
        says(&table(head, value, f), Severity::Warning, words);
    }
    for (head, value, f) in [
        ("Frequency (Hz);Impedance (Ohm)", " ohm", " Hz"),
        ("Frequency (Hz);SPL (dB)", " dB", ""),
        ("Frequency;Level", " dB", " Hz"),
    ] {
        let found = table(head, value, f).findings;
        assert!(
            !found.iter().any(|f| f.message.contains(words)),
            "{found:?}"
        );
    }
}

#[test]
fn a_heading_between_quotes_says_its_quotes_once() {
    // As every spreadsheet writes it (RFC 4180).
    let text = "f_hz,\"spl_db:a,b \"\"c\"\"\"\n20,90\n200,91\n2000,92\n20000,80\n";
    let reading = earwright::exchange::Reading::of(text.as_bytes(), "a.csv").unwrap();
    assert_eq!(reading.columns[1].head, "spl_db:a,b \"c\"");
}

#[test]
fn a_level_whose_phase_nobody_measured_is_written_without() {
    use earwright::{
        design::CurvePoint,
        exchange::{Quantity, curve},
    };
    let point = |phase_deg| CurvePoint {
        f: 100.0,
        value: 90.0,
        phase_deg,
    };
    let without = curve(Quantity::Level, &[point(None), point(None)]);
    assert!(!without.contains("Phase"), "{without}");
    assert!(
        without
            .lines()
            .skip(1)
            .all(|row| row.split('\t').count() == 2)
    );
    let with = curve(Quantity::Level, &[point(Some(-30.0))]);
    assert!(
        with.contains("Phase(degrees)") && with.ends_with("\t-30.000\n"),
        "{with}"
    );
}
