//! Other people's formats, in and out.

pub mod curves_csv;
mod examine;
mod response;

pub use examine::Finding;
pub use response::{ImportError, Imported, Quantity, import_response};
