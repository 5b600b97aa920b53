//! What cannot be missing, and is noticed when it is all the same.
//!
//! The program never stops over a fault of its own: it goes on with a value that does no harm. So
//! that nobody has to wonder why a curve is odd, such a value is never taken in silence.

/// A value that is there unless the program is wrong.
pub trait OrNoticed<T> {
    /// The value; where it is missing `otherwise`, which fails a debug build and is logged by others.
    /// `what` says what should have been there.
    fn or_noticed(self, otherwise: T, what: &'static str) -> T;
}

impl<T> OrNoticed<T> for Option<T> {
    #[inline]
    fn or_noticed(self, otherwise: T, what: &'static str) -> T {
        if self.is_none() {
            notice(what);
        }
        self.unwrap_or(otherwise)
    }
}

impl<T, E> OrNoticed<T> for Result<T, E> {
    #[inline]
    fn or_noticed(self, otherwise: T, what: &'static str) -> T {
        self.ok().or_noticed(otherwise, what)
    }
}

#[cold]
#[inline(never)]
fn notice(what: &'static str) {
    log::error!("missing: {what}");
    debug_assert!(false, "missing: {what}");
}
