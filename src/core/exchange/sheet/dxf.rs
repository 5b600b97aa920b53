//! A sheet as DXF R2007 in millimetres (Autodesk's DXF Reference, 2007), the first whose texts hold
//! every letter: polylines, circles and texts on layers of their own. Filled areas are outlines there.

use super::{
    Anchor, Item, Point, Sheet,
    dxf_frame::{self as frame, Dxf, SPACES, hex, puts, shown},
};

/// Height of capitals, which DXF counts, over the size of a font.
const CAPITALS: f64 = 0.7;

/// The file.
pub(super) fn text(sheet: &Sheet) -> String {
    let mut out = Dxf::new();
    out.put(999, &plain(&sheet.origin));
    let entities = entities(&mut out, sheet);
    let tables = frame::tables(&mut out);
    let blocks = frame::blocks(&mut out);
    out.header(sheet);
    for (name, inside) in [
        ("CLASSES", String::new()),
        ("TABLES", tables),
        ("BLOCKS", blocks),
        ("ENTITIES", entities),
        ("OBJECTS", frame::objects()),
    ] {
        out.put(0, "SECTION");
        out.put(2, name);
        out.text.push_str(&inside);
        out.put(0, "ENDSEC");
    }
    out.put(0, "EOF");
    out.text
}

fn entities(dxf: &mut Dxf, sheet: &Sheet) -> String {
    let mut out = String::new();
    // DXF has y up.
    let place = |[x, y]: Point| [x, sheet.size[1] - y].map(|mm| format!("{mm:.5}"));
    for (layer, item) in &sheet.items {
        let handle = hex(dxf.handle());
        let owner = hex(SPACES[0].1);
        let kind = match item {
            Item::Path { .. } => "LWPOLYLINE",
            Item::Circle { .. } => "CIRCLE",
            Item::Words { .. } => "TEXT",
        };
        puts(
            &mut out,
            &[
                (0, kind),
                (5, &handle),
                (330, &owner),
                (100, "AcDbEntity"),
                (8, shown(*layer).0),
            ],
        );
        match item {
            Item::Path { points, closed, .. } => {
                let (count, closed) = (points.len().to_string(), u8::from(*closed).to_string());
                puts(
                    &mut out,
                    &[
                        (100, "AcDbPolyline"),
                        (90, &count),
                        (70, &closed),
                        (43, "0"),
                    ],
                );
                for point in points {
                    let [x, y] = place(*point);
                    puts(&mut out, &[(10, &x), (20, &y)]);
                }
            }
            Item::Circle { centre, radius, .. } => {
                let [x, y] = place(*centre);
                let radius = format!("{radius:.5}");
                puts(
                    &mut out,
                    &[
                        (100, "AcDbCircle"),
                        (10, &x),
                        (20, &y),
                        (30, "0"),
                        (40, &radius),
                    ],
                );
            }
            Item::Words {
                at,
                size,
                anchor,
                upright,
                words,
            } => {
                let [x, y] = place(*at);
                let size = format!("{:.4}", size * CAPITALS);
                let turned = if *upright { "90" } else { "0" };
                let anchor = match anchor {
                    Anchor::Start => "0",
                    Anchor::Middle => "1",
                    Anchor::End => "2",
                };
                puts(
                    &mut out,
                    &[
                        (100, "AcDbText"),
                        (10, &x),
                        (20, &y),
                        (30, "0"),
                        (40, &size),
                        (1, &plain(words)),
                        (50, turned),
                        (72, anchor),
                        (11, &x),
                        (21, &y),
                        (31, "0"),
                        (100, "AcDbText"),
                    ],
                );
            }
        }
    }
    out
}

/// Words of one line.
fn plain(words: &str) -> String {
    words.replace(|c: char| c.is_control(), " ")
}
