//! A SPICE netlist that ngspice solves to the program's own curves.
//!
//! Electrical quantities are in V and A; on acoustic nodes 1 V stands for 1 Pa and 1 A for 1 m³/s.
//! What is a resistor, an inductor or a capacitor is written as one. Everything else (ducts with their
//! losses, drivers, ears) is written as admittances that follow the frequency, `pwl(hertz, …)`, which
//! ngspice takes in `.ac` (39 and later). So every duct is as exact as in the program, and there are no
//! ladders.
//!
//! LTspice knows no such admittances: for it each is fitted as a sum of poles and written as lumped
//! parts (`lumped`).

mod lumped;
mod names;
mod poles;
mod table;

use super::trace::{self, plain};
use crate::{
    design::Design,
    network::{
        Assembly, Element, Kind, Pins, assemble,
        elements::{AcousticSeries, Capacitor, ElectricalSeries, PRESSURE_UNIT},
    },
};
use names::Names;
use num_complex::Complex64;
use table::{Part, Table};

/// From where to where the netlist holds, Hz.
const BAND: [f64; 2] = [10.0, 40e3];

/// The netlist; absent where nothing is driven.
pub fn netlist(design: &Design) -> Option<String> {
    Some(written(design, false)?.0)
}

/// The same of lumped parts alone, which LTspice solves as well; and what is in doubt about it.
pub(super) fn lumped_netlist(design: &Design) -> Option<(String, Option<String>)> {
    written(design, true)
}

fn written(design: &Design, lumped: bool) -> Option<(String, Option<String>)> {
    let assembly = assemble(design);
    let network = &assembly.network;
    network.terminal?;
    let mut sheet = Sheet {
        names: Names::new(design, &assembly),
        assembly: &assembly,
        text: String::new(),
        inner: 0,
        lumped,
        worst: 0.0,
    };
    sheet.head(design);
    for element in &network.elements {
        sheet.element(design, element);
    }
    sheet.drum();
    sheet.analysis();
    let doubt = sheet.doubt();
    Some((sheet.text, doubt))
}

/// A netlist under construction.
struct Sheet<'a> {
    names: Names,
    assembly: &'a Assembly,
    text: String,
    /// Nodes that are in no drawing, so far.
    inner: usize,
    /// Whether what follows the frequency is made of parts that do not.
    lumped: bool,
    /// How far such parts are off at worst, as a share.
    worst: f64,
}

impl Sheet<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn head(&mut self, design: &Design) {
        // The first line is the title, whatever it says.
        let title = trace::line(design);
        self.line(&format!("* {}", plain(&title)));
        self.line("* Acoustic nodes: 1 V is 1 Pa, 1 A is 1 m3/s; node drum is the sound pressure at the drum.");
        self.line(if self.lumped {
            "* Lumped parts alone, for LTspice and ngspice: what follows the frequency is a sum of poles, fitted from 15 Hz to 22 kHz."
        } else {
            "* For ngspice 39 or later, .ac only: what follows the frequency is written as pwl(hertz, ...)."
        });
        let muted = self.assembly.network.drivers.iter().filter(|d| d.muted);
        let muted: Vec<String> = muted.map(|driver| plain(&driver.name)).collect();
        if !muted.is_empty() {
            let names = muted.join(", ");
            self.line(&format!(
                "* Muted in the program, but playing here: {names}"
            ));
        }
        let emf = self.assembly.network.emf;
        self.line(&format!("Vdrive {} 0 AC {emf}", names::DRIVE));
    }

    fn element(&mut self, design: &Design, element: &Element) {
        let (label, words) = self.names.element(design, element);
        if let Some(words) = words {
            self.line(&format!("* {}", plain(&words)));
        }
        let pairs = element.pins.pairs();
        let ends: Vec<[String; 2]> = pairs
            .iter()
            .map(|pair| pair.map(|node| self.names.node(node)))
            .collect();
        match (&element.kind, element.pins, ends.as_slice()) {
            (_, Pins::One([a, b]), _) if a == b => {}
            (Kind::ElectricalSeries(of), _, [[a, b]]) => {
                let ElectricalSeries {
                    resistance,
                    inductance,
                } = *of;
                self.series(&label, [a, b], [('R', resistance), ('L', inductance)]);
            }
            (Kind::Capacitor(of), _, [[a, b]]) => {
                let Capacitor {
                    capacitance,
                    series_resistance,
                } = *of;
                self.series(
                    &label,
                    [a, b],
                    [('C', capacitance), ('R', series_resistance)],
                );
            }
            (Kind::AcousticSeries(of), _, [[a, b]]) => {
                let AcousticSeries { resistance, mass } = *of;
                self.series(&label, [a, b], [('R', resistance), ('L', mass)]);
            }
            (_, Pins::One(_), [pair]) => self.admittance(&label, pair, element),
            _ => self.two_port(&label, &ends, element),
        }
    }

    /// Two parts in series; one that is nothing is left out, as 0 Ω is no resistor everywhere.
    fn series(&mut self, label: &str, [a, b]: [&String; 2], parts: [(char, f64); 2]) {
        let there: Vec<(char, f64)> = parts.into_iter().filter(|part| part.1 > 0.0).collect();
        match there.as_slice() {
            [(letter, value)] => {
                let name = names::device(*letter, label);
                self.line(&format!("{name} {a} {b} {value:e}"));
            }
            [(first, x), (second, y)] => {
                let between = self.inner();
                let names = [*first, *second].map(|letter| names::device(letter, label));
                self.line(&format!("{} {a} {between} {x:e}", names[0]));
                self.line(&format!("{} {between} {b} {y:e}", names[1]));
            }
            _ => {}
        }
    }

    /// y between two nodes: a conductance and a capacitance that follow the frequency.
    fn admittance(&mut self, label: &str, [a, b]: &[String; 2], element: &Element) {
        if self.lumped {
            return self.lumped_admittance(label, &[a.clone(), b.clone()], element);
        }
        let table = self.table(element);
        let conductance = table.pwl(0, Part::Real);
        let capacitance = table.pwl(0, Part::OverW);
        let name = names::device('G', label);
        self.line(&format!("{name} {a} {b} value='v({a},{b})*{conductance}'"));
        let name = names::device('C', label);
        self.line(&format!("{name} {a} {b} C='{capacitance}'"));
    }

    /// A two-port: what flows into each pair by the potential across each.
    fn two_port(&mut self, label: &str, ends: &[[String; 2]], element: &Element) {
        if self.lumped {
            return self.lumped_two_port(label, ends, element);
        }
        let table = self.table(element);
        let order: &[[usize; 2]] = match element.pins {
            Pins::Reciprocal(..) => &[[0, 1], [1, 2]],
            _ => &[[0, 1], [2, 3]],
        };
        let slopes: Vec<String> = (ends.iter().enumerate())
            .map(|(n, pair)| self.slope(&format!("{label}.{n}"), pair))
            .collect();
        for (row, values) in order.iter().enumerate() {
            let Some(into) = ends.get(row) else {
                continue;
            };
            for (column, &value) in values.iter().enumerate() {
                let (Some(across), Some(slope)) = (ends.get(column), slopes.get(column)) else {
                    continue;
                };
                let label = format!("{label}.{row}{column}");
                self.source(&label, into, (across, slope), (&table, value));
            }
        }
    }

    /// A node with jω times the potential across a pair: the current of a farad.
    fn slope(&mut self, label: &str, [a, b]: &[String; 2]) -> String {
        let [copy, end, out] = [self.inner(), self.inner(), self.inner()];
        let [e, c, v, h] = ['E', 'C', 'V', 'H'].map(|letter| names::device(letter, label));
        self.line(&format!("{e} {copy} 0 {a} {b} 1"));
        self.line(&format!("{c} {copy} {end} 1"));
        self.line(&format!("{v} {end} 0 0"));
        self.line(&format!("{h} {out} 0 {v} 1"));
        out
    }

    /// A current into a pair: a value of a table times the potential across another, whose slope is
    /// at hand.
    fn source(
        &mut self,
        label: &str,
        [a, b]: &[String; 2],
        ([c, d], slope): (&[String; 2], &str),
        (table, value): (&Table, usize),
    ) {
        let name = names::device('G', label);
        let [real, rest] = [Part::Real, Part::OverW].map(|part| table.pwl(value, part));
        self.line(&format!("{name}r {a} {b} value='v({c},{d})*{real}'"));
        self.line(&format!("{name}i {a} {b} value='v({slope})*{rest}'"));
    }

    /// The pressure at the drum: that at the ear's reference plane times its drum ratio.
    fn drum(&mut self) {
        let network = &self.assembly.network;
        let Some((ear, plane)) = network.ear else {
            return;
        };
        let Some(element) = network.elements.get(ear) else {
            return;
        };
        let [ground, drum] = ["0", names::DRUM].map(str::to_owned);
        let plane = [self.names.node(plane), ground.clone()];
        self.line("* From the ear's reference plane to the drum.");
        if self.lumped {
            self.lumped_drum(&plane, &[ground, drum], element);
        } else {
            let table = self.table(element);
            // No part is called so: names have no point.
            let label = ".drum";
            let slope = self.slope(label, &plane);
            self.source(label, &[ground, drum], (&plane, &slope), (&table, 1));
        }
        self.line(&format!("Rdrum {} 0 1", names::DRUM));
    }

    fn analysis(&mut self) {
        let network = &self.assembly.network;
        let heard = network.ear.is_some();
        self.line("* Level at the drum, dB SPL: vdb(drum) + 93.979.");
        if let Some(terminal) = network.terminal {
            let terminal = self.names.node(terminal);
            self.line(&format!(
                "* Impedance at the terminals of the source: v({terminal})/-i(Vdrive)."
            ));
        }
        self.line(".ac dec 100 20 20k");
        if heard {
            self.line(&format!(".print ac vdb({0}) vp({0})", names::DRUM));
        }
        self.line(".end");
    }

    /// A node that is in no drawing.
    fn inner(&mut self) -> String {
        self.inner += 1;
        format!("n{}", self.inner)
    }

    /// The values of an element over the band, in SI units.
    fn table(&self, element: &Element) -> Table {
        let scales = scales(element);
        let air = &self.assembly.network.air;
        Table::of(BAND, |f| {
            let values = element.kind.values_at(air, f);
            values
                .iter()
                .zip(&scales)
                .map(|(y, s)| y * s)
                .collect::<Vec<Complex64>>()
        })
    }
}

/// What each value of an element has to be multiplied by to be in SI units.
fn scales(element: &Element) -> Vec<f64> {
    use crate::{design::Domain, network::elements::Form};
    let form = element.kind.form();
    let unit = |n: usize| match form.domains().get(n) {
        Some(Domain::Acoustic) => 1.0 / PRESSURE_UNIT,
        _ => 1.0,
    };
    let by = |a: usize, b: usize| unit(a) * unit(b);
    match form {
        Form::Branch(_) => vec![by(0, 0)],
        Form::Ear => vec![by(0, 0), 1.0],
        Form::TwoPort(_) => vec![by(0, 0), by(0, 1), by(1, 1)],
        Form::Driver => vec![by(0, 0), by(0, 1), by(1, 0), by(1, 1)],
    }
}
