#!/usr/bin/env python3
"""Writes queries for the load: 20,000 different ones, in an order that does not repeat what is near.

Each names a role, a level, a place and a skill, so that words come again and whole questions do not.
"""

import urllib.parse

ROLES = ["backend", "frontend", "full stack", "data engineer", "devops", "mobile", "QA", "data scientist"]
LEVELS = ["junior", "mid", "senior", "staff"]
PLACES = [
    "Seattle", "Austin", "New York", "San Francisco", "Denver", "Chicago", "Boston", "Atlanta", "Berlin", "Munich",
    "London", "Paris", "Madrid", "Warsaw", "Kyiv", "Amsterdam", "Zurich", "Toronto", "Bangalore", "Sydney",
    "Lisbon", "Stockholm", "Dublin", "Prague", "Tel Aviv",
]
SKILLS = [
    "Rust", "Python", "Java", "Go", "Kotlin", "Swift", "C++", "C#", "JavaScript", "TypeScript", "Scala", "Ruby",
    "PHP", "SQL", "AWS", "Kubernetes", "React", "Angular", "Docker", "Linux", "PostgreSQL", "MongoDB", "Redis",
    "Kafka", "Terraform",
]


def main() -> None:
    count = len(ROLES) * len(LEVELS) * len(PLACES) * len(SKILLS)
    for n in range(count):
        # A step that shares no factor with the count visits all and jumps about.
        at = n * 7_919 % count
        at, role = divmod(at, len(ROLES))
        at, level = divmod(at, len(LEVELS))
        at, place = divmod(at, len(PLACES))
        text = f"{LEVELS[level]} {ROLES[role]}, {PLACES[place]}, {SKILLS[at]}"
        print(urllib.parse.urlencode({"text": text}))


if __name__ == "__main__":
    main()
