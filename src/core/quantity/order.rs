//! Lists in the order of a number.

/// Sorting by a number of each member.
pub trait SortByNumber<T> {
    /// The least number first, in the order of [`f64::total_cmp`]; what is equal stays in the order
    /// it had. Unlike `sort_by`, whose kilobytes are made anew for each kind of list, the sort is one
    /// function for all of them: only where members go is decided here. It takes memory for their order:
    /// what sorts a few members in every frame or solve does better with `sort_by`.
    fn sort_by_number(&mut self, number: impl Fn(&T) -> f64);
}

impl<T> SortByNumber<T> for [T] {
    fn sort_by_number(&mut self, number: impl Fn(&T) -> f64) {
        let mut order: Vec<(f64, usize)> = self.iter().map(number).zip(0..).collect();
        sort(&mut order);
        for place in 0..order.len() {
            // What stood there before has moved on if its place was filled already.
            let mut from = order[place].1;
            while from < place {
                from = order[from].1;
            }
            order[place].1 = from;
            self.swap(place, from);
        }
    }
}

/// No two members are equal, so that no order among equals is lost.
#[inline(never)]
fn sort(order: &mut [(f64, usize)]) {
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
}

#[cfg(test)]
mod tests {
    use super::SortByNumber as _;
    use rand::{RngExt as _, SeedableRng as _};

    #[test]
    fn it_sorts_as_the_stable_sort_does() {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        for count in 0..60 {
            let list: Vec<(f64, usize)> = (0..count)
                .map(|n| (f64::from(random.random_range(-4..4)) / 2.0, n))
                .collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.sort_by_number(|member| -member.0);
            theirs.sort_by(|a, b| b.0.total_cmp(&a.0));
            assert_eq!(ours, theirs);
        }
        let mut odd = [f64::NAN, 1.0, -0.0, f64::INFINITY, 0.0, -f64::NAN];
        let mut same = odd;
        odd.sort_by_number(|x| *x);
        same.sort_by(f64::total_cmp);
        assert_eq!(odd.map(f64::to_bits), same.map(f64::to_bits));
    }
}
