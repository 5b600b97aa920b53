//! The equations of every motor, between its terminals and its two faces.

use super::air::At;
use super::circuit::Node;
use super::complex::{Complex, j, plain, turn};
use super::functions::power;
use super::measured::Table;
use super::real::{ONE, PI, Real, ZERO, real};
use super::sheet::{Potential, Sheet};
use earwright::design::driver::Armature as ArmaturePart;

/// What a coil adds to its resistance.
pub(super) enum Coil {
    Plain(Real),
    Semi(Real, Real),
    Lr2(Real, Real, Real),
    Leach(Real, Real),
}

/// Moving coil and planar.
pub(super) struct Moving {
    pub(super) re: Real,
    pub(super) coil: Coil,
    pub(super) bl: Real,
    pub(super) mms: Real,
    pub(super) cms: Real,
    pub(super) rms: Real,
    pub(super) sd: Real,
}

/// One unit of a balanced armature.
pub(super) struct Armature {
    re: Real,
    inductance: Real,
    eddies: Option<Real>,
    tau: Real,
    /// R, M, C.
    diaphragm: [Real; 3],
    /// Pin compliance, and R and M beyond it.
    pin: Option<[Real; 3]>,
}

/// Electrostatic and piezo.
pub(super) struct Charged {
    /// R and L in series with the terminals.
    pub(super) series: [Real; 2],
    pub(super) magnetising: Option<Real>,
    pub(super) ratio: Real,
    pub(super) capacitance: Real,
    pub(super) loss_factor: Real,
    pub(super) coupling: Real,
    /// R, M, C.
    pub(super) diaphragm: [Real; 3],
}

/// Any of them.
pub(super) enum Motor {
    Moving(Moving),
    Armature(Armature),
    Charged(Charged),
    Measured(Table),
}

impl Coil {
    fn impedance(&self, at: &At) -> Complex {
        match *self {
            Self::Plain(l) => j(at.w * l),
            Self::Semi(l, k) => j(at.w * l) + at.root_jw().times(k),
            Self::Lr2(l, l2, r2) => {
                let x = j(at.w * l2);
                let sum = plain(r2) + x;
                let both = if sum.is_zero() {
                    sum
                } else {
                    x.times(r2) / sum
                };
                j(at.w * l) + both
            }
            // (jω)ⁿ
            Self::Leach(k, n) => turn(n * PI.scaled(0.5)).times(k * power(at.w, n)),
        }
    }
}

impl Armature {
    pub(super) fn new(d: &ArmaturePart) -> Self {
        Self {
            re: real(d.re),
            inductance: real(d.inductance),
            eddies: d.semi_inductance.map(real),
            tau: real(d.tau),
            diaphragm: [d.resistance, d.mass, d.compliance].map(real),
            pin: d
                .second_mode
                .map(|mode| [mode.pin_compliance, mode.resistance, mode.mass].map(real)),
        }
    }
}

impl Motor {
    /// Writes the motor's equations.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet,
        at: &At,
        terminals: [Potential; 2],
        faces: [Node; 2],
    ) {
        match self {
            Self::Moving(motor) => motor.write(sheet, at, terminals, faces),
            Self::Armature(motor) => motor.write(sheet, at, terminals, faces),
            Self::Charged(motor) => motor.write(sheet, at, terminals, faces),
            Self::Measured(table) => {
                // V = Z i and U = g V: the load does not act back.
                let (impedance, per_volt) = table.at(at);
                let (i, u) = (sheet.unknown(), sheet.unknown());
                sheet.voltage(i, terminals, Complex::ONE);
                sheet.put(i, i, -impedance);
                sheet.put(u, u, Complex::ONE);
                sheet.put(u, i, -(per_volt * impedance));
                sheet.current(i, terminals);
                sheet.flow(u, [faces[1], faces[0]]);
            }
        }
    }
}

impl Moving {
    /// V = Ze i + Bl v; Bl i = Zm v + Sd Δp; U = Sd v out of the front.
    fn write(&self, sheet: &mut Sheet, at: &At, terminals: [Potential; 2], faces: [Node; 2]) {
        let electrical = plain(self.re) + self.coil.impedance(at);
        let mechanical = at.resonator(self.rms, self.mms, self.cms);
        let (i, v) = (sheet.unknown(), sheet.unknown());
        sheet.voltage(i, terminals, Complex::ONE);
        sheet.put(i, i, -electrical);
        sheet.put(i, v, plain(-self.bl));
        sheet.put(v, i, plain(self.bl));
        sheet.put(v, v, -mechanical);
        sheet.pressure(v, faces, plain(-self.sd));
        sheet.current(i, terminals);
        sheet.flow_times(v, self.sd, [faces[1], faces[0]]);
    }
}

impl Armature {
    /// V = Re i + E; E = jωL i_L + τ U_a = Ks√(jω) (i − i_L); τ i_L = Za U_a + p; p = Zd U + Δp and
    /// U_a = U + jωCp p where the pin gives, U_a = U and p = Δp where it does not.
    fn write(&self, sheet: &mut Sheet, at: &At, terminals: [Potential; 2], faces: [Node; 2]) {
        let [resistance, mass, compliance] = self.diaphragm;
        let za = at.resonator(resistance, mass, compliance);
        let (i, coil, u) = (sheet.unknown(), sheet.unknown(), sheet.unknown());
        let arm = if self.pin.is_some() {
            sheet.unknown()
        } else {
            u
        };
        let back = [(coil, j(at.w * self.inductance)), (arm, plain(self.tau))];
        sheet.voltage(i, terminals, Complex::ONE);
        sheet.put(i, i, plain(-self.re));
        for (unknown, value) in back {
            sheet.put(i, unknown, -value);
        }
        match self.eddies {
            Some(k) => {
                let eddies = at.root_jw().times(k);
                for (unknown, value) in back {
                    sheet.put(coil, unknown, value);
                }
                sheet.put(coil, i, -eddies);
                sheet.put(coil, coil, eddies);
            }
            None => {
                sheet.put(coil, i, Complex::ONE);
                sheet.put(coil, coil, -Complex::ONE);
            }
        }
        sheet.put(u, coil, plain(self.tau));
        sheet.put(u, arm, -za);
        sheet.pressure(u, faces, -Complex::ONE);
        if let Some([pin, resistance, mass]) = self.pin {
            let beyond = at.rl(resistance, mass);
            sheet.put(u, u, -beyond);
            let gives = j(at.w * pin);
            sheet.put(arm, arm, Complex::ONE);
            sheet.put(arm, u, -Complex::ONE - gives * beyond);
            sheet.pressure(arm, faces, -gives);
        }
        sheet.current(i, terminals);
        sheet.flow(u, [faces[1], faces[0]]);
    }
}

impl Charged {
    /// V = Zs i + E; u = n E; i = E/(jωLm) + n (Yc u + κ U); κ u = Za U + Δp.
    fn write(&self, sheet: &mut Sheet, at: &At, terminals: [Potential; 2], faces: [Node; 2]) {
        let [resistance, inductance] = self.series;
        let [ra, ma, ca] = self.diaphragm;
        let (i, e, u) = (sheet.unknown(), sheet.unknown(), sheet.unknown());
        sheet.voltage(i, terminals, Complex::ONE);
        sheet.put(i, i, -at.rl(resistance, inductance));
        sheet.put(i, e, -Complex::ONE);
        let blocked = at.w * self.capacitance;
        let blocked = plain(blocked * self.loss_factor) + j(blocked);
        let mut across = blocked.times(self.ratio.square());
        if let Some(magnetising) = self.magnetising {
            across = across + at.rl(ZERO, magnetising).inverse();
        }
        let coupling = self.coupling * self.ratio;
        sheet.put(e, i, plain(ONE));
        sheet.put(e, e, -across);
        sheet.put(e, u, plain(-coupling));
        sheet.put(u, e, plain(coupling));
        sheet.put(u, u, -at.resonator(ra, ma, ca));
        sheet.pressure(u, faces, -Complex::ONE);
        sheet.current(i, terminals);
        sheet.flow(u, [faces[1], faces[0]]);
    }
}
