package io.throughline.report.jmeter;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * JMeter's results as CSV, one sample a row. Columns are found by their names; without a header
 * they are in the order of JMeter's manual.
 *
 * <ul>
 *   <li>JMeter's word on success counts, whatever the response code is.
 *   <li>A report without the column {@code elapsed} is refused; without {@code success} it is not
 *       known what failed, and without {@code timeStamp} not when.
 *   <li>A transaction controller is told by its message and its empty data type; see {@link
 *       JmeterRun} for its parts.
 *   <li>A report that was cut between two rows cannot be told from a whole one. One that was cut
 *       within a row is refused, or noted where all cells are there; so is one without a sample.
 * </ul>
 */
public final class JmeterCsvFormat implements ReportFormat {
  /** Word for it. */
  public static final String ID = "jmeter-csv";

  private static final int HEAD_BYTES = 16 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int LONGEST_CELL = 2 * 1024 * 1024;
  private static final String ORDER_MARK = "\uFEFF";

  private final Window window;

  /** Of whole runs. */
  public JmeterCsvFormat() {
    this(Window.WHOLE_RUN);
  }

  /**
   * @param window the part of a run that counts
   */
  public JmeterCsvFormat(Window window) {
    this.window = window;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "JMeter CSV";
  }

  @Override
  public boolean isOf(Head head) {
    return head.root() == null && Layout.of(head.text()).isPresent();
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    JmeterRun run = new JmeterRun(window);
    readInto(run, input);
    return run.summary();
  }

  /**
   * Reads one of several reports of a run to its end.
   *
   * @param input closed by the caller
   * @throws ReportException when it cannot be read; the run is of no use then
   */
  public void readInto(JmeterRun run, InputStream input) throws ReportException {
    try {
      Ending ending = new Ending(new BufferedInputStream(input, BUFFER_BYTES));
      rows(run, layout(ending.beginning(HEAD_BYTES)), ending);
    } catch (IOException e) {
      throw new ReportException("", "it could not be read: " + e.getMessage());
    }
  }

  private static Layout layout(byte[] beginning) throws ReportException {
    String text = new String(beginning, StandardCharsets.UTF_8);
    Layout layout =
        Layout.of(text.startsWith(ORDER_MARK) ? text.substring(1) : text)
            .orElseThrow(
                () ->
                    new ReportException(
                        "line 1", "it has neither JMeter's columns nor a sample in their order"));
    if (!layout.has(Column.ELAPSED)) {
      throw new ReportException("line 1", "it has no column elapsed, and so no times");
    }
    return layout;
  }

  private static void rows(JmeterRun run, Layout layout, Ending input)
      throws ReportException, IOException {
    Shard shard = run.shard();
    if (shard.needsTimes() && !layout.has(Column.START)) {
      throw new ReportException(
          "line 1", "it has no column timeStamp, so that no part of the run can be told");
    }
    CsvRows rows = new CsvRows(run, shard, layout);
    try (CsvReader<CsvRows> reader =
        CsvReader.builder()
            .fieldSeparator(layout.separator())
            .maxBufferSize(LONGEST_CELL)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .detectBomHeader(true)
            .build(rows, input)) {
      Iterator<CsvRows> records = reader.iterator();
      while (records.hasNext()) {
        String problem = records.next().problem();
        if (problem != null) {
          throw at(rows, problem);
        }
      }
      if (rows.endsQuoted() && !input.endsWithAQuote()) {
        throw at(rows, "it ends within quotes");
      }
      if (rows.rows() == 0) {
        throw at(rows, "it holds no sample");
      }
      shard.close();
    } catch (CsvParseException e) {
      throw at(rows, "it is no CSV that can be read: " + reason(e));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    } catch (TooMany e) {
      throw at(rows, e.reason());
    }
    if (!input.endsALine()) {
      run.notes().add("its last row has no line end, so that it may have been cut there");
    }
  }

  private static ReportException at(CsvRows rows, String message) {
    return new ReportException("line " + Math.max(1, rows.line()), message);
  }

  private static String reason(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = String.valueOf(cause.getMessage());
    return message.length() > 200 ? message.substring(0, 200) + "…" : message;
  }
}
