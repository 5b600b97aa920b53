//! A small session around the canvas alone: it applies the canvas's actions to a history.

use earwright::{
    app::{
        actions::{Action, Selection, command::Command},
        canvas::{CanvasInput, CanvasState, canvas_ui},
    },
    design::{
        Design, Domain, Edit, History, Insert, InsertKind, Link, LinkEnd, LinkId, LinkKind, Part,
        PartId, PartKind, Problem, Subject, Tube,
        acoustic::{Chamber, Junction, Leak, LeakShape, Vent},
        driver::{Armature, Case, Coil, MovingCoil, Origin, Trust},
        electrical::{Capacitor, Dielectric, Inductor, Resistor},
    },
};
use egui_kittest::Harness;

/// What the canvas plays on in these tests.
pub(crate) struct Bench {
    pub(crate) history: History,
    pub(crate) selection: Selection,
    pub(crate) canvas: CanvasState,
    pub(crate) problems: Vec<Problem>,
    pub(crate) hovered: Option<Subject>,
    pub(crate) dark: bool,
    pub(crate) refused: Vec<String>,
    /// Everything the canvas asked for that is not an edit.
    pub(crate) asked: Vec<Action>,
}

impl Bench {
    pub(crate) fn new(design: Design) -> Self {
        Self {
            history: History::new(design),
            selection: Selection::default(),
            canvas: CanvasState::default(),
            problems: Vec::new(),
            hovered: None,
            dark: true,
            refused: Vec::new(),
            asked: Vec::new(),
        }
    }

    pub(crate) fn design(&self) -> &Design {
        self.history.present()
    }

    pub(crate) fn text(&self) -> String {
        earwright::design::file::to_text(self.design())
    }

    pub(crate) fn commands(&self) -> Vec<Command> {
        self.asked
            .iter()
            .filter_map(|action| match action {
                Action::Command(command) => Some(*command),
                _ => None,
            })
            .collect()
    }

    fn take(&mut self, action: Action) {
        let result = match action {
            Action::Edit { label, edit } => self.history.edit(&label, &edit),
            Action::Preview { label, edit } => self.history.preview(&label, &edit),
            Action::CommitPreview => {
                self.history.commit_gesture();
                Ok(())
            }
            Action::CancelPreview => {
                self.history.cancel_gesture();
                Ok(())
            }
            Action::Select(selection) => {
                self.selection = selection;
                Ok(())
            }
            Action::Hover(subject) => {
                self.hovered = subject;
                Ok(())
            }
            other => {
                self.asked.push(other);
                Ok(())
            }
        };
        if let Err(error) = result {
            self.refused.push(error.to_string());
        }
    }

    pub(crate) fn show(ui: &mut egui::Ui, bench: &mut Self) {
        let design = bench.history.present().clone();
        let input = CanvasInput {
            suggestions: &[],
            design: &design,
            selection: &bench.selection,
            problems: &bench.problems,
            hovered: bench.hovered,
            grid_mm: 0.5,
            dark: bench.dark,
        };
        for action in canvas_ui(ui, &mut bench.canvas, &input) {
            bench.take(action);
        }
    }

    pub(crate) fn harness<'a>(self) -> Harness<'a, Self> {
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1100.0, 700.0))
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(60)
            .build_ui_state(Self::show, self);
        harness.run();
        harness
    }
}

pub(crate) fn origin(preset: &str) -> Origin {
    Origin {
        preset: preset.to_owned(),
        provenance: "made up for a test".to_owned(),
        trust: Trust::C,
        modified: Vec::new(),
    }
}

pub(crate) fn moving_coil() -> PartKind {
    PartKind::MovingCoil(MovingCoil {
        origin: origin("10 mm"),
        re: 16.0,
        coil: Coil::Plain { inductance: 20e-6 },
        bl: 0.35,
        mms: 22e-6,
        cms: 0.8e-3,
        rms: 6e-3,
        sd: 0.5e-4,
        front_volume: 60e-9,
        back_volume: 500e-9,
        case: Case::Round {
            diameter: 10e-3,
            height: 4.2e-3,
        },
        ..MovingCoil::blank()
    })
}

pub(crate) fn armature(length: f64, width: f64) -> PartKind {
    PartKind::Armature(Armature {
        origin: origin("armature"),
        re: 23.0,
        inductance: 10e-3,
        tau: 2e6,
        mass: 1e3,
        resistance: 1e7,
        compliance: 1e-13,
        front_volume: 5e-9,
        back_volume: 30e-9,
        spout_length: 1.6e-3,
        spout_bore: 1.4e-3,
        case: Case::Box {
            length,
            width,
            height: 2.9e-3,
        },
        ..Armature::blank()
    })
}

pub(crate) fn resistor(resistance: f64) -> PartKind {
    PartKind::Resistor(Resistor::of(resistance))
}

pub(crate) fn capacitor(capacitance: f64) -> PartKind {
    PartKind::Capacitor(Capacitor {
        capacitance,
        series_resistance: 0.2,
        dielectric: Dielectric::C0g,
        rated_voltage: 0.0,
    })
}

pub(crate) fn inductor(inductance: f64) -> PartKind {
    PartKind::Inductor(Inductor {
        inductance,
        dc_resistance: 8.0,
        saturation_current: 0.0,
    })
}

pub(crate) fn chamber(volume: f64) -> PartKind {
    PartKind::Chamber(Chamber {
        volume,
        wall_area: 0.0,
        sides_mm: None,
    })
}

/// Builds designs in tests, one edit after the other.
pub(crate) struct Builder(pub(crate) Design);

impl Builder {
    pub(crate) fn part(&mut self, name: &str, kind: PartKind, at: [f64; 2], deg: f64) -> PartId {
        let id = PartId(self.0.next_id);
        let mut part = Part::new(id, kind, at);
        name.clone_into(&mut part.name);
        part.rotation_deg = deg;
        self.0 = self.0.apply(&Edit::AddPart(Box::new(part))).unwrap();
        id
    }

    pub(crate) fn end(part: PartId, port: &str) -> LinkEnd {
        LinkEnd {
            part,
            port: port.to_owned(),
        }
    }

    pub(crate) fn link(
        &mut self,
        from: (PartId, &str),
        to: (PartId, &str),
        kind: LinkKind,
    ) -> LinkId {
        let id = LinkId(self.0.next_id);
        let link = Link {
            id,
            name: String::new(),
            from: Self::end(from.0, from.1),
            to: Self::end(to.0, to.1),
            way_points_mm: Vec::new(),
            kind,
        };
        self.0 = self.0.apply(&Edit::AddLink(Box::new(link))).unwrap();
        id
    }

    pub(crate) fn wire(&mut self, from: (PartId, &str), to: (PartId, &str)) -> LinkId {
        self.link(from, to, LinkKind::Wire)
    }

    pub(crate) fn tube(&mut self, from: (PartId, &str), to: (PartId, &str), bore: f64) -> LinkId {
        self.link(from, to, LinkKind::Tube(Tube::straight(5e-3, bore)))
    }

    pub(crate) fn damper(&mut self, link: LinkId, name: &str, ohms: f64, share: f64) {
        let mut link = self.0.link(link).unwrap().clone();
        let LinkKind::Tube(tube) = &mut link.kind else {
            panic!("not a tube")
        };
        tube.inserts.push(Insert {
            position: share * tube.total_length(),
            kind: InsertKind::Damper {
                name: name.to_owned(),
                resistance: ohms * 1e5,
                mass: 0.0,
            },
            bypassed: false,
        });
        self.0 = self.0.apply(&Edit::SetLink(Box::new(link))).unwrap();
    }
}

/// A hybrid with everything a drawing can hold.
pub(crate) fn demo() -> Design {
    let mut b = Builder(Design::new());
    let source = b.0.source().unwrap().id;
    let ear = b.0.ear().unwrap().id;
    let place = |b: &mut Builder, part, at: [f64; 2]| {
        let now = b.0.part(part).unwrap().position_mm;
        let by_mm = [at[0] - now[0], at[1] - now[1]];
        let parts = vec![part];
        b.0 = b.0.apply(&Edit::Move { parts, by_mm }).unwrap();
    };
    place(&mut b, source, [-36.0, 0.0]);
    place(&mut b, ear, [31.0, 2.0]);
    let woofer = b.part("Woofer", moving_coil(), [-3.0, 9.0], 0.0);
    let mid = b.part("Mid", armature(6.3e-3, 4.29e-3), [-3.0, -2.0], 0.0);
    let tweeter = b.part("Tweeter", armature(5.1e-3, 2.8e-3), [-2.0, -10.0], 12.0);
    let l1 = b.part("", inductor(2e-3), [-22.0, 7.0], 0.0);
    let c1 = b.part("", capacitor(2.2e-6), [-22.0, -3.0], 0.0);
    let c2 = b.part("", capacitor(0.47e-6), [-22.0, -11.0], 0.0);
    let r1 = b.part("", resistor(4.7), [-15.0, -11.0], 0.0);
    let merge = b.part(
        "",
        PartKind::Junction(Junction {
            domain: Domain::Acoustic,
            volume: 5e-9,
        }),
        [13.0, 0.0],
        0.0,
    );
    let cavity = b.part("", chamber(60e-9), [7.0, 9.0], 0.0);
    let vent = b.part(
        "",
        PartKind::Vent(Vent {
            length: 1e-3,
            bore: 0.4e-3,
            count: 1,
            inner: earwright::design::Termination::None,
            outer: earwright::design::Termination::None,
            mesh: None,
            resistance: 0.0,
        }),
        [7.0, 15.5],
        90.0,
    );
    let leak = b.part(
        "",
        PartKind::Leak(Leak {
            shape: LeakShape::Slit {
                width: 3e-3,
                length: 2e-3,
                gap: 0.1e-3,
            },
            mesh: None,
        }),
        [19.0, -9.0],
        -90.0,
    );
    b.part("Spare", armature(5e-3, 2.73e-3), [10.0, -17.0], -30.0);
    for (part, positive) in [(woofer, l1), (mid, c1)] {
        b.wire((source, "+"), (positive, "1"));
        b.wire((positive, "2"), (part, "+"));
        b.wire((source, "-"), (part, "-"));
    }
    b.wire((source, "+"), (c2, "1"));
    b.wire((c2, "2"), (r1, "1"));
    b.wire((r1, "2"), (tweeter, "-"));
    b.wire((source, "-"), (tweeter, "+"));
    b.tube((woofer, "front"), (cavity, "west"), 2.8e-3);
    b.tube((cavity, "east"), (merge, "node"), 1.0e-3);
    b.tube((cavity, "south"), (vent, "in"), 0.6e-3);
    let mid_tube = b.tube((mid, "spout"), (merge, "node"), 1.5e-3);
    b.damper(mid_tube, "white", 680.0, 0.45);
    let tweeter_tube = b.tube((tweeter, "spout"), (merge, "node"), 1.2e-3);
    b.damper(tweeter_tube, "red", 2200.0, 0.4);
    b.tube((merge, "node"), (leak, "in"), 0.8e-3);
    b.tube((merge, "node"), (ear, "canal"), 3.0e-3);
    let mut design = b.0;
    "Test".clone_into(&mut design.shell.name);
    design.shell.outline_mm = (0..48)
        .map(|i| {
            let t = f64::from(i) / 48.0 * std::f64::consts::TAU;
            let r = 1.0 + 0.12 * (2.0 * t).cos() - 0.08 * (3.0 * t).sin();
            [3.0 + 14.5 * r * t.cos(), 1.0 + 17.5 * r * t.sin()]
        })
        .collect();
    design
}

/// Where a point of the canvas lies in the window.
pub(crate) fn at(harness: &Harness<'_, Bench>, mm: [f64; 2]) -> egui::Pos2 {
    use egui_kittest::kittest::Queryable as _;
    let area = harness.get_by_label("Canvas").rect();
    harness.state().canvas.view.screen_from_canvas(area, mm)
}

/// Presses and moves, in steps as a hand would.
pub(crate) fn drag_without_release(
    harness: &mut Harness<'_, Bench>,
    from: egui::Pos2,
    to: egui::Pos2,
) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    if from != to {
        for share in [0.2, 0.6, 1.0] {
            harness.hover_at(from + (to - from) * share);
            harness.run();
        }
    }
}

/// A whole drag; from and to the same: a click.
pub(crate) fn drag(harness: &mut Harness<'_, Bench>, from: egui::Pos2, to: egui::Pos2) {
    drag_without_release(harness, from, to);
    harness.drop_at(to);
    harness.run();
    // Long enough that the next click is not taken for a double click.
    harness.run_steps(24);
}

/// Presses a key.
pub(crate) fn key(harness: &mut Harness<'_, Bench>, key: egui::Key, modifiers: egui::Modifiers) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}
