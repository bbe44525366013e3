// The two things that pages do faster with a script: suggestions while typing, and the marker of one's own pay.
"use strict";
