//! Writing the shown plot and the curves to files, and to the clipboard.

use crate::{
    app::{Earwright, panels::messages::Tone, theme::ThemeChoice},
    design::file,
    exchange::{
        Export,
        export::{self, IMAGE_SCALE, Options, PLOT_SIZE},
        prices::Prices,
    },
    picture::{Input, PlotModel, plot_model, png, style::Theme},
    words,
};
use egui::Context;
use std::path::{Path, PathBuf};

/// Largest price file, bytes.
const LARGEST_PRICES: u64 = 16 << 20;

pub(in crate::app) fn read_prices(path: &Path) -> Result<Prices, String> {
    let text = file::read_text_within(path, LARGEST_PRICES).map_err(|error| error.to_string())?;
    Prices::read(&text).map_err(|error| format!("{}: {error}", path.display()))
}

impl Earwright {
    /// The plot that export and copy mean: the one last touched.
    fn shown_plot(&self) -> PlotModel {
        let session = &self.session;
        let input = Input {
            time: session.time().map(|time| &**time),
            ears: self.ears.family().map(|family| &**family),
            population: self.ears.population().map(|population| &**population),
            band: self.bands.band().map(|band| &**band),
            readings: session.readings(),
            probes: session.probes(),
            weights: session.weights().map(|weights| &**weights),
            distortion: self.distorting.distortion().map(|found| &**found),
            rise: self.distorting.rise().map(|found| &**found),
            smoothing: self.plots.smoothing,
            ..Input::new(session.design(), session.solution())
        };
        // Pictures are read elsewhere, and have fonts of their own.
        let model = words::in_english(|| plot_model(self.plots.active, &input));
        self.plots.as_shown(model)
    }

    /// Files are light, as paper is; the clipboard takes what is on the screen.
    fn screen_theme(&self) -> Theme {
        match self.settings.theme {
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::Light => Theme::Light,
        }
    }

    pub(in crate::app) fn export(&mut self, export: Export, path: &Path) {
        let session = &self.session;
        let plot = self.shown_plot();
        let prices = match self.settings.prices.as_deref().map(read_prices).transpose() {
            Ok(prices) => prices,
            Err(message) => {
                // The list is written without: what it lacks is told.
                self.messages.say(Tone::Error, message);
                None
            }
        };
        let options = Options {
            prices,
            ..self.export_options.clone()
        };
        let product = export.write(&export::Input {
            design: session.design(),
            solution: Some(session.solution()),
            probes: session.probes(),
            readings: session.readings(),
            plot: Some(&plot),
            options: &options,
        });
        let written = product
            .map_err(|error| error.to_string())
            .and_then(|product| {
                let files = product.files_at(path);
                for (path, bytes) in &files {
                    file::write(path, bytes).map_err(|error| error.to_string())?;
                }
                let paths: Vec<String> = (files.iter())
                    .map(|(path, _)| path.display().to_string())
                    .collect();
                Ok((paths.join(tr!(" and ")), product.remarks))
            });
        match written {
            Ok((paths, remarks)) => {
                for remark in remarks {
                    self.messages.say(Tone::Note, remark);
                }
                self.messages.say(Tone::Done, tr!("Exported to {paths}"));
                self.note_export();
            }
            Err(message) => self.messages.say(Tone::Error, message),
        }
    }

    /// Remembers the price file, if it is one.
    pub(in crate::app) fn choose_prices(&mut self, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        match read_prices(&path) {
            Ok(_) => {
                let told = tr!("Parts lists take their prices from {}", path.display());
                self.messages.say(Tone::Done, told);
                self.settings.prices = Some(path);
                self.price_book.forget();
            }
            Err(message) => self.messages.say(Tone::Error, message),
        }
    }

    pub(in crate::app) fn copy_plot(&mut self, ctx: &Context) {
        let [width, height] = PLOT_SIZE;
        let theme = self.screen_theme();
        match png::image(&self.shown_plot(), width, height, IMAGE_SCALE, theme) {
            Ok(image) => {
                let size = [image.width, image.height];
                ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &image.rgba));
                self.messages
                    .say(Tone::Done, tr!("The plot is on the clipboard"));
            }
            Err(error) => self.messages.say(Tone::Error, error.to_string()),
        }
    }
}
