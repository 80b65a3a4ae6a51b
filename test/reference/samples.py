"""The numbers of the fixtures' tables, which samples.ts computes alike."""
import numpy as np


class Uniform:
    """MINSTD (Park and Miller 1988), from 0 to 1, both left out."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = self.state * 48271 % 2147483647
        return self.state / 2147483647


def table(seed, rows, columns, steps):
    """Row-major features, rounded down to multiples of 1 / steps unless that is 0, which makes ties; a noise per row."""
    uniform = Uniform(seed)
    values = [[uniform.next() for _ in range(columns)] for _ in range(rows)]
    noise = [uniform.next() for _ in range(rows)]
    if steps:
        values = [[int(value * steps) / steps for value in row] for row in values]
    return np.array(values, dtype=np.float32), noise
