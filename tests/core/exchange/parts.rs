//! The parts list with prices, and the cut list.

use crate::support::{exported, samples::add};
use earwright::{
    design::{
        Edit, Number, ParameterKey, Part, Subject,
        kinds::Resistor,
        tolerance::{Spread, ToleranceRow},
    },
    exchange::{
        Export,
        export::Options,
        prices::{Prices, PricesError},
        trace,
    },
    library,
};
use std::fmt::Write as _;

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn rows(list: &str) -> Vec<Vec<&str>> {
    list.lines()
        .map(|line| line.split('\t').collect())
        .collect()
}

#[test]
fn a_parts_list_has_what_is_needed_to_order_and_counts_the_cost() {
    let design = &library::design("Hybrid 1 DD + 2 BA").unwrap().design;
    let bytes = exported::one(design, Export::Parts);
    let plain = rows(text(&bytes));
    assert!(plain.iter().all(|row| row.len() == 10), "{plain:?}");
    // Where it comes from is a heading of its own, nothing below it.
    assert_eq!(plain[0][9], trace::line(design));
    assert!(plain[1..].iter().all(|row| row[9].is_empty()));
    let column = |name: &str| plain[0].iter().position(|head| *head == name).unwrap();
    let [part, value, reference, tolerance, dielectric, case] = [
        "part",
        "value",
        "reference",
        "tolerance",
        "dielectric",
        "case",
    ]
    .map(column);
    let capacitor = plain
        .iter()
        .find(|row| row[part].starts_with("Capacitor"))
        .unwrap();
    assert!(capacitor[tolerance].starts_with('±') && !capacitor[dielectric].is_empty());
    assert!(!capacitor[case].is_empty() && !capacitor[reference].is_empty());
    let driver = plain
        .iter()
        .find(|row| row[part] == "Driver, dynamic driver")
        .unwrap();
    assert!(driver[case].starts_with('Ø'), "{driver:?}");
    let resistor = plain.iter().find(|row| row[part] == "Resistor").unwrap();
    assert_eq!((resistor[tolerance], resistor[case]), ("±1 %", "0402"));

    // The list itself, with prices filled in as people do, is a price file.
    let mut filled = "price;Value;part\n".to_owned();
    for row in &plain[1..] {
        if row[part] != "Resistor" {
            writeln!(filled, "€ 1,50;{};{}", row[value], row[part]).unwrap();
        }
    }
    let options = Options {
        prices: Some(Prices::read(&filled).unwrap()),
        ..Options::default()
    };
    let product = exported::with(design, Export::Parts, &options);
    let list = rows(text(&product.files[0].1));
    let count: f64 = (plain[1..].iter())
        .filter(|row| row[part] != "Resistor")
        .map(|row| row[0].parse::<f64>().unwrap())
        .sum();
    let again = Prices::read(text(&product.files[0].1)).unwrap();
    assert_eq!(again.of(capacitor[part], capacitor[value]), Some(1.5));
    let total = list.last().unwrap();
    assert_eq!(total[8], format!("{:.2}", 1.5 * count));
    assert!(
        product.remarks.len() == 1 && product.remarks[0].contains("Resistor"),
        "{:?}",
        product.remarks
    );
}

#[test]
fn prices_are_read_as_they_are_meant_or_refused() {
    let file = "part,value,price\nResistor,10 Ω,0.02\nResistor,,0.1\n\"Capacitor, C0G\",4.7 uF,\"1.234,50 EUR\"\n";
    let prices = Prices::read(file).unwrap();
    assert_eq!(prices.of("Resistor", "10Ω"), Some(0.02));
    assert_eq!(prices.of("Resistor", "22 Ω"), Some(0.1));
    assert_eq!(prices.of("Capacitor, C0G", "4.7 µF"), Some(1234.5));
    assert_eq!(prices.of("Inductor", "1 mH"), None);
    assert_eq!(Prices::read("a,b\n1,2\n"), Err(PricesError::NoHeadings));
    let of = |price: &str| Prices::read(&format!("part\tvalue\tprice\nResistor\t1 Ω\t{price}\n"));
    for doubtful in [
        "1,234",
        "cheap",
        "-1",
        "ask us",
        "12 (100+)",
        "100 pcs 12",
        "10% off 3",
        "5 5",
        "2 x 5",
        "1e3",
        "1.2.3",
        "0x10",
        "1.5k",
        "3 ct",
        "(3)",
        "– 3",
        "0.05 / 10",
        "1.23.456",
        "1,234,5",
        "3.",
    ] {
        let refused = of(doubtful).expect_err(doubtful);
        assert!(refused.to_string().starts_with("line 2: "), "{refused}");
    }
    for (price, amount) in [
        ("3", 3.0),
        ("0,05", 0.05),
        ("€ 2.50", 2.5),
        ("2.5 EUR", 2.5),
        ("$1,234.50", 1234.5),
        ("1'234.5", 1234.5),
        ("0.125", 0.125),
        ("1,234,567", 1_234_567.0),
    ] {
        let read = of(price).unwrap_or_else(|error| panic!("{price}: {error}"));
        assert_eq!(read.of("Resistor", "1 Ω"), Some(amount), "{price}");
    }
    // One thing has one price, and one sum one currency.
    let table = |a: &str, b: &str| format!("part,value,price\nCoil,1 mH,{a}\nCoil,{b}\n");
    for (a, b) in [("0.05", "1 mH,0.09"), ("€2", "2 mH,$3")] {
        let refused = Prices::read(&table(a, b)).unwrap_err();
        assert!(refused.to_string().starts_with("line 3: "), "{refused}");
    }
    assert!(Prices::read(&table("€2", "2 mH,3")).is_ok());
}

#[test]
fn a_cut_list_says_where_dampers_sit() {
    for entry in library::designs() {
        let design = &entry.design;
        let bytes = exported::one(design, Export::Cuts);
        let list = rows(text(&bytes));
        assert!(list.iter().all(|row| row.len() == 10), "{list:?}");
        assert_eq!(list[0][9], trace::line(design));
        let inserts: usize = (design.links.iter())
            .filter_map(|link| match &link.kind {
                earwright::design::LinkKind::Tube(tube) => Some(tube.inserts.len()),
                _ => None,
            })
            .sum();
        let told: usize = list[1..]
            .iter()
            .map(|row| row[6].matches(" at ").count())
            .sum();
        assert_eq!(told, inserts, "{}", design.name);
    }
}

#[test]
fn a_mesh_is_bought_by_the_bore_it_is_cut_to() {
    let headphone = library::design("Closed-back headphone").unwrap();
    let bytes = exported::one(&headphone.design, Export::Parts);
    let list = rows(text(&bytes));
    let mut meshes: Vec<&str> = (list.iter())
        .filter(|row| row[1] == "Mesh")
        .map(|row| row[2])
        .collect();
    meshes.sort_unstable();
    assert_eq!(
        meshes,
        ["260 rayl, Ø12 mm", "65 rayl, Ø8 mm", "90 rayl, Ø24 mm"]
    );
}

#[test]
fn equal_values_of_another_tolerance_are_ordered_apart() {
    let design = &library::design("Hybrid 1 DD + 2 BA").unwrap().design;
    let resistor = |part: &&Part| part.kind.downcast_ref::<Resistor>().is_some();
    let first = design.parts.iter().find(resistor).unwrap().clone();
    let mut design = design.clone();
    let ninth = add(&mut design, first.kind.clone(), [40.0, 40.0]);
    let mut other = design.part(ninth).unwrap().clone();
    other.name = "R9".to_owned();
    design = design.apply(&Edit::SetPart(Box::new(other))).unwrap();
    design.tolerances.numbers.push(ToleranceRow {
        number: Number {
            subject: Subject::Part(ninth),
            key: ParameterKey {
                key: "resistance".to_owned(),
                index: None,
            },
        },
        class: None,
        spread: Some(Spread::Share(0.1)),
        shape: None,
        common: None,
    });
    let list = exported::one(&design, Export::Parts);
    let told = rows(text(&list));
    let of = |name: &str| {
        let row = told
            .iter()
            .find(|row| row[3].split(", ").any(|n| n == name));
        (row.unwrap()[0], row.unwrap()[4])
    };
    assert_eq!(of("R9"), ("1", "±10 %"));
    assert_eq!(of(&first.name).1, "±1 %");
}
