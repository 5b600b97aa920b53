//! How large a drawing becomes when everything that is drawn by `use` is drawn out.

use super::limits::{DRAWN_OUT, DrawingError, NESTING};
use std::collections::BTreeMap;

/// An element as far as its size matters.
#[derive(Debug, Default)]
struct Element {
    /// Itself and the segments of its path.
    weight: usize,
    /// What it draws again.
    copies: Option<String>,
    inside: Vec<usize>,
    state: State,
}

#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Unknown,
    /// It is being drawn out.
    Begun,
    /// Drawn out it is this large, and this high.
    Known { size: usize, height: usize },
}

/// The elements of a drawing.
#[derive(Debug, Default)]
pub(super) struct Copies {
    elements: Vec<Element>,
    /// Those that are open.
    open: Vec<usize>,
    names: BTreeMap<String, usize>,
}

impl Copies {
    /// An element begins in the one that began last and is open.
    pub(super) fn opens(&mut self) {
        let new = self.elements.len();
        if let Some(parent) = self.open.last().and_then(|&at| self.elements.get_mut(at)) {
            parent.inside.push(new);
        }
        self.open.push(new);
        self.elements.push(Element {
            weight: 1,
            ..Element::default()
        });
    }

    /// The element that is open is called this.
    pub(super) fn is_called(&mut self, id: &str) {
        if let Some(&at) = self.open.last() {
            self.names.entry(id.to_owned()).or_insert(at);
        }
    }

    /// It draws another one again.
    pub(super) fn copies(&mut self, id: &str) {
        if let Some(element) = self.open.last().and_then(|&at| self.elements.get_mut(at)) {
            element.copies = Some(id.to_owned());
        }
    }

    /// It has so many segments.
    pub(super) fn weighs(&mut self, segments: usize) {
        if let Some(element) = self.open.last().and_then(|&at| self.elements.get_mut(at)) {
            element.weight += segments;
        }
    }

    /// It ends.
    pub(super) fn closes(&mut self) {
        self.open.pop();
    }

    /// Checks the size of everything drawn out.
    pub(super) fn check(mut self) -> Result<(), DrawingError> {
        let mut total = 0_usize;
        for at in 0..self.elements.len() {
            let (size, _) = self.drawn_out(at, 0)?;
            // The outermost holds all others.
            total = total.max(size);
        }
        if total > DRAWN_OUT {
            return Err(DrawingError::TooMuch {
                what: "elements and segments, copies counted",
                most: DRAWN_OUT,
            });
        }
        Ok(())
    }

    /// Size and height of an element, `depth` deep in what asks for it.
    fn drawn_out(&mut self, at: usize, depth: usize) -> Result<(usize, usize), DrawingError> {
        let too_deep = DrawingError::TooMuch {
            what: "elements inside one another, copies counted",
            most: NESTING,
        };
        let Some(element) = self.elements.get_mut(at) else {
            return Ok((0, 0));
        };
        match element.state {
            State::Known { size, height } if depth + height <= NESTING => {
                return Ok((size, height));
            }
            State::Known { .. } => return Err(too_deep),
            State::Begun => {
                let called = self.names.iter().find(|(_, named)| **named == at);
                return Err(DrawingError::Circular {
                    id: called.map_or_else(String::new, |(id, _)| id.chars().take(60).collect()),
                });
            }
            State::Unknown if depth >= NESTING => return Err(too_deep),
            State::Unknown => element.state = State::Begun,
        }
        let mut size = element.weight;
        let mut height = 0;
        let mut inside = element.inside.clone();
        let copied = element.copies.as_ref().and_then(|id| self.names.get(id));
        inside.extend(copied);
        for part in inside {
            let (its_size, its_height) = self.drawn_out(part, depth + 1)?;
            size = size.saturating_add(its_size);
            height = height.max(its_height);
        }
        height += 1;
        if let Some(element) = self.elements.get_mut(at) {
            element.state = State::Known { size, height };
        }
        Ok((size, height))
    }
}
