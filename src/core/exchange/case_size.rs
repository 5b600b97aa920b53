//! The sizes components are sold in, by the catalogue's series: “C0G ceramic 0603”.

use crate::{
    design::{
        Parameters as _, Part,
        kinds::bought::{Bought, Shelf},
    },
    library::catalogue::catalogue,
};

/// The dielectric of a capacitor as lists have it: what stands behind “Capacitor, ”.
pub(super) fn dielectric(item: &Bought) -> &str {
    match item.shelf {
        Shelf::Capacitors => item.what.split_once(", ").map_or("", |(_, words)| words),
        _ => "",
    }
}

/// The size of the first series of the catalogue that has a component of this value; absent for what
/// is no component, or is in none.
pub(super) fn of(part: &Part, item: &Bought) -> Option<&'static str> {
    let (_, value) = part.chief()?;
    let all = catalogue();
    let within = |from: f64, to: f64| (from..=to).contains(&value);
    match item.shelf {
        Shelf::Resistors => {
            let mut series = all.resistors.iter().filter(|s| within(s.from, s.to));
            series.find_map(|series| size(&series.name))
        }
        Shelf::Capacitors => {
            let kind = dielectric(item).to_lowercase();
            let series = all.capacitors.iter().filter(|s| within(s.from, s.to));
            let mut series = series.filter(|s| s.name.to_lowercase().contains(&kind));
            series.find_map(|series| size(&series.name))
        }
        Shelf::Windings => {
            let is_coil = item.what == "Inductor";
            let series = all.inductors.iter().filter(|s| within(s.from, s.to));
            let mut sizes = series.filter_map(|series| size(&series.name));
            sizes.next().filter(|_| is_coil)
        }
        _ => None,
    }
}

/// The size in a name: four digits, or one letter.
fn size(name: &str) -> Option<&str> {
    let mut words = name.split([' ', ',']);
    words.find(|word| {
        let digits = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        digits || (word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase()))
    })
}
