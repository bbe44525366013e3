"""What the market pays, as an object: percentiles by name, the basis, and the picture of a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._view import Answer

if TYPE_CHECKING:
    import pandas
    import polars

    from ._views import PayAnswer, PercentileView


class Pay(Answer):
    """What :func:`goingrate.pay` adds to the attributes of its answer."""

    __slots__ = ()

    if TYPE_CHECKING:
        percentiles: list[PercentileView]

    @property
    def p10(self) -> PercentileView:
        """What 10 of 100 people in the market earn less than."""
        return self.percentiles[0]

    @property
    def p25(self) -> PercentileView:
        """What 25 of 100 people in the market earn less than."""
        return self.percentiles[1]

    @property
    def p50(self) -> PercentileView:
        """The median: half of the market earns less."""
        return self.percentiles[2]

    @property
    def p75(self) -> PercentileView:
        """What 75 of 100 people in the market earn less than."""
        return self.percentiles[3]

    @property
    def p90(self) -> PercentileView:
        """What 90 of 100 people in the market earn less than."""
        return self.percentiles[4]

    @property
    def median(self) -> PercentileView:
        """The median: half of the market earns less. The same as ``p50``."""
        return self.p50

    def why(self, detail: str = "short") -> PayAnswer:
        """Asks again, with what carries the answer; it stands in ``basis`` and in the text.

        Args:
            detail: ``short`` tells what each part of the question adds, the heaviest sources and who
                disagrees; ``all`` tells every source, and the heaviest figures one by one.

        Raises:
            GoingRateError: When the book that answered is not at hand any more (field ``book``).

        Example:
            >>> import goingrate
            >>> answer = goingrate.pay("senior backend, Seattle", as_of="2026-11-22")
            >>> answer.basis is None, answer.why().basis is None
            (True, False)
        """
        from ._views import PayAnswer

        answer = self._asker()._ask("pay", PayAnswer, {**self._request, "why": detail})
        assert isinstance(answer, PayAnswer)
        return answer

    def _rows(self) -> list[dict[str, Any]]:
        return [percentile.to_dict() for percentile in self.percentiles]

    def to_pandas(self) -> pandas.DataFrame:
        """The percentiles as a pandas DataFrame, one row each."""
        import pandas

        return pandas.DataFrame(self._rows())

    def to_polars(self) -> polars.DataFrame:
        """The percentiles as a polars DataFrame, one row each."""
        import polars

        return polars.DataFrame(self._rows())

    def _repr_html_(self) -> str:
        """What a notebook shows: the answer, a table of percentiles, and the picture of the market."""
        from ._picture import page

        return page(self.to_dict())
