package io.vitals.local.detect;

/**
 * A point of a series as its file has it.
 *
 * @param text the whole row, without its line end
 * @param time epoch milliseconds
 * @param value finite
 */
record SeriesRow(String text, long time, double value) {}
