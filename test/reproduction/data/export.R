# Writes vehicle.csv (4 classes, 18 columns), satellite.csv (6, 36) and dna.csv (splice junctions: 3 classes, 180 columns)
# of R's mlbench, the class last: Rscript export.R FOLDER (Debian: r-cran-mlbench)
library(mlbench)
folder <- commandArgs(trailingOnly = TRUE)[1]
data(Vehicle, Satellite, DNA)
write <- function(table, name) {
  names(table) <- c(paste0("x", seq_len(ncol(table) - 1)), "class")
  write.csv(table, file.path(folder, name), row.names = FALSE, quote = FALSE)
}
write(Vehicle, "vehicle.csv")
write(Satellite, "satellite.csv")
write(DNA, "dna.csv")
