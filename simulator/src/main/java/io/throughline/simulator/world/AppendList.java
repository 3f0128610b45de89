package io.throughline.simulator.world;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * A list that one thread appends to while any number of others read it without a lock: a reader
 * sees the elements that were there when it took its view.
 */
final class AppendList<T> {
  private volatile Object[] items = new Object[64];
  private volatile int size;

  void add(T item) {
    Object[] array = items;
    int at = size;
    if (at == array.length) {
      array = Arrays.copyOf(array, at * 2);
      items = array;
    }
    array[at] = item;
    size = at + 1;
  }

  /** What is there now; later additions do not show. */
  List<T> view() {
    int count = size;
    Object[] array = items;
    return new AbstractList<>() {
      @Override
      @SuppressWarnings("unchecked")
      public T get(int index) {
        return (T) array[index];
      }

      @Override
      public int size() {
        return count;
      }
    };
  }
}
