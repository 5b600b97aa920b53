//! The files under `presets/`, embedded at build time. A test holds this table to the folder.

/// One embedded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// Path under `presets/`.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

macro_rules! embed {
    ($($path:literal),+ $(,)?) => {
        &[$(EmbeddedFile {
            path: $path,
            text: include_str!(concat!("../../../presets/", $path)),
        }),+]
    };
}

/// Every preset file, in the order the library lists them.
pub const FILES: &[EmbeddedFile] = embed![
    "drivers/dynamic_06mm.ron",
    "drivers/dynamic_08mm.ron",
    "drivers/dynamic_10mm.ron",
    "drivers/dynamic_12mm.ron",
    "drivers/simscape_microspeaker.ron",
    "drivers/generic_full_range.ron",
    "drivers/generic_tweeter.ron",
    "drivers/knowles_ci_22955.ron",
    "drivers/knowles_hodvtec_31618.ron",
    "drivers/knowles_rau_34832.ron",
    "drivers/knowles_rdi_34006.ron",
    "drivers/sonion_17a003.ron",
    "drivers/sonion_2356.ron",
    "drivers/sonion_28uap01.ron",
    "drivers/sonion_33aj007.ron",
    "drivers/sonion_38d1xj007.ron",
    "drivers/knowles_ed_29689.ron",
    "drivers/knowles_rab.ron",
    "drivers/knowles_raf.ron",
    "drivers/knowles_sr_32453.ron",
    "drivers/knowles_twfk_30017.ron",
    "drivers/knowles_wbfk_30095.ron",
    "drivers/sonion_4100.ron",
    "drivers/bellsing_29689.ron",
    "drivers/bellsing_30017.ron",
    "drivers/bellsing_30095.ron",
    "drivers/sonion_est65da01.ron",
    "drivers/electrostatic_dual.ron",
    "drivers/piezo_tweeter.ron",
    "drivers/planar_14mm.ron",
    "drivers/denon_monitor.ron",
    "drivers/tymphany_hpd40_fitted.ron",
    "drivers/tymphany_hpd40_printed.ron",
    "drivers/planar_headphone.ron",
    "catalogue/dampers.ron",
    "catalogue/meshes.ron",
    "catalogue/tubes.ron",
    "catalogue/components.ron",
    "catalogue/shells.ron",
    "catalogue/ears.ron",
    "designs/single_dynamic.ron",
    "designs/single_armature.ron",
    "designs/dual_armature.ron",
    "designs/triple_armature.ron",
    "designs/hybrid_1dd_1ba.ron",
    "designs/hybrid_1dd_2ba.ron",
    "designs/hybrid_1dd_4ba.ron",
    "designs/headphone_closed.ron",
    "designs/headphone_open.ron",
    "predictions/2026-11-30/sonion_2356_straight.ron",
    "predictions/2026-11-30/sonion_2356_straight.csv",
    "predictions/2026-11-30/sonion_2356_damped_1500.ron",
    "predictions/2026-11-30/sonion_2356_damped_1500.csv",
    "predictions/2026-11-30/sonion_2356_damped_2200.ron",
    "predictions/2026-11-30/sonion_2356_damped_2200.csv",
    "predictions/2026-11-30/sonion_2356_long.ron",
    "predictions/2026-11-30/sonion_2356_long.csv",
    "predictions/2026-11-30/sonion_2356_capacitor.ron",
    "predictions/2026-11-30/sonion_2356_capacitor.csv",
    "predictions/2026-11-30/sonion_2356_example.ron",
    "predictions/2026-11-30/sonion_2356_example.csv",
    "predictions/2026-11-30/sonion_2356_example_damped.ron",
    "predictions/2026-11-30/sonion_2356_example_damped.csv",
    "predictions/2026-11-30/sonion_33aj007_damped_1500.ron",
    "predictions/2026-11-30/sonion_33aj007_damped_1500.csv",
    "predictions/2026-11-30/knowles_rdi_34006_damped_1500.ron",
    "predictions/2026-11-30/knowles_rdi_34006_damped_1500.csv",
    "predictions/2026-11-30/single_armature.ron",
    "predictions/2026-11-30/single_armature.csv",
    "predictions/2026-11-30/triple_armature.ron",
    "predictions/2026-11-30/triple_armature.csv",
];

/// The embedded files of one folder under `presets/`.
pub fn in_folder(folder: &str) -> impl Iterator<Item = &'static EmbeddedFile> {
    FILES.iter().filter(move |file| {
        file.path
            .split_once('/')
            .is_some_and(|(head, _)| head == folder)
    })
}

/// The text of one file, by its path under `presets/`.
pub fn text(path: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|file| file.path == path)
        .map(|file| file.text)
}
