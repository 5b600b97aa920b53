//! Every design that comes with the program or its tests opens clean and is written as the program
//! writes it (`UPDATE_DESIGNS=1` rewrites them).

use earwright::design::file;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<_> = ["presets/designs", "tests/designs"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    found.sort();
    found
}

#[test]
fn designs_are_written_as_the_program_writes_them() {
    assert!(files().len() >= 4);
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let (design, notes) =
            file::from_text(&text).unwrap_or_else(|error| panic!("{}, {error}", path.display()));
        assert_eq!(notes, [], "{}", path.display());
        let written = file::to_text(&design);
        if std::env::var_os("UPDATE_DESIGNS").is_some() {
            fs::write(&path, &written).unwrap();
        } else {
            assert!(text == written, "{} is not as saved", path.display());
        }
    }
}
