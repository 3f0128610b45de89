package io.throughline.ingest;

import io.throughline.ledger.Ledger;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.MappingContext;
import io.throughline.source.SourceSystem;
import io.throughline.source.uploads.UploadsSystem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All configured sources, for those who receive, collect and project. Does not change. */
public final class Connections {
  private static final int HOOK_ID_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<Connected> all;

  /** Sources as they are, for tests and for those who built them by themselves. */
  public Connections(List<Connected> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Joins the configuration with the systems that this program speaks. Webhook addresses that the
   * configuration does not give are made once and kept in the ledger.
   *
   * @param systems by id; a source of another system is left out, which the configuration's own
   *     check reports
   */
  public static Connections of(
      Organisation organisation, Map<String, SourceSystem> systems, Ledger ledger) {
    List<Connected> all = new ArrayList<>();
    for (SourceConfig config : organisation.sources()) {
      SourceSystem system = systems.get(config.system());
      if (system != null) {
        all.add(
            new Connected(
                config,
                system,
                hookId(config, ledger),
                new MappingContext(
                    ledger.number("source", config.id()),
                    organisation.generatedPaths(),
                    organisation.versionPaths(),
                    globs(config.settings().get("production_environments")),
                    config.settings(),
                    config.url())));
      }
    }
    SourceSystem uploads = systems.get(UploadsSystem.ID);
    if (uploads != null
        && all.stream().noneMatch(c -> isForUploads(c) || c.id().equals(UploadsSystem.ID))) {
      SourceConfig config = unnamed();
      all.add(
          new Connected(
              config,
              uploads,
              hookId(config, ledger),
              new MappingContext(
                  ledger.number("source", config.id()),
                  List.of(),
                  List.of(),
                  List.of(),
                  Map.of())));
    }
    return new Connections(all);
  }

  /** Builds may always send what they know to whoever starts the server, named or not. */
  private static SourceConfig unnamed() {
    return new SourceConfig(
        UploadsSystem.ID, UploadsSystem.ID, "", null, null, List.of(), 1, 60, false, Map.of());
  }

  private static boolean isForUploads(Connected connected) {
    return connected.system().id().equals(UploadsSystem.ID);
  }

  /** Where uploads are kept; empty only where the name is taken by a source of another system. */
  Optional<Connected> uploads() {
    return all.stream().filter(Connections::isForUploads).findFirst();
  }

  /** All, in the order of the configuration. */
  public List<Connected> all() {
    return all;
  }

  /** The source with an id. */
  public Optional<Connected> byId(String id) {
    return all.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** The source with a webhook address; takes as long for a wrong one as for a right one. */
  Optional<Connected> byHook(String hookId) {
    byte[] asked = hookId.getBytes(StandardCharsets.UTF_8);
    Connected found = null;
    for (Connected one : all) {
      if (MessageDigest.isEqual(one.hookId().getBytes(StandardCharsets.UTF_8), asked)) {
        found = one;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String hookId(SourceConfig config, Ledger ledger) {
    if (config.hookId() != null) {
      return config.hookId();
    }
    String setting = "hook." + config.id();
    return ledger
        .setting(setting)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[HOOK_ID_BYTES];
              RANDOM.nextBytes(bytes);
              String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              ledger.saveSetting(setting, made);
              return made;
            });
  }

  private static List<String> globs(@Nullable String joined) {
    return joined == null || joined.isBlank()
        ? List.of()
        : List.of(joined.strip().split("\\s*,\\s*"));
  }
}
