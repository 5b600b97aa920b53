//! A measured curve as bytes.
#![no_main]

use earwright::exchange::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reading) = Reading::of(bytes, "") else {
        return;
    };
    if let Ok(read) = reading.choose(None).and_then(|choice| reading.take(&choice)) {
        let ascending = read.points.windows(2).all(|pair| pair[0].f < pair[1].f);
        assert!(ascending && read.points.iter().all(|point| point.value.is_finite()));
        assert!(read.findings.len() < 24, "told once, however often it occurs");
    }
});
