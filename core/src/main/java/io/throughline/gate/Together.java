package io.throughline.gate;

import io.throughline.report.LoadSummary.Transaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reports of one kind say together.
 *
 * @param format ids of their formats, joined with a comma
 * @param numbers sums that can be added up over builds, never rates, by the words of {@link
 *     ReportNumbers}; what is not told is not there. {@code p95} of a load test is the exception:
 *     it stands for this run alone
 * @param tool with its version as far as it is told; null for what is no scan
 * @param artefact that was scanned; null when it is not told
 * @param digest of the image that was scanned; null when it is none or not told
 * @param scanned whether the tools say that they looked at something; null for what is no scan
 * @param window which part of a load test counts; null for what is none
 * @param transactions of a load test
 */
public record Together(
    ReportKind kind,
    String format,
    Map<String, Number> numbers,
    @Nullable String tool,
    @Nullable String artefact,
    @Nullable String digest,
    @Nullable Boolean scanned,
    @Nullable String window,
    List<Transaction> transactions) {
  public Together {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    transactions = List.copyOf(transactions);
  }

  /** What tells only numbers. */
  static Together of(ReportKind kind, String format, Map<String, Number> numbers) {
    return new Together(kind, format, numbers, null, null, null, null, null, List.of());
  }
}
