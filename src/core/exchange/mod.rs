//! Other people's formats, in and out.

pub mod curves_csv;
mod drawing;
mod ears_csv;
mod examine;
pub mod export;
pub mod measurement;
mod parts_list;
mod response;
mod response_text;
mod shell_svg;

pub use drawing::DrawingError;
pub use ears_csv::ears_csv;
pub use examine::Finding;
pub use export::Export;
pub use measurement::{Measurement, MeasurementError};
pub use parts_list::parts_list;
pub use response::{ImportError, Imported, Quantity, import_response};
pub use response_text::{frd, zma};
pub use shell_svg::{OutlineError, shell_from_svg};
