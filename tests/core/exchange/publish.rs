//! Published curves: pairs, and tables that come back as they went.

use crate::support::exported;
use earwright::{
    design::LinkEnd,
    exchange::{
        Export, Quantity, Reading,
        export::{Input, Options},
        import_response, trace,
    },
    library,
    network::{Solver, log_grid},
    picture::Probe,
};
use std::path::Path;

#[test]
fn a_pair_is_two_units_that_differ_a_little_and_come_again() {
    let design = &library::designs()[0].design;
    let pair = |seed| {
        let options = Options {
            seed,
            ..Options::default()
        };
        exported::with(design, Export::Squiglink, &options)
    };
    let first = pair(1);
    let names: Vec<_> = first.files_at(Path::new("/x/My IEM.txt"));
    let names: Vec<&str> = names.iter().map(|file| file.0.to_str().unwrap()).collect();
    assert_eq!(names, ["/x/My IEM L.txt", "/x/My IEM R.txt"]);
    // A name that is one of them already is the same pair.
    let again = first.files_at(Path::new("/x/My IEM R.txt"));
    assert_eq!(again[0].0, Path::new("/x/My IEM L.txt"));
    assert_eq!(pair(1), first);
    assert_ne!(pair(2), first);
    let curves: Vec<_> = (first.files.iter())
        .map(|(_, bytes)| {
            let text = std::str::from_utf8(bytes).unwrap();
            // REW's fourteen lines, then nothing but rows apart by tabs.
            assert!(text.lines().take(14).all(|line| line.starts_with('*')));
            assert!(
                text.lines()
                    .skip(14)
                    .all(|line| line.split('\t').count() == 3)
            );
            assert!(text.contains(&trace::hash(design)));
            let read = import_response(text).unwrap();
            assert_eq!(
                (read.quantity, read.quantity_stated),
                (Quantity::Level, true)
            );
            read.points
        })
        .collect();
    let apart: Vec<f64> = (curves[0].iter().zip(&curves[1]))
        .map(|(l, r)| (l.value - r.value).abs())
        .collect();
    let most = apart.iter().copied().fold(0.0, f64::max);
    assert!(most > 0.05 && most < 12.0, "{most} dB");
}

/// Every curve of a table with probes, and of the two-column texts, comes back to its printed digits.
#[test]
fn what_is_written_is_read_back() {
    for entry in library::designs() {
        let design = &entry.design;
        let driver = design.drivers().next().unwrap();
        let ends = driver.kind.ports().into_iter().map(|port| LinkEnd {
            part: driver.id,
            port: port.name.to_owned(),
        });
        let mut probes: Vec<Probe> = Vec::new();
        for end in ends {
            probes.push(Probe::new(design, end, &probes));
        }
        let ports: Vec<LinkEnd> = probes.iter().map(|probe| probe.end.clone()).collect();
        let f = log_grid(481, 20.0, 20e3);
        let (solution, readings) = Solver::default().solve_with_readings(design, &f, &ports);
        let options = Options::default();
        let input = Input {
            design,
            solution: Some(&solution),
            probes: &probes,
            readings: &readings,
            plot: None,
            options: &options,
        };
        let table = Export::Csv.write(&input).unwrap().files.remove(0).1;
        let mut rows = csv::Reader::from_reader(table.as_slice());
        let heads = rows.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let reading = Reading::of(&table, "curves.csv").unwrap();
        // Behind them stands where it comes from, and nothing below; nor below the phase of no flow.
        let is_empty = |n: &usize| rows.iter().all(|row| row[*n].is_empty());
        let empty = (0..heads.len()).rev().take_while(is_empty).count();
        assert!(empty >= 1);
        assert_eq!(
            reading.columns.len() + empty,
            heads.len(),
            "{}",
            design.name
        );
        assert_eq!(heads.get(heads.len() - 1), Some(&trace::line(design)[..]));
        for (n, (column, head)) in reading.columns.iter().zip(&heads).enumerate() {
            assert_eq!(column.head, head);
            let cells = rows.iter().map(|row| row[n].parse().unwrap_or(f64::NAN));
            for (read, written) in column.values.iter().zip(cells) {
                assert!(
                    *read == written || (read.is_nan() && written.is_nan()),
                    "{head}: {read} is not {written}"
                );
            }
        }
        // Levels and the impedance are offered as what they are.
        let level = reading.choose(Some(Quantity::Level)).unwrap();
        let level = reading.take(&level).unwrap();
        assert_eq!(level.quantity, Quantity::Level);
        assert_eq!(level.points.len(), f.len());
        let impedance = reading.choose(Some(Quantity::Impedance)).unwrap();
        let impedance = reading.take(&impedance).unwrap();
        assert_eq!(impedance.quantity, Quantity::Impedance);
        for (point, row) in impedance.points.iter().zip(&rows) {
            assert_eq!(point.value, row[3].parse::<f64>().unwrap());
        }
        for export in [Export::Frd, Export::Zma, Export::Rew] {
            let bytes = export.write(&input).unwrap().files.remove(0).1;
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(&trace::hash(design)), "{}", export.id());
            let read = import_response(&text).unwrap();
            let rows = text.lines().filter(|line| !line.starts_with('*'));
            for (point, row) in read.points.iter().zip(rows) {
                let cells: Vec<f64> = row.split('\t').map(|cell| cell.parse().unwrap()).collect();
                assert_eq!([point.f, point.value, point.phase_deg.unwrap()], cells[..]);
            }
        }
    }
}

#[test]
fn what_takes_no_remark_carries_its_design_in_the_name_of_its_file() {
    let mut design = library::default_design();
    design.name = "A/B: test.1".to_owned();
    let named: Vec<Export> = (Export::ALL.into_iter())
        .filter(|export| export.traced_name(&design).is_some())
        .collect();
    assert_eq!(named, [Export::EqGraphic, Export::EqAutoEq]);
    let name = format!("A_B__test_1 {}", trace::hash(&design));
    for export in named {
        assert_eq!(export.traced_name(&design), Some(name.clone()));
        // It is needed: nothing in the file tells.
        let solution = Solver::default().solve(&design, &log_grid(64, 20.0, 20_000.0));
        let input = Input {
            solution: Some(&solution),
            ..exported::bare(&design)
        };
        let product = export.write(&input).unwrap();
        let text = String::from_utf8_lossy(&product.files[0].1).into_owned();
        assert!(!text.contains(&trace::hash(&design)), "{text}");
    }
}
