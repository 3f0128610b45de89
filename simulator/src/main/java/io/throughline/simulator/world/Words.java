package io.throughline.simulator.world;

import java.util.List;

/** What people write in titles, comments and code. */
final class Words {
  static final List<String> VERBS =
      List.of(
          "Add",
          "Fix",
          "Rework",
          "Speed up",
          "Simplify",
          "Retry",
          "Log",
          "Validate",
          "Split",
          "Cache",
          "Remove",
          "Guard",
          "Expose",
          "Rename",
          "Test");
  static final List<String> THINGS =
      List.of(
          "battery forecast",
          "aisle graph",
          "dock handshake",
          "price rounding",
          "login form",
          "map tiles",
          "robot heartbeat",
          "stock counter",
          "payment retry",
          "alert rules",
          "query planner",
          "session store",
          "firmware upload",
          "wheel odometry",
          "tax table",
          "import job",
          "search index",
          "shipping label",
          "sensor fusion",
          "usage report");
  static final List<String> TAILS =
      List.of(
          "",
          "",
          "",
          " for large sites",
          " after reconnect",
          " in the nightly run",
          " when the network drops",
          " behind a flag",
          " for the new warehouse",
          " on restart");
  static final List<String> REMARKS =
      List.of(
          "Could this be null when the robot is offline?",
          "Nit: the name says less than the code does.",
          "What happens when two of these run at once?",
          "I would move this next to its only caller.",
          "Please add a test for the empty case.",
          "This loop asks the database once per row.",
          "Does the timeout here match the one of the caller?",
          "Nice, much easier to read than before.",
          "Should we log this at a lower level?",
          "This changes the public answer, do the clients know?");
  static final List<String> ANSWERS =
      List.of("Done.", "Good catch, fixed.", "Changed, please look again.", "Moved.", "Added.");
  static final List<String> LIBRARIES =
      List.of("jackson", "netty", "grpc", "react", "eigen", "pytest", "zod", "otel", "postgres");

  private Words() {}

  static String title(Dice dice) {
    return dice.pick(VERBS) + " " + dice.pick(THINGS) + dice.pick(TAILS);
  }

  static String branch(String title, Dice dice) {
    String words = title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "feature/" + words + "-" + Integer.toHexString(0x1000 + dice.below(0xefff));
  }
}
