//! The list of exports: one row each, read by the window's menu, its file dialog and the command
//! line.

use super::{
    curves_csv, data_sheet,
    equaliser::{Equaliser, toward_target},
    kicad,
    parts_list::{cut_list, parts_list},
    prices::Prices,
    publish, response_text, sheet, solid, sound, spice, trace,
};
use crate::{
    analysis::meaning,
    design::Design,
    network::{PortReading, Solution},
    picture::{
        PlotModel, Probe,
        pdf::{About, pdf},
        png::{png, remarked},
        style::Theme,
        svg::svg,
        xml::escaped,
    },
    tuning::equaliser::Limits,
    words,
};
use std::{borrow::Cow, ops::RangeInclusive};

pub use super::product::{ExportError, Product};

/// Width and height of an exported plot, points.
pub const PLOT_SIZE: [f64; 2] = [900.0, 500.0];
/// Pixels of an exported image per point.
pub const IMAGE_SCALE: f64 = 2.0;

/// What an export may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A plot.
    Plot,
    /// The solution's curves.
    Curves,
    /// The design as it is drawn.
    Design,
}

/// What exports are made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its solution over frequency, for exports of curves.
    pub solution: Option<&'a Solution>,
    /// The probes.
    pub probes: &'a [Probe],
    /// What was read at them.
    pub readings: &'a [PortReading],
    /// The plot, for exports of one.
    pub plot: Option<&'a PlotModel>,
    /// What the user may choose.
    pub options: &'a Options,
}

/// A part of [`Options`], or of what else exports are made from, that some of them heed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// How many filters there may be.
    Filters,
    /// Where an equaliser works, and how much.
    Limits,
    /// The wall of printed tubes.
    Wall,
    /// What parts cost.
    Prices,
    /// Sample rate and format of sound.
    Sound,
    /// The seed of a pair.
    Seed,
    /// Ports that are read besides.
    Probes,
}

/// Walls of printed tubes, m.
pub const WALLS: RangeInclusive<f64> = 5e-5..=1e-2;

/// What the user may choose of exports.
#[derive(Debug, Clone)]
pub struct Options {
    /// What filters may be, for equalisers.
    pub filters: Limits,
    /// m, wall of printed tubes.
    pub wall: f64,
    /// What parts cost.
    pub prices: Option<Prices>,
    /// How sound is written.
    pub sound: sound::Format,
    /// Which pair of units a production gives.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            filters: Limits::default(),
            wall: 0.5e-3,
            prices: None,
            sound: sound::Format::default(),
            seed: 1,
        }
    }
}

type Written = Result<Product, ExportError>;

macro_rules! exports {
    ($($(#[doc = $doc:literal])+ $export:ident: $id:literal, $ending:literal, $label:literal, $files:literal, $source:ident, [$($takes:ident),*], $write:expr;)+) => {
        /// What a design can be exported as.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Export {
            $($(#[doc = $doc])+ $export,)+
        }

        impl Export {
            /// Every export, in menu order.
            pub const ALL: [Self; [$(Self::$export),+].len()] = [$(Self::$export),+];

            fn row(self) -> Row {
                match self {
                    $(Self::$export => Row {
                        id: $id,
                        ending: $ending,
                        label: $label,
                        tooltip: concat!($($doc),+).trim_ascii(),
                        files: $files,
                        source: Source::$source,
                        takes: &[$(Choice::$takes),*],
                        write: $write,
                    },)+
                }
            }
        }
    };
}

struct Row {
    id: &'static str,
    ending: &'static str,
    label: &'static str,
    tooltip: &'static str,
    files: &'static str,
    source: Source,
    takes: &'static [Choice],
    write: fn(&Input<'_>) -> Written,
}

// What it is in one sentence; its word on the command line; the ending of its files; the menu's words;
// what its files are called; what it is made of; what may be chosen of it; its writing.
exports! {
    /// Write the shown plot as a vector drawing.
    Svg: "svg", "svg", "Export plot as SVG…", "Drawing", Plot, [], |input| {
        let [width, height] = PLOT_SIZE;
        let drawing = svg(plot(input)?, width, height, Theme::Light);
        let origin = escaped(&trace::plain(&trace::line(input.design)));
        let described = format!("</title>\n<desc>{origin}</desc>\n");
        Ok(drawing.replacen("</title>\n", &described, 1).into())
    };
    /// Write the shown plot as an image.
    Png: "png", "png", "Export plot as PNG…", "Image", Plot, [], |input| {
        let [width, height] = PLOT_SIZE;
        let image = png(plot(input)?, width, height, IMAGE_SCALE, Theme::Light)?;
        Ok(remarked(image, &trace::plain(&trace::line(input.design))).into())
    };
    /// Write the shown plot as a page for print.
    Pdf: "plot-pdf", "pdf", "Export plot as PDF…", "Page", Plot, [], |input| {
        let [width, height] = PLOT_SIZE;
        let model = plot(input)?;
        let drawing = svg(model, width, height, Theme::Light);
        let origin = trace::line(input.design);
        Ok(pdf(&drawing, About { title: &model.title, origin: &origin })?.into())
    };
    /// Write all curves as comma-separated values.
    Csv: "csv", "csv", "Export curves as CSV…", "Comma-separated values", Curves, [Probes], |input| {
        let solution = input.solution.ok_or(ExportError::NoCurve)?;
        let table = curves_csv::table(solution, input.probes, input.readings);
        Ok(trace::beside(&table, ',', input.design).into())
    };
    /// The level at the ear, as text that REW, VituixCAD and squiglink read.
    Frd: "frd", "frd", "Export level as FRD…", "Response", Curves, [], |input| {
        signed(input, response_text::frd(&*meant(input)?))
    };
    /// The impedance, as text that REW and VituixCAD read.
    Zma: "zma", "zma", "Export impedance as ZMA…", "Impedance", Curves, [], |input| {
        signed(input, response_text::zma(&*meant(input)?))
    };
    /// The target as it is drawn, as text that REW and squiglink read.
    Target: "target", "txt", "Export target as text…", "Curve", Curves, [], |input| {
        let solution = meant(input)?;
        signed(input, Some(response_text::target_text(&input.design.target, &solution)))
    };
    /// The level at the ear as REW writes its own text.
    Rew: "rew", "txt", "Export level as REW text…", "Response", Curves, [], |input| {
        curve(publish::rew(input.design, &*meant(input)?))
    };
    /// Left and right as squiglink shows them: two units, each part drawn within its tolerance.
    Squiglink: "squiglink", "txt", "Export pair for squiglink…", "Response", Curves, [Seed], |input| {
        publish::pair(input.design, &*meant(input)?, input.options.seed)
    };
    /// Filters toward the target as Equalizer APO, REW and AutoEq read them.
    EqApo: "eq-apo", "txt", "Export equaliser for Equalizer APO…", "Equalizer APO", Curves, [Filters, Limits], |input| {
        equalised(input, |of| of.apo(input.design))
    };
    /// Filters toward the target for CamillaDSP.
    EqCamilla: "eq-camilla", "yml", "Export equaliser for CamillaDSP…", "CamillaDSP", Curves, [Filters, Limits], |input| {
        equalised(input, |of| of.camilla(input.design))
    };
    /// Filters toward the target for Wavelet and other graphic equalisers.
    EqGraphic: "eq-graphic", "txt", "Export equaliser for Wavelet…", "Graphic equaliser", Curves, [Filters, Limits], |input| {
        equalised(input, Equaliser::graphic)
    };
    /// Level, target and equaliser as AutoEq reads them.
    EqAutoEq: "eq-autoeq", "csv", "Export curves for AutoEq…", "AutoEq", Curves, [Filters, Limits], |input| {
        equalised(input, Equaliser::autoeq)
    };
    /// The whole way to the target as one filter of minimum phase, for convolvers.
    Fir: "fir", "wav", "Export equaliser as FIR WAV…", "Sound", Curves, [Limits, Sound], |input| {
        let options = input.options;
        sound::fir(input.design, &*meant(input)?, &options.filters, options.sound)
    };
    /// The impulse response at the drum as sound.
    Impulse: "impulse", "wav", "Export impulse response as WAV…", "Sound", Curves, [Sound], |input| {
        sound::impulse(input.design, input.options.sound)
    };
    /// The whole network, which ngspice solves to the same curves.
    Spice: "spice", "cir", "Export SPICE netlist…", "SPICE netlist", Design, [], |input| {
        curve(spice::netlist(input.design))
    };
    /// The whole network of lumped parts, which LTspice solves to the same curves up to 20 kHz.
    LtSpice: "ltspice", "cir", "Export netlist for LTspice…", "SPICE netlist", Design, [], |input| {
        let (text, doubt) = spice::lumped_netlist(input.design).ok_or(ExportError::NoCurve)?;
        Ok(Product {
            remarks: doubt.into_iter().collect(),
            ..text.into()
        })
    };
    /// The crossover for KiCad: values, footprints and nets.
    Kicad: "kicad", "net", "Export crossover for KiCad…", "KiCad netlist", Design, [], |input| {
        kicad::netlist(input.design).ok_or(ExportError::Lacks("crossover: nothing but the source is electrical"))
    };
    /// What to buy and to cut, tab-separated.
    Parts: "parts", "tsv", "Export parts list…", "Tab-separated values", Design, [Prices], |input| {
        let mut list = parts_list(input.design, input.options.prices.as_ref());
        for (_, bytes) in &mut list.files {
            let table = String::from_utf8_lossy(bytes);
            *bytes = trace::beside(&table, '\t', input.design).into_bytes();
        }
        Ok(list)
    };
    /// Every stretch of tube with its bore and what sits where in it, tab-separated.
    Cuts: "cuts", "tsv", "Export tube cut list…", "Tab-separated values", Design, [], |input| {
        let list = cut_list(input.design).ok_or(ExportError::Lacks("tube"))?;
        Ok(trace::beside(&list, '\t', input.design).into())
    };
    /// One page with drawing, curves, figures and parts, for print.
    DataSheetPdf: "sheet-pdf", "pdf", "Export data sheet as PDF…", "Page", Curves, [], |input| {
        Ok(data_sheet::as_pdf(input.design, &*meant(input)?)?.into())
    };
    /// One page with drawing, curves, figures and parts.
    DataSheetSvg: "sheet-svg", "svg", "Export data sheet as SVG…", "Drawing", Curves, [], |input| {
        Ok(data_sheet::as_svg(input.design, &*meant(input)?).into())
    };
    /// The design at 1:1 with its measures, for print and CAD.
    DrawingSvg: "drawing-svg", "svg", "Export 1:1 drawing as SVG…", "Drawing", Design, [], |input| {
        Ok(sheet::as_svg(input.design)?.into())
    };
    /// The design at 1:1 with its measures, in layers, for CAD.
    DrawingDxf: "drawing-dxf", "dxf", "Export 1:1 drawing as DXF…", "Drawing", Design, [], |input| {
        Ok(sheet::as_dxf(input.design)?.into())
    };
    /// The design at 1:1 with its measures, as a page for print.
    DrawingPdf: "drawing-pdf", "pdf", "Export 1:1 drawing as PDF…", "Page", Design, [], |input| {
        Ok(sheet::as_pdf(input.design)?.into())
    };
    /// Bores of tubes and cases of drivers as bodies, to be taken out of a solid shell.
    Stl: "stl", "stl", "Export bores and drivers as STL…", "Bodies", Design, [], |input| {
        solid::free_space(input.design)
    };
    /// Every tube as a piece with a wall, to be printed.
    StlTubes: "stl-tubes", "stl", "Export tubes to print as STL…", "Bodies", Design, [Wall], |input| {
        solid::pieces(input.design, input.options.wall)
    };
}

impl Export {
    /// Its word on the command line.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        self.row().ending
    }

    /// Menu text.
    pub fn label(self) -> &'static str {
        words::text(self.row().label)
    }

    /// What it is, in one sentence.
    pub fn tooltip(self) -> &'static str {
        words::text(self.row().tooltip)
    }

    /// What its files are called.
    pub fn files(self) -> &'static str {
        words::text(self.row().files)
    }

    /// What it is made of.
    pub fn source(self) -> Source {
        self.row().source
    }

    /// What may be chosen of it.
    pub fn takes(self) -> &'static [Choice] {
        self.row().takes
    }

    /// What its file is called where readers of the format take no remark, so that nothing inside can
    /// tell which design it is of: the design's name and hash.
    pub fn traced_name(self, design: &Design) -> Option<String> {
        let has_remarks = !matches!(self, Self::EqGraphic | Self::EqAutoEq);
        (!has_remarks).then(|| {
            let letter = |c: char| if c.is_alphanumeric() { c } else { '_' };
            let name: String = design.name.chars().map(letter).take(60).collect();
            format!("{name} {}", trace::hash(design))
        })
    }

    /// Its files.
    ///
    /// # Errors
    /// When there is no such curve, or no image can be made.
    pub fn write(self, input: &Input<'_>) -> Result<Product, ExportError> {
        // What others read is the same in every language.
        words::in_english(|| (self.row().write)(input))
    }
}

fn plot<'a>(input: &Input<'a>) -> Result<&'a PlotModel, ExportError> {
    input.plot.ok_or(ExportError::NoCurve)
}

fn equalised(input: &Input<'_>, text: impl Fn(&Equaliser) -> String) -> Written {
    let equaliser = toward_target(input.design, &*meant(input)?, &input.options.filters);
    curve(equaliser.as_ref().map(text))
}

/// A curve as text whose first line says where it comes from.
fn signed(input: &Input<'_>, text: Option<String>) -> Written {
    let origin = trace::plain(&trace::line(input.design));
    curve(text.map(|text| format!("* {origin}\n{text}")))
}

fn curve(text: Option<String>) -> Written {
    Ok(text.ok_or(ExportError::NoCurve)?.into())
}

/// The solution without curves that are nothing but rounding.
fn meant<'a>(input: &Input<'a>) -> Result<Cow<'a, Solution>, ExportError> {
    let solution = input.solution.ok_or(ExportError::NoCurve)?;
    Ok(meaning::without_noise(solution).map_or(Cow::Borrowed(solution), Cow::Owned))
}
