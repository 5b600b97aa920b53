//! Things gathered into groups, two groups joined at a time (union–find).

/// Groups of the numbers 0, 1, …; each group is represented by its smallest number.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    /// So many numbers, each a group by itself.
    pub fn new(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    /// One more number, a group by itself.
    pub fn add(&mut self) -> usize {
        let number = self.parents.len();
        self.parents.push(number);
        number
    }

    /// The number its group is represented by.
    pub fn find(&self, number: usize) -> usize {
        debug_assert!(number < self.parents.len(), "{number} is in no group");
        let mut at = number;
        while let Some(&parent) = self.parents.get(at)
            && parent != at
        {
            at = parent;
        }
        at
    }

    /// Makes the groups of two numbers one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}
