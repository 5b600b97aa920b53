//! Measured curves are read whatever they are separated by, and looked at before they are believed.

use earwright::{
    design::Severity,
    exchange::{ImportError, Imported, Quantity, import_response},
};
use std::fmt::Write as _;

/// A tidy response: 20 Hz to 20 kHz, 60 points.
fn tidy(separator: &str, decimal: char, phase: impl Fn(usize) -> f64) -> String {
    (0..60).fold(String::new(), |mut text, n| {
        let f = 20.0 * 1000_f64.powf(n as f64 / 59.0);
        let row = format!(
            "{f:.2}{separator}{:.1}{separator}{:.1}",
            100.0 - n as f64 / 7.0,
            phase(n)
        );
        let _ = writeln!(text, "{}", row.replace('.', &decimal.to_string()));
        text
    })
}

fn says(imported: &Imported, severity: Severity, words: &str) -> bool {
    imported
        .findings
        .iter()
        .any(|finding| finding.severity == severity && finding.message.contains(words))
}

#[test]
fn every_separator_and_both_decimal_marks_give_the_same_points() {
    let phase = |n: usize| -3.0 * n as f64;
    let plain = import_response(&tidy(" ", '.', phase)).unwrap();
    assert_eq!(plain.points.len(), 60);
    assert_eq!(plain.quantity, Quantity::Level);
    assert_eq!(plain.points[1].phase_deg, Some(-3.0));
    let variants = [
        ("\t", '.'),
        (",", '.'),
        (";", '.'),
        (", ", '.'),
        ("\t", ','),
        (";", ','),
        ("  ", ','),
    ];
    for (separator, decimal) in variants {
        let other = import_response(&tidy(separator, decimal, phase)).unwrap();
        assert_eq!(
            other.points, plain.points,
            "separator {separator:?}, decimal {decimal:?}"
        );
    }
}

#[test]
fn comments_say_what_the_columns_hold() {
    let text = "* Measured with REW\n* Freq(Hz) Z(Ohms) Phase(degrees)\n20 22.5 1.5\n200 23.5 4\n2000 40 30\n20000 90 50\n";
    let read = import_response(text).unwrap();
    assert_eq!(read.quantity, Quantity::Impedance);
    assert!(read.quantity_stated);
    assert_eq!(read.points[3].value, 90.0);
    let table = "Frequency,SPL (dB)\r\n20,95\r\n20000,80\r\n";
    let read = import_response(table).unwrap();
    assert_eq!((read.quantity, read.points.len()), (Quantity::Level, 2));
}

#[test]
fn a_phase_of_zeros_is_no_phase() {
    let read = import_response(&tidy("\t", '.', |_| 0.0)).unwrap();
    assert!(says(&read, Severity::Warning, "zero at every frequency"));
    assert!(read.points.iter().all(|point| point.phase_deg.is_none()));
    let read = import_response("20 90\n200 91\n20000 80\n").unwrap();
    assert!(says(&read, Severity::Note, "no phase"));
}

#[test]
fn an_impedance_below_any_coil_is_caught() {
    let flat = (0..40).fold("f Z(ohm)\n".to_owned(), |mut text, n| {
        let _ = writeln!(text, "{} 0.11 0.5", 20.0 * 1.195_f64.powi(n));
        text
    });
    let read = import_response(&flat).unwrap();
    assert!(says(&read, Severity::Error, "0.11 Ω, below the resistance"));
    assert!(says(&read, Severity::Warning, "flat"));
}

#[test]
fn a_number_that_stands_for_no_level_is_told_however_coarse_the_table() {
    for filler in ["-999", "-200"] {
        let read = import_response(&format!("f dB\n20 90\n125 {filler}\n1000 92\n")).unwrap();
        assert!(says(&read, Severity::Error, "is no level"), "{filler}");
    }
}

#[test]
fn a_planar_driver_and_a_capacitor_are_measured() {
    let rows = |value: fn(f64) -> (f64, f64)| {
        (0..40).fold("f Z(ohm) phase\n".to_owned(), |mut text, n| {
            let f = 20.0 * 1.195_f64.powi(n);
            let (z, phase) = value(f);
            let _ = writeln!(text, "{f} {z:.3} {phase:.3}");
            text
        })
    };
    let planar = import_response(&rows(|f| (16.0 + 0.01 * f.sin(), 0.1 * f.cos()))).unwrap();
    assert!(!says(&planar, Severity::Warning, "flat"));
    assert!(!says(&planar, Severity::Warning, "radians"));
    let capacitor = import_response(&rows(|f| (3e6 / f, -89.5))).unwrap();
    assert_eq!(capacitor.points[7].phase_deg, Some(-89.5));
    let made_up = import_response(&rows(|_| (16.0, -89.5))).unwrap();
    assert!(says(&made_up, Severity::Warning, "flat"));
    assert_eq!(made_up.points[7].phase_deg, None);
}

#[test]
fn frequencies_that_go_back_are_put_in_order() {
    let read = import_response("20 90 5\n1000 92 5\n500 91 5\n500 80 5\n20000 85 5\n").unwrap();
    let f: Vec<_> = read.points.iter().map(|point| point.f).collect();
    assert_eq!(f, [20.0, 500.0, 1000.0, 20000.0]);
    assert_eq!(read.points[1].value, 91.0);
    assert!(says(&read, Severity::Warning, "line 3"));
    assert!(says(&read, Severity::Warning, "more than once"));
}

#[test]
fn ends_inside_the_band_and_mixed_units_are_told() {
    let read = import_response("# dB\n100 90 5\n1000 92 5\n1100 0.63 5\n9000 85 5\n").unwrap();
    assert!(says(&read, Severity::Warning, "begins at 100 Hz"));
    assert!(says(&read, Severity::Warning, "ends at 9000 Hz"));
    assert!(says(&read, Severity::Error, "mixed"));
    let read = import_response("# SPL\n20 0.2\n1000 0.63\n20000 0.5\n").unwrap();
    assert!(says(&read, Severity::Warning, "linear"));
}

#[test]
fn what_is_no_curve_is_an_error_in_words() {
    let empty = import_response("").unwrap_err().to_string();
    assert_eq!(empty, "this is an empty file");
    assert_eq!(
        import_response("hello\nworld").unwrap_err(),
        ImportError::NoNumbers
    );
    assert_eq!(
        import_response("# x\n100\n").unwrap_err(),
        ImportError::OneColumn { line: 2 }
    );
    assert!(matches!(
        import_response("100 nan\n200 90\n").unwrap_err(),
        ImportError::TooFew { points: 1 }
    ));
    let read = import_response("100 90\n150 9O\n200 91\n").unwrap();
    assert!(says(&read, Severity::Warning, "“9O” is not a number"));
}

#[test]
fn a_voltage_is_the_drive_only_where_it_is_one() {
    let rows = "20 90\n200 91\n20000 80\n";
    for (heading, voltage) in [
        ("* Drive voltage: 0.1 V, phantom 48 V", Some(0.1)),
        ("* driven with 100 mV", Some(0.1)),
        ("* phantom 48 V", None),
        ("* sensitivity = 12.5 mV/Pa", None),
        ("* 0 dBFS = 1.2 Vrms", None),
        ("* DAC output 2 Vrms full scale", None),
        ("* supply voltage 5 V", None),
        ("* drive 0.1 V\n* drive 0.5 V", None),
        ("* Drive: 1 V peak", Some(0.5_f64.sqrt())),
        ("* Level: 2 Vpp", Some(0.5_f64.sqrt())),
        ("* Ansteuerung 0,1 V", Some(0.1)),
        ("* Drive voltage = 1.00E-01 V", Some(0.1)),
        ("* Sweep 2.83V/1m", Some(2.83)),
    ] {
        let read = import_response(&format!("{heading}\n{rows}")).unwrap();
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-9;
        let same = match (read.voltage, voltage) {
            (Some(a), Some(b)) => near(a, b),
            (a, b) => a == b,
        };
        assert!(same, "{heading}: {:?}", read.voltage);
    }
}

#[test]
fn what_is_over_time_or_without_a_level_is_refused() {
    let refused = |text: &str| import_response(text).unwrap_err().to_string();
    let time = refused("Time (s),Amplitude\n0,0.1\n0.1,0.2\n0.2,0.1\n");
    assert!(time.contains("over time"), "{time}");
    let thd = refused("Frequency (Hz),THD (%)\n20,0.1\n200,0.2\n2000,0.1\n");
    assert!(thd.contains("no level and no impedance"), "{thd}");
    let commas = refused("20,0,101,2\n31,5,102,4\n63,0,103,1\n1000,0,99,7\n");
    assert!(commas.contains("commas stand both"), "{commas}");
    let filter = refused("0,0.0001\n1,0.5\n2,-0.4\n3,0.3\n");
    assert!(filter.contains("over time"), "{filter}");
    let log = refused(
        "Time,SPL (dB),Leq (dB)\n10:00:01,75.1,75.2\n10:00:02,75.3,75.2\n10:00:03,75.2,75.2\n",
    );
    assert!(log.contains("over time"), "{log}");
    let ragged = refused("20 100\n500 101\n900 102\n1 000 99\n2 000 98\n4 000 97\n");
    assert!(ragged.contains("do not hold the same number"), "{ragged}");
}

#[test]
fn the_ending_of_a_target_is_no_row() {
    let text = "NAME\nTarget\nBREAKPOINTS\n20 1.2\n200 2.4\n20000 -3.1\nLOWLIMITHZ\n20\nHIGHLIMITHZ\n20000\n";
    let read = import_response(text).unwrap();
    assert_eq!(read.points.len(), 3);
    assert!(
        !says(&read, Severity::Warning, "left out"),
        "{:?}",
        read.findings
    );
}

#[test]
fn tables_of_several_curves_name_each() {
    let curves = "Curve 1\t\tCurve 2\t\nFrequency [Hz]\tSPL [dB]\tFrequency [Hz]\tSPL [dB]\n20.0\t90\t30.0\t80\n1,000.0\t91\t2,000.0\t82\n20,000.0\t92\t15,000.0\t83\n";
    let read = import_response(curves).unwrap();
    assert_eq!(read.points[1].f, 1000.0);
    assert!(says(&read, Severity::Warning, "“Curve 2 SPL [dB]” (level)"));
    let drawn = "| Freq (Hz) | SPL (dB) |\n|---|---|\n| 20 | 90 |\n| 200 | 91 |\n| 20000 | 92 |\n";
    let read = import_response(drawn).unwrap();
    assert_eq!((read.points.len(), read.points[2].value), (3, 92.0));
    assert!(read.quantity_stated);
    let counted = ",frequency,raw\n0,20,90\n1,200,91\n2,20000,93\n";
    let read = import_response(counted).unwrap();
    assert!(
        !says(&read, Severity::Warning, "another curve"),
        "{:?}",
        read.findings
    );
    assert_eq!(read.points[2].f, 20_000.0);
}

#[test]
fn texts_of_something_else_are_called_what_they_are() {
    let rows = "20 0.5 0.1\n200 0.5 0.1\n2000 0.5 0.2\n20000 0.5 0.2\n";
    for (text, what) in [
        (
            "Filter Settings file\nFilter  1: ON  PK  Fc  105.0 Hz  Gain  5.5 dB  Q  0.70\nFilter  2: ON  PK  Fc  1050 Hz  Gain  -5.5 dB  Q  1.70\n",
            "equaliser",
        ),
        (
            "Type,Freq,Gain,Q\nPK,105,5.5,0.7\nPK,1000,-3,1.4\n",
            "equaliser",
        ),
        ("1\tPEQ\t105\t5.5\t0.7\n2\tLSF\t60\t2\t0.7\n", "equaliser"),
        (
            "Name,Fs,Re,Qts,Vas\nA,30,5.6,.35,50\nB,35,5.6,.36,60\n",
            "driver parameters",
        ),
        ("Item,Qty,Value\n1,2,4.7\n2,1,10\n", "list of parts"),
        (&format!("! made\n# Hz S RI R 50\n{rows}"), "Touchstone"),
        (
            &format!("Data_Format=\"Complex\"\nData_Domain=\"Frequency\"\n{rows}"),
            "VACS",
        ),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "Git LFS",
        ),
        (
            "filters:\n  f1:\n    type: Biquad\n    parameters:\n      freq: 100\n",
            "YAML",
        ),
        ("(kicad_pcb (version 20211014))\n", "KiCad"),
        ("# x\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "OBJ"),
        ("{\\rtf1\\ansi 20 101.2\\par 31.5 102.4\\par}", "rich text"),
        (
            "* x\nV1 in 0 AC 1\nR1 in out 1k\n.ac dec 10 20 20k\n",
            "netlist",
        ),
    ] {
        let message = import_response(text).unwrap_err().to_string();
        assert!(message.contains(what), "{what}: {message}");
    }
    // Remarks that tell a driver's numbers stand above curves.
    let read = import_response(&format!("* Fs 45 Hz, Re 5.6, Qts 0.4, Vas 2 l\n{rows}")).unwrap();
    assert_eq!(read.points.len(), 4);
}
