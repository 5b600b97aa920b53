//! Where the words of a shaded range stand, so that they hide as little of the curves as can be.

/// Steps between the places that are tried, pixels or points.
const ACROSS: f64 = 6.0;
const UP: f64 = 10.0;
/// What is kept free around the words, likewise.
const AROUND: f64 = 3.0;

/// A shaded range, and the size of the words that are to stand upright in it; y points down.
#[derive(Debug, Clone, Copy)]
pub struct Upright {
    /// Its left and right.
    pub x: [f64; 2],
    /// Its top and bottom.
    pub y: [f64; 2],
    /// Length of the words, which is their height here.
    pub long: f64,
    /// Height of their line.
    pub thick: f64,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Their lower left corner.
    pub at: [f64; 2],
    /// How many curves they hide there.
    pub hides: usize,
}

impl Upright {
    /// The place that hides the fewest curves: among equals the one they had `before`, else the
    /// leftmost, lowest. Each curve is its points from left to right, with NaN where it has a gap.
    /// `None` where there is no room.
    pub fn place<C>(
        &self,
        curves: impl IntoIterator<Item = C>,
        before: Option<[f64; 2]>,
    ) -> Option<Place>
    where
        C: IntoIterator<Item = [f64; 2]>,
    {
        let places = |from: f64, to: f64, step: f64| {
            let inside = move |at: &f64| (to - at) * step.signum() >= 0.0;
            (0..)
                .map(move |n| from + step * f64::from(n))
                .take_while(inside)
        };
        let lefts: Vec<f64> =
            places(self.x[0] + AROUND, self.x[1] - self.thick - 1.0, ACROSS).collect();
        let feet: Vec<f64> = places(
            self.y[1] - 2.0 * AROUND,
            self.y[0] + self.long + 2.0 * AROUND,
            -UP,
        )
        .collect();
        let mut hidden = vec![0; lefts.len() * feet.len()];
        for curve in curves {
            let spans = self.spans(curve, &lefts);
            for (row, span) in hidden.chunks_exact_mut(feet.len().max(1)).zip(spans) {
                let hides =
                    |foot: f64| span[0] <= foot + AROUND && span[1] >= foot - self.long - AROUND;
                for (count, foot) in row.iter_mut().zip(&feet) {
                    *count += usize::from(hides(*foot));
                }
            }
        }
        let least = hidden.iter().copied().min()?;
        let all = || {
            let corners = lefts
                .iter()
                .flat_map(|&x| feet.iter().map(move |&y| [x, y]));
            corners.zip(hidden.iter().copied())
        };
        let stayed = before.and_then(|[x, y]| {
            let near =
                |at: [f64; 2]| (at[0] - x).abs() <= ACROSS / 2.0 && (at[1] - y).abs() <= UP / 2.0;
            all().find(|(at, hides)| *hides == least && near(*at))
        });
        let (at, hides) = stayed.or_else(|| all().find(|(_, hides)| *hides == least))?;
        Some(Place { at, hides })
    }

    /// What a curve takes up, from top to bottom, of each column of words that begins at these places;
    /// from infinity to minus infinity where it does not come by.
    fn spans(&self, curve: impl IntoIterator<Item = [f64; 2]>, lefts: &[f64]) -> Vec<[f64; 2]> {
        let mut spans = vec![[f64::INFINITY, f64::NEG_INFINITY]; lefts.len()];
        let mut last = [f64::NAN; 2];
        for point in curve {
            let [a, b] = [last, point];
            last = point;
            if !(b[0] >= self.x[0] && a[0] <= self.x[1]) {
                continue;
            }
            for (span, &left) in spans.iter_mut().zip(lefts) {
                let (from, to) = (left - AROUND, left + self.thick + AROUND);
                if b[0] < from || a[0] > to {
                    continue;
                }
                let slope = (b[1] - a[1]) / (b[0] - a[0]);
                for x in [a[0].max(from), b[0].min(to)] {
                    let y = if b[0] > a[0] {
                        a[1] + slope * (x - a[0])
                    } else {
                        b[1]
                    };
                    *span = [span[0].min(y), span[1].max(y)];
                }
            }
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Upright};

    const RANGE: Upright = Upright {
        x: [100.0, 200.0],
        y: [0.0, 300.0],
        long: 120.0,
        thick: 14.0,
    };

    fn level(y: f64) -> [[f64; 2]; 2] {
        [[0.0, y], [300.0, y]]
    }

    fn stands<C: IntoIterator<Item = [f64; 2]>>(
        curves: impl IntoIterator<Item = C>,
        before: Option<[f64; 2]>,
    ) -> Place {
        let nowhere = Place {
            at: [f64::NAN; 2],
            hides: usize::MAX,
        };
        RANGE.place(curves, before).unwrap_or(nowhere)
    }

    #[test]
    fn words_stand_at_the_lower_left_where_no_curve_comes_by() {
        let place = RANGE.place([level(100.0)], None);
        let expected = Place {
            at: [103.0, 294.0],
            hides: 0,
        };
        assert_eq!(place, Some(expected));
        assert_eq!(RANGE.place::<[[f64; 2]; 2]>([], None), Some(expected));
    }

    #[test]
    fn words_give_way_to_curves_upwards_and_then_across() {
        let up = stands([level(250.0)], None);
        assert_eq!((up.at[0], up.hides), (103.0, 0));
        assert!(up.at[1] < 247.0 && up.at[1] > 230.0, "{up:?}");
        // A steep curve through the left half.
        let steep = [[90.0, 0.0], [110.0, 0.0], [130.0, 300.0], [150.0, 300.0]];
        let beside = stands([steep], None);
        assert_eq!(beside.hides, 0);
        assert!(beside.at[0] > 130.0 || beside.at[1] < 300.0, "{beside:?}");
    }

    #[test]
    fn where_all_is_covered_the_fewest_are_hidden() {
        let dense: Vec<_> = (0..30).map(|n| level(f64::from(n) * 10.0)).collect();
        let place = stands(dense, None);
        assert!(place.hides >= 12, "{place:?}");
        let small = Upright {
            long: 400.0,
            ..RANGE
        };
        assert_eq!(small.place([level(0.0)], None), None);
        let narrow = Upright {
            x: [100.0, 110.0],
            ..RANGE
        };
        assert_eq!(narrow.place([level(0.0)], None), None);
    }

    #[test]
    fn words_stay_where_they_stood_unless_a_curve_comes() {
        let before = [151.0, 204.0];
        let free = stands([level(290.0)], Some(before));
        assert_eq!(free.at, before);
        let crossed = stands([level(150.0)], Some(before));
        assert_eq!((crossed.at, crossed.hides), ([103.0, 294.0], 0));
        let gap = [[0.0, 150.0], [f64::NAN; 2], [300.0, 150.0]];
        assert_eq!(stands([gap], Some(before)).at, before);
    }
}
