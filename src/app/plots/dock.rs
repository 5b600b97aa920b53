//! Which plots stand where: tabs and splits that are dragged, closed and opened again.
//!
//! `egui_tiles` moves them about; what is remembered between runs is a tree of our own, so that a
//! newer or broken one can be told and the standard layout takes its place.

use crate::picture::View;
use egui::Rect;
use egui_tiles::{Container, Linear, LinearDir, Tile, TileId, Tiles, Tree};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Share of the first plot in the standard layout.
const FIRST: f32 = 0.58;

/// The plots beside the first one in the standard layout; the first of them is open.
const BESIDE: [View; 4] = [View::Impedance, View::Phase, View::Delay, View::Step];

/// The layout of the plots.
#[derive(Debug, Clone)]
pub(super) struct Dock {
    /// What `egui_tiles` draws.
    pub(super) tree: Tree<View>,
    /// Whether the user moved a plot: else two plots stand beside or above each other as the shape
    /// of the space asks for.
    pub(super) arranged: bool,
    /// Where each tab was drawn last.
    pub(super) tabs: Vec<(TileId, Rect)>,
}

/// A layout as it is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct Remembered {
    arranged: bool,
    /// Nothing: every plot is closed.
    area: Option<Area>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Area {
    Plot(View),
    Tabs { areas: Vec<Self>, open: usize },
    Row(Vec<(f32, Self)>),
    Column(Vec<(f32, Self)>),
}

impl Remembered {
    /// Whether all plots stand in the same places, whichever tabs are open.
    pub(in crate::app) fn same_places(&self, other: &Self) -> bool {
        let same = match (&self.area, &other.area) {
            (Some(one), Some(other)) => one.same_places(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.arranged == other.arranged && same
    }
}

impl Area {
    fn same_places(&self, other: &Self) -> bool {
        let parts = |one: &[(f32, Self)], other: &[(f32, Self)]| {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((a, one), (b, other))| a == b && one.same_places(other))
        };
        match (self, other) {
            (Self::Plot(one), Self::Plot(other)) => one == other,
            (Self::Tabs { areas: one, .. }, Self::Tabs { areas: other, .. }) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|(one, other)| one.same_places(other))
            }
            (Self::Row(one), Self::Row(other)) | (Self::Column(one), Self::Column(other)) => {
                parts(one, other)
            }
            _ => false,
        }
    }
}

impl Default for Dock {
    fn default() -> Self {
        let tabs = |views: &[View]| Area::Tabs {
            areas: views.iter().copied().map(Area::Plot).collect(),
            open: 0,
        };
        // Shares are one on the average, which is what a plot dropped between them gets.
        let area = Area::Row(vec![
            (2.0 * FIRST, tabs(&[View::Spl])),
            (2.0 * (1.0 - FIRST), tabs(&BESIDE)),
        ]);
        Self::of(&Remembered {
            arranged: false,
            area: Some(area),
        })
    }
}

impl Dock {
    /// The layout of a remembered text; the standard one where it cannot be understood.
    pub(super) fn from_text(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        match ron::from_str::<Remembered>(text) {
            Ok(remembered) => Self::of(&remembered),
            Err(error) => {
                log::warn!("the remembered layout of the plots is not understood: {error}");
                Self::default()
            }
        }
    }

    /// A remembered layout.
    pub(super) fn of(remembered: &Remembered) -> Self {
        let mut tiles = Tiles::default();
        let mut placed = BTreeSet::new();
        let root = remembered
            .area
            .as_ref()
            .and_then(|area| insert(&mut tiles, area, &mut placed));
        let id = egui::Id::unique("plot area");
        Self {
            tree: root.map_or_else(|| Tree::empty(id), |root| Tree::new(id, root, tiles)),
            arranged: remembered.arranged,
            tabs: Vec::new(),
        }
    }

    /// The layout, to be remembered.
    pub(super) fn remembered(&self) -> Remembered {
        let mut area = self.tree.root().and_then(|root| self.area(root));
        // Until the user moved one, how two plots stand is not theirs.
        if !self.arranged
            && let Some(Area::Column(parts)) = area
        {
            area = Some(Area::Row(parts));
        }
        Remembered {
            arranged: self.arranged,
            area,
        }
    }

    /// The layout as text, to be remembered.
    pub(super) fn text(&self) -> String {
        ron::to_string(&self.remembered()).unwrap_or_default()
    }

    fn area(&self, tile: TileId) -> Option<Area> {
        let all = |children: &[TileId]| -> Vec<(TileId, Area)> {
            children
                .iter()
                .filter_map(|child| Some((*child, self.area(*child)?)))
                .collect()
        };
        let container = match self.tree.tiles.get(tile)? {
            Tile::Pane(view) => return Some(Area::Plot(*view)),
            Tile::Container(container) => container,
        };
        let children = all(&container.children_vec());
        if children.is_empty() {
            return None;
        }
        Some(match container {
            Container::Tabs(tabs) => Area::Tabs {
                open: children
                    .iter()
                    .position(|(child, _)| tabs.active == Some(*child))
                    .unwrap_or(0),
                areas: children.into_iter().map(|(_, area)| area).collect(),
            },
            Container::Linear(linear) => {
                let parts = children
                    .into_iter()
                    .map(|(child, area)| (linear.shares[child], area))
                    .collect();
                match linear.dir {
                    LinearDir::Horizontal => Area::Row(parts),
                    LinearDir::Vertical => Area::Column(parts),
                }
            }
            Container::Grid(_) => {
                Area::Row(children.into_iter().map(|(_, area)| (1.0, area)).collect())
            }
        })
    }

    /// Whether every plot is closed.
    pub(super) fn is_empty(&self) -> bool {
        !self.tree.tiles.tiles().any(Tile::is_pane)
    }

    /// The plots that are drawn: those of open tabs.
    pub(super) fn shown(&self) -> BTreeSet<View> {
        let tiles = &self.tree.tiles;
        let active = self.tree.active_tiles().into_iter();
        active
            .filter_map(|tile| tiles.get_pane(&tile).copied())
            .collect()
    }

    /// Opens a plot's tab, in `place` where one is named, else where it is or beside the last.
    pub(super) fn show(&mut self, view: View, place: Option<TileId>) {
        let found = self.tree.tiles.find_pane(&view);
        let tile = found.unwrap_or_else(|| self.tree.tiles.insert_pane(view));
        let to = match (found, place) {
            (Some(_), None) => None,
            (None, None) => self.tree.root().and_then(|root| self.last_tabs(root)),
            (_, place) => place,
        };
        if let Some(to) = to {
            self.tree
                .move_tile_to_container(tile, to, usize::MAX, false);
        } else if found.is_none() {
            let root = self.tree.tiles.insert_tab_tile(vec![tile]);
            self.tree.root = Some(root);
        }
        self.tree.make_active(|id, _| id == tile);
    }

    fn last_tabs(&self, tile: TileId) -> Option<TileId> {
        let container = self.tree.tiles.get_container(tile)?;
        let within = container
            .children_vec()
            .into_iter()
            .rev()
            .find_map(|child| self.last_tabs(child));
        within.or_else(|| matches!(container, Container::Tabs(_)).then_some(tile))
    }

    /// Takes a plot out of the layout.
    pub(super) fn close(&mut self, view: View) {
        if let Some(tile) = self.tree.tiles.find_pane(&view) {
            self.tree.remove_recursively(tile);
        }
    }

    /// Puts two plots beside or above each other as the space asks for, until the user moved one.
    pub(super) fn follow(&mut self, beside: bool) {
        let root = self.tree.root();
        if !self.arranged
            && let Some(root) = root
            && let Some(Tile::Container(Container::Linear(linear))) = self.tree.tiles.get_mut(root)
        {
            linear.dir = if beside {
                LinearDir::Horizontal
            } else {
                LinearDir::Vertical
            };
        }
    }
}

/// Adds an area's tiles; none where nothing of it is left. A plot is placed once.
fn insert(tiles: &mut Tiles<View>, area: &Area, placed: &mut BTreeSet<View>) -> Option<TileId> {
    match area {
        Area::Plot(view) => placed.insert(*view).then(|| tiles.insert_pane(*view)),
        Area::Tabs { areas, open } => {
            let children: Vec<Option<TileId>> = areas
                .iter()
                .map(|area| insert(tiles, area, placed))
                .collect();
            let open = children.get(*open).copied().flatten();
            let children: Vec<TileId> = children.into_iter().flatten().collect();
            if children.is_empty() {
                return None;
            }
            let tile = tiles.insert_tab_tile(children);
            if let (Some(open), Some(Tile::Container(Container::Tabs(tabs)))) =
                (open, tiles.get_mut(tile))
            {
                tabs.set_active(open);
            }
            Some(tile)
        }
        Area::Row(parts) => linear(tiles, LinearDir::Horizontal, parts, placed),
        Area::Column(parts) => linear(tiles, LinearDir::Vertical, parts, placed),
    }
}

fn linear(
    tiles: &mut Tiles<View>,
    dir: LinearDir,
    parts: &[(f32, Area)],
    placed: &mut BTreeSet<View>,
) -> Option<TileId> {
    let children: Vec<(f32, TileId)> = parts
        .iter()
        .filter_map(|(share, area)| Some((*share, insert(tiles, area, placed)?)))
        .collect();
    if children.is_empty() {
        return None;
    }
    let mut linear = Linear::new(dir, children.iter().map(|(_, child)| *child).collect());
    for (share, child) in children {
        let share = if share.is_finite() {
            share.clamp(0.02, 50.0)
        } else {
            1.0
        };
        linear.shares.set_share(child, share);
    }
    Some(tiles.insert_container(linear))
}
