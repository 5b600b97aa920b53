//! Drawings at 1:1: their size, and what other programs read in them.

use super::pages::page;
use crate::support::exported;
use earwright::{
    design::{Design, geometry::bounds},
    exchange::{Export, trace},
    library,
};
use std::collections::BTreeMap;

/// A page of A4, mm.
const A4: [f64; 2] = [297.0, 210.0];

fn is_near(a: f64, b: f64, bar: f64) -> bool {
    (a - b).abs() < bar
}

#[test]
fn a_drawing_in_dxf_needs_no_repair_and_is_to_scale() {
    for entry in library::designs() {
        let mut design = entry.design.clone();
        design.name = "Größe Ø 阻尼".to_owned();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.dxf");
        std::fs::write(&file, exported::one(&design, Export::DrawingDxf)).unwrap();
        let Some(told) = exported::asked("ezdxf_layers.py", "ezdxf", &[&file]) else {
            return;
        };
        // No error, nothing repaired, millimetres.
        assert_eq!(told.lines().next(), Some("0 0 4"), "{}", entry.design.name);
        let layers: BTreeMap<&str, Vec<f64>> = (told.lines().skip(1))
            .take_while(|line| *line != "texts")
            .map(|line| {
                let (name, rest) = line.split_once(' ').unwrap();
                (name, rest.split(' ').map(|x| x.parse().unwrap()).collect())
            })
            .collect();
        if let Some([low, high]) = bounds(design.shell.outline_mm.iter().copied()) {
            let shell = &layers["SHELL"];
            let size = [shell[3] - shell[1], shell[4] - shell[2]];
            // The nozzle sticks out of it.
            assert!(size[0] > high[0] - low[0] - 1e-3 && size[1] > high[1] - low[1] - 1e-3);
            assert!(size[0] < high[0] - low[0] + 30.0);
        }
        assert!(layers["TUBES"][0] > 0.0 && layers["PARTS"][0] > 0.0);
        let texts: Vec<&str> = told.lines().skip_while(|line| *line != "texts").collect();
        assert!(texts.contains(&"Größe Ø 阻尼"), "{texts:?}");
        for part in design.drivers() {
            assert!(texts.contains(&part.name.as_str()), "{}", part.name);
        }
    }
}

#[test]
fn a_drawing_as_a_page_is_paper_and_names_what_is_on_it() {
    let sheets: Vec<&Design> = library::designs()
        .iter()
        .map(|entry| &entry.design)
        .collect();
    for design in sheets {
        let Some(page) = page(&exported::one(design, Export::DrawingPdf), None) else {
            return;
        };
        assert!(is_near(page.size[0], A4[0], 0.01) && is_near(page.size[1], A4[1], 0.01));
        let tube = design.links.iter().find(|link| link.name == "T1").unwrap();
        assert!(page.words.contains(&tube.name), "{}", page.words);
        for words in ["Bore", "1:1", &design.name, &trace::hash(design)] {
            assert!(page.words.contains(words), "{words}");
        }
        // The white behind the letters is no second text.
        for once in ["Tubes, mm", &trace::hash(design)] {
            assert_eq!(page.words.matches(once).count(), 1, "{once}");
        }
    }
}

#[test]
fn a_drawing_as_svg_has_its_measures_and_its_size() {
    let design = &library::designs()[0].design;
    let svg = String::from_utf8(exported::one(design, Export::DrawingSvg)).unwrap();
    assert!(
        svg.contains("width=\"297mm\" height=\"210mm\""),
        "{}",
        &svg[..300]
    );
    let [low, high] = bounds(design.shell.outline_mm.iter().copied()).unwrap();
    let rounded = |mm: f64| earwright::quantity::text::bare_mm(mm * 1e-3);
    for size in [high[0] - low[0], high[1] - low[1]] {
        assert!(
            svg.contains(&format!(">{}</text>", rounded(size))),
            "{size}"
        );
    }
    assert!(svg.contains(&trace::hash(design)));
}

#[test]
fn a_drawing_of_nothing_is_refused_with_a_sentence() {
    let design = Design::new();
    let written = Export::DrawingPdf.write(&exported::bare(&design));
    let refused = written.unwrap_err().to_string();
    assert!(refused.contains("no body to draw"), "{refused}");
}

/// More than a sheet of paper holds makes the sheet larger, never the drawing smaller.
#[test]
fn a_drawing_larger_than_paper_gets_a_larger_sheet() {
    let mut design = library::designs()[0].design.clone();
    design.shell.outline_mm = vec![[-400.0, -300.0], [400.0, -300.0], [400.0, 300.0]];
    let svg = String::from_utf8(exported::one(&design, Export::DrawingSvg)).unwrap();
    let width = svg.split("width=\"").nth(1).unwrap();
    let width: f64 = width.split("mm").next().unwrap().parse().unwrap();
    assert!(width > 820.0, "{width}");
}

#[test]
fn a_data_sheet_is_one_page_with_drawing_curves_figures_and_parts() {
    for entry in library::designs() {
        let design = &entry.design;
        let svg = String::from_utf8(exported::one(design, Export::DataSheetSvg)).unwrap();
        // Plots that share a page share no names.
        let ids: Vec<&str> = (svg.split(" id=\"").skip(1))
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        assert_eq!(
            svg.matches("<svg").count(),
            5,
            "the page, a drawing and three plots"
        );
        let Some(page) = page(&exported::one(design, Export::DataSheetPdf), None) else {
            return;
        };
        assert!(is_near(page.size[0], 210.0, 0.01) && is_near(page.size[1], 297.0, 0.01));
        for words in [
            "Impedance, least",
            "Parts",
            "Frequency [Hz]",
            &trace::hash(design),
        ] {
            assert!(page.words.contains(words), "{}: {words}", design.name);
        }
        // Figures are those of the solution.
        let f = earwright::network::log_grid(481, 20.0, 20e3);
        let solution = earwright::network::Solver::default().solve(design, &f);
        let z = solution.input_impedance.unwrap();
        let sizes: Vec<f64> = z.iter().map(|z| z.norm()).collect();
        let ohm = earwright::analysis::interpolate::at_log(&f, &sizes, 1e3).unwrap();
        let words = earwright::quantity::text::rounded(ohm, &earwright::quantity::Unit::OHM, 3);
        assert!(page.words.contains(&words), "{}: {words}", design.name);
    }
}
