//! A list whose copies share their elements.
//!
//! A design is copied at every step of a gesture and kept at every step of the history, and next to
//! nothing differs between two of them. A copy of this list is a row of pointers; an element that is
//! changed is copied then, if anyone else has it. Whether two elements are the same is mostly told
//! by their address.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{ops::Index, sync::Arc};

/// A list of elements that are shared between its copies.
#[derive(Debug, Clone)]
pub struct SharedList<T>(Vec<Arc<T>>);

/// Whether two elements are equal: for one shared element without a look at it.
pub fn same<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

impl<T> SharedList<T> {
    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elements in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.0.iter())
    }

    /// The elements as they are shared, in order.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.0
    }

    /// The element at a place.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(AsRef::as_ref)
    }

    /// The last element.
    pub fn last(&self) -> Option<&T> {
        self.0.last().map(AsRef::as_ref)
    }

    /// Whether another list is as long and its elements, one by one, are like those of this: those
    /// they share need no look.
    pub fn is_like(&self, other: &Self, like: impl Fn(&T, &T) -> bool) -> bool {
        let mut pairs = self.0.iter().zip(&other.0);
        self.len() == other.len() && pairs.all(|(a, b)| Arc::ptr_eq(a, b) || like(a, b))
    }

    /// Puts an element at the end.
    pub fn push(&mut self, element: T) {
        self.0.push(Arc::new(element));
    }

    /// Keeps the elements for which this holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.0.retain(|element| keep(element));
    }

    /// Takes every element away.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Clone> SharedList<T> {
    /// The element at a place, to be changed.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.0.get_mut(index).map(Arc::make_mut)
    }

    /// The first element for which this holds, to be changed; the others stay shared.
    pub fn find_mut(&mut self, wanted: impl Fn(&T) -> bool) -> Option<&mut T> {
        let found = self.0.iter_mut().find(|element| wanted(element))?;
        Some(Arc::make_mut(found))
    }

    /// Changes the elements for which this holds; the others stay shared.
    pub fn change_where(&mut self, wanted: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        for element in &mut self.0 {
            if wanted(element) {
                change(Arc::make_mut(element));
            }
        }
    }

    /// Every element, to be changed: after this none is shared.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.into_iter()
    }
}

/// The elements of a list in order.
#[derive(Debug)]
pub struct Iter<'a, T>(std::slice::Iter<'a, Arc<T>>);

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.0.next().map(AsRef::as_ref)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(AsRef::as_ref)
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<'a, T> IntoIterator for &'a SharedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T: Clone> IntoIterator for &'a mut SharedList<T> {
    type Item = &'a mut T;
    type IntoIter =
        std::iter::Map<std::slice::IterMut<'a, Arc<T>>, fn(&'a mut Arc<T>) -> &'a mut T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut().map(Arc::make_mut)
    }
}

impl<T: Clone> IntoIterator for SharedList<T> {
    type Item = T;
    type IntoIter = std::iter::Map<std::vec::IntoIter<Arc<T>>, fn(Arc<T>) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(Arc::unwrap_or_clone)
    }
}

impl<T> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().map(Arc::new).collect())
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(elements: Vec<T>) -> Self {
        elements.into_iter().collect()
    }
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Index<usize> for SharedList<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.0[index]
    }
}

impl<T: PartialEq> PartialEq for SharedList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_like(other, |a, b| a == b)
    }
}

impl<T: Serialize> Serialize for SharedList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SharedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}
