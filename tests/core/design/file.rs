//! The `.ron` file: bytes, errors, limits.

use crate::support::samples::{add, every_kind, hybrid};
use earwright::design::{
    Design, Length, LinkKind,
    file::{self, FileError, Migration},
};
use std::fs;

fn message(text: &str) -> String {
    file::from_text(text)
        .expect_err("must be refused")
        .to_string()
}

/// The hybrid's text with one replacement, and the line (from 1) the replaced text is on.
fn broken(old: &str, new: &str) -> (String, usize) {
    let text = file::to_text(&hybrid());
    let at = text
        .find(old)
        .unwrap_or_else(|| panic!("no {old} in\n{text}"));
    let line = 1 + text[..at].matches('\n').count();
    (text.replacen(old, new, 1), line)
}

#[test]
fn every_kind_of_part_is_read_back_and_written_byte_for_byte() {
    let mut design = hybrid();
    for (index, kind) in every_kind().into_iter().enumerate() {
        add(&mut design, kind, [0.1 * index as f64, 60.0]);
    }
    let text = file::to_text(&design);
    let (read, notes) = file::from_text(&text).unwrap();
    assert_eq!(read, design);
    assert_eq!(notes, []);
    assert_eq!(file::to_text(&read), text);
    assert!(text.starts_with("(\n    format: 1,\n"), "{text}");
    assert!(text.contains("capacitance: \"2.2 µF\""), "{text}");
}

#[test]
fn saving_and_loading_keeps_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hybrid.ron");
    file::save(&path, &hybrid()).unwrap();
    let first = fs::read(&path).unwrap();
    let (design, _) = file::load(&path).unwrap();
    file::save(&path, &design).unwrap();
    assert_eq!(fs::read(&path).unwrap(), first);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn an_unknown_field_is_refused_with_line_and_part() {
    let (text, line) = broken("series_resistance: ", "sires_resistance: ");
    let message = message(&text);
    assert!(message.contains(&format!("line {line}, ")), "{message}");
    assert!(message.contains("“C1”"), "{message}");
    assert!(message.contains("sires_resistance"), "{message}");
}

#[test]
fn a_wrong_unit_is_refused_with_line_and_part() {
    let (text, line) = broken("\"2.2 µF\"", "\"2.2 mm\"");
    let message = message(&text);
    assert!(message.contains(&format!("line {line}, ")), "{message}");
    assert!(message.contains("“C1”"), "{message}");
    assert!(message.contains("“mm” in “2.2 mm”"), "{message}");
    assert!(message.contains("µF"), "{message}");
}

#[test]
fn a_number_without_unit_is_refused_with_an_example() {
    let (text, line) = broken("\"2.2 µF\"", "2.2");
    let message = message(&text);
    assert!(message.contains(&format!("line {line}, ")), "{message}");
    assert!(message.contains("“C1”"), "{message}");
    assert!(message.contains("\"2.2 µF\""), "{message}");
}

#[test]
fn a_negative_length_is_refused_with_line_and_part() {
    let (text, line) = broken("spout_length: \"1.6 mm\"", "spout_length: \"-1.6 mm\"");
    let message = message(&text);
    assert!(message.contains(&format!("line {line}, ")), "{message}");
    assert!(message.contains("“BA1”"), "{message}");
    assert!(
        message.contains("Spout length must be 0 or more, is -1.6 mm"),
        "{message}"
    );
}

#[test]
fn the_second_section_of_a_tube_is_found_too() {
    let text = file::to_text(&hybrid());
    let section = "bore_in: \"1.4 mm\"";
    let at = text.find(section).unwrap();
    let line = 1 + text[..at].matches('\n').count();
    let column = 1 + text[..at].chars().rev().take_while(|&c| c != '\n').count();
    let text = text.replacen(section, "bore_in: \"-1.4 mm\"", 1);
    let message = message(&text);
    assert!(
        message.contains(&format!("line {line}, column {column}, in “T")),
        "{message}"
    );
}

#[test]
fn not_a_number_is_refused_with_line_and_part() {
    let (text, line) = broken("\"2.2 µF\"", "\"NaN µF\"");
    let said = message(&text);
    assert!(
        said.contains(&format!("line {line}, ")) && said.contains("“C1”"),
        "{said}"
    );
    let (text, line) = broken("position_mm: (-10.0, 6.0)", "position_mm: (NaN, 6.0)");
    let said = message(&text);
    assert!(
        said.contains(&format!("line {line}, ")) && said.contains("“DD1”"),
        "{said}"
    );
    assert!(said.contains("finite"), "{said}");
    let (text, _) = broken("depth_mm: 0.0", "depth_mm: inf");
    assert!(message(&text).contains("finite"));
}

#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let text = file::to_text(&hybrid());
    let mut tried = 0;
    for (cut, _) in text.char_indices().step_by(97) {
        let said = message(&text[..cut]);
        assert!(
            said.contains("line") || said.contains("format"),
            "{cut}: {said}"
        );
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    let inside_tweeter = text.find("semi_inductance").unwrap();
    let inside_tweeter = text[inside_tweeter..].find("tau").unwrap() + inside_tweeter;
    let said = message(&text[..inside_tweeter]);
    assert!(said.contains("“BA1”"), "{said}");
}

#[test]
fn a_file_too_large_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.ron");
    // Sparse: a gigabyte that was never written and must not be read.
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let error = file::load(&path).unwrap_err();
    assert!(matches!(error, FileError::TooLarge { size, .. } if size == 1 << 30));
    assert!(error.to_string().contains("huge.ron"), "{error}");
}

#[test]
fn a_folder_a_missing_file_and_bytes_that_are_no_text_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = file::load(folder.path()).unwrap_err().to_string();
    assert!(error.contains("is a folder"), "{error}");
    let missing = folder.path().join("none.ron");
    let error = file::load(&missing).unwrap_err().to_string();
    assert!(error.contains("there is no file"), "{error}");
    let binary = folder.path().join("binary.ron");
    fs::write(&binary, [b'(', 0xff, 0xfe]).unwrap();
    let error = file::load(&binary).unwrap_err().to_string();
    assert!(error.contains("line 1, byte 1 is not UTF-8"), "{error}");
    fs::write(&binary, b"(\n    format: 1,\n    name: \"\xff").unwrap();
    let error = file::load(&binary).unwrap_err().to_string();
    assert!(error.contains("line 3, byte 28 is not UTF-8"), "{error}");
    let error = file::save(folder.path(), &Design::new())
        .unwrap_err()
        .to_string();
    assert!(error.contains("is a folder"), "{error}");
    let nowhere = folder.path().join("no").join("where.ron");
    assert!(file::save(&nowhere, &Design::new()).is_err());
}

#[test]
fn a_failed_save_leaves_the_old_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.ron");
    fs::write(&path, "precious").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = file::save(&path, &Design::new()).unwrap_err();
    assert!(matches!(error, FileError::Protected { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

#[cfg(unix)]
#[test]
fn a_save_keeps_permissions_and_symbolic_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("real.ron");
    file::save(&path, &Design::new()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.ron");
    symlink(&path, &link).unwrap();
    file::save(&link, &hybrid()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(file::load(&path).unwrap().0, hybrid());
}

#[test]
fn other_formats_are_told_apart() {
    let text = file::to_text(&Design::new());
    let newer = text.replacen("format: 1", "format: 7", 1);
    // What a newer format holds must not matter.
    let newer = newer.replacen("notes:", "holograms:", 1);
    assert!(message(&newer).contains("format 7, newer than format 1"));
    assert!(message(&text.replacen("format: 1", "format: 0", 1)).contains("format 0"));
    assert!(message("()").contains("no format number"));
    assert!(message("").contains("line 1"));
    assert!(message("hello").contains("line 1"));
}

#[test]
fn an_older_format_is_brought_up_by_its_migration() {
    // A made-up format 0 that called the designer's notes “remarks”.
    let older = file::to_text(&hybrid())
        .replacen("format: 1", "format: 0", 1)
        .replacen("    notes: \"\"", "    remarks: \"from the past\"", 1);
    let migration = Migration {
        from: 0,
        what: "remarks became notes",
        change: |text| {
            text.replacen("format: 0", "format: 1", 1)
                .replacen("    remarks:", "    notes:", 1)
        },
    };
    let (design, notes) = file::from_text_with(&older, &[migration]).unwrap();
    assert_eq!(design.notes, "from the past");
    assert_eq!(design.parts, hybrid().parts);
    assert!(notes[0].message.contains("remarks became notes"));
}

#[test]
fn a_design_that_cannot_be_is_refused() {
    let two = |what: &str| format!("exactly one {what}");
    let (text, _) = broken("kind: Source(", "kind: Sauce(");
    assert!(message(&text).contains("“Source”"));
    let text = file::to_text(&hybrid());
    let no_ear = text.replacen(
        "kind: Ear(\n                model: Iec711Lumped,\n            )",
        "kind: Resistor(resistance: \"1 Ω\")",
        1,
    );
    let said = message(&no_ear);
    assert!(said.contains(&two("ear")), "{said}");
    let (text, line) = broken("id: 3,", "id: 2,");
    let said = message(&text);
    assert!(said.contains("number 2 is used twice"), "{said}");
    assert!(
        said.contains(&format!("line {}, column 9, in “DD1”", line - 1)),
        "{said}"
    );
    let (text, _) = broken("port: \"spout\"", "port: \"snout\"");
    let said = message(&text);
    assert!(said.contains("“BA1” has no port “snout”"), "{said}");
    let (text, _) = broken("name: \"BA1\"", "name: \"DD1\"");
    assert!(message(&text).contains("the name “DD1” is used twice"));
}

#[test]
fn a_drawn_tube_that_disagrees_keeps_its_length() {
    let (text, _) = broken("spout_length: \"1.6 mm\"", "spout_length: \"2.6 mm\"");
    let (design, notes) = file::from_text(&text).unwrap();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].message.contains("its length is kept"), "{notes:?}");
    let set = design
        .links
        .iter()
        .filter(|link| matches!(&link.kind, LinkKind::Tube(tube) if tube.length == Length::Set))
        .count();
    assert_eq!(set, 1);
}

#[test]
fn deep_nesting_is_refused_without_a_crash() {
    assert!(file::from_text(&"[".repeat(100_000)).is_err());
    assert!(file::from_text(&"(format:".repeat(50_000)).is_err());
}

/// Text, and where in it (line and column, from 1) the marked place `§` is, which is taken out.
fn marked(text: &str) -> (String, String) {
    let at = text.find('§').expect("a mark");
    let before = &text[..at];
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|&c| c != '\n').count();
    (
        text.replacen('§', "", 1),
        format!("line {line}, column {column}"),
    )
}

#[test]
fn what_is_out_of_bounds_is_found_at_its_own_place() {
    let mut design = hybrid();
    design.shell.outline_mm = vec![[-10.0, -8.0], [10.0, -8.0], [10.0, 8.0], [-10.0, 8.0]];
    let text = file::to_text(&design);
    let list = text.find("outline_mm").unwrap();
    // The third point of the outline.
    let points: Vec<usize> = text[list..]
        .match_indices('(')
        .map(|(at, _)| list + at)
        .collect();
    let third = points[2];
    let bad = format!(
        "{}§{}",
        &text[..third],
        text[third..].replacen("10.0", "1e9", 1)
    );
    let (bad, place) = marked(&bad);
    let said = message(&bad);
    assert!(said.starts_with(&place), "{place}: {said}");
    assert!(
        said.contains("Outline point 3 must be at most 10000 mm"),
        "{said}"
    );
    // A bend of a link, the second section of a tube, the length of an insert's tube.
    for (old, new) in [
        ("depth_mm: 0.0", "§depth_mm: 1e7"),
        ("spout_length: \"1.6 mm\"", "§spout_length: \"-1.6 mm\""),
        ("bore_in: \"1.4 mm\"", "§bore_in: \"-1.4 mm\""),
        ("align_hz: ", "§align_hz: -"),
    ] {
        assert!(text.contains(old), "no {old}");
        let (bad, place) = marked(&text.replacen(old, new, 1));
        let said = message(&bad);
        assert!(said.starts_with(&place), "{place}: {said}");
    }
}

#[test]
fn the_second_of_two_sections_is_found_though_the_first_is_like_it() {
    use earwright::design::Tube;
    let mut design = hybrid();
    let mut two = Tube::straight(5e-3, 1.4e-3);
    two.sections.push(two.sections[0]);
    let is_tube = |kind: &LinkKind| matches!(kind, LinkKind::Tube(_));
    let link = design.links.find_mut(|link| is_tube(&link.kind)).unwrap();
    link.way_points_mm = vec![[1.0, 2.0], [3.0, 4.0]];
    link.kind = LinkKind::Tube(two);
    let text = file::to_text(&design);
    let tube = text.find("way_points_mm: [\n").unwrap();
    let replace_nth = |old: &str, nth: usize, new: &str| {
        let (at, _) = text[tube..].match_indices(old).nth(nth).expect(old);
        let at = tube + at;
        format!("{}{new}{}", &text[..at], &text[at + old.len()..])
    };
    let bore = "bore_out: \"1.4 mm\"";
    let (bad, place) = marked(&replace_nth(bore, 1, "§bore_out: \"99999 mm\""));
    let said = message(&bad);
    assert!(said.starts_with(&place), "{place}: {said}");
    let (bad, place) = marked(&replace_nth("(3.0, 4.0)", 0, "§(3.0, NaN)"));
    let said = message(&bad);
    assert!(said.starts_with(&place), "{place}: {said}");
    assert!(said.contains("a finite number"), "{said}");
}

#[test]
fn a_letter_is_no_design_and_a_spoilt_design_is_told_where() {
    let letter = "Dear diary,\n(today) I measured nothing.\n";
    let path = std::path::Path::new("letter.ron");
    let refused = |text: &str| {
        let read = file::from_bytes(path, text.as_bytes().to_vec());
        read.unwrap_err().to_string()
    };
    assert_eq!(refused(letter), "letter.ron is no design, it is a text");
    // A driver is one behind remarks as well.
    let driver = "// Mine\n(\n    summary: \"a\",\n    part: Resistor(),\n)\n";
    assert!(refused(driver).contains("a driver of the library"));
    let spoilt = format!("k{}", file::to_text(&Design::new()));
    assert!(
        refused(&spoilt).starts_with("line 1"),
        "{}",
        refused(&spoilt)
    );
}
