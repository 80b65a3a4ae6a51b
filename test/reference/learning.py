"""Writes learning.json: QUIRE's estimates, Exp4.P's updates and ALBL's rewards, computed apart from ours.
Run: python3 test/reference/learning.py > test/reference/learning.json

QUIRE as Huang, Jin and Zhou (2010) and libact have it, with an inverse and a determinant of its own for every candidate.
Exp4.P (Beygelzimer et al. 2011) as libact's ActiveLearningByLearning updates it, with N = K = the number of experts.
ALBL's reward is the importance-weighted accuracy of libact's `calc_reward_fn`, over all that was asked so far.
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


def albl(truth, asked, horizon, rng, delta=0.1):
    """The bandit after each answer: what was asked counts by one over its chance where the new model is right."""
    total, experts = len(truth), len(asked[0]["favored"]) + 1
    weights = np.ones(experts)
    least = np.sqrt(np.log(experts) / (experts * horizon))
    bonus = np.sqrt(np.log(experts / delta) / (experts * horizon))
    history, importance, steps = [], [], []
    for step in asked:
        shares = (1 - experts * least) * weights / weights.sum() + least
        advice = np.array([*step["favored"], 1 / total])
        chance = float(shares @ advice)
        history.append(step["row"])
        importance.append(1 / chance)
        predicted = np.where(rng.random(total) < 0.7, truth, 1 - truth)
        right = [predicted[row] == truth[row] for row in history]
        reward = float(np.dot(importance, right)) / total / horizon
        weights = weights * np.exp(least / 2 * (reward * advice / chance + bonus / shares))
        after = (1 - experts * least) * weights / weights.sum() + least
        steps.append(
            {
                "row": step["row"],
                "advice": advice.tolist(),
                "shares": shares.tolist(),
                "chance": chance,
                "predicted": predicted.tolist(),
                "after": after.tolist(),
            }
        )
    return {"horizon": horizon, "truth": truth.tolist(), "steps": steps}


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
    truth = rng.integers(0, 2, size=len(values))
    asked = [
        {"row": row, "favored": favored}
        for row, favored in [(3, [1, 0]), (9, [0, 0]), (15, [0, 1]), (4, [1, 1]), (22, [0, 0]), (6, [1, 0])]
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
                "albl": albl(truth, asked, 12, rng),
            },
            separators=(",", ":"),
        )
    )


main()
