//! Work on what strangers wrote, done so that a fault of ours in it costs that work only, and not the game around it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::SafeText;

thread_local! {
    /// How many attempts this thread is in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// What the work makes, or what the panic that ended it said.
///
/// # Errors
///
/// If the work panics.
pub(crate) fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, SafeText> {
    DEPTH.set(DEPTH.get() + 1);
    // Whatever the work left half done is dropped with it.
    let made = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    made.map_err(|said| {
        let text = said.downcast_ref::<&str>().copied().or(said.downcast_ref::<String>().map(String::as_str));
        SafeText::line(text.unwrap_or_default())
    })
}

/// Whether a panic of this thread would end no more than an attempt: nothing else needs to be given up for it.
pub(crate) fn is_attempt() -> bool {
    DEPTH.get() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_attempt_and_nothing_else() {
        assert_eq!(attempt(|| 2), Ok(2));
        let nested = attempt(|| {
            let inner = attempt(|| -> u32 { panic!("a paw on the keys\u{1b}") });
            (inner, is_attempt())
        });
        assert_eq!(nested, Ok((Err(SafeText::new("a paw on the keys\u{fffd}")), true)));
        assert_eq!(attempt(|| -> u32 { std::panic::panic_any(7) }), Err(SafeText::default()));
        assert!(!is_attempt());
        let elsewhere = attempt(|| std::thread::scope(|scope| scope.spawn(is_attempt).join()));
        assert!(matches!(elsewhere, Ok(Ok(false))), "another thread is in none");
    }
}
