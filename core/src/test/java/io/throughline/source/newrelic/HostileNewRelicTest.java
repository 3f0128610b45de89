package io.throughline.source.newrelic;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever is sent is mapped or refused in words; nothing else comes of it. */
final class HostileNewRelicTest {
  private static final List<String> KINDS = List.of("entities", "samples", "issues", "markers");

  private static final String[] VALUES = {
    "null",
    "{}",
    "[]",
    "[null]",
    "[[]]",
    "-1",
    "0",
    "9223372036854775807",
    "1e300",
    "0.5",
    "true",
    "''",
    "'..'",
    "'\\u0000'",
    "'CLOSED'",
    "'ACTIVATED'",
    "'USER_ACTION'",
    "1780000000000",
    "1780000000",
    "1780000060",
    "'" + NewRelicSamples.CHECKOUT + "'",
    "['" + NewRelicSamples.CHECKOUT + "']",
    "'" + NewRelicSamples.ISSUE + "'"
  };

  private static final String[] NAMES = {
    "actor",
    "account",
    "entitySearch",
    "results",
    "entities",
    "guid",
    "name",
    "tags",
    "key",
    "values",
    "settings",
    "apdexTarget",
    "requests",
    "beats",
    "containers",
    "markers",
    "facet",
    "beginTimeSeconds",
    "endTimeSeconds",
    "percentiles",
    "50",
    "satisfied",
    "samples",
    "cpuUsed",
    "aiIssues",
    "issues",
    "issueId",
    "id",
    "issueUrl",
    "state",
    "trigger",
    "title",
    "createdAt",
    "updatedAt",
    "closedAt",
    "entityGuids",
    "deploymentId",
    "timestamp",
    "kind",
    "version"
  };

  private static String json(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    if (random.nextInt(3) == 0) {
      return "[" + json(random, depth - 1) + "," + json(random, depth - 1) + "]";
    }
    return object(random, depth);
  }

  private static String object(Random random, int depth) {
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < 14; i++) {
      fields.put(NAMES[random.nextInt(NAMES.length)], json(random, depth - 1));
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add("'" + name + "':" + value));
    return "{" + String.join(",", parts) + "}";
  }

  /** An answer whose outer shape is right and of which the rest is chance. */
  private static String shaped(Random random, String kind) {
    String rows = "[" + object(random, 2) + "," + object(random, 2) + "]";
    return "{'data':{'actor':"
        + switch (kind) {
          case "entities" -> "{'entitySearch':{'results':{'entities':" + rows + "}}}";
          case "samples" ->
              "{'account':{'requests':{'results':"
                  + rows
                  + "},'beats':{'results':"
                  + rows
                  + "},'containers':{'results':"
                  + rows
                  + "}}}";
          case "issues" -> "{'account':{'aiIssues':{'issues':{'issues':" + rows + "}}}}";
          default -> "{'account':{'markers':{'results':" + rows + "}}}";
        }
        + "}}";
  }

  @Test
  void nothingButWordsComesOfAnything() {
    Random random = new Random(20261128);
    int mapped = 0;
    for (int i = 0; i < 4_000; i++) {
      String kind = KINDS.get(i % KINDS.size());
      boolean hook = i % 7 == 0;
      String body = hook || i % 5 == 0 ? "{'data':" + json(random, 3) + "}" : shaped(random, kind);
      try {
        NewRelicSamples.map(
            hook ? Channel.WEBHOOK : Channel.POLL,
            kind,
            NewRelicSamples.reading(),
            NewRelicSamples.json(hook ? object(random, 2) : body));
        mapped++;
      } catch (UnmappableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(mapped).as("some of it means something, or nothing").isPositive();
  }
}
