package io.throughline.evidence;

import io.throughline.model.fact.FactId;
import io.throughline.source.Delivery;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where evidence comes from, as far as whoever fetched or sent it knows. What the pipeline's own
 * system says wins over what stands in the file.
 *
 * @param service id in the organisation's file
 * @param projectId {@link FactId} of the project in the source that it was fetched from; null for
 *     uploads
 * @param sha in lower case
 * @param at when the build made it
 * @param webUrl page of the job or build
 */
public record Origin(
    @Nullable String service,
    @Nullable Long projectId,
    @Nullable String sha,
    @Nullable String ref,
    @Nullable String image,
    @Nullable String build,
    @Nullable Instant at,
    @Nullable String webUrl) {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int LONGEST = 500;

  /**
   * From the context of a delivery ({@code service}, {@code sha}, {@code ref}, {@code image},
   * {@code build}, {@code finished_at}, {@code url}).
   *
   * @param projectId null for uploads
   */
  public static Origin of(Scope scope, @Nullable Long projectId) throws UnmappableException {
    Delivery delivery = scope.delivery();
    return new Origin(
        text(delivery, "service"),
        projectId,
        sha(text(delivery, "sha")),
        text(delivery, "ref"),
        digest(text(delivery, "image")),
        text(delivery, "build"),
        time(delivery, "finished_at"),
        text(delivery, "url"));
  }

  /** The same, with what a file of evidence says of itself where nobody else does. */
  Origin or(Scope scope, JsonValue file) throws UnmappableException {
    return new Origin(
        either(service, file.text("service")),
        projectId,
        either(sha, sha(file.text("commit"))),
        branch(ref, file.text("branch")),
        either(image, digest(file.text("image"))),
        either(build, file.text("build")),
        earlier(at, scope.time(file, "at")),
        webUrl);
  }

  /** What runs for a change is called by the change; the file knows the branch. */
  private static @Nullable String branch(@Nullable String ref, @Nullable String said) {
    return ref == null || said != null && ref.startsWith("refs/") ? said : ref;
  }

  /** A build cannot have said anything after it ended. */
  private static @Nullable Instant earlier(@Nullable Instant ended, @Nullable Instant said) {
    return ended == null || said != null && said.isBefore(ended) ? said : ended;
  }

  /** When it was made, or when it came where nobody says. */
  Instant moment(Delivery delivery) {
    return at != null ? at : delivery.receivedAt();
  }

  /** The fact id of something that has no number: the same for the same words, for ever. */
  static long id(MappingContext config, String words) {
    return FactId.of(config.source(), Sha256.number(words));
  }

  /** What tells this build from others. */
  String words() {
    return service + "\n" + projectId + "\n" + sha + "\n" + build + "\n" + webUrl;
  }

  private static @Nullable String text(Delivery delivery, String name) {
    String text = delivery.context().get(name);
    return text == null || text.isBlank()
        ? null
        : text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static @Nullable Instant time(Delivery delivery, String name) throws UnmappableException {
    String text = text(delivery, name);
    if (text == null) {
      return null;
    }
    Instant time;
    try {
      time = SourceTime.parse(text);
    } catch (DateTimeException e) {
      throw new UnmappableException("", "'" + name + "' is no time with a zone");
    }
    if (SourceTime.absurd(time, delivery.receivedAt())) {
      throw new UnmappableException("", "'" + name + "' lies in the future or long ago");
    }
    return time;
  }

  private static @Nullable String sha(@Nullable String text) {
    String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return SHA.matcher(lower).matches() ? lower : null;
  }

  private static @Nullable String digest(@Nullable String text) {
    return text != null && DIGEST.matcher(text).matches() ? text : null;
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }
}
