"""The arithmetic of floors and goals, what is marked, and that a page holds what the files hold.

    python -m unittest discover -s bench/accuracy/tests
"""

import json
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pictures
import report
import targets

FLOOR_300, FLOOR_1000, FLOOR_ALL, GOAL_300, GOAL_1000, GOAL_ALL = targets.TARGETS


def run(who, n, pinball, cover80=0.8, cover50=0.5, rows=500, name="so"):
    return {"who": who, "set": name, "n": n, "rows_test": 1000, "pinball": pinball, "pinball_by": [pinball] * 5,
            "cover80": cover80, "cover50": cover50,
            "bins": [{"bin": "0", "rows": rows, "cover80": cover80, "cover50": cover50},
                     {"bin": "1-4", "rows": 0, "cover80": None, "cover50": None}],
            "six": [100, 150, 250, 250, 150, 100], "pit": [50] * 20 if who == "goingrate" else None,
            "fit_s": 1.0, "predict_s": 0.01, "chosen": ""}


class FloorsAndGoals(unittest.TestCase):
    losses = {("goingrate", 300): 0.150, ("lightgbm", 1200): 0.150, ("lightgbm", 2400): 0.145,
              ("goingrate", 5000): 0.1400, ("lightgbm", 5000): 0.1400}

    def check(self, target, n_all, status, by=None):
        found = targets.judge("so", target, n_all, self.losses)
        self.assertEqual(found.status, status)
        if by is not None:
            self.assertAlmostEqual(found.by(), by)

    def test_a_tie_meets_the_floor(self):
        self.check(FLOOR_300, 5000, "met", 0.0)

    def test_the_goal_asks_for_eight_times_the_rows(self):
        self.check(GOAL_300, 5000, "missed", 0.150 / 0.145 - 1)

    def test_with_all_rows_the_goal_is_one_per_cent_less(self):
        self.check(FLOOR_ALL, 5000, "met", 0.0)
        self.check(GOAL_ALL, 5000, "missed", 1 / 0.99 - 1)

    def test_sizes_beyond_the_set_are_skipped(self):
        self.check(FLOOR_300, 1199, "skipped")
        self.check(FLOOR_300, 1200, "met")

    def test_a_run_that_is_not_there_is_not_a_success(self):
        self.check(FLOOR_1000, 5000, "not measured")

    def test_what_lightgbm_is_asked_for_besides(self):
        self.assertEqual(targets.sizes_for_lightgbm([300, 1000, 4000, 14000]), [1200, 2000, 2400])
        self.assertEqual(targets.sizes_for_lightgbm([300, 1000, 2100]), [1200, 2000])


class Marks(unittest.TestCase):
    def test_the_edge_is_inside(self):
        for share, expected in [(0.82, False), (0.78, False), (0.8201, True), (0.7799, True), (None, False)]:
            self.assertEqual(targets.outside(share, targets.AIM80, targets.SLACK), expected)

    def test_a_bin_is_judged_from_400_rows(self):
        for rows, share, expected in [(399, 0.5, "not judged"), (400, 0.5, "outside"), (400, 0.75, "within")]:
            self.assertEqual(targets.bin_status({"rows": rows, "cover80": share}), expected)

    def test_numbers_as_the_page_prints_them(self):
        for value, expected in [(0.14, ".1400"), (1.23456, "1.2346")]:
            self.assertEqual(report.loss_text(value), expected)


class Page(unittest.TestCase):
    def write(self, *files):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, found in enumerate(files):
                paths.append(str(Path(folder) / f"{number}.json"))
                Path(paths[-1]).write_text(json.dumps(found), encoding="utf-8")
            out = Path(folder) / "docs" / "SCOREBOARD.md"
            report.main([*paths, "--out", str(out), "--pictures", str(out.parent / "scoreboard"), "--date",
                         "2026-11-22", "--machine", "a machine", "--command", "do it again"])
            drawn = {p.name: p.read_text(encoding="utf-8") for p in (out.parent / "scoreboard").glob("*.svg")}
            return out.read_text(encoding="utf-8"), drawn

    rivals = {"versions": {"lightgbm": "4"}, "sets": [{"set": "so", "title": "The survey", "n_all": 1300,
                                                      "rows_test": 1000}],
              "runs": [run("lightgbm", 300, 0.2), run("lightgbm", 1200, 0.16), run("lightgbm", 1300, 0.15),
                       run("cohort", 300, 0.19, 0.7)]}
    ours = {"runs": [run("goingrate-beside", 0, 0.18), run("goingrate", 300, 0.155), run("goingrate", 1300, 0.16)]}

    def test_a_page_from_two_files(self):
        text, drawn = self.write(self.ours, self.rivals)
        for line in ["| The survey | floor | 300 | LightGBM with 1,200 | .1550 | .1600 | -3.1 % | met |",
                     "| The survey | floor | all | LightGBM with 1,300 | .1600 | .1500 | +6.7 % | **missed** |",
                     "| The survey | goal | 300 | LightGBM with 2,400 | – | – | – | skipped: the set is smaller |",
                     "1 of 2 floors met, 1 skipped; 0 of 1 goals met, 2 skipped.",
                     "| 300 | **.1550** | .2000 | – | .1900 |", "| 1,200 | – | .1600 | – | – |",
                     "| The survey | 0 | .1800 | – | 80.0 | 50.0 | 1 | 1,200 | – | more than measured |",
                     "70.0 ✗ / 50.0", "(scoreboard/pit-300.svg)", "do it again", "a machine", "lightgbm 4"]:
            self.assertIn(line, text)
        self.assertEqual(sorted(drawn), ["pit-300.svg", "pit-all.svg"])

    def test_other_microdata_beside_have_floors_of_their_own(self):
        beside = {"runs": [*self.ours["runs"], run("goingrate-beside", 300, 0.165)]}
        text, _ = self.write(beside, self.rivals)
        for line in ["other microdata beside, where measured: 0 of 1 floors met; 0 of 0 goals met.",
                     "| The survey | floor | 300 | LightGBM with 1,200 | .1650 | .1600 | +3.1 % | **missed** |",
                     "1 of 2 floors met, 1 skipped"]:
            self.assertIn(line, text)
        self.assertNotIn("where measured", self.write(self.ours, self.rivals)[0])

    def test_without_our_runs_the_page_says_so(self):
        text, drawn = self.write(self.rivals)
        self.assertIn("not measured", text)
        self.assertEqual(drawn, {})

    def test_the_same_run_twice_is_an_error(self):
        with self.assertRaisesRegex(SystemExit, "twice"):
            self.write(self.ours, self.ours)


class Pictures(unittest.TestCase):
    def test_it_is_xml_with_a_bar_a_count_whatever_the_title(self):
        panel = {**run("goingrate", 300, 0.1), "title": "R&D <x>"}
        root = xml.fromstring(pictures.histograms([panel] * 4, "All & everything"))
        bars = [r for r in root.iter("{http://www.w3.org/2000/svg}rect") if r.get("class") == "bar"]
        self.assertEqual(len(bars), 4 * 20 + 1)  # and one in the key


if __name__ == "__main__":
    unittest.main()
