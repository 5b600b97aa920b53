//! `earwright choices`: every combination of what may be chosen, the best first.

use super::{
    Outcome,
    free::Chosen,
    input,
    interrupt::Interrupt,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::{Design, file, kinds::bought::Cost},
    exchange,
    tuning::{
        choices::{
            Axis, Found, MapCell, Progress, Row, Task, combination, count, part::About, slots,
        },
        tolerance::part::Shard,
    },
};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::{
    fmt::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Combinations one run tries: an hour or so.
const MOST: u64 = 5_000_000_000;

/// What is said of a ranking.
const FIELDS: &str = "The table has a row for each of the best, with --by for each of the \
    front: `rank`, `combination` (its number, for --take), `error_db` (as solved in full), `price`, \
    `parts`, `impedance_ohm` (smallest), `depth_mm`, `missed` (goals), and what is chosen. With --json \
    one object: `combinations`, `ranked`, `silent`, `off_db` (largest difference between an error as \
    ranked and as solved), `sure` (whether no other could be among the best), `whole` (why each was \
    solved whole, or null), `interrupted`, `chosen` (`name`, `alternatives`), `best`, `fronts` (by axis; \
    rows have `combination`, `error_db`, `price`, `parts`, `impedance_ohm`, `depth_m`, `missed`, \
    `chosen`), `maps` (by axis: cells with `count`, and `error_db`, `figure` and `combination` of their \
    best), and `out`, where the table was written.";

/// Rank every combination of what may be chosen (component values in stock, dampers, tubes, other
/// drivers, polarity) by error to the target; what misses a goal of the design comes last.
#[derive(Debug, Args)]
#[command(after_help = FIELDS)]
pub struct Choices {
    /// The design.
    file: PathBuf,
    #[command(flatten)]
    what: Chosen,
    /// Only so many values of each number: those nearest to what it is.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    nearest: Option<u16>,
    /// How many of the best are told.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=5000))]
    best: u16,
    /// What parts cost: a table with the headings part, value and price.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
    /// Rank the K-th of N parts of the combinations and write it to --out; `earwright merge` joins
    /// them.
    #[arg(long, value_name = "K/N", value_parser = Shard::parse, requires = "out")]
    shard: Option<Shard>,
    /// Rank nothing: write the design of this combination to --out.
    #[arg(
        long,
        value_name = "COMBINATION",
        requires = "out",
        conflicts_with = "shard"
    )]
    take: Option<u64>,
    /// Only say how many combinations there are.
    #[arg(long, conflicts_with_all = ["shard", "take"])]
    count: bool,
    /// Tell the front instead of the best: those no other is better than in error and in this.
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Write the table (or with --shard the part) into this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// An axis by its name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum By {
    /// Sum of the parts list by --prices.
    Price,
    /// Drivers, electrical parts, dampers and meshes.
    Parts,
    /// Smallest impedance.
    Impedance,
    /// Depth that parts need.
    Depth,
}

impl By {
    fn axis(self) -> Axis {
        match self {
            Self::Price => Axis::Price,
            Self::Parts => Axis::Parts,
            Self::Impedance => Axis::Impedance,
            Self::Depth => Axis::Depth,
        }
    }
}

impl Choices {
    /// Ranks, and prints the best.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let prices = self.prices.as_deref().map(input::prices).transpose()?;
        let pricer = |design: &Design| match &prices {
            Some(prices) => exchange::cost(design, prices),
            None => Cost::default(),
        };
        let pricer: Option<crate::tuning::choices::Pricer<'_>> =
            prices.is_some().then_some(&pricer);
        if self.by == Some(By::Price) && pricer.is_none() {
            bail!("--by price needs to know what parts cost: name a table with --prices");
        }
        let (variables, allowed) = self.what.of(&design)?;
        let mut all = slots(&design, &variables, &allowed);
        if let Some(nearest) = self.nearest {
            for slot in &mut all {
                slot.keep_nearest(&design, usize::from(nearest));
            }
        }
        let task = Task::new(&design, all, usize::from(self.best), pricer);
        let task = task.map_err(anyhow::Error::msg)?;
        if self.count {
            return self.tell_count(&task);
        }
        let unpriced = Vec::from_iter(task.unpriced());
        if !unpriced.is_empty() {
            output::message(&format!(
                "note: --prices has no price of: {}: combinations with it have none",
                unpriced.join(", ")
            ));
        }
        let Some(out) = self.out_of(&task)? else {
            return Ok(Outcome::Success);
        };
        let interrupt = Interrupt::watch();
        let mut said = 0;
        let mut tell = |progress: Progress| {
            let tenth = progress.ranked * 10 / progress.of.max(1);
            if tenth > said {
                said = tenth;
                output::message(&format!(
                    "{:3} %  {} combinations, the nearest {:.3} dB",
                    tenth * 10,
                    progress.ranked,
                    progress.error_db
                ));
            }
            ControlFlow::Continue(())
        };
        let stop = || interrupt.asked();
        if let Some(shard) = self.shard {
            let ranked = task.rank(shard, &mut tell, &stop);
            if interrupt.asked() {
                output::message("interrupted: the part is not written, as it is not whole");
                return Ok(Outcome::Interrupted);
            }
            let part = task.part(shard, ranked);
            out.write(&part.to_text()?)?;
            if self.json.json {
                let fields = object!({ "part": shard.part, "of": shard.of });
                json::print(&json::wrote(self.out.as_deref(), fields))?;
            }
            output::message(&format!(
                "part {} of {} of {} combinations",
                shard.part,
                shard.of,
                task.total()
            ));
            return Ok(Outcome::Success);
        }
        let found = task.run(&mut tell, &stop);
        told(
            out,
            self.out.as_deref(),
            self.json,
            self.by,
            &task.about(),
            &found,
        )
    }

    fn tell_count(&self, task: &Task<'_>) -> Result<Outcome> {
        let mut lines = String::new();
        let mut objects = Vec::new();
        for slot in task.slots() {
            let alternatives = slot.alternatives.join(", ");
            let count = slot.alternatives.len();
            let _ = writeln!(lines, "{count}\t{}\t{alternatives}", slot.name);
            objects.push(object!({ "name": slot.name, "alternatives": slot.alternatives }));
        }
        if self.json.json {
            json::print(&object!({ "combinations": task.total(), "chosen": objects }))?;
        } else {
            output::result(&format!("{lines}{}\tcombinations\n", task.total()))?;
        }
        Ok(Outcome::Success)
    }

    /// Where the result goes; absent where only a design was to be written, which is done.
    fn out_of(&self, task: &Task<'_>) -> Result<Option<Out<'_>>> {
        if let Some(index) = self.take {
            if index >= task.total() {
                bail!(
                    "--take {index}: the combinations are numbered from 0 to {}",
                    task.total() - 1
                );
            }
            // Both are designs: the one with the parts chosen may take the place of the other.
            let out = Out::to(self.out.as_deref(), &self.prices())?;
            let Some((_, built)) = combination(task.design(), task.slots(), index) else {
                bail!("--take {index}: the design refuses this combination");
            };
            out.write(&file::to_text(&built))?;
            let words = task.about();
            let chosen = words.slots.iter().zip(words.words(index));
            let chosen: Vec<String> = chosen
                .map(|(slot, what)| format!("{} {what}", slot.name))
                .collect();
            output::message(&chosen.join(", "));
            if self.json.json {
                let fields = object!({ "combination": index });
                json::print(&json::wrote(self.out.as_deref(), fields))?;
            }
            return Ok(None);
        }
        let parts = self.shard.map_or(1, |shard| shard.of as u64);
        if task.total() / parts > MOST {
            bail!("{}", too_many(task, parts));
        }
        let mut inputs = self.prices();
        inputs.push(&self.file);
        Ok(Some(Out::to(self.out.as_deref(), &inputs)?))
    }

    /// The price file, where one is read.
    fn prices(&self) -> Vec<&Path> {
        self.prices.as_deref().into_iter().collect()
    }
}

/// What to do about too many combinations.
fn too_many(task: &Task<'_>, parts: u64) -> String {
    let mut fewer = task.slots().to_vec();
    for slot in &mut fewer {
        slot.keep_nearest(task.design(), 3);
    }
    let three = count(&fewer).map_or_else(String::new, |count| format!(" (that leaves {count})"));
    let parts = if parts > 1 { " for each part" } else { "" };
    format!(
        "{} combinations are too many to try{parts}, {MOST} are the most: allow fewer values with --nearest 3{three}, leave parts as they are with --keep, or share them out with --shard",
        task.total()
    )
}

/// Prints a ranking.
pub(super) fn told(
    out: Out<'_>,
    path: Option<&Path>,
    json: Json,
    by: Option<By>,
    about: &About,
    found: &Found,
) -> Result<Outcome> {
    let rows = match by {
        Some(by) => front(found, by.axis()),
        None => &found.best,
    };
    let table = table(about, rows)?;
    if !json.json || path.is_some() {
        out.write(&table)?;
    }
    if json.json {
        let mut fields = as_object(about, found);
        if let Some(path) = path {
            fields = json::with(fields, "out", json::path_of(path));
        }
        json::print(&fields)?;
    }
    if let Some(why) = &found.whole {
        output::message(&format!("every combination was solved whole: {why}"));
    }
    let best = found.best.first();
    let nearest = best.and_then(|row| row.solved.error_db);
    output::message(&format!(
        "{} of {} combinations ranked, {} without sound; the best {} from the target; ranked and solved errors differ by {:.6} dB at most",
        found.ranked,
        found.total,
        found.silent,
        nearest.map_or_else(|| "none".to_owned(), |db| format!("{db:.3} dB")),
        found.off_db
    ));
    if let Some(row) = best.filter(|row| !row.solved.missed.is_empty()) {
        output::message(&format!(
            "none of the nearest meets every goal of the design; the best misses: {}",
            row.solved.missed.join(", ")
        ));
    } else if !found.sure && !found.stopped {
        output::message("others that were not solved in full may be as good as the last of these");
    }
    if found.stopped {
        output::message("interrupted: this is the best of what was ranked so far");
        return Ok(Outcome::Interrupted);
    }
    Ok(Outcome::Success)
}

fn front(found: &Found, axis: Axis) -> &[Row] {
    let place = Axis::ALL.iter().position(|known| *known == axis);
    place
        .and_then(|n| found.fronts.get(n))
        .map_or(&[], Vec::as_slice)
}

/// The rows as CSV.
fn table(about: &About, rows: &[Row]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = [
        "rank",
        "combination",
        "error_db",
        "price",
        "parts",
        "impedance_ohm",
        "depth_mm",
        "missed",
    ];
    let names = about.slots.iter().map(|slot| slot.name.as_str());
    writer.write_record(heads.into_iter().chain(names))?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
    let plain = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value}"));
    for (n, row) in rows.iter().enumerate() {
        let mut cells = vec![
            (n + 1).to_string(),
            row.ranked.index.to_string(),
            number(row.solved.error_db),
            number(row.on(Axis::Price)),
            plain(row.on(Axis::Parts)),
            number(row.on(Axis::Impedance)),
            number(row.on(Axis::Depth).map(|depth| depth * 1e3)),
            row.solved.missed.join("; "),
        ];
        cells.extend(about.words(row.ranked.index).into_iter().map(str::to_owned));
        writer.write_record(&cells)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn as_object(about: &About, found: &Found) -> Value {
    let row = |row: &Row| {
        object!({
            "combination": row.ranked.index,
            "error_db": json::option(row.solved.error_db),
            "price": json::option(row.on(Axis::Price)),
            "parts": json::option(row.on(Axis::Parts)),
            "impedance_ohm": json::option(row.on(Axis::Impedance)),
            "depth_m": json::option(row.on(Axis::Depth)),
            "missed": row.solved.missed,
            "chosen": about.words(row.ranked.index),
        })
    };
    let rows = |all: &[Row]| all.iter().map(row).collect::<Vec<Value>>();
    let (mut fronts, mut maps) = (object!({}), object!({}));
    for (axis, cells) in Axis::ALL.into_iter().zip(&found.maps) {
        let cell = |cell: &MapCell| {
            object!({
                "count": cell.count,
                "error_db": json::number(cell.best.error_db),
                "figure": json::option(cell.best.on(axis)),
                "combination": cell.best.index,
            })
        };
        let all: Vec<Value> = cells.iter().map(cell).collect();
        fronts = json::with(fronts, axis.id(), rows(front(found, axis)).into());
        maps = json::with(maps, axis.id(), all.into());
    }
    let chosen = about.slots.iter();
    let chosen: Vec<Value> = chosen
        .map(|slot| object!({ "name": slot.name, "alternatives": slot.alternatives }))
        .collect();
    object!({
        "combinations": found.total,
        "ranked": found.ranked,
        "silent": found.silent,
        "off_db": json::number(found.off_db),
        "sure": found.sure,
        "whole": found.whole,
        "interrupted": found.stopped,
        "chosen": chosen,
        "best": rows(&found.best),
        "fronts": fronts,
        "maps": maps,
    })
}
