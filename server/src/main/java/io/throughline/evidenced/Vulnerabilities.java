package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Known vulnerabilities of the images that run.
 *
 * @param images by image, the worst first
 * @param found by vulnerability and package, the most pressing and oldest first
 * @param unscanned services of which something runs that no scan tells of
 */
public record Vulnerabilities(
    List<Image> images, List<Found> found, List<String> unscanned, long more) {
  public Vulnerabilities {
    images = List.copyOf(images);
    found = List.copyOf(found);
    unscanned = List.copyOf(unscanned);
  }

  /**
   * An image that runs.
   *
   * @param image digest, or what stands for it
   * @param services that run it
   * @param deployed false where nothing is known of deployments
   * @param open how many by severity
   * @param fixable critical and high ones that can be fixed; null when the scan does not say
   * @param ignored suppressed, false positive or waived ones; null likewise
   */
  public record Image(
      String image,
      List<String> services,
      boolean deployed,
      Instant scannedAt,
      Map<String, Long> open,
      @Nullable Long fixable,
      @Nullable Long ignored,
      @Nullable Long run) {
    public Image {
      services = List.copyOf(services);
      open = Map.copyOf(open);
    }
  }

  /**
   * A vulnerability.
   *
   * @param since when it was first found in any of the services; null when nothing says
   * @param services whose images have it
   */
  public record Found(
      String rule,
      String subject,
      String title,
      String severity,
      boolean fixable,
      String state,
      @Nullable Instant since,
      List<String> services) {
    public Found {
      services = List.copyOf(services);
    }
  }
}
