//! Contrast of colours, as WCAG 2 has it.

/// Relative luminance of a colour (WCAG 2).
fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of two colours, 1 to 21.
pub(crate) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A colour without opacity.
pub(crate) fn opaque(colour: egui::Color32) -> [u8; 3] {
    assert_eq!(colour.a(), 255, "{colour:?}");
    [colour.r(), colour.g(), colour.b()]
}
