//! How much every number of the design matters at the drum, frequency by frequency.

use super::{
    effect::{Effect, SHARE},
    interpolate,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{Design, Number, ParameterInfo, Subject},
    network::Sensitivity,
};
use std::{collections::BTreeMap, sync::Arc};

/// Frequencies, Hz, sensitivities are told at: fewer than curves are drawn at, since every number
/// of the design has one.
pub const POINTS: usize = 192;

/// What a change of one number by 1 % does to the level at the drum.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// Whose number it is: a part's or a link's.
    pub subject: Subject,
    /// What is known of it.
    pub info: ParameterInfo,
    /// Change of level by 1 % more, dB, at every frequency.
    pub db: Vec<f64>,
    /// The greatest of their sizes.
    pub most: f64,
}

/// All of them, those that matter most first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// By number.
    pub list: Vec<Weight>,
    /// What raising each number by [`SHARE`] does, in words to be; those of air and drive too.
    pub effects: BTreeMap<Number, Effect>,
}

impl Weights {
    /// Those of parts and links; air and drive matter everywhere and to everything.
    pub fn new(f: &Arc<[f64]>, sensitivities: &[Sensitivity]) -> Self {
        let weigh = |sensitivity: &Sensitivity| {
            let db = sensitivity.db_per_percent()?;
            let sizes = db.iter().map(|db| db.abs()).filter(|db| db.is_finite());
            let most = sizes.fold(0.0, f64::max);
            (sensitivity.subject != Subject::Design && most > 0.0).then_some(Weight {
                subject: sensitivity.subject,
                info: sensitivity.info,
                db,
                most,
            })
        };
        let mut list: Vec<Weight> = sensitivities.iter().filter_map(weigh).collect();
        // Stable: equals stay in document order.
        list.sort_by_number(|a| -a.most);
        let effect = |one: &Sensitivity| (one.number(), Effect::of(one, f, SHARE));
        Self {
            f: f.clone(),
            list,
            effects: sensitivities.iter().map(effect).collect(),
        }
    }

    /// How much each part and link matters at a frequency: the sizes of its numbers' changes
    /// together, dB per 1 %.
    pub fn at(&self, f: f64) -> BTreeMap<Subject, f64> {
        let mut sums = BTreeMap::new();
        for weight in &self.list {
            if let Some(db) = interpolate::at_log(&self.f, &weight.db, f) {
                *sums.entry(weight.subject).or_insert(0.0) += db.abs();
            }
        }
        sums
    }
}

impl Weight {
    /// “Woofer Bl”: its owner's name and its symbol.
    pub fn name(&self, design: &Design) -> String {
        number_name(design, self.subject, &self.info)
    }
}

/// A number's name: “Woofer Bl”.
pub fn number_name(design: &Design, subject: Subject, info: &ParameterInfo) -> String {
    let owner = design.name_of(subject).unwrap_or(design.name.as_str());
    let symbol = if info.symbol.is_empty() {
        info.said()
    } else {
        info.symbol
    };
    match info.index {
        Some(index) if index > 0 => format!("{owner} {symbol} {}", index + 1),
        _ => format!("{owner} {symbol}"),
    }
}
