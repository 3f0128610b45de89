package io.throughline.source.qmetry;

import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.TestWords;
import io.throughline.source.UnmappableException;
import io.throughline.source.csv.CsvTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table that QMetry exported, handed in where its interface cannot be read: test cases with the
 * stories that they are linked to, or the runs of cycles. Such files know test cases by their keys
 * alone, and so do we then; what was handed in last is how it is. Columns that nobody asks for, the
 * steps among them, are left.
 */
final class ExportMapping {
  private static final List<String> KEY = List.of("test case key", "issue key", "key");
  private static final List<String> SUMMARY = List.of("test case summary", "summary");
  private static final List<String> STATUS = List.of("test case status", "status");
  private static final List<String> LINKS =
      List.of("story linkages", "linked requirements", "requirements");
  private static final List<String> CREATED = List.of("created on", "created");
  private static final List<String> ARCHIVED = List.of("archived");
  private static final List<String> CYCLE = List.of("test cycle key", "cycle key");
  private static final List<String> CYCLE_SUMMARY = List.of("test cycle summary");
  private static final List<String> RESULT = List.of("execution result", "test execution result");
  private static final List<String> EXECUTED = List.of("executed on");
  private static final Pattern TICKET = Pattern.compile("[A-Z][A-Z0-9_]{1,29}-[1-9][0-9]{0,8}");

  private ExportMapping() {}

  static void table(Scope scope, byte[] body, Harvest harvest) throws UnmappableException {
    CsvTable table = CsvTable.read(body);
    if (!table.has(KEY)) {
      throw new UnmappableException(
          "", "no column is called Test Case Key, Issue Key or Key; there are: " + table.names());
    }
    boolean runs = table.has(RESULT) && table.has(CYCLE);
    if (!runs && !table.has(LINKS) && !table.has(STATUS)) {
      throw new UnmappableException(
          "",
          "neither Story Linkages nor Status, nor Test Cycle Key with Execution Result; there are: "
              + table.names());
    }
    if (runs) {
      runs(scope, table, harvest);
    } else {
      cases(scope, table, harvest);
    }
  }

  private static void cases(Scope scope, CsvTable table, Harvest harvest)
      throws UnmappableException {
    for (CsvTable.Row row : table.rows()) {
      String key = row.cell(KEY);
      // The lines of further steps carry no key.
      if (key != null) {
        String status = row.cell(STATUS);
        String archived = row.cell(ARCHIVED);
        long id = Uid.factId(scope, key);
        harvest.partial(
            new TestCase(
                id,
                key,
                row.cell(SUMMARY),
                null,
                status,
                status == null ? null : TestWords.draft(status),
                archived == null ? null : Set.of("yes", "true").contains(lower(archived)),
                time(scope, row, CREATED),
                null),
            scope.delivery().receivedAt());
        if (table.has(LINKS)) {
          harvest.replace(
              TestRequirement.class,
              id,
              "requirements",
              scope.takenAt(),
              links(id, row.cell(LINKS)));
        }
      }
    }
  }

  private static List<TestRequirement> links(long id, @Nullable String cell) {
    Set<String> keys = new LinkedHashSet<>();
    Matcher found = TICKET.matcher(cell == null ? "" : cell.toUpperCase(Locale.ROOT));
    while (found.find()) {
      keys.add(found.group());
    }
    return keys.stream().map(key -> new TestRequirement(id, key, null, key, null)).toList();
  }

  private static void runs(Scope scope, CsvTable table, Harvest harvest)
      throws UnmappableException {
    Map<Long, List<TestRun>> byCycle = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      String key = row.cell(KEY);
      String cycle = row.cell(CYCLE);
      String result = row.cell(RESULT);
      if (key != null && cycle != null && result != null) {
        long cycleId = Uid.factId(scope, cycle);
        Instant at = time(scope, row, EXECUTED);
        harvest.partial(
            new TestCycle(cycleId, cycle, row.cell(CYCLE_SUMMARY), null),
            scope.delivery().receivedAt());
        byCycle
            .computeIfAbsent(cycleId, id -> new ArrayList<>())
            .add(
                new TestRun(
                    cycleId,
                    key + "@" + (at == null ? "" : at),
                    Uid.factId(scope, key),
                    TestWords.result(result),
                    at));
      }
    }
    for (Map.Entry<Long, List<TestRun>> one : byCycle.entrySet()) {
      harvest.add(TestRun.class, one.getKey(), "runs", scope.takenAt(), one.getValue());
    }
  }

  private static @Nullable Instant time(Scope scope, CsvTable.Row row, List<String> column)
      throws UnmappableException {
    String text = row.cell(column);
    if (text == null) {
      return null;
    }
    try {
      Instant time = QMetryTime.parse(text);
      if (!SourceTime.absurd(time, scope.delivery().receivedAt())) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below, like a time that cannot be.
    }
    throw new UnmappableException(
        "/line " + row.number(),
        "'"
            + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
            + "' in the column "
            + column.getFirst()
            + " is no time like 19/May/2026 19:38 that has been");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
