"""PIT histograms to SVG text: where, among the predicted percentiles, the pay of each test row fell.

The picture brings its own background, so that it reads on light and on dark pages alike.
"""

import math
from html import escape

COLUMNS = 3
PANEL = (290, 150)  # the plot itself, in pixels
GAP = (52, 92)
EDGE = (66, 124, 26, 76)  # left, top, right, bottom
NARROWEST = 620
CHANCE = 1.96  # the band in which a flat histogram's bars fall, 19 times in 20

STYLE = """
text { font-family: system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif;
  fill: #334155; font-size: 11px }
.card { fill: #ffffff; stroke: #d5dbe3 }
.heading { font-size: 17px; font-weight: 600; fill: #0f172a }
.title { font-size: 13px; font-weight: 600; fill: #0f172a }
.soft { fill: #64748b }
.bar { fill: #86abe3 }
.band { fill: #d3ebe6 }
.rim { stroke: #0f766e; stroke-width: 1; stroke-dasharray: 2 4; stroke-opacity: 0.75 }
.ideal { stroke: #0f766e; stroke-width: 1.6 }
.grid { stroke: #e6eaf0 }
.axis { stroke: #94a3b8 }
"""


def text(x, y, words, kind="", anchor="start", turned=False):
    turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if turned else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def box(x, y, width, height, kind, extra=""):
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" class="{kind}"{extra}/>'


def shares(counts):
    return [count / sum(counts) for count in counts]


def top_share(panels):
    """The axis is the same for all panels, and a flat histogram stands at half its height or lower."""
    highest = max(max(shares(panel["pit"])) for panel in panels)
    flat = max(1 / len(panel["pit"]) for panel in panels)
    return max(2 * flat, math.ceil(highest * 40) / 40)


class Panel:
    """One data set's histogram at a place on the sheet."""

    def __init__(self, panel, x, y, top):
        self.panel, self.x, self.y, self.top = panel, x, y, top
        self.bars = shares(panel["pit"])
        self.flat = 1 / len(self.bars)

    def height(self, share):
        return self.y + PANEL[1] * (1 - share / self.top)

    def draw(self):
        low, high = self.chance()
        band = box(self.x, high, PANEL[0], low - high, "band")
        # The rims of the band go over the bars, which would hide its lower half.
        lines = [line(self.x, at, self.x + PANEL[0], at, kind)
                 for at, kind in ((low, "rim"), (high, "rim"), (self.height(self.flat), "ideal"))]
        return [*self.head(), *self.grid(), band, *self.histogram(), *lines, *self.feet()]

    def head(self):
        panel = self.panel
        about = (f"{panel['rows_test']:,} rows; {100 * panel['cover80']:.1f} % in P10–P90, "
                 f"{100 * panel['cover50']:.1f} % in P25–P75")
        return [text(self.x, self.y - 27, panel["title"], "title"), text(self.x, self.y - 11, about, "soft")]

    def grid(self):
        step = 0.05 if self.top <= 0.21 else 0.1
        out = []
        for k in range(int(self.top / step + 1e-9) + 1):
            at = self.height(k * step)
            out.append(line(self.x, at, self.x + PANEL[0], at, "grid"))
            out.append(text(self.x - 7, at + 4, f"{100 * k * step:.0f} %", "soft", "end"))
        return out

    def histogram(self):
        width = PANEL[0] / len(self.bars)
        return [box(self.x + k * width + 1, self.height(bar), width - 2,
                    self.y + PANEL[1] - self.height(bar), "bar") for k, bar in enumerate(self.bars)]

    def chance(self):
        spread = CHANCE * math.sqrt(self.flat * (1 - self.flat) / sum(self.panel["pit"]))
        return self.height(max(0.0, self.flat - spread)), self.height(self.flat + spread)

    def feet(self):
        bottom = self.y + PANEL[1]
        ticks = [text(self.x + PANEL[0] * p / 100, bottom + 16, f"P{p}", "soft", "middle")
                 for p in (10, 25, 50, 75, 90)]
        marks = [line(self.x + PANEL[0] * p / 100, bottom, self.x + PANEL[0] * p / 100, bottom + 4, "axis")
                 for p in (10, 25, 50, 75, 90)]
        return [line(self.x, bottom, self.x + PANEL[0], bottom, "axis"), *marks, *ticks]


def key(x, y):
    """What bars, line and band are, in one row under the heading."""
    parts = [("bar", "test rows found there", 140), ("ideal", "ideal: all bars alike", 130),
             ("band", "what chance alone allows 19 bars in 20", 0)]
    out = []
    for kind, words, width in parts:
        out.append(line(x, y - 4, x + 14, y - 4, kind) if kind == "ideal" else box(x, y - 9, 14, 10, kind))
        out.append(text(x + 20, y, words))
        x += width + 20
    return out


def corner(number, columns):
    row, column = divmod(number, columns)
    return EDGE[0] + column * (PANEL[0] + GAP[0]), EDGE[1] + row * (PANEL[1] + GAP[1])


def axis_words(columns, lines, height):
    middle = EDGE[0] + (columns * (PANEL[0] + GAP[0]) - GAP[0]) / 2
    upright = EDGE[1] + (lines * (PANEL[1] + GAP[1]) - GAP[1]) / 2
    return [text(middle, height - 36, "where the pay fell among the percentiles predicted for it",
                 "", "middle"),
            text(middle, height - 18, "← paid less than predicted · paid more →", "soft", "middle"),
            text(20, upright, "share of test rows", "", "middle", True)]


def histograms(panels, heading):
    """`panels`: runs with 20 counts in `pit`, each with the `title` of its set."""
    columns = min(COLUMNS, len(panels))
    lines = math.ceil(len(panels) / columns)
    # The key under the heading needs more width than one panel has.
    width = max(EDGE[0] + columns * (PANEL[0] + GAP[0]) - GAP[0] + EDGE[2], NARROWEST)
    height = EDGE[1] + lines * (PANEL[1] + GAP[1]) - GAP[1] + EDGE[3]
    top = top_share(panels)
    body = [box(0.5, 0.5, width - 1, height - 1, "card", ' rx="10"'), text(24, 34, heading, "heading"),
            *key(24, 58)]
    for number, panel in enumerate(panels):
        body += Panel(panel, *corner(number, columns), top).draw()
    body += axis_words(columns, lines, height)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-label="{escape(heading)}">\n<style>{STYLE}</style>\n'
            + "\n".join(body) + "\n</svg>\n")
