//! Every kind of element of a network, each in its own file: its numbers by name, what it sits
//! between, its values and, where it is met often, its derivatives in closed form.
//!
//! A new kind is a file here, its lines in [`Kind`] and `each!`, and a place in `assemble` where it
//! is made.

pub mod acoustic_series;
pub mod armature;
pub mod armature_two_modes;
pub mod branch_mass;
pub mod cable;
pub mod capacitor;
pub mod cavity;
pub mod cone;
pub mod duct;
pub mod ear;
pub mod electrical_series;
pub mod electrostatic;
pub mod formula;
pub(in crate::network) mod gradient;
pub mod leak_hole;
pub mod leak_slit;
pub mod lossy_coil;
pub mod lumped711;
pub mod main_mass;
pub mod measured;
pub mod mesh;
pub mod moving_coil;
pub mod multiport;
pub mod open_end;
pub mod passive_radiator;
pub mod piezo;
pub mod step;
pub mod transformer;
pub mod vent;
pub mod wall;

use self::formula::{Formula, MAX_VALUES, OfF64, Values};
use self::gradient::{AIR_CONSTANTS, OUTPUTS, Put, Weights, by_duals};
use super::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::twofold::Twofold;
use num_complex::Complex64;
use std::sync::Arc;

pub use self::{
    acoustic_series::AcousticSeries,
    armature::Armature,
    armature_two_modes::ArmatureTwoModes,
    branch_mass::BranchMass,
    cable::Cable,
    capacitor::Capacitor,
    cavity::Cavity,
    cone::Cone,
    duct::Duct,
    ear::Ear,
    electrical_series::ElectricalSeries,
    electrostatic::Electrostatic,
    formula::{Form, PRESSURE_UNIT},
    leak_hole::LeakHole,
    leak_slit::LeakSlit,
    lossy_coil::LossyCoil,
    lumped711::Lumped711,
    main_mass::MainMass,
    measured::MeasuredTable,
    mesh::Mesh,
    moving_coil::MovingCoil,
    multiport::MultiportTable,
    open_end::OpenEnd,
    passive_radiator::PassiveRadiator,
    piezo::Piezo,
    step::Step,
    transformer::Transformer,
    vent::Vent,
    wall::Wall,
};

/// An element's formula with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Amplifier and cable in series.
    Cable(Cable),
    /// Electrical resistance and inductance in series.
    ElectricalSeries(ElectricalSeries),
    /// Capacitor with series resistance.
    Capacitor(Capacitor),
    /// Transformer.
    Transformer(Transformer),
    /// Moving coil with a plain inductance.
    MovingCoil(MovingCoil),
    /// Moving coil with losses in its coil.
    LossyCoil(LossyCoil),
    /// Balanced armature.
    Armature(Armature<f64>),
    /// Balanced armature whose pin gives.
    ArmatureTwoModes(ArmatureTwoModes),
    /// Electrostatic driver with its transformer.
    Electrostatic(Electrostatic),
    /// Piezoelectric driver.
    Piezo(Piezo),
    /// A driver known by measured curves only.
    Measured(Arc<MeasuredTable>),
    /// A piece of a driver known by the admittances between its ports.
    Multiport(MultiportTable),
    /// Acoustic resistance and mass in series.
    AcousticSeries(AcousticSeries),
    /// Mesh over a bore.
    Mesh(Mesh),
    /// Sprung plate between two spaces.
    PassiveRadiator(PassiveRadiator),
    /// Volume.
    Cavity(Cavity),
    /// Straight round duct.
    Duct(Duct),
    /// Conical duct.
    Cone(Cone),
    /// Open end in series.
    OpenEnd(OpenEnd),
    /// Added mass of a step between two bores.
    Step(Step),
    /// A side branch's own mass.
    BranchMass(BranchMass),
    /// Half of a side branch's negative mass in the main tube.
    MainMass(MainMass),
    /// Ducts to ambient.
    Vent(Vent),
    /// Slit to ambient.
    LeakSlit(LeakSlit),
    /// Hole to ambient.
    LeakHole(LeakHole),
    /// Wall that gives way, to ambient.
    Wall(Wall),
    /// The lumped 711 at its reference plane.
    Lumped711(Lumped711),
    /// Any other ear at its reference plane.
    Ear(Ear),
}

/// The one dispatch: the same code for every kind of element, each time with its own type, and other
/// code for what is no formula.
macro_rules! each {
    ($kind:expr, $element:ident => $do:expr, $table:ident => $otherwise:expr $(,)?) => {{
        use $crate::network::elements::Kind;
        match $kind {
            Kind::Cable($element) => $do,
            Kind::ElectricalSeries($element) => $do,
            Kind::Capacitor($element) => $do,
            Kind::Transformer($element) => $do,
            Kind::MovingCoil($element) => $do,
            Kind::LossyCoil($element) => $do,
            Kind::Armature($element) => $do,
            Kind::ArmatureTwoModes($element) => $do,
            Kind::Electrostatic($element) => $do,
            Kind::Piezo($element) => $do,
            Kind::AcousticSeries($element) => $do,
            Kind::Mesh($element) => $do,
            Kind::PassiveRadiator($element) => $do,
            Kind::Cavity($element) => $do,
            Kind::Duct($element) => $do,
            Kind::Cone($element) => $do,
            Kind::OpenEnd($element) => $do,
            Kind::Step($element) => $do,
            Kind::BranchMass($element) => $do,
            Kind::MainMass($element) => $do,
            Kind::Vent($element) => $do,
            Kind::LeakSlit($element) => $do,
            Kind::LeakHole($element) => $do,
            Kind::Wall($element) => $do,
            Kind::Lumped711($element) => $do,
            Kind::Ear($element) => $do,
            Kind::Measured($table) => $otherwise,
            Kind::Multiport($table) => $otherwise,
        }
    }};
}

pub(in crate::network) use each;

impl Kind {
    /// What it sits between.
    pub fn form(&self) -> Form {
        fn form<E: Formula>(_: &E) -> Form {
            E::FORM
        }
        each!(self, element => form(element), table => table.form())
    }

    /// Its numbers, SI, in the order in which it hands them over; a driver known by a table has none.
    pub fn numbers(&self) -> Vec<f64> {
        let mut list = Vec::new();
        self.add_numbers(&mut list);
        list
    }

    /// Adds its numbers to a list.
    pub(in crate::network) fn add_numbers(&self, to: &mut Vec<f64>) {
        each!(self, element => formula::list(element, to), _table => ());
    }

    /// How many numbers it has.
    pub fn count(&self) -> usize {
        each!(self, element => formula::count(element), _table => 0)
    }

    /// Changes the number at this place of [`Self::numbers`].
    pub fn set(&mut self, number: usize, value: f64) {
        debug_assert!(number < self.count(), "{self:?} has no number {number}");
        each!(self, element => formula::set(element, number, value), _table => ());
    }

    /// Whether it is of the same kind as another, with as many numbers: nothing has to be planned
    /// anew for it.
    pub(in crate::network) fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.count() == other.count()
    }

    /// Its value as a coefficient, where no formula is needed for it.
    pub(in crate::network) fn simple(&self, air: &AirConstants<f64>) -> Option<Simple> {
        each!(self, element => element.simple(air), _table => None)
    }

    /// The widest round bore sound passes along in it, m, where there is one.
    pub(in crate::network) fn widest_bore(&self) -> Option<f64> {
        each!(self, element => element.widest_bore(), _table => None)
    }

    /// Whether it may give out power of its own: a driver known by a table does.
    pub(in crate::network) fn is_source(&self) -> bool {
        each!(self, _element => false, _table => true)
    }

    /// Its values at the angular frequency `w`, rad/s.
    pub(in crate::network) fn values(&self, air: &AirConstants<f64>, w: f64) -> Values<f64> {
        each!(self, element => formula::values(element, air, w), table => table.values(air, w))
    }

    /// The same in twice the precision.
    pub(in crate::network) fn twofold(
        &self,
        air: &AirConstants<f64>,
        w: Twofold,
    ) -> Values<Twofold> {
        fn values<E: OfF64>(of: &E, air: &AirConstants<f64>, w: Twofold) -> Values<Twofold> {
            E::values(
                &formula::splat::<E, Twofold>(of),
                &air.map(Twofold::from),
                w,
            )
        }
        each!(
            self,
            element => values(element, air, w),
            table => table.values(air, w.rounded()).map(|y| Complex::splat(y.re, y.im)),
        )
    }

    /// Its values at the frequency `f`, Hz, as they enter the matrix: as many as its form has.
    pub fn values_at(&self, air: &AirConstants<f64>, f: f64) -> Vec<Complex64> {
        let values = self.values(air, std::f64::consts::TAU * f);
        let values = values.iter().take(self.form().values());
        values.map(|y| Complex64::new(y.re, y.im)).collect()
    }

    /// The derivatives of a sum of these values, so much of each, at the frequency `f`, Hz: by every
    /// number, then by the logarithms of the air's constants, as the solver takes them. All 0 for a
    /// driver known by a table, which is no formula.
    pub fn slopes_at(
        &self,
        air: &AirConstants<f64>,
        f: f64,
        weights: [Complex64; MAX_VALUES],
    ) -> Vec<Complex64> {
        let (w, mut slopes) = (std::f64::consts::TAU * f, Slopes::of(self));
        let weights = &one_output(weights);
        each!(
            self,
            element => gradient::at(element, air, w, weights, &mut slopes),
            _table => (),
        );
        slopes.list
    }

    /// The same by dual numbers, whatever the solver does: what its closed formulas are held to.
    pub fn dual_slopes_at(
        &self,
        air: &AirConstants<f64>,
        f: f64,
        weights: [Complex64; MAX_VALUES],
    ) -> Vec<Complex64> {
        let (w, mut slopes) = (std::f64::consts::TAU * f, Slopes::of(self));
        let weights = &one_output(weights);
        each!(
            self,
            element => by_duals(element, air, w, weights, &mut slopes),
            _table => (),
        );
        slopes.list
    }
}

fn one_output(weights: [Complex64; MAX_VALUES]) -> Weights<f64> {
    let of_first = weights.map(|weight| Complex::new(weight.re, weight.im));
    let none = [Complex::zero(); MAX_VALUES];
    std::array::from_fn::<_, OUTPUTS, _>(|output| if output == 0 { of_first } else { none })
}

/// The derivatives of the first output: by numbers, then by the air.
struct Slopes {
    numbers: usize,
    list: Vec<Complex64>,
}

impl Slopes {
    fn of(kind: &Kind) -> Self {
        let numbers = kind.count();
        Self {
            numbers,
            list: vec![Complex64::ZERO; numbers + AIR_CONSTANTS],
        }
    }
}

impl Put<f64> for Slopes {
    fn number(&mut self, number: usize, output: usize, slope: Complex<f64>) {
        if output == 0 {
            self.list[number] = Complex64::new(slope.re, slope.im);
        }
    }
    fn air(&mut self, constant: usize, output: usize, slope: Complex<f64>) {
        self.number(self.numbers + constant, output, slope);
    }
}
