package io.throughline.model.org;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate that builds of a service have to pass, by the rules of the organisation.
 *
 * @param id {@code unit-test}
 * @param title as people call it
 * @param waivers what somebody answers for, of this service, in their order
 */
public record RequiredGate(String id, String title, List<Waiver> waivers) {
  public RequiredGate {
    waivers = List.copyOf(waivers);
  }

  /** One of which nothing is waived. */
  public RequiredGate(String id, String title) {
    this(id, title, List.of());
  }

  /**
   * That somebody answers for something of it that does not hold.
   *
   * @param rule id of a finding; null when it is for a condition or for the whole gate
   * @param subject of findings of the rule, {@code *} for any run of characters; null: any
   * @param condition word of what may be broken; null when it is for a finding or the whole gate
   * @param owner who answers for it
   * @param until last day on which it holds, of UTC
   */
  public record Waiver(
      @Nullable String rule,
      @Nullable String subject,
      @Nullable String condition,
      String owner,
      String reason,
      LocalDate until) {}
}
