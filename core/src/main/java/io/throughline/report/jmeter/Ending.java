package io.throughline.report.jmeter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes a file on and remembers how it ends. */
final class Ending extends FilterInputStream {
  private int last = '\n';
  private int lastOfText = '\n';

  /**
   * @param input one that can go back to a mark
   */
  Ending(InputStream input) {
    super(input);
  }

  /** Its first bytes, which are read again afterwards. */
  byte[] beginning(int bytes) throws IOException {
    in.mark(bytes);
    byte[] beginning = in.readNBytes(bytes);
    in.reset();
    return beginning;
  }

  /** Whether the last byte that was read ends a line. */
  boolean endsALine() {
    return endsALine(last);
  }

  private static boolean endsALine(int read) {
    return read == '\n' || read == '\r';
  }

  /** Whether the last byte that was read is a quote, ends of lines left aside. */
  boolean endsWithAQuote() {
    return lastOfText == '"';
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    if (read > 0) {
      last = into[from + read - 1];
      int at = from + read - 1;
      while (at > from && endsALine(into[at])) {
        at--;
      }
      lastOfText = endsALine(into[at]) ? lastOfText : into[at];
    }
    return read;
  }

  /** The caller closes what was handed in. */
  @Override
  public void close() {}
}
