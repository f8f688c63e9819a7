//! Whether the numbers of the built-in pack are right: what follows from other numbers is worked out anew, from what the
//! question was given, and looked for in what it shows and says, in both languages. One file per subject.
//!
//! What somebody measured, or an author made up, is not tested: there is nothing to work it out from. `N01` to `N30` are
//! facts that the authors of the pack checked before they wrote, and `M01` to `M38` mistakes they were to avoid.

mod asked;
mod counts;
mod fits;
mod oracle;
mod samples;
mod scores;
mod sentences;
mod training;

use asked::{asked, both, interval, n, near, printed};
