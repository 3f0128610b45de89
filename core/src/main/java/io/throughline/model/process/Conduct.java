package io.throughline.model.process;

import java.util.List;

/** How an organisation means to work, and what it let pass. */
public record Conduct(DeliveryProcess process, List<Waiver> waivers) {
  /** Follows no process. */
  public static final Conduct NONE =
      new Conduct(new DeliveryProcess("none", 0, "", List.of(), List.of(), List.of()), List.of());

  public Conduct {
    waivers = List.copyOf(waivers);
  }
}
