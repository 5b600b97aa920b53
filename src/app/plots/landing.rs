//! Where a tab that is dragged lands: where the pointer is, and nowhere else.
//!
//! `egui_tiles` looks for the nearest of many places it may put a tile, some of them tabs within
//! tabs. Here the tab bar under the pointer takes the tab at that place, the middle of a plot takes
//! it as one more tab, the side of a plot splits it there, and the rim of the area splits the whole.

use super::dock::Dock;
use crate::picture::View;
use egui::{Pos2, Rect, Ui, pos2};
use egui_tiles::{Container, Linear, LinearDir, Tile, TileId, Tiles, Tree};

/// Height of the bar with the tabs, points.
pub(super) const BAR: f32 = 26.0;

/// Share of a plot, from each side, that splits it.
const SIDE: f32 = 0.28;
/// The rim that splits the whole area, points.
const RIM: f32 = 10.0;

/// A side of a plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// What a landing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// One more tab of a group, before the tab of this index.
    Tab(TileId, usize),
    /// A group of its own at this side of a tile.
    Beside(TileId, Side),
}

/// Where a tab would land.
#[derive(Debug, Clone)]
pub(super) struct Landing {
    place: Place,
    /// The space it would take.
    pub(super) shown: Rect,
}

/// A tab or a group of tabs in the hand.
pub(super) struct Drag {
    tile: TileId,
    /// The layout before it is let go, where it is let go in this frame.
    before: Option<Tree<View>>,
    /// Where it would land; nowhere outside of the plots.
    pub(super) landing: Option<Landing>,
}

impl Drag {
    /// What is dragged in this frame, if anything.
    pub(super) fn of(ui: &Ui, dock: &Dock) -> Option<Self> {
        let tile = dock.tree.dragged_id(ui.ctx())?;
        let (at, released) =
            ui.input(|input| (input.pointer.interact_pos(), input.pointer.any_released()));
        Some(Self {
            tile,
            before: released.then(|| dock.tree.clone()),
            landing: landing(dock, tile, at?),
        })
    }

    /// Lets it go where the pointer is; what `egui_tiles` made of it is not meant.
    pub(super) fn end(self, dock: &mut Dock) {
        let Some(before) = self.before else { return };
        dock.tree = before;
        if let Some(landing) = self.landing {
            land(&mut dock.tree, self.tile, landing.place);
            dock.arranged = true;
        }
    }
}

/// Where a tile would land that is held at a place.
fn landing(dock: &Dock, held: TileId, at: Pos2) -> Option<Landing> {
    let tiles = &dock.tree.tiles;
    let root = dock.tree.root()?;
    let all = tiles.rect(root).filter(|all| all.contains(at))?;
    if !matches!(tiles.get(root), Some(Tile::Container(Container::Tabs(_))))
        && let Some(side) = side(all, at, [RIM / all.width(), RIM / all.height()])
    {
        return Some(Landing {
            place: Place::Beside(root, side),
            shown: part(all, side, 0.25),
        });
    }
    let (group, rect) = group_at(tiles, root, at)?;
    if within(tiles, group, held) {
        return None;
    }
    let alone = tiles.parent_of(held) == Some(group)
        && (tiles.get_container(group)).is_some_and(|group| group.num_children() == 1);
    if at.y < rect.top() + BAR {
        return (!alone).then(|| in_bar(dock, group, rect, at));
    }
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + BAR), rect.max);
    match side(body, at, [SIDE; 2]) {
        _ if alone => None,
        Some(side) => Some(Landing {
            place: Place::Beside(group, side),
            shown: part(rect, side, 0.5),
        }),
        None => Some(Landing {
            place: Place::Tab(group, usize::MAX),
            shown: body,
        }),
    }
}

/// The group of tabs drawn at a place.
fn group_at(tiles: &Tiles<View>, tile: TileId, at: Pos2) -> Option<(TileId, Rect)> {
    let rect = tiles.rect(tile).filter(|rect| rect.contains(at))?;
    match tiles.get(tile)? {
        Tile::Container(Container::Tabs(_)) => Some((tile, rect)),
        Tile::Container(container) => container
            .children()
            .find_map(|child| group_at(tiles, *child, at)),
        Tile::Pane(_) => None,
    }
}

/// Whether a tile is another one or stands in it.
fn within(tiles: &Tiles<View>, tile: TileId, other: TileId) -> bool {
    tile == other
        || tiles
            .parent_of(tile)
            .is_some_and(|parent| within(tiles, parent, other))
}

/// Before the first tab whose middle is right of the pointer.
fn in_bar(dock: &Dock, group: TileId, rect: Rect, at: Pos2) -> Landing {
    let children = dock
        .tree
        .tiles
        .get_container(group)
        .map(Container::children_vec)
        .unwrap_or_default();
    let drawn = |child: &TileId| {
        let found = dock.tabs.iter().find(|(tile, _)| tile == child);
        found.map(|(_, rect)| *rect)
    };
    let index = children
        .iter()
        .position(|child| drawn(child).is_some_and(|tab| at.x < tab.center().x))
        .unwrap_or(children.len());
    let x = match children.get(index).and_then(drawn) {
        Some(next) => next.left(),
        None => children
            .last()
            .and_then(drawn)
            .map_or(rect.left(), |last| last.right()),
    };
    Landing {
        place: Place::Tab(group, index),
        shown: Rect::from_min_max(pos2(x - 2.0, rect.top()), pos2(x + 2.0, rect.top() + BAR)),
    }
}

/// The side of a rectangle a place is nearest to, where it lies within these shares of it.
fn side(rect: Rect, at: Pos2, [across, down]: [f32; 2]) -> Option<Side> {
    let x = (at.x - rect.left()) / rect.width().max(1.0);
    let y = (at.y - rect.top()) / rect.height().max(1.0);
    [
        (x / across, Side::Left),
        ((1.0 - x) / across, Side::Right),
        (y / down, Side::Top),
        ((1.0 - y) / down, Side::Bottom),
    ]
    .into_iter()
    .min_by(|a, b| a.0.total_cmp(&b.0))
    .filter(|(share, _)| *share < 1.0)
    .map(|(_, side)| side)
}

/// A share of a rectangle at one of its sides.
fn part(rect: Rect, side: Side, share: f32) -> Rect {
    match side {
        Side::Left => rect.split_left_right_at_fraction(share).0,
        Side::Right => rect.split_left_right_at_fraction(1.0 - share).1,
        Side::Top => rect.split_top_bottom_at_fraction(share).0,
        Side::Bottom => rect.split_top_bottom_at_fraction(1.0 - share).1,
    }
}

/// Moves a tile, or all the tabs of a group, to a place.
fn land(tree: &mut Tree<View>, held: TileId, place: Place) {
    match place {
        Place::Tab(group, index) => {
            let moved = match tree.tiles.get(held) {
                Some(Tile::Container(container)) => container.children_vec(),
                Some(Tile::Pane(_)) => vec![held],
                None => return,
            };
            let open = moved.last().copied();
            for (n, tile) in moved.into_iter().enumerate() {
                tree.move_tile_to_container(tile, group, index.saturating_add(n), false);
            }
            tree.make_active(|tile, _| Some(tile) == open);
        }
        Place::Beside(target, side) => {
            let pane = matches!(tree.tiles.get(held), Some(Tile::Pane(_)));
            if let Some(parent) = tree.tiles.parent_of(held)
                && let Some(Tile::Container(container)) = tree.tiles.get_mut(parent)
            {
                container.remove_child(held);
            }
            let group = if pane {
                tree.tiles.insert_tab_tile(vec![held])
            } else {
                held
            };
            stand_beside(tree, group, target, side);
        }
    }
}

/// Puts a group at the side of a tile, which gives it half of its space.
fn stand_beside(tree: &mut Tree<View>, group: TileId, target: TileId, side: Side) {
    let dir = match side {
        Side::Left | Side::Right => LinearDir::Horizontal,
        Side::Top | Side::Bottom => LinearDir::Vertical,
    };
    let after = matches!(side, Side::Right | Side::Bottom);
    // The whole area in its own direction: one more at its end.
    if let Some(Tile::Container(Container::Linear(linear))) = tree.tiles.get_mut(target)
        && linear.dir == dir
    {
        let at = if after { linear.children.len() } else { 0 };
        linear.children.insert(at, group);
        return;
    }
    let parent = tree.tiles.parent_of(target);
    if let Some(Tile::Container(Container::Linear(linear))) =
        parent.and_then(|parent| tree.tiles.get_mut(parent))
        && linear.dir == dir
        && let Some(at) = linear.children.iter().position(|child| *child == target)
    {
        let half = 0.5 * linear.shares[target];
        linear.shares.set_share(target, half);
        linear.shares.set_share(group, half);
        linear.children.insert(at + usize::from(after), group);
        return;
    }
    let children = if after {
        vec![target, group]
    } else {
        vec![group, target]
    };
    let both = tree.tiles.insert_container(Linear::new(dir, children));
    match parent {
        Some(parent) => {
            if let Some(Tile::Container(container)) = tree.tiles.get_mut(parent)
                && container.replace_child(target, both).is_none()
            {
                log::warn!("a plot was dropped beside one that is nowhere");
            }
        }
        None => tree.root = Some(both),
    }
}
