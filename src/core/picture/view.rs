//! The list of plots: one row each, read by window, menus and command line.

use super::{
    PlotModel,
    plots::{
        Abscissa, Distorted, Input, Plot, deviation, difference, distortion, driver, impedance,
        maximum, port, pressure, sensitivity, spl, time, waterfall,
    },
};
use crate::{
    design::{Design, LinkEnd},
    words,
};

macro_rules! views {
    ($($(#[doc = $doc:literal])+ $view:ident: $id:literal, $name:literal, $label:literal, $plot:expr;)+) => {
        /// Which plot.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize,
            serde::Deserialize,
        )]
        pub enum View {
            $($(#[doc = $doc])+ $view,)+
        }

        impl View {
            /// Every view, in the order menus list them.
            pub const ALL: [Self; [$(Self::$view),+].len()] = [$(Self::$view),+];

            fn row(self) -> Row {
                match self {
                    $(Self::$view => Row {
                        id: $id,
                        name: $name,
                        label: $label,
                        tooltip: concat!($($doc),+).trim_ascii(),
                        plot: $plot,
                    },)+
                }
            }
        }
    };
}

/// What is said of a plot, and how it is made.
struct Row {
    id: &'static str,
    name: &'static str,
    label: &'static str,
    tooltip: &'static str,
    plot: Plot,
}

// What it shows in one sentence; its word on the command line, on its tab, in the menu; its making.
views! {
    /// Sound pressure level at the drum: total, drivers, target.
    Spl: "spl", "SPL", "Plot SPL", spl::SPL;
    /// Level at the drum less the target: where to add, and where to take away.
    Deviation: "deviation", "Deviation", "Plot deviation from target", deviation::DEVIATION;
    /// How far level and impedance are from snapshots and measurements that are shown.
    Difference: "difference", "Difference", "Plot difference", difference::DIFFERENCE;
    /// Electrical impedance behind the source: magnitude and phase.
    Impedance: "impedance", "Impedance", "Plot impedance", impedance::IMPEDANCE;
    /// Phase of the sound pressure at the drum.
    Phase: "phase", "Phase", "Plot phase", pressure::PHASE;
    /// Group delay of the sound pressure at the drum.
    Delay: "delay", "Group delay", "Plot group delay", pressure::DELAY;
    /// Impulse response at the drum.
    Impulse: "impulse", "Impulse", "Plot impulse response", time::IMPULSE;
    /// Step response at the drum.
    Step: "step", "Step", "Plot step response", time::STEP;
    /// How the sound at the drum dies away after an impulse.
    Waterfall: "waterfall", "Waterfall", "Plot waterfall", waterfall::WATERFALL;
    /// Voltage at the drivers' terminals, and at electrical probes.
    Voltage: "voltage", "Voltage", "Plot voltage", driver::VOLTAGE;
    /// Current into the drivers, and at electrical probes.
    Current: "current", "Current", "Plot current", port::CURRENT;
    /// Electrical power each driver takes.
    Power: "power", "Power", "Plot power", port::POWER;
    /// Excursion of the diaphragms, and their limits.
    Excursion: "excursion", "Excursion", "Plot excursion", driver::EXCURSION;
    /// The loudest sine at every frequency, and which part has enough then.
    Maximum: "maximum-level", "Maximum level", "Plot maximum level", maximum::MAXIMUM;
    /// Harmonics that drivers add at the drive, over frequency.
    Distortion: "distortion", "Distortion", "Plot distortion", distortion::DISTORTION;
    /// Harmonics that drivers add at one frequency, over level.
    Rise: "distortion-level", "Distortion by level", "Plot distortion by level", distortion::RISE;
    /// Volume velocity into the ear, and at acoustic probes.
    Flow: "volume-velocity", "Volume velocity", "Plot volume velocity", port::FLOW;
    /// Acoustic impedance at the ear and at acoustic probes.
    Acoustic: "acoustic-impedance", "Acoustic impedance", "Plot acoustic impedance", port::ACOUSTIC;
    /// Which numbers the level at the drum depends on, and by how much.
    Sensitivity: "sensitivity", "Sensitivity", "Plot sensitivity", sensitivity::SENSITIVITY;
}

impl View {
    /// Its word on the command line.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Its name on a tab.
    pub fn name(self) -> &'static str {
        words::text(self.row().name)
    }

    /// The menu's words for opening it.
    pub fn label(self) -> &'static str {
        words::text(self.row().label)
    }

    /// What it shows, in one sentence.
    pub fn tooltip(self) -> &'static str {
        words::text(self.row().tooltip)
    }

    /// What it is drawn over.
    pub fn abscissa(self) -> Abscissa {
        self.row().plot.abscissa
    }

    /// Whether its curves are made from the sound pressure at the drum.
    pub fn is_of_pressure(self) -> bool {
        self.row().plot.of_pressure
    }

    /// Whether it needs a solution on `analysis::time`'s grid.
    pub fn needs_time(self) -> bool {
        self.row().plot.needs_time
    }

    /// Whether it needs to know how much every number matters.
    pub fn needs_weights(self) -> bool {
        self.row().plot.needs_weights
    }

    /// Which distortion it tells, where it tells any.
    pub fn needs_distortion(self) -> Option<Distorted> {
        self.row().plot.needs_distortion
    }

    /// Whether it draws curves of probes.
    pub fn draws_probes(self) -> bool {
        self.row().plot.draws_probes
    }

    /// Whether its levels may be smoothed.
    pub fn smooths(self) -> bool {
        self.row().plot.smooths
    }

    /// The ports it draws besides those probed.
    pub fn ports(self, design: &Design) -> Vec<LinkEnd> {
        (self.row().plot.ports)(design)
    }

    pub(super) fn model(self, input: &Input<'_>) -> PlotModel {
        (self.row().plot.model)(input)
    }

    /// What its footnotes say of it alone.
    pub(super) fn notes(self, input: &Input<'_>) -> Vec<String> {
        (self.row().plot.notes)(input)
    }
}
