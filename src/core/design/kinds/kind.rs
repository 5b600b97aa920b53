//! What every room may ask of a part, whatever its kind.

use super::{
    bought::{Bought, Shelf},
    burden::{Bound, Burden, Strain},
    common::{Band, Case, DriverKind, Origin},
    facts::{Facts, Port},
};
use crate::{
    design::{
        EditError, Parameters,
        choice::VisitChoices,
        port::{Domain, PortInfo, Role},
    },
    words,
};
use std::any::Any;

/// Size of an electrical symbol unless a design says otherwise, length and width in mm.
pub const DEFAULT_SYMBOL_MM: [f64; 2] = [4.0, 2.0];

/// A kind of part. What a kind does not say of itself is what holds of most.
pub trait Kind: Any + Parameters {
    /// What holds of every part of this kind.
    fn facts(&self) -> &'static Facts;

    /// What the library offers of it beside presets, with sensible first values: names and parts.
    fn offered() -> Vec<(&'static str, Self)>
    where
        Self: Sized,
    {
        Vec::new()
    }

    /// Its choices, as `Choices::visit_choices` calls them.
    fn visit_choices(&mut self, _visit: VisitChoices<'_>) {}

    /// What flows through one of its ports.
    fn domain(&self, port: &Port) -> Domain {
        port.domain
    }

    /// Length (along x) and width (along y) of the body in the part's own frame, mm; that of its
    /// case where it has one.
    ///
    /// `symbol_mm` is the size of a two-terminal electrical symbol (`Design::symbol_size_mm`). A
    /// junction is a point.
    fn size_mm(&self, symbol_mm: [f64; 2]) -> [f64; 2] {
        self.case().map_or(symbol_mm, |case| {
            let [length, width, _] = case.extents_mm();
            [length, width]
        })
    }

    /// Height out of the drawing, mm; 0 for what has none.
    fn height_mm(&self) -> f64 {
        self.case().map_or(0.0, |case| case.extents_mm()[2])
    }

    /// Length and bore of the drawn spout that sticks out of the case at +x, mm.
    fn spout_mm(&self) -> Option<[f64; 2]> {
        None
    }

    /// Bore of the opening at an acoustic port, m, where the part has one.
    fn port_bore(&self, _port: &str) -> Option<f64> {
        None
    }

    /// Volume of the room it is in a shell, m³; 0 for what is no chamber.
    fn chamber_volume(&self) -> f64 {
        0.0
    }

    /// Checks what is not a number on the list of its numbers.
    ///
    /// # Errors
    /// When something cannot be, with the sentence for the user; `owner` is the part's name.
    fn validate(&self, _owner: &str) -> Result<(), EditError> {
        Ok(())
    }

    /// What it still lacks to work, as the rest of a sentence that begins with its name.
    fn lacks(&self) -> Option<&'static str> {
        None
    }

    /// What stands beside it where that is not its chief number: “1 : 2”; absent for what says
    /// nothing of its own.
    fn value_text(&self) -> Option<String> {
        None
    }

    /// What has to be bought or cut for it; absent for what is no thing.
    fn bought(&self) -> Option<Bought> {
        let origin = self.origin()?;
        let mut value = origin.preset.clone();
        if !origin.modified.is_empty() {
            value += ", modified: ";
            value += &origin.modified.join(", ");
        }
        let what = format!("Driver, {}", self.facts().word);
        Some(Bought::new(Shelf::Drivers, what, value))
    }

    /// Where a driver's numbers come from.
    fn origin(&self) -> Option<&Origin> {
        None
    }

    /// Where a driver's numbers come from, to be changed.
    fn origin_mut(&mut self) -> Option<&mut Origin> {
        None
    }

    /// A driver's case.
    fn case(&self) -> Option<&Case> {
        None
    }

    /// Whether the air inside a driver exchanges heat with its walls; absent where it has no
    /// volumes.
    fn wall_exchange(&self) -> Option<bool> {
        None
    }

    /// Says whether the air inside a driver exchanges heat with its walls.
    fn set_wall_exchange(&mut self, _on: bool) {}

    /// Area of a diaphragm that is driven by a coil or traces on it, m².
    fn diaphragm_area(&self) -> Option<f64> {
        None
    }

    /// Greatest linear peak excursion of a diaphragm, m; 0: unknown.
    fn excursion_limit(&self) -> Option<f64> {
        None
    }

    /// The resistance of a driver's coil, Ω, and the power coils of its kind customarily bear, W.
    fn coil(&self) -> Option<(f64, f64)> {
        None
    }

    /// The power a driver's coil is stated to bear, W.
    fn rated_power(&self) -> Option<f64> {
        None
    }

    /// What it is strained by, and how much of it it bears; empty for what bears whatever comes.
    fn burdens(&self) -> Vec<Burden> {
        let mut burdens = Vec::new();
        if let Some(limit) = self.excursion_limit() {
            burdens.push(Burden::new(Strain::Excursion, Bound::stated(limit)));
        }
        if let Some((resistance, customary)) = self.coil() {
            let rated = self.rated_power();
            let bound = rated.map_or(Bound::Customary(customary), Bound::Stated);
            burdens.push(Burden::new(Strain::CoilHeat(resistance), bound));
        }
        burdens
    }

    /// Whether its diaphragm can move where nothing is joined to its rear.
    fn moves_closed(&self) -> bool {
        true
    }

    /// The face a diaphragm has towards its back volume, m², and that volume, m³; absent for what
    /// has none or vents it.
    fn closed_back(&mut self) -> Option<(f64, &mut f64)> {
        None
    }

    /// What a driver is listed under.
    fn driver_kind(&self) -> Option<DriverKind> {
        None
    }

    /// The part of the audible band a driver of its build is for.
    fn band(&self) -> Option<Band> {
        None
    }
}

impl dyn Kind {
    /// Whether it is of this kind.
    pub fn is<T: Kind>(&self) -> bool {
        self.downcast_ref::<T>().is_some()
    }

    /// Itself, where it is of this kind.
    pub fn downcast_ref<T: Kind>(&self) -> Option<&T> {
        (self as &dyn Any).downcast_ref()
    }

    /// Itself to be changed, where it is of this kind.
    pub fn downcast_mut<T: Kind>(&mut self) -> Option<&mut T> {
        (self as &mut dyn Any).downcast_mut()
    }

    /// The letters its names begin with: R1, C2, BA3.
    pub fn prefix(&self) -> &'static str {
        self.facts().prefix
    }

    /// What it is called in sentences: “balanced armature”.
    pub fn word(&self) -> &'static str {
        words::text(self.facts().word)
    }

    /// Whether it makes sound.
    pub fn is_driver(&self) -> bool {
        self.origin().is_some()
    }

    /// Whether every one of its ports is electrical.
    pub fn is_electrical(&self) -> bool {
        let mut ports = self.facts().ports.iter();
        ports.all(|port| self.domain(port) == Domain::Electrical)
    }

    /// The port its sound leaves through: `spout` or `front`; none for anything but a driver.
    pub fn sound_port(&self) -> Option<&'static str> {
        self.port_of(Role::Sound)
    }

    /// The port of this role, the first where there are several.
    pub fn port_of(&self, role: Role) -> Option<&'static str> {
        let mut ports = self.facts().ports.iter();
        ports.find(|port| port.role == role).map(|port| port.name)
    }

    /// The domain of the port with this name.
    pub fn port_domain(&self, name: &str) -> Option<Domain> {
        let mut ports = self.facts().ports.iter();
        let port = ports.find(|port| port.name == name)?;
        Some(self.domain(port))
    }

    /// Every port, places for electrical symbols of the default size.
    pub fn ports(&self) -> Vec<PortInfo> {
        self.ports_at(DEFAULT_SYMBOL_MM)
    }

    /// Every port, with electrical symbols of this size.
    pub fn ports_at(&self, symbol_mm: [f64; 2]) -> Vec<PortInfo> {
        let half = self.size_mm(symbol_mm).map(|side| side / 2.0);
        let stub = self.spout_mm().map_or(0.0, |[length, _]| length);
        let info = |port: &Port| {
            let (mut place_mm, outward) = port.place_mm(half);
            if port.role == Role::Sound {
                place_mm[0] += stub;
            }
            PortInfo {
                name: port.name,
                domain: self.domain(port),
                role: port.role,
                place_mm,
                outward,
                optional: port.optional || (port.role == Role::Rear && self.moves_closed()),
            }
        };
        self.facts().ports.iter().map(info).collect()
    }

    /// The two ports of a domain by which it goes into a link: its only two there, or two sides of
    /// a part that is one node.
    pub fn passage(&self, domain: Domain) -> Option<[&'static str; 2]> {
        let facts = self.facts();
        let ports = facts.ports.iter();
        let mut there = ports.filter(|port| self.domain(port) == domain);
        let (first, second) = (there.next()?, there.next()?);
        let alone = there.next().is_none() || facts.one_node;
        alone.then_some([first.name, second.name])
    }

    /// The domain of the links it goes into as a whole; absent for a source, an ear, and what has
    /// ports of another kind besides.
    pub fn goes_into(&self) -> Option<Domain> {
        let facts = self.facts();
        let domain = self.domain(facts.ports.first()?);
        let whole = facts.one_node || facts.ports.len() == 2;
        (whole && !facts.only_one && self.passage(domain).is_some()).then_some(domain)
    }

    /// The other port of a part that only passes what comes in at one; absent for what has several
    /// ways through it, or none.
    pub fn beyond(&self, port: &str) -> Option<&'static str> {
        match self.facts().through {
            [[a, b]] if *a == port => Some(b),
            [[a, b]] if *b == port => Some(a),
            _ => None,
        }
    }

    /// Whether two links that end on it run on as one when it is deleted.
    pub fn heals(&self) -> bool {
        let facts = self.facts();
        facts.one_node || facts.through.len() == 1
    }
}
