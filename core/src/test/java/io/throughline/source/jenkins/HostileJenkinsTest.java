package io.throughline.source.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is sent is mapped or refused in words; nothing else comes of it. */
final class HostileJenkinsTest {
  private static final List<String> KINDS =
      List.of("jobs", "job_gone", "builds", "build", "stages", "gate_evidence");

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
    "'a/b'",
    "'%zz'",
    "'\\u0000'",
    "'SUCCESS'",
    "1780000000000"
  };

  private static final String[] NAMES = {
    "jobs",
    "name",
    "_class",
    "allBuilds",
    "builds",
    "number",
    "timestamp",
    "duration",
    "building",
    "result",
    "actions",
    "causes",
    "lastBuiltRevision",
    "SHA1",
    "branch",
    "totalCount",
    "failCount",
    "stages",
    "id",
    "status",
    "startTimeMillis",
    "durationMillis",
    "build",
    "phase",
    "url",
    "full_url",
    "context",
    "subject",
    "content",
    "type",
    "specversion",
    "data",
    "pipelinerun",
    "changeSets"
  };

  private static String json(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    if (random.nextInt(3) == 0) {
      return "[" + json(random, depth - 1) + "," + json(random, depth - 1) + "]";
    }
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      fields.put(NAMES[random.nextInt(NAMES.length)], json(random, depth - 1));
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add("'" + name + "':" + value));
    return "{" + String.join(",", parts) + "}";
  }

  @Test
  void nothingButWordsComesOfAnything() {
    Random random = new Random(20261127);
    Map<String, String> context = new TreeMap<>(JenkinsSamples.branch("main"));
    context.put("pipeline", "4711");
    int mapped = 0;
    for (int i = 0; i < 6_000; i++) {
      byte[] body = JenkinsSamples.json(json(random, 4));
      String kind = KINDS.get(i % KINDS.size());
      Channel channel = i % 7 == 0 ? Channel.WEBHOOK : Channel.POLL;
      try {
        JenkinsSamples.map(channel, kind, context, body, Map.of());
        mapped++;
      } catch (UnmappableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(mapped).as("some of it means something, or nothing").isPositive();
  }

  @Test
  void aContextThatNamesNothingIsRefused() {
    for (String name : List.of("", "a//b", "..", "a/../b", "x".repeat(300), "a\nb")) {
      assertThatCode(
              () ->
                  JenkinsSamples.map(
                      Channel.POLL,
                      "builds",
                      Map.of("project", name),
                      JenkinsSamples.json("{'builds':[{'number':1,'timestamp':1780000000000}]}"),
                      Map.of()))
          .as(name)
          .isInstanceOf(UnmappableException.class);
    }
  }

  /** The text comes from anybody, and a pattern must not take longer for a bad one. */
  @Test
  void aLongAddressIsJudgedQuickly() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          assertThat(BuildAddress.parse("job/a/".repeat(660) + "x")).isEmpty();
          assertThat(BuildAddress.parse("/job/".repeat(790))).isEmpty();
          assertThat(BuildAddress.parse("job/" + "a".repeat(3_900) + "/1/")).isEmpty();
          assertThat(BuildAddress.parse("job/a/1/".repeat(5_000))).isEmpty();
        });
  }
}
