//! Acoustic resistances: dampers and meshes (Beranek 1954, Acoustics).

use super::complex::Complex;
use super::number::Real;

/// One acoustic ohm, the catalogues' unit (dyn·s/cm⁵), in Pa·s/m³.
pub const ACOUSTIC_OHM_CGS: f64 = 1e5;
/// One cgs rayl in Pa·s/m (mks rayl).
pub const RAYL_CGS: f64 = 10.0;

/// Impedance of a mesh or cloth over an opening, Pa·s/m³: specific resistance in Pa·s/m (mks rayl),
/// specific mass in kg/m², open area in m².
#[inline(always)]
pub fn mesh<R: Real>(w: R, specific_resistance: R, specific_mass: R, area: R) -> Complex<R> {
    Complex::new(specific_resistance / area, w * specific_mass / area)
}
