"""Metrics by hand, the back-off's order, no leakage, and that a run writes what the report reads.

    python -m unittest discover -s bench/accuracy/tests
"""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import pandas as pd
from scipy.stats import t as student

import boosted
import cohort
import conjugate
import invented
import metrics
import rivals
import rows


def data_set(rows_wanted=400):
    with tempfile.TemporaryDirectory() as folder:
        invented.write(folder, rows_wanted)
        return rows.read_set(folder, rows.read_entries(folder)[0])


def people(lines):
    """role, level, place, country, y"""
    found = pd.DataFrame(lines, columns=["cohort_role", "cohort_level", "cohort_place", "cohort_country", "y"])
    found["cell"] = found["cohort_role"] + " × " + found["cohort_level"] + " × " + found["cohort_place"]
    return found


class Metrics(unittest.TestCase):
    predicted = np.array([[1.0, 2.0, 3.0, 4.0, 5.0]])

    def test_pinball_by_hand(self):
        # y = 3.5 lies above P10, P25, P50 by 2.5, 1.5, .5 and below P75, P90 by .5, 1.5.
        by_hand = [0.1 * 2.5, 0.25 * 1.5, 0.5 * 0.5, 0.25 * 0.5, 0.1 * 1.5]
        np.testing.assert_allclose(metrics.pinball(np.array([3.5]), self.predicted), by_hand)

    def test_the_mean_is_over_rows_and_quantiles(self):
        scores = metrics.score(np.array([3.5, 3.0]), np.repeat(self.predicted, 2, axis=0), np.array([0, 25]))
        by_hand = ((0.25 + 0.375 + 0.25 + 0.125 + 0.15) + (0.2 + 0.25 + 0 + 0.25 + 0.2)) / 10
        self.assertAlmostEqual(scores["pinball"], by_hand)

    def test_both_ends_are_within(self):
        predicted = np.repeat(self.predicted, 4, axis=0)
        found = metrics.coverage(np.array([1.0, 5.0, 0.9, 2.0]), predicted)
        self.assertEqual(found, {"cover80": 0.75, "cover50": 0.25})

    def test_bins_by_rows_of_the_cell(self):
        sizes = np.array([0, 1, 4, 5, 9, 10, 19, 20, 300])
        found = metrics.coverage_by_cell(np.zeros(9), np.repeat(self.predicted, 9, axis=0), sizes)
        self.assertEqual([(b["bin"], b["rows"]) for b in found],
                         [("0", 1), ("1-4", 2), ("5-9", 2), ("10-19", 2), ("20+", 2)])

    def test_an_empty_bin_has_no_share(self):
        found = metrics.coverage_by_cell(np.array([3.0]), self.predicted, np.array([0]))
        self.assertEqual((found[0]["cover80"], found[1]["cover80"]), (1.0, None))

    def test_six_counts(self):
        y = np.array([0.0, 1.0, 1.5, 2.5, 3.5, 4.5, 5.0, 9.0])
        self.assertEqual(metrics.six_counts(y, np.repeat(self.predicted, 8, axis=0)), [2, 1, 1, 1, 2, 1])

    def test_cell_sizes_count_the_sample_alone(self):
        sample = people([["qa", "1", "X", "US", 1.0]] * 3)
        test = people([["qa", "1", "X", "US", 1.0], ["qa", "2", "X", "US", 1.0]])
        self.assertEqual(metrics.cell_sizes(sample, test).tolist(), [3, 0])


class BackOff(unittest.TestCase):
    """Five rows a group, each group with a pay of its own, so that the answer says who gave it."""

    sample = people([["qa", "1", "Austin", "US", 1.0]] * 5 + [["qa", "1", "Boise", "US", 2.0]] * 4
                    + [["qa", "2", "Austin", "US", 3.0]] * 20 + [["ml", "1", "Austin", "US", 4.0]] * 60
                    + [["qa", "1", "DE", "DE", 5.0]] * 200)

    def check(self, profile, depth, median):
        test = people([[*profile, 0.0]])
        model = cohort.fit(self.sample)
        self.assertEqual(model.depths(test).tolist(), [depth])
        self.assertEqual(model.predict(test)[0, 2], median)

    def test_each_rung_in_turn(self):
        self.check(["qa", "1", "Austin", "US"], 0, 1.0)
        self.check(["qa", "1", "Boise", "US"], 1, 1.0)  # four in the cell; nine in all of the US
        self.check(["qa", "3", "Austin", "US"], 2, 3.0)
        self.check(["web", "1", "Austin", "US"], 3, 4.0)
        self.check(["qa", "1", "FR", "FR"], 4, 5.0)

    def test_percentiles_are_those_of_the_cell(self):
        sample = people([["qa", "1", "X", "US", float(value)] for value in range(11)])
        found = cohort.fit(sample).predict(sample.iloc[:1])
        np.testing.assert_allclose(found, [[1.0, 2.5, 5.0, 7.5, 9.0]])

    def test_a_sample_smaller_than_any_group_still_answers(self):
        sample = people([["qa", "1", "X", "US", 1.0], ["ml", "1", "X", "US", 3.0]])
        self.assertEqual(cohort.fit(sample).predict(sample)[0, 2], 2.0)


class ConjugateByHand(unittest.TestCase):
    def test_a_belief_that_is_told_three_rows(self):
        # Murphy 2007, section 6.3: prior mean 0, pull 2, half 3, scale 4; rows 1, 2, 6.
        prior = conjugate.Belief(np.zeros(1), np.full(1, 2.0), np.full(1, 3.0), np.full(1, 4.0))
        after = prior.told(np.array([[3.0, 9.0, 41.0]]))
        self.assertAlmostEqual(after.mean[0], 9 / 5)
        self.assertAlmostEqual(after.half[0], 4.5)
        self.assertAlmostEqual(after.scale[0], 4 + 0.5 * (14 + 2 * 3 * 9 / 5))

    def test_its_likelihood_is_the_product_of_its_predictions(self):
        belief = conjugate.Belief(np.zeros(1), np.full(1, 2.0), np.full(1, 3.0), np.full(1, 4.0))
        at_once = belief.log_likelihood(np.array([[3.0, 9.0, 41.0]]))
        one_by_one = 0.0
        for y in (1.0, 2.0, 6.0):
            spread = np.sqrt(belief.scale * (belief.pull + 1) / (belief.half * belief.pull))
            one_by_one += student.logpdf(y, 2 * belief.half, belief.mean, spread)[0]
            belief = belief.told(np.array([[1.0, y, y * y]]))
        self.assertAlmostEqual(at_once, one_by_one)

    def test_a_row_speaks_once(self):
        # One group of everybody: its parents hold no other row, and so say only what the root says.
        sample = people([["qa", "1", "X", "US", float(value)] for value in range(9)])
        model = conjugate.fit(sample)
        chain = [tuple(keys[0] for keys in conjugate.group_keys(sample))]
        self.assertEqual(model.parent(chain, 3).pull[0], model.numbers[2][0])

    def test_a_large_group_is_followed_and_a_small_one_is_drawn(self):
        draw = np.random.default_rng(1)
        many = [["qa", str(level), "DE", "DE", 1.0 + 0.1 * level + 0.1 * draw.standard_normal()]
                for level in range(10) for _ in range(40)]
        sample = people(many + [["qa", "odd", "DE", "DE", 3.0]])
        found = conjugate.fit(sample).predict(people([["qa", "0", "DE", "DE", 0.0], ["qa", "odd", "DE", "DE", 0.0]]))
        self.assertLess(abs(found[0, 2] - 1.0), 0.05)
        self.assertTrue(1.5 < found[1, 2] < 2.9)


class NoLeakage(unittest.TestCase):
    def test_predictions_do_not_move_with_the_test_rows_pay_or_with_rows_beyond_the_sample(self):
        one, other = data_set(), data_set()
        other.test["y"] = -99.0
        other.train.loc[200:, "y"] = 99.0
        for who, fit in rivals.RIVALS.items():
            with self.subTest(who):
                first = fit(one.sample(200), 1).predict(one.test)
                np.testing.assert_array_equal(first, fit(other.sample(200), 1).predict(other.test))

    def test_a_rival_is_not_even_shown_it(self):
        data, shown = data_set(), []

        class Watcher:
            def predict(self, test):
                shown.append(list(test.columns))
                return np.zeros((len(test), 5))

            def chosen(self, test):
                return ""

        rivals.RIVALS["watcher"] = lambda sample, threads: Watcher()
        self.addCleanup(rivals.RIVALS.pop, "watcher")
        rivals.run(data, "watcher", 100, 1)
        self.assertNotIn("y", shown[0])


class LightGbm(unittest.TestCase):
    def test_unknown_categories_and_labels_are_missing_and_counted(self):
        sample = pd.DataFrame({"cat_role": ["a", "b"] * 3, "num_years": [1.0] * 6, "set_s": ["x|y"] * 5 + ["z"]})
        features = boosted.Features(sample)
        test = pd.DataFrame({"cat_role": ["b", "c"], "num_years": [2.0, np.nan], "set_s": ["z|x|w", ""]})
        found = features.matrix(test)
        np.testing.assert_array_equal(found, [[1, 2, 1, 0, 3], [np.nan, np.nan, 0, 0, 0]])

    def test_a_rows_percentiles_do_not_cross_and_a_seed_repeats_them(self):
        data = data_set()
        first, second = (boosted.fit(data.sample(150), 1).predict(data.test) for _ in range(2))
        self.assertTrue((np.diff(first, axis=1) >= 0).all())
        np.testing.assert_array_equal(first, second)

    def test_four_settings_at_every_size(self):
        for n in (100, 300, 1000, 4000, 50_000):
            self.assertEqual(len({str(s) for s in boosted.settings(n)}), 4)


class WholeRun(unittest.TestCase):
    def test_sizes_in_the_layout_that_the_report_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            invented.write(folder, 300)
            out = Path(folder) / "out.json"
            rivals.main([folder, str(out), "--sets", "invented-one", "--threads", "1"])
            found = json.loads(out.read_text(encoding="utf-8"))
        self.assertEqual([(r["who"], r["n"]) for r in found["runs"]],
                         [("cohort", 100), ("cohort", 240), ("conjugate", 100), ("conjugate", 240),
                          ("lightgbm", 100), ("lightgbm", 200), ("lightgbm", 240)])
        for run in found["runs"]:
            self.assertEqual(sum(run["six"]), run["rows_test"])
            self.assertEqual(sum(b["rows"] for b in run["bins"]), run["rows_test"])
            self.assertAlmostEqual(run["pinball"], np.mean(run["pinball_by"]))

    def test_an_unknown_set_is_an_error_that_names_the_known(self):
        with self.assertRaisesRegex(SystemExit, "sets.json has a, b"):
            rivals.wanted([{"set": "a"}, {"set": "b"}], "c")

    def test_a_text_that_looks_missing_is_a_name(self):
        self.assertIn("NA", set(data_set().train["cat_country"]))


if __name__ == "__main__":
    unittest.main()
