//! Goals of what drivers bear.

use super::{Found, response::Heard};
use crate::{
    analysis::{
        Contribution, Solution,
        limits::{coil, excursion_limit},
    },
    design::{Design, Part, Subject, kinds::burden::Bound},
    quantity::{Unit, text},
};
use num_complex::Complex64;

/// The driver with the least headroom, dB, and where.
struct Tightest<'a> {
    part: &'a Part,
    headroom_db: f64,
    at: f64,
}

/// Looks at every driver that is heard: `limit_of` gives what it bears, and the spectrum that is held
/// against it. Answers with the tightest, and the names of those without a limit.
fn tightest<'a>(
    design: &'a Design,
    solution: &'a Solution,
    limit_of: impl Fn(&'a Part, &'a Contribution) -> Option<(f64, &'a [Complex64])>,
) -> (Option<Tightest<'a>>, Vec<&'a str>) {
    let (mut found, mut without) = (None::<Tightest<'a>>, Vec::new());
    for share in solution.contributions.iter().filter(|share| !share.muted) {
        let Some(part) = design.part(share.part) else {
            continue;
        };
        let Some((limit, spectrum)) = limit_of(part, share) else {
            without.push(part.name.as_str());
            continue;
        };
        let squares = solution.f.iter().zip(spectrum);
        let most = squares
            .map(|(f, value)| (*f, value.norm_sqr()))
            .filter(|(_, square)| square.is_finite() && *square > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, square)) = most else { continue };
        let headroom_db = 10.0 * (limit * limit / square).log10();
        if found
            .as_ref()
            .is_none_or(|known| headroom_db < known.headroom_db)
        {
            found = Some(Tightest {
                part,
                headroom_db,
                at,
            });
        }
    }
    (found, without)
}

/// The finding at a level: headroom at the design's drive less what the level asks more.
fn at_level(
    heard: Option<&Heard>,
    level: f64,
    (tightest, without): (Option<Tightest<'_>>, Vec<&str>),
    what: &str,
) -> Found {
    let Some(present) = heard.and_then(Heard::level_at_1k) else {
        return Found::unknown(tr!("The design makes no sound at its ear"));
    };
    let unstated = match without.as_slice() {
        [] => String::new(),
        names => tr!("; none is stated for {}", names.join(", ")),
    };
    let Some(Tightest {
        part,
        headroom_db,
        at,
    }) = tightest
    else {
        return Found::unknown(tr!("No driver states {what}{unstated}"));
    };
    let headroom = headroom_db + present - level;
    let how = tr!(
        "“{}” has the least headroom to {what}, at {}{unstated}",
        part.name,
        text::rounded(at, &Unit::HERTZ, 2)
    );
    Found::at_least(0.0, headroom, how)
        .decided_at(at)
        .by(Some(Subject::Part(part.id)))
}

pub(super) fn excursion(
    design: &Design,
    solution: &Solution,
    heard: Option<&Heard>,
    level: f64,
) -> Found {
    let found = tightest(design, solution, |part, share| {
        // Limits are peaks, spectra are rms.
        let limit = excursion_limit(&part.kind)? * std::f64::consts::FRAC_1_SQRT_2;
        Some((limit, share.excursion.as_deref()?))
    });
    at_level(heard, level, found, tr!("an Xmax"))
}

pub(super) fn power(
    design: &Design,
    solution: &Solution,
    heard: Option<&Heard>,
    level: f64,
) -> Found {
    let found = tightest(design, solution, |part, share| {
        let (resistance, bound) = coil(&part.kind)?;
        Some((
            (bound.value()? / resistance).max(0.0).sqrt(),
            &*share.current,
        ))
    });
    let mut found = at_level(heard, level, found, tr!("a power"));
    if let Some(Subject::Part(id)) = found.subject
        && let Some(part) = design.part(id)
        && let Some((_, Bound::Customary(_))) = coil(&part.kind)
    {
        found.how += tr!("; its own is not stated, what coils of its kind bear is taken");
    }
    found
}
