//! What the design costs by the price file that was chosen, for its goal.

use crate::{
    design::{Design, Goal},
    exchange::{self, prices::Prices},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// The price of all that is bought, or why there is none; absent where none is asked for.
type Price = Option<Result<f64, String>>;

/// How many prices are known at once: of the design and of what is tried in its place.
const KNOWN: usize = 2;

/// The price file as it was read last, and the prices that were found last, the newest first.
#[derive(Default)]
pub(in crate::app) struct PriceBook {
    read: Option<Read>,
    known: Vec<(Arc<Design>, Price)>,
}

struct Read {
    path: PathBuf,
    changed: Option<SystemTime>,
    prices: Result<Prices, String>,
}

impl PriceBook {
    /// The price of all that is bought, or why there is none; absent where no goal asks for it or no
    /// file is chosen. The file is read again when it has changed.
    pub(in crate::app) fn price(
        &mut self,
        path: Option<&Path>,
        design: &Arc<Design>,
    ) -> Option<Result<f64, String>> {
        let asks = |goal: &Goal| matches!(goal, Goal::Price { .. });
        let path = path.filter(|_| design.goals.iter().any(asks))?;
        let changed = path.metadata().and_then(|file| file.modified()).ok();
        let same = |read: &Read| read.path == path && read.changed == changed;
        let known = (self.known.iter()).find(|(of, _)| Arc::ptr_eq(of, design));
        if let Some((_, price)) = known
            && self.read.as_ref().is_some_and(same)
        {
            return price.clone();
        }
        let read = self.read.take().filter(same).unwrap_or_else(|| {
            self.known.clear();
            Read {
                path: path.to_owned(),
                changed,
                prices: Prices::open(path).map_err(|error| error.to_string()),
            }
        });
        let price = Some(match &read.prices {
            Ok(prices) => exchange::price(design, prices),
            Err(why) => Err(why.clone()),
        });
        self.read = Some(read);
        self.known.truncate(KNOWN - 1);
        self.known.insert(0, (design.clone(), price.clone()));
        price
    }

    /// Forgets everything: another file was chosen.
    pub(in crate::app) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// What a design costs by a price file that is read now; absent where none is chosen.
pub(in crate::app) fn price_of(
    path: Option<&Path>,
    design: &Design,
) -> Option<Result<f64, String>> {
    let prices = Prices::open(path?).map_err(|error| error.to_string());
    Some(prices.and_then(|prices| exchange::price(design, &prices)))
}
