//! An ear or coupler at its reference plane.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::ear::{self as design, EarModel};
use crate::physics::air::AirConstants;
use crate::physics::duct::Duct;
use crate::physics::ear::{
    EarLoad, concha, couplers, distributed711, hudde_engel, lumped711, type33,
    type43::{self, Size},
};
use crate::physics::loss::DuctLoss;

/// An ear of the document, with any kind of number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ear<R = f64> {
    /// Which ear.
    pub model: Model<R>,
    /// Length of its canal ahead of its reference plane, m; absent where there is no such canal.
    pub insertion: Option<R>,
}

/// The ears there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model<R = f64> {
    /// IEC 60318-4, lumped. In a network, at its reference plane, it is a [`super::Lumped711`].
    Iec711Lumped,
    /// IEC 60318-4, distributed.
    Iec711Distributed,
    /// IEC 60318-4, lumped and damped.
    Iec711Damped,
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
    /// The same canal of another size.
    CanalOfSize {
        /// Length of the whole canal, m.
        canal_length: R,
        /// Volume of the whole canal, m³.
        canal_volume: R,
    },
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

impl From<&design::Ear> for Ear {
    fn from(ear: &design::Ear) -> Self {
        Self {
            model: ear.model.into(),
            insertion: (ear.model.has_depth()).then_some(ear.insertion),
        }
    }
}

impl From<EarModel> for Model {
    fn from(model: EarModel) -> Self {
        match model {
            EarModel::Iec711Lumped => Self::Iec711Lumped,
            EarModel::Iec711Distributed => Self::Iec711Distributed,
            EarModel::Iec711Damped => Self::Iec711Damped,
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
            EarModel::CanalOfSize {
                canal_length,
                canal_volume,
            } => Self::CanalOfSize {
                canal_length,
                canal_volume,
            },
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

impl Ear {
    /// Whether a 711 is what it ends in.
    pub(in crate::network) fn is_711(&self) -> bool {
        match self.model {
            Model::Iec711Lumped
            | Model::Iec711Distributed
            | Model::Iec711Damped
            | Model::Type33 => true,
            Model::Type43
            | Model::HuddeEngel { .. }
            | Model::RealCanal
            | Model::CanalOfSize { .. }
            | Model::OuterEar { .. }
            | Model::TwoCc
            | Model::PointFourCc
            | Model::Anechoic { .. }
            | Model::FlatPlate { .. } => false,
        }
    }
}

impl<R: DuctLoss> Ear<R> {
    /// The ear as a load at the angular frequency `w`, rad/s.
    pub(super) fn load(&self, air: &AirConstants<R>, w: R) -> EarLoad<R> {
        let half = R::splat(0.5);
        let ahead = self.insertion.unwrap_or(R::splat(0.0));
        // The bore of the coupler goes on ahead of it.
        let in_bore = |ear: EarLoad<R>| {
            let canal = Duct::round(w, ahead, R::splat(type33::CANAL_RADIUS), air);
            ear.behind(&canal.chain())
        };
        match self.model {
            Model::Iec711Lumped => in_bore(lumped711::DEFAULT.splat::<R>().load(w)),
            Model::Iec711Distributed => in_bore(distributed711::load(w, air)),
            Model::Iec711Damped => in_bore(lumped711::DAMPED.splat::<R>().load(w)),
            Model::Type33 => type33::ahead(w, ahead, air),
            Model::Type43 => type43::ahead(w, ahead, air),
            Model::HuddeEngel {
                canal_length,
                canal_diameter,
            } => hudde_engel::load(w, canal_length + ahead, canal_diameter * half, air),
            Model::RealCanal => hudde_engel::in_true_canal(w, Size::published(), ahead, air),
            Model::CanalOfSize {
                canal_length,
                canal_volume,
            } => {
                let size = Size::of(canal_length, canal_volume);
                hudde_engel::in_true_canal(w, size, ahead, air)
            }
            Model::OuterEar {
                concha_depth,
                concha_diameter,
            } => concha::on_type33(w, concha_depth, concha_diameter * half, air),
            Model::TwoCc => couplers::two_cc(w, air),
            Model::PointFourCc => couplers::point_four_cc(w, air),
            Model::Anechoic { bore } => couplers::anechoic(w, bore * half, air),
            Model::FlatPlate { bore } => couplers::flat_plate(w, bore * half, air),
        }
    }
}

impl Formula for Ear {
    const FORM: Form = Form::Ear;
    type Pace = Rare;
    type With<T> = Ear<T>;

    fn map<A: Copy, B>(of: &Ear<A>, to: &mut impl Map<A, B>) -> Ear<B> {
        let model = match of.model {
            Model::Iec711Lumped => Model::Iec711Lumped,
            Model::Iec711Distributed => Model::Iec711Distributed,
            Model::Iec711Damped => Model::Iec711Damped,
            Model::Type33 => Model::Type33,
            Model::Type43 => Model::Type43,
            Model::HuddeEngel {
                canal_length,
                canal_diameter,
            } => Model::HuddeEngel {
                canal_length: to.next(canal_length),
                canal_diameter: to.next(canal_diameter),
            },
            Model::RealCanal => Model::RealCanal,
            Model::CanalOfSize {
                canal_length,
                canal_volume,
            } => Model::CanalOfSize {
                canal_length: to.next(canal_length),
                canal_volume: to.next(canal_volume),
            },
            Model::OuterEar {
                concha_depth,
                concha_diameter,
            } => Model::OuterEar {
                concha_depth: to.next(concha_depth),
                concha_diameter: to.next(concha_diameter),
            },
            Model::TwoCc => Model::TwoCc,
            Model::PointFourCc => Model::PointFourCc,
            Model::Anechoic { bore } => Model::Anechoic {
                bore: to.next(bore),
            },
            Model::FlatPlate { bore } => Model::FlatPlate {
                bore: to.next(bore),
            },
        };
        Ear {
            model,
            insertion: of.insertion.map(|ahead| to.next(ahead)),
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

/// An ear of the document as a load at the angular frequency `w`, rad/s, outside a network, from its
/// reference plane.
pub fn ear_at(model: EarModel, w: f64, air: &AirConstants<f64>) -> EarLoad<f64> {
    Ear::from(&design::Ear::from(model)).load(air, w)
}
