//! Other people's formats, in and out.

mod calibration;
pub mod curves_csv;
mod drawing;
mod ears_csv;
mod equaliser;
pub mod export;
mod finding;
pub mod impulse;
pub mod measurement;
pub mod parameters;
mod parts_list;
mod product;
pub mod project;
mod response_text;
mod sheet;
mod shell_svg;
mod solid;
mod spice;
mod stored;
pub mod text;
pub mod trace;

pub use crate::analysis::examine::Quantity;
pub use drawing::DrawingError;
pub use ears_csv::ears_csv;
pub use equaliser::{Equaliser, toward_target};
pub use export::Export;
pub use finding::{Finding, sentence};
pub use impulse::Impulse;
pub use measurement::{Measurement, MeasurementError};
pub use parameters::Parameters;
pub use parts_list::parts_list;
pub use response_text::{frd, heading, zma};
pub use shell_svg::{OutlineError, shell_from_svg};
pub use spice::netlist;
pub use stored::{Ready, with_curves};
pub use text::{Candidate, Choice, ImportError, Imported, Offer, Reading, import_response};
