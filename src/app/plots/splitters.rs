//! The gaps between plots: named for screen readers and tests, and moved by arrow keys.
//!
//! `egui_tiles` draws them and answers to the pointer, but gives them no name and no keys. Their
//! ids are derived here as it derives them; a test fails when that changes.

use super::{dock::Dock, tiles};
use crate::{app::theme, picture::View};
use egui::{
    EventFilter, Id, IdSalt, Key, Modifiers, Rangef, Rect, Response, Role, Ui, WidgetInfo,
    accesskit,
};
use egui_tiles::{Container, LinearDir, Tile, TileId, Tiles};

/// How far an arrow key moves a gap, points; with Shift four times.
const STEP: f32 = 10.0;

/// A gap between two tiles.
struct Splitter {
    id: Id,
    parent: TileId,
    /// The tiles before and after it.
    between: [TileId; 2],
    dir: LinearDir,
}

/// Names the gaps and moves the one that has the focus.
pub(super) fn splitters(ui: &Ui, dock: &mut Dock) {
    let mut found = Vec::new();
    if let Some(root) = dock.tree.root() {
        gather(&dock.tree.tiles, ui.scope_id(), root, &mut found);
    }
    for splitter in found {
        // Absent in the frame in which it appears.
        if let Some(response) = ui.ctx().read_response(splitter.id) {
            splitter_ui(ui, &mut dock.tree.tiles, &splitter, &response);
        }
    }
}

/// Finds the gaps within a tile that is drawn in a `Ui` of this scope.
fn gather(tiles: &Tiles<View>, scope: Id, tile: TileId, found: &mut Vec<Splitter>) {
    let Some(Tile::Container(container)) = tiles.get(tile) else {
        return;
    };
    // A `Ui` for the tile, and one in it that may be disabled.
    let scope = scope.with(tile).with(IdSalt::new("child"));
    let children: Vec<TileId> = container.active_children(tiles).collect();
    if let Container::Linear(linear) = container {
        for (index, pair) in children.windows(2).enumerate() {
            if let [before, after] = *pair {
                found.push(Splitter {
                    id: scope.with((tile, "resize", index)),
                    parent: tile,
                    between: [before, after],
                    dir: linear.dir,
                });
            }
        }
    }
    for child in children {
        gather(tiles, scope, child, found);
    }
}

/// The name of the plot that is open in a tile.
fn name(tiles: &Tiles<View>, tile: TileId) -> &'static str {
    match tiles.get(tile) {
        Some(Tile::Pane(view)) => view.name(),
        Some(Tile::Container(container)) => container
            .active_children(tiles)
            .next()
            .map_or(tr!("plots"), |child| name(tiles, child)),
        None => tr!("plots"),
    }
}

fn splitter_ui(ui: &Ui, tiles: &mut Tiles<View>, splitter: &Splitter, response: &Response) {
    let [Some(before), Some(after)] = splitter.between.map(|tile| tiles.rect(tile)) else {
        return;
    };
    let [first, second] = splitter.between.map(|tile| name(tiles, tile));
    let along = |rect: Rect| match splitter.dir {
        LinearDir::Horizontal => rect.x_range(),
        LinearDir::Vertical => rect.y_range(),
    };
    let sizes = [along(before).span(), along(after).span()];
    let share = sizes[0] / (sizes[0] + sizes[1]).max(1.0);
    response.widget_info(|| {
        let name = tr!("Between {first} and {second}");
        let mut info = WidgetInfo::labeled(Role::Splitter, true, name);
        info.value = Some(share.into());
        info
    });
    ui.ctx().accesskit_node_builder(splitter.id, |node| {
        node.set_orientation(match splitter.dir {
            LinearDir::Horizontal => accesskit::Orientation::Vertical,
            LinearDir::Vertical => accesskit::Orientation::Horizontal,
        });
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(1.0);
        node.add_action(accesskit::Action::Increment);
        node.add_action(accesskit::Action::Decrement);
    });
    let mut steps = requested(ui, splitter.id);
    if response.has_focus() {
        let gap = Rangef::new(along(before).max, along(after).min);
        let bar = match splitter.dir {
            LinearDir::Horizontal => Rect::from_x_y_ranges(gap, before.y_range()),
            LinearDir::Vertical => Rect::from_x_y_ranges(before.x_range(), gap),
        };
        ui.painter()
            .rect_filled(bar, 2.0, theme::accent(ui.visuals()));
        steps += pressed(ui, splitter);
    }
    if steps != 0.0 {
        shift(tiles, splitter, sizes, steps * STEP);
        ui.ctx().request_repaint();
    }
}

/// Steps asked for through the accessibility tree.
fn requested(ui: &Ui, id: Id) -> f32 {
    ui.input(|input| {
        let count = |action| count(input.num_accesskit_action_requests(id, action));
        count(accesskit::Action::Increment) - count(accesskit::Action::Decrement)
    })
}

/// Steps asked for by arrow keys, which otherwise would move the focus.
fn pressed(ui: &Ui, splitter: &Splitter) -> f32 {
    let horizontal = splitter.dir == LinearDir::Horizontal;
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            splitter.id,
            EventFilter {
                horizontal_arrows: horizontal,
                vertical_arrows: !horizontal,
                ..EventFilter::default()
            },
        );
    });
    let [less, more] = if horizontal {
        [Key::ArrowLeft, Key::ArrowRight]
    } else {
        [Key::ArrowUp, Key::ArrowDown]
    };
    let times = |held, key| count(ui.input_mut(|input| input.count_and_consume_key(held, key)));
    4.0 * (times(Modifiers::SHIFT, more) - times(Modifiers::SHIFT, less))
        + times(Modifiers::NONE, more)
        - times(Modifiers::NONE, less)
}

fn count(times: usize) -> f32 {
    f32::from(u16::try_from(times).unwrap_or(0))
}

/// Moves a gap by so many points, as far as the plots beside it can give.
fn shift(tiles: &mut Tiles<View>, splitter: &Splitter, [before, after]: [f32; 2], by: f32) {
    let both = before + after;
    let least = tiles::LEAST.min(0.5 * both);
    let wanted = (before + by).clamp(least, both - least);
    let Some(Tile::Container(Container::Linear(linear))) = tiles.get_mut(splitter.parent) else {
        return;
    };
    let [first, second] = splitter.between;
    let shares = linear.shares[first] + linear.shares[second];
    let share = shares * wanted / both.max(1.0);
    linear.shares.set_share(first, share);
    linear.shares.set_share(second, shares - share);
}
