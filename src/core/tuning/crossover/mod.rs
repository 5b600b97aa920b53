//! Crossovers for one driver, computed for the impedance it really has, in values that are in stock.

mod fit;
mod ladder;
mod load;
mod preview;
mod snap;
mod suited;
mod topology;
mod verdict;

pub use fit::{Judge, Loss, frequencies};
pub use ladder::{Ends, Ladder, Loaded, Step, Value};
pub use load::{ends, transfer};
pub use preview::{Preview, Shown, preview};
pub use snap::{Chosen, choose};
pub use suited::{Role, role, suited};
pub use topology::{Alignment, Topology, Wish};
pub use verdict::{Miss, misses};

use crate::{
    design::{
        Design, Edit, EditError, PartId,
        operations::{Stage, insert_filter},
    },
    network::Solver,
};
use thiserror::Error;

/// A crossover that can be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its components, in the order of the topology's ladder.
    pub chosen: Vec<Chosen>,
    /// The edit that places and wires it: one undo step.
    pub edit: Edit,
}

/// Why there is no crossover.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CrossoverError {
    /// A number that cannot be.
    #[error("{0}")]
    Wish(&'static str),
    /// No impedance.
    #[error("{}", tr!("this driver draws no current: its impedance is not known"))]
    NoLoad,
    /// The design refuses it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Wish {
    /// Whether its numbers can be met by anything.
    ///
    /// # Errors
    /// The first that cannot, in a sentence.
    pub fn check(&self) -> Result<(), CrossoverError> {
        let audible = |f: f64| (20.0..=20_000.0).contains(&f);
        let refuse = |reason| Err(CrossoverError::Wish(reason));
        if !audible(self.f) {
            return refuse(tr!("The frequency must be from 20 Hz to 20 kHz"));
        }
        if self.topology.is_band() && !(audible(self.to) && self.to >= 1.5 * self.f) {
            return refuse(tr!(
                "The upper corner must be at least half as high again as the lower one"
            ));
        }
        if self.topology.has_level() && !(0.5..=60.0).contains(&self.down_db) {
            return refuse(tr!("The level must be lowered by 0.5 to 60 dB"));
        }
        if self.topology == Topology::Notch && !(0.2..=20.0).contains(&self.q) {
            return refuse(tr!("The Q must be from 0.2 to 20"));
        }
        Ok(())
    }
}

/// Computes a crossover for a driver: its values, and the edit that puts it in. With `replace`, the
/// driver's own crossover parts go.
///
/// # Errors
/// When the wish cannot be met, or the part is not a driver.
pub fn propose(
    solver: &mut Solver,
    design: &Design,
    driver: PartId,
    wish: &Wish,
    replace: bool,
) -> Result<Proposal, CrossoverError> {
    wish.check()?;
    // What is kept feeds the new parts; what goes is gone before anything is computed.
    let bare = if replace {
        design.apply(&insert_filter(design, driver, &[], true)?)?
    } else {
        design.clone()
    };
    let ends = ends(solver, &bare, driver, &frequencies(wish))?
        .filter(|ends| ends.iter().all(|ends| ends.load.norm() > 0.0))
        .ok_or(CrossoverError::NoLoad)?;
    let judge = Judge::new(wish, &ends).ok_or(CrossoverError::NoLoad)?;
    let chosen = choose(wish, &judge).ok_or(CrossoverError::Wish(tr!(
        "The catalogue has no parts for this crossover"
    )))?;
    let edit = insert_filter(design, driver, &stages(wish, &chosen), replace)?;
    Ok(Proposal { chosen, edit })
}

/// The parts to place, stage by stage.
fn stages(wish: &Wish, chosen: &[Chosen]) -> Vec<Stage> {
    let kind = |place: &usize| chosen.get(*place).map(|part| part.stocked.kind.clone());
    let kinds = |places: &[usize]| places.iter().filter_map(kind).collect();
    let steps = wish.topology.ladder().steps.iter();
    steps
        .filter_map(|step| {
            Some(match step {
                Step::Series(place) => Stage::Series(Box::new(kind(place)?)),
                Step::Trap(places) => Stage::Trap(kinds(places)),
                Step::Shunt(places) => Stage::Shunt(kinds(places)),
            })
        })
        .collect()
}
