"""Writes digits.csv (10 classes, 64 columns) from scikit-learn: python3 export.py FOLDER (Debian: python3-sklearn)."""
import csv
import pathlib
import sys

from sklearn.datasets import load_digits

folder = pathlib.Path(sys.argv[1])
data = load_digits()
with open(folder / "digits.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow([*(f"x{column}" for column in range(data.data.shape[1])), "class"])
    for row, label in zip(data.data, data.target):
        writer.writerow([*row.astype(int), f"digit {label}"])
