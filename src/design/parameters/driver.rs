//! Numbers of the drivers.

use super::{
    Visit, acoustic_resistance, amount, bore, farad, henry, length, link::visit_inserts, ohm,
    volume,
};
use crate::{
    design::{
        driver::{
            Armature, Case, CaseVent, Coil, Electrostatic, Measured, MovingCoil, Piezo, Planar,
        },
        parameter::{ParameterInfo, Parameters, Step},
    },
    quantity::Unit,
};

const RE: ParameterInfo = ohm("re", "Re", "Voice-coil resistance").at_least(1e-3);
const BL: ParameterInfo =
    amount("bl", "Bl", "Force factor", &Unit::FORCE_FACTOR, 1e3).at_least(1e-6);
const MMS: ParameterInfo = amount("mms", "Mms", "Moving mass", &Unit::MASS, 1.0).at_least(1e-12);
const CMS: ParameterInfo = amount(
    "cms",
    "Cms",
    "Suspension compliance",
    &Unit::COMPLIANCE,
    1e3,
)
.at_least(1e-12);
const RMS: ParameterInfo = amount(
    "rms",
    "Rms",
    "Mechanical resistance",
    &Unit::MECHANICAL_RESISTANCE,
    1e3,
);
const SD: ParameterInfo = amount("sd", "Sd", "Effective area", &Unit::AREA, 1.0).at_least(1e-10);
const XMAX: ParameterInfo = length("xmax", "Xmax", "Greatest linear excursion, peak");
const FRONT_VOLUME: ParameterInfo = volume("front_volume", "Vf", "Front volume");
const BACK_VOLUME: ParameterInfo = volume("back_volume", "Vb", "Back volume");
const SPOUT_LENGTH: ParameterInfo = length("spout_length", "ls", "Spout length");
const SPOUT_BORE: ParameterInfo = bore("spout_bore", "ds", "Spout bore");
const ACOUSTIC_MASS: ParameterInfo =
    amount("mass", "Ma", "Acoustic mass", &Unit::ACOUSTIC_MASS, 1e9).at_least(1e-6);
const ACOUSTIC_COMPLIANCE: ParameterInfo = amount(
    "compliance",
    "Ca",
    "Acoustic compliance",
    &Unit::ACOUSTIC_COMPLIANCE,
    1e-3,
)
.at_least(1e-21);
const DIAPHRAGM_RESISTANCE: ParameterInfo =
    acoustic_resistance("resistance", "Ra", "Acoustic resistance");
const COUPLING: ParameterInfo = amount(
    "coupling",
    "φ",
    "Pressure per volt, blocked",
    &Unit::PRESSURE_PER_VOLT,
    1e9,
);

impl Parameters for MovingCoil {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&RE, &mut self.re);
        self.coil.visit(visit);
        visit(&BL, &mut self.bl);
        visit(&MMS, &mut self.mms);
        visit(&CMS, &mut self.cms);
        visit(&RMS, &mut self.rms);
        visit(&SD, &mut self.sd);
        visit(&XMAX, &mut self.xmax);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        if let Some(vent) = &mut self.front_vent {
            vent_numbers(&FRONT_VENT, vent, visit);
        }
        if let Some(vent) = &mut self.rear_vent {
            vent_numbers(&REAR_VENT, vent, visit);
        }
        self.case.visit(visit);
    }
}

/// Length, bore and resistance of a driver's vent.
const FRONT_VENT: [ParameterInfo; 3] = [
    length("front_vent.length", "lf", "Front vent length"),
    bore("front_vent.bore", "df", "Front vent bore"),
    acoustic_resistance("front_vent.resistance", "Rf", "Front vent cloth"),
];
const REAR_VENT: [ParameterInfo; 3] = [
    length("rear_vent.length", "lr", "Rear vent length"),
    bore("rear_vent.bore", "dr", "Rear vent bore"),
    acoustic_resistance("rear_vent.resistance", "Rr", "Rear vent cloth"),
];
const CASE_VENT: [ParameterInfo; 3] = [
    length("vent.length", "lv", "Case vent length"),
    bore("vent.bore", "dv", "Case vent bore"),
    acoustic_resistance("vent.resistance", "Rc", "Case vent cloth"),
];

fn vent_numbers(infos: &[ParameterInfo; 3], vent: &mut CaseVent, visit: Visit<'_>) {
    let [length, bore, resistance] = infos;
    visit(length, &mut vent.length);
    visit(bore, &mut vent.bore);
    visit(resistance, &mut vent.resistance);
}

impl Parameters for Coil {
    fn visit(&mut self, visit: Visit<'_>) {
        const LE: ParameterInfo = henry("coil.inductance", "Le", "Coil inductance");
        match self {
            Self::Plain { inductance } => visit(&LE, inductance),
            Self::SemiInductance {
                inductance,
                semi_inductance,
            } => {
                visit(&LE, inductance);
                visit(
                    &amount(
                        "coil.semi_inductance",
                        "Ks",
                        "Semi-inductance",
                        &Unit::SEMI_HENRY,
                        1e3,
                    ),
                    semi_inductance,
                );
            }
            Self::Lr2 {
                inductance,
                second_inductance,
                second_resistance,
            } => {
                visit(&LE, inductance);
                visit(
                    &henry("coil.second_inductance", "L2", "Second inductance"),
                    second_inductance,
                );
                visit(
                    &ohm(
                        "coil.second_resistance",
                        "R2",
                        "Resistance across the second inductance",
                    ),
                    second_resistance,
                );
            }
            Self::Leach { factor, exponent } => {
                visit(
                    &amount("coil.factor", "K", "Leach factor", &Unit::NUMBER, 1e6),
                    factor,
                );
                visit(
                    &amount("coil.exponent", "n", "Leach exponent", &Unit::NUMBER, 1.0),
                    exponent,
                );
            }
        }
    }
}

impl Parameters for Armature {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &ohm("re", "Re", "Coil resistance").at_least(1e-3),
            &mut self.re,
        );
        visit(
            &henry("inductance", "L", "Coil inductance").at_least(1e-9),
            &mut self.inductance,
        );
        if let Some(semi_inductance) = &mut self.semi_inductance {
            visit(
                &amount(
                    "semi_inductance",
                    "Ks",
                    "Semi-inductance of the eddy branch",
                    &Unit::SEMI_HENRY,
                    1e3,
                )
                .at_least(1e-6),
                semi_inductance,
            );
        }
        visit(
            &amount(
                "tau",
                "τ",
                "Acoustic force factor",
                &Unit::PRESSURE_PER_AMPERE,
                1e9,
            )
            .at_least(1e-3),
            &mut self.tau,
        );
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        if let Some(mode) = &mut self.second_mode {
            visit(
                &amount(
                    "second_mode.pin_compliance",
                    "Cp",
                    "Pin compliance",
                    &Unit::ACOUSTIC_COMPLIANCE,
                    1e-3,
                )
                .at_least(1e-21),
                &mut mode.pin_compliance,
            );
            visit(
                &amount(
                    "second_mode.mass",
                    "Md",
                    "Acoustic mass beyond the pin",
                    &Unit::ACOUSTIC_MASS,
                    1e9,
                )
                .at_least(1e-6),
                &mut mode.mass,
            );
            visit(
                &acoustic_resistance(
                    "second_mode.resistance",
                    "Rd",
                    "Acoustic resistance beyond the pin",
                ),
                &mut mode.resistance,
            );
        }
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        if let Some(relief) = &mut self.relief {
            visit(
                &acoustic_resistance("relief", "Rv", "Relief vent").at_least(1.0),
                relief,
            );
        }
        if let Some(vent) = &mut self.vent {
            vent_numbers(&CASE_VENT, vent, visit);
        }
        if let Some(damper) = &mut self.internal_damper {
            visit(
                &amount(
                    "internal_damper",
                    "Ri",
                    "Internal damper",
                    &Unit::DAMPER,
                    1e15,
                )
                .stepped(Step::Damper),
                damper,
            );
        }
        visit(&SPOUT_LENGTH, &mut self.spout_length);
        visit(&SPOUT_BORE, &mut self.spout_bore);
        self.case.visit(visit);
    }
}

impl Parameters for Planar {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &ohm("re", "Re", "Trace resistance").at_least(1e-3),
            &mut self.re,
        );
        visit(&BL, &mut self.bl);
        visit(&MMS, &mut self.mms);
        visit(&CMS, &mut self.cms);
        visit(&RMS, &mut self.rms);
        visit(&SD, &mut self.sd);
        visit(&XMAX, &mut self.xmax);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        self.case.visit(visit);
    }
}

impl Parameters for Electrostatic {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount("ratio", "n", "Transformer ratio", &Unit::NUMBER, 1e4).at_least(1e-4),
            &mut self.ratio,
        );
        visit(
            &ohm("primary_resistance", "Rp", "Primary resistance"),
            &mut self.primary_resistance,
        );
        visit(
            &henry("leakage_inductance", "Ll", "Leakage inductance"),
            &mut self.leakage_inductance,
        );
        visit(
            &henry("magnetising_inductance", "Lm", "Magnetising inductance").at_least(1e-9),
            &mut self.magnetising_inductance,
        );
        visit(
            &farad("capacitance", "C", "Blocked capacitance").at_least(1e-18),
            &mut self.capacitance,
        );
        visit(&COUPLING, &mut self.coupling);
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        visit(&SPOUT_LENGTH, &mut self.spout_length);
        visit(&SPOUT_BORE, &mut self.spout_bore);
        self.case.visit(visit);
    }
}

impl Parameters for Piezo {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &farad("capacitance", "C", "Blocked capacitance").at_least(1e-18),
            &mut self.capacitance,
        );
        visit(
            &amount("loss_factor", "tan δ", "Loss factor", &Unit::NUMBER, 10.0),
            &mut self.loss_factor,
        );
        visit(
            &ohm("series_resistance", "Rs", "Series resistance"),
            &mut self.series_resistance,
        );
        visit(&COUPLING, &mut self.coupling);
        visit(&ACOUSTIC_MASS, &mut self.mass);
        visit(&DIAPHRAGM_RESISTANCE, &mut self.resistance);
        visit(&ACOUSTIC_COMPLIANCE, &mut self.compliance);
        visit(&FRONT_VOLUME, &mut self.front_volume);
        visit(&BACK_VOLUME, &mut self.back_volume);
        self.case.visit(visit);
    }
}

impl Parameters for Measured {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount("voltage", "U", "Measuring voltage", &Unit::VOLT, 1e3).at_least(1e-6),
            &mut self.voltage,
        );
        visit(
            &ohm(
                "source_resistance",
                "Rs",
                "Source resistance of the measurement",
            ),
            &mut self.source_resistance,
        );
        for (index, section) in self.fixture.iter_mut().enumerate() {
            section.visit_at(index, visit);
        }
        visit_inserts(&mut self.fixture_inserts, visit);
        self.coupler.visit(visit);
        visit(
            &volume("source_volume", "Vs", "Volume of the driver's compliance"),
            &mut self.source_volume,
        );
        self.case.visit(visit);
    }
}

impl Parameters for Case {
    fn visit(&mut self, visit: Visit<'_>) {
        const HEIGHT: ParameterInfo = bore("case.height", "H", "Case height");
        match self {
            Self::Box {
                length,
                width,
                height,
            } => {
                visit(&bore("case.length", "Lc", "Case length"), length);
                visit(&bore("case.width", "W", "Case width"), width);
                visit(&HEIGHT, height);
            }
            Self::Round { diameter, height } => {
                visit(&bore("case.diameter", "D", "Case diameter"), diameter);
                visit(&HEIGHT, height);
            }
        }
    }
}
