package io.throughline.source.zephyr;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.TestWords;
import io.throughline.source.UnmappableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds out what the numbers of statuses mean; nothing of them is kept but that. */
final class StatusesFeed implements Feed {
  static final String ID = "statuses";
  private static final Duration EVERY = Duration.ofHours(1);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor("").isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    Map<String, String> words = new TreeMap<>();
    Api api = new Api(run);
    for (String type : new String[] {"TEST_CASE", "TEST_EXECUTION"}) {
      String path = "/v2/statuses?maxResults=100&statusType=" + type;
      api.eachByPlace(
          path,
          page -> {
            try {
              for (var row : page.rows()) {
                String name = row.requiredText("name");
                String number = Long.toString(row.requiredInteger("id"));
                if (type.equals("TEST_EXECUTION")) {
                  words.put(number, TestWords.result(name).name().toLowerCase(Locale.ROOT));
                } else if (TestWords.draft(name)) {
                  words.put(number, "draft");
                }
              }
            } catch (UnmappableException e) {
              throw Api.misshapen(path, e);
            }
          });
    }
    run.saveCursor("", new Statuses(words).format());
    Due.done(run, "looked");
  }
}
