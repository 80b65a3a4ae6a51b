// The UCI data sets of R's mlbench (Debian: r-cran-mlbench; GPL-2, the data from the UCI repository).
import { execFileSync } from 'node:child_process';

/** Data set, label column, and the columns that are no features. */
const sets = {
  wisconsin: { data: 'BreastCancer', label: 'Class', drop: ['Id'], numeric: true },
  ionosphere: { data: 'Ionosphere', label: 'Class', drop: ['V2'], numeric: true },
  sonar: { data: 'Sonar', label: 'Class' },
  pima: { data: 'PimaIndiansDiabetes', label: 'diabetes' },
  votes: { data: 'HouseVotes84', label: 'Class' },
  vehicle: { data: 'Vehicle', label: 'Class' },
  vowel: { data: 'Vowel', label: 'Class', drop: ['V1'] },
  glass: { data: 'Glass', label: 'Type' },
  soybean: { data: 'Soybean', label: 'Class' },
  satellite: { data: 'Satellite', label: 'classes' },
  letter: { data: 'LetterRecognition', label: 'lettr' },
  splice: { data: 'DNA', label: 'Class', numeric: true },
};

/** Writes one data frame as CSV; factors that stand for numbers become numbers. */
const script = ({ data, label, drop = [], numeric = false }) => `
suppressPackageStartupMessages(library(mlbench))
data(${data})
frame <- ${data}
label <- as.character(frame[["${label}"]])
frame <- frame[, !(names(frame) %in% c("${[label, ...drop].join('", "')}"))]
${numeric ? 'frame[] <- lapply(frame, function(column) as.numeric(as.character(column)))' : ''}
frame[["class"]] <- label
write.csv(frame, row.names = FALSE, na = "", quote = TRUE)
`;

export const mlbenchSets = Object.entries(sets).map(([name, set]) => ({
  name,
  needs: 'Rscript with mlbench (Debian: apt-get install r-cran-mlbench)',
  csv: () => execFileSync('Rscript', ['-e', script(set)], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
}));
