//! Numbers of a design by whose they are.

use earwright::design::{
    Number, ParameterKey, PartId, Subject,
    file::{ron_from_text, ron_to_text},
    number::numbers,
};
use std::collections::BTreeSet;

#[test]
fn every_number_of_every_preset_is_found_by_its_name_set_and_written() {
    for preset in earwright::library::designs() {
        let design = &preset.design;
        let all = numbers(design);
        assert!(all.len() > 20, "{}: {}", design.name, all.len());
        let distinct: BTreeSet<&Number> = all.iter().map(|(number, ..)| number).collect();
        assert_eq!(
            distinct.len(),
            all.len(),
            "{}: each has its own name",
            design.name
        );
        for (number, info, value) in all {
            assert_eq!(number.find(design), Some((info, value)), "{number:?}");
            let text = ron_to_text(&number);
            assert_eq!(ron_from_text::<Number>(&text).unwrap(), number, "{text}");
            let mut moved = design.clone();
            let new = if info.key == "count" {
                7.0
            } else {
                info.clamped(value * 1.01 + 1e-7)
            };
            assert!(number.set(&mut moved, new), "{number:?}");
            assert_eq!(number.find(&moved).unwrap().1, new, "{number:?}");
        }
    }
}

#[test]
fn a_row_is_short_and_one_that_names_two_owners_is_refused() {
    let number = Number {
        subject: Subject::Part(PartId(5)),
        key: ParameterKey {
            key: "section.length".to_owned(),
            index: Some(2),
        },
    };
    let text = ron_to_text(&number);
    let words: Vec<&str> = text.split_whitespace().collect();
    let expected = r#"( part: 5, key: "section.length", index: 2, )"#;
    assert_eq!(words.join(" "), expected);
    let both = r#"(part: 5, link: 6, key: "re")"#;
    let refusal = ron_from_text::<Number>(both).unwrap_err().to_string();
    assert!(refusal.contains("not to both"), "{refusal}");
    assert!(ron_from_text::<Number>(r#"(part: 5, key: "re", unit: 1)"#).is_err());
}

#[test]
fn numbers_that_are_gone_are_not_found() {
    let design = earwright::design::Design::new();
    let gone = Number {
        subject: Subject::Part(PartId(77)),
        key: ParameterKey {
            key: "re".to_owned(),
            index: None,
        },
    };
    assert_eq!(gone.find(&design), None);
    assert_eq!(gone.words(&design), None);
    assert!(!gone.set(&mut design.clone(), 1.0));
    let drive = &numbers(&design)[2];
    assert_eq!(drive.0.words(&design).as_deref(), Some("EMF, rms"));
}
