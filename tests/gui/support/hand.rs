//! A hand on the whole window: it presses, drags and types on the canvas, in millimetres.

use crate::support::{
    canvas_bench::{Builder, armature, capacitor, chamber, inductor, resistor},
    {settle, window},
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, Selection, command::Command},
        canvas::hit,
    },
    design::{Design, Edit, Link, LinkEnd, LinkKind, Part, Tube, file, operations, path},
    picture::scene::Scene,
};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role};
use egui_kittest::{Harness, kittest::Queryable as _};

type Point = [f64; 2];

/// A drawing with a little of everything, well apart.
///
/// Wires W1 from R1 to R2 and W2 from L1 to C1; R3 free; C2 and C3 one group. Tubes T1 from Mid to
/// the ear with a damper, T2 from Top to V1 with a way-point; V2 free.
pub(crate) fn workshop() -> Design {
    let mut b = Builder(Design::new());
    let (source, ear) = (b.0.source().unwrap().id, b.0.ear().unwrap().id);
    for (part, to) in [(source, [-30.0, 2.0]), (ear, [27.0, 4.0])] {
        let now = b.0.part(part).unwrap().position_mm;
        let parts = vec![part];
        let by_mm = [to[0] - now[0], to[1] - now[1]];
        b.0 = b.0.apply(&Edit::Move { parts, by_mm }).unwrap();
    }
    let r1 = b.part("R1", resistor(10.0), [-20.0, -10.0], 0.0);
    let r2 = b.part("R2", resistor(22.0), [-6.0, -10.0], 0.0);
    b.part("R3", resistor(33.0), [-13.0, -3.0], 0.0);
    let l1 = b.part("L1", inductor(1e-3), [2.0, -10.0], 0.0);
    let c1 = b.part("C1", capacitor(1e-6), [12.0, -10.0], 0.0);
    let c2 = b.part("C2", capacitor(2e-6), [21.0, -10.0], 0.0);
    let c3 = b.part("C3", capacitor(3e-6), [21.0, -6.0], 0.0);
    let mid = b.part("Mid", armature(6.3e-3, 4.3e-3), [-12.0, 5.0], 0.0);
    let top = b.part("Top", armature(5.1e-3, 2.8e-3), [-12.0, 13.0], 0.0);
    let v1 = b.part("V1", chamber(60e-9), [10.0, 13.0], 0.0);
    b.part("V2", chamber(30e-9), [18.0, 13.0], 0.0);
    b.wire((r1, "2"), (r2, "1"));
    b.wire((l1, "2"), (c1, "1"));
    let t1 = b.tube((mid, "spout"), (ear, "canal"), 1.5e-3);
    b.damper(t1, "white", 680.0, 0.4);
    let t2 = b.tube((top, "spout"), (v1, "west"), 1.2e-3);
    let mut bent = b.0.link(t2).unwrap().clone();
    bent.way_points_mm = vec![[0.0, 11.0]];
    b.0 = b.0.apply(&Edit::SetLink(Box::new(bent))).unwrap();
    let grouped = operations::group(&b.0, &[c2, c3]).unwrap();
    b.0.apply(&grouped).unwrap()
}

/// The window with a hand on it.
pub(crate) struct Hand {
    pub(crate) window: Harness<'static, Earwright>,
    /// Modifier keys held down.
    held: Modifiers,
}

impl Hand {
    /// Opens a design.
    pub(crate) fn on(design: Design) -> Self {
        let mut hand = Self::over(window());
        hand.window.state_mut().set_design(design);
        hand.settle();
        hand
    }

    /// On a window that is open.
    pub(crate) fn over(window: Harness<'static, Earwright>) -> Self {
        Self {
            window,
            held: Modifiers::NONE,
        }
    }

    pub(crate) fn settle(&mut self) {
        settle(&mut self.window);
    }

    pub(crate) fn design(&self) -> Design {
        crate::support::design(&self.window)
    }

    /// What a saved file would hold.
    pub(crate) fn text(&self) -> String {
        file::to_text(self.window.state().session().design())
    }

    pub(crate) fn undo_label(&self) -> Option<String> {
        let label = self.window.state().session().undo_label();
        label.map(ToOwned::to_owned)
    }

    pub(crate) fn selection(&self) -> Selection {
        self.window.state().session().selection().clone()
    }

    pub(crate) fn part(&self, name: &str) -> Part {
        self.design().part_named(name).unwrap().clone()
    }

    pub(crate) fn link(&self, name: &str) -> Link {
        let design = self.design();
        let found = design.links.iter().find(|link| link.name == name);
        found.unwrap_or_else(|| panic!("no link {name}")).clone()
    }

    pub(crate) fn tube(&self, name: &str) -> Tube {
        match self.link(name).kind {
            LinkKind::Tube(tube) => tube,
            other => panic!("{name} is no tube: {other:?}"),
        }
    }

    /// The path a link is drawn along, mm.
    pub(crate) fn path(&self, name: &str) -> Vec<Point> {
        path::path(&self.design(), &self.link(name))
    }

    pub(crate) fn place(&self, part: &str) -> Point {
        self.part(part).position_mm
    }

    pub(crate) fn port(&self, part: &str, port: &str) -> Point {
        let end = LinkEnd {
            part: self.part(part).id,
            port: port.to_owned(),
        };
        self.design().placed_port(&end).unwrap().at_mm
    }

    /// A place on a link at a share of its drawn length.
    pub(crate) fn on_link(&self, name: &str, share: f64) -> Point {
        let path = self.path(name);
        let along = share * path::polyline_length(&path);
        path::at_length(&path, along).unwrap().at_mm
    }

    fn zoom(&self) -> f64 {
        self.window.state().canvas().view.zoom
    }

    /// Where the handle of a selected link's end is taken hold of.
    pub(crate) fn end_of(&self, name: &str, from: bool) -> Point {
        let scene = Scene::of(&self.design());
        hit::end_handle(scene.link(self.link(name).id).unwrap(), from, self.zoom())
    }

    pub(crate) fn rotate_handle(&self, name: &str) -> Point {
        let scene = Scene::of(&self.design());
        hit::rotate_handle(scene.part(self.part(name).id).unwrap(), self.zoom())
    }

    /// Where the damper of a tube is drawn.
    pub(crate) fn damper(&self, name: &str) -> Point {
        let scene = Scene::of(&self.design());
        scene.link(self.link(name).id).unwrap().inserts[0].at
    }

    /// Where a point of the canvas lies in the window.
    pub(crate) fn at(&self, mm: Point) -> Pos2 {
        let state = self.window.state();
        state
            .canvas()
            .view
            .screen_from_canvas(state.canvas_area(), mm)
    }

    /// Selects parts and links by name, as a click in a list would.
    pub(crate) fn select(&mut self, names: &[&str]) {
        let design = self.design();
        let has = |name: &String| names.contains(&name.as_str());
        let parts = design.parts.iter().filter(|part| has(&part.name));
        let links = design.links.iter().filter(|link| has(&link.name));
        let selection = Selection {
            parts: parts.map(|part| part.id).collect(),
            links: links.map(|link| link.id).collect(),
        };
        assert_eq!(
            selection.parts.len() + selection.links.len(),
            names.len(),
            "{names:?}"
        );
        self.window.state_mut().push(Action::Select(selection));
        self.settle();
    }

    /// Names of the selected parts and links, in document order.
    pub(crate) fn selected(&self) -> Vec<String> {
        let (design, selection) = (self.design(), self.selection());
        let parts = design.parts.iter();
        let links = design.links.iter();
        let parts = parts.filter(|part| selection.parts.contains(&part.id));
        let links = links.filter(|link| selection.links.contains(&link.id));
        parts
            .map(|part| part.name.clone())
            .chain(links.map(|link| link.name.clone()))
            .collect()
    }

    /// Holds modifier keys from here on.
    pub(crate) fn hold(&mut self, modifiers: Modifiers) {
        self.held = modifiers;
        self.window.event(Event::ModifiersChanged(modifiers));
        self.window.step();
    }

    pub(crate) fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.window.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub(crate) fn command(&mut self, command: Command) {
        self.window.state_mut().push(Action::Command(command));
        self.settle();
    }

    pub(crate) fn press(&mut self, mm: Point) {
        let at = self.at(mm);
        self.press_at(at);
    }

    pub(crate) fn press_at(&mut self, at: Pos2) {
        self.window.hover_at(at);
        self.window.step();
        self.button_at(at, PointerButton::Primary, true);
        self.window.step();
    }

    /// Clicks at a place of the window.
    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.window.hover_at(at);
        self.window.step();
        self.window.drag_at(at);
        self.window.step();
        self.window.drop_at(at);
        self.settle();
    }

    /// Types words into the search of the library, in the place of those there.
    pub(crate) fn search_library(&mut self, words: &str) {
        self.key(Key::L, Modifiers::COMMAND);
        self.key(Key::A, Modifiers::COMMAND);
        self.window
            .get_by_role_and_label(Role::TextInput, "Search library")
            .type_text(words);
        self.settle();
    }

    /// Joins a port of what is selected, by keys.
    pub(crate) fn join_ports(&mut self, words: &str) {
        self.key(Key::W, Modifiers::NONE);
        self.window
            .get_by_role_and_label(Role::TextInput, "From which port to which")
            .type_text(words);
        self.settle();
        self.key(Key::Enter, Modifiers::NONE);
    }

    /// Moves on, as a hand does: by way of the middle.
    pub(crate) fn carry(&mut self, from: Point, to: Point) {
        let (from, to) = (self.at(from), self.at(to));
        self.carry_at(from, to);
    }

    pub(crate) fn carry_at(&mut self, from: Pos2, to: Pos2) {
        for share in [0.3, 0.7, 1.0] {
            self.window.hover_at(from + (to - from) * share);
            self.window.run_steps(2);
        }
    }

    pub(crate) fn release(&mut self, mm: Point) {
        self.button(mm, PointerButton::Primary, false);
        self.settle();
    }

    pub(crate) fn drag(&mut self, from: Point, to: Point) {
        self.press(from);
        self.carry(from, to);
        self.release(to);
    }

    pub(crate) fn click(&mut self, mm: Point) {
        self.press(mm);
        self.release(mm);
    }

    pub(crate) fn button(&mut self, mm: Point, button: PointerButton, pressed: bool) {
        let at = self.at(mm);
        self.button_at(at, button, pressed);
    }

    pub(crate) fn button_at(&mut self, pos: Pos2, button: PointerButton, pressed: bool) {
        let event = self.button_event(pos, button, pressed);
        self.window.event(event);
    }

    fn button_event(&self, pos: Pos2, button: PointerButton, pressed: bool) -> Event {
        Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: self.held,
        }
    }

    pub(crate) fn right_click(&mut self, mm: Point) {
        self.window.hover_at(self.at(mm));
        self.window.step();
        for pressed in [true, false] {
            self.button(mm, PointerButton::Secondary, pressed);
            self.window.step();
        }
        self.settle();
    }

    pub(crate) fn double_click(&mut self, mm: Point) {
        self.window.hover_at(self.at(mm));
        self.window.step();
        // In one frame: frames of the harness are a quarter of a second apart.
        let at = self.at(mm);
        for pressed in [true, false, true, false] {
            let event = self.button_event(at, PointerButton::Primary, pressed);
            self.window.input_mut().events.push(event);
        }
        self.settle();
    }

    /// Makes an edit, as a panel would.
    pub(crate) fn edit(&mut self, edit: Edit) {
        let label = "Prepare".to_owned();
        self.window.state_mut().push(Action::Edit { label, edit });
        self.settle();
    }

    pub(crate) fn undo(&mut self) {
        self.key(Key::Z, Modifiers::COMMAND);
    }

    pub(crate) fn ends(&self, link: &str) -> [(String, String); 2] {
        let (design, link) = (self.design(), self.link(link));
        [link.from, link.to].map(|end| (design.part(end.part).unwrap().name.clone(), end.port))
    }
}
