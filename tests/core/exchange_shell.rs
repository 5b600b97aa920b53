//! Shell outlines from SVG drawings.

use earwright::{
    design::{Design, Edit, Severity, geometry},
    exchange::{OutlineError, shell_from_svg},
};

fn svg(attributes: &str, content: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{content}</svg>")
}

const MM: &str = "width=\"40mm\" height=\"30mm\" viewBox=\"0 0 40 30\"";

#[test]
fn a_path_in_millimetres_keeps_its_size_and_is_centred() {
    let text = svg(MM, "<path d=\"M 5 5 h 24 v 16 h -24 z\"/>");
    let (shell, findings) = shell_from_svg("Mine", &text, 11.0).unwrap();
    assert_eq!(
        shell.outline_mm,
        [[-12.0, -8.0], [12.0, -8.0], [12.0, 8.0], [-12.0, 8.0]]
    );
    assert_eq!((shell.depth_mm, shell.nozzle_mm[0]), (11.0, 12.0));
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0].message.contains("24.0 × 16.0 mm"),
        "{findings:?}"
    );
    assert!(Design::new().apply(&Edit::SetShell(shell)).is_ok());
}

#[test]
fn curves_arcs_and_transforms_are_followed() {
    // A circle of 10 mm radius, made of two arcs, drawn small and scaled up.
    let circle = "<g transform=\"translate(20 15) scale(2)\"><path d=\"M -5 0 A 5 5 0 0 1 5 0 A 5 5 0 0 1 -5 0 Z\"/></g>";
    let (shell, _) = shell_from_svg("Round", &svg(MM, circle), 10.0).unwrap();
    let exact = core::f64::consts::PI * 100.0;
    let area = geometry::area_mm2(&shell.outline_mm);
    assert!((area / exact - 1.0).abs() < 2e-3, "{area}");
    let furthest = |point: &[f64; 2]| (point[0].hypot(point[1]) - 10.0).abs();
    assert!(shell.outline_mm.iter().all(|point| furthest(point) < 0.01));
    let rectangle = svg(MM, "<rect x=\"1\" y=\"2\" width=\"20\" height=\"10\"/>");
    let (shell, _) = shell_from_svg("Box", &rectangle, 10.0).unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 200.0).abs() < 1e-2);
}

#[test]
fn the_largest_closed_outline_is_taken() {
    let text = svg(
        MM,
        "<path fill=\"none\" stroke=\"red\" d=\"M 0 0 L 39 29\"/>\
         <path d=\"M 1 1 h 3 v 3 h -3 z M 10 5 h 20 v 10 h -20 z\"/>",
    );
    let (shell, _) = shell_from_svg("Two", &text, 10.0).unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 200.0).abs() < 1e-2);
}

#[test]
fn a_drawing_without_unit_is_read_as_millimetres_and_says_so() {
    let text = svg(
        "width=\"400\" height=\"300\" viewBox=\"0 0 40 30\"",
        "<path d=\"M 5 5 h 24 v 16 h -24 z\"/>",
    );
    let (shell, findings) = shell_from_svg("Mine", &text, 11.0).unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 384.0).abs() < 1e-2);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert!(findings[0].message.contains("taken for millimetres"));
    let huge = svg("", "<path d=\"M 0 0 h 900 v 600 h -900 z\"/>");
    let (_, findings) = shell_from_svg("Huge", &huge, 11.0).unwrap();
    assert!(
        findings
            .last()
            .unwrap()
            .message
            .contains("check the drawing's unit")
    );
}

#[test]
fn what_is_no_outline_is_refused() {
    let open = svg(
        MM,
        "<path fill=\"none\" stroke=\"red\" d=\"M 5 5 h 24 v 16\"/>",
    );
    let error = shell_from_svg("Open", &open, 10.0).unwrap_err();
    assert!(matches!(error, OutlineError::NoOutline), "{error}");
    assert!(shell_from_svg("Empty", &svg(MM, ""), 10.0).is_err());
    let error = shell_from_svg("Text", "not a drawing", 10.0).unwrap_err();
    assert!(error.to_string().contains("not an SVG drawing"), "{error}");
}
