//! What else a driver may be: kept in the design, and gone with the driver.

use earwright::{
    design::{Alternatives, Design, Edit, file},
    library,
};

fn with(design: &Design, all: Vec<Alternatives>) -> Result<Design, String> {
    let changed = design.apply(&Edit::SetAlternatives(all));
    changed.map_err(|error| error.to_string())
}

#[test]
fn alternatives_are_saved_and_leave_with_their_driver() {
    let design = library::default_design();
    assert!(!file::to_text(&design).contains("alternatives"));
    let driver = design.drivers().next().unwrap().id;
    let own = Alternatives {
        part: driver,
        drivers: vec!["Any name".to_owned()],
        reversed: true,
    };
    let changed = with(&design, design.with_alternatives(own.clone())).unwrap();
    assert_eq!(changed.alternatives_of(driver), own);
    let (read, _) = file::from_text(&file::to_text(&changed)).unwrap();
    assert_eq!(read, changed);
    let none = Alternatives {
        drivers: Vec::new(),
        reversed: false,
        ..own.clone()
    };
    assert_eq!(changed.with_alternatives(none), Vec::new());
    let gone = changed.apply(&Edit::Remove {
        parts: vec![driver],
        links: Vec::new(),
    });
    assert_eq!(gone.unwrap().alternatives, Vec::new());
}

#[test]
fn alternatives_of_what_is_no_driver_are_refused() {
    let design = library::default_design();
    let of = |part, drivers: &[&str]| Alternatives {
        part,
        drivers: drivers.iter().map(|name| (*name).to_owned()).collect(),
        reversed: true,
    };
    let ear = design.ear().unwrap().id;
    assert!(with(&design, vec![of(ear, &[])]).is_err());
    let driver = design.drivers().next().unwrap().id;
    let twice = with(&design, vec![of(driver, &[]), of(driver, &[])]);
    assert!(twice.unwrap_err().contains("alternatives twice"));
    assert!(with(&design, vec![of(driver, &["two\nlines"])]).is_err());
}
