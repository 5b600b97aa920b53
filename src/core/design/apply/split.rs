//! Cutting a link in two.

use crate::design::{
    Design, EditError, Insert, Link, LinkKind, Section, Termination, Tube,
    geometry::Point,
    nothing::LEAST,
    path::{self, OnPath},
};

/// The place on a link's path nearest to a point.
pub(super) fn nearest(design: &Design, link: &Link, at_mm: Point) -> Result<OnPath, EditError> {
    let points = path::path(design, link);
    path::nearest_on_path(&points, at_mm)
        .filter(|_| at_mm.iter().all(|at| at.is_finite()))
        .ok_or_else(|| EditError::Other(tr!("“{}” has no path to be cut", link.name)))
}

/// Both halves of a link cut after `along_mm` of its path; their inner ends are still to be set.
pub(super) fn split(link: &Link, points: &[Point], along_mm: f64) -> (Link, Link) {
    let whole = path::polyline_length(points);
    let fraction = if whole > 0.0 {
        (along_mm / whole).clamp(0.0, 1.0)
    } else {
        0.5
    };
    let (mut first, mut second) = (link.clone(), link.clone());
    let before = |point: &Point| {
        path::nearest_on_path(points, *point).is_some_and(|found| found.along_mm < along_mm)
    };
    first.way_points_mm.retain(before);
    second.way_points_mm.retain(|point| !before(point));
    if let LinkKind::Tube(tube) = &link.kind {
        let (a, b) = split_tube(tube, fraction);
        first.kind = LinkKind::Tube(a);
        second.kind = LinkKind::Tube(b);
    }
    (first, second)
}

/// A tube cut after a fraction of its length.
fn split_tube(tube: &Tube, fraction: f64) -> (Tube, Tube) {
    let total = tube.total_length();
    let cut = (total * fraction * 1e5).round() / 1e5;
    let cut = cut.min(total);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut before = 0.0;
    for section in &tube.sections {
        let inside = cut - before;
        if LEAST.is_none(section.length - inside) {
            first.push(*section);
        } else if LEAST.is_none(inside) {
            second.push(*section);
        } else {
            let t = inside / section.length;
            let bore = section.bore_in + (section.bore_out - section.bore_in) * t;
            first.push(Section {
                length: inside,
                bore_out: bore,
                ..*section
            });
            second.push(Section {
                length: section.length - inside,
                bore_in: bore,
                ..*section
            });
        }
        before += section.length;
    }
    // Cut at its very end, a tube leaves a stub of no length there.
    if let (true, Some(next)) = (first.is_empty(), second.first()) {
        first.push(stub(next.bore_in));
    }
    if let (true, Some(last)) = (second.is_empty(), first.last()) {
        second.push(stub(last.bore_out));
    }
    let (near, far): (Vec<Insert>, Vec<Insert>) = tube
        .inserts
        .iter()
        .cloned()
        .partition(|insert| LEAST.is_none(insert.position - cut));
    let far = far
        .into_iter()
        .map(|insert| Insert {
            position: (insert.position - cut).max(0.0),
            ..insert
        })
        .collect();
    (
        Tube {
            sections: first,
            length: tube.length,
            start: tube.start,
            end: Termination::None,
            inserts: near,
        },
        Tube {
            sections: second,
            length: tube.length,
            start: Termination::None,
            end: tube.end,
            inserts: far,
        },
    )
}

fn stub(bore: f64) -> Section {
    Section {
        length: 0.0,
        bore_in: bore,
        bore_out: bore,
    }
}
