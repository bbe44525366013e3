"""Mistakes that a type checker has to find: each line that is marked, and no other one."""

from __future__ import annotations

import goingrate

goingrate.pay("senior backend", ofer="180k")  # wrong
goingrate.pay("senior backend", per="fortnight")  # wrong
goingrate.pay("senior backend").percentile  # wrong
goingrate.pay("senior backend").median.amont  # wrong
goingrate.rank("senior backend", by="places")  # wrong
goingrate.pay("senior backend", per="month")
