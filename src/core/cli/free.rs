//! Which numbers of a design a search may change, from the command line.

use crate::{
    design::{Design, Number, Subject, number::numbers},
    library,
    tuning::{
        optimise::Allowed,
        variable::{self, Family, Variable},
    },
};
use anyhow::{Result, bail};
use clap::Args;

/// Families of numbers by their name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum All {
    /// Resistors, capacitors and inductors.
    Rc,
    /// Tubes and the dampers in them.
    Tubes,
}

/// What is free.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// Numbers to change, as NAME.KEY: `R1.resistance`, `T2.section.length.1` (counted from 1;
    /// without the count all of them), `Tweeter.polarity`.
    #[arg(long, value_name = "NAME.KEY", value_delimiter = ',')]
    free: Vec<String>,
    /// All numbers of a kind; without this and --free: what is free in the design and what its
    /// drivers may be there, else all of both kinds and every polarity.
    #[arg(long, value_enum, value_delimiter = ',')]
    all: Vec<All>,
    /// Parts and links to leave as they are, by name.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    keep: Vec<String>,
    /// Other drivers that may stand in a part's place: NAME=PRESET, again for each.
    #[arg(long, value_name = "NAME=PRESET")]
    driver: Vec<String>,
    /// Only values that can be bought.
    #[arg(long, conflicts_with = "continuous")]
    stock: bool,
    /// Any value within the ranges.
    #[arg(long)]
    continuous: bool,
}

impl Chosen {
    /// The variables, and what else may change.
    pub(super) fn of(&self, design: &Design) -> Result<(Vec<Variable>, Allowed)> {
        for name in &self.keep {
            if owner(design, name).is_none() {
                bail!("--keep: there is no part or link “{name}” in the design");
            }
        }
        let stock = !self.continuous;
        let mut allowed = Allowed::default();
        let mut variables: Vec<Variable> = Vec::new();
        for wanted in &self.all {
            variables.extend(variable::family(design, wanted.family(), stock));
        }
        for wanted in &self.free {
            self.one(design, wanted, &mut variables, &mut allowed)?;
        }
        let user = || library::user_library().drivers;
        let listed = design.alternatives.iter().any(|of| !of.drivers.is_empty());
        let user = if listed { user() } else { Vec::new() };
        let (own, unknown) = Allowed::of(design, |name| {
            let own = || user.iter().find(|preset| preset.name() == name);
            library::driver(name)
                .or_else(own)
                .map(|preset| preset.part.clone())
        });
        if self.all.is_empty() && self.free.is_empty() && design.allows_something() {
            variables = variable::free(design);
            allowed = own;
            if !unknown.is_empty() {
                bail!(
                    "the design lists drivers that are in no library here: {}",
                    unknown.join(", ")
                );
            }
        } else if self.all.is_empty() && self.free.is_empty() {
            for family in [Family::Crossover, Family::Tubes] {
                variables.extend(variable::family(design, family, stock));
            }
            allowed = Allowed::polarities(design);
        }
        for wanted in &self.driver {
            alternative(design, wanted, &mut allowed)?;
        }
        let kept = |subject: Subject| {
            let name = design.name_of(subject);
            name.is_some_and(|name| self.keep.iter().any(|kept| kept == name))
        };
        variables.retain(|variable| !kept(variable.number.subject));
        allowed.reversed.retain(|id| !kept(Subject::Part(*id)));
        // Named twice is free once.
        let mut seen = std::collections::BTreeSet::new();
        variables.retain(|variable| seen.insert(variable.number.clone()));
        Ok((variables, allowed))
    }

    fn one(
        &self,
        design: &Design,
        wanted: &str,
        variables: &mut Vec<Variable>,
        allowed: &mut Allowed,
    ) -> Result<()> {
        if let Some(name) = wanted.strip_suffix(".polarity")
            && let Some(part) = design.part_named(name)
        {
            if !part.kind.is_driver() {
                bail!("--free {wanted}: “{name}” is no driver");
            }
            allowed.reversed.push(part.id);
            return Ok(());
        }
        let named: Vec<Number> = (numbers(design).into_iter())
            .filter(|(number, ..)| names(design, number, wanted))
            .map(|(number, ..)| number)
            .collect();
        if named.is_empty() {
            let near = hint(design, wanted);
            bail!("--free: there is no number “{wanted}” in the design{near}");
        }
        for number in named {
            match variable::variable(design, &number, !self.continuous) {
                Some(variable) => variables.push(variable),
                None => bail!("--free {wanted}: it is 0, from where a search finds no way"),
            }
        }
        Ok(())
    }
}

impl All {
    fn family(self) -> Family {
        match self {
            Self::Rc => Family::Crossover,
            Self::Tubes => Family::Tubes,
        }
    }
}

/// The part or link of a name.
fn owner(design: &Design, name: &str) -> Option<Subject> {
    let part = design.part_named(name).map(|part| Subject::Part(part.id));
    part.or_else(|| {
        let mut links = design.links.iter();
        let link = links.find(|link| link.name == name)?;
        Some(Subject::Link(link.id))
    })
}

/// What a number is called here: `T2.section.length.1`; without its count where it has none.
pub(super) fn name(design: &Design, number: &Number) -> Option<String> {
    let owner = design.name_of(number.subject)?;
    let key = &number.key.key;
    Some(match number.key.index {
        Some(index) => format!("{owner}.{key}.{}", index + 1),
        None => format!("{owner}.{key}"),
    })
}

fn names(design: &Design, number: &Number, wanted: &str) -> bool {
    let name = name(design, number);
    name.is_some_and(|name| {
        let of_all = |rest: &str| {
            let count = rest.strip_prefix('.');
            number.key.index.is_some() && count.is_some_and(|n| n.parse::<usize>().is_ok())
        };
        name == wanted || name.strip_prefix(wanted).is_some_and(of_all)
    })
}

/// The numbers of the part or link that is meant.
fn hint(design: &Design, wanted: &str) -> String {
    let of = |number: &Number| {
        let owner = design.name_of(number.subject)?;
        wanted
            .strip_prefix(owner)
            .filter(|rest| rest.is_empty() || rest.starts_with('.'))
            .and_then(|_| name(design, number))
    };
    let near: Vec<String> = (numbers(design).iter())
        .filter_map(|(number, ..)| of(number))
        .collect();
    if near.is_empty() {
        String::new()
    } else {
        format!("; there is {}", near.join(", "))
    }
}

/// Adds a driver that may stand in a part's place.
fn alternative(design: &Design, wanted: &str, allowed: &mut Allowed) -> Result<()> {
    let Some((name, preset)) = wanted.split_once('=') else {
        bail!("--driver {wanted}: write NAME=PRESET");
    };
    let Some(part) = design.part_named(name).filter(|p| p.kind.is_driver()) else {
        bail!("--driver: there is no driver “{name}” in the design");
    };
    let Some(driver) = library::driver(preset) else {
        bail!("--driver: there is no preset “{preset}”: `earwright library drivers` lists them");
    };
    let kind = (driver.name().to_owned(), driver.part.clone());
    match allowed.drivers.iter_mut().find(|(id, _)| *id == part.id) {
        Some((_, kinds)) => kinds.push(kind),
        None => allowed.drivers.push((part.id, vec![kind])),
    }
    Ok(())
}
