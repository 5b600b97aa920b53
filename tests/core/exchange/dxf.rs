//! Outlines from DXF drawings: written by hand here, and by ezdxf.

use crate::support::peer;
use earwright::{design::geometry, exchange::Drawing};
use std::{fs, process::Command};

/// A drawing of these entities: groups as `code value` a line.
fn dxf(insunits: &str, tables: &str, blocks: &str, entities: &str) -> String {
    let section = |name: &str, content: &str| format!("0 SECTION\n2 {name}\n{content}0 ENDSEC\n");
    let header = if insunits.is_empty() {
        String::new()
    } else {
        format!("9 $INSUNITS\n70 {insunits}\n")
    };
    let all = [
        section("HEADER", &header),
        section("TABLES", tables),
        section("BLOCKS", blocks),
        section("ENTITIES", entities),
        "0 EOF\n".to_owned(),
    ];
    let lines = all.concat();
    let groups = lines.lines().filter_map(|line| line.split_once(' '));
    groups
        .map(|(code, value)| format!("{code:>3}\r\n{value}\r\n"))
        .collect()
}

fn read(text: &str) -> Drawing {
    assert!(Drawing::is(text.as_bytes()));
    Drawing::of(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The outline that is taken, mm.
fn outline(drawing: &Drawing) -> Vec<[f64; 2]> {
    let unit = drawing.scale.likely();
    drawing
        .shell(None, unit, "Mine", 10.0)
        .unwrap()
        .0
        .outline_mm
}

fn size(outline: &[[f64; 2]]) -> [f64; 2] {
    let [low, high] = geometry::bounds(outline.iter().copied()).unwrap();
    geometry::subtract(high, low)
}

fn said(drawing: &Drawing) -> String {
    let said = drawing
        .findings
        .iter()
        .map(|finding| finding.message.clone());
    said.collect::<Vec<_>>().join("\n")
}

/// A stadium of 30 × 10 mm: two lines and two half circles.
const STADIUM: &str = "0 LINE\n8 0\n10 5\n20 0\n11 25\n21 0\n\
    0 ARC\n8 0\n10 25\n20 5\n40 5\n50 270\n51 90\n\
    0 LINE\n8 0\n10 25\n20 10\n11 5\n21 10\n\
    0 ARC\n8 0\n10 5\n20 5\n40 5\n50 90\n51 270\n";
const STADIUM_AREA: f64 = 200.0 + std::f64::consts::PI * 25.0;

#[test]
fn lines_and_arcs_are_joined_and_keep_their_unit() {
    for (insunits, mm) in [("4", 1.0), ("1", 25.4), ("5", 10.0), ("14", 100.0)] {
        let drawing = read(&dxf(insunits, "", "", STADIUM));
        assert_eq!(drawing.scale.likely(), None);
        let outline = outline(&drawing);
        let area = geometry::area_mm2(&outline) / (mm * mm);
        assert!(
            (area / STADIUM_AREA - 1.0).abs() < 1e-3,
            "{insunits}: {area}"
        );
    }
    for silent in ["", "0"] {
        let drawing = read(&dxf(silent, "", "", STADIUM));
        assert!(drawing.scale.likely().is_some());
        assert!(
            said(&drawing).contains("states no unit"),
            "{}",
            said(&drawing)
        );
    }
}

#[test]
fn y_goes_up_and_a_bulge_to_its_own_side() {
    // The left end of the lower side is bulged outwards by a quarter circle.
    let tear =
        "0 LWPOLYLINE\n8 0\n90 3\n70 1\n10 0\n20 0\n42 0.41421356237\n10 20\n20 0\n10 0\n20 20\n";
    let outline = outline(&read(&dxf("4", "", "", tear)));
    let segment = 0.5 * 200.0 * (std::f64::consts::FRAC_PI_2 - 1.0);
    let area = geometry::area_mm2(&outline);
    assert!((area - 200.0 - segment).abs() < 0.3, "{area}");
    // The right angle is at the bottom left: down is the greater y here.
    let sagitta = 200.0_f64.sqrt() - 10.0;
    let [width, height] = size(&outline);
    assert!((width - 20.0).abs() < 0.01 && (height - 20.0 - sagitta).abs() < 0.01);
    let lowest = outline.iter().max_by(|a, b| a[1].total_cmp(&b[1])).unwrap();
    assert!(lowest[0].abs() < 0.2, "{lowest:?}");
}

#[test]
fn hidden_layers_lettering_and_paper_are_not_taken_and_blocks_are() {
    let tables =
        "0 TABLE\n2 LAYER\n0 LAYER\n2 Old\n70 1\n62 7\n0 LAYER\n2 Off\n70 0\n62 -3\n0 ENDTAB\n";
    let blocks = format!("0 BLOCK\n2 SHELL\n10 5\n20 5\n{STADIUM}0 ENDBLK\n");
    let circle =
        |layer: &str, more: &str| format!("0 CIRCLE\n8 {layer}\n{more}10 0\n20 0\n40 40\n");
    let entities = format!(
        "0 INSERT\n8 Shell\n2 SHELL\n10 7\n20 8\n41 2\n42 2\n50 90\n{}{}{}0 TEXT\n8 0\n1 Left\n10 0\n20 0\n40 3\n",
        circle("old", ""),
        circle("Off", ""),
        circle("0", "67 1\n"),
    );
    let drawing = read(&dxf("4", tables, &blocks, &entities));
    assert_eq!(drawing.outlines.len(), 1, "{drawing:?}");
    assert_eq!(drawing.outlines[0].name, "Shell");
    let [width, height] = size(&outline(&drawing));
    assert!(
        (width - 20.0).abs() < 0.02 && (height - 60.0).abs() < 0.02,
        "{width} {height}"
    );
    let said = said(&drawing);
    assert!(
        said.contains("off or frozen") && said.contains("lettering"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let refusal = |bytes: &[u8]| Drawing::of(bytes).unwrap_err().to_string();
    let binary = b"AutoCAD Binary DXF\r\n\x1a\0rest";
    assert!(Drawing::is(binary));
    assert!(refusal(binary).contains("binary DXF drawing: save it as ASCII"));
    let open = fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/field-cases/outline.dxf"
    ));
    assert!(refusal(&open.unwrap()).contains("DXF drawing has no closed outline"));
    let damaged = dxf("4", "", "", STADIUM).replacen(" 10\r\n", " x\r\n", 1);
    assert!(refusal(damaged.as_bytes()).contains("should be a group code"));
    // A block in itself, and blocks that multiply.
    let itself = "0 BLOCK\n2 A\n0 INSERT\n2 A\n0 ENDBLK\n";
    let insert = "0 INSERT\n2 A\n";
    assert!(refusal(dxf("4", "", itself, insert).as_bytes()).contains("inside one another"));
    let many: String = (0..8)
        .map(|n| {
            format!(
                "0 BLOCK\n2 {n}\n{}0 ENDBLK\n",
                format!("0 INSERT\n2 {}\n", n + 1).repeat(20)
            )
        })
        .collect();
    let said = refusal(dxf("4", "", &many, "0 INSERT\n2 0\n").as_bytes());
    assert!(said.contains("more than 50000 entities"), "{said}");
}

/// Shapes of a known area, each written by ezdxf in several versions, with the area it finds itself.
const WRITER: &str = r#"
import sys, math, ezdxf
from ezdxf import path, units
folder = sys.argv[1]
def lines(m):
    c = [(0, 0), (23, 0), (23, 18), (0, 18)]
    for n in (2, 0, 3, 1):
        m.add_line(c[n], c[(n + 1) % 4])
def bulges(m):
    m.add_lwpolyline([(0, 0, 0.5), (24, 0, 0), (24, 14, -0.2), (0, 14, 0)], format="xyb", close=True)
def poly2d(m):
    m.add_polyline2d([(0, 0, 0.3), (20, 0, 0), (20, 12, 1), (0, 12, 0)], format="xyb", close=True)
def circle(m):
    m.add_circle((3, 4), 11)
def ellipse(m):
    m.add_ellipse((1, 2), (8, 6), 0.6)
def half(m):
    m.add_ellipse((0, 0), (12, 0), 0.5, 0, math.pi)
    m.add_line((-12, 0), (12, 0))
def spline(m):
    m.add_rational_spline([(0, 0), (20, -3), (26, 9), (12, 18), (-4, 11)], [1, 2, 1, 0.7, 1])
    m.add_line((-4, 11), (0, 0))
def open_spline(m):
    m.add_open_spline([(0, 0), (6, 14), (18, 15), (24, 0)])
    m.add_line((24, 0), (0, 0))
def flipped(m):
    m.add_arc((-5, 5), 10, 20, 200, dxfattribs={"extrusion": (0, 0, -1)})
    a, b = [(5 - 10 * math.cos(math.radians(t)), 5 + 10 * math.sin(math.radians(t))) for t in (20, 200)]
    m.add_line(a, b)
def block(m):
    b = m.doc.blocks.new("S", base_point=(1, 1))
    bulges(b)
    m.add_blockref("S", (40, 5), dxfattribs={"xscale": -1, "yscale": 1.5, "rotation": 30})
for make in (lines, bulges, poly2d, circle, ellipse, half, spline, open_spline, flipped, block):
    for version in ("R12", "R2000", "R2010", "R2018"):
        doc = ezdxf.new(version, units=units.MM)
        doc.header["$INSUNITS"] = 4
        m = doc.modelspace()
        try:
            make(m)
        except ezdxf.DXFError:
            continue
        if version == "R12" and make in (bulges, block, ellipse, half, spline, open_spline):
            continue
        m.add_text("Left", height=3)
        layer = doc.layers.add("Old"); layer.off()
        m.add_circle((0, 0), 60, dxfattribs={"layer": "Old"})
        points = []
        for e in m:
            if e.dxf.layer == "Old" or e.dxftype() == "TEXT":
                continue
            for v in ([e] if e.dxftype() != "INSERT" else e.virtual_entities()):
                points.append(list(path.make_path(v).flattening(0.001)))
        chain = points.pop(0)
        while points:
            n = min(range(len(points)), key=lambda k: min((chain[-1] - points[k][0]).magnitude, (chain[-1] - points[k][-1]).magnitude))
            p = points.pop(n)
            chain += p if (chain[-1] - p[0]).magnitude < 0.01 else p[::-1]
        area = abs(sum(a.x * b.y - b.x * a.y for a, b in zip(chain, chain[1:] + chain[:1]))) / 2
        xs, ys = [p.x for p in chain], [p.y for p in chain]
        name = f"{folder}/{make.__name__}_{version}.dxf"
        doc.saveas(name)
        print(name, area, max(xs) - min(xs), max(ys) - min(ys), sep="\t")
"#;

#[test]
fn what_ezdxf_writes_is_read_with_its_area_and_size() {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("python3")
        .args(["-c", "import ezdxf"])
        .output();
    if !run.is_ok_and(|run| run.status.success()) {
        return peer::missing("ezdxf (PyPI)");
    }
    let run = Command::new("python3")
        .args(["-c", WRITER])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let rows = String::from_utf8(run.stdout).unwrap();
    assert!(rows.lines().count() >= 30, "{rows}");
    for row in rows.lines() {
        let (name, numbers) = row.split_once('\t').unwrap();
        let numbers: Vec<f64> = numbers.split('\t').map(|n| n.parse().unwrap()).collect();
        let drawing =
            Drawing::of(&fs::read(name).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let outline = outline(&drawing);
        let [width, height] = size(&outline);
        // A hundredth of a millimetre along its whole edge.
        let edge: f64 = geometry::edges(&outline)
            .map(|(a, b)| geometry::distance(a, b))
            .sum();
        let area = geometry::area_mm2(&outline);
        assert!((area - numbers[0]).abs() < 0.01 * edge, "{row}: {area}");
        for (found, wanted) in [(width, numbers[1]), (height, numbers[2])] {
            assert!((found - wanted).abs() < 0.02, "{row}: {width} × {height}");
        }
    }
}

#[test]
fn lines_are_in_the_world_from_whichever_side_they_are_drawn() {
    // A rectangle, one side of it with its direction of extrusion downward (DXF Reference: LINE is in
    // the world, ARC in a plane of its own).
    let line = |ends: [i32; 4], more: &str| {
        let [x, y, to_x, to_y] = ends;
        format!("0 LINE\n8 0\n10 {x}\n20 {y}\n11 {to_x}\n21 {to_y}\n{more}")
    };
    let sides = [
        line([0, 0, 20, 0], "230 -1\n"),
        line([20, 0, 20, 15], ""),
        line([20, 15, 0, 15], "230 -1.0\n"),
        line([0, 15, 0, 0], ""),
    ];
    let drawing = read(&dxf("4", "", "", &sides.concat()));
    let [width, height] = size(&outline(&drawing));
    assert!((width - 20.0).abs() < 1e-9 && (height - 15.0).abs() < 1e-9);
}
