"""Computes lal.json with scikit-learn: python3 test/reference/lal.py (Debian: apt install python3-sklearn).

The eight features that the LAL authors' code reads of a forest, its trees, and how often each tree drew each labeled
row. `lal.test.ts` gives the trees to our model and compares the features. Corner cases: two labels, of which no tree
that left one out saw another class; rows that every tree drew; rows that no feature tells apart, so that leaves are not
pure or no tree splits at all.
"""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.ensemble._forest import _generate_sample_indices

from samples import table

warnings.filterwarnings("ignore")

POOL = 40


def labeled_table(seed, rows, columns, steps):
    """Features, and classes that follow the first."""
    X, noise = table(seed, rows, columns, steps)
    y = np.array([min(1, int((0.7 * float(row[0]) + 0.3 * n) * 2)) for row, n in zip(X, noise)])
    return X, y


def float32_below(threshold):
    """The largest Float32 that is not above: it parts Float32 values alike."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def preorder(tree):
    """[feature, threshold] of every split and [share of class 0] of every leaf, left before right."""
    nodes = []
    for node in range(tree.node_count):
        if tree.children_left[node] >= 0:
            nodes.append([int(tree.feature[node]), float(f"{float32_below(tree.threshold[node]):.9g}")])
        else:
            zero, one = tree.value[node].ravel()
            nodes.append([round(zero / (zero + one), 9)])
    return nodes


def features_of(forest, X, y, pool):
    """f1 and f2 of each row of the pool, then f3 … f8, as the authors' code computes them."""
    votes = np.array([tree.predict_proba(pool)[:, 0] for tree in forest.estimators_])
    probability, deviation = votes.mean(axis=0), votes.std(axis=0)
    state = [
        (y > 0).sum() / y.size,
        forest.oob_score_,
        np.std(forest.feature_importances_ / X.shape[1]),
        deviation.mean(),
        np.mean([tree.tree_.max_depth for tree in forest.estimators_]),
        y.size,
    ]
    return probability.round(9).tolist(), deviation.round(9).tolist(), [round(float(value), 9) for value in state]


def case(labeled, columns, steps, trees, wanted):
    for seed in range(1, 2_000_000, 9973):
        X, y = labeled_table(seed, labeled + POOL, columns, steps)
        if len(set(y[:labeled])) < 2:
            continue
        forest = RandomForestClassifier(trees, oob_score=True, random_state=seed).fit(X[:labeled], y[:labeled])
        drawn = [_generate_sample_indices(tree.random_state, labeled, labeled) for tree in forest.estimators_]
        weights = np.array([np.bincount(rows, minlength=labeled) for rows in drawn])
        facts = {
            "neverOutOfBag": int((weights > 0).all(axis=0).sum()),
            "pure": all(
                (tree.tree_.value[tree.tree_.children_left < 0].min(axis=-1) == 0).all()
                for tree in forest.estimators_
            ),
            "splits": sum(int((tree.tree_.children_left >= 0).sum()) for tree in forest.estimators_),
        }
        if wanted(facts):
            break
    else:
        raise SystemExit(f"no seed makes the wanted forest on {labeled} x {columns}")
    probability, deviation, state = features_of(forest, X[:labeled], y[:labeled], X[labeled:])
    return {
        "seed": seed, "labeled": labeled, "pool": POOL, "columns": columns, "steps": steps, **facts,
        "labels": y[:labeled].tolist(),
        "weights": ["".join(map(str, ofTree)) for ofTree in weights],
        "trees": [preorder(tree.tree_) for tree in forest.estimators_],
        "probability": probability, "deviation": deviation, "state": state,
    }


def is_ordinary(facts):
    return facts["pure"]


document = {
    "scikitLearn": sklearn.__version__,
    "cases": [
        *(case(labeled, columns, 0, 50, is_ordinary) for columns in (2, 30) for labeled in (2, 3, 5, 20, 49)),
        case(5, 2, 0, 3, lambda facts: facts["neverOutOfBag"] > 0),
        case(20, 2, 2, 50, lambda facts: not facts["pure"]),
        case(2, 2, 2, 50, lambda facts: facts["splits"] == 0),
    ],
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lal.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(document, file, separators=(",", ":"))
    file.write("\n")
