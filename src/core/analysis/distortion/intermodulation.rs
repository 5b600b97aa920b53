//! What two tones make of each other.

use super::super::spl;
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::Design,
    network::large_signal::{LargeSignal, Unable},
};
use num_complex::Complex64;

/// A tone that neither of two was.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// How often each tone turns in it.
    pub turns: [i32; 2],
    /// Its frequency, Hz.
    pub f: f64,
    /// Its level, dB SPL.
    pub level_db: f64,
}

/// Two tones and their products.
#[derive(Debug, Clone, PartialEq)]
pub struct Intermodulation {
    /// The tones, Hz.
    pub tones: [f64; 2],
    /// Their levels, dB SPL.
    pub levels_db: [f64; 2],
    /// Sums and differences of second and third order and above, loudest first.
    pub products: Vec<Product>,
    /// The products of second and third order beside the higher tone, over that tone: the modulation
    /// distortion of IEC 60268-5, a ratio.
    pub modulation: f64,
}

/// Two tones, Hz, with these shares of the drive's amplitude. Absent where no steady state was found.
///
/// # Errors
/// When no driver states how it departs from linear, or nothing is heard.
pub fn intermodulation(
    design: &Design,
    tones: [f64; 2],
    shares: [f64; 2],
) -> Result<Option<Intermodulation>, Unable> {
    let signal = LargeSignal::two(design, tones, shares)?;
    let Some(steady) = signal.steady(0, signal.emf(), None) else {
        return Ok(None);
    };
    let all = signal.turns().iter().zip(&steady.pressure);
    let frequency = |turns: &[i32; 2]| {
        let [a, b] = turns.map(f64::from);
        (a * tones[0] + b * tones[1]).abs()
    };
    let mut products: Vec<Product> = (all.clone().skip(2))
        .filter(|(turns, _)| turns[0] != 0 && turns[1] != 0)
        .map(|(turns, pressure)| Product {
            turns: *turns,
            f: frequency(turns),
            level_db: spl::level_db(*pressure),
        })
        // What is not there at all has no level.
        .filter(|product| product.level_db.is_finite())
        .collect();
    products.sort_by_number(|a| -a.level_db);
    let higher = usize::from(tones[1] > tones[0]);
    let beside = |turns: &[i32; 2]| {
        let lower = turns[1 - higher].abs();
        turns[higher].abs() == 1 && (lower == 1 || lower == 2)
    };
    let power: f64 = (all.filter(|(turns, _)| beside(turns)))
        .map(|(_, pressure)| pressure.norm_sqr())
        .sum();
    let tone = |n: usize| steady.pressure.get(n).copied().unwrap_or(Complex64::ZERO);
    Ok(Some(Intermodulation {
        tones,
        levels_db: [0, 1].map(|n| spl::level_db(tone(n))),
        products,
        modulation: power.sqrt() / tone(higher).norm(),
    }))
}
