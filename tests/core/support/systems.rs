//! Builds designs in code, a part and a link at a time, with values in the units of data sheets.

use earwright::design::{
    Design, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind,
    Section, Termination, Tube,
    acoustic::{Chamber, Junction, Leak, LeakShape, Vent},
    drive::Drive,
    driver::{Armature, Case, Coil, Electrostatic, MovingCoil, Origin, Trust},
    electrical::{Capacitor, Dielectric, Inductor, Resistor},
    port::Domain,
};

/// The source and ear of a new design.
pub const SOURCE: PartId = PartId(1);
/// The ear.
pub const EAR: PartId = PartId(2);

/// A design under construction.
pub struct Bench {
    /// The design so far.
    pub design: Design,
}

/// Where a number comes from: nowhere in particular.
pub fn origin() -> Origin {
    Origin {
        preset: "test".to_owned(),
        provenance: "reference system".to_owned(),
        trust: Trust::C,
        modified: Vec::new(),
    }
}

/// A case of no importance.
pub fn case() -> Case {
    Case::Round {
        diameter: 10e-3,
        height: 5e-3,
    }
}

/// A tube of one straight section; length and bore in mm.
pub fn tube_mm(length: f64, bore: f64) -> Tube {
    Tube {
        sections: vec![Section {
            length: length * 1e-3,
            bore_in: bore * 1e-3,
            bore_out: bore * 1e-3,
        }],
        length: Length::Set,
        start: Termination::None,
        end: Termination::None,
        inserts: Vec::new(),
    }
}

/// A damper; position in mm, resistance in cgs acoustic ohms.
pub fn damper(position: f64, ohms: f64) -> Insert {
    Insert {
        position: position * 1e-3,
        kind: InsertKind::Damper {
            name: String::new(),
            resistance: ohms * 1e5,
            mass: 0.0,
        },
        bypassed: false,
    }
}

impl Bench {
    /// Source (ideal) and ear, 0.1 V, no masses at junctions.
    pub fn new() -> Self {
        let mut design = Design::new();
        design.drive = Drive::Voltage { emf: 0.1 };
        design.junction_masses = false;
        design.links.clear();
        let source = design.parts.iter_mut().find(|part| part.id == SOURCE);
        let Some(PartKind::Source(source)) = source.map(|part| &mut part.kind) else {
            panic!("part 1 is the source");
        };
        source.output_resistance = 0.0;
        source.cable_resistance = 0.0;
        source.cable_inductance = 0.0;
        source.cable_capacitance = 0.0;
        Self { design }
    }

    fn id(&mut self) -> u32 {
        let id = self.design.next_id.max(1000);
        self.design.next_id = id + 1;
        id
    }

    /// Adds a part.
    pub fn part(&mut self, name: &str, kind: PartKind) -> PartId {
        let id = PartId(self.id());
        let mut part = Part::new(id, kind, [0.0, 0.0]);
        part.name = name.to_owned();
        self.design.parts.push(part);
        id
    }

    /// Adds a link.
    pub fn link(&mut self, kind: LinkKind, from: (PartId, &str), to: (PartId, &str)) -> LinkId {
        let id = LinkId(self.id());
        let end = |(part, port): (PartId, &str)| LinkEnd {
            part,
            port: port.to_owned(),
        };
        self.design.links.push(Link {
            id,
            name: format!("K{}", id.0),
            from: end(from),
            to: end(to),
            way_points_mm: Vec::new(),
            kind,
        });
        id
    }

    /// Adds a wire.
    pub fn wire(&mut self, from: (PartId, &str), to: (PartId, &str)) -> LinkId {
        self.link(LinkKind::Wire, from, to)
    }

    /// Adds a joint.
    pub fn joint(&mut self, from: (PartId, &str), to: (PartId, &str)) -> LinkId {
        self.link(LinkKind::Joint, from, to)
    }

    /// Adds a tube.
    pub fn tube(&mut self, tube: Tube, from: (PartId, &str), to: (PartId, &str)) -> LinkId {
        self.link(LinkKind::Tube(tube), from, to)
    }

    /// Adds a resistor, Ω.
    pub fn resistor(&mut self, name: &str, resistance: f64) -> PartId {
        self.part(name, PartKind::Resistor(Resistor::of(resistance)))
    }

    /// Adds a capacitor, F and Ω.
    pub fn capacitor(&mut self, name: &str, capacitance: f64, series_resistance: f64) -> PartId {
        self.part(
            name,
            PartKind::Capacitor(Capacitor {
                capacitance,
                series_resistance,
                dielectric: Dielectric::Film,
                rated_voltage: 0.0,
            }),
        )
    }

    /// Adds an inductor, H and Ω.
    pub fn inductor(&mut self, name: &str, inductance: f64, dc_resistance: f64) -> PartId {
        self.part(
            name,
            PartKind::Inductor(Inductor {
                inductance,
                dc_resistance,
                saturation_current: 0.0,
            }),
        )
    }

    /// Adds a lossless chamber, mm³.
    pub fn chamber_mm3(&mut self, name: &str, volume: f64) -> PartId {
        self.part(
            name,
            PartKind::Chamber(Chamber {
                volume: volume * 1e-9,
                wall_area: 0.0,
                sides_mm: None,
            }),
        )
    }

    /// Adds an acoustic junction, mm³.
    pub fn junction_mm3(&mut self, name: &str, volume: f64) -> PartId {
        self.part(
            name,
            PartKind::Junction(Junction {
                domain: Domain::Acoustic,
                volume: volume * 1e-9,
            }),
        )
    }

    /// Adds a vent without end corrections; mm, mm, Pa·s/m³.
    pub fn vent_mm(&mut self, name: &str, length: f64, bore: f64, resistance: f64) -> PartId {
        self.part(
            name,
            PartKind::Vent(Vent {
                length: length * 1e-3,
                bore: bore * 1e-3,
                count: 1,
                inner: Termination::None,
                outer: Termination::None,
                mesh: None,
                resistance,
            }),
        )
    }

    /// Adds the 10 mm driver of the reference systems; volumes in mm³.
    pub fn dd10(&mut self, name: &str, front: f64, back: f64) -> PartId {
        self.part(name, PartKind::MovingCoil(dd10(front, back)))
    }

    /// Adds an armature of the reference systems.
    pub fn armature(&mut self, name: &str, armature: Armature) -> PartId {
        self.part(name, PartKind::Armature(armature))
    }

    /// Wires a two-terminal part's `-` to the source's, its `+` to somewhere.
    pub fn terminals(&mut self, driver: PartId, from: (PartId, &str), reversed: bool) {
        let (plus, minus) = if reversed { ("-", "+") } else { ("+", "-") };
        self.wire(from, (driver, plus));
        self.wire((driver, minus), (SOURCE, "-"));
    }
}

/// The 10 mm driver of the reference systems; volumes in mm³.
pub fn dd10(front: f64, back: f64) -> MovingCoil {
    MovingCoil {
        origin: origin(),
        re: 16.0,
        coil: Coil::Plain { inductance: 20e-6 },
        bl: 0.35,
        mms: 22e-6,
        cms: 0.8e-3,
        rms: 6e-3,
        sd: 0.5e-4,
        front_volume: front * 1e-9,
        back_volume: back * 1e-9,
        case: case(),
        ..MovingCoil::blank()
    }
}

/// An armature's motor: Re, L, Ks, τ, Ma, Ra, Ca.
pub struct Motor(pub [f64; 7]);

/// Knowles CI-22955.
pub const CI_22955: Motor = Motor([22.56, 0.004991, 1.949, 1.669e5, 3.019e4, 3.449e7, 5.017e-13]);
/// Sonion 2356.
pub const SONION_2356: Motor = Motor([26.4, 0.002004, 0.4224, 1.868e5, 5.733e4, 3e6, 2.174e-13]);
/// Knowles RAU-34832.
pub const RAU_34832: Motor = Motor([
    12.23, 0.000107, 0.07595, 2.983e4, 4.251e4, 3.523e8, 6.275e-15,
]);

/// An armature; volumes in mm³, relief in Pa·s/m³, spout in mm.
pub fn armature(motor: &Motor, volumes: [f64; 2], relief: f64, spout: [f64; 2]) -> Armature {
    let [re, inductance, ks, tau, mass, resistance, compliance] = motor.0;
    Armature {
        origin: origin(),
        re,
        inductance,
        semi_inductance: Some(ks),
        tau,
        mass,
        resistance,
        compliance,
        front_volume: volumes[0] * 1e-9,
        back_volume: volumes[1] * 1e-9,
        relief: Some(relief),
        spout_length: spout[0] * 1e-3,
        spout_bore: spout[1] * 1e-3,
        case: case(),
        ..Armature::blank()
    }
}

/// CI-22955 into two tubes with a damper between.
pub fn single_ba() -> Design {
    let mut b = Bench::new();
    let ba = b.armature(
        "CI",
        armature(&CI_22955, [5.492, 110.0], 7.425e9, [2.0, 1.6]),
    );
    b.terminals(ba, (SOURCE, "+"), false);
    let mut tube = tube_mm(10.0, 1.5);
    tube.sections.extend(tube_mm(6.0, 2.0).sections);
    tube.inserts.push(damper(10.0, 1500.0));
    b.tube(tube, (ba, "spout"), (EAR, "canal"));
    b.design
}

/// The dynamic driver with a vented back.
pub fn single_dd() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 1.0);
    b.wire((SOURCE, "+"), (r, "1"));
    let dd = b.dd10("DD", 60.0, 400.0);
    b.terminals(dd, (r, "2"), false);
    let mut tube = tube_mm(8.0, 2.8);
    tube.sections.extend(tube_mm(4.0, 3.6).sections);
    tube.inserts.push(damper(8.0, 40.0));
    b.tube(tube, (dd, "front"), (EAR, "canal"));
    let vent = b.vent_mm("Vent", 1.0, 0.3, 0.0);
    b.joint((dd, "rear"), (vent, "in"));
    b.design
}

/// One dynamic driver and two armatures, merged.
pub fn hybrid() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 0.5);
    b.wire((SOURCE, "+"), (r, "1"));
    let y = b.junction_mm3("Y", 5.0);

    let l = b.inductor("L1", 2e-3, 8.0);
    b.wire((r, "2"), (l, "1"));
    let woofer = b.dd10("Woofer", 60.0, 500.0);
    b.terminals(woofer, (l, "2"), false);
    let vent = b.vent_mm("Vent", 1.0, 0.4, 0.0);
    b.joint((woofer, "rear"), (vent, "in"));
    b.tube(tube_mm(12.0, 1.0), (woofer, "front"), (y, "node"));

    let c1 = b.capacitor("C1", 2.2e-6, 0.2);
    b.wire((r, "2"), (c1, "1"));
    let mid = b.armature(
        "Mid",
        armature(&SONION_2356, [3.762, 30.0], 3.622e10, [8.0, 1.006]),
    );
    b.terminals(mid, (c1, "2"), false);
    let mut tube = tube_mm(11.0, 1.5);
    tube.inserts.push(damper(5.0, 680.0));
    b.tube(tube, (mid, "spout"), (y, "node"));

    let c2 = b.capacitor("C2", 0.47e-6, 0.2);
    b.wire((r, "2"), (c2, "1"));
    let tweeter = b.armature(
        "Tweeter",
        armature(&RAU_34832, [2.009, 8.0], 4.208e10, [5.993, 1.0]),
    );
    b.terminals(tweeter, (c2, "2"), true);
    b.tube(tube_mm(4.0, 1.2), (tweeter, "spout"), (y, "node"));

    b.tube(tube_mm(7.0, 3.0), (y, "node"), (EAR, "canal"));
    b.design
}

/// A closed headphone cup with a leaking pad.
pub fn cup() -> Design {
    let mut b = Bench::new();
    let r = b.resistor("R1", 10.0);
    b.wire((SOURCE, "+"), (r, "1"));
    let mut driver = dd10(30e3, 25e3);
    driver.re = 32.1;
    driver.coil = Coil::Plain { inductance: 0.0 };
    driver.bl = 1.27;
    driver.mms = 75e-6;
    driver.cms = 27.3e-3;
    driver.rms = 0.0456;
    driver.sd = 10e-4;
    let dd = b.part("Driver", PartKind::MovingCoil(driver));
    b.terminals(dd, (r, "2"), false);
    let leak = b.part(
        "Pad",
        PartKind::Leak(Leak {
            shape: LeakShape::Slit {
                width: 30e-3,
                length: 10e-3,
                gap: 0.2e-3,
            },
            mesh: None,
        }),
    );
    b.joint((dd, "front"), (leak, "in"));
    b.tube(tube_mm(10.0, 7.5), (dd, "front"), (EAR, "canal"));
    let vent = b.vent_mm("Vent", 2.0, 8.0, 1.29e6);
    b.joint((dd, "rear"), (vent, "in"));
    b.design
}

/// One dynamic driver and four armatures in three ways: what the benchmarks solve.
pub fn hybrid5() -> Design {
    let mut b = Bench::new();
    let source = b.design.parts.iter_mut().find(|part| part.id == SOURCE);
    if let Some(PartKind::Source(source)) = source.map(|part| &mut part.kind) {
        source.output_resistance = 0.5;
        source.cable_resistance = 0.3;
        source.cable_inductance = 0.5e-6;
        source.cable_capacitance = 300e-12;
    }
    let y = b.junction_mm3("Y", 5.0);

    // Woofer: second-order low-pass.
    let l1 = b.inductor("L1", 2e-3, 8.0);
    let c1 = b.capacitor("C1", 1e-6, 0.2);
    b.wire((SOURCE, "+"), (l1, "1"));
    b.wire((l1, "2"), (c1, "1"));
    b.wire((c1, "2"), (SOURCE, "-"));
    let r1 = b.resistor("R1", 4.7);
    b.wire((l1, "2"), (r1, "1"));
    let woofer = b.dd10("Woofer", 60.0, 500.0);
    b.terminals(woofer, (r1, "2"), false);
    let vent = b.vent_mm("Vent", 1.0, 0.3, 0.0);
    b.joint((woofer, "rear"), (vent, "in"));
    let mut tube = tube_mm(6.0, 1.0);
    tube.sections.extend(tube_mm(22.0, 0.8).sections);
    tube.inserts.push(damper(6.0, 1500.0));
    b.tube(tube, (woofer, "front"), (y, "node"));

    // Two mids in parallel.
    let c2 = b.capacitor("C2", 2.2e-6, 0.2);
    let r2 = b.resistor("R2", 33.0);
    b.wire((SOURCE, "+"), (c2, "1"));
    b.wire((c2, "2"), (r2, "1"));
    let mids = b.junction_mm3("Mids", 2.0);
    for n in 1..=2 {
        let motor = armature(&SONION_2356, [3.762, 30.0], 3.622e10, [8.0, 1.006]);
        let mid = b.armature(&format!("Mid {n}"), motor);
        b.terminals(mid, (r2, "2"), true);
        let mut tube = tube_mm(4.0, 1.4);
        tube.sections.extend(tube_mm(5.0, 1.5).sections);
        tube.inserts.push(damper(4.0, 680.0));
        b.tube(tube, (mid, "spout"), (mids, "node"));
    }
    let mut trunk = tube_mm(6.0, 2.0);
    trunk.inserts.push(damper(3.0, 100.0));
    b.tube(trunk, (mids, "node"), (y, "node"));

    // Two tweeters in parallel behind a third-order high-pass.
    let c3 = b.capacitor("C3", 1.0e-6, 0.2);
    let l3 = b.inductor("L3", 0.33e-3, 1.0);
    let r3 = b.resistor("R3", 4.7);
    b.wire((SOURCE, "+"), (c3, "1"));
    b.wire((c3, "2"), (l3, "1"));
    b.wire((l3, "2"), (SOURCE, "-"));
    b.wire((c3, "2"), (r3, "1"));
    let tweeters = b.junction_mm3("Tweeters", 1.0);
    for n in 1..=2 {
        let motor = armature(&RAU_34832, [2.009, 8.0], 4.208e10, [5.993, 1.0]);
        let tweeter = b.armature(&format!("Tweeter {n}"), motor);
        b.terminals(tweeter, (r3, "2"), n == 2);
        let mut tube = tube_mm(2.0, 1.0);
        tube.sections.extend(tube_mm(3.0, 1.2).sections);
        tube.inserts.push(damper(2.0, 2200.0));
        b.tube(tube, (tweeter, "spout"), (tweeters, "node"));
    }
    let mut trunk = tube_mm(5.0, 1.4);
    trunk.inserts.push(damper(2.5, 330.0));
    b.tube(trunk, (tweeters, "node"), (y, "node"));

    // Nozzle of two bores, a mesh-like damper between them.
    let mut nozzle = tube_mm(5.0, 2.4);
    nozzle.sections.extend(tube_mm(8.0, 3.0).sections);
    nozzle.inserts.push(damper(5.0, 33.0));
    b.tube(nozzle, (y, "node"), (EAR, "canal"));
    b.design
}

/// A hybrid of one dynamic driver and two armatures with a crossover and a tweeter wired the other
/// way round. What is tested on it is not to change with the designs of the library.
pub fn tuned_hybrid() -> Design {
    earwright::design::file::from_text(include_str!("../../designs/hybrid_tuned.ron"))
        .unwrap()
        .0
}

/// An electrostatic driver with its transformer.
pub fn electrostatic() -> Electrostatic {
    Electrostatic {
        origin: origin(),
        ratio: 20.0,
        primary_resistance: 8.0,
        leakage_inductance: 30e-6,
        magnetising_inductance: 20e-3,
        capacitance: 60e-12,
        coupling: 2.0,
        mass: 5e3,
        resistance: 2e7,
        compliance: 2e-14,
        front_volume: 4e-9,
        back_volume: 40e-9,
        spout_length: 3e-3,
        spout_bore: 1e-3,
        case: case(),
        ..Electrostatic::blank()
    }
}
