//! Choosing the numbers, one at a time.

use super::{
    Progress, Task, Unexplained,
    data::Data,
    told::{self, Explained},
    unit::{Off, Unit, spread},
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{Design, Subject},
    network::Engine,
    tuning::{
        least_squares::{Ending, Limits, Normal, minimise},
        tolerance::production::{Production, Worn},
    },
};
use nalgebra::{DMatrix, DVector};
use std::{collections::BTreeSet, ops::ControlFlow, rc::Rc};

/// Candidates that are solved to their end in each round, the most promising of all.
const TRIED: usize = 6;
/// Candidates for the place of one that was taken that are solved to their end.
const REPLACING: usize = 4;
/// What fits worse than the best by less than this in the sum is as likely but for odds of 20 to 1.
const AS_GOOD: f64 = 6.0;
/// What a number must at least take away of what is above the noise.
const LEAST_SHARE: f64 = 0.1;
/// Effects, in the sum, below which a number cannot be told from the noise wherever it is drawn.
const UNSEEN: f64 = 4.0;

/// Some draws at their best.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    pub free: Vec<usize>,
    /// Standard deviations.
    pub x: Vec<f64>,
    pub normal: Normal,
}

impl Fit {
    /// Σ of the residuals' squares in units of the noise.
    pub(super) fn chi_square(&self) -> f64 {
        2.0 * self.normal.cost - self.x.iter().map(|x| x * x).sum::<f64>()
    }

    fn without(&self, place: usize) -> (Vec<usize>, Vec<f64>) {
        let others = self.free.iter().zip(&self.x).enumerate();
        let others = others.filter(|(n, _)| *n != place);
        others.map(|(_, (free, x))| (*free, *x)).unzip()
    }
}

/// Something that fits about as well in the place of a number: which draw, and where it is then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instead {
    pub draw: usize,
    pub x: f64,
}

/// The sum about a fit, as a quadratic in all draws.
struct Quadratic {
    x: DVector<f64>,
    cost: f64,
    gradient: DVector<f64>,
    hessian: DMatrix<f64>,
}

pub(super) struct Search<'a> {
    pub design: &'a Design,
    pub production: &'a Production,
    pub data: &'a Data,
    pub task: &'a Task,
    engine: Option<Engine>,
    /// The sum about the fit that was asked for last: it takes two assemblies a draw.
    about: Option<Rc<Quadratic>>,
    /// Whether it was asked to stop.
    stopped: bool,
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

pub(super) fn explain(
    design: &Design,
    data: &Data,
    task: &Task,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Explained, Unexplained> {
    let worn = if task.worn {
        Worn::EachAnew
    } else {
        Worn::Alike
    };
    let production = Production::of(design, worn);
    let data = &against_drawn(design, &production, data, task)?;
    let mut search = Search {
        design,
        production: &production,
        data,
        task,
        engine: None,
        about: None,
        stopped: false,
        tell,
    };
    let start = search.fit(Vec::new(), &[]);
    if !start.normal.cost.is_finite() {
        return Err(Unexplained::Silent);
    }
    let best = search.chosen(start.clone())?;
    let instead = search.instead(&best)?;
    let unseen = search.unseen(&best)?;
    told::told(&mut search, &start, &best, (&instead, unseen))
}

/// The measurements as a unit is held against them that is worn as drawn: a tip put on a design that
/// has none is a step in the bore, which the design as drawn has not.
fn against_drawn(
    design: &Design,
    production: &Production,
    data: &Data,
    task: &Task,
) -> Result<Data, Unexplained> {
    let mut data = data.clone();
    if production.worn() == 0 {
        return Ok(data);
    }
    let drawn = Production::of(design, Worn::Alike);
    let off = |of: &Production| {
        let mut unit = Unit::new(of, &[], (&data, task.noise), None);
        unit.off(&[]).ok_or(Unexplained::Silent)
    };
    let (drawn, worn) = (off(&drawn)?, off(production)?);
    let by = drawn.raised - worn.raised;
    let less = |values: &mut [f64], drawn: &[f64], worn: &[f64], by: f64| {
        for (value, (drawn, worn)) in values.iter_mut().zip(drawn.iter().zip(worn)) {
            *value -= drawn - worn + by;
        }
    };
    if let Some(level) = &mut data.level {
        less(&mut level.values, &drawn.level, &worn.level, by);
    }
    if let Some(impedance) = &mut data.impedance {
        less(
            &mut impedance.values,
            &drawn.impedance,
            &worn.impedance,
            0.0,
        );
    }
    Ok(data)
}

impl Search<'_> {
    fn count(&self) -> f64 {
        self.data.count() as f64
    }

    /// What a number has to make the sum smaller by.
    fn penalty(&self) -> f64 {
        let candidates = self.production.draws().len().max(1) as f64;
        self.count().ln() + 2.0 * candidates.ln()
    }

    fn report(&mut self, fit: &Fit, round: usize) -> Result<(), Unexplained> {
        let progress = Progress {
            done: (round as f64 / (self.task.numbers + 1) as f64).min(1.0),
            numbers: fit.free.len(),
            left: (fit.chi_square() / self.count()).max(0.0).sqrt(),
        };
        self.stopped |= (self.tell)(progress).is_break();
        if self.stopped {
            Err(Unexplained::Stopped)
        } else {
            Ok(())
        }
    }

    /// How far a draw goes either way.
    fn bounds(&self, draw: usize) -> (f64, f64) {
        let draws = self.production.draws();
        let most = draws.get(draw).map_or(0.0, |draw| draw.making.shape.most());
        if self.is_one_sided(draw) {
            (0.0, most)
        } else {
            (-most, most)
        }
    }

    /// Whether a draw counts by its size alone: a seal only leaks more. It is the last one.
    fn is_one_sided(&self, draw: usize) -> bool {
        self.production.worn() > 0 && draw + 1 == self.production.draws().len()
    }

    fn is_worn(&self, draw: usize) -> bool {
        let draw = self.production.draws().get(draw);
        draw.is_some_and(|draw| draw.subject == Subject::Design)
    }

    /// Draws at their best, from a start.
    fn fit(&mut self, free: Vec<usize>, start: &[f64]) -> Fit {
        let limits = Limits {
            steps: 40,
            smallest_step: 1e-4,
            largest_step: 2.0,
            cost_tolerance: 1e-6,
        };
        let bounds: Vec<(f64, f64)> = free.iter().map(|draw| self.bounds(*draw)).collect();
        let data = (self.data, self.task.noise);
        let mut unit = Unit::new(self.production, &free, data, self.engine.take());
        let end = minimise(&mut unit, start, &bounds, &limits, &mut |_| {
            ControlFlow::Continue(())
        });
        self.engine = unit.into_engine();
        let mut normal = end.normal;
        if end.ending == Ending::NotFinite {
            normal.cost = f64::INFINITY;
        }
        Fit {
            x: end.x,
            free,
            normal,
        }
    }

    /// What would be left without one of the draws, the others at their best, in units of the noise.
    pub(super) fn without(&mut self, fit: &Fit, place: usize) -> f64 {
        let (free, x) = fit.without(place);
        let without = self.fit(free, &x);
        (without.chi_square() / self.count()).max(0.0).sqrt()
    }

    /// What is off with a fit.
    pub(super) fn off(&mut self, fit: &Fit) -> Option<Off> {
        let data = (self.data, self.task.noise);
        let mut unit = Unit::new(self.production, &fit.free, data, self.engine.take());
        let off = unit.off(&fit.x);
        self.engine = unit.into_engine();
        off
    }

    /// The sum about a fit.
    fn quadratic(&mut self, fit: &Fit) -> Option<Rc<Quadratic>> {
        let x = spread(self.production, &fit.free, &fit.x);
        if let Some(known) = self.about.as_ref().filter(|known| known.x.as_slice() == x) {
            return Some(Rc::clone(known));
        }
        let all: Vec<usize> = (0..self.production.draws().len()).collect();
        let data = (self.data, self.task.noise);
        let mut unit = Unit::new(self.production, &all, data, self.engine.take());
        let off = unit.off(&x);
        let columns = unit.columns(&x);
        let residuals = off.map(|off| DVector::from_vec(unit.residuals(&off)));
        self.engine = unit.into_engine();
        let (residuals, columns) = (residuals?, columns?);
        let slopes = DMatrix::from_fn(residuals.len(), all.len(), |r, c| columns[c][r]);
        let x = DVector::from_vec(x);
        let prior = DMatrix::identity(all.len(), all.len());
        let about = Rc::new(Quadratic {
            cost: 0.5 * (residuals.norm_squared() + x.norm_squared()),
            gradient: slopes.tr_mul(&residuals) + &x,
            hessian: slopes.tr_mul(&slopes) + prior,
            x,
        });
        self.about = Some(Rc::clone(&about));
        Some(about)
    }

    /// The numbers that are worth it.
    fn chosen(&mut self, start: Fit) -> Result<Fit, Unexplained> {
        let mut best = start;
        let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
        for round in 0..3 * self.task.numbers {
            self.report(&best, best.free.len().max(round / 3))?;
            if best.free.len() >= self.task.numbers || best.chi_square() <= 0.25 * self.count() {
                break;
            }
            let Some(about) = self.quadratic(&best) else {
                break;
            };
            let Some(next) = self.next(&best, &about)? else {
                break;
            };
            if !self.is_worth(&best, &next) {
                break;
            }
            let next = self.replaced(next)?;
            let next = self.pruned(next);
            let mut set = next.free.clone();
            set.sort_unstable();
            if !seen.insert(set) {
                break;
            }
            best = next;
        }
        Ok(best)
    }

    fn is_worth(&self, before: &Fit, after: &Fit) -> bool {
        let gain = 2.0 * (before.normal.cost - after.normal.cost);
        let above = (before.chi_square() - self.count()).max(0.0);
        let taken = before.chi_square() - after.chi_square();
        gain > self.penalty() && taken >= LEAST_SHARE * above
    }

    /// The best fit with one more.
    fn next(&mut self, best: &Fit, about: &Quadratic) -> Result<Option<Fit>, Unexplained> {
        let draws = self.production.draws().len();
        let open: Vec<usize> = (0..draws).filter(|n| !best.free.contains(n)).collect();
        let mut ranked: Vec<(f64, Vec<usize>, Vec<f64>)> = open
            .iter()
            .filter_map(|&draw| {
                let mut set = best.free.clone();
                set.push(draw);
                let (cost, x) = self.predicted(about, &set)?;
                Some((cost, set, x))
            })
            .collect();
        ranked.sort_by_number(|a| a.0);
        ranked.truncate(TRIED);
        // How it is worn bends too much to be told by slopes.
        for &draw in open.iter().filter(|draw| self.is_worn(**draw)) {
            for start in [-1.0, 1.0] {
                let mut set = best.free.clone();
                set.push(draw);
                let x = best.x.iter().copied().chain([start]).collect();
                ranked.push((0.0, set, x));
            }
        }
        self.lowest(best, ranked)
    }

    /// The lowest of some fits.
    fn lowest(
        &mut self,
        fit: &Fit,
        starts: Vec<(f64, Vec<usize>, Vec<f64>)>,
    ) -> Result<Option<Fit>, Unexplained> {
        let mut lowest: Option<Fit> = None;
        for (_, set, x) in starts {
            let tried = self.fit(set, &x);
            let cost = tried.normal.cost;
            if cost.is_finite() && lowest.as_ref().is_none_or(|low| cost < low.normal.cost) {
                lowest = Some(tried);
            }
            self.report(fit, fit.free.len())?;
        }
        Ok(lowest)
    }

    /// The sum, and where it is least, with these draws free and the others at none, as the quadratic
    /// has it; what would go beyond its bounds stays there.
    fn predicted(&self, about: &Quadratic, set: &[usize]) -> Option<(f64, Vec<f64>)> {
        let all = about.x.len();
        let mut free: Vec<usize> = set.to_vec();
        // Where each ends, from where it is; those that are not in the set go back to none.
        let mut step = DVector::from_fn(all, |n, _| -about.x[n]);
        for &draw in set {
            step[draw] = 0.0;
        }
        for _ in 0..=set.len() {
            for &draw in &free {
                step[draw] = 0.0;
            }
            let pull = &about.gradient + &about.hessian * &step;
            let matrix = DMatrix::from_fn(free.len(), free.len(), |r, c| {
                about.hessian[(free[r], free[c])]
            });
            let right = DVector::from_fn(free.len(), |r, _| -pull[free[r]]);
            let solved = matrix.cholesky()?.solve(&right);
            for (draw, by) in free.iter().zip(solved.iter()) {
                step[*draw] = *by;
            }
            let beyond = free.iter().copied().find(|&draw| {
                let (low, high) = self.bounds(draw);
                !(low..=high).contains(&(about.x[draw] + step[draw]))
            });
            let Some(draw) = beyond else { break };
            let (low, high) = self.bounds(draw);
            step[draw] = (about.x[draw] + step[draw]).clamp(low, high) - about.x[draw];
            free.retain(|other| *other != draw);
        }
        let bend = (&about.hessian * &step).dot(&step);
        let cost = about.cost + about.gradient.dot(&step) + 0.5 * bend;
        let x = set.iter().map(|&draw| about.x[draw] + step[draw]).collect();
        cost.is_finite().then_some((cost, x))
    }

    /// Fits with another draw in the place of one, the most promising first.
    fn replacing(&mut self, fit: &Fit, about: &Quadratic, place: usize, within: f64) -> Vec<Fit> {
        let (others, _) = fit.without(place);
        let draws = self.production.draws().len();
        let mut ranked: Vec<(f64, Vec<usize>, Vec<f64>)> = (0..draws)
            .filter(|draw| !fit.free.contains(draw) && !self.is_one_sided(*draw))
            .filter_map(|draw| {
                let mut set = others.clone();
                set.push(draw);
                let (cost, x) = self.predicted(about, &set)?;
                let near = 2.0 * (cost - fit.normal.cost) < within;
                near.then_some((cost, set, x))
            })
            .collect();
        ranked.sort_by_number(|a| a.0);
        ranked.truncate(REPLACING);
        let fits = ranked.into_iter().map(|(_, set, x)| self.fit(set, &x));
        fits.filter(|fit| fit.normal.cost.is_finite()).collect()
    }

    /// The fit with each draw exchanged for one that fits better in its place.
    fn replaced(&mut self, mut fit: Fit) -> Result<Fit, Unexplained> {
        let (mut place, mut exchanges) = (0, 2 * fit.free.len());
        while place < fit.free.len() && exchanges > 0 {
            self.report(&fit, fit.free.len())?;
            let Some(about) = self.quadratic(&fit) else {
                break;
            };
            let others = self.replacing(&fit, &about, place, 2.0 * AS_GOOD);
            let better = (others.into_iter())
                .filter(|other| other.normal.cost < fit.normal.cost)
                .min_by(|a, b| a.normal.cost.total_cmp(&b.normal.cost));
            match better {
                // The new one stands last; those behind the old one have moved up.
                Some(better) => {
                    fit = better;
                    place = 0;
                    exchanges -= 1;
                }
                None => place += 1,
            }
        }
        Ok(fit)
    }

    /// The fit without what is no longer worth it.
    fn pruned(&mut self, mut fit: Fit) -> Fit {
        let mut place = 0;
        while fit.free.len() > 1 && place < fit.free.len() {
            let (free, x) = fit.without(place);
            let less = self.fit(free, &x);
            if less.normal.cost.is_finite() && !self.is_worth(&less, &fit) {
                fit = less;
                place = 0;
            } else {
                place += 1;
            }
        }
        fit
    }

    /// What fits about as well in the place of each number that was taken.
    fn instead(&mut self, fit: &Fit) -> Result<Vec<Vec<Instead>>, Unexplained> {
        if fit.free.is_empty() {
            return Ok(Vec::new());
        }
        let Some(about) = self.quadratic(fit) else {
            return Ok(vec![Vec::new(); fit.free.len()]);
        };
        let mut all = Vec::new();
        for place in 0..fit.free.len() {
            self.report(fit, self.task.numbers)?;
            let others = self.replacing(fit, &about, place, 3.0 * AS_GOOD);
            let near = |other: &&Fit| 2.0 * (other.normal.cost - fit.normal.cost) < AS_GOOD;
            let instead = others.iter().filter(near).filter_map(|other| {
                let (draw, x) = (other.free.last()?, other.x.last()?);
                Some(Instead { draw: *draw, x: *x })
            });
            all.push(instead.collect());
        }
        Ok(all)
    }

    /// How many draws have no effect that could be told from the noise.
    fn unseen(&mut self, fit: &Fit) -> Result<usize, Unexplained> {
        self.report(fit, self.task.numbers)?;
        let Some(about) = self.quadratic(fit) else {
            return Ok(0);
        };
        let worn = self.production.worn();
        let numbers = self.production.draws().len() - worn;
        let faint = |draw: &usize| {
            let (_, most) = self.bounds(*draw);
            // Less what is known beforehand.
            (about.hessian[(*draw, *draw)] - 1.0) * most * most < UNSEEN
        };
        Ok((0..numbers).filter(faint).count())
    }
}
