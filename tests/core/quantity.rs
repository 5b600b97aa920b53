//! Quantities as people type them and as files hold them.

use crate::support::random::Random;
use earwright::quantity::{ParseQuantityError, Unit, parse, series::Series, text};

const UNITS: [(&str, &Unit); 32] = [
    ("Ω", &Unit::OHM),
    ("F", &Unit::FARAD),
    ("H", &Unit::HENRY),
    ("Ω√s", &Unit::SEMI_HENRY),
    ("V", &Unit::VOLT),
    ("W", &Unit::WATT),
    ("Hz", &Unit::HERTZ),
    ("m", &Unit::LENGTH),
    ("m²", &Unit::AREA),
    ("m³", &Unit::VOLUME),
    ("kg", &Unit::MASS),
    ("m/N", &Unit::COMPLIANCE),
    ("N·s/m", &Unit::MECHANICAL_RESISTANCE),
    ("T·m", &Unit::FORCE_FACTOR),
    ("Pa/A", &Unit::PRESSURE_PER_AMPERE),
    ("kg/m⁴", &Unit::ACOUSTIC_MASS),
    ("Pa·s/m³", &Unit::ACOUSTIC_RESISTANCE),
    ("Pa·s/m³", &Unit::DAMPER),
    ("m³/Pa", &Unit::ACOUSTIC_COMPLIANCE),
    ("rayl", &Unit::RAYL),
    ("kg/m²", &Unit::SURFACE_MASS),
    ("Pa", &Unit::PASCAL),
    ("kg/m³", &Unit::DENSITY),
    ("m/s", &Unit::SPEED),
    ("Pa·s", &Unit::VISCOSITY),
    ("Pa/V", &Unit::PRESSURE_PER_VOLT),
    ("°C", &Unit::CELSIUS),
    ("dB", &Unit::DECIBEL),
    ("°", &Unit::DEGREE),
    ("dB/oct", &Unit::DECIBEL_PER_OCTAVE),
    ("", &Unit::NUMBER),
    ("", &Unit::PERCENT),
];

/// Typed text, unit, SI value: the value must be that very number.
fn reads(cases: &[(&str, &Unit, f64)]) {
    for (typed, unit, value) in cases {
        assert_eq!(parse(typed, unit).as_ref(), Ok(value), "{typed}");
    }
}

#[test]
fn electrical_values_are_read_in_every_customary_way() {
    reads(&[
        ("4.7u", &Unit::FARAD, 4.7e-6),
        ("4u7", &Unit::FARAD, 4.7e-6),
        ("4,7 µF", &Unit::FARAD, 4.7e-6),
        ("4.7 μF", &Unit::FARAD, 4.7e-6),
        ("4.7uF", &Unit::FARAD, 4.7e-6),
        ("4u7F", &Unit::FARAD, 4.7e-6),
        ("470n", &Unit::FARAD, 470e-9),
        ("100 pF", &Unit::FARAD, 100e-12),
        ("4.7", &Unit::FARAD, 4.7e-6),
        ("10k", &Unit::OHM, 10e3),
        ("10 k", &Unit::OHM, 10e3),
        ("10 K", &Unit::OHM, 10e3),
        ("2k2", &Unit::OHM, 2.2e3),
        ("2k2 Ω", &Unit::OHM, 2.2e3),
        ("4R7", &Unit::OHM, 4.7),
        ("47R", &Unit::OHM, 47.0),
        ("47 ohm", &Unit::OHM, 47.0),
        ("1 kohm", &Unit::OHM, 1e3),
        ("1 k\u{2126}", &Unit::OHM, 1e3),
        ("1M", &Unit::OHM, 1e6),
        ("1m", &Unit::OHM, 1e-3),
        ("2 mH", &Unit::HENRY, 2e-3),
        ("2", &Unit::HENRY, 2e-3),
        ("1 mW", &Unit::WATT, 1e-3),
        ("179 mV", &Unit::VOLT, 0.179),
        ("1k5", &Unit::HERTZ, 1500.0),
        ("20 kHz", &Unit::HERTZ, 20e3),
    ]);
}

#[test]
fn acoustic_and_mechanical_values_are_read() {
    reads(&[
        ("0.5 mm", &Unit::LENGTH, 0.5e-3),
        ("12", &Unit::LENGTH, 12e-3),
        ("0.5 m", &Unit::LENGTH, 0.5),
        ("50 µm", &Unit::LENGTH, 50e-6),
        ("60 mm³", &Unit::VOLUME, 60e-9),
        ("60 mm3", &Unit::VOLUME, 60e-9),
        ("60mm^3", &Unit::VOLUME, 60e-9),
        ("2 cc", &Unit::VOLUME, 2e-6),
        ("0.8 mm/N", &Unit::COMPLIANCE, 0.8e-3),
        ("31 mg", &Unit::MASS, 31e-6),
        ("0.6 T·m", &Unit::FORCE_FACTOR, 0.6),
        ("0.6 Tm", &Unit::FORCE_FACTOR, 0.6),
        ("0.6 N/A", &Unit::FORCE_FACTOR, 0.6),
        ("50 mm²", &Unit::AREA, 50e-6),
        ("5 cm2", &Unit::AREA, 5e-4),
        // 1 Ω cgs is 1e5 Pa·s/m³; a bare number typed for a damper is in cgs ohms.
        ("680 Ω cgs", &Unit::DAMPER, 680e5),
        ("680 ohm cgs", &Unit::DAMPER, 680e5),
        ("1500", &Unit::DAMPER, 1500e5),
        ("4.7 kΩ", &Unit::DAMPER, 4700e5),
        ("33 MPa·s/m³", &Unit::DAMPER, 33e6),
        ("33 MPa s/m3", &Unit::ACOUSTIC_RESISTANCE, 33e6),
        ("330 Ω cgs", &Unit::ACOUSTIC_RESISTANCE, 330e5),
        ("65 rayl", &Unit::RAYL, 65.0),
        ("6.5 rayl cgs", &Unit::RAYL, 65.0),
        ("12000 kg/m4", &Unit::ACOUSTIC_MASS, 12_000.0),
        ("0.9 Ω√s", &Unit::SEMI_HENRY, 0.9),
        ("101.325 kPa", &Unit::PASCAL, 101_325.0),
        ("1013.25 hPa", &Unit::PASCAL, 101_325.0),
        ("23 °C", &Unit::CELSIUS, 23.0),
        ("-5", &Unit::CELSIUS, -5.0),
        ("−5 °C", &Unit::CELSIUS, -5.0),
        ("5 %", &Unit::PERCENT, 0.05),
        ("5", &Unit::PERCENT, 0.05),
    ]);
}

#[test]
fn numbers_are_read_in_every_notation() {
    reads(&[
        ("1e-6", &Unit::NUMBER, 1e-6),
        ("1E3", &Unit::OHM, 1e3),
        ("1.5e-3 kΩ", &Unit::OHM, 1.5),
        (".5", &Unit::NUMBER, 0.5),
        ("5.", &Unit::NUMBER, 5.0),
        ("+7", &Unit::NUMBER, 7.0),
        ("  7\t", &Unit::NUMBER, 7.0),
        ("0,125", &Unit::NUMBER, 0.125),
        ("1e300", &Unit::NUMBER, 1e300),
        ("123456789012345", &Unit::NUMBER, 123_456_789_012_345.0),
        ("0.000000000000000000001", &Unit::NUMBER, 1e-21),
    ]);
    let zero = parse("-0 mm", &Unit::LENGTH).unwrap();
    assert!(zero == 0.0 && zero.is_sign_positive(), "no minus zero");
}

#[test]
fn what_is_not_a_quantity_is_refused_with_a_reason() {
    let said = |typed, unit| parse(typed, unit).expect_err(typed).to_string();
    assert!(said("", &Unit::LENGTH).contains("a value with unit mm is missing"));
    assert!(said("  ", &Unit::OHM).contains('Ω'));
    assert!(said("long", &Unit::LENGTH).contains("“long” is not a number"));
    assert!(
        said("5 kg", &Unit::LENGTH).contains("“kg” in “5 kg” is not a unit of this value; use mm")
    );
    assert!(said("5 mm", &Unit::FARAD).contains("use µF"));
    assert!(said("1.2.3", &Unit::OHM).contains("“.3”"));
    assert!(said("1e999", &Unit::OHM).contains("not a finite number"));
    assert!(said("NaN", &Unit::OHM).contains("not a number"));
    assert!(said("inf", &Unit::OHM).contains("not a number"));
    assert!(said("4k7k", &Unit::OHM).contains("k7k"));
    assert!(said("4R7", &Unit::FARAD).contains("R7"));
    assert!(said("5 mm", &Unit::NUMBER).contains("mm"));
    assert!(
        said("3 MM", &Unit::LENGTH).contains("MM"),
        "m and M are not the same"
    );
    // One and a half, or one thousand five hundred?
    let error = parse("1,500", &Unit::DAMPER).unwrap_err();
    assert!(matches!(error, ParseQuantityError::Comma { .. }));
    assert!(error.to_string().contains("write 1500 or 1.500"), "{error}");
}

#[test]
fn a_value_is_written_in_the_form_a_person_expects() {
    let cases: [(f64, &Unit, &str); 22] = [
        (4.7e-6, &Unit::FARAD, "4.7 µF"),
        (470e-9, &Unit::FARAD, "470 nF"),
        (0.0, &Unit::FARAD, "0 µF"),
        (-0.0, &Unit::FARAD, "0 µF"),
        (2200.0, &Unit::OHM, "2.2 kΩ"),
        (0.5, &Unit::OHM, "500 mΩ"),
        (1e6, &Unit::OHM, "1 MΩ"),
        (-47.0, &Unit::OHM, "-47 Ω"),
        (2e-3, &Unit::HENRY, "2 mH"),
        (12e-3, &Unit::LENGTH, "12 mm"),
        (0.3e-3, &Unit::LENGTH, "0.3 mm"),
        (60e-9, &Unit::VOLUME, "60 mm³"),
        (2e-6, &Unit::VOLUME, "2 cm³"),
        (1500e5, &Unit::DAMPER, "1500 Ω cgs"),
        (33e6, &Unit::ACOUSTIC_RESISTANCE, "33 MPa·s/m³"),
        (101_325.0, &Unit::PASCAL, "101.325 kPa"),
        (20_000.0, &Unit::HERTZ, "20 kHz"),
        (0.05, &Unit::PERCENT, "5%"),
        (23.0, &Unit::CELSIUS, "23 °C"),
        (90.0, &Unit::DEGREE, "90°"),
        (0.1, &Unit::VOLT, "100 mV"),
        (0.707, &Unit::NUMBER, "0.707"),
    ];
    for (value, unit, expected) in cases {
        assert_eq!(text::exact(value, unit), expected);
    }
    assert_eq!(text::rounded(4.712_345e-6, &Unit::FARAD, 3), "4.71 µF");
    assert_eq!(text::rounded(999.96, &Unit::OHM, 4), "1 kΩ");
    assert_eq!(text::round_to(0.001_234_5, 3), 0.001_23);
    assert_eq!(text::round_to(-98_765.0, 3), -98_800.0);
    assert_eq!(text::round_to(0.0, 3), 0.0);
}

#[test]
fn nothing_drifts_over_a_million_round_trips() {
    let mut random = Random(7);
    let mut checked = 0;
    while checked < 1_000_000 {
        // Any finite number: bits drawn at random, or digits in a customary range.
        let value = if random.below(4) == 0 {
            f64::from_bits(random.next())
        } else {
            (random.unit() - 0.3) * 10_f64.powi(i32::try_from(random.below(24)).unwrap() - 12)
        };
        if !value.is_finite() || (value != 0.0 && value.abs() < 1e-290) {
            continue;
        }
        let (_, unit) = UNITS[random.below(UNITS.len())];
        let written = text::exact(value, unit);
        let read = parse(&written, unit);
        assert_eq!(read, Ok(value), "{written}");
        checked += 1;
    }
}

#[test]
fn one_value_through_a_million_saves_stays_the_same_text() {
    let mut value = parse("4.7 µF", &Unit::FARAD).unwrap();
    for _ in 0..1_000_000 {
        let written = text::exact(value, &Unit::FARAD);
        assert_eq!(written, "4.7 µF");
        value = parse(&written, &Unit::FARAD).unwrap();
    }
}

#[test]
fn every_unit_reads_its_si_form_and_its_own_forms() {
    for (si, unit) in UNITS {
        for form in unit.shown.iter().chain(unit.understood) {
            let typed = format!("3 {}", form.suffix);
            let value = parse(&typed, unit).expect(&typed);
            let expected: f64 = format!("3e{}", form.exponent).parse().unwrap();
            assert_eq!(value, expected, "{typed}");
        }
        if !si.is_empty() {
            assert_eq!(parse(&format!("3 {si}"), unit), Ok(3.0), "{si}");
        }
        assert!(
            unit.shown.is_sorted_by(|a, b| a.exponent > b.exponent),
            "{si}"
        );
        assert!(unit.bare < unit.shown.len(), "{si}");
    }
}

#[test]
fn e_series_step_to_the_next_and_previous_value() {
    assert_eq!(Series::E24.next(4.7e-6), 5.1e-6);
    assert_eq!(Series::E24.previous(4.7e-6), 4.3e-6);
    assert_eq!(Series::E24.next(9.1e3), 10e3);
    assert_eq!(Series::E24.previous(10e3), 9.1e3);
    assert_eq!(Series::E24.next(4.8), 5.1, "from between");
    assert_eq!(Series::E24.previous(4.8), 4.7);
    assert_eq!(Series::E12.next(1.0), 1.2);
    assert_eq!(Series::E12.previous(1.0), 0.82);
    assert_eq!(Series::E96.next(9.76), 10.0);
    assert_eq!(Series::E96.next(100e-9), 102e-9);
    assert_eq!(Series::E24.stepped(1e3, 24), 10e3);
    assert_eq!(Series::E24.stepped(1e3, -24), 100.0);
    assert_eq!(Series::E12.nearest(4.8e-6), 4.7e-6);
    assert_eq!(Series::E12.nearest(9.5e-6), 10e-6);
    assert_eq!(Series::E24.next(0.0), 0.0, "no way up from nothing");
    assert_eq!(Series::E24.previous(-1.0), -1.0);
    assert!(Series::E24.next(f64::NAN).is_nan());
}

#[test]
fn every_e_series_value_is_its_own_nearest_and_steps_are_reversible() {
    for (series, count) in [(Series::E12, 12), (Series::E24, 24), (Series::E96, 96)] {
        let mut value = 1e-12;
        for step in 0..count * 18 {
            assert_eq!(series.nearest(value), value, "{series:?} {step}");
            let next = series.next(value);
            assert!(
                next > value && next < 1.3 * value,
                "{series:?} {value} {next}"
            );
            assert_eq!(series.previous(next), value, "{series:?}");
            value = next;
        }
        assert_eq!(value, 1e6, "{series:?}: eighteen decades");
    }
}
