// The data sets that scikit-learn brings with it (Debian: python3-sklearn; BSD-3-Clause).
import { execFileSync } from 'node:child_process';

const script = (loader) => `
import csv, sys
from sklearn import datasets
data = datasets.${loader}()
lines = csv.writer(sys.stdout, lineterminator="\\n")
lines.writerow([*(name.replace(" ", "_") for name in data.feature_names), "class"])
for values, code in zip(data.data, data.target):
    lines.writerow([*(f"{value:g}" for value in values), data.target_names[code]])
`;

const fromScikitLearn = (name, loader) => ({
  name,
  needs: 'python3 with scikit-learn (Debian: apt-get install python3-sklearn)',
  csv: () =>
    execFileSync('/usr/bin/python3', ['-c', script(loader)], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
});

export const scikitLearnSets = [
  fromScikitLearn('breast-cancer', 'load_breast_cancer'),
  fromScikitLearn('digits', 'load_digits'),
];
