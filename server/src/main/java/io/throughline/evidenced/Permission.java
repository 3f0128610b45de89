package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version may go to production.
 *
 * @param allowed whether each gate that it has to pass has passed, does not apply, or is waived
 *     still
 * @param commit that was judged; null when nothing is known of the version
 * @param reasons why not, each a sentence; empty when it may
 * @param checkedAt when this was said
 */
public record Permission(
    String service,
    @Nullable String image,
    @Nullable String commit,
    boolean allowed,
    List<String> reasons,
    List<Gate> gates,
    Instant checkedAt) {
  public Permission {
    reasons = List.copyOf(reasons);
    gates = List.copyOf(gates);
  }

  /**
   * A gate that it has to pass.
   *
   * @param verdict as of a gate, or {@code missing}
   * @param run that said so; null when none did
   * @param waivedUntil when the waivers end by which it stands, or ended by which it would; null
   *     when there are none, or nobody says
   * @param waiver the same with who answers for it; null when there is none
   * @param url of the analysis that said so where no run did; null when there is none
   */
  public record Gate(
      String gate,
      String title,
      String verdict,
      @Nullable Instant judgedAt,
      @Nullable Long run,
      @Nullable Instant waivedUntil,
      @Nullable Waiver waiver,
      @Nullable String url) {}
}
