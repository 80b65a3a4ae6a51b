"""Writes learning.json: QUIRE's estimates and Exp4.P's updates, computed apart from ours.
Run: python3 test/reference/learning.py > test/reference/learning.json

QUIRE as Huang, Jin and Zhou (2010) and libact have it, with an inverse and a determinant of its own for every candidate.
Exp4.P (Beygelzimer et al. 2011) as libact's ActiveLearningByLearning updates it, with N = K = the number of experts.
"""

import json

import numpy as np


def rbf(values, gamma):
    return np.exp(-gamma * ((values[:, None, :] - values[None, :, :]) ** 2).sum(axis=2))


def quire(values, labeled, signs, gamma, regularization):
    inverse = np.linalg.inv(rbf(values, gamma) + regularization * np.eye(len(values)))
    open_rows = [row for row in range(len(values)) if row not in labeled]
    determinant = np.linalg.det(inverse[np.ix_(open_rows, open_rows)])
    estimates = []
    for row in open_rows:
        others = [other for other in open_rows if other != row]
        inner = np.linalg.inv(inverse[np.ix_(others, others)])
        reach = inverse[row, labeled] - inverse[row, others] @ inner @ inverse[np.ix_(others, labeled)]
        own = inverse[row, row]
        estimates.append(float(own - determinant / own + 2 * abs(reach @ signs)))
    return estimates


def exp4p(draws, horizon, delta=0.1):
    experts = len(draws[0]["advice"])
    weights = np.ones(experts)
    least = np.sqrt(np.log(experts) / (experts * horizon))
    steps = []
    for draw in draws:
        shares = (1 - experts * least) * weights / weights.sum() + least
        advice = np.array(draw["advice"])
        chance = float(shares @ advice)
        reward = draw["reward"] * advice / chance
        bonus = np.sqrt(np.log(experts / delta) / (experts * horizon))
        weights = weights * np.exp(least / 2 * (reward + bonus / shares))
        after = (1 - experts * least) * weights / weights.sum() + least
        steps.append({**draw, "chance": chance, "shares": shares.tolist(), "after": after.tolist()})
    return steps


def main():
    rng = np.random.default_rng(9)
    values = np.round(rng.normal(size=(24, 3)), 3)
    labeled = [1, 7, 12, 20]
    signs = np.array([1, -1, -1, 1])
    cases = [
        {"gamma": gamma, "lambda": weight, "estimates": quire(values, labeled, signs, gamma, weight)}
        for gamma, weight in [(1, 1), (0.2, 1), (0.05, 0.3)]
    ]
    draws = [
        {"advice": [1, 0, 1 / 40], "reward": 0.8},
        {"advice": [0, 1, 1 / 40], "reward": 0.1},
        {"advice": [1, 1, 1 / 40], "reward": 0.9},
        {"advice": [0, 0, 1 / 40], "reward": 0.5},
        {"advice": [1, 0, 1 / 40], "reward": 1.0},
    ]
    print(
        json.dumps(
            {
                "values": values.tolist(),
                "labeled": labeled,
                "signs": signs.tolist(),
                "quire": cases,
                "horizon": 50,
                "exp4p": exp4p(draws, 50),
            },
            separators=(",", ":"),
        )
    )


main()
