package io.vitals.local.replay;

/**
 * What became of the rows of a file: {@code read = sent + unreadable + afterAsOf + heldBack}.
 *
 * @param source the file's source
 * @param read rows in the file, without header and blank lines
 * @param sent rows sent as records; each is one creation, whatever updates follow it
 * @param unreadable rows sent as their raw text
 * @param afterAsOf rows not sent, since they are later than the day asked for
 * @param heldBack rows not sent, since their source was cut and had not delivered by then
 */
public record RowCounts(
    String source, long read, long sent, long unreadable, long afterAsOf, long heldBack) {}
