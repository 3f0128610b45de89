package io.throughline.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of which the first letter is known, for formats that are written in two languages.
 *
 * @param input all of it, from the beginning
 * @param first its first byte that is no blank and no mark of the byte order; -1 when there is none
 *     near the beginning
 */
public record Opened(InputStream input, int first) {
  private static final int FAR_ENOUGH = 4_096;

  /**
   * Looks at the beginning.
   *
   * @param input closed by the caller
   */
  public static Opened of(InputStream input) throws ReportException {
    BufferedInputStream all = new BufferedInputStream(input);
    all.mark(FAR_ENOUGH);
    try {
      int first = -1;
      for (byte b : all.readNBytes(FAR_ENOUGH)) {
        // A mark of the byte order is below zero here, as a byte has a sign.
        if (b > ' ') {
          first = b;
          break;
        }
      }
      all.reset();
      return new Opened(all, first);
    } catch (IOException e) {
      throw new ReportException("", "it cannot be read: " + e.getMessage());
    }
  }
}
