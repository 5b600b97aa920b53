//! What a DXF file holds besides what is drawn: its tables, its blocks and its objects.

use super::{Layer, Sheet};
use std::fmt::Write as _;

/// Where the blocks of model and paper are kept; entities belong to the first.
pub(super) const SPACES: [(&str, u32); 2] = [("*Model_Space", 0x1F), ("*Paper_Space", 0x1B)];
/// Handle of the root dictionary.
const ROOT: u32 = 0xC;
/// Handles from here on are given in turn.
const FREE: u32 = 0x100;

/// A file under construction: pairs of a code and a value, a line each.
pub(super) struct Dxf {
    pub(super) text: String,
    next: u32,
}

impl Dxf {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            next: FREE,
        }
    }

    pub(super) fn put(&mut self, code: u16, value: &str) {
        put(&mut self.text, code, value);
    }

    pub(super) fn handle(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub(super) fn header(&mut self, sheet: &Sheet) {
        let [width, height] = sheet.size;
        let seed = format!("{:X}", self.next + 1);
        self.put(0, "SECTION");
        self.put(2, "HEADER");
        for (name, pairs) in [
            ("$ACADVER", vec![(1, "AC1021".to_owned())]),
            ("$DWGCODEPAGE", vec![(3, "ANSI_1252".to_owned())]),
            // Millimetres, metric.
            ("$INSUNITS", vec![(70, "4".to_owned())]),
            ("$MEASUREMENT", vec![(70, "1".to_owned())]),
            (
                "$EXTMIN",
                vec![
                    (10, "0".to_owned()),
                    (20, "0".to_owned()),
                    (30, "0".to_owned()),
                ],
            ),
            (
                "$EXTMAX",
                vec![
                    (10, width.to_string()),
                    (20, height.to_string()),
                    (30, "0".to_owned()),
                ],
            ),
            ("$HANDSEED", vec![(5, seed)]),
        ] {
            self.put(9, name);
            for (code, value) in pairs {
                self.put(code, &value);
            }
        }
        self.put(0, "ENDSEC");
    }
}

pub(super) fn put(out: &mut String, code: u16, value: &str) {
    let _ = writeln!(out, "{code}\n{value}");
}

pub(super) fn puts(out: &mut String, pairs: &[(u16, &str)]) {
    for (code, value) in pairs {
        put(out, *code, value);
    }
}

pub(super) fn hex(handle: u32) -> String {
    format!("{handle:X}")
}

pub(super) fn said(pairs: &[(u16, &str)]) -> String {
    let mut out = String::new();
    puts(&mut out, pairs);
    out
}

/// A layer's name and its colour by number.
pub(super) fn shown(layer: Layer) -> (&'static str, &'static str) {
    match layer {
        Layer::Frame => ("FRAME", "8"),
        Layer::Shell => ("SHELL", "7"),
        Layer::Tubes => ("TUBES", "5"),
        Layer::Parts => ("PARTS", "3"),
        Layer::Dimensions => ("DIMENSIONS", "1"),
    }
}

/// A table and its records: each the name, and what else it says.
fn table(
    out: &mut String,
    (name, class, handle): (&str, &str, u32),
    records: &[(&str, u32, String)],
) {
    let count = records.len().to_string();
    let own = hex(handle);
    puts(
        out,
        &[
            (0, "TABLE"),
            (2, name),
            (5, &own),
            (330, "0"),
            (100, "AcDbSymbolTable"),
            (70, &count),
        ],
    );
    if name == "DIMSTYLE" {
        put(out, 100, "AcDbDimStyleTable");
    }
    for (record, handle, rest) in records {
        // Handles of dimension styles have a code of their own.
        let code = if name == "DIMSTYLE" { 105 } else { 5 };
        puts(
            out,
            &[
                (0, name),
                (code, &hex(*handle)),
                (330, &own),
                (100, "AcDbSymbolTableRecord"),
                (100, class),
                (2, record),
            ],
        );
        out.push_str(rest);
    }
    put(out, 0, "ENDTAB");
}

pub(super) fn tables(dxf: &mut Dxf) -> String {
    let mut out = String::new();
    let view = said(&[
        (70, "0"),
        (10, "0"),
        (20, "0"),
        (11, "1"),
        (21, "1"),
        (12, "148"),
        (22, "105"),
        (13, "0"),
        (23, "0"),
        (14, "10"),
        (24, "10"),
        (15, "10"),
        (25, "10"),
        (16, "0"),
        (26, "0"),
        (36, "1"),
        (17, "0"),
        (27, "0"),
        (37, "0"),
        (40, "210"),
        (41, "1.41"),
        (42, "50"),
        (43, "0"),
        (44, "0"),
        (50, "0"),
        (51, "0"),
        (71, "0"),
        (72, "100"),
        (73, "1"),
        (74, "3"),
        (75, "0"),
        (76, "0"),
        (77, "0"),
        (78, "0"),
    ]);
    let view = [("*Active", dxf.handle(), view)];
    table(&mut out, ("VPORT", "AcDbViewportTableRecord", 0x8), &view);
    let line = |words: &str| said(&[(70, "0"), (3, words), (72, "65"), (73, "0"), (40, "0")]);
    let lines = [
        ("ByBlock", 0x14, line("")),
        ("ByLayer", 0x15, line("")),
        ("Continuous", 0x16, line("Solid line")),
    ];
    table(&mut out, ("LTYPE", "AcDbLinetypeTableRecord", 0x5), &lines);
    let layer = |colour: &str| {
        said(&[
            (70, "0"),
            (62, colour),
            (6, "Continuous"),
            (370, "-3"),
            (390, "F"),
        ])
    };
    let mut layers = vec![("0", 0x10, layer("7"))];
    for of in Layer::ALL {
        let (name, colour) = shown(of);
        layers.push((name, dxf.handle(), layer(colour)));
    }
    table(&mut out, ("LAYER", "AcDbLayerTableRecord", 0x2), &layers);
    let style = said(&[
        (70, "0"),
        (40, "0"),
        (41, "1"),
        (50, "0"),
        (71, "0"),
        (42, "2.5"),
        (3, "txt"),
        (4, ""),
    ]);
    let styles = [("Standard", 0x11, style)];
    table(
        &mut out,
        ("STYLE", "AcDbTextStyleTableRecord", 0x3),
        &styles,
    );
    table(&mut out, ("VIEW", "AcDbViewTableRecord", 0x6), &[]);
    table(&mut out, ("UCS", "AcDbUCSTableRecord", 0x7), &[]);
    let apps = [("ACAD", 0x12, said(&[(70, "0")]))];
    table(&mut out, ("APPID", "AcDbRegAppTableRecord", 0x9), &apps);
    let dimensions = [("Standard", 0x27, said(&[(70, "0")]))];
    table(
        &mut out,
        ("DIMSTYLE", "AcDbDimStyleTableRecord", 0xA),
        &dimensions,
    );
    let records = SPACES.map(|(name, handle)| (name, handle, String::new()));
    table(
        &mut out,
        ("BLOCK_RECORD", "AcDbBlockTableRecord", 0x1),
        &records,
    );
    out
}

pub(super) fn blocks(dxf: &mut Dxf) -> String {
    let mut out = String::new();
    for (name, record) in SPACES {
        let (begin, end) = (hex(dxf.handle()), hex(dxf.handle()));
        let owner = hex(record);
        let paper: &[(u16, &str)] = if name == "*Paper_Space" {
            &[(67, "1")]
        } else {
            &[]
        };
        puts(
            &mut out,
            &[
                (0, "BLOCK"),
                (5, &begin),
                (330, &owner),
                (100, "AcDbEntity"),
            ],
        );
        puts(&mut out, paper);
        puts(
            &mut out,
            &[
                (8, "0"),
                (100, "AcDbBlockBegin"),
                (2, name),
                (70, "0"),
                (10, "0"),
                (20, "0"),
                (30, "0"),
                (3, name),
                (1, ""),
            ],
        );
        puts(
            &mut out,
            &[(0, "ENDBLK"), (5, &end), (330, &owner), (100, "AcDbEntity")],
        );
        puts(&mut out, paper);
        puts(&mut out, &[(8, "0"), (100, "AcDbBlockEnd")]);
    }
    out
}

pub(super) fn objects() -> String {
    said(&[
        (0, "DICTIONARY"),
        (5, &hex(ROOT)),
        (330, "0"),
        (100, "AcDbDictionary"),
        (281, "1"),
        (3, "ACAD_GROUP"),
        (350, "D"),
        (3, "ACAD_PLOTSTYLENAME"),
        (350, "E"),
        (0, "DICTIONARY"),
        (5, "D"),
        (330, &hex(ROOT)),
        (100, "AcDbDictionary"),
        (281, "1"),
        (0, "ACDBDICTIONARYWDFLT"),
        (5, "E"),
        (330, &hex(ROOT)),
        (100, "AcDbDictionary"),
        (281, "1"),
        (3, "Normal"),
        (350, "F"),
        (100, "AcDbDictionaryWithDefault"),
        (340, "F"),
        (0, "ACDBPLACEHOLDER"),
        (5, "F"),
        (330, "E"),
    ])
}
