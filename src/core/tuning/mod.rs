//! Whatever finds a driver or a design from what is wanted of it: Thiele–Small numbers, the
//! search for better values among real parts, drivers from their measured curves, and what an
//! armature carries from its data sheet's distortion.

pub mod alignment;
pub mod choices;
pub mod conversion;
pub mod crossover;
pub mod ear_family;
pub mod ear_population;
pub mod equaliser;
pub mod explain;
pub mod identify;
pub mod least_squares;
pub mod level_impedance;
pub mod likeness;
mod moving;
pub mod objective;
pub mod optimise;
pub mod saturation;
pub mod thiele_small;
pub mod tolerance;
pub mod variable;

pub use ear_family::{EarSettings, ear_family};
pub use ear_population::{PopulationSettings, ear_population};
pub use identify::{identify, identify_takes};
pub use level_impedance::level_impedance;
pub use objective::Objective;
pub use optimise::optimise;
pub use variable::Variable;
