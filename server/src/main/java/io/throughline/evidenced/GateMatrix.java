package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gates by service.
 *
 * @param gates all that any of the services has to pass, in their order
 * @param services in the order of their names
 */
public record GateMatrix(List<Gate> gates, List<ServiceGates> services) {
  public GateMatrix {
    gates = List.copyOf(gates);
    services = List.copyOf(services);
  }

  /** A column. */
  public record Gate(String id, String title) {}

  /**
   * A service.
   *
   * @param kind {@code service} or {@code library}
   * @param running what runs in production, or was released last; null when nothing is known of it
   * @param branches newest build of each branch, the most lately built first
   */
  public record ServiceGates(
      String id, String name, String kind, @Nullable Version running, List<Version> branches) {
    public ServiceGates {
      branches = List.copyOf(branches);
    }
  }

  /**
   * A version of a service.
   *
   * @param branch null for what runs
   * @param at when it was deployed, or judged
   * @param run by which a build's page is found; null when nobody judged it
   * @param url of the deployment or of the job
   * @param cells by the order of the gates
   */
  public record Version(
      @Nullable String branch,
      @Nullable String sha,
      @Nullable String image,
      Instant at,
      @Nullable Long run,
      @Nullable String url,
      List<Cell> cells) {
    public Version {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What came of a gate.
   *
   * @param verdict as of a gate; {@code missing} when nothing was ever said of it, {@code
   *     not_required} when the service has not to pass it, or not on this branch, {@code
   *     waiver_ended} when it was waived and the waiver holds no more
   * @param run that said so; null when none did
   * @param url of the analysis that said so where no run did; null when there is none
   * @param waiver by which it stands, or that has ended; null when there is none
   */
  public record Cell(
      String gate,
      String verdict,
      @Nullable Long run,
      @Nullable String url,
      @Nullable Waiver waiver) {
    /** One of which nobody said anything. */
    public Cell(String gate, String verdict) {
      this(gate, verdict, null, null, null);
    }
  }

  /** Whether a waiver says something of a gate with this verdict. */
  static boolean isOfWaiver(String verdict) {
    return switch (verdict) {
      case "fail", "no_data", "missing", "waived", "waiver_ended" -> true;
      default -> false;
    };
  }
}
