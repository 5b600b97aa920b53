//! What a design asks of an amplifier.

use super::{Better, Figure, LOUD_DB, Look, UNKNOWN};
use crate::{
    analysis::{goals, interpolate, spl},
    quantity::{Unit, text},
    words,
};
use num_complex::Complex64;

/// The design at 1 kHz: dB SPL for a volt at the source's terminals, and |Z| there, Ω.
struct At1k {
    db_per_volt: f64,
    ohms: f64,
}

/// Where levels and impedances are told, Hz.
const AT: f64 = 1000.0;

fn at_1k(look: &Look<'_>) -> Option<At1k> {
    let total = spl::total(look.solution)?;
    let level = interpolate::at_log(&total.x, &total.y, AT)?;
    let f = &look.solution.f;
    let all = look.solution.input_impedance.as_ref()?;
    let part = |of: fn(&Complex64) -> f64| {
        interpolate::at_log(f, &all.iter().map(of).collect::<Vec<_>>(), AT)
    };
    let z = Complex64::new(part(|z| z.re)?, part(|z| z.im)?);
    let feed = look.design.feed()?;
    // What reaches the terminals of the EMF, ahead of output resistance and cable.
    let (seen, _) = goals::seen(look.design, AT, z);
    let along = Complex64::new(
        feed.cable_resistance,
        std::f64::consts::TAU * AT * feed.cable_inductance,
    );
    let share = ((seen - along) / (seen + feed.output_resistance)).norm();
    let volts = look.design.drive.emf() * share;
    (volts > 0.0).then(|| At1k {
        db_per_volt: level - 20.0 * volts.log10(),
        ohms: z.norm(),
    })
}

pub(super) fn power(look: &Look<'_>) -> Vec<Figure> {
    let at = at_1k(look);
    let at = at.as_ref();
    let per_milliwatt = at.map(|at| at.db_per_volt + 10.0 * (1e-3 * at.ohms).log10());
    let watts = |level: f64| per_milliwatt.map(|db| 1e-3 * 10_f64.powf((level - db) / 10.0));
    let of = |unit| move |key, name, value| Figure::of(key, name, value, unit);
    let by_impedance =
        tr!("From dB/V at 1 kHz, the power V²/|Z(1 kHz)| that headphones are rated by");
    let sizes = look.solution.input_impedance.as_ref();
    let sizes: Vec<f64> = sizes.map_or_else(Vec::new, |all| {
        let sizes = all.iter().map(|z| z.norm());
        sizes.filter(|size| size.is_finite()).collect()
    });
    let ends = (sizes.iter().copied().reduce(f64::min)).zip(sizes.iter().copied().reduce(f64::max));
    let span = Figure::maybe(
        "span",
        tr!("Impedance"),
        ends.map(|ends| ends.0),
        |key, name, least| {
            let most = ends.map_or(least, |ends| ends.1);
            let shown = tr!(
                "{} to {}",
                text::rounded(least, &Unit::OHM, 3),
                text::rounded(most, &Unit::OHM, 3)
            );
            Figure::new(key, name, least, &shown)
        },
    );
    vec![
        Figure::maybe(
            "db_per_volt",
            tr!("Level for 1 V"),
            at.map(|at| at.db_per_volt),
            Figure::db,
        )
        .how(tr!("At 1 kHz, 1 V at the terminals of the design"))
        .better(Better::Greater),
        Figure::maybe(
            "db_per_milliwatt",
            tr!("Level for 1 mW"),
            per_milliwatt,
            Figure::db,
        )
        .how(by_impedance)
        .better(Better::Greater),
        Figure::maybe(
            "for_94",
            tr!("Power for 94 dB"),
            watts(94.0),
            of(&Unit::WATT),
        )
        .how(by_impedance)
        .better(Better::Smaller),
        Figure::maybe(
            "for_110",
            tr!("Power for 110 dB"),
            watts(LOUD_DB),
            of(&Unit::WATT),
        )
        .how(by_impedance)
        .better(Better::Smaller),
        span.how(tr!("Smallest and largest |Z|, 20 Hz to 20 kHz")),
        amplifier(at, ends),
        Figure::judged(
            "bend",
            tr!("Bend from a source of 10 Ω"),
            &look.swing,
            Better::Smaller,
        ),
    ]
}

/// The voltage that an amplifier has to give for 110 dB, and the current where the impedance is least.
fn amplifier(at: Option<&At1k>, ends: Option<(f64, f64)>) -> Figure {
    let name = tr!("Amplifier for 110 dB");
    let (Some(at), Some((least, _))) = (at, ends) else {
        return Figure::none("amplifier", name, words::text(UNKNOWN));
    };
    let volts = 10_f64.powf((LOUD_DB - at.db_per_volt) / 20.0);
    let milliamperes = 1e3 * volts / least;
    let shown = format!(
        "{}, {} mA",
        text::rounded(volts, &Unit::VOLT, 2),
        text::round_to(milliamperes, 2)
    );
    Figure::new("amplifier", name, volts, &shown)
        .how(tr!(
            "Voltage for that level at 1 kHz, and the current it drives where |Z| is least"
        ))
        .better(Better::Smaller)
}
