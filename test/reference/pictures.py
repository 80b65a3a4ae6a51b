"""Writes pictures.json: features of pictures by docs/label_scout_features.py, and whitening and clusters by NumPy.
Run: python3 test/reference/pictures.py > test/reference/pictures.json

Pictures and filters follow from a formula of whole numbers (`scramble`), which pictures.ts repeats. The rows to cluster lie
so near to the three directions that spherical k-means has one answer.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from label_scout_features import Encoder

SIDE = 32
PICTURES = 3
KINDS = 5
PATCH = 6


def scramble(count, seed):
    """Whole numbers 0 to 255 from a linear congruential generator (Numerical Recipes)."""
    state, values = seed, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(state >> 24)
    return np.array(values)


def pictures(channels):
    """Noise, waves of brightness, and an even picture."""
    shape = (SIDE, SIDE, channels)
    noise = scramble(SIDE * SIDE * channels, 1).reshape(shape)
    y, x, c = np.indices(shape)
    return np.stack([noise, (x * 7 + y * (3 + c)) % 256, np.full(shape, 90)])


def packed(values):
    return base64.b64encode(np.asarray(values, "<f4").tobytes()).decode()


def steps(channels):
    size = {"width": SIDE, "height": SIDE, "channels": channels}
    filters = (scramble(KINDS * PATCH**2 * channels, 2) - 128) / 512
    offsets = (scramble(KINDS, 3) - 128) / 512
    bank = {"filters": packed(filters), "offsets": packed(offsets)}
    return {
        "patches": {"kind": "patches", **size, "patch": PATCH, "floor": 100, "threshold": 0.5, **bank},
        "gradients": {"kind": "gradients", **size, "cell": 8, "directions": 9},
        "colors": {"kind": "colors", **size, "cell": 8},
    }


def encoded(channels):
    return {
        name: np.round(Encoder([step])(list(pictures(channels))).astype(float), 6).tolist()
        for name, step in steps(channels).items()
        if channels == 3 or name != "colors"
    }


def whitening(rows, columns):
    values = scramble(rows * columns, 4).reshape(rows, columns) / 255
    values[:, 1] += values[:, 0]
    variances, vectors = np.linalg.eigh(np.cov(values.T))
    matrix = vectors / np.sqrt(variances + 0.1) @ vectors.T
    return {"rows": rows, "columns": columns, "mean": values.mean(axis=0).tolist(), "matrix": matrix.ravel().tolist()}


def clusters():
    directions = np.eye(3, 6)
    rows = np.repeat(directions, 8, axis=0) * (1 + np.arange(24)[:, None] % 5)
    rows = rows + (scramble(24 * 6, 5).reshape(24, 6) - 128) / 2560
    centers = directions
    for _ in range(10):
        responses = rows @ centers.T
        nearest = responses.argmax(axis=1)
        centers = np.stack([responses[nearest == c, c] @ rows[nearest == c] for c in range(3)])
        centers /= np.linalg.norm(centers, axis=1, keepdims=True)
    return {"rows": rows.ravel().tolist(), "centers": centers.tolist()}


json.dump(
    {"numpy": np.__version__, "gray": encoded(1), "color": encoded(3), "whitening": whitening(60, 6), "clusters": clusters()},
    sys.stdout,
)
