"""The rule of the held-out fifth, and the arithmetic of a group, on invented people.

    python -m unittest discover -s bench/default/tests
"""

import math
import sys
import unittest
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import holdout
import page
import reading
import scores
import sets
from program import Answer

PERCENTILES = (50.0, 75.0, 100.0, 150.0, 200.0)


def person(amount, name="stackoverflow-2025", group="Nowhere"):
    profile = ("15-1252", "", "5", group, "", "employee", "base_salary", "2025-06", "USD", "year")
    return sets.Person(name, group, group, profile, amount)


def answer(low=90.0, high=110.0):
    return Answer(PERCENTILES, low, high)


class HeldOut(unittest.TestCase):
    def test_the_rule_is_the_crc_of_the_prefixed_text(self):
        for response in ("1", "17", "17627"):
            expected = zlib.crc32(f"so2025:{response}".encode()) % 5 == 0
            self.assertEqual(holdout.stackoverflow_2025(response), expected)

    def test_known_rows(self):
        # Frozen: a change of the rule would let a fit see rows that were held out.
        self.assertEqual([n for n in range(1, 31) if holdout.stackoverflow_2025(str(n))], FIRST_HELD_OUT)

    def test_a_line_is_the_same_with_and_without_its_ending(self):
        line = "2022,EX,FT,Consultant,120000,USD,120000,PL,0,PL,S"
        self.assertEqual(holdout.ai_jobs(line + "\r\n"), holdout.ai_jobs(line))

    def test_about_a_fifth(self):
        share = sum(holdout.stackoverflow_2025(str(n)) for n in range(20_000)) / 20_000
        self.assertAlmostEqual(share, 0.2, delta=0.01)


FIRST_HELD_OUT = [2, 6, 7, 12, 21, 24, 29]


class Arithmetic(unittest.TestCase):
    def test_the_median_is_of_each_persons_own_residual(self):
        found = scores.score([(person(a), answer()) for a in (50, 110, 400)])
        self.assertAlmostEqual(found["residual"], math.log(1.1))
        self.assertTrue(found["within15"])
        self.assertTrue(found["within80"])

    def test_fifteen_per_cent_to_either_side(self):
        for amount, within in ((114, True), (116, False), (86, True), (84, False)):
            found = scores.score([(person(amount), answer())])
            self.assertEqual(found["within15"], within, amount)

    def test_ends_count_as_inside(self):
        found = scores.score([(person(a), answer()) for a in (50, 75, 150, 200, 201)])
        self.assertAlmostEqual(found["cover80"], 0.8)
        self.assertAlmostEqual(found["cover50"], 0.4)
        self.assertAlmostEqual(found["above90"], 0.2)

    def test_loss_by_hand(self):
        # 100 with P10 50: .1 × ln 2; P25 75: .25 × ln(4/3); P75 150: .25 × ln 1.5; P90 200: .1 × ln 2.
        expected = (0.2 * math.log(2) + 0.25 * math.log(4 / 3) + 0.25 * math.log(1.5)) / 5
        self.assertAlmostEqual(scores.pinball(100, PERCENTILES), expected)

    def test_half_width_is_the_programs(self):
        found = scores.score([(person(100), answer(80.0, 125.0))])
        self.assertAlmostEqual(found["half_width"], 0.25)

    def test_noise_of_a_median_is_near_that_of_a_normal_one(self):
        values = [math.sin(n * 12.9898) * 43758.5453 % 1 for n in range(4000)]
        # A uniform sample: the standard error of its median is 1 / (2 √n).
        self.assertAlmostEqual(scores.median_noise(values), 0.5 / math.sqrt(4000), delta=0.003)

    def test_small_groups_are_not_told(self):
        people = [person(100, group="A")] * 25 + [person(100, group="B")] * 24
        answers = {each.profile: answer() for each in people}
        told, whole = scores.groups(people, answers, 25)
        self.assertEqual([group["group"] for group in told], ["A"])
        self.assertEqual(whole[0]["n"], 49)

    def test_targets_name_their_misses(self):
        people = [person(100, group="A")] * 25 + [person(300, group="B")] * 25
        told, whole = scores.groups(people, {each.profile: answer() for each in people}, 25)
        first = scores.targets(told, whole, ["stackoverflow-2025"], "stackoverflow-2025")[0]
        self.assertEqual((first["found"], first["met"]), (0.5, False))
        self.assertEqual(first["misses"], [["stackoverflow-2025", "B"]])


class Words(unittest.TestCase):
    def test_titles_are_read_as_the_importer_reads_them(self):
        self.assertEqual(reading.role_of("Developer, full-stack"), "full-stack-developer")
        self.assertEqual(reading.role_of("Architect, software or solutions"), "solutions-architect")
        self.assertIsNone(reading.role_of("Student"))
        self.assertIsNone(reading.role_of("Retired"))
        self.assertIsNone(reading.role_of("Engineer"))

    def test_levels(self):
        self.assertEqual(reading.level_of_code("L5", "Google"), "senior")
        self.assertIsNone(reading.level_of_code("L5", "Nobody"))
        self.assertEqual(reading.likely(["senior 85", "staff 15"], 0.8), "senior")
        self.assertIsNone(reading.likely(["senior 85", "staff 15"]))

    def test_pesos(self):
        for text, expected in (("280000", 280_000), ("$280.000,00", 280_000), ("1.280.000", 1_280_000),
                               ("231122,92", 231_122.92), ("1,280,000.00", 1_280_000), ("", None),
                               ("126000 pesos y 845 dolares", None)):
            self.assertEqual(sets.pesos(text), expected, text)

    def test_far_differences_are_factors(self):
        self.assertEqual(page.off(math.log(1.1)), "+10 %")
        self.assertEqual(page.off(math.log(0.8)), "−20 %")
        self.assertEqual(page.off(math.log(4)), "× 4.0")
        self.assertEqual(page.off(-math.log(4)), "÷ 4.0")


if __name__ == "__main__":
    unittest.main()
