"""Writes boosting.json with scikit-learn: python3 test/reference/boosting.py > test/reference/boosting.json

`exact`: nothing is left to chance. By least absolute deviation no stump has two equally good cuts. By least squares features that cut a node equally well part it alike, so predictions of
the rows learned from are the same whichever is taken; those of other rows are only written down for one feature.
`alike`: least absolute deviation in deeper trees and on several features. These learn +1 and -1, so that different cuts
are often equally good and the order of the features, which is drawn, decides: mean absolute errors over many seeds.
"""

import json
from fractions import Fraction

import numpy as np
import sklearn
from sklearn.ensemble import GradientBoostingRegressor

LOSSES = {"squared": "squared_error", "absolute": "absolute_error"}


def table(rng, rows, columns):
    values = rng.uniform(size=(rows, columns)).astype(np.float32)
    targets = np.sin(6 * values[:, 0].astype(float)) + values.sum(1) ** 2 / columns + rng.standard_cauchy(rows) / 5
    return values, np.round(targets, 4)


def has_ties(model, values, targets):
    """Whether a stump of least absolute deviation could have cut its one feature equally well elsewhere, exactly."""
    order = np.argsort(values[:, 0])
    rows = len(targets)
    predictions = [np.full(rows, model.init_.constant_[0, 0]), *model.staged_predict(values)][:-1]
    for predicted in predictions:
        left = np.cumsum(np.where(targets - predicted > 0, 1, -1)[order])
        total = int(left[-1])
        cuts = range(1, rows)
        gains = [Fraction((rows * int(left[n - 1]) - n * total) ** 2, n * (rows - n)) for n in cuts]
        if gains.count(max(gains)) > 1:
            return True
    return False


def case(rng, loss, rows, columns, trees, rate, depth):
    values, targets = table(rng, rows, columns)
    unseen = rng.uniform(size=(20, columns)).astype(np.float32)
    options = {"loss": LOSSES[loss], "n_estimators": trees, "learning_rate": rate, "max_depth": depth}
    model = GradientBoostingRegressor(**options, random_state=0).fit(values, targets)
    if loss == "absolute" and has_ties(model, values, targets):
        return case(rng, loss, rows, columns, trees, rate, depth)
    return {
        "name": f"{loss}, {rows} x {columns}, {trees} trees of depth {depth}",
        "options": {"loss": loss, "trees": trees, "learningRate": rate, "maxDepth": depth},
        "rows": rows,
        "values": [float(str(value)) for value in values.ravel()],
        "targets": targets.tolist(),
        "unseen": [float(str(value)) for value in unseen.ravel()],
        "predictions": model.predict(values).round(9).tolist(),
        "others": model.predict(unseen).round(9).tolist() if columns == 1 else [],
    }


def errors(rng):
    values, targets = table(rng, 150, 6)
    unseen, truth = table(rng, 500, 6)

    def error(seed):
        model = GradientBoostingRegressor(loss="absolute_error", n_estimators=60, random_state=seed)
        model.fit(values, targets)
        return [
            np.abs(model.predict(values) - targets).mean(),
            np.abs(model.predict(unseen) - truth).mean(),
        ]

    found = np.array([error(seed) for seed in range(40)])
    flat = lambda array: [float(str(value)) for value in array.ravel()]
    return {
        **{"rows": 150, "values": flat(values), "targets": targets.tolist()},
        **{"unseen": flat(unseen), "truth": truth.tolist()},
        "mean": found.mean(0).tolist(),
        "deviation": found.std(0, ddof=1).tolist(),
    }


def main():
    rng = np.random.default_rng(5)
    exact = [
        case(rng, "squared", 60, 3, 40, 0.1, 3),
        case(rng, "squared", 41, 5, 25, 0.3, 2),
        case(rng, "absolute", 80, 1, 12, 0.3, 1),
        case(rng, "absolute", 33, 1, 20, 0.5, 1),
    ]
    print(json.dumps({"scikitLearn": sklearn.__version__, "exact": exact, "alike": errors(rng)}, separators=(",", ":")))


main()
