"""Which rows of the carried surveys are held out: the one place where the rule is written.

The carried files are made from the other four fifths by the same rule, so that a book that is fitted
from them has not seen a held-out row. CRC-32 is the one of zlib, gzip and PNG; text is UTF-8.
"""

import zlib

FOLDS = 5


def held_out(text):
    """Whether the CRC-32 of a text is divisible by five."""
    return zlib.crc32(text.encode("utf-8")) % FOLDS == 0


def stackoverflow_2025(response_id):
    """A row of Stack Overflow's survey of 2025, by its ResponseId as it stands in the file: "so2025:17"."""
    return held_out("so2025:" + response_id)


def ai_jobs(line):
    """A row of ai-jobs, by its whole line of CSV as it stands in the file, without the line ending.

    Half of the rows are exact duplicates: by this rule all copies are on one side.
    """
    return held_out("aijobs:" + line.rstrip("\r\n"))
