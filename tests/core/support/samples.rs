//! Parts and designs the document's tests are made with.

use earwright::design::{
    Design, Edit, Part, PartId, PartKind,
    acoustic::{Chamber, Eartip, Horn, Junction, Leak, LeakShape, Mesh, TipWall, Vent},
    can::{Coils, Units},
    driver::{
        Armature, Case, CaseVent, Coil, Electrostatic, Measured, MovingCoil, Multiport, Origin,
        Piezo, Planar, Trust,
    },
    ear::EarModel,
    electrical::{Capacitor, Dielectric, Inductor, Resistor, Transformer},
    kinds::multiport::Admittances,
    link::{Insert, InsertKind, Section},
    port::Domain,
};

pub(crate) fn origin() -> Origin {
    Origin {
        preset: "Sample".to_owned(),
        provenance: "made up".to_owned(),
        trust: Trust::B,
        modified: Vec::new(),
    }
}

/// Those of a passive driver with a rear: 200 Ω, a stiff diaphragm between two small volumes.
fn admittances(f: f64) -> Admittances {
    let stiff = std::f64::consts::TAU * f * 4e-13;
    let (drive, volume) = (1e-7, [0.0, 1.1 * stiff]);
    Admittances {
        f,
        y: vec![
            [5e-3, 0.0],
            [drive, 0.0],
            [-drive, 0.0],
            [-drive, 0.0],
            volume,
            [0.0, -stiff],
            [drive, 0.0],
            [0.0, -stiff],
            volume,
        ],
    }
}

fn box_case(length: f64, width: f64, height: f64) -> Case {
    Case::Box {
        length,
        width,
        height,
    }
}

/// A 2356-like armature: case 6.3 × 4.29 × 2.96 mm, spout 1.6 × Ø1.4 mm.
pub(crate) fn armature() -> PartKind {
    PartKind::Armature(Armature {
        origin: origin(),
        re: 20.0,
        inductance: 4.7e-3,
        semi_inductance: Some(0.9),
        tau: 1.7e5,
        mass: 12_000.0,
        resistance: 3.3e7,
        compliance: 1.4e-12,
        front_volume: 4e-9,
        back_volume: 30e-9,
        relief: Some(3.6e10),
        vent: Some(CaseVent {
            length: 0.5e-3,
            bore: 0.2e-3,
            resistance: 0.0,
        }),
        spout_length: 1.6e-3,
        spout_bore: 1.4e-3,
        case: box_case(6.3e-3, 4.29e-3, 2.96e-3),
        ..Armature::blank()
    })
}

/// A 10 mm capsule, 4 mm high, open at the rear.
pub(crate) fn moving_coil() -> PartKind {
    PartKind::MovingCoil(MovingCoil {
        origin: origin(),
        re: 16.0,
        coil: Coil::SemiInductance {
            inductance: 4.7e-5,
            semi_inductance: 0.01,
        },
        bl: 0.6,
        mms: 3.1e-5,
        cms: 8.2e-3,
        rms: 0.01,
        sd: 5e-5,
        xmax: 2e-4,
        front_volume: 60e-9,
        case: Case::Round {
            diameter: 10e-3,
            height: 4e-3,
        },
        ..MovingCoil::blank()
    })
}

/// The armature twice in one can, in series, behind a damper.
pub(crate) fn dual() -> PartKind {
    let PartKind::Armature(mut driver) = armature() else {
        unreachable!("an armature");
    };
    driver.internal_damper = Some(680e5);
    driver.units = Some(Units {
        coils: Coils::Series,
        ..Units::DUAL
    });
    PartKind::Armature(driver)
}

/// The capsule with a vent at either side, the front one under cloth.
pub(crate) fn vented_coil() -> PartKind {
    let PartKind::MovingCoil(mut driver) = moving_coil() else {
        unreachable!("a moving coil");
    };
    driver.back_volume = 150e-9;
    driver.rear_vent = Some(CaseVent {
        length: 0.5e-3,
        bore: 0.4e-3,
        resistance: 0.0,
    });
    driver.front_vent = Some(CaseVent {
        length: 0.3e-3,
        bore: 0.2e-3,
        resistance: 5e9,
    });
    PartKind::MovingCoil(driver)
}

pub(crate) fn resistor(resistance: f64) -> PartKind {
    PartKind::Resistor(Resistor::of(resistance))
}

pub(crate) fn capacitor(capacitance: f64) -> PartKind {
    PartKind::Capacitor(Capacitor {
        capacitance,
        series_resistance: 0.2,
        dielectric: Dielectric::X7r,
        rated_voltage: 0.0,
    })
}

pub(crate) fn chamber(volume: f64) -> PartKind {
    PartKind::Chamber(Chamber {
        volume,
        wall_area: 0.0,
        sides_mm: None,
    })
}

/// One of every kind of part, the source and the ear apart.
pub(crate) fn every_kind() -> Vec<PartKind> {
    let mesh = Mesh {
        specific_resistance: 65.0,
        specific_mass: 0.02,
    };
    vec![
        dual(),
        vented_coil(),
        resistor(47.0),
        capacitor(4.7e-6),
        PartKind::Inductor(Inductor {
            inductance: 2e-3,
            dc_resistance: 8.0,
            saturation_current: 0.0,
        }),
        PartKind::Transformer(Transformer {
            ratio: 12.0,
            primary_resistance: 3.0,
            secondary_resistance: 400.0,
            leakage_inductance: 5e-5,
            magnetising_inductance: Some(0.02),
        }),
        moving_coil(),
        armature(),
        PartKind::Planar(Planar {
            origin: origin(),
            re: 18.0,
            bl: 0.4,
            mms: 2e-5,
            cms: 5e-3,
            rms: 0.02,
            sd: 8e-5,
            front_volume: 30e-9,
            back_volume: 100e-9,
            case: box_case(3e-3, 12e-3, 12e-3),
            ..Planar::blank()
        }),
        PartKind::Electrostatic(Electrostatic {
            origin: origin(),
            ratio: 20.0,
            primary_resistance: 6.0,
            leakage_inductance: 1e-5,
            magnetising_inductance: 0.01,
            capacitance: 1e-11,
            coupling: 0.03,
            mass: 3000.0,
            resistance: 1e7,
            compliance: 1e-13,
            front_volume: 2e-9,
            back_volume: 10e-9,
            spout_length: 1e-3,
            spout_bore: 1.2e-3,
            case: box_case(6e-3, 4e-3, 2e-3),
            ..Electrostatic::blank()
        }),
        PartKind::Piezo(Piezo {
            origin: origin(),
            capacitance: 1.2e-7,
            loss_factor: 0.02,
            series_resistance: 10.0,
            coupling: 2.0,
            mass: 5000.0,
            resistance: 1e8,
            compliance: 1e-13,
            back_volume: 5e-9,
            case: Case::Round {
                diameter: 9e-3,
                height: 1e-3,
            },
            ..Piezo::blank()
        }),
        PartKind::Measured(Measured {
            origin: origin(),
            response: vec![point(20.0, 100.0), point(1000.0, 104.5)],
            impedance: vec![point(20.0, 31.0), point(20_000.0, 120.0)],
            voltage: 0.1,
            source_resistance: 5.0,
            fixture: vec![section(10e-3, 1.5e-3)],
            fixture_inserts: vec![Insert {
                position: 3e-3,
                kind: InsertKind::Damper {
                    name: String::new(),
                    resistance: 1.5e8,
                    mass: 0.0,
                },
                bypassed: false,
            }],
            coupler: EarModel::TwoCc.into(),
            source_volume: 20e-9,
            case: box_case(5e-3, 2.7e-3, 2e-3),
            rated_voltage: 0.0,
        }),
        PartKind::Multiport(Multiport {
            origin: origin(),
            table: [20.0, 2e3, 20e3].map(admittances).to_vec(),
            case: box_case(5e-3, 2.7e-3, 2e-3),
        }),
        PartKind::Chamber(Chamber {
            volume: 60e-9,
            wall_area: 9e-5,
            sides_mm: Some([6.0, 5.0]),
        }),
        PartKind::Vent(Vent {
            length: 1e-3,
            bore: 0.4e-3,
            count: 3,
            inner: earwright::design::Termination::Flanged,
            outer: earwright::design::Termination::Unflanged,
            mesh: Some(mesh),
            resistance: 1.5e6,
        }),
        PartKind::Leak(Leak {
            shape: LeakShape::Slit {
                width: 30e-3,
                length: 10e-3,
                gap: 0.2e-3,
            },
            mesh: None,
        }),
        PartKind::Leak(Leak {
            shape: LeakShape::Hole {
                diameter: 2e-3,
                thickness: 1.5e-3,
            },
            mesh: Some(mesh),
        }),
        PartKind::Horn(Horn {
            length: 6e-3,
            throat: 1.5e-3,
            mouth: 4e-3,
        }),
        PartKind::Junction(Junction {
            domain: Domain::Acoustic,
            volume: 5e-9,
        }),
        PartKind::Junction(Junction {
            domain: Domain::Electrical,
            volume: 0.0,
        }),
        PartKind::Eartip(Eartip {
            length: 4e-3,
            bore: 3.5e-3,
            canal_length: 3e-3,
            canal_diameter: 7.5e-3,
            leak: Some(LeakShape::Hole {
                diameter: 0.3e-3,
                thickness: 1e-3,
            }),
            wall: Some(TipWall::FOAM),
        }),
    ]
}

pub(crate) fn section(length: f64, bore: f64) -> Section {
    Section {
        length,
        bore_in: bore,
        bore_out: bore,
    }
}

fn point(f: f64, value: f64) -> earwright::design::CurvePoint {
    earwright::design::CurvePoint {
        f,
        value,
        phase_deg: None,
    }
}

/// Adds a part and returns its identity.
pub(crate) fn add(design: &mut Design, kind: PartKind, at_mm: [f64; 2]) -> PartId {
    let id = PartId(design.next_id);
    *design = design
        .apply(&Edit::AddPart(Box::new(Part::new(id, kind, at_mm))))
        .expect("the part is sound");
    id
}

pub(crate) fn end(part: PartId, port: &str) -> earwright::design::LinkEnd {
    earwright::design::LinkEnd {
        part,
        port: port.to_owned(),
    }
}

/// Joins two ports and returns the link's identity.
pub(crate) fn join(
    design: &mut Design,
    from: (PartId, &str),
    to: (PartId, &str),
) -> earwright::design::LinkId {
    let id = earwright::design::LinkId(design.next_id);
    let edit = earwright::design::operations::join(design, &end(from.0, from.1), &end(to.0, to.1))
        .unwrap();
    *design = design.apply(&edit).expect("the ports go together");
    id
}

/// The design with every tube as long as it is drawn.
pub(crate) fn as_drawn(design: &Design) -> Design {
    let tubes = design.links.iter().filter_map(|link| {
        let mut copy = link.clone();
        if let earwright::design::LinkKind::Tube(tube) = &mut copy.kind {
            tube.length = earwright::design::Length::Drawn;
            return Some(Edit::SetLink(Box::new(copy)));
        }
        None
    });
    design.apply(&Edit::Batch(tubes.collect())).unwrap()
}

/// A connected hybrid: a dynamic and an armature, a crossover, a junction, dampers.
pub(crate) fn hybrid() -> Design {
    let mut design = Design::new();
    let woofer = add(&mut design, moving_coil(), [-10.0, 6.0]);
    let tweeter = add(&mut design, armature(), [-8.0, -8.0]);
    let series = add(&mut design, capacitor(2.2e-6), [-24.0, -9.0]);
    let back = add(&mut design, chamber(200e-9), [-20.0, 9.0]);
    for driver in [woofer, tweeter] {
        let edit = earwright::design::operations::connect_driver(&design, driver).unwrap();
        design = design.apply(&edit).unwrap();
    }
    join(&mut design, (woofer, "rear"), (back, "east"));
    let design = as_drawn(&design);
    let plus = design.links_at(tweeter, "+").next().unwrap().id;
    design
        .apply(&Edit::InsertOnLink {
            part: series,
            link: plus,
        })
        .unwrap()
}
