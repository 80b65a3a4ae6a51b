"""Computes forest.json with scikit-learn: python3 test/reference/forest.py (Debian: apt install python3-sklearn).

Three kinds of cases:
- trees: one tree on all rows and all features. No two cuts of a node are equally good (checked here in exact
  arithmetic), so nothing is left to chance and to rounding, and our tree must be the same tree.
- forests: bootstrapped forests on one feature. The rows each tree drew are written down, so that we can grow
  the very same forest and compare out-of-bag scores, rows never out of bag included.
- samples: forests over many seeds. Draws differ, so means are compared, in units of their standard errors.
"""
import json
import os
import warnings
from fractions import Fraction

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.ensemble._forest import _generate_sample_indices
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from samples import table

warnings.filterwarnings("ignore")


def labels(X, noise, classes):
    """The class grows with the first feature, blurred by noise."""
    return np.array([min(classes - 1, int((0.7 * float(row[0]) + 0.3 * n) * classes)) for row, n in zip(X, noise)])


def targets(X, noise):
    """Multiples of 1/1024 of a curve in up to three features."""
    def curve(row):
        a, b, c = (float(row[k % len(row)]) for k in range(3))
        return 4 * a * a - 2 * a * b + c
    return np.array([int((curve(row) + n) * 1024) / 1024 for row, n in zip(X, noise)])


def score(parts, classification):
    """Sum of squared sums (of each class, or of the targets) over the weight, exactly."""
    weight = sum(w for _, w in parts)
    if not classification:
        return Fraction(sum(Fraction(y) * w for y, w in parts)) ** 2 / weight
    classes = {y for y, _ in parts}
    return Fraction(sum(sum(w for y, w in parts if y == c) ** 2 for c in classes), weight)


def best_is_unique(X, y, w, min_leaf, classification):
    """Whether one cut of these rows is better than every other one that parts them differently."""
    gains = {}
    for feature in range(X.shape[1]):
        distinct = sorted(set(X[:, feature]))
        for low in distinct[:-1]:
            left = X[:, feature] <= low
            if min(left.sum(), (~left).sum()) < min_leaf:
                continue
            parts = [[(y[i], int(w[i])) for i in np.flatnonzero(side)] for side in (left, ~left)]
            gains[feature, low] = sum(score(part, classification) for part in parts)
    top = sorted(gains.values(), reverse=True)
    return len(top) < 2 or float(top[0] - top[1]) > 1e-9 * float(top[0])


def is_determined(estimator, X, y, w, min_leaf, classification):
    """Whether every split of the fitted tree was the only best one."""
    drawn = w > 0
    X, y, w = X[drawn], y[drawn], w[drawn]
    path = estimator.tree_.decision_path(X).toarray().astype(bool)
    return all(
        best_is_unique(X[path[:, node]], y[path[:, node]], w[path[:, node]], min_leaf, classification)
        for node in np.flatnonzero(estimator.tree_.children_left >= 0)
    )


def preorder(tree):
    """[feature, threshold] of every split and [-1, value …] of every leaf, left before right."""
    nodes = []
    for node in range(tree.node_count):
        if tree.children_left[node] >= 0:
            nodes.append([int(tree.feature[node]), float(tree.threshold[node])])
        else:
            value = tree.value[node].ravel()
            nodes.append([-1, *(value / value.sum() if value.size > 1 else value).round(9).tolist()])
    return nodes


def tree_cases():
    shapes = [
        # rows, columns, steps, classes (0: regression), depth, leaf
        (40, 1, 0, 2, None, 1), (60, 1, 16, 2, None, 1), (60, 1, 0, 3, None, 1), (80, 1, 20, 4, None, 2),
        (150, 3, 0, 2, 4, 5), (150, 3, 32, 2, 3, 6), (200, 4, 0, 3, 4, 8), (200, 2, 0, 5, 3, 5),
        (120, 6, 64, 2, 2, 1), (40, 1, 0, 0, None, 1), (60, 1, 16, 0, None, 1), (80, 1, 0, 0, 4, 3),
        (150, 3, 0, 0, 5, 4), (150, 3, 32, 0, 4, 6), (250, 5, 0, 0, None, 10), (120, 8, 64, 0, 3, 1),
    ]
    for rows, columns, steps, classes, depth, leaf in shapes:
        for seed in range(1, 500):
            X, noise = table(seed, rows, columns, steps)
            y = labels(X, noise, classes) if classes else targets(X, noise)
            kind = DecisionTreeClassifier if classes else DecisionTreeRegressor
            estimator = kind(max_depth=depth, min_samples_leaf=leaf, random_state=0).fit(X, y)
            if is_determined(estimator, X, y, np.ones(rows, int), leaf, classes > 0):
                break
        else:
            raise SystemExit(f"no seed leaves {rows} x {columns} undetermined by chance")
        yield {
            "seed": seed, "rows": rows, "columns": columns, "steps": steps, "classes": classes,
            "maxDepth": depth, "minLeaf": leaf, "depth": int(estimator.get_depth()),
            "nodes": preorder(estimator.tree_),
            "importances": estimator.feature_importances_.round(12).tolist(),
        }


def forest_cases():
    shapes = [
        # rows, steps, classes, trees
        (2, 0, 2, 50), (3, 0, 2, 3), (5, 0, 2, 2), (25, 8, 2, 8), (30, 0, 3, 10), (12, 0, 4, 1),
        (3, 0, 0, 2), (6, 0, 0, 1), (30, 0, 0, 10), (25, 8, 0, 8),
    ]
    for rows, steps, classes, trees in shapes:
        for seed in range(1, 5000):
            X, noise = table(seed, rows, 1, steps)
            y = labels(X, noise, classes) if classes else targets(X, noise)
            if classes and len(set(y)) < classes and rows >= classes:
                continue
            kind = RandomForestClassifier if classes else RandomForestRegressor
            forest = kind(trees, oob_score=True, max_features=None, random_state=seed).fit(X, y)
            drawn = [_generate_sample_indices(tree.random_state, rows, rows) for tree in forest.estimators_]
            weights = [np.bincount(rows_drawn, minlength=rows) for rows_drawn in drawn]
            if all(is_determined(t, X, y, w, 1, classes > 0) for t, w in zip(forest.estimators_, weights)):
                break
        else:
            raise SystemExit(f"no seed leaves a forest on {rows} rows undetermined by chance")
        yield {
            "seed": seed, "rows": rows, "steps": steps, "classes": classes,
            "weights": [weight.tolist() for weight in weights],
            "neverOutOfBag": int(np.all([w > 0 for w in weights], axis=0).sum()),
            "outOfBagScore": float(forest.oob_score_),
            "depths": [int(tree.get_depth()) for tree in forest.estimators_],
            "importances": forest.feature_importances_.tolist(),
        }


def measures(forest, X_test, y_test, classes):
    per_tree = np.array([
        tree.predict_proba(X_test)[:, 0] if classes else tree.predict(X_test) for tree in forest.estimators_
    ])
    return [
        float(forest.oob_score_),
        float(forest.score(X_test, y_test)),
        float(np.mean([tree.get_depth() for tree in forest.estimators_])),
        float(per_tree.std(axis=0).mean()),
        float(np.mean([tree.tree_.node_count for tree in forest.estimators_])),
        *forest.feature_importances_.tolist(),
    ]


def sample_cases(seeds=150):
    shapes = [
        # seed, rows, test rows, columns, steps, classes, trees, features per split, share of rows, depth
        (11, 100, 400, 6, 0, 2, 50, 2, 1.0, None), (12, 150, 300, 5, 8, 3, 50, 2, 1.0, None),
        (13, 40, 300, 2, 0, 2, 50, 1, 1.0, None), (14, 200, 300, 4, 0, 4, 30, 2, 0.3, 4),
        (15, 150, 300, 5, 0, 0, 30, 2, 1.0, None), (16, 400, 300, 6, 16, 0, 30, 4, 0.2, 40),
    ]
    for seed, rows, test, columns, steps, classes, trees, features, share, depth in shapes:
        X, noise = table(seed, rows + test, columns, steps)
        y = labels(X, noise, classes) if classes else targets(X, noise)
        kind = RandomForestClassifier if classes else RandomForestRegressor
        values = []
        for state in range(seeds):
            forest = kind(
                trees, oob_score=True, max_features=features, max_depth=depth, random_state=state,
                max_samples=None if share == 1 else share,
            ).fit(X[:rows], y[:rows])
            values.append(measures(forest, X[rows:], y[rows:], classes))
        yield {
            "seed": seed, "rows": rows, "testRows": test, "columns": columns, "steps": steps, "classes": classes,
            "trees": trees, "maxFeatures": features, "rowShare": share, "maxDepth": depth, "seeds": seeds,
            "names": ["outOfBagScore", "testScore", "depth", "deviation", "nodes"]
            + [f"importance of feature {k}" for k in range(columns)],
            "means": np.mean(values, axis=0).tolist(),
            "deviations": np.std(values, axis=0, ddof=1).tolist(),
        }


document = {
    "scikitLearn": sklearn.__version__,
    "numpy": np.__version__,
    "trees": list(tree_cases()),
    "forests": list(forest_cases()),
    "samples": list(sample_cases()),
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forest.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(document, file, separators=(",", ":"))
    file.write("\n")
