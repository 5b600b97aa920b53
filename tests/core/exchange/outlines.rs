//! Outlines of drawings as people bring them: what is taken, what is not, and what is told.

use earwright::{
    design::geometry,
    exchange::{
        Drawing,
        outline::{NotTaken, Unit},
    },
};
use std::{fs, path::PathBuf};

/// File, width and height of its shell in mm, and what is told.
const CASES: [(&str, [f64; 2], &str); 10] = [
    ("svg_ai_72dpi.svg", [23.0, 18.0], "states no unit of length"),
    (
        "svg_lines_and_letter.svg",
        [30.0, 20.0],
        "4 lines that meet were joined",
    ),
    (
        "svg_page_background.svg",
        [23.0, 18.0],
        "rectangle of the page was not taken",
    ),
    (
        "svg_segments.svg",
        [27.0, 8.0],
        "4 lines that meet were joined",
    ),
    ("svg_hidden_layer.svg", [23.0, 18.0], ""),
    ("svg_inkscape_layer_transform.svg", [23.0, 18.0], ""),
    ("svg_mm.svg", [23.0, 18.0], ""),
    ("svg_no_paint.svg", [23.0, 18.0], ""),
    ("svg_percent_size.svg", [23.0, 18.0], ""),
    ("svg_stroke_only_thin.svg", [23.0, 18.0], ""),
];

fn said(drawing: &Drawing) -> String {
    let said: Vec<&str> = (drawing.findings.iter())
        .map(|finding| finding.message.as_str())
        .collect();
    said.join("\n")
}

/// Width and height of what is proposed, in the likeliest unit.
fn size(drawing: &Drawing) -> Option<[f64; 2]> {
    let outline = &drawing.outlines[drawing.proposed?];
    let mm = drawing.scale.mm(drawing.scale.likely())?;
    Some(outline.size().map(|side| side * mm))
}

fn is(size: Option<[f64; 2]>, wanted: [f64; 2]) -> bool {
    let near = |size: [f64; 2]| (0..2).all(|axis| (size[axis] - wanted[axis]).abs() < 0.02);
    size.is_some_and(near)
}

#[test]
fn every_drawing_is_read_as_it_is_meant() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/field-cases");
    let files = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let drawings = files.filter(|file| file.extension().is_some_and(|ending| ending == "svg"));
    assert_eq!(drawings.count(), CASES.len(), "each drawing has its row");
    for (name, wanted, told) in CASES {
        let bytes = fs::read(folder.join(name)).unwrap();
        assert!(Drawing::is(&bytes), "{name}");
        let drawing = Drawing::of(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let told_size = size(&drawing);
        assert!(is(told_size, wanted), "{name}: {told_size:?} {drawing:?}");
        assert!(said(&drawing).contains(told), "{name}: {}", said(&drawing));
    }
}

/// The shell of these tests: 23 × 18 mm, its right corners round.
const SHELL: &str = "M 6 4 h 18 a 5 5 0 0 1 5 5 v 8 a 5 5 0 0 1 -5 5 h -18 z";
/// The same, piece by piece.
const PIECES: [&str; 6] = [
    "M 6 4 L 24 4",
    "M 24 4 A 5 5 0 0 1 29 9",
    "M 29 9 L 29 17",
    "M 29 17 A 5 5 0 0 1 24 22",
    "M 24 22 L 6 22",
    "M 6 22 L 6 4",
];
/// The same pieces the other way round.
const BACKWARDS: [&str; 6] = [
    "M 24 4 L 6 4",
    "M 29 9 A 5 5 0 0 0 24 4",
    "M 29 17 L 29 9",
    "M 24 22 A 5 5 0 0 0 29 17",
    "M 6 22 L 24 22",
    "M 6 4 L 6 22",
];
const AREA: f64 = 23.0 * 18.0 - (2.0 - std::f64::consts::PI / 2.0) * 25.0;

fn path(d: &str) -> String {
    format!("<path d=\"{d}\" fill=\"none\" stroke=\"#000\"/>")
}

fn svg(root: &str, content: &str) -> Drawing {
    let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {root}>{content}</svg>");
    Drawing::of(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

const MM: &str = "width=\"60mm\" height=\"45mm\" viewBox=\"0 0 60 45\"";

/// Whether what is taken is the shell, its curves within a hundredth of a millimetre.
fn is_the_shell(drawing: &Drawing, what: &str) {
    let found = size(drawing);
    assert!(
        is(found, [23.0, 18.0]),
        "{what}: {found:?}\n{}",
        said(drawing)
    );
    let (shell, _) = drawing
        .shell(None, drawing.scale.likely(), "Mine", 10.0)
        .unwrap();
    let area = geometry::area_mm2(&shell.outline_mm);
    // Two quarter circles of 8 mm length each, off by 0.01 mm at most.
    assert!((area - AREA).abs() < 0.2, "{what}: {area} for {AREA}");
}

#[test]
fn pieces_are_joined_in_any_order_and_direction() {
    // Every order that begins at each piece, forwards, backwards and alternating.
    for start in 0..6 {
        for step in [1, 5] {
            for flips in 0_u32..64 {
                let order = (0..6).map(|n| (start + n * step) % 6);
                let drawn: String = order
                    .map(|n| {
                        if flips & (1 << n) == 0 {
                            path(PIECES[n])
                        } else {
                            path(BACKWARDS[n])
                        }
                    })
                    .collect();
                let drawing = svg(MM, &drawn);
                is_the_shell(&drawing, &drawn);
                assert_eq!(drawing.outlines.len(), 1);
                assert_eq!(drawing.outlines[0].lines, 6);
            }
        }
    }
}

#[test]
fn gaps_within_a_tenth_of_a_millimetre_close_and_wider_ones_are_told() {
    let with_gap = |gap: f64| {
        let last = format!("M 6 22 L 6 {}", 4.0 + gap);
        let pieces: String = PIECES[..5].iter().map(|piece| path(piece)).collect();
        svg(MM, &format!("{pieces}{}", path(&last)))
    };
    is_the_shell(&with_gap(0.08), "0.08 mm");
    let open = with_gap(0.5);
    assert_eq!(open.proposed, None);
    assert!(matches!(
        open.outlines[0].not_taken,
        Some(NotTaken::Open(_))
    ));
    assert!(
        said(&open).contains("its ends are 0.50 mm apart"),
        "{}",
        said(&open)
    );
    // The user may take it all the same, closed by a straight line.
    assert!(open.shell(Some(0), None, "Mine", 10.0).is_ok());
    // And a mark beside it is not taken in its place.
    let pieces: String = PIECES[..5].iter().map(|piece| path(piece)).collect();
    let mark = path("M 40 30 h 9 v 9 h -9 z");
    let beside = svg(MM, &format!("{pieces}{}{mark}", path("M 6 22 L 6 4.5")));
    assert_eq!(beside.proposed, None, "{}", said(&beside));
}

#[test]
fn finely_cut_curves_and_lines_drawn_twice_are_joined_too() {
    // Pieces shorter than the gaps that are closed.
    let at = |n: u32| {
        let (sin, cos) = (f64::from(n % 2000) * std::f64::consts::TAU / 2000.0).sin_cos();
        format!("{:.4} {:.4}", 20.0 + 10.0 * cos, 20.0 + 10.0 * sin)
    };
    let drawn: String = (0..2000)
        .map(|n| path(&format!("M {} L {}", at(n), at(n + 1))))
        .collect();
    let drawing = svg(MM, &drawn);
    assert!(is(size(&drawing), [20.0, 20.0]), "{:?}", size(&drawing));
    assert_eq!(drawing.outlines[0].lines, 2000);
    let twice: String = PIECES
        .iter()
        .chain(&BACKWARDS)
        .map(|piece| path(piece))
        .collect();
    is_the_shell(&svg(MM, &twice), "twice");
}

#[test]
fn a_line_across_and_one_that_hangs_by_it_leave_the_outline_whole() {
    let pieces: String = PIECES.iter().map(|piece| path(piece)).collect();
    let across = path("M 24 4 L 24 22");
    let axis = path("M 29 9 L 40 9");
    let drawing = svg(MM, &format!("{across}{pieces}{axis}"));
    is_the_shell(&drawing, "across");
}

#[test]
fn transforms_groups_sizes_and_units_keep_the_size() {
    let shell = path(SHELL);
    let roots = [
        (MM, shell.clone()),
        (
            "width=\"6cm\" height=\"4.5cm\" viewBox=\"0 0 60 45\"",
            shell.clone(),
        ),
        (
            "width=\"60mm\" height=\"45mm\" viewBox=\"-10,-20,60,45\"",
            shell.clone(),
        ),
        ("width=\"60mm\" viewBox=\"0 0 60 45\"", shell.clone()),
        (
            "width=\"60mm\" height=\"60mm\" viewBox=\"0 0 60 45\"",
            shell.clone(),
        ),
        (
            "width=\"2.362204724in\" height=\"1.771653543in\" viewBox=\"0 0 600 450\"",
            format!("<g transform=\"scale(10)\">{shell}</g>"),
        ),
        (
            "width=\"170.0787pt\" height=\"127.5591pt\" viewBox=\"0 0 60 45\"",
            shell.clone(),
        ),
        (
            MM,
            format!("<g transform=\"translate(40 2) scale(-1 1)\">{shell}</g>"),
        ),
        (
            MM,
            format!(
                "<g transform=\"translate(3 2)\"><g transform=\"rotate(180 20 15)\">{shell}</g></g>"
            ),
        ),
        (
            MM,
            format!(
                "<g transform=\"matrix(0.5 0 0 0.5 1 1)\"><g transform=\"scale(2)\">{shell}</g></g>"
            ),
        ),
        (
            MM,
            format!("<defs><g id=\"s\">{shell}</g></defs><use href=\"#s\" x=\"4\" y=\"5\"/>"),
        ),
        (
            MM,
            format!(
                "<svg x=\"1\" y=\"2\" width=\"60\" height=\"45\" viewBox=\"0 0 60 45\">{shell}</svg>"
            ),
        ),
    ];
    for (root, content) in roots {
        let drawing = svg(root, &content);
        assert_eq!(drawing.scale.likely(), None, "{root}");
        is_the_shell(&drawing, &format!("{root} {content}"));
    }
}

#[test]
fn a_unit_that_is_not_stated_is_asked_and_the_likeliest_proposed() {
    let dots = |per_inch: f64, root: &str| {
        let scale = per_inch / 25.4;
        let [width, height] =
            [60.0 * scale, 45.0 * scale].map(|side| (side * 100.0).round() / 100.0);
        let root = root
            .replace('W', &width.to_string())
            .replace('H', &height.to_string());
        svg(
            &root,
            &format!("<g transform=\"scale({scale})\">{}</g>", path(SHELL)),
        )
    };
    let sized = "width=\"W\" height=\"H\" viewBox=\"0 0 W H\"";
    let in_px = "width=\"Wpx\" height=\"Hpx\"";
    let bare = "viewBox=\"0 0 W H\"";
    for root in [sized, in_px, bare] {
        for (per_inch, unit) in [
            (72.0, Unit::PerInch72),
            (90.0, Unit::PerInch90),
            (96.0, Unit::PerInch96),
            (25.4, Unit::Millimetre),
        ] {
            let drawing = dots(per_inch, root);
            assert!(
                said(&drawing).contains("states no unit"),
                "{}",
                said(&drawing)
            );
            let (shell, _) = drawing.shell(None, Some(unit), "Mine", 10.0).unwrap();
            let [low, high] = geometry::bounds(shell.outline_mm.iter().copied()).unwrap();
            assert!((high[0] - low[0] - 23.0).abs() < 0.02, "{root} {per_inch}");
            assert_eq!(drawing.scale.likely(), Some(unit), "{root} {per_inch}");
        }
    }
}

#[test]
fn page_frame_lettering_marks_and_what_is_hidden_are_not_taken() {
    let shell = path(SHELL);
    let letters = "<path d=\"M 40 30 h 2 v 3 h -2 z M 44 30 h 2 v 3 h -2 z\"/><text x=\"3\" y=\"40\">L</text>";
    let big = "M 0 0 h 55 v 40 h -55 z";
    let cases = [
        (
            format!("<rect width=\"60\" height=\"45\" fill=\"#fff\"/>{shell}"),
            "page",
        ),
        (
            format!("<rect width=\"100%\" height=\"100%\"/>{shell}"),
            "page",
        ),
        (
            format!("<rect x=\"-5\" y=\"-5\" width=\"80\" height=\"80\"/>{shell}"),
            "page",
        ),
        (
            format!(
                "{}{shell}",
                ["M 0 0 H 60", "M 60 45 V 0", "M 60 45 H 0", "M 0 0 V 45"]
                    .map(path)
                    .concat()
            ),
            "page",
        ),
        (
            format!("<rect x=\"2\" y=\"2\" width=\"56\" height=\"41\" fill=\"none\"/>{shell}"),
            "frame",
        ),
        (
            format!(
                "<rect x=\"1\" y=\"1\" width=\"40\" height=\"30\" rx=\"1\" fill=\"none\"/>{shell}"
            ),
            "frame",
        ),
        (
            format!("{letters}{shell}"),
            "small outlines (lettering or marks)",
        ),
        (format!("{letters}{shell}"), "lettering is not taken"),
        (
            format!("{shell}<circle cx=\"15\" cy=\"13\" r=\"5\"/>"),
            "inside another",
        ),
        (
            format!("{shell}<path visibility=\"hidden\" d=\"{big}\"/>"),
            "hidden",
        ),
        (
            format!("{shell}<g visibility=\"hidden\"><g><path d=\"{big}\"/></g></g>"),
            "hidden",
        ),
        (
            format!("{shell}<g style=\"display:none\"><path d=\"{big}\"/></g>"),
            "",
        ),
        (
            format!("{shell}<g display=\"none\"><path d=\"{big}\"/></g>"),
            "",
        ),
        (
            format!(
                "<style>.off{{display:none}}</style>{shell}<g class=\"off\"><path d=\"{big}\"/></g>"
            ),
            "",
        ),
        (
            format!(
                "{shell}<g xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" i:groupmode=\"layer\" i:label=\"Old\" style=\"fill:red;display:none\"><path d=\"{big}\"/></g>"
            ),
            "",
        ),
        (
            format!(
                "<defs><path d=\"{big}\"/></defs><clipPath id=\"c\"><path d=\"{big}\"/></clipPath>{shell}"
            ),
            "",
        ),
    ];
    for (content, told) in cases {
        let drawing = svg(MM, &content);
        is_the_shell(&drawing, &content);
        assert!(
            said(&drawing).contains(told),
            "{content}: {}",
            said(&drawing)
        );
    }
}

#[test]
fn several_outlines_are_offered_the_largest_first() {
    let other = path("M 35 4 h 21 v 17 h -21 z");
    let drawing = svg(MM, &format!("{other}{}", path(SHELL)));
    assert_eq!(drawing.outlines.len(), 2);
    is_the_shell(&drawing, "two");
    assert!(
        said(&drawing).contains("2 outlines of like size"),
        "{}",
        said(&drawing)
    );
    let (shell, _) = drawing.shell(Some(1), None, "Other", 10.0).unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 357.0).abs() < 0.01);
    assert!(drawing.shell(Some(2), None, "None", 10.0).is_err());
}

#[test]
fn a_page_alone_is_taken_with_a_doubt_and_never_in_place_of_open_lines() {
    let page = "<rect width=\"60\" height=\"45\" fill=\"none\"/>";
    let drawing = svg(MM, page);
    assert_eq!(drawing.proposed, Some(0));
    assert!(
        said(&drawing).contains("the page's edge as well"),
        "{}",
        said(&drawing)
    );
    let pieces: String = PIECES[1..].iter().map(|piece| path(piece)).collect();
    for more in [String::new(), path("M 40 30 h 9 v 9 h -9 z")] {
        let drawing = svg(MM, &format!("{page}{pieces}{more}"));
        assert_eq!(drawing.proposed, None, "{}", said(&drawing));
    }
}
