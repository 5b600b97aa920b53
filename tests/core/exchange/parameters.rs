//! A driver's numbers out of the files of others: one driver in each format, in that format's units.

use earwright::{
    design::air::Air,
    exchange::parameters::{Number, Parameters},
    tuning::thiele_small::driver,
};
use std::{fs, path::PathBuf};

/// A small driver, in SI: fs, Qms, Qes and Vas as they follow from the others.
const DRIVER: [(Number, f64); 10] = [
    (Number::Re, 32.0),
    (Number::Bl, 0.9),
    (Number::Mms, 40e-6),
    (Number::Cms, 0.02),
    (Number::Rms, 0.02),
    (Number::Sd, 50e-6),
    (Number::Fs, 177.94),
    (Number::Qms, 2.2361),
    (Number::Qes, 1.7668),
    (Number::Vas, 7.1e-6),
];

const WINISD: &str = "[ProjectInfo]\r\nDescription=\r\n\r\n[Driver]\r\nBrand=Test\r\nModel=D 10\r\n\
    Qts=0,987\r\nZnom=32\r\nFs=177,94\r\nPe=0\r\nRe=32\r\nLe=0\r\nBL=0,9\r\nXmax=0,0002\r\n\
    Cms=0,02\r\nQms=2,2361\r\nQes=1,7668\r\nRms=0,02\r\nMms=4E-5\r\nSd=5E-5\r\nVas=7,1E-6\r\n\
    Vd=1E-8\r\nnumVC=1\r\n[Box]\r\nVb=0,02\r\nFs=40\r\n";

const HORNRESP: &str = "ID = 12.00\n\nAng = 2.0 x Pi\nEg = 2.83\nRg = 0.00\nFta = 0.00\n\
    S1 = 100.00\nS2 = 200.00\nCon = 50.00\nF12 = 0.00\nSd = 0.50\nBl = 0.90\nCms = 2.00E-02\n\
    Rms = 0.02\nMmd = 0.039592\nLe = 0.05\nRe = 32.00\nNd = 1\nVrc = 0.00\nLrc = 0.00\n";

const BASTA: &str = "[element]\nname=D 10\nss=5e-5\ncms=0.02\nmms=4e-5\nbl=0.9\nQts=0.987\nRe=32\n\
    Rms=0.02\nQes=1.7668\nLe=0\n[fgprio]\nRe=1\n";

const KLIPPEL: &str = "Electrical Parameters\nRe\t32.00\tOhm\telectrical voice coil resistance at DC\n\
    Le\t0.050\tmH\tfrequency independent part of voice coil inductance\n\
    L2\t0.010\tmH\tpara-inductance of voice coil\nfs\t177.94\tHz\tdriver resonance frequency\n\n\
    Mechanical Parameters\nMms\t0.0400\tg\tmechanical mass of driver diaphragm assembly\n\
    Mmd (Sd)\t0.0396\tg\tmechanical mass without air load\nRms\t0.020\tkg/s\tmechanical resistance\n\
    Cms\t20.00\tmm/N\tmechanical compliance\nKms\t0.05\tN/mm\tmechanical stiffness\n\
    Bl\t0.900\tN/A\tforce factor\n\nLoss factors\nQtp\t0.985\t\ttotal Q-factor\n\
    Qms\t2.2361\t\tmechanical Q-factor\nQes\t1.7668\t\telectrical Q-factor\n\n\
    Other Parameters\nVas\t0.0071\tl\tequivalent air volume of suspension\n\
    Sd\t0.50\tcm²\tdiaphragm area\n";

const JSON_MILLI: &str = "{\n\"usercomments\": \"D_10\",\n\"fs\": 177.94,\n\"Qms\": 2.2361,\n\
    \"Qes\": 1.7668,\n\"Re\": 32,\n\"Bl\": 0.9,\n\"Mms\": 0.04,\n\"Cms\": 20,\n\"Rms\": 0.02,\n\
    \"Sd\": 0.5,\n\"Vas\": 0.0071,\n\"Le\": 0.05\n}";

const JSON_SI: &str = "{\"driver\": {\"Fs\": 177.94, \"Re\": 32.0, \"Bl\": 0.9, \"Mms\": 4e-5, \
    \"Cms\": 0.02, \"Rms\": \"0.02\", \"Sd\": 5e-5, \"Vas\": 7.1e-6}}";

fn read(text: &str) -> Parameters {
    Parameters::of(text.as_bytes()).unwrap_or_else(|| panic!("no parameters: {text}"))
}

fn said(read: &Parameters) -> String {
    let findings = read.findings.iter();
    findings
        .map(|finding| finding.message.clone() + "\n")
        .collect()
}

#[test]
fn one_driver_comes_out_of_every_format_the_same() {
    for (text, from, name, least) in [
        (WINISD, "WinISD", Some("Test D 10"), 10),
        (HORNRESP, "Hornresp", None, 6),
        (BASTA, "Basta!", Some("D 10"), 7),
        (KLIPPEL, "Klippel", None, 10),
        (JSON_MILLI, "JSON", Some("D 10"), 10),
        (JSON_SI, "JSON", None, 8),
    ] {
        let read = read(text);
        assert!(read.from.contains(from), "{}", read.from);
        assert_eq!(read.name.as_deref(), name, "{from}");
        let mut count = 0;
        for (number, wanted) in DRIVER {
            if let Some(value) = read.value(number) {
                count += 1;
                let off = (value / wanted - 1.0).abs();
                assert!(off < 2e-3, "{from}: {number:?} {value} where {wanted} is");
            }
        }
        assert!(count >= least, "{from}: {count} numbers, {:?}", read.left);
        // The same driver is made of it, and nothing contradicts.
        let (made, contradictions) = driver(&read.sheet(), &Air::default()).unwrap();
        assert_eq!(contradictions, [""; 0], "{from}");
        assert!((made.mms / 40e-6 - 1.0).abs() < 5e-3 && (made.bl / 0.9 - 1.0).abs() < 5e-3);
    }
}

#[test]
fn what_was_not_taken_is_named_and_why() {
    let winisd = read(WINISD);
    let lines: Vec<usize> = winisd.values.iter().map(|value| value.line).collect();
    assert_eq!(lines.first(), Some(&7));
    assert!(said(&winisd).contains("“Le = 0” (0 means that it is not known)"));
    assert!(said(&winisd).contains("“Znom = 32” (a driver here has no such number)"));
    let hornresp = read(HORNRESP);
    assert!(
        said(&hornresp).contains("408 µg of air on both faces"),
        "{}",
        said(&hornresp)
    );
    assert_eq!(hornresp.value(Number::Le), Some(0.05e-3));
    let negative = HORNRESP.replace("Mmd = ", "Mmd = -");
    assert_ne!(negative, HORNRESP);
    let negative = read(&negative);
    assert_eq!(negative.value(Number::Mms), None);
    assert!(
        said(&negative).contains("no moving mass is"),
        "{}",
        said(&negative)
    );
    let klippel = read(KLIPPEL);
    assert_eq!(klippel.value(Number::Le), Some(0.05e-3));
    assert!(
        said(&klippel).contains("“L2 0.010 mH”"),
        "{}",
        said(&klippel)
    );
    // JSON states no units: an inductance that nothing else tells is left.
    let json = read(JSON_MILLI);
    assert_eq!(json.value(Number::Le), None);
    assert!(
        said(&json).contains("“Le = 0.05” (its unit is not stated"),
        "{}",
        said(&json)
    );
    assert!(said(&json).contains("does not state its units"));
}

#[test]
fn numbers_of_other_units_and_without_units_are_not_taken() {
    // A WinISD file in cm² and grams, as some converters write them.
    let other = WINISD
        .replace("Mms=4E-5", "Mms=4000")
        .replace("Sd=5E-5", "Sd=53");
    let other = read(&other);
    assert_eq!(
        (other.value(Number::Mms), other.value(Number::Sd)),
        (None, None)
    );
    assert!(
        said(&other).contains("which no driver has"),
        "{}",
        said(&other)
    );
    let bare = read("Fs: 45 Hz\nQts: 0.4\nRe: 5.6 ohm\nMms: 12\nVas: 12 l\nXmax: 3 mm\n");
    assert_eq!(bare.value(Number::Mms), None);
    assert_eq!(bare.value(Number::Vas), Some(0.012));
    assert!(
        said(&bare).contains("“Mms 12” (its unit is not stated"),
        "{}",
        said(&bare)
    );
    // 1,500 among decimal points can be read two ways.
    let comma = read("Fs = 1,500\nQts = 0.4\nQes = 0.5\nRe = 5.6\n");
    assert_eq!(comma.value(Number::Fs), None);
}

#[test]
fn lists_are_read_whatever_stands_between_name_value_and_unit() {
    for text in [
        "Parameter,Value,Unit\nFs,1203,Hz\nQts,0.35,\nRe,21.3,Ohm\nMms,0.02,g\n",
        "Parameter,Value\nFs (Hz),1203\nQts,0.35\nRe (Ohm),21.3\nMms (g),0.02\n",
        "f(s)= 1203 Hz\nQ(ts)= 0.35\nR(e)= 21.3 Ohms\nM(ms)= 0.02 grams\n",
        "f_s = 1203 Hz\nQ_ts = 0.35\nR_e = 21.3 Ohm\nM_ms = 0.02 g\n",
        "| Fs | 1203 Hz |\n|---|---|\n| Qts | 0.35 |\n| Re | 21.3 Ohm |\n| Mms | 0.02 g |\n",
    ] {
        let read = read(text);
        let of = |number| read.value(number);
        assert_eq!(
            (of(Number::Fs), of(Number::Qts), of(Number::Re)),
            (Some(1203.0), Some(0.35), Some(21.3)),
            "{text}"
        );
        assert!((of(Number::Mms).unwrap() - 2e-5).abs() < 1e-12, "{text}");
    }
}

#[test]
fn contradictions_are_told_whether_or_not_the_numbers_suffice() {
    let whole = read(&WINISD.replace("Qts=0,987", "Qts=0,5"));
    let (contradictions, missing) = whole.contradictions(&Air::default());
    assert!(missing.is_none());
    assert!(
        contradictions.iter().any(|words| words.contains("Qts")),
        "{contradictions:?}"
    );
    let part = read("Fs=45\nQts=0.4\nQes=0.9\nQms=0.9\n");
    let (contradictions, missing) = part.contradictions(&Air::default());
    assert!(missing.unwrap().contains("do not determine"));
    assert_eq!(
        contradictions,
        ["Qts 0.4000 given, 0.4500 computed from Qes and Qms"]
    );
    let part = read("fs: 100 Hz\nMms: 12 g\nCms: 1 mm/N\n");
    let (contradictions, _) = part.contradictions(&Air::default());
    assert_eq!(
        contradictions,
        ["fs 100.0000 given, 45.9441 computed from Mms and Cms"]
    );
}

#[test]
fn of_two_drivers_in_json_one_is_taken_and_what_cannot_be_read_is_named() {
    let two = "{\"a\": {\"Re\": 16, \"Fs\": 500, \"Bl\": 0.6, \"Qms\": 2},\n\
        \"b\": {\"Re\": 32, \"Fs\": 800, \"Bl\": 0.9, \"Qms\": 3, \"Qes\": 1.5}}";
    let taken = read(two);
    let re = taken.values.iter().find(|value| value.number == Number::Re);
    assert_eq!(re.map(|value| value.value), Some(32.0));
    assert_eq!(taken.values.len(), 5);
    assert_eq!(taken.left.len(), 4);
    assert!(said(&taken).contains("several drivers"), "{}", said(&taken));
    let units = "{\"Re\": 16, \"Le\": \"0.02 mH\", \"Bl\": 0.6, \"Qms\": 2, \"fs\": \"500 Hz\"}";
    let left: Vec<String> = read(units)
        .left
        .into_iter()
        .map(|left| left.written)
        .collect();
    assert_eq!(left, ["Le", "fs"]);
}

#[test]
fn a_curve_is_not_taken_for_parameters() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/field-cases");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let found = Parameters::of(&fs::read(&path).unwrap()).is_some();
        let wanted = path.extension().is_some_and(|ending| ending == "wdr");
        assert_eq!(found, wanted, "{}", path.display());
    }
    // Nor is one whose comments tell the driver's numbers.
    let rows: String = (1..40)
        .map(|n| format!("{} {}\n", 100 * n, 90 + n % 5))
        .collect();
    let text = format!("* Fs: 45 Hz\n* Re: 5.6 ohm\nQts = 0.4\nQes = 0.5\nQms = 3\n{rows}");
    assert_eq!(Parameters::of(text.as_bytes()), None);
    for text in ["", "{", "{}", "[1, 2]", "{\"Re\": 3}", "Fs=\nRe=\nQts=\n"] {
        assert_eq!(Parameters::of(text.as_bytes()), None, "{text}");
    }
}
