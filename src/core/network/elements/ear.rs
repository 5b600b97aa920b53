//! An ear or coupler at its reference plane.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::ear::EarModel;
use crate::physics::air::AirConstants;
use crate::physics::ear::{
    EarLoad, concha, couplers, distributed711, hudde_engel, lumped711, type33, type43,
};
use crate::physics::loss::DuctLoss;

/// The ears of the document, with any kind of number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ear<R = f64> {
    /// IEC 60318-4, lumped. In a network it is a [`super::Lumped711`].
    Iec711Lumped,
    /// IEC 60318-4, distributed.
    Iec711Distributed,
    /// ITU-T P.57 Type 3.3.
    Type33,
    /// ITU-T P.57 Type 4.3.
    Type43,
    /// A straight canal ahead of the drum of Hudde and Engel.
    HuddeEngel {
        /// Length of the canal, m.
        canal_length: R,
        /// Diameter of the canal, m.
        canal_diameter: R,
    },
    /// The canal of Type 4.3 ahead of that drum.
    RealCanal,
    /// A concha ahead of Type 3.3.
    OuterEar {
        /// Depth of the concha, m.
        concha_depth: R,
        /// Diameter of the concha, m.
        concha_diameter: R,
    },
    /// 2 cm³ coupler.
    TwoCc,
    /// 0.4 cm³ coupler.
    PointFourCc,
    /// A bore that never ends.
    Anechoic {
        /// Bore, m.
        bore: R,
    },
    /// A bore in a large flat plate.
    FlatPlate {
        /// Bore, m.
        bore: R,
    },
}

impl From<EarModel> for Ear {
    fn from(model: EarModel) -> Self {
        match model {
            EarModel::Iec711Lumped => Self::Iec711Lumped,
            EarModel::Iec711Distributed => Self::Iec711Distributed,
            EarModel::Type33 => Self::Type33,
            EarModel::Type43 => Self::Type43,
            EarModel::HuddeEngel {
                canal_length,
                canal_diameter,
            } => Self::HuddeEngel {
                canal_length,
                canal_diameter,
            },
            EarModel::RealCanal => Self::RealCanal,
            EarModel::OuterEar {
                concha_depth,
                concha_diameter,
            } => Self::OuterEar {
                concha_depth,
                concha_diameter,
            },
            EarModel::TwoCc => Self::TwoCc,
            EarModel::PointFourCc => Self::PointFourCc,
            EarModel::Anechoic { bore } => Self::Anechoic { bore },
            EarModel::FlatPlate { bore } => Self::FlatPlate { bore },
        }
    }
}

impl<R: DuctLoss> Ear<R> {
    /// The ear as a load at the angular frequency `w`, rad/s.
    pub(super) fn load(&self, air: &AirConstants<R>, w: R) -> EarLoad<R> {
        let half = R::splat(0.5);
        match *self {
            Self::Iec711Lumped => lumped711::DEFAULT.splat::<R>().load(w),
            Self::Iec711Distributed => distributed711::load(w, air),
            Self::Type33 => type33::load(w, air),
            Self::Type43 => type43::load(w, air),
            Self::HuddeEngel {
                canal_length,
                canal_diameter,
            } => hudde_engel::load(w, canal_length, canal_diameter * half, air),
            Self::RealCanal => hudde_engel::in_true_canal(w, air),
            Self::OuterEar {
                concha_depth,
                concha_diameter,
            } => concha::on_type33(w, concha_depth, concha_diameter * half, air),
            Self::TwoCc => couplers::two_cc(w, air),
            Self::PointFourCc => couplers::point_four_cc(w, air),
            Self::Anechoic { bore } => couplers::anechoic(w, bore * half, air),
            Self::FlatPlate { bore } => couplers::flat_plate(w, bore * half, air),
        }
    }
}

impl Formula for Ear {
    const FORM: Form = Form::Ear;
    type Pace = Rare;
    type With<T> = Ear<T>;

    fn map<A: Copy, B>(of: &Ear<A>, to: &mut impl Map<A, B>) -> Ear<B> {
        match *of {
            Ear::Iec711Lumped => Ear::Iec711Lumped,
            Ear::Iec711Distributed => Ear::Iec711Distributed,
            Ear::Type33 => Ear::Type33,
            Ear::Type43 => Ear::Type43,
            Ear::HuddeEngel {
                canal_length,
                canal_diameter,
            } => Ear::HuddeEngel {
                canal_length: to.next(canal_length),
                canal_diameter: to.next(canal_diameter),
            },
            Ear::RealCanal => Ear::RealCanal,
            Ear::OuterEar {
                concha_depth,
                concha_diameter,
            } => Ear::OuterEar {
                concha_depth: to.next(concha_depth),
                concha_diameter: to.next(concha_diameter),
            },
            Ear::TwoCc => Ear::TwoCc,
            Ear::PointFourCc => Ear::PointFourCc,
            Ear::Anechoic { bore } => Ear::Anechoic {
                bore: to.next(bore),
            },
            Ear::FlatPlate { bore } => Ear::FlatPlate {
                bore: to.next(bore),
            },
        }
    }

    fn values<R: DuctLoss>(of: &Ear<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        load_values(&of.load(air, w))
    }
}

/// An ear's values: its admittance, and its drum ratio.
#[inline(always)]
pub(super) fn load_values<R: DuctLoss>(load: &EarLoad<R>) -> Values<R> {
    let [admittance, zero, ..] = acoustic(load.admittance);
    [admittance, load.drum_ratio, zero, zero]
}

/// An ear of the document as a load at the angular frequency `w`, rad/s, outside a network.
pub fn ear_at(model: EarModel, w: f64, air: &AirConstants<f64>) -> EarLoad<f64> {
    Ear::from(model).load(air, w)
}
