package io.throughline.evidence;

import io.throughline.gate.ReportReading;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.jmeter.JmeterCsvFormat;
import io.throughline.report.jmeter.JmeterRun;
import io.throughline.report.jmeter.JmeterXmlFormat;
import io.throughline.report.jmeter.Window;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the reports in the body of an upload: one file, one that is packed with gzip, or several in
 * a zip. Nothing is unpacked onto a disk, a name is only a label, and what unpacks to far more than
 * it came as is refused before it does.
 */
public final class UploadedReports {
  /** How much all files of an upload may be, unpacked. */
  static final long MOST_BYTES = 200L << 20;

  /** Up to here a body may unpack to whatever it likes. */
  static final long FREE_BYTES = 10L << 20;

  static final int MOST_RATIO = 100;
  static final int MOST_ENTRIES = 10_000;
  private static final int LONGEST_NAME = 400;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};

  private final long packed;
  private final JmeterRun run = new JmeterRun(Window.WHOLE_RUN);
  private final List<ReportReading> readings = new ArrayList<>();
  private long unpacked;
  private boolean samples;

  private UploadedReports(long packed) {
    this.packed = packed;
  }

  /**
   * Reads all of them. Load tests are one run, since they came together.
   *
   * @param name what a single file is called
   * @throws ReportException when one of them is broken, or none is a report; then nothing counts
   */
  public static List<ReportReading> read(byte[] body, String name) throws ReportException {
    UploadedReports reports = new UploadedReports(body.length);
    try {
      if (begins(body, ZIP) || begins(body, EMPTY_ZIP)) {
        reports.zip(body);
      } else if (begins(body, GZIP)) {
        reports.single(name, new GZIPInputStream(new ByteArrayInputStream(body)));
      } else {
        reports.single(name, new ByteArrayInputStream(body));
      }
    } catch (IOException e) {
      throw new ReportException("", "it cannot be unpacked: " + e.getMessage());
    }
    return reports.all();
  }

  private List<ReportReading> all() {
    if (!samples) {
      return readings;
    }
    return readings.stream()
        .map(
            reading ->
                reading.file().format().equals(JmeterCsvFormat.ID)
                        || reading.file().format().equals(JmeterXmlFormat.ID)
                    ? reading.measuring(run.summary())
                    : reading)
        .toList();
  }

  private void single(String name, InputStream input) throws IOException, ReportException {
    Capped file = new Capped(input);
    if (packed == 0) {
      throw new ReportException("", "it is empty");
    }
    if (!report(name, file)) {
      throw new ReportException(
          "",
          "it is of no format that is known; see the list of formats, or send several files in a"
              + " zip");
    }
  }

  private void zip(byte[] body) throws IOException, ReportException {
    Set<String> names = new HashSet<>();
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw new ReportException("", "it holds more than " + MOST_ENTRIES + " files");
        }
        String name = label(entry.getName());
        if (!entry.isDirectory()) {
          if (!names.add(name)) {
            throw new ReportException(name, "it is in the zip twice");
          }
          try {
            Capped file = new Capped(zip);
            if (!report(name, file)) {
              file.skipAll();
            }
          } catch (ReportException e) {
            throw new ReportException(
                e.place().isEmpty() ? name : name + ", " + e.place(),
                String.valueOf(e.getMessage()));
          }
        }
      }
    }
    if (entries == 0) {
      throw new ReportException("", "the zip is empty, or it is cut off");
    }
    if (readings.isEmpty()) {
      throw new ReportException(
          "", "none of its " + entries + " files is a report of a format that is known");
    }
  }

  /** Whether it is one. */
  private boolean report(String name, Capped file) throws IOException, ReportException {
    byte[] head = file.readNBytes(KnownFormats.HEAD_BYTES);
    if (begins(head, ZIP) || begins(head, GZIP)) {
      throw new ReportException("", "it is packed within what is packed already");
    }
    Optional<ReportFormat> format = KnownFormats.of(head);
    if (format.isEmpty()) {
      return false;
    }
    boolean sampled =
        format.get() instanceof JmeterCsvFormat || format.get() instanceof JmeterXmlFormat;
    samples |= sampled;
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
    try {
      readings.add(ReportReading.of(name, format.get(), whole, sampled ? run : null));
    } catch (TooLargeException e) {
      throw new ReportException("", e.reason);
    }
    return true;
  }

  private static String label(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
  }

  private static boolean begins(byte[] body, byte[] mark) {
    if (body.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (body[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** That a body unpacks to more than it may; of its own, since parsers wrap what streams throw. */
  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    TooLargeException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** One file of the body; closing it closes nothing, since others may come. */
  private final class Capped extends FilterInputStream {
    Capped(InputStream input) {
      super(input);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      unpacked += Math.max(0, read);
      if (unpacked > MOST_BYTES) {
        throw new TooLargeException("it unpacks to more than " + (MOST_BYTES >> 20) + " MB");
      }
      if (unpacked > FREE_BYTES && unpacked > MOST_RATIO * packed) {
        throw new TooLargeException(
            "it unpacks to more than " + MOST_RATIO + " times what it came as");
      }
      return read;
    }

    void skipAll() throws IOException, ReportException {
      byte[] away = new byte[8_192];
      try {
        int read = read(away, 0, away.length);
        while (read >= 0) {
          read = read(away, 0, away.length);
        }
      } catch (TooLargeException e) {
        throw new ReportException("", e.reason);
      }
    }

    @Override
    public void close() {
      // The zip goes on.
    }
  }
}
