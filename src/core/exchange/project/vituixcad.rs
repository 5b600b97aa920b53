//! VituixCAD projects (`.vxp`): XML with a `DRIVER` a driver and a `PART` a part of the crossover, whose
//! numbers are `PARAM`s of name, value and unit.

use super::Project;
use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, Event},
};

/// Elements that tell nothing but how it is drawn or searched.
const DRAWING: &[&str] = &["WIRE", "Optimize", "Expression", "Min", "Max", "OptiBlock"];
/// What a driver's element tells beside its files.
const OF_DRIVER: &[&str] = &[
    "ResponseScale",
    "ResponseDelay",
    "ResponseInvert",
    "ImpedanceScale",
];
/// What the project tells of itself.
const OF_PROJECT: &[&str] = &["Description", "SPLmax", "ReferDistance"];
/// Depth of elements.
const DEEPEST: usize = 20;

pub(super) fn read(text: &str) -> Option<Project> {
    let head: String = text.chars().take(2000).collect();
    if !(head.contains("VituixCAD") && head.contains('<')) {
        return None;
    }
    let mut project = Project::new(tr!("a VituixCAD project"));
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = Vec::new();
    let mut part = Part::default();
    // What stands in an element comes in pieces wherever a letter of it is a reference, as & is.
    let mut said = String::new();
    loop {
        let event = reader.read_event().ok()?;
        if matches!(event, Event::Start(_) | Event::End(_)) {
            if !said.trim().is_empty() {
                part.say(&mut project, &path, said.trim());
            }
            said.clear();
        }
        match event {
            Event::Start(element) => {
                path.push(String::from_utf8_lossy(element.name().as_ref()).into_owned());
                if path.len() > DEEPEST {
                    return None;
                }
                match path.last().map(String::as_str) {
                    Some("PART" | "DRIVER") => part = Part::default(),
                    Some("PARAM") => part.number = Default::default(),
                    _ => {}
                }
            }
            Event::Text(text) => said.push_str(&text.decode().ok()?),
            Event::CData(text) => said.push_str(&text.decode().ok()?),
            Event::GeneralRef(reference) => refer(&reference, &mut said),
            Event::End(_) => {
                if path.last().is_some_and(|name| name == "PARAM") {
                    part.end_of_number(&mut project);
                }
                path.pop();
            }
            Event::Eof => return Some(project),
            _ => {}
        }
    }
}

/// The letter a reference stands for; one that is not known stays as it is written.
fn refer(reference: &BytesRef<'_>, said: &mut String) {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        said.push(letter);
        return;
    }
    let name = reference.decode().unwrap_or_default();
    match resolve_predefined_entity(&name) {
        Some(letter) => said.push_str(letter),
        None => said.extend(["&", &*name, ";"]),
    }
}

/// The part or driver that is being read.
#[derive(Default)]
struct Part {
    kind: String,
    name: String,
    model: String,
    /// Name, value and unit.
    number: [String; 3],
}

impl Part {
    fn say(&mut self, project: &mut Project, path: &[String], said: &str) {
        let name = path.last().map_or("", String::as_str);
        let inside = |element: &str| path.iter().any(|part| part == element);
        if DRAWING.iter().any(|element| inside(element)) {
            return;
        }
        let slot = match name {
            "Type" => &mut self.kind,
            "PartID" => &mut self.name,
            "Model" => &mut self.model,
            "Name" if inside("PARAM") => &mut self.number[0],
            "Value" if inside("PARAM") => &mut self.number[1],
            "Unit" if inside("PARAM") => &mut self.number[2],
            "ImpedanceFile" | "FileName" => return project.refer(said),
            _ if inside("DRIVER") && OF_DRIVER.contains(&name) => {
                let of = format!("Driver {}", self.model);
                return project.hold(of.trim(), name, said);
            }
            _ if path.len() == 2 && OF_PROJECT.contains(&name) => {
                return project.hold("Project", name, said);
            }
            _ => return,
        };
        said.clone_into(slot);
    }

    fn end_of_number(&self, project: &mut Project) {
        let [name, value, unit] = &self.number;
        // Coordinates of drivers are where they stand on the baffle.
        let of = [&self.kind, &self.name, &self.model];
        let of: Vec<&str> = of
            .iter()
            .map(|word| word.trim())
            .filter(|w| !w.is_empty())
            .collect();
        project.hold(&of.join(" "), name, format!("{value} {unit}").trim());
    }
}
