//! Files that are something else, named in the refusal with what to do.

use super::lists;
use crate::{exchange::outline, words};

/// Bytes of a text that are looked at.
const HEAD: usize = 4000;

const PARAMETERS: &str = "driver parameters, not a curve: enter them as a driver's numbers, and import its measured curves besides";
const EXPORT: &str = "export the curve from the program it is from, as text (FRD, ZMA or CSV)";

/// What these bytes are, where they are no text; the ending where they do not tell.
pub(super) fn of_bytes(bytes: &[u8], ending: &str) -> Option<String> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let say = |what: &str| Some(format!("{what}: {}", words::text(EXPORT)));
    if bytes.is_empty() {
        return Some(tr!("an empty file").to_owned());
    }
    if begins(b"LIM\0") || begins(b"LIM1") {
        return say(tr!("a binary LIMP file"));
    }
    if begins(b"PIR\0") || begins(b"PIR1") {
        return say(tr!("a binary ARTA impulse response"));
    }
    if begins(&[0xac, 0xed, 0, 5]) {
        return say(tr!("a binary REW file (.mdat)"));
    }
    if outline::is_binary_dxf(bytes) {
        return Some(tr!("a DXF drawing, not a curve: take its outline as the shell").to_owned());
    }
    if begins(b"{\\rtf") {
        return Some(tr!("a rich text document (RTF): save it as plain text").to_owned());
    }
    if begins(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        return Some(tr!("a WAV sound: it holds a waveform, not a curve over frequency; turn an impulse response into a frequency response first").to_owned());
    }
    if begins(b"PK\x03\x04") {
        let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        return Some(match () {
            () if holds(b"xl/") => {
                tr!("an Excel workbook (XLSX): save the sheet as CSV").to_owned()
            }
            () if holds(b"opendocument.spreadsheet") => {
                tr!("an OpenDocument spreadsheet: save the sheet as CSV").to_owned()
            }
            () if holds(b"word/") => {
                tr!("a Word document: save the table as plain text").to_owned()
            }
            () => tr!("a ZIP archive: unpack it, and import the files within").to_owned(),
        });
    }
    if begins(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some(tr!("an old Office document (XLS or DOC): save the sheet as CSV").to_owned());
    }
    if outline::is_binary_stl(bytes) {
        return Some(tr!("a binary STL mesh, not a curve").to_owned());
    }
    if let Some(found) = infer::get(bytes) {
        use infer::MatcherType;
        let kind = found.extension().to_uppercase();
        return match found.matcher_type() {
            MatcherType::Text => None,
            MatcherType::Image => Some(tr!(
                "an image ({kind}): trace the curve with a plot digitiser, and save its points as CSV"
            )),
            MatcherType::Audio => Some(tr!(
                "a sound ({kind}): it holds a waveform, not a curve over frequency"
            )),
            MatcherType::Archive if kind == "PDF" => Some(
                tr!("a PDF document: trace its curve with a plot digitiser, and save the points as CSV")
                    .to_owned(),
            ),
            MatcherType::Archive => Some(tr!(
                "an archive ({kind}): unpack it, and import the files within"
            )),
            _ => say(&tr!("a binary file ({kind})")),
        };
    }
    let binary = !bytes.starts_with(&[0xff, 0xfe])
        && !bytes.starts_with(&[0xfe, 0xff])
        && bytes
            .get(..bytes.len().min(64))?
            .windows(2)
            .any(|pair| pair == [0, 0]);
    match ending {
        "lim" if binary => say(tr!("a binary LIMP file")),
        "pir" if binary => say(tr!("a binary ARTA impulse response")),
        "mdat" => say(tr!("a REW file (.mdat)")),
        _ => None,
    }
}

/// Whether it is a netlist: one of its lines is a command to a circuit simulator.
fn is_netlist(text: &str) -> bool {
    const COMMANDS: [&str; 11] = [
        ".end", ".ac", ".tran", ".op", ".model", ".param", ".control", ".print", ".include",
        ".lib", ".options",
    ];
    let lines = text
        .lines()
        .filter(|line| line.starts_with(['.', ' ', '\t']));
    let mut words = lines.filter_map(|line| line.split_whitespace().next());
    words.any(|word| {
        COMMANDS
            .iter()
            .any(|command| word.eq_ignore_ascii_case(command))
    })
}

/// What this text is, where it is no table of a curve.
pub(super) fn of_text(text: &str, ending: &str) -> Option<String> {
    let text = text.trim_start();
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let lower = head.to_lowercase();
    let has = |words: &str| lower.contains(words);
    let all = |words: &[&str]| words.iter().all(|words| lower.contains(words));
    let first: Vec<&str> = head
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(12)
        .collect();
    let line = |n: usize| first.get(n).copied().unwrap_or_default();
    let owned = |what: &str| Some(what.to_owned());
    let named = |what: &str| Some(format!("{what}: {}", words::text(EXPORT)));
    if head.is_empty() {
        return owned(tr!("an empty file"));
    }
    if is_netlist(text) || matches!(ending, "cir" | "net" | "ckt" | "spice") && is_elements(text) {
        return owned(tr!(
            "a SPICE netlist, not a curve: run it, and import the raw file or the table that it writes"
        ));
    }
    if has("vituixcad") && (has("<?xml") || has("<speaker") || has("project"))
        || matches!(ending, "vxp" | "vxe" | "vxb") && head.starts_with('<')
    {
        return named(tr!("a VituixCAD project"));
    }
    if head.starts_with('<') || has("<html") || has("<!doctype html") {
        return match () {
            () if has("<svg") => owned(tr!(
                "an SVG drawing, not a curve: it can become the shell's outline"
            )),
            () if has("<html")
                || has("<!doctype html")
                || has("<body")
                || has("<pre")
                || has("<table") =>
            {
                owned(tr!(
                    "a web page: save the file that it links to or shows, not the page"
                ))
            }
            () => named(tr!("an XML file, not a table of a curve")),
        };
    }
    if head.starts_with('{') || (head.starts_with('[') && json_list(head)) {
        let speakerbench = has("\"z0\"") || has("\"usercomments\"");
        let from = if speakerbench {
            tr!("JSON from Speakerbench")
        } else {
            "JSON"
        };
        return named(&tr!("{from}, not a table of a curve"));
    }
    if all(&["//lines"])
        && (has("//driver")
            || has("//voltagesource")
            || has("//resistor")
            || has("//capacitor")
            || has("//inductor"))
        || ending == "dxo"
    {
        return named(tr!("an XSim project"));
    }
    if (line(0) == "0" && line(1).eq_ignore_ascii_case("section"))
        || (line(0) == "999" && has("\nsection"))
    {
        return owned(tr!(
            "a DXF drawing, not a curve: take its outline as the shell"
        ));
    }
    if head.starts_with("solid") && has("facet") {
        return owned(tr!("an STL mesh, not a curve"));
    }
    if head.starts_with("ISO-10303-21") {
        return owned(tr!("a STEP model, not a curve"));
    }
    if head.starts_with("%!PS") || head.starts_with("%PDF") {
        return owned(tr!(
            "a document to print: trace its curve with a plot digitiser, and save the points as CSV"
        ));
    }
    if has("plotname:") && (has("no. variables:") || has("flags:")) {
        return owned(tr!(
            "a raw file of a circuit simulator: write it as text, with wrdata in ngspice or File, Export in LTspice"
        ));
    }
    if has(".subckt")
        || (has(".ac ") && has(".end"))
        || line(0).starts_with("Version 4") && has("sheet ")
    {
        return owned(tr!("a circuit (SPICE), not a curve"));
    }
    if has("graphiceq:") || lower.starts_with("preamp:") || lists::is_equaliser(&lower) {
        return owned(tr!("equaliser settings, not a curve"));
    }
    if lists::is_table_of_drivers(&lower) {
        return owned(words::text(PARAMETERS));
    }
    if lists::is_price_list(&lower) {
        return owned(tr!("a list of parts, not a curve"));
    }
    if lists::is_touchstone(&lower) {
        return named(tr!("a Touchstone file of network parameters"));
    }
    if all(&["data_format=", "data_domain="]) {
        return named(tr!("a VACS or ABEC text of complex values"));
    }
    if head.starts_with("version https://git-lfs") {
        return owned(tr!(
            "a pointer of Git LFS: fetch the file that it stands for"
        ));
    }
    if head.starts_with("(kicad_") {
        return owned(tr!("a KiCad file, not a curve"));
    }
    if lists::is_obj(head) {
        return owned(tr!("an OBJ mesh, not a curve"));
    }
    if matches!(ending, "yml" | "yaml") || lists::is_yaml(head) {
        let from = "YAML";
        return named(&tr!("{from}, not a table of a curve"));
    }
    if head.starts_with('(') && !head.starts_with("(1") {
        let ours = has("format:") || has("parts:") || has("summary:");
        return ours.then(|| {
            tr!("a design or preset of this program, not a curve: open it as such").to_owned()
        });
    }
    None
}

/// A driver's numbers, in a text of hardly any rows.
pub(super) fn of_few_rows(text: &str, ending: &str) -> Option<String> {
    // Those of a curve may follow its driver's.
    let begins = |line: &&str| {
        let first = line
            .split([' ', '\t', ';', ','])
            .find(|cell| !cell.is_empty());
        first.is_some_and(|cell| cell.parse::<f64>().is_ok())
    };
    if text.lines().filter(begins).take(ROWS).count() == ROWS {
        return None;
    }
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    is_parameters(&head.to_lowercase(), ending).then(|| words::text(PARAMETERS).to_owned())
}

/// So many rows are a curve.
const ROWS: usize = 4;

/// Whether lines are parts of a circuit: a name, two nodes and a value.
fn is_elements(text: &str) -> bool {
    let part = |line: &&str| {
        line.starts_with(|c: char| "RLCVIEGKTXrlcviegktx".contains(c))
            && line.split_whitespace().count() >= 4
    };
    text.lines().filter(part).count() >= 2
}

/// `[1, …` and `[{…` are JSON, `[Section]` is not.
fn json_list(head: &str) -> bool {
    head.get(1..).map(str::trim_start).is_some_and(|rest| {
        rest.starts_with(['{', '[', '"', '-']) || rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Names of a driver's numbers, each with its value: WinISD, Hornresp, Basta, Klippel.
fn is_parameters(lower: &str, ending: &str) -> bool {
    const NAMES: [&str; 26] = [
        "qts", "qms", "qes", "fs", "re", "sd", "bl", "mms", "cms", "rms", "vas", "le", "xmax",
        "pe", "mmd", "znom", "revc", "nd", "fms", "kms", "lms", "ang", "eg", "rg", "fta", "vrc",
    ];
    let key = |line: &str| {
        let line = line.trim();
        let (key, value) = line
            .split_once(['=', ':', '\t', ';', ','])
            .or_else(|| line.split_once("  "))?;
        let value = value
            .trim_start_matches(['=', ' ', '\t', '"'])
            .chars()
            .next()?;
        (value.is_ascii_digit() || value == '-').then(|| key.trim().trim_matches('"').to_owned())
    };
    let known = lower
        .lines()
        .filter_map(key)
        .filter(|key| NAMES.contains(&key.split([' ', '(', '[']).next().unwrap_or_default()))
        .count();
    known >= 4
        || (known >= 2 && (ending == "wdr" || lower.contains("[driver]")))
        || (ending == "wdr" && lower.contains('='))
}
