//! A `.ron` file: opened or refused; what is opened can be looked at, saved and opened again.
#![no_main]

use earwright::design::{check::check, file};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok((design, _)) = file::from_text(text) {
        check(&design);
        let saved = file::to_text(&design);
        let (again, _) = file::from_text(&saved).expect("what was saved is opened");
        assert_eq!(file::to_text(&again), saved);
    }
});
