//! A path on screen without the points that nobody could see missing: curves have a point at every
//! frequency, walls one every fraction of a millimetre, and each costs the tessellator eight
//! triangles.

use egui::{Pos2, Vec2};

/// How far, points, the thinned path may be from any point left out.
const SLACK: f32 = 0.1;

/// Leaves out points that lie within [`SLACK`] of the line between those kept (a funnel is drawn
/// from the last one kept, and narrowed by each point passed).
pub(in crate::app) fn thinned(points: impl IntoIterator<Item = Pos2>) -> Vec<Pos2> {
    let mut kept = Vec::new();
    let mut funnel: Option<Funnel> = None;
    let mut last = None;
    for at in points {
        let Some(before) = last.replace(at) else {
            kept.push(at);
            funnel = Some(Funnel::new(at));
            continue;
        };
        let fits = funnel.as_mut().is_some_and(|funnel| funnel.narrow(at));
        if !fits {
            kept.push(before);
            let mut new = Funnel::new(before);
            new.narrow(at);
            funnel = Some(new);
        }
    }
    if let Some(last) = last
        && kept.len() + usize::from(kept.last() != Some(&last)) > 1
    {
        kept.push(last);
    }
    kept
}

/// The directions a straight line from `from` may take.
struct Funnel {
    from: Pos2,
    /// Left and right edge; absent while every point was within the slack.
    edges: Option<[Vec2; 2]>,
    /// How far away the farthest point is.
    reach: f32,
}

impl Funnel {
    fn new(from: Pos2) -> Self {
        Self {
            from,
            edges: None,
            reach: 0.0,
        }
    }

    /// Narrows it by a point, unless the line cannot end there.
    fn narrow(&mut self, at: Pos2) -> bool {
        let along = at - self.from;
        // Not `length`, which takes care of numbers far from any screen and is slow.
        let length = along.length_sq().sqrt();
        // A path that turns back is not passed by a line that goes on. NaN fits nowhere.
        if !(length >= self.reach - SLACK) {
            return false;
        }
        self.reach = self.reach.max(length);
        if length <= SLACK {
            return self.edges.is_none();
        }
        let aside = along.rot90() * (SLACK / length);
        let [left, right] = [along + aside, along - aside];
        let Some([leftmost, rightmost]) = &mut self.edges else {
            self.edges = Some([left, right]);
            return true;
        };
        if cross(*leftmost, along) < 0.0 || cross(along, *rightmost) < 0.0 {
            return false;
        }
        if cross(*leftmost, left) > 0.0 {
            *leftmost = left;
        }
        if cross(right, *rightmost) > 0.0 {
            *rightmost = right;
        }
        true
    }
}

/// Positive where `b` lies to the right of `a`, on a screen.
fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    /// Distance of a point from a path.
    fn distance(path: &[Pos2], at: Pos2) -> f32 {
        let to_piece = |pair: &[Pos2]| match *pair {
            [a, b] => {
                let along = b - a;
                let share = (at - a).dot(along) / along.length_sq().max(1e-12);
                (at - (a + along * share.clamp(0.0, 1.0))).length()
            }
            _ => f32::INFINITY,
        };
        path.windows(2).map(to_piece).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn every_point_stays_within_the_slack_of_the_thinned_path() {
        let paths: [fn(f32) -> Pos2; 5] = [
            |t| pos2(500.0 * t, 100.0),
            |t| pos2(500.0 * t, 80.0 * (12.0 * t * t).sin()),
            |t| pos2(60.0 * (9.0 * t).cos() * t, 60.0 * (9.0 * t).sin() * t),
            // A narrow peak, and a walk there and back on one line.
            |t| pos2(500.0 * t, 200.0 / (1.0 + (200.0 * (t - 0.4)).powi(2))),
            |t| pos2(100.0 * (6.3 * t).sin(), 0.0),
        ];
        for (n, path) in paths.into_iter().enumerate() {
            let all: Vec<Pos2> = (0_u8..=250).map(|k| path(f32::from(k) / 250.0)).collect();
            let thin = thinned(all.iter().copied());
            assert_eq!(thin.first(), all.first(), "path {n}");
            assert_eq!(thin.last(), all.last(), "path {n}");
            assert!(thin.len() < all.len() / 2, "path {n} kept {}", thin.len());
            for at in all {
                let off = distance(&thin, at);
                assert!(off <= 1.01 * SLACK, "path {n}: {at} is off by {off}");
            }
        }
    }

    #[test]
    fn short_paths_stay_what_they_are() {
        assert!(thinned([]).is_empty());
        let one = pos2(1.0, 2.0);
        assert_eq!(thinned([one]), [one]);
        let two = [one, pos2(1.0, 2.01)];
        assert_eq!(thinned(two), two);
    }
}
