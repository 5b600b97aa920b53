//! The parts list: what to buy, and what to cut.
//!
//! Tab-separated text with a header, equal parts counted together.

use super::{case_size, prices::Prices, product::Product};
use crate::{
    design::{
        Design, InsertKind, Link, LinkKind, Parameters as _, Subject, Tube,
        kinds::bought::{self, Bought, Cost, Shelf},
        tolerance::ToleranceClass,
    },
    library,
    quantity::{Unit, text},
};
use std::collections::BTreeMap;

/// Lines: what each is, and the names of those that are it.
type Lines = BTreeMap<Item, Vec<String>>;

/// What is bought alike. Equal values of another tolerance or case are another thing to order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    bought: Bought,
    tolerance: String,
    case: String,
}

impl Item {
    /// What it is, and its value.
    fn words(&self) -> String {
        format!("{} {}", self.bought.what, self.bought.value)
    }
}

/// The headings.
const HEADS: [&str; 9] = [
    "quantity",
    "part",
    "value",
    "reference",
    "tolerance",
    "dielectric",
    "case",
    "price each",
    "price",
];

/// The whole list. Tolerances are those that `earwright tolerance` builds with; cases are the first of
/// the catalogue that have the value. What has no price is told as a remark, where there are prices.
pub fn parts_list(design: &Design, prices: Option<&Prices>) -> Product {
    let lines = lines(design);
    let mut out = HEADS.join("\t") + "\n";
    let mut cost = Cost::default();
    for (item, names) in &lines {
        let count = names.len();
        let bought = &item.bought;
        let each = prices.map(|prices| prices.of(&bought.what, &bought.value));
        let [each, price] = match each {
            Some(Some(each)) => {
                cost.sum += each * count as f64;
                [each, each * count as f64].map(money)
            }
            Some(None) => {
                cost.unpriced.push(item.words());
                Default::default()
            }
            None => Default::default(),
        };
        let cells = [
            count.to_string(),
            bought.what.clone(),
            bought.value.clone(),
            names.join(", "),
            item.tolerance.clone(),
            case_size::dielectric(bought).to_owned(),
            item.case.clone(),
            each,
            price,
        ];
        out.push_str(&row(&cells));
    }
    let mut product = Product::from(String::new());
    if prices.is_some() {
        let mut cells: [String; HEADS.len()] = Default::default();
        let [.., what, _, _, _, _, _, _, total] = &mut cells;
        "All that has a price".clone_into(what);
        *total = money(cost.sum);
        out.push_str(&row(&cells));
        product.remarks.extend(cost.without());
    }
    product.files = vec![(String::new(), out.into_bytes())];
    product
}

/// The lines of the list in words: “2 × Resistor 10 Ω: R1, R2”.
pub(super) fn in_words(design: &Design) -> Vec<String> {
    let lines = lines(design).into_iter();
    lines
        .map(|(item, names)| format!("{} × {}: {}", names.len(), item.words(), names.join(", ")))
        .collect()
}

/// A price with its cents, and with as many digits more as it has.
fn money(price: f64) -> String {
    let digits = (2..=6).find(|&digits| {
        let shown: Result<f64, _> = format!("{price:.digits$}").parse();
        shown.is_ok_and(|shown| (shown - price).abs() < 1e-9 * price.abs())
    });
    format!("{price:.0$}", digits.unwrap_or(2))
}

/// What all of a design costs that is bought.
///
/// # Errors
/// When something has no price, with its name.
pub fn price(design: &Design, prices: &Prices) -> Result<f64, String> {
    cost(design, prices).whole()
}

/// What all of a design costs that is bought and has a price, and what has none.
pub fn cost(design: &Design, prices: &Prices) -> Cost {
    let mut cost = Cost::default();
    for (item, names) in lines(design) {
        match prices.of(&item.bought.what, &item.bought.value) {
            Some(each) => cost.sum += each * names.len() as f64,
            None => cost.unpriced.extend(names.iter().map(|_| item.words())),
        }
    }
    cost
}

fn row(cells: &[String]) -> String {
    // Tabs and line breaks would fall apart in the table; what begins with a quote is read as quoted.
    let clean = |cell: &String| {
        let cell = cell.replace(['\t', '\n', '\r'], " ");
        if cell.starts_with('"') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    };
    cells.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n"
}

fn lines(design: &Design) -> Lines {
    let mut lines = Lines::new();
    for part in design.parts.iter().filter(|part| !part.bypassed) {
        let Some(bought) = part.kind.bought() else {
            continue;
        };
        let making = (part.chief())
            .and_then(|(info, _)| design.tolerances.making(Subject::Part(part.id), &info));
        let electrical = matches!(
            bought.shelf,
            Shelf::Resistors | Shelf::Capacitors | Shelf::Windings
        );
        let making = making.filter(|_| electrical);
        let case = case_size::of(part, &bought).map(str::to_owned);
        let body = || Some(format!("{} mm", part.kind.case()?.size_mm()));
        let item = Item {
            tolerance: making.map_or_else(String::new, |making| making.spread.words()),
            case: case.or_else(body).unwrap_or_default(),
            bought,
        };
        lines.entry(item).or_default().push(part.name.clone());
    }
    for link in &design.links {
        if let LinkKind::Tube(tube) = &link.kind {
            add_tube(&mut lines, design, link, tube);
        }
    }
    lines
}

/// Every stretch of tube to cut: its bore, the tubing of the catalogue that has it, and the dampers in
/// it by their distance from the stretch's beginning.
pub(super) fn cut_list(design: &Design) -> Option<String> {
    let heads = [
        "tube",
        "stretch",
        "length",
        "bore",
        "bore at its end",
        "tubing",
        "in it",
        "from",
        "to",
    ];
    let mut out = heads.join("\t") + "\n";
    let mut any = false;
    for link in &design.links {
        let LinkKind::Tube(tube) = &link.kind else {
            continue;
        };
        let end = |id| {
            design
                .part(id)
                .map_or_else(String::new, |part| part.name.clone())
        };
        let mut begin = 0.0;
        for (n, section) in tube.sections.iter().enumerate() {
            let last = n + 1 == tube.sections.len();
            let here = begin..begin + section.length;
            let inserts = tube.inserts.iter().filter(|insert| !insert.bypassed);
            let inserts: Vec<String> = inserts
                .filter(|insert| {
                    here.contains(&insert.position) || (last && insert.position >= here.end)
                })
                .map(|insert| {
                    let (what, value) = insert_words(&insert.kind);
                    let at = text::exact(text::round_to(insert.position - begin, 9), &Unit::LENGTH);
                    format!("{what} {value} at {at}")
                })
                .collect();
            let length = |value: f64| text::exact(value, &Unit::LENGTH);
            let straight = section.bore_in == section.bore_out;
            let tubing = library::catalogue::catalogue().tubes.iter();
            let mut tubing = tubing
                .filter(|tubing| straight && (tubing.bore / section.bore_in - 1.0).abs() < 1e-6);
            out.push_str(&row(&[
                link.name.clone(),
                (n + 1).to_string(),
                length(section.length),
                length(section.bore_in),
                length(section.bore_out),
                tubing
                    .next()
                    .map_or_else(String::new, |tubing| tubing.name.clone()),
                inserts.join(", "),
                end(link.from.part),
                end(link.to.part),
            ]));
            begin = here.end;
            any = true;
        }
    }
    any.then_some(out)
}

/// What sits in a tube, and its value.
fn insert_words(kind: &InsertKind) -> (String, String) {
    match kind {
        InsertKind::Damper {
            name, resistance, ..
        } => {
            let what = match name.as_str() {
                "" => "Damper".to_owned(),
                colour => format!("Damper, {colour}"),
            };
            (what, text::exact(*resistance, &Unit::DAMPER))
        }
        InsertKind::Mesh(mesh) => (
            "Mesh".to_owned(),
            text::exact(mesh.specific_resistance, &Unit::RAYL),
        ),
    }
}

/// A tube, and what is pressed into it.
fn add_tube(lines: &mut Lines, design: &Design, link: &Link, tube: &Tube) {
    let rows = link.parameters();
    let name = &link.name;
    let mut put = |bought, name: String, class: ToleranceClass, index: usize| {
        let made = (rows.iter())
            .find(|(info, _)| info.class == Some(class) && info.index == Some(index))
            .and_then(|(info, _)| design.tolerances.making(Subject::Link(link.id), info));
        let item = Item {
            bought,
            tolerance: made.map_or_else(String::new, |made| made.spread.words()),
            case: String::new(),
        };
        lines.entry(item).or_default().push(name);
    };
    for (index, section) in tube.sections.iter().enumerate() {
        let value = if section.bore_in == section.bore_out {
            bought::size(section.length, section.bore_in)
        } else {
            format!(
                "{} to Ø{}",
                bought::size(section.length, section.bore_in),
                text::exact(section.bore_out, &Unit::LENGTH)
            )
        };
        let item = Bought::new(Shelf::Tubes, "Tube, cut", value);
        put(item, name.clone(), ToleranceClass::Cut, index);
    }
    let inserts = tube.inserts.iter().enumerate();
    for (index, insert) in inserts.filter(|(_, insert)| !insert.bypassed) {
        let (what, mut value) = insert_words(&insert.kind);
        let place = text::exact(insert.position, &Unit::LENGTH);
        // A mesh is cut to the bore; dampers are bought as they are.
        if let InsertKind::Mesh(_) = insert.kind {
            let bore = text::exact(bore_at(tube, insert.position), &Unit::LENGTH);
            value = format!("{value}, Ø{bore}");
        }
        let item = Bought::new(Shelf::Inserts, what, value);
        put(
            item,
            format!("{name} at {place}"),
            ToleranceClass::Damper,
            index,
        );
    }
}

/// Bore of a tube at a distance from its start, m.
fn bore_at(tube: &Tube, position: f64) -> f64 {
    let mut begin = 0.0;
    let mut bore = 0.0;
    for section in &tube.sections {
        let share = ((position - begin) / section.length).clamp(0.0, 1.0);
        bore = section.bore_in + share * (section.bore_out - section.bore_in);
        begin += section.length;
        if position < begin {
            break;
        }
    }
    text::round_to(bore, 9)
}
