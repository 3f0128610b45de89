package io.throughline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints figures as they come and keeps them for the files. */
final class Report {
  private final PrintStream out;
  private final Progress progress;
  private final List<Result> results = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Report(PrintStream out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  Progress progress() {
    return progress;
  }

  void section(String title) {
    progress.clear();
    out.printf("%n%s%n", title);
  }

  void add(Result r) {
    results.add(r);
    progress.clear();
    out.printf(
        Locale.ROOT,
        "  %-58s %12s %-6s %s n=%d%s%s%n",
        r.what(),
        number(r.median()),
        r.unit(),
        r.p95() == null ? "" : "p95 " + number(r.p95()) + ", ",
        r.n(),
        r.beside().isEmpty() ? "" : "  | " + r.beside(),
        r.goal() == null ? "" : "  | " + r.goal() + ": " + r.verdict());
  }

  /** Something that a reader of the figures must know, such as what was left out and why. */
  void note(String text) {
    notes.add(text);
    progress.clear();
    out.println("  " + text);
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  /** Writes {@code file} as Markdown and its sibling with the ending {@code .json}. */
  void write(Path file, Instant at, boolean quick) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    String name = file.getFileName().toString().replaceFirst("\\.(md|json)$", "");
    Files.writeString(file.resolveSibling(name + ".md"), markdown(at, quick));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", at.toString());
    json.put("quick", quick);
    json.put("results", results);
    json.put("notes", notes);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.resolveSibling(name + ".json").toFile(), json);
  }

  private String markdown(Instant at, boolean quick) {
    StringBuilder text = new StringBuilder("# What was measured\n\n");
    text.append(at).append(quick ? ", quick run" : "").append(".\n");
    String bench = "";
    for (Result r : results) {
      if (!r.bench().equals(bench)) {
        bench = r.bench();
        text.append("\n## ")
            .append(bench)
            .append("\n\n| | median | p95 | n | beside | promised |\n");
        text.append("|---|--:|--:|--:|---|---|\n");
      }
      text.append("| ").append(r.what()).append(" | ").append(number(r.median())).append(' ');
      text.append(r.unit()).append(" | ").append(r.p95() == null ? "" : number(r.p95()));
      text.append(" | ").append(r.n()).append(" | ").append(r.beside()).append(" | ");
      text.append(r.goal() == null ? "" : r.goal() + ": " + r.verdict()).append(" |\n");
    }
    if (!notes.isEmpty()) {
      text.append("\n## Notes\n\n");
      notes.forEach(note -> text.append("- ").append(note).append('\n'));
    }
    return text.toString();
  }

  /** Three digits are enough for anybody to compare. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
