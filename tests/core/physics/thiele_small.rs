//! Completing Thiele–Small sets: real data sheets, every sufficient subset, contradictions.

use crate::support::reference_table::Table;
use earwright::physics::air::AirConstants;
use earwright::physics::thiele_small::{Given, Incomplete, Set, Symbol, complete, physical};

fn bulk_modulus() -> f64 {
    AirConstants::from_climate(20.0, 101_325.0).bulk_modulus()
}

fn close(a: f64, b: f64, relative: f64) -> bool {
    (a / b - 1.0).abs() < relative
}

fn all_of(set: &Set) -> Given {
    Given {
        re: Some(set.re),
        bl: Some(set.bl),
        mms: Some(set.mms),
        cms: Some(set.cms),
        rms: Some(set.rms),
        sd: Some(set.sd),
        fs: Some(set.fs),
        qms: Some(set.qms),
        qes: Some(set.qes),
        qts: Some(set.qts),
        vas: Some(set.vas),
    }
}

#[test]
fn reference_drivers_agree_with_their_own_small_signal_numbers() {
    let table = Table::read("dynamic_drivers.csv");
    let mut checked = 0;
    for row in 0..table.len() {
        let cell = |column: &str| table.optional(row, column);
        let numbers = (cell("Rms_Ns_per_m"), cell("Cms_mm_per_N"), cell("Mms_mg"));
        let (Some(rms), Some(cms), Some(mms)) = numbers else {
            continue;
        };
        let given = Given {
            re: cell("Re_ohm"),
            bl: cell("Bl_Tm"),
            mms: Some(mms * 1e-6),
            cms: Some(cms * 1e-3),
            rms: Some(rms),
            sd: cell("Sd_cm2").map(|sd| sd * 1e-4),
            ..Given::default()
        };
        let done = complete(&given, bulk_modulus()).unwrap();
        assert!(done.contradictions.is_empty());
        let name = table.text(row, "name");
        for (column, value) in [
            ("fs_Hz", done.set.fs),
            ("Qms", done.set.qms),
            ("Qes", done.set.qes),
            ("Qts", done.set.qts),
        ] {
            let Some(printed) = cell(column) else {
                continue;
            };
            // The simulation library's figures are for a driver with air load: looser.
            let tolerance = if name.starts_with("Simscape") {
                0.1
            } else {
                0.015
            };
            assert!(
                close(value, printed, tolerance),
                "{name} {column}: {value} {printed}"
            );
            checked += 1;
        }
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn a_contradictory_data_sheet_is_shown_with_its_numbers() {
    // As printed: Bl 2.42 and Cms 11.7 beside fs 81.8, Qms 2.71, Qes 1.01, Qts 0.74.
    let given = Given {
        re: Some(32.8),
        bl: Some(2.42),
        mms: Some(300e-6),
        cms: Some(11.7e-3),
        sd: Some(10e-4),
        fs: Some(81.8),
        qms: Some(2.71),
        qes: Some(1.01),
        qts: Some(0.74),
        ..Given::default()
    };
    let done = complete(&given, bulk_modulus()).unwrap();
    let texts: Vec<_> = done
        .contradictions
        .iter()
        .map(ToString::to_string)
        .collect();
    let symbols: Vec<_> = done.contradictions.iter().map(|c| c.symbol).collect();
    assert_eq!(symbols, [Symbol::Fs, Symbol::Qes, Symbol::Qts], "{texts:?}");
    assert_eq!(
        texts[0],
        "fs 81.8 Hz given, 85.0 Hz computed from the others"
    );
    // Without the two wrong numbers its own fs and Q give Bl 2.24 and Cms 12.6.
    let right = Given {
        bl: None,
        cms: None,
        ..given
    };
    let done = complete(&right, bulk_modulus()).unwrap();
    assert!(done.contradictions.is_empty());
    assert!(close(done.set.bl, 2.24, 2e-3), "{}", done.set.bl);
    assert!(close(done.set.cms, 12.6e-3, 2e-3), "{}", done.set.cms);
}

#[test]
fn resonance_against_mass_and_compliance() {
    let given = Given {
        re: Some(32.0),
        bl: Some(1.0),
        mms: Some(250e-6),
        cms: Some(12.48e-3),
        rms: Some(0.05),
        sd: Some(10e-4),
        fs: Some(81.8),
        ..Given::default()
    };
    let found = complete(&given, bulk_modulus()).unwrap().contradictions;
    assert_eq!(found.len(), 1);
    assert!(
        (found[0].computed - 90.1).abs() < 0.1,
        "{}",
        found[0].computed
    );
}

/// Removes every number but those of a bit pattern.
fn subset(all: &Given, pattern: u32) -> Given {
    let pick = |bit: u32, value: Option<f64>| value.filter(|_| pattern >> bit & 1 == 1);
    Given {
        re: pick(0, all.re),
        bl: pick(1, all.bl),
        mms: pick(2, all.mms),
        cms: pick(3, all.cms),
        rms: pick(4, all.rms),
        sd: pick(5, all.sd),
        fs: pick(6, all.fs),
        qms: pick(7, all.qms),
        qes: pick(8, all.qes),
        qts: pick(9, all.qts),
        vas: pick(10, all.vas),
    }
}

#[test]
fn every_sufficient_subset_gives_the_same_set() {
    let set = physical(16.0, 0.35, 22e-6, 0.8e-3, 6e-3, 0.5e-4, bulk_modulus());
    let mut sufficient = 0;
    for pattern in 0..1 << 11 {
        let given = subset(&all_of(&set), pattern);
        match complete(&given, bulk_modulus()) {
            Ok(done) => {
                sufficient += 1;
                assert!(done.contradictions.is_empty(), "{given:?}");
                for (got, expected) in [
                    (done.set.re, set.re),
                    (done.set.bl, set.bl),
                    (done.set.mms, set.mms),
                    (done.set.cms, set.cms),
                    (done.set.rms, set.rms),
                    (done.set.sd, set.sd),
                    (done.set.qts, set.qts),
                    (done.set.vas, set.vas),
                ] {
                    assert!(close(got, expected, 1e-9), "{given:?}: {got} {expected}");
                }
            }
            Err(Incomplete::Undetermined { symbols }) => {
                assert!(!symbols.is_empty());
                assert!(pattern.count_ones() < 11);
            }
            Err(other) => panic!("{other}"),
        }
    }
    // Six numbers are needed; Sd or Vas must be among them.
    assert!(sufficient > 500, "{sufficient}");
    let usual = Given {
        bl: None,
        mms: None,
        cms: None,
        rms: None,
        qts: None,
        ..all_of(&set)
    };
    assert!(close(
        complete(&usual, bulk_modulus()).unwrap().set.bl,
        set.bl,
        1e-9
    ));
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let set = physical(16.0, 0.35, 22e-6, 0.8e-3, 6e-3, 0.5e-4, bulk_modulus());
    let negative = Given {
        mms: Some(-1e-6),
        ..all_of(&set)
    };
    let message = complete(&negative, bulk_modulus()).unwrap_err().to_string();
    assert!(message.starts_with("Mms must be positive"), "{message}");
    let few = Given {
        re: Some(16.0),
        fs: Some(500.0),
        ..Given::default()
    };
    let message = complete(&few, bulk_modulus()).unwrap_err().to_string();
    assert_eq!(
        message,
        "The numbers given do not determine Bl, Mms, Cms, Rms, Sd"
    );
    let total = Given {
        qes: None,
        bl: None,
        qts: Some(set.qms * 1.1),
        ..all_of(&set)
    };
    assert!(matches!(
        complete(&total, bulk_modulus()),
        Err(Incomplete::TotalTooLarge { .. })
    ));
}
