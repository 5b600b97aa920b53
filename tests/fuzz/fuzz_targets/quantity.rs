//! A quantity as it is typed: what is read is finite, and written it is read as the same.
#![no_main]

use earwright::quantity::{Unit, parse, text::exact};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    for unit in [
        &Unit::LENGTH,
        &Unit::OHM,
        &Unit::FARAD,
        &Unit::VOLUME,
        &Unit::HERTZ,
        &Unit::DAMPER,
        &Unit::VOLT,
    ] {
        if let Ok(value) = parse(typed, unit) {
            assert!(value.is_finite());
            let written = exact(value, unit);
            let read = parse(&written, unit).expect("what is written is read");
            assert!(read == value, "{typed:?} is {value:e}, written {written}, read {read:e}");
        }
    }
});
