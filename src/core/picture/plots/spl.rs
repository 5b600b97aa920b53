//! Sound pressure at the drum: total, contributions, target, snapshots, measurements, ghost.

use super::{
    Input, Plot, ears, followed, footnotes, frequency_axis, ghost, measured, no_pressure,
    population, port, references, shades, smoothed, stored, title, trace, tried, units,
};
use crate::{
    analysis::{Role, spl, target},
    design::CurveKind,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};

pub(in crate::picture) const SPL: Plot = Plot {
    notes: footnotes::of_level,
    draws_probes: true,
    smooths: true,
    ..Plot::of_pressure(model)
};

fn model(input: &Input<'_>) -> PlotModel {
    let solution = input.solution;
    let design = input.design;
    let total = spl::total(solution);
    let mut traces = input.ears.map_or_else(Vec::new, ears::traces);
    traces.extend(input.population.into_iter().flat_map(population::traces));
    traces.extend(input.band.into_iter().flat_map(units::traces));
    traces.extend(
        input
            .ghost
            .and_then(spl::total)
            .map(|curve| trace(ghost(curve), Side::Left)),
    );
    traces.extend(
        input
            .followed
            .and_then(spl::total)
            .map(|curve| trace(followed(curve), Side::Left)),
    );
    traces.extend(tried(input, spl::total).map(|curve| trace(curve, Side::Left)));
    traces.extend(references(input, spl::total));
    for (n, curve) in design.snapshots.iter().enumerate() {
        traces.extend(stored(curve, Role::Snapshot(n)));
    }
    traces.extend(measured(input, CurveKind::Level, total.as_ref()));
    let setting = &design.target;
    if setting.bounds
        && let Some(total) = &total
        && let Some([low, high]) = target::aligned_bounds_db(setting, &total.x, &total.y)
    {
        for (name, role, y) in [
            (tr!("Preference bounds"), Role::BoundLow, low),
            (tr!("Preference bounds, upper"), Role::BoundHigh, high),
        ] {
            traces.push(Trace {
                name: name.to_owned(),
                role,
                side: Side::Left,
                faint: false,
                x: total.x.clone(),
                y,
            });
        }
    }
    if setting.shown
        && let Some(total) = &total
        && let Some(y) = target::aligned_db(setting, &total.x, &total.y)
    {
        traces.push(Trace {
            name: target::name(&setting.target).to_owned(),
            role: Role::Target,
            side: Side::Left,
            faint: false,
            x: total.x.clone(),
            y,
        });
    }
    for (curve, share) in spl::contributions(solution)
        .into_iter()
        .zip(&solution.contributions)
    {
        traces.push(Trace {
            faint: share.muted,
            ..trace(curve, Side::Left)
        });
    }
    traces.extend(port::pressure_traces(input));
    traces.extend(total.map(|curve| trace(curve, Side::Left)));
    smoothed(input, &mut traces);
    let range = range::level(extent(traces.iter().flat_map(|trace| &trace.y)));
    PlotModel {
        view: View::Spl,
        title: title(input, tr!("Sound pressure at the drum")),
        x: frequency_axis(solution),
        left: Axis {
            label: tr!("SPL [dB re 20 µPa]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range,
        },
        right: None,
        shades: shades(solution),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces,
    }
}
