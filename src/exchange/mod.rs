//! Other people's formats, in and out.

pub mod curves_csv;
mod examine;
mod parts_list;
pub mod measurement;
mod response;
mod response_text;
mod shell_svg;

pub use examine::Finding;
pub use parts_list::parts_list;
pub use response::{ImportError, Imported, Quantity, import_response};
pub use measurement::{Measurement, MeasurementError};
pub use response_text::{frd, zma};
pub use shell_svg::{OutlineError, shell_from_svg};
