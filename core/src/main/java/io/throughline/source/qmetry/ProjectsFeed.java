package io.throughline.source.qmetry;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Finds out in which projects QMetry is used; nothing of them is kept but their numbers. */
final class ProjectsFeed implements Feed {
  static final String ID = "projects";
  private static final int PAGE = 100;
  private static final Duration EVERY = Duration.ofHours(1);

  @Override
  public String id() {
    return ID;
  }

  /** The numbers of the projects that were found. */
  static List<String> known(FeedRun run) throws SourceException {
    String saved =
        run.cursorOf(ID, "")
            .orElseThrow(
                () ->
                    new SourceException(
                        Remedy.RETRY, "It is not known yet which projects use QMetry."));
    return saved.isEmpty() ? List.of() : Arrays.asList(saved.split(","));
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor("").isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    List<String> wanted =
        Arrays.stream(run.settings().getOrDefault("projects", "").split(","))
            .map(key -> key.strip().toUpperCase(Locale.ROOT))
            .filter(key -> !key.isEmpty())
            .toList();
    TreeSet<Long> found = new TreeSet<>();
    Api api = new Api(run);
    Api.each(
        0,
        start -> api.projectPage(start, PAGE),
        page -> {
          try {
            for (var row : page.rows()) {
              String key = row.requiredText("key").toUpperCase(Locale.ROOT);
              if (wanted.isEmpty() || wanted.contains(key)) {
                found.add(row.requiredInteger("id"));
              }
            }
          } catch (UnmappableException e) {
            throw Api.misshapen("/projects", e);
          }
        });
    run.notice(
        "",
        found.isEmpty()
            ? "QMetry shows this API key no project that uses it. Is it switched on in the"
                + " projects, and are the keys under projects right?"
            : null);
    run.saveCursor("", String.join(",", found.stream().map(String::valueOf).toList()));
    Due.done(run, "looked");
  }
}
