"""Writes metrics.json: what scikit-learn says of random predictions. Run: python3 test/reference/metrics.py > test/reference/metrics.json"""

import json

import numpy as np
from sklearn import metrics


def ams(truth, predicted, positive):
    """Closed form of the Higgs challenge with unit weights and b_reg = 10."""
    signal = int(((predicted == positive) & (truth == positive)).sum())
    background = int(((predicted == positive) & (truth != positive)).sum()) + 10
    return float(np.sqrt(2 * ((signal + background) * np.log(1 + signal / background) - signal)))


def one_against_rest(truth, shares):
    """Mean over the classes with rows on both sides."""
    areas = [
        metrics.roc_auc_score(truth == label, shares[:, label])
        for label in range(shares.shape[1])
        if 0 < (truth == label).sum() < len(truth)
    ]
    return float(np.mean(areas))


def values(truth, shares):
    predicted = shares.argmax(axis=1)
    classes = shares.shape[1]
    average = "binary" if classes == 2 else "macro"
    answers = {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "macro-f1": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
        "auc": one_against_rest(truth, shares),
        "iou": metrics.jaccard_score(truth, predicted, average=average, zero_division=0),
        "dice": metrics.f1_score(truth, predicted, average=average, zero_division=0),
        "log-loss": float(
            -np.log(np.clip(shares[np.arange(len(truth)), truth], 1e-15, 1 - 1e-15)).mean()
        ),
    }
    if len(np.unique(truth)) == classes and shares.min() > 0:
        exact = metrics.log_loss(truth, shares, labels=list(range(classes)))
        assert abs(exact - answers["log-loss"]) < 1e-6  # scikit-learn rescales rows to sum to 1
    if classes == 2:
        answers["ams"] = ams(truth, predicted, 1)
    return {name: float(value) for name, value in answers.items()}


def case(rng, rows, classes, known, levels):
    """`known` classes occur; `levels` steps per probability, few of them for ties."""
    truth = rng.integers(0, known, rows)
    votes = rng.integers(0, levels, (rows, classes)).astype(np.float64)
    votes[np.arange(rows), truth] += rng.integers(0, levels, rows)
    votes[votes.sum(axis=1) == 0] += 1
    shares = (votes / votes.sum(axis=1, keepdims=True)).astype(np.float32).astype(np.float64)
    return {
        "classes": classes,
        "labels": truth.tolist(),
        "probabilities": shares.ravel().tolist(),
        "values": values(truth, shares),
    }


def main():
    rng = np.random.default_rng(7)
    shapes = [(40, 2, 2, 1000), (40, 2, 2, 4), (60, 3, 3, 1000), (60, 3, 3, 3), (50, 10, 10, 6), (50, 6, 4, 6)]
    print(json.dumps([case(rng, *shape) for shape in shapes]))


main()
