//! Which closed outline may be the shell's: not the page, no frame, no lettering, nothing inside another.

use super::{
    Drawing, MOST_OUTLINES, MOST_POINTS, NotTaken, ORDINARY_MM, Outline, OutlineError, Scale,
    Stroke, size,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::geometry::{self, Point},
    exchange::Finding,
};

/// Without a unit: a shell is at least this share of the largest that is neither page nor frame.
const SMALL_SHARE: f64 = 0.2;
/// How full a rectangle fills the upright one around it: its corners may be a little round.
const BOXY: f64 = 0.995;
/// How near to the page's edge a page lies, as a share of its size.
const AT_EDGE: f64 = 0.01;
/// An outline whose ends are nearer than this share of its length is one that was meant to close.
const NEARLY: f64 = 0.1;
/// Outlines whose areas differ by less are alike.
const ALIKE: f64 = 0.8;

/// What is closed in a drawing, and what is not.
pub(super) struct Found {
    pub(super) from: &'static str,
    /// Its page: least and greatest corner.
    pub(super) page: Option<[Point; 2]>,
    pub(super) scale: Scale,
    pub(super) closed: Vec<Stroke>,
    pub(super) open: Vec<Stroke>,
}

/// An outline with what is asked of it again and again.
struct Candidate {
    outline: Outline,
    area: f64,
    low: Point,
    high: Point,
}

impl Candidate {
    fn of(stroke: Stroke, not_taken: Option<NotTaken>) -> Option<Self> {
        let [low, high] = geometry::bounds(stroke.points.iter().copied())?;
        let area = geometry::area_mm2(&stroke.points);
        let not_taken =
            not_taken.or_else(|| (stroke.points.len() > MOST_POINTS).then_some(NotTaken::TooFine));
        if stroke.points.len() < 3 || !(area > 0.0) {
            return None;
        }
        Some(Self {
            outline: Outline {
                name: stroke.name,
                points: stroke.points,
                lines: stroke.lines,
                not_taken,
            },
            area,
            low,
            high,
        })
    }

    fn longest(&self) -> f64 {
        let [width, height] = geometry::subtract(self.high, self.low);
        width.max(height)
    }

    /// Whether it is an upright rectangle, its corners perhaps a little round.
    fn is_boxy(&self) -> bool {
        let [width, height] = geometry::subtract(self.high, self.low);
        self.area >= BOXY * width * height
    }

    fn covers(&self, [low, high]: [Point; 2]) -> bool {
        let [width, height] = geometry::subtract(high, low);
        let slack = AT_EDGE * width.max(height);
        self.low[0] <= low[0] + slack
            && self.low[1] <= low[1] + slack
            && self.high[0] >= high[0] - slack
            && self.high[1] >= high[1] - slack
    }

    fn surrounds(&self, other: &Self) -> bool {
        self.low[0] < other.low[0]
            && self.low[1] < other.low[1]
            && self.high[0] > other.high[0]
            && self.high[1] > other.high[1]
    }

    /// Whether an outline lies inside it.
    fn holds(&self, other: &Self) -> bool {
        self.surrounds(other)
            && (other.outline.points.first())
                .is_some_and(|point| geometry::inside(&self.outline.points, *point))
    }

    fn is_same(&self, other: &Self) -> bool {
        let slack = 1e-3 * self.longest();
        geometry::distance(self.low, other.low) <= slack
            && geometry::distance(self.high, other.high) <= slack
            && (self.area - other.area).abs() <= slack * self.longest()
    }

    fn is_free(&self) -> bool {
        self.outline.not_taken.is_none()
    }
}

impl Found {
    /// The drawing, its outlines judged.
    pub(super) fn judged(self) -> Result<Drawing, OutlineError> {
        let Self {
            from,
            page,
            scale,
            closed,
            open,
        } = self;
        let mut all: Vec<Candidate> = closed
            .into_iter()
            .filter_map(|stroke| Candidate::of(stroke, None))
            .collect();
        largest_first(&mut all);
        // What is filled and edged is often drawn twice.
        all.dedup_by(|a, b| a.is_same(b));
        all.truncate(MOST_OUTLINES);
        let mm = scale.stated;
        let mut findings = Vec::new();
        let around = open.iter().map(reach).fold(0.0, f64::max);
        let nearly = nearly_closed(open, &mut all, &mut findings, mm);
        frames(&mut all, page);
        small(&mut all, mm);
        let shells = inside(&mut all);
        let mut proposed = all.iter().position(Candidate::is_free);
        let larger = nearly.unwrap_or(0.0).max(around);
        let taken = proposed.and_then(|taken| all.get(taken));
        if taken.is_some_and(|taken| larger > taken.area) {
            findings.push(Finding::doubt(
                tr!("larger lines do not close: close them in the drawing program, or choose")
                    .to_owned(),
            ));
            proposed = None;
        }
        let only_page = || {
            let is_page = |one: &Candidate| one.outline.not_taken == Some(NotTaken::Page);
            (all.len() == 1 && around == 0.0).then(|| all.iter().position(is_page))?
        };
        if proposed.is_none()
            && let Some(page) = only_page()
        {
            proposed = Some(page);
            findings.push(Finding::doubt(
                tr!("the only outline is the page's edge as well: check that it is the shell")
                    .to_owned(),
            ));
        }
        told(&all, proposed, &mut findings);
        if shells > 1 {
            findings.push(Finding::doubt(tr!(
                "{shells} outlines of like size may be the shell's: check the one that is taken"
            )));
        }
        let outlines: Vec<Outline> = all.into_iter().map(|one| one.outline).collect();
        match &outlines[..] {
            [] => return Err(OutlineError::NoOutline(from)),
            [one] if one.not_taken == Some(NotTaken::TooFine) => return Err(OutlineError::TooFine),
            _ => {}
        }
        Ok(Drawing {
            from,
            outlines,
            proposed,
            scale,
            body: None,
            findings,
        })
    }
}

/// The area that the line between the ends of an open one encloses with it.
fn reach(stroke: &Stroke) -> f64 {
    geometry::area_mm2(&stroke.points)
}

fn largest_first(all: &mut [Candidate]) {
    all.sort_by_number(|a| -a.area);
}

/// Adds what was meant to close, and tells of the largest; its area.
fn nearly_closed(
    open: Vec<Stroke>,
    all: &mut Vec<Candidate>,
    findings: &mut Vec<Finding>,
    mm: Option<f64>,
) -> Option<f64> {
    let mut found: Vec<Candidate> = open
        .into_iter()
        .filter_map(|stroke| {
            let (first, last) = (stroke.points.first()?, stroke.points.last()?);
            let gap = geometry::distance(*first, *last);
            let meant = gap <= NEARLY * stroke.length() || stroke.filled;
            meant.then(|| Candidate::of(stroke, Some(NotTaken::Open(gap))))?
        })
        .collect();
    largest_first(&mut found);
    found.truncate(MOST_OUTLINES);
    let largest = found.first().filter(|largest| {
        let taken = all.first().map_or(0.0, |taken| taken.area);
        largest.area > 0.02 * taken
    })?;
    let area = largest.area;
    if let Some(NotTaken::Open(gap)) = largest.outline.not_taken {
        let ends = mm.map_or_else(String::new, |mm| {
            tr!(": its ends are {:.2} mm apart", gap * mm)
        });
        let [width, height] = size(&largest.outline.points).map(|side| side * mm.unwrap_or(1.0));
        let unit = if mm.is_some() { "mm" } else { "units" };
        findings.push(Finding::doubt(tr!(
            "a line around {width:.1} × {height:.1} {unit} is not closed{ends}"
        )));
    }
    all.append(&mut found);
    largest_first(all);
    Some(area)
}

/// Marks the page and frames: upright rectangles around what else is drawn.
fn frames(all: &mut [Candidate], page: Option<[Point; 2]>) {
    let marks: Vec<Option<NotTaken>> = all
        .iter()
        .map(|one| {
            if !one.is_boxy() {
                return None;
            }
            if page.is_some_and(|page| one.covers(page)) {
                return Some(NotTaken::Page);
            }
            let framed = all.iter().any(|other| {
                let is_around = one.surrounds(other) && other.area > 1e-3 * one.area;
                let is_centred = page.is_some_and(|page| is_centred(one, page));
                is_around && (is_centred || !other.is_boxy())
            });
            framed.then_some(NotTaken::Frame)
        })
        .collect();
    for (one, mark) in all.iter_mut().zip(marks) {
        one.outline.not_taken = one.outline.not_taken.or(mark);
    }
}

/// Whether it lies in the middle of the page and fills most of it, as drawing frames do.
fn is_centred(one: &Candidate, [low, high]: [Point; 2]) -> bool {
    let page = geometry::subtract(high, low);
    let own = geometry::subtract(one.high, one.low);
    let before = geometry::subtract(one.low, low);
    let after = geometry::subtract(high, one.high);
    (0..2).all(|axis| {
        let of = |pair: Point| pair.get(axis).copied().unwrap_or(0.0);
        of(own) > 0.8 * of(page) && (of(before) - of(after)).abs() < 0.02 * of(page)
    })
}

/// Marks what is smaller than any shell.
fn small(all: &mut [Candidate], mm: Option<f64>) {
    let least = match mm {
        Some(mm) => ORDINARY_MM[0] / mm,
        None => {
            let free = all.iter().filter(|one| one.is_free());
            SMALL_SHARE * free.map(Candidate::longest).fold(0.0, f64::max)
        }
    };
    // Where everything is small, it is drawn small.
    if !all
        .iter()
        .any(|one| one.is_free() && one.longest() >= least)
    {
        return;
    }
    for one in all.iter_mut().filter(|one| one.is_free()) {
        if one.longest() < least {
            one.outline.not_taken = Some(NotTaken::Small);
        }
    }
}

/// Marks what lies inside a larger outline; how many are left that are like the largest.
fn inside(all: &mut [Candidate]) -> usize {
    for n in 1..all.len() {
        let Some((before, one)) = all
            .split_at_mut_checked(n)
            .and_then(|(before, rest)| Some((before, rest.first_mut()?)))
        else {
            continue;
        };
        if one.is_free()
            && before
                .iter()
                .any(|other| other.is_free() && other.holds(one))
        {
            one.outline.not_taken = Some(NotTaken::Inside);
        }
    }
    let mut free = all.iter().filter(|one| one.is_free()).peekable();
    let most = free.peek().map_or(0.0, |one| one.area);
    free.filter(|one| one.area >= ALIKE * most).count()
}

/// What is told of the outlines.
fn told(all: &[Candidate], proposed: Option<usize>, findings: &mut Vec<Finding>) {
    let count = |wanted: NotTaken| {
        let marked = all
            .iter()
            .filter(|one| one.outline.not_taken == Some(wanted));
        marked.count()
    };
    if let Some(taken) = proposed.and_then(|taken| all.get(taken))
        && taken.outline.lines > 1
    {
        findings.push(Finding::note(tr!(
            "{} lines that meet were joined to the outline",
            taken.outline.lines
        )));
    }
    let page_is_taken = proposed
        .and_then(|taken| all.get(taken))
        .is_some_and(|taken| !taken.is_free());
    if count(NotTaken::Page) > 0 && !page_is_taken {
        findings.push(Finding::note(
            tr!("the rectangle of the page was not taken").to_owned(),
        ));
    }
    for (marked, one, many) in [
        (
            NotTaken::Frame,
            tr!("a frame around other outlines was"),
            tr!("frames around other outlines were"),
        ),
        (
            NotTaken::Small,
            tr!("a small outline (lettering or a mark) was"),
            tr!("small outlines (lettering or marks) were"),
        ),
        (
            NotTaken::Inside,
            tr!("an outline inside another was"),
            tr!("outlines inside another were"),
        ),
    ] {
        match count(marked) {
            0 => {}
            1 => findings.push(Finding::note(tr!("{one} not taken"))),
            more => findings.push(Finding::note(tr!("{more} {many} not taken"))),
        }
    }
    if proposed.is_none() {
        findings.push(Finding::doubt(
            tr!("no outline is plainly the shell's: choose one").to_owned(),
        ));
    }
}
