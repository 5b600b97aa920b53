//! The plots on screen, one file each; axes and traces come from `picture`.
