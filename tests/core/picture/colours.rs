//! Colours of curves as people with other colour vision see them.

use earwright::{
    analysis::Role,
    design::PartId,
    picture::style::{Rgba, Theme, stroke},
};

type Matrix = [[f64; 3]; 3];

/// Machado, Oliveira and Fernandes 2009, complete deficiency, on linear RGB.
const VISIONS: [(&str, Matrix); 4] = [
    (
        "ordinary",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn linear([r, g, b, _]: Rgba) -> [f64; 3] {
    [r, g, b].map(|byte| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// CIELAB under D65.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let f = |t: f64| {
        if t > 0.008856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    };
    let x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047);
    let y = f(dot([0.2126, 0.7152, 0.0722], rgb));
    let z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn seen(colour: Rgba, vision: &Matrix) -> [f64; 3] {
    let rgb = linear(colour);
    lab(vision.map(|row| dot(row, rgb).clamp(0.0, 1.0)))
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let squares: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
    squares.sqrt()
}

fn luminance(colour: Rgba) -> f64 {
    dot([0.2126, 0.7152, 0.0722], linear(colour))
}

fn contrast_with_ground(colour: Rgba, theme: Theme) -> f64 {
    let [own, ground] = [colour, theme.palette().ground].map(luminance);
    (own.max(ground) + 0.05) / (own.min(ground) + 0.05)
}

#[test]
fn the_first_six_drivers_differ_for_any_colour_vision_and_stand_out_from_the_ground() {
    for (theme, contrast) in [(Theme::Dark, 4.5), (Theme::Light, 3.0)] {
        let colours: Vec<Rgba> = (0..6)
            .map(|n| stroke(Role::Driver(PartId(1), n), theme).colour)
            .collect();
        for (name, vision) in &VISIONS {
            for (n, a) in colours.iter().enumerate() {
                for (m, b) in colours.iter().enumerate().skip(n + 1) {
                    let apart = distance(seen(*a, vision), seen(*b, vision));
                    assert!(
                        apart > 20.0,
                        "{theme:?}, {name}: drivers {n} and {m} are {apart:.1} apart"
                    );
                }
                let total = stroke(Role::Total, theme).colour;
                assert!(distance(seen(*a, vision), seen(total, vision)) > 30.0);
            }
        }
        for colour in colours {
            let ratio = contrast_with_ground(colour, theme);
            assert!(ratio >= contrast, "{theme:?}: {colour:?} {ratio:.2}");
        }
    }
}

#[test]
fn what_is_compared_with_has_colours_of_its_own() {
    type Kind = fn(usize) -> Role;
    let kinds: [Kind; 3] = [Role::Reference, Role::Snapshot, Role::Measurement];
    for theme in [Theme::Dark, Theme::Light] {
        let drivers: Vec<Rgba> = (0..7)
            .map(|n| stroke(Role::Driver(PartId(1), n), theme).colour)
            .collect();
        let first = kinds.map(|kind| stroke(kind(0), theme));
        for kind in kinds {
            let own: Vec<Rgba> = (0..4).map(|n| stroke(kind(n), theme).colour).collect();
            for (n, a) in own.iter().enumerate() {
                assert!(contrast_with_ground(*a, theme) >= 4.0, "{theme:?}: {a:?}");
                for (name, vision) in &VISIONS {
                    for b in drivers.iter().chain(&own[n + 1..]) {
                        let apart = distance(seen(*a, vision), seen(*b, vision));
                        assert!(apart > 20.0, "{theme:?}, {name}: {a:?} {b:?} {apart:.1}");
                    }
                }
            }
        }
        for (n, a) in first.iter().enumerate() {
            for b in &first[n + 1..] {
                assert!(a.colour != b.colour && a.dash != b.dash);
            }
        }
    }
}

#[test]
fn the_ramp_of_slices_changes_its_lightness_steadily() {
    for theme in [Theme::Dark, Theme::Light] {
        for (name, vision) in &VISIONS {
            let lightness: Vec<f64> = (0..=10)
                .map(|n| seen(theme.ramp(f64::from(n) / 10.0), vision)[0])
                .collect();
            let falls = theme == Theme::Dark;
            for pair in lightness.windows(2) {
                assert!(
                    (pair[1] < pair[0]) == falls,
                    "{theme:?}, {name}: {lightness:?}"
                );
            }
        }
    }
}
