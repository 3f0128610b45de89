package io.throughline.report.yaml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets bytes pass as long as their lines are short: the parser looks ahead to the end of a line,
 * and takes time by the square of its length.
 */
final class ShortLines extends FilterInputStream {
  private static final int LONGEST_LINE = 64 * 1024;

  private int length;

  ShortLines(InputStream input) {
    super(input);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count((byte) b);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int most) throws IOException {
    int read = super.read(bytes, offset, most);
    for (int i = offset; i < offset + read; i++) {
      count(bytes[i]);
    }
    return read;
  }

  private void count(byte b) throws IOException {
    length = b == '\n' || b == '\r' ? 0 : length + 1;
    if (length > LONGEST_LINE) {
      throw new IOException("a line is longer than any that people write");
    }
  }
}
