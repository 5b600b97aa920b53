//! A measured curve as text.
#![no_main]

use earwright::exchange::import_response;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(read) = import_response(text) {
        let ascending = read.points.windows(2).all(|pair| pair[0].f < pair[1].f);
        assert!(ascending && read.points.iter().all(|point| point.value.is_finite()));
        assert!(read.findings.len() < 20, "told once, however often it occurs");
    }
});
