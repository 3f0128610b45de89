package io.throughline.metric;

import java.util.Arrays;

/** Numbers that are added one by one and kept as they are, without a box around each. */
final class Column {
  private double[] items = new double[256];
  private int size;

  void add(double item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  double get(int index) {
    return items[index];
  }

  /** A copy of all of them. */
  double[] toArray() {
    return Arrays.copyOf(items, size);
  }

  int size() {
    return size;
  }
}
