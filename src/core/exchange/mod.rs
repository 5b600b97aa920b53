//! Other people's formats, in and out.

pub mod curves_csv;
mod drawing;
mod ears_csv;
mod equaliser;
mod examine;
pub mod export;
pub mod measurement;
mod parts_list;
mod response;
mod response_text;
mod shell_svg;
mod spice;
pub mod trace;

pub use drawing::DrawingError;
pub use ears_csv::ears_csv;
pub use equaliser::{Equaliser, toward_target};
pub use examine::Finding;
pub use export::Export;
pub use measurement::{Measurement, MeasurementError};
pub use parts_list::parts_list;
pub use response::{ImportError, Imported, Quantity, import_response};
pub use response_text::{frd, zma};
pub use shell_svg::{OutlineError, shell_from_svg};
pub use spice::netlist;
