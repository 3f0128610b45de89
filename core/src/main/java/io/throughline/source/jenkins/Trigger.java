package io.throughline.source.jenkins;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What started a build, by the classes of its causes, or by their sentence where Jenkins is too old
 * to name classes. A build that repeats another says so beside who asked for it.
 */
final class Trigger {
  /** A piece of a class or a sentence, in lower case, and what it means; the first one wins. */
  private record Sign(String piece, String trigger) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("replaycause", "replay"),
          new Sign("rebuildcause", "rebuild"),
          new Sign("upstreamcause", "upstream"),
          new Sign("started by upstream", "upstream"),
          new Sign("timertrigger", "schedule"),
          new Sign("started by timer", "schedule"),
          new Sign("scmtrigger", "push"),
          new Sign("started by an scm change", "push"),
          new Sign("brancheventcause", "push"),
          new Sign("branchindexingcause", "push"),
          new Sign("pushcause", "push"),
          new Sign("webhookcause", "push"),
          new Sign("remotecause", "api"),
          new Sign("started by remote host", "api"),
          new Sign("useridcause", "manual"),
          new Sign("usercause", "manual"),
          new Sign("started by user", "manual"));

  private Trigger() {}

  /** Our word, or null where no cause is told that we know. */
  static @Nullable String of(JsonValue build) throws UnmappableException {
    StringBuilder told = new StringBuilder();
    for (JsonValue action : Actions.of(build)) {
      for (JsonValue cause : action.objects("causes")) {
        String type = cause.text("_class");
        String words = type == null ? cause.text("shortDescription") : type;
        told.append(Objects.requireNonNullElse(words, "").toLowerCase(Locale.ROOT)).append('\n');
      }
    }
    return SIGNS.stream()
        .filter(sign -> told.indexOf(sign.piece()) >= 0)
        .map(Sign::trigger)
        .findFirst()
        .orElse(null);
  }
}
