package io.throughline.source.jenkins;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which build of which job an address means.
 *
 * @param number of the build in its job
 */
record BuildAddress(JobName job, long number) {
  private static final int LONGEST = 4_000;

  // Bounded and possessive: the text comes from anybody.
  private static final Pattern SHAPE =
      Pattern.compile("(?:^|/)((?:job/[^/?#]{1,800}+/){1,20}+)([0-9]{1,9})(?:[/?#].*)?$");

  private static final Pattern STEP = Pattern.compile("job/([^/]+)/");

  /**
   * Reads {@code https://ci.acme.io/jenkins/job/shop/job/main/8/} or what follows the base address
   * of it; nothing for an address that is not of a build.
   */
  static Optional<BuildAddress> parse(String address) {
    if (address.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher shape = SHAPE.matcher(address);
    if (!shape.find()) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    Matcher step = STEP.matcher(shape.group(1));
    while (step.find()) {
      try {
        segments.add(URLDecoder.decode(step.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    long number = Long.parseLong(shape.group(2));
    return JobName.of(segments).map(job -> new BuildAddress(job, number));
  }
}
