//! A shell's outline from a drawing. Found cases of the library below it are reported there, not kept
//! here: what is kept is the limit that keeps them from it.
#![no_main]

use earwright::{
    design::{Design, Edit},
    exchange::shell_from_svg,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok((shell, _)) = shell_from_svg("Fuzzed", text, 10.0) {
        assert!(shell.outline_mm.len() >= 3);
        // A shell of kilometres may be refused by the design; it must not spoil it.
        let _ = Design::new().apply(&Edit::SetShell(shell));
    }
});
