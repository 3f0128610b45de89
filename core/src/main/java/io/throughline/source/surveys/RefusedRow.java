package io.throughline.source.surveys;

/**
 * A row that is no answer. It does not quote the row, which may hold what must not be kept.
 *
 * @param row line of the table at which it begins, or place in the list, from 1
 * @param column what it is called in the file
 * @param why in words
 */
public record RefusedRow(long row, String column, String why) {}
