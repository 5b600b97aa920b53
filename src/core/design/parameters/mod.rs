//! The numbers of every part, tube and setting, one list a kind.

pub(super) mod drawing;
pub(super) mod link;
pub(super) mod setting;

use super::{
    Link, LinkKind, Part,
    parameter::{ParameterInfo, Parameters, Step, Stock},
    tolerance::ToleranceClass,
};
use crate::quantity::Unit;

pub(super) type Visit<'a> = &'a mut dyn FnMut(&ParameterInfo, &mut f64);

/// A number that must not be negative, stepped by a proportion.
pub(super) const fn amount(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
    unit: &'static Unit,
    max: f64,
) -> ParameterInfo {
    ParameterInfo {
        key,
        symbol,
        label,
        unit,
        min: 0.0,
        max,
        step: Step::Proportional,
        index: None,
        numbered: false,
        class: None,
        stock: None,
        chief: false,
        or_unstated: false,
    }
}

impl ParameterInfo {
    pub(super) const fn at_least(self, min: f64) -> Self {
        Self { min, ..self }
    }

    pub(super) const fn stepped(self, step: Step) -> Self {
        Self { step, ..self }
    }

    pub(super) const fn within(self, min: f64, max: f64) -> Self {
        Self { min, max, ..self }
    }

    pub(super) const fn made_as(self, class: ToleranceClass) -> Self {
        Self {
            class: Some(class),
            ..self
        }
    }

    pub(super) const fn stocked(self, stock: Stock) -> Self {
        Self {
            stock: Some(stock),
            ..self
        }
    }

    pub(super) const fn chief(self) -> Self {
        Self {
            chief: true,
            ..self
        }
    }

    /// Stated by some makers: 0 where it is not.
    pub(super) const fn or_unstated(self) -> Self {
        Self {
            or_unstated: true,
            ..self
        }
    }

    /// Of something that is not made with the design: a fixture.
    pub(super) const fn given(self) -> Self {
        Self {
            class: None,
            stock: None,
            chief: false,
            ..self
        }
    }

    pub(super) const fn indexed(self, index: usize) -> Self {
        Self {
            index: Some(index),
            numbered: true,
            ..self
        }
    }
}

/// A resistance, Ω.
pub(super) const fn ohm(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::OHM, 1e9).stepped(Step::ESeries)
}

/// An inductance, H.
pub(super) const fn henry(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::HENRY, 1e3).stepped(Step::ESeries)
}

/// A capacitance, F.
pub(super) const fn farad(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::FARAD, 1.0).stepped(Step::ESeries)
}

/// A length, m.
pub(super) const fn length(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::LENGTH, 10.0).stepped(Step::Tenth)
}

/// A diameter or gap that sound has to pass, m.
pub(super) const fn bore(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    length(key, symbol, label).at_least(1e-6)
}

/// A volume, m³.
pub(super) const fn volume(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::VOLUME, 1.0)
}

/// An acoustic resistance, Pa·s/m³.
pub(super) const fn acoustic_resistance(
    key: &'static str,
    symbol: &'static str,
    label: &'static str,
) -> ParameterInfo {
    amount(key, symbol, label, &Unit::ACOUSTIC_RESISTANCE, 1e15)
}

impl Parameters for Part {
    fn visit(&mut self, visit: Visit<'_>) {
        self.kind.visit(visit);
    }
}

impl Parameters for LinkKind {
    fn visit(&mut self, visit: Visit<'_>) {
        if let Self::Tube(tube) = self {
            tube.visit(visit);
        }
    }
}

impl Parameters for Link {
    fn visit(&mut self, visit: Visit<'_>) {
        self.kind.visit(visit);
    }
}
