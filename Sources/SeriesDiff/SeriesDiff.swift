// Module SeriesDiff.
