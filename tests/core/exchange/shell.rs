//! Shell outlines from SVG drawings.

use earwright::{
    design::{Design, Edit, Severity, geometry, shell::Shell},
    exchange::{Drawing, Finding, OutlineError},
};

/// What is proposed of a drawing, in the unit that is likeliest, and everything that is told.
fn shell_from_svg(
    name: &str,
    text: &str,
    depth_mm: f64,
) -> Result<(Shell, Vec<Finding>), OutlineError> {
    let drawing = Drawing::of(text.as_bytes())?;
    let (shell, size) = drawing.shell(None, drawing.scale.likely(), name, depth_mm)?;
    let mut findings = drawing.findings;
    findings.push(size);
    Ok((shell, findings))
}

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
fn a_drawing_without_unit_is_asked_for_it() {
    let text = svg(
        "width=\"400\" height=\"300\" viewBox=\"0 0 40 30\"",
        "<path d=\"M 5 5 h 24 v 16 h -24 z\"/>",
    );
    let (shell, findings) = shell_from_svg("Mine", &text, 11.0).unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 384.0).abs() < 1e-2);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert!(findings[0].message.contains("states no unit of length"));
    let drawing = Drawing::of(text.as_bytes()).unwrap();
    let error = drawing.shell(None, None, "Mine", 11.0).unwrap_err();
    // 240 of its pixels, or 24 of its own units.
    for size in [
        "mm: 24.0 × 16.0",
        "96 per inch: 63.5 × 42.3",
        "72 per inch: 84.7 × 56.4",
    ] {
        assert!(error.to_string().contains(size), "{error}");
    }
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
    assert!(matches!(error, OutlineError::NoOutline(_)), "{error}");
    assert!(shell_from_svg("Empty", &svg(MM, ""), 10.0).is_err());
    let error = shell_from_svg("Text", "not a drawing", 10.0).unwrap_err();
    assert!(error.to_string().contains("not an SVG drawing"), "{error}");
}

/// A path of one rectangle, drawn with this many segments.
fn rectangle(segments: usize) -> String {
    // Moving, closing and four sides; what is more lies on the last side.
    let more = "v -0.001 ".repeat(segments - 6);
    format!("<path d=\"M 5 5 h 24 v 16 h -24 v -8 {more} z\"/>")
}

fn refusal(content: &str) -> String {
    shell_from_svg("Mine", &svg(MM, content), 10.0).map_or_else(
        |error| error.to_string(),
        |(shell, _)| format!("taken: {shell:?}"),
    )
}

fn is_taken(content: &str) -> bool {
    shell_from_svg("Mine", &svg(MM, content), 10.0).is_ok()
}

#[test]
fn a_drawing_one_over_a_limit_is_refused_before_it_is_read() {
    let shape = rectangle(6);
    // The drawing itself and the shape are elements as well.
    let elements = |count: usize| format!("{shape}{}", "<g/>".repeat(count - 2));
    assert!(is_taken(&elements(20_000)));
    assert!(refusal(&elements(20_001)).contains("more than 20000 elements"));
    let nested = |depth: usize| {
        format!(
            "{shape}{}{}",
            "<g>".repeat(depth - 1),
            "</g>".repeat(depth - 1)
        )
    };
    assert!(is_taken(&nested(64)));
    assert!(refusal(&nested(65)).contains("more than 64 elements inside one another"));
    // Three of the drawing itself, one of the shape.
    let attributes = |count: usize| {
        let group = |held: usize| {
            let names: String = (0..held).map(|n| format!(" a{n}=\"\"")).collect();
            format!("<g{names}/>")
        };
        let hundreds = group(100).repeat((count - 5) / 100);
        format!("{shape}{hundreds}{}", group((count - 5) % 100))
    };
    assert!(is_taken(&attributes(200_000)));
    assert!(refusal(&attributes(200_001)).contains("more than 200000 attributes"));
    let said = refusal(&rectangle(100_001));
    assert!(said.contains("more than 100000 segments"), "{said}");
    let said = refusal(&format!("{shape}<g id=\"{}\"/>", "x".repeat(4097)));
    assert!(said.contains("more than 4096 bytes in one value"), "{said}");
    let said = refusal(&format!("{shape}<!--{}-->", " ".repeat(4 << 20)));
    assert!(said.contains("more than 4194304 bytes"), "{said}");
}

#[test]
fn a_drawing_that_reaches_too_far_is_refused_before_it_is_drawn() {
    for far in [
        "<path d=\"M 0 0 h 2000000 v 3 z\"/>",
        "<path d=\"M 0 0 a 2000000 1 0 0 1 3 3 z\"/>",
        "<path d=\"M 0 0 c 1 1 2 -2000000 3 3 z\"/>",
        "<polygon points=\"0,0 3,0 3,-2000000\"/>",
        "<circle cx=\"3\" cy=\"3\" r=\"2000000mm\"/>",
        "<rect width=\"3\" height=\"3\" rx=\"2000000\"/>",
    ] {
        let said = refusal(&svg(MM, far));
        assert!(said.contains("beyond 1000000 units"), "{far}: {said}");
    }
}

#[test]
fn copies_are_counted_as_often_as_they_are_drawn() {
    let drawing = |copies: usize| {
        let shape = rectangle(1000).replacen("<path", "<path id=\"a\"", 1);
        format!("{shape}{}", "<use href=\"#a\"/>".repeat(copies))
    };
    assert!(is_taken(&drawing(150)));
    let said = refusal(&drawing(200));
    assert!(said.contains("copies counted"), "{said}");
    let said = refusal("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
    assert!(said.contains("is drawn inside itself"), "{said}");
}

#[test]
fn entities_are_few_short_and_plain() {
    let drawing = |entities: &str| {
        let head = format!("<!DOCTYPE svg [{entities}]>");
        format!("{head}{}", svg(MM, "<path d=\"M 5 5 h 24 v 16 h -24 z\"/>"))
    };
    // As an old drawing program begins its files.
    let (shell, findings) = shell_from_svg(
        "Old",
        &drawing("<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">"),
        10.0,
    )
    .unwrap();
    assert!((geometry::area_mm2(&shell.outline_mm) - 384.0).abs() < 1e-2);
    assert_eq!(findings.len(), 1, "its unit was read: {findings:?}");
    let said = |entities: &str| {
        let error = shell_from_svg("Old", &drawing(entities), 10.0).unwrap_err();
        error.to_string()
    };
    let nested = said("<!ENTITY a \"x\"><!ENTITY b \"&a;\">");
    assert!(nested.contains("by entities"), "{nested}");
    let many = said(&"<!ENTITY a \"x\">".repeat(65));
    assert!(many.contains("more than 64 entities"), "{many}");
    let said = refusal(&format!(
        "{}<text>{}</text>",
        rectangle(6),
        "&lt;".repeat(10_001)
    ));
    assert!(
        said.contains("more than 10000 entities in its text"),
        "{said}"
    );
}

#[test]
fn what_is_no_shape_is_left_out_and_takes_no_shape_with_it() {
    let shape = "d=\"M 5 5 h 24 v 16 h -24 z\"";
    for drawn in [
        format!("<path style=\"fill:url(#g);filter:url(#nowhere);clip-path:url(#n)\" {shape}/>"),
        format!("<path fill=\"url(#nowhere)\" mask=\"url(#nowhere)\" {shape}/>"),
        format!(
            "<style>.a {{ fill: url(#g); marker-end: url(#m) }}</style><path class=\"a\" {shape}/>"
        ),
        format!(
            "<text>Shell &amp; nozzle</text><filter id=\"f\"/><path filter=\"url(#f)\" {shape}/>"
        ),
        format!(
            "<foreignObject><path d=\"M 0 0 h 90 v 90 h -90 z\"/></foreignObject><path {shape}/>"
        ),
        format!("<path display=\"none\" d=\"M 0 0 h 90 v 90 h -90 z\"/><path {shape}/>"),
        format!(
            "<style><![CDATA[/* }} */ .b > .c, .h {{ display: none; }}]]></style><path class=\"h\" d=\"M 0 0 h 90 v 90 h -90 z\"/><path {shape}/>"
        ),
        format!("<g id=\"a\" title='a \"b\"' ><path {shape}/></g>"),
    ] {
        let (shell, _) = shell_from_svg("Mine", &svg(MM, &drawn), 10.0)
            .unwrap_or_else(|error| panic!("{drawn}: {error}"));
        let area = geometry::area_mm2(&shell.outline_mm);
        assert!((area - 384.0).abs() < 1e-2, "{drawn}: {area}");
    }
}

#[test]
fn an_outline_too_fine_for_a_design_says_so() {
    let said = refusal(&rectangle(10_100));
    assert!(said.contains("more than 10000 points"), "{said}");
}

/// A pipe that nobody writes to keeps whoever opens it waiting for ever.
#[cfg(unix)]
#[test]
fn nothing_that_a_drawing_names_is_opened() {
    use std::{process::Command, sync::mpsc, thread, time::Duration};
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.svg");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let pipe = pipe.display();
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {MM}>\
         <image href=\"{pipe}\" width=\"9\" height=\"9\"/><image xlink:href=\"{pipe}\" width=\"9\" height=\"9\"/>\
         <use href=\"{pipe}#a\"/><style>@import url({pipe}); path {{ fill: red }}</style>\
         <path d=\"M 5 5 h 24 v 16 h -24 z\"/></svg>"
    );
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(shell_from_svg("Mine", &text, 10.0).is_ok()));
    let taken = receive.recv_timeout(Duration::from_secs(20));
    assert!(taken.expect("it waits for a file that the drawing names"));
}
