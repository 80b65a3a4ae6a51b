"""Writes features.json: samples, how they are encoded and their features, by docs/label_scout_features.py.
Run: python3 test/reference/features.py > test/reference/features.json

Means, medians and levels are computed here from the samples, not taken from the product, so that
they are checked too.
"""

import json
import random
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import label_scout_features as features

ROWS = 160


def draw(rng):
    return {
        "age": None if rng.random() < 0.2 else rng.randrange(-50, 90) / 4,
        "height": rng.randrange(100, 200),
        "product": None if rng.random() < 0.1 else rng.choice(["Lamp", "lamp", "Chair", "Über", "Äpfel"]),
        "shop": f"Shop {rng.randrange(75)} é𠮷"[: rng.randrange(7, 12)],
    }


def numeric(column, samples):
    values = [sample[column] for sample in samples]
    known = [value for value in values if value is not None]
    missing = len(known) < len(values)
    median = statistics.median(known) if missing else 0
    filled = [median if value is None else value for value in values]
    mean, scale = statistics.fmean(filled), statistics.pstdev(filled)
    return {"kind": "numeric", "column": column, "missing": missing, "median": median, "mean": mean, "scale": scale}


def categorical(column, samples):
    values = {sample[column] for sample in samples}
    levels = sorted(values - {None}, key=lambda level: level.encode("utf-16-be"))
    return {"kind": "categorical", "column": column, "levels": levels, "missing": None in values, "hashed": 64}


def main():
    rng = random.Random(5)
    samples = [draw(rng) for _ in range(ROWS)]
    steps = [
        numeric("age", samples),
        numeric("height", samples),
        categorical("product", samples),
        categorical("shop", samples),
    ]
    rows = features.Encoder(steps)(samples)
    sparse = [{int(column): float(row[column]) for column in row.nonzero()[0]} for row in rows]
    print(json.dumps({"samples": samples, "steps": steps, "columns": rows.shape[1], "rows": sparse}, ensure_ascii=True))


main()
