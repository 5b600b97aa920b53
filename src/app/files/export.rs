//! Writing the shown plot and the curves to files, and to the clipboard.

use crate::{
    app::{
        Earwright, dialogs::file_questions::Replace, panels::messages::Tone, theme::ThemeChoice,
    },
    design::file,
    exchange::{
        Export,
        export::{self, IMAGE_SCALE, Options, PLOT_SIZE, Product},
        prices::Prices,
    },
    picture::{PlotModel, png, style::Theme},
};
use egui::Context;
use std::path::{Path, PathBuf};

impl Earwright {
    /// The plot that export and copy mean: the one last touched.
    fn shown_plot(&self) -> PlotModel {
        let dark = self.settings.theme == ThemeChoice::Dark;
        self.plots.exported(&self.plots_input(dark))
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
        let prices = match self.settings.prices.as_deref().map(Prices::open) {
            Some(Ok(prices)) => Some(prices),
            Some(Err(error)) => {
                // The list is written without: what it lacks is told.
                self.messages.say(Tone::Error, error.to_string());
                None
            }
            None => None,
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
        let product = match product {
            Ok(product) => product,
            Err(error) => return self.messages.say(Tone::Error, error.to_string()),
        };
        // What is several files is called otherwise than what was named: nobody was asked about those.
        let there = |(other, _): &(PathBuf, &[u8])| other != path && other.is_file();
        let standing: Vec<PathBuf> = product
            .files_at(path)
            .into_iter()
            .filter(there)
            .map(|(other, _)| other)
            .collect();
        if standing.is_empty() {
            self.write_product(path, &product);
        } else {
            let path = path.to_owned();
            self.dialog.open(Replace {
                standing,
                path,
                product,
            });
        }
    }

    /// Writes the files of an export beside each other.
    pub(in crate::app) fn write_product(&mut self, path: &Path, product: &Product) {
        let files = product.files_at(path);
        for (path, bytes) in &files {
            if let Err(error) = file::write(path, bytes) {
                return self.messages.say(Tone::Error, error.to_string());
            }
        }
        for remark in &product.remarks {
            self.messages.say(Tone::Note, remark.clone());
        }
        let paths: Vec<String> = (files.iter())
            .map(|(path, _)| path.display().to_string())
            .collect();
        let paths = paths.join(tr!(" and "));
        self.messages.say(Tone::Done, tr!("Exported to {paths}"));
        self.note_export();
    }

    /// Remembers the price file, if it is one.
    pub(in crate::app) fn choose_prices(&mut self, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        match Prices::open(&path) {
            Ok(_) => {
                let told = tr!("Parts lists take their prices from {}", path.display());
                self.messages.say(Tone::Done, told);
                self.settings.prices = Some(path);
                self.price_book.forget();
            }
            Err(error) => self.messages.say(Tone::Error, error.to_string()),
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
