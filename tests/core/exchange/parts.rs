//! The parts list with prices, and the cut list.

use crate::support::exported;
use earwright::{
    exchange::{
        Export,
        export::Options,
        prices::{Prices, PricesError},
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
    let design = &library::designs()
        .iter()
        .find(|entry| entry.design.name == "Hybrid 1 DD + 2 BA")
        .unwrap()
        .design;
    let bytes = exported::one(design, Export::Parts);
    let plain = rows(text(&bytes));
    assert!(plain.iter().all(|row| row.len() == 9), "{plain:?}");
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
    for doubtful in ["1,234", "cheap", "-1", "ask us"] {
        let file = format!("part\tvalue\tprice\nResistor\t1 Ω\t{doubtful}\n");
        let refused = Prices::read(&file).unwrap_err();
        assert!(refused.to_string().starts_with("line 2: "), "{refused}");
    }
}

#[test]
fn a_cut_list_says_where_dampers_sit() {
    for entry in library::designs() {
        let design = &entry.design;
        let bytes = exported::one(design, Export::Cuts);
        let list = rows(text(&bytes));
        assert!(list.iter().all(|row| row.len() == 9), "{list:?}");
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
