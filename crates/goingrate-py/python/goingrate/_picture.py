"""The picture of a market for notebooks: a sentence, a table and an SVG, correct on light and dark pages.

Text takes the colour of the page (``currentColor``). The two other colours have enough contrast on white and
on black, and nothing is told by colour alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from ._goingrate import density

_WIDTH, _HEIGHT, _BASE, _TOP, _EDGE = 640, 190, 130, 22, 40
_COLUMNS = 160
_MARKET, _OFFER = "#3b82c4", "#d9730d"


def page(answer: dict[str, Any]) -> str:
    """The answer of ``pay`` as HTML."""
    offer = answer.get("offer")
    sentences = [answer["answer"]] + ([offer["sentence"]] if offer else [])
    told = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    return f'<div class="goingrate">{told}{_table(answer["percentiles"])}{picture(answer)}</div>'


def _table(percentiles: list[dict[str, Any]]) -> str:
    first = percentiles[0]
    unit = html.escape(f"{first['currency']} a {first['per']}, {first['as_of']}")
    heads = "".join(f'<th scope="col">P{one["percentile"]}</th>' for one in percentiles)
    amounts = "".join(f"<td>{_amount(one['amount'])}</td>" for one in percentiles)
    ends = "".join(f"<td>{_amount(one['low'])} to {_amount(one['high'])}</td>" for one in percentiles)
    return (
        f"<table><caption>{unit}</caption>"
        f'<thead><tr><th scope="col"></th>{heads}</tr></thead><tbody>'
        f'<tr><th scope="row">amount</th>{amounts}</tr>'
        f'<tr><th scope="row">80 % interval</th>{ends}</tr></tbody></table>'
    )


def picture(answer: dict[str, Any]) -> str:
    """The distribution as an SVG, with the percentiles and the offer marked; empty without a curve."""
    curve: list[float] = answer.get("curve") or []
    if len(curve) < 3:
        return ""
    offer = answer.get("offer")
    amount = offer["amount"] if offer else None
    seen = [curve[0], curve[-1]] + ([amount] if amount is not None else [])
    ticks, heights = density(curve, min(seen), max(seen), _COLUMNS, 8)
    if not heights:
        return ""
    axis = _Axis(ticks)
    described = html.escape(" ".join(_description(answer, offer)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'width="100%" style="max-width:{_WIDTH}px;color:inherit" font-size="12" '
        'font-family="system-ui, sans-serif">',
        f"<title>What the market pays</title><desc>{described}</desc>",
        axis.area(heights),
        *axis.marks(answer["percentiles"], heights),
        *axis.ticks(),
        *([axis.offer(amount)] if amount is not None else []),
        "</svg>",
    ]
    return "".join(parts)


class _Axis:
    """Where amounts stand."""

    def __init__(self, ticks: list[float]) -> None:
        self._ticks = ticks
        self._low, self._high = ticks[0], ticks[-1]

    def x(self, amount: float) -> float:
        share = (amount - self._low) / (self._high - self._low)
        return round(_EDGE + min(max(share, 0.0), 1.0) * (_WIDTH - 2 * _EDGE), 1)

    def area(self, heights: list[float]) -> str:
        """The market, filled."""
        step = (_WIDTH - 2 * _EDGE) / (len(heights) - 1)
        tops = [f"{_EDGE + at * step:.1f},{_y(height):.1f}" for at, height in enumerate(heights)]
        points = " ".join([f"{_EDGE},{_BASE}", *tops, f"{_WIDTH - _EDGE},{_BASE}"])
        return f'<polygon points="{points}" fill="{_MARKET}" fill-opacity="0.45" stroke="{_MARKET}"/>'

    def marks(self, percentiles: list[dict[str, Any]], heights: list[float]) -> Iterable[str]:
        """A line at each percentile, with its name over it."""
        for one in percentiles:
            x = self.x(one["amount"])
            at = (x - _EDGE) / (_WIDTH - 2 * _EDGE) * (len(heights) - 1)
            top = _y(heights[min(round(at), len(heights) - 1)])
            yield (
                f'<line x1="{x}" y1="{top:.1f}" x2="{x}" y2="{_BASE}" stroke="currentColor" '
                'stroke-opacity="0.6"/>'
                f'<text x="{x}" y="{top - 5:.1f}" text-anchor="middle" fill="currentColor">'
                f"P{one['percentile']}</text>"
            )

    def ticks(self) -> Iterable[str]:
        """The axis with round amounts."""
        yield (
            f'<line x1="{_EDGE}" y1="{_BASE}" x2="{_WIDTH - _EDGE}" y2="{_BASE}" stroke="currentColor"/>'
        )
        for tick in self._ticks:
            x = self.x(tick)
            yield (
                f'<line x1="{x}" y1="{_BASE}" x2="{x}" y2="{_BASE + 4}" stroke="currentColor"/>'
                f'<text x="{x}" y="{_BASE + 18}" text-anchor="middle" fill="currentColor">'
                f"{_amount(tick)}</text>"
            )

    def offer(self, amount: float) -> str:
        """The offer: a triangle under the axis, with words."""
        x = self.x(amount)
        anchor = "start" if x < 80 else "end" if x > _WIDTH - 80 else "middle"
        return (
            f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{_BASE}" stroke="{_OFFER}" stroke-width="2" '
            'stroke-dasharray="4 3"/>'
            f'<path d="M{x} {_BASE + 24} l-6 11 h12 z" fill="{_OFFER}"/>'
            f'<text x="{x}" y="{_BASE + 50}" text-anchor="{anchor}" fill="currentColor" '
            f'font-weight="bold">your offer, {_amount(amount)}</text>'
        )


def _y(height: float) -> float:
    return _BASE - height * (_BASE - _TOP)


def _description(answer: dict[str, Any], offer: dict[str, Any] | None) -> Iterable[str]:
    yield answer["answer"]
    for one in answer["percentiles"]:
        yield f"P{one['percentile']}: {_amount(one['amount'])} {one['currency']}."
    if offer:
        yield offer["sentence"]


def _amount(amount: float) -> str:
    """An amount in figures: whole from 1,000 on."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 else f"{amount:,.2f}"
