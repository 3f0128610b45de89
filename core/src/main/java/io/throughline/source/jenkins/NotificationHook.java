package io.throughline.source.jenkins;

import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Optional;
import java.util.Set;

/**
 * What the Notification plugin sends, up to four times for one build. It tells neither when the
 * build began nor, in older versions, where it is, so it says only that there is something to read;
 * told four times, the build is still one.
 */
final class NotificationHook {
  private static final Set<String> BEGUN = Set.of("STARTED", "COMPLETED", "FINALIZED");

  private NotificationHook() {}

  static Mapped map(JsonValue hook) throws UnmappableException {
    JsonValue build = hook.object("build");
    String phase = build.requiredText("phase");
    if (phase.equals("QUEUED")) {
      return Mapped.ignored("a build that waits has not begun");
    }
    if (!BEGUN.contains(phase)) {
      throw build.at("phase").unexpected("QUEUED, STARTED, COMPLETED or FINALIZED");
    }
    Optional<BuildAddress> address = address(build, "url");
    if (address.isEmpty()) {
      address = address(build, "full_url");
    }
    return wish(
        address.orElseThrow(() -> build.at("url").unexpected("the address of a build of Jenkins")));
  }

  private static Optional<BuildAddress> address(JsonValue build, String field)
      throws UnmappableException {
    String text = build.text(field);
    return text == null ? Optional.empty() : BuildAddress.parse(text);
  }

  /** The wish to read a build. */
  static Mapped wish(BuildAddress build) {
    Harvest harvest = new Harvest();
    harvest.refresh("build", build.job().full(), Long.toString(build.number()));
    return harvest.mapped();
  }
}
