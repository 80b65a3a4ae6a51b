"""Writes selection.json: what NumPy and scikit-learn say of the strategies that look at the shape of the data.
Run: python3 test/reference/selection.py > test/reference/selection.json

Written from the papers, apart from ours: k-centre greedy (Sener and Savarese 2018), TypiClust (Hacohen et al. 2022, as
in the authors' `typiclust.py`: k-means, then the most typical sample of each cluster) and information density (Settles
and Craven 2008) over all pairs. The clusters of the TypiClust data lie so far apart that k-means has one answer.
"""

import json

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics.pairwise import cosine_similarity, euclidean_distances
from sklearn.neighbors import NearestNeighbors


def farthest_first(values, labeled, count):
    distances = euclidean_distances(values)
    nearest = distances[:, labeled].min(axis=1)
    chosen, gaps = [], []
    for _ in range(count):
        row = int(np.argmax(nearest))
        chosen.append(row)
        gaps.append(float(nearest[row]))
        nearest = np.minimum(nearest, distances[:, row])
    return {"rows": chosen, "distances": gaps}


def typicality(values, neighbors):
    found = NearestNeighbors(n_neighbors=neighbors + 1).fit(values).kneighbors(values)[0]
    return 1 / (found[:, 1:].mean(axis=1) + 1e-5)


def typical_first(values, labeled, count):
    clusters = KMeans(n_clusters=len(labeled) + count, n_init=20, random_state=0).fit_predict(values)
    is_labeled = np.isin(np.arange(len(values)), labeled)
    order = sorted(
        set(clusters), key=lambda cluster: (is_labeled[clusters == cluster].sum(), -(clusters == cluster).sum())
    )
    chosen = []
    for cluster in order[:count]:
        members = np.flatnonzero((clusters == cluster) & ~is_labeled)
        scores = typicality(values[members], min(20, len(members) // 2))
        chosen.append(int(members[np.argmax(scores)]))
    return chosen


def distant_clouds(rng, sizes, columns):
    centers = 40 * np.eye(max(len(sizes), columns))[: len(sizes), :columns]
    return np.concatenate([center + rng.normal(size=(size, columns)) for center, size in zip(centers, sizes)])


def main():
    rng = np.random.default_rng(7)
    cloud = np.round(rng.normal(size=(60, 5)), 3)
    labeled = [3, 17, 40]
    sizes = [90, 60, 45, 30, 15]
    clouds = np.round(distant_clouds(rng, sizes, 5), 3)
    known = [2, 95]
    print(
        json.dumps(
            {
                "scikitLearn": sklearn.__version__,
                "cloud": cloud.tolist(),
                "labeled": labeled,
                "farthestFirst": farthest_first(cloud, labeled, 12),
                "meanSimilarity": ((1 + cosine_similarity(cloud)) / 2).mean(axis=1).tolist(),
                "typicality": typicality(cloud, 20).tolist(),
                "inertia": float(KMeans(n_clusters=6, n_init=200, random_state=0).fit(cloud).inertia_),
                "clouds": clouds.tolist(),
                "known": known,
                "typicalFirst": typical_first(clouds, known, 3),
            },
            separators=(",", ":"),
        )
    )


main()
