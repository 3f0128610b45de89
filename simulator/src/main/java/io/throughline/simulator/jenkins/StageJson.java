package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.world.Pipeline;

/**
 * The stages of a build: it is built and tested, and where it goes to production it waits for
 * somebody's word before it ends.
 */
final class StageJson {
  private StageJson() {}

  static ObjectNode of(Build build, long now) {
    Pipeline p = build.pipeline();
    long length = p.finishedAt() - p.startedAt();
    boolean running = build.running(now);
    ObjectNode out =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", Integer.toString(build.number()))
            .put("name", "#" + build.number())
            .put("startTimeMillis", p.startedAt())
            .put("endTimeMillis", running ? 0 : p.finishedAt())
            .put("durationMillis", Math.min(now, p.finishedAt()) - p.startedAt());
    ArrayNode stages = out.putArray("stages");
    long built = p.startedAt() + length * 3 / 10;
    long tested = build.asksForAWord() ? p.startedAt() + length * 8 / 10 : p.finishedAt();
    String word = word(build);
    stage(stages, "6", "Build", p.startedAt(), built, now, "SUCCESS", false);
    stage(stages, "11", "Test", built, tested, now, word, false);
    if (build.asksForAWord()) {
      stage(stages, "19", "Approve", tested, p.finishedAt(), now, word, true);
    }
    boolean waits = running && build.asksForAWord() && now >= tested;
    out.put("status", waits ? "PAUSED_PENDING_INPUT" : running ? "IN_PROGRESS" : word);
    return out;
  }

  /** The words for stages are others than those for builds. */
  private static String word(Build build) {
    return build.result().equals("FAILURE") ? "FAILED" : build.result();
  }

  private static void stage(
      ArrayNode stages,
      String id,
      String name,
      long from,
      long to,
      long now,
      String word,
      boolean waits) {
    if (now < from) {
      return; // a stage is listed once it has begun
    }
    boolean ended = now >= to;
    String going = waits ? "PAUSED_PENDING_INPUT" : "IN_PROGRESS";
    stages
        .addObject()
        .put("id", id)
        .put("name", name)
        .put("status", ended ? word : going)
        .put("startTimeMillis", from)
        .put("durationMillis", Math.min(now, to) - from)
        .put("pauseDurationMillis", waits ? Math.min(now, to) - from : 0);
  }
}
