package io.throughline.ledger;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a ledger file grows. Each runs in one transaction together with its line in
 * Flyway's history, so that a process killed in the middle leaves the file as it was.
 */
final class Migrations {
  private static final List<String> STEPS = List.of("V1__ledger.sql", "V2__look.sql");
  private static final String FOLDER = "db/ledger/sqlite/";

  private Migrations() {}

  /**
   * The version of a file that this program knows; each step sets {@code user_version} to its own.
   */
  static int newest() {
    return STEPS.size();
  }

  /**
   * Brings a file to the newest version.
   *
   * @throws LedgerException when a step fails; the file is then as before that step
   */
  static void run(DataSource source) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(source)
          // The steps are named, not looked for: scanning class paths costs time at each start.
          .resourceProvider(new Named())
          .locations(new String[0])
          .table("ledger_history")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new LedgerException(
          "the ledger cannot be brought to this version: " + e.getMessage(), e);
    }
  }

  private static final class Named implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return STEPS.contains(name) ? new Step(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return STEPS.stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> (LoadableResource) new Step(name))
          .toList();
    }
  }

  private static final class Step extends LoadableResource {
    private final String name;

    Step(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream bytes = Migrations.class.getClassLoader().getResourceAsStream(FOLDER + name);
      if (bytes == null) {
        throw new LedgerException("the step " + name + " is not in this build");
      }
      return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return FOLDER + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
