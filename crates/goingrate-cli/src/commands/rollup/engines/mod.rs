//! The engines that `goingrate rollup run` can drive, and how each is run.
