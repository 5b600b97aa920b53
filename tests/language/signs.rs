//! Nothing that the window says in Chinese shows a box: the fonts it ships hold every sign.

use earwright::{
    app::theme::{self, ThemeChoice},
    words::Language,
};
use egui::{Context, FontId, RawInput};
use std::collections::BTreeSet;

#[test]
fn every_sign_of_the_catalogue_is_in_a_font_of_the_window() {
    let ctx = Context::default();
    theme::install(&ctx, ThemeChoice::Dark);
    let mut missing = BTreeSet::new();
    let mut output = ctx.run_ui(RawInput::default(), |ui| {
        for font in [FontId::proportional(14.0), FontId::monospace(12.0)] {
            let names = Language::ALL.map(Language::name);
            let said = Language::Chinese.catalogue().iter().map(|(_, said)| *said);
            let signs: BTreeSet<char> = said.chain(names).flat_map(str::chars).collect();
            let signs = signs.into_iter().filter(|sign| !sign.is_control());
            let has = |sign: &char| ui.fonts_mut(|fonts| fonts.has_glyph(&font, *sign));
            missing.extend(signs.filter(|sign| !has(sign)));
        }
    });
    output.textures_delta.clear();
    assert!(
        missing.is_empty(),
        "assets/language/subset.sh makes it anew: {missing:?}"
    );
}
