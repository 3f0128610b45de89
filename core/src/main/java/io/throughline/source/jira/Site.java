package io.throughline.source.jira;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a Jira before its issues are read.
 *
 * @param cloud whether it is Jira Cloud
 * @param zone in which it reads the times of a question: that of the token's user
 * @param fields ids of custom fields by what they are used for; see {@link FieldIds}
 */
record Site(boolean cloud, ZoneId zone, Map<String, String> fields) {
  Site {
    fields = Map.copyOf(fields);
  }

  /** What {@link SiteFeed} found out. */
  static Site of(FeedRun run) throws SourceException {
    Optional<String> saved = run.cursorOf(SiteFeed.ID, "");
    if (saved.isEmpty()) {
      throw new SourceException(Remedy.RETRY, "It is not known yet which fields this Jira has.");
    }
    return parse(saved.get());
  }

  static Site parse(String text) {
    Map<String, String> fields = new HashMap<>();
    String[] lines = text.split("\n");
    for (int i = 2; i < lines.length; i++) {
      int equals = lines[i].indexOf('=');
      fields.put(lines[i].substring(0, equals), lines[i].substring(equals + 1));
    }
    return new Site(lines[0].equals("cloud"), ZoneId.of(lines[1]), fields);
  }

  String format() {
    StringBuilder text =
        new StringBuilder(cloud ? "cloud" : "data center").append('\n').append(zone);
    new TreeMap<>(fields).forEach((use, ids) -> text.append('\n').append(use + "=" + ids));
    return text.toString();
  }

  /** Where its API begins. */
  String api() {
    return cloud ? "/rest/api/3" : "/rest/api/2";
  }
}
