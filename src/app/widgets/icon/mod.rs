//! Small signs of what can be done, drawn by one hand in lines of one weight.

mod drawings;

pub(in crate::app) use drawings::*;

use egui::{Atom, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// Side of the square that every icon is drawn in.
const SIDE: f32 = 16.0;
/// Weight of the lines, in the same measure.
const WEIGHT: f32 = 1.3;

/// One line or dot.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    /// Through these points.
    Line(&'static [[f32; 2]]),
    /// Through these points and back to the first.
    Loop(&'static [[f32; 2]]),
    /// A circle: its middle and radius.
    Ring([f32; 2], f32),
    /// A filled circle: its middle and radius.
    Dot([f32; 2], f32),
    /// Part of a circle: its middle, its radius, from and to which angle, degrees, clockwise from the
    /// right.
    Arc([f32; 2], f32, [f32; 2]),
}

/// An icon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::app) struct Icon(&'static [Piece]);

impl Icon {
    /// Beside the words of a button, in their colour.
    pub(in crate::app) fn atom(self) -> Atom<'static> {
        Atom::paint([SIDE; 2], move |ui, args| {
            self.paint(ui.painter(), args.rect, args.fallback_text_color);
        })
    }

    /// Paints it into the middle of a box, as large as it fits.
    pub(in crate::app) fn paint(self, painter: &Painter, area: Rect, ink: Color32) {
        let scale = area.size().min_elem() / SIDE;
        let corner = area.center() - egui::Vec2::splat(0.5 * SIDE * scale);
        let at = |[x, y]: [f32; 2]| corner + scale * egui::vec2(x, y);
        let stroke = Stroke::new(WEIGHT * scale, ink);
        painter.extend(self.0.iter().map(|piece| match *piece {
            Piece::Line(points) => Shape::line(points.iter().copied().map(at).collect(), stroke),
            Piece::Loop(points) => {
                Shape::closed_line(points.iter().copied().map(at).collect(), stroke)
            }
            Piece::Ring(middle, radius) => Shape::circle_stroke(at(middle), radius * scale, stroke),
            Piece::Dot(middle, radius) => Shape::circle_filled(at(middle), radius * scale, ink),
            Piece::Arc(middle, radius, range) => {
                Shape::line(arc(at(middle), radius * scale, range), stroke)
            }
        }));
    }
}

/// Points of part of a circle.
fn arc(middle: Pos2, radius: f32, [from, to]: [f32; 2]) -> Vec<Pos2> {
    const STEPS: u8 = 12;
    (0..=STEPS)
        .map(|step| {
            let share = f32::from(step) / f32::from(STEPS);
            let angle = (from + share * (to - from)).to_radians();
            pos2(
                middle.x + radius * angle.cos(),
                middle.y + radius * angle.sin(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_stays_in_its_square_and_is_none_of_the_others() {
        for (n, (name, icon)) in ALL.iter().enumerate() {
            let margin = 0.5 * WEIGHT;
            let inside = |[x, y]: [f32; 2], radius: f32| {
                let far = radius + margin;
                assert!(x >= far && y >= far, "{name}");
                assert!(x + far <= SIDE && y + far <= SIDE, "{name}");
            };
            assert!(!icon.0.is_empty(), "{name}");
            for piece in icon.0 {
                match *piece {
                    Piece::Line(points) | Piece::Loop(points) => {
                        for point in points {
                            inside(*point, 0.0);
                        }
                    }
                    Piece::Ring(middle, radius) | Piece::Dot(middle, radius) => {
                        inside(middle, radius);
                    }
                    Piece::Arc([x, y], radius, range) => {
                        for point in arc(pos2(x, y), radius, range) {
                            inside([point.x, point.y], 0.0);
                        }
                    }
                }
            }
            assert!(
                ALL.iter().skip(n + 1).all(|(_, other)| other != icon),
                "{name}"
            );
        }
    }
}
