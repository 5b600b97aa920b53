//! Presets and catalogues: drivers, dampers, tubes, components, ears, shells, example designs.
//!
//! All of it is text under `presets/`, embedded in the program ([`embedded`]) and read once. A person
//! adds drivers of their own in the configuration folder ([`user`]).

pub mod catalogue;
pub mod design;
pub mod driver;
pub mod embedded;
mod read;
mod start;
pub mod stock;
pub mod user;

pub use crate::design::kinds::common::DriverKind;
pub use catalogue::{
    Catalogue, Damper, catalogue, damper_name, dampers, ears, meshes, shells, tubes,
};
pub use design::{DesignPreset, default_design, design, designs};
pub use driver::{DriverPreset, FitError, driver, drivers};
pub use read::PresetError;
pub use start::new_design;
pub use user::{UserLibrary, save_user_driver, user_library};

/// What could not be read of the embedded presets: empty in every released program, which a test
/// holds it to.
pub fn messages() -> Vec<String> {
    [
        driver::embedded_drivers().messages.as_slice(),
        catalogue::embedded_catalogue().messages.as_slice(),
        design::embedded_designs().messages.as_slice(),
    ]
    .concat()
}
