package io.throughline.metric;

import java.util.Arrays;

/** Numbers of rows. */
final class RowList {
  private static final int[] NONE = {};

  private int[] rows = NONE;
  private int size;

  void add(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, Math.max(8, size + (size >> 1)));
    }
    rows[size++] = row;
  }

  int get(int index) {
    return rows[index];
  }

  int size() {
    return size;
  }
}
