package io.throughline.source.jenkins;

import io.throughline.source.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The full name of a folder or job ({@code team/shop/main}). It comes from outside and goes into
 * addresses, so there is none of a name that could lead elsewhere.
 *
 * @param segments from the outermost folder to the job, as Jenkins writes them: in the job of a
 *     branch a slash is {@code %2F}
 */
record JobName(List<String> segments) {
  private static final int MOST_SEGMENTS = 20;
  private static final int LONGEST = 255;

  JobName {
    segments = List.copyOf(segments);
  }

  /** The name, or nothing when it cannot be one. */
  static Optional<JobName> of(String full) {
    return of(List.of(full.split("/", -1)));
  }

  /** As {@link #of(String)}. */
  static Optional<JobName> of(List<String> segments) {
    boolean fine =
        !segments.isEmpty()
            && segments.size() <= MOST_SEGMENTS
            && segments.stream().allMatch(JobName::isSegment);
    return fine ? Optional.of(new JobName(segments)) : Optional.empty();
  }

  /** Whether a text can be one step of an address and no more. */
  static boolean isSegment(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  /** One step of an address. */
  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code team/shop/main}. */
  String full() {
    return String.join("/", segments);
  }

  /** Where it is below the base address: {@code /job/team/job/shop/job/main}. */
  String path() {
    return segments.stream().map(s -> "/job/" + encode(s)).collect(Collectors.joining());
  }

  /** What it lies in; nothing for what lies outermost. */
  Optional<JobName> parent() {
    return segments.size() < 2
        ? Optional.empty()
        : Optional.of(new JobName(segments.subList(0, segments.size() - 1)));
  }

  /** What lies in it under this name, or nothing when that cannot be one. */
  Optional<JobName> child(String name) {
    return isSegment(name)
        ? of(
            java.util.stream.Stream.concat(segments.stream(), java.util.stream.Stream.of(name))
                .toList())
        : Optional.empty();
  }

  /**
   * The branch that the job of a branch builds ({@code feature/x}), or its change ({@code PR-7}).
   */
  String ref() {
    String name = segments.getLast();
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing stands for itself.
      return name;
    }
  }

  /** The number of the project with this name, the same for ever. */
  long number() {
    return Sha256.number("job\n" + full());
  }
}
