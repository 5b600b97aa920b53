//! The crossover a driver begins with, and what is said where a proposal misses the wish.

use earwright::{
    design::{Part, PartId},
    library,
    network::Solver,
    tuning::crossover::{Role, Topology, Wish, misses, preview, role, suited},
};

fn part(preset: &str) -> Part {
    let found = library::drivers()
        .iter()
        .find(|known| known.name().contains(preset))
        .unwrap_or_else(|| panic!("no preset {preset}"));
    Part::new(PartId(3), found.part.clone(), [0.0, 0.0])
}

#[test]
fn drivers_are_known_for_what_they_are_for() {
    for (preset, wanted) in [
        ("Dynamic 10 mm", Role::Woofer),
        ("CI-22955", Role::Woofer),
        ("HODVTEC", Role::Woofer),
        ("SR-32453", Role::Woofer),
        // A vent that does not breathe, and a resistance that takes its upper half.
        ("38D1XJ007", Role::Woofer),
        ("Knowles RAB", Role::Mid),
        ("Knowles WBFK-30095", Role::Tweeter),
        ("RAU-34832", Role::Tweeter),
        ("EST65DA01", Role::Tweeter),
        ("Piezo tweeter", Role::Tweeter),
    ] {
        assert_eq!(role(&part(preset)), Some(wanted), "{preset}");
    }
    // What the designer calls it counts before what it is.
    let mut named = part("Dynamic 10 mm");
    named.name = "Mid left".to_owned();
    assert_eq!(role(&named), Some(Role::Mid));
    // In the designs of the library too.
    let mut seen = [0; 2];
    for preset in library::designs() {
        for driver in preset.design.drivers() {
            let topology = suited(&preset.design, driver.id).topology;
            let name = driver.name.to_lowercase();
            if name.contains("woofer") {
                assert_eq!(topology, Topology::LowPass1, "{}", preset.file);
                seen[0] += 1;
            } else if name.contains("tweeter") {
                assert_eq!(topology, Topology::HighPass1, "{}", preset.file);
                seen[1] += 1;
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 1), "{seen:?}");
}

#[test]
fn what_misses_the_wish_is_said_with_a_cure_and_nothing_else_is() {
    let design = library::default_design();
    let mut told = [0; 3];
    for driver in design.drivers() {
        for topology in [
            Topology::LowPass1,
            Topology::LowPass2,
            Topology::HighPass1,
            Topology::HighPass2,
            Topology::LowPassRc,
            Topology::LPad,
        ] {
            let wish = Wish {
                topology,
                f: 2000.0,
                ..suited(&design, driver.id)
            };
            let mut solver = Solver::default();
            let Ok(preview) = preview(&mut solver, &design, driver.id, &wish, true) else {
                continue;
            };
            let found = misses(&preview, &wish, false);
            let corners = preview
                .corners
                .iter()
                .filter(|_| topology != Topology::LPad);
            let off = corners
                .filter(|f| f.is_nan() || (**f / 2000.0).log2().abs() > 1.0 / 6.0)
                .count();
            let level = usize::from(preview.off_db.abs() > 1.5);
            assert_eq!(found.len(), off + level, "{topology:?} {found:?}");
            for miss in &found {
                assert!(
                    miss.what.ends_with('.') && miss.cure.ends_with('.'),
                    "{miss:?}"
                );
                assert!(miss.cure.len() > 30);
            }
            if off > 0 {
                assert!(found[0].what.contains("2 kHz"), "{found:?}");
            }
            told[0] += off;
            told[1] += level;
            told[2] += usize::from(found.is_empty());
        }
    }
    assert!(told.iter().all(|count| *count > 0), "{told:?}");
}
