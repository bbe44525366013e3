#!/usr/bin/env python3
"""Sends random requests to a server that runs: none may get 500, and the server has to live on.

    python3 random_requests.py 127.0.0.1:8080 100000 [seed]
"""

import collections
import http.client
import json
import random
import sys
import urllib.parse

WORDS = [
    "senior", "backend", "staff", "Seattle", "Berlin", "Kyiv", "Mars", "rust", "c++", "C#", "£", "100k", "€70k", "-5", "1e999",
    "NaN", "0", "18mo", "per hour", "\u202e", "\x00", "💸", "größe", "google", "l5", "фронтенд", "バックエンド", "%", ",", ",,,", ";",
    "'", '"', "<b>", "../..", "plan = 3", "draws = 9", "true", "2026-13-45", "9999", "USD", "EUR", "month", "hour", "x" * 500,
]


def value(chance: random.Random, deep: int = 0):
    kind = chance.randrange(8 if deep < 3 else 5)
    if kind < 3:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 5)))
    if kind == 3:
        return chance.choice([0, -1, 1, 10**30, 0.5, True, False, None])
    if kind == 4:
        return chance.choice(WORDS)
    if kind == 5:
        return [value(chance, deep + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(WORDS): value(chance, deep + 1) for _ in range(chance.randrange(4))}


def main() -> None:
    host, count = sys.argv[1], int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", "/openapi.json")
    document = json.load(connection.getresponse())
    operations = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            # Planners take long, and verdicts longest: they are asked less often.
            slow = operation["tags"] == ["Plans"] or path.endswith("verdicts")
            schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            properties = document["components"]["schemas"].get(schema.get("$ref", "").split("/")[-1], {}).get("properties", {})
            names = [parameter["name"] for parameter in operation.get("parameters", [])] + list(properties)
            operations += [(path, method, names)] * (1 if slow else 8)
    seen = collections.Counter()
    for number in range(count):
        path, method, names = chance.choice(operations)
        for part in ("source", "claim", "word"):
            path = path.replace("{%s}" % part, urllib.parse.quote(str(value(chance, 9)), safe="") or "x")
        fields = {chance.choice(names + WORDS[:2]): value(chance) for _ in range(chance.randrange(5))} if names else {}
        body, headers = None, {}
        if method == "post":
            body = json.dumps(fields).encode()
            headers["content-type"] = "application/json"
            if chance.random() < 0.05:
                body = body[: len(body) // 2] + b"\xff"
        else:
            path += "?" + urllib.parse.urlencode(fields, doseq=True)
        try:
            connection.request(method.upper(), path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        except (http.client.HTTPException, OSError) as error:
            seen[type(error).__name__] += 1
            connection.close()
            continue
        seen[answer.status] += 1
        if answer.status >= 500:
            print(answer.status, method, path[:300], body, text[:300])
        if answer.getheader("connection") == "close":
            connection.close()
    print(dict(sorted(seen.items(), key=str)))
    sys.exit(1 if seen[500] else 0)


if __name__ == "__main__":
    main()
