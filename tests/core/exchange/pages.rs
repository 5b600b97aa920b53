//! Pages as PDF: what a renderer nobody here wrote makes of them.

use crate::support::exported;
use earwright::{
    design::Design,
    exchange::{Export, trace},
    library,
    network::{Solver, log_grid},
    picture::{
        Input, View,
        pdf::{About, pdf},
        plot_model, png,
        style::Theme,
        svg::svg,
    },
};

/// What PyMuPDF finds of a page.
pub(super) struct Page {
    /// Width and height, mm.
    pub(super) size: [f64; 2],
    /// How far its pixels are off the image given, 0 to 255, on average.
    pub(super) off: f64,
    /// Its title and where it comes from.
    pub(super) about: String,
    /// What is written on it.
    pub(super) words: String,
}

/// The page of a PDF, beside an image of the same.
pub(super) fn page(bytes: &[u8], image: Option<&[u8]>) -> Option<Page> {
    let folder = tempfile::tempdir().unwrap();
    let [document, picture] = ["a.pdf", "a.png"].map(|name| folder.path().join(name));
    std::fs::write(&document, bytes).unwrap();
    let mut files = vec![document.as_path()];
    if let Some(image) = image {
        std::fs::write(&picture, image).unwrap();
        files.push(&picture);
    }
    let told = exported::asked("pymupdf_page.py", "pymupdf", &files)?;
    let mut lines = told.splitn(4, '\n');
    let mut line = || lines.next().unwrap().to_owned();
    let sizes: Vec<f64> = line()
        .split(' ')
        .map(|cell| cell.parse().unwrap())
        .collect();
    let [pages, width, height] = sizes[..] else {
        panic!("{sizes:?}")
    };
    assert_eq!(pages, 1.0);
    Some(Page {
        size: [width, height],
        off: line().parse().unwrap(),
        about: line(),
        words: line(),
    })
}

fn plot_of(design: &Design, view: View) -> earwright::picture::PlotModel {
    let solution = Solver::default().solve(design, &log_grid(481, 20.0, 20e3));
    plot_model(view, &Input::new(design, &solution))
}

#[test]
fn a_plot_as_a_page_is_the_plot_as_an_image() {
    let design = &library::designs()[0].design;
    for (view, theme) in [(View::Spl, Theme::Light), (View::Impedance, Theme::Dark)] {
        let model = plot_of(design, view);
        let origin = trace::line(design);
        let about = About {
            title: &model.title,
            origin: &origin,
        };
        let document = pdf(&svg(&model, 900.0, 500.0, theme), about).unwrap();
        let image = png::png(&model, 900.0, 500.0, 2.0, theme).unwrap();
        let Some(page) = page(&document, Some(&image)) else {
            return;
        };
        // 96 units to the inch.
        assert!((page.size[0] - 900.0 * 25.4 / 96.0).abs() < 0.01);
        assert!((page.size[1] - 500.0 * 25.4 / 96.0).abs() < 0.01);
        println!("{}: pixels {} off", model.title, page.off);
        assert!(page.off < 2.0, "{}", page.off);
        // Words stay words.
        for words in [&model.title, &model.x.label, &model.left.label] {
            assert!(
                page.words.contains(words.as_str()),
                "{words}: {}",
                page.words
            );
        }
        assert!(page.about.contains(&trace::hash(design)));
    }
}

/// Where a format holds a remark, the file says where it comes from.
#[test]
fn exported_plots_say_where_they_come_from() {
    let mut design = library::designs()[0].design.clone();
    design.name = "A & <B>".to_owned();
    let model = plot_of(&design, View::Spl);
    let input = earwright::exchange::export::Input {
        plot: Some(&model),
        ..exported::bare(&design)
    };
    let hash = trace::hash(&design);
    for export in [Export::Svg, Export::Png, Export::Pdf] {
        let bytes = export.write(&input).unwrap().files.remove(0).1;
        match export {
            Export::Svg => {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains(&format!("{hash}</desc>")));
                pdf(
                    &text,
                    About {
                        title: "",
                        origin: "",
                    },
                )
                .unwrap();
            }
            Export::Png => {
                let image = resvg::tiny_skia::Pixmap::decode_png(&bytes).unwrap();
                assert_eq!((image.width(), image.height()), (1800, 1000));
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(text.contains("tEXtComment\0Earwright ") && text.contains(&hash));
            }
            _ => {
                if let Some(page) = page(&bytes, None) {
                    assert!(page.about.contains(&hash), "{}", page.about);
                }
            }
        }
    }
}

#[test]
fn what_no_page_holds_is_refused() {
    let about = About {
        title: "",
        origin: "",
    };
    let gradient = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><linearGradient id='g'><stop offset='0'/><stop offset='1' stop-color='#fff'/></linearGradient><rect width='9' height='9' fill='url(#g)'/></svg>";
    let refused = pdf(gradient, about).unwrap_err().to_string();
    assert!(refused.contains("gradient"), "{refused}");
    assert!(pdf("<svg", about).is_err());
}
