//! The canvas: view, hit testing, tools, and the glue between `picture::scene` and egui.
