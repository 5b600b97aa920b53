//! What numbers and names of a command line may be: each refusal says the range.

use crate::{
    exchange::{export, sound::RATES},
    quantity::{self, Unit, text::exact},
};
use clap::builder::TypedValueParser;
use std::ops::RangeInclusive;

/// Letters of a name.
const LONGEST_NAME: usize = 120;

/// A quantity within a range.
fn within(
    typed: &str,
    what: &str,
    unit: &Unit,
    range: &RangeInclusive<f64>,
) -> Result<f64, String> {
    let value = quantity::parse(typed, unit).map_err(|error| error.to_string())?;
    if range.contains(&value) {
        return Ok(value);
    }
    Err(format!(
        "{what} must lie between {} and {}",
        exact(*range.start(), unit),
        exact(*range.end(), unit)
    ))
}

/// A number within a range, bare or with its unit behind it.
fn bare(
    typed: &str,
    unit: &str,
    range: &RangeInclusive<f64>,
    refusal: &str,
) -> Result<f64, String> {
    let number = typed.trim().trim_end_matches(unit).trim_end();
    let value: Option<f64> = number.parse().ok();
    let known = value.filter(|value| range.contains(value));
    known.ok_or_else(|| refusal.to_owned())
}

/// A frequency as it is typed: `200`, `1k`, `20 kHz`.
pub(super) fn hertz(typed: &str) -> Result<f64, String> {
    within(typed, "a frequency", &Unit::HERTZ, &(1e-3..=1e6))
}

/// A stretch of time.
pub(super) fn second(typed: &str) -> Result<f64, String> {
    within(typed, "the time", &Unit::SECOND, &(0.0..=1e3))
}

/// How far peaks stand above an average, dB.
pub(super) fn crest(typed: &str) -> Result<f64, String> {
    within(typed, "the crest factor", &Unit::DECIBEL, &(0.0..=40.0))
}

/// How many times one thing is another.
pub(super) fn ratio(typed: &str) -> Result<f64, String> {
    let range = 0.01..=100.0;
    bare(typed, "", &range, "a ratio must lie between 0.01 and 100")
}

/// A share of distortion, %.
pub(super) fn distorted(typed: &str) -> Result<f64, String> {
    bare(
        typed,
        "%",
        &(0.01..=50.0),
        "a distortion must lie between 0.01 and 50 %",
    )
}

/// A sound pressure level, dB SPL.
pub(super) fn spl(typed: &str) -> Result<f64, String> {
    bare(
        typed,
        "dB",
        &(20.0..=170.0),
        "a level must lie between 20 and 170 dB",
    )
}

/// A voltage to drive something with.
pub(super) fn volt(typed: &str) -> Result<f64, String> {
    within(typed, "the voltage", &Unit::VOLT, &(1e-6..=1e3))
}

/// A resistance, which may be none.
pub(super) fn ohm(typed: &str) -> Result<f64, String> {
    within(typed, "the resistance", &Unit::OHM, &(0.0..=1e6))
}

/// A volume of air.
pub(super) fn volume(typed: &str) -> Result<f64, String> {
    within(typed, "the volume", &Unit::VOLUME, &(1e-12..=1e-3))
}

/// The wall of a tube.
pub(super) fn wall(typed: &str) -> Result<f64, String> {
    within(typed, "a wall", &Unit::LENGTH, &export::WALLS)
}

/// A distance between levels.
pub(super) fn decibels(typed: &str) -> Result<f64, String> {
    let value: f64 = typed
        .trim()
        .trim_end_matches("dB")
        .trim_end()
        .parse()
        .map_err(|_unread| "a distance in dB is a number".to_owned())?;
    if (1e-3..=100.0).contains(&value) {
        Ok(value)
    } else {
        Err("the distance must lie between 0.001 dB and 100 dB".to_owned())
    }
}

/// The sample rates there are.
pub(super) fn rate() -> impl TypedValueParser<Value = u32> {
    let known = |text: String| {
        let rate = RATES.into_iter().find(|rate| rate.to_string() == text);
        rate.ok_or("sound has 44100, 48000 or 96000 samples a second")
    };
    clap::builder::StringValueParser::new().try_map(known)
}

/// How long a signal lasts, s.
pub(super) fn lasting(typed: &str) -> Result<f64, String> {
    let refusal = "the time must lie between 0.1 and 36000 s";
    bare(typed, "s", &(0.1..=36e3), refusal)
}

/// A loudness.
pub(super) fn lufs(typed: &str) -> Result<f64, String> {
    let refusal = "the loudness must lie between -70 and 0 LUFS";
    bare(typed, "LUFS", &(-70.0..=0.0), refusal)
}

/// Noise, as a share in percent.
pub(super) fn percent(typed: &str) -> Result<f64, String> {
    let refusal = "the noise must lie between 0.01 % and 50 %";
    bare(typed, "%", &(0.01..=50.0), refusal)
}

/// A name: a line that is not empty.
pub(super) fn name(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    let long = name.chars().nth(LONGEST_NAME).is_some();
    if name.is_empty() || long || name.chars().any(char::is_control) {
        return Err(format!(
            "a name is a line of 1 to {LONGEST_NAME} characters"
        ));
    }
    Ok(name.to_owned())
}

/// Ends of a band.
pub(super) fn band(from: f64, to: f64) -> anyhow::Result<()> {
    if from >= to {
        anyhow::bail!("--from {from} Hz must be below --to {to} Hz");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{decibels, hertz, name, ohm, volt, volume};

    #[test]
    fn a_refusal_says_the_range() {
        let said = |refused: Result<f64, String>| refused.err().unwrap_or_default();
        assert_eq!(ohm("0"), Ok(0.0));
        assert_eq!(ohm("4k7"), Ok(4700.0));
        assert_eq!(
            said(ohm("-3")),
            "the resistance must lie between 0 Ω and 1 MΩ"
        );
        assert_eq!(
            said(volt("0")),
            "the voltage must lie between 1 µV and 1000 V"
        );
        assert!(said(volume("-30 mm³")).contains("must lie between"));
        assert!(said(hertz("1 GHz")).starts_with("a frequency must lie between"));
        assert_eq!(decibels("1.5 dB"), Ok(1.5));
        for nonsense in ["NaN", "inf", "0", "-1", "1e300", "much"] {
            assert!(decibels(nonsense).is_err(), "{nonsense}");
            assert!(volt(nonsense).is_err(), "{nonsense}");
        }
        assert!(name(" ").is_err() && name("a\nb").is_err());
        assert!(name(&"x".repeat(121)).is_err());
        assert_eq!(name(" My driver "), Ok("My driver".to_owned()));
    }
}
