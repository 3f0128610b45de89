package io.throughline.report.jmeter;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.Measured;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code statistics.json} of JMeter's dashboard: sums of each transaction, and not the
 * samples. So it says neither when the run was nor what the times of successes alone are, and its
 * percentiles are believed. JMeter makes them of the last samples only (of 20,000, if nobody said
 * otherwise), and counts parts of transaction controllers in its total.
 */
public final class JmeterStatisticsFormat implements ReportFormat {
  private static final String TOTAL = "Total";
  private static final int MOST_TRANSACTIONS = 10_000;
  private static final int MOST_LETTERS = 8 * 1024 * 1024;
  private static final double MOST = 1e15;
  private static final double HAIR = 1e-9;

  /** Of how many samples JMeter makes percentiles. */
  private static final int WINDOW = 20_000;

  @Override
  public String id() {
    return "jmeter-statistics";
  }

  @Override
  public String title() {
    return "JMeter dashboard statistics";
  }

  @Override
  public boolean isOf(Head head) {
    return hasField(head, "sampleCount") && hasField(head, "pct1ResTime");
  }

  private static boolean hasField(Head head, String field) {
    return head.keys().stream().anyMatch(key -> key.endsWith("." + field));
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new Reading(json).all();
    }
  }

  private static final class Reading {
    private final JsonReader json;
    private final Notes notes = new Notes();
    private final Map<String, Transaction> transactions = new TreeMap<>();
    private @Nullable Transaction total;
    private int letters;

    Reading(JsonReader json) {
      this.json = json;
    }

    LoadSummary all() throws ReportException {
      notes.add(
          "percentiles are the dashboard's: the 90th, 95th and 99th, if nobody set"
              + " aggregate_rpt_pct1 to 3 otherwise");
      json.fields("the file", this::take);
      json.end();
      if (total == null) {
        throw json.at("it has no Total");
      }
      compare(total);
      return new LoadSummary(
          "what the dashboard counted",
          null,
          null,
          null,
          total,
          transactions.values().stream().toList(),
          notes.all());
    }

    private void take(String name) throws ReportException {
      String place = json.place();
      Transaction transaction = transaction(name, json.tree(), place);
      if (name.equals(TOTAL) ? total != null : transactions.containsKey(name)) {
        throw new ReportException(place, "\"" + Notes.piece(name) + "\" is there twice");
      }
      if (name.equals(TOTAL)) {
        total = transaction;
        return;
      }
      letters += name.length();
      if (transactions.size() == MOST_TRANSACTIONS || letters > MOST_LETTERS) {
        throw new ReportException(place, "it has more than " + MOST_TRANSACTIONS + " transactions");
      }
      transactions.put(name, transaction);
    }

    private void compare(Transaction all) {
      if (all.samples() > WINDOW) {
        notes.add(
            "percentiles are those of the last %,d samples of each name, if nobody set"
                + " statistic_window otherwise",
            WINDOW);
      }
      long samples = transactions.values().stream().mapToLong(Transaction::samples).sum();
      if (samples != all.samples()) {
        notes.add(
            "the total says that there are %,d samples, and %,d are in the transactions",
            all.samples(), samples);
      }
    }

    private Transaction transaction(String name, JsonNode entry, String place)
        throws ReportException {
      long samples = count(name, entry, "sampleCount", place);
      long failed = count(name, entry, "errorCount", place);
      if (failed > samples) {
        throw refused(name, "errorCount", place);
      }
      double throughput = number(name, entry, "throughput", place);
      if (throughput < 0) {
        throw refused(name, "throughput", place);
      }
      return new Transaction(
          name, samples, failed, samples == 0 ? null : times(name, entry, place), null, throughput);
    }

    private Times times(String name, JsonNode entry, String place) throws ReportException {
      double min = number(name, entry, "minResTime", place);
      double max = number(name, entry, "maxResTime", place);
      double p50 = number(name, entry, "medianResTime", place);
      double p90 = number(name, entry, "pct1ResTime", place);
      double p95 = number(name, entry, "pct2ResTime", place);
      double p99 = number(name, entry, "pct3ResTime", place);
      double mean = number(name, entry, "meanResTime", place);
      // A mean was rounded.
      double hair = HAIR * Math.max(Math.abs(min), Math.abs(max));
      if (min > max || mean < min - hair || mean > max + hair) {
        throw new ReportException(
            place, "the mean of \"" + Notes.piece(name) + "\" is not between its min and its max");
      }
      if (p50 < min || p50 > max) {
        throw refused(name, "medianResTime", place);
      }
      boolean rising = p50 <= p90 && p90 <= p95 && p95 <= p99 && p99 <= max;
      if (!rising) {
        notes.add(
            "the percentiles of \"%s\" do not rise, so that they are not the 90th, 95th and 99th",
            Notes.piece(name));
      }
      return new Times(
          mean, min, max, p50, rising ? p90 : null, rising ? p95 : null, rising ? p99 : null);
    }

    private static long count(String name, JsonNode entry, String field, String place)
        throws ReportException {
      double number = number(name, entry, field, place);
      if (number < 0 || number != Math.rint(number)) {
        throw refused(name, field, place);
      }
      return (long) number;
    }

    private static double number(String name, JsonNode entry, String field, String place)
        throws ReportException {
      JsonNode node = entry.path(field);
      double number = node.isNumber() ? node.doubleValue() : Double.NaN;
      if (!(Math.abs(number) <= MOST)) {
        throw refused(name, field, place);
      }
      return number;
    }

    private static ReportException refused(String name, String field, String place) {
      return new ReportException(
          place, field + " of \"" + Notes.piece(name) + "\" is no number that belongs there");
    }
  }
}
