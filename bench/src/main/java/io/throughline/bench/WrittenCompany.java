package io.throughline.bench;

import io.throughline.config.ConfigException;
import io.throughline.config.ConfigReader;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.org.Organisation;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A company of 100 teams, 990 people and 270 services whose history is written straight into the
 * warehouse: ten groups of nine teams; a team has eleven people and three services.
 */
final class WrittenCompany {
  static final int TEAMS = 90;
  static final String HOOK_ID = "bench-hook-address-0000";
  static final String HOOK_TOKEN = "bench-hook-token";

  /** What the configuration takes its secret from. */
  static final Map<String, String> SECRETS =
      Map.of("BENCH_HOOK_TOKEN", HOOK_TOKEN, "BENCH_TOKEN", "bench-token-of-nobody");

  private static final int GROUPS = 10;
  private static final int PEOPLE = 990;
  private static final int SERVICES = 270;
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Path folder;

  private WrittenCompany(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes it into a new folder.
   *
   * @param facts also the facts behind the rows
   */
  static WrittenCompany write(Path folder, int mergeRequests, boolean facts, Progress progress)
      throws IOException, SQLException, ConfigException {
    WrittenCompany company = founded(folder, "", progress);
    try (Rows rows = Rows.open(new WarehouseSettings(company.data(), 2_000, 2))) {
      Map<String, String> words =
          Map.of("count", Integer.toString(mergeRequests), "now", STAMP.format(Instant.now()));
      rows.script("rows.sql", words, progress);
      if (facts) {
        rows.script("facts.sql", words, progress);
      }
    }
    return company;
  }

  /**
   * Writes it with tickets and sprints instead of merge requests into a new folder.
   *
   * @param changes of issues, eight a ticket
   */
  static WrittenCompany writeTickets(Path folder, int changes, Progress progress)
      throws IOException, SQLException, ConfigException {
    WrittenCompany company = founded(folder, "", progress);
    try (Rows rows = Rows.open(new WarehouseSettings(company.data(), 2_000, 2))) {
      rows.script(
          "tickets.sql",
          Map.of("count", Integer.toString(changes), "now", STAMP.format(Instant.now())),
          progress);
    }
    return company;
  }

  /**
   * The company before anything happened in it.
   *
   * @param sources lines of the configuration that name more sources than its GitLab; may be empty
   */
  static WrittenCompany founded(Path folder, String sources, Progress progress)
      throws IOException, ConfigException {
    WrittenCompany company = new WrittenCompany(Files.createDirectories(folder));
    Files.writeString(company.config(), company.yaml(sources));
    Organisation organisation = ConfigReader.read(company.config(), SECRETS);
    Files.createDirectories(company.data());
    try (SqliteLedger ledger = SqliteLedger.open(company.data(), Clock.systemUTC());
        DuckDbWarehouse warehouse =
            DuckDbWarehouse.open(WarehouseSettings.in(company.data()), Clock.systemUTC())) {
      progress.show("loading the organisation");
      warehouse.load(organisation, ledger::number);
    }
    return company;
  }

  /** What the numbers of the only source's facts begin at. */
  long base() throws SQLException {
    try (Rows rows = Rows.open(WarehouseSettings.in(data()))) {
      return rows.number("SELECT min(id) FROM board") - 1;
    }
  }

  /** Keys of some tickets, from all over the years. */
  List<String> ticketKeys(int count) throws SQLException {
    try (Rows rows = Rows.open(WarehouseSettings.in(data()))) {
      return rows.texts("SELECT key FROM ticket ORDER BY hash(id) LIMIT " + count);
    }
  }

  Path config() {
    return folder.resolve("throughline.yaml");
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Size of the warehouse's file. */
  double megabytes() throws IOException {
    return Files.size(data().resolve("warehouse.duckdb")) / 1e6;
  }

  /** The team of a person, each counted from 1. */
  static String team(int person) {
    return "t" + ((person - 1) % TEAMS + 1);
  }

  private String yaml(String sources) {
    StringBuilder text = new StringBuilder();
    text.append("organisation: { name: Bench, zone: UTC }\n");
    text.append("server: { data: \"").append(data().toAbsolutePath()).append("\" }\n");
    text.append("sources:\n  - id: gitlab\n    system: gitlab\n    url: https://gitlab.invalid\n");
    text.append("    hooks: { id: ").append(HOOK_ID).append(", token: \"${BENCH_HOOK_TOKEN}\" }\n");
    text.append(sources);
    text.append("people:\n");
    for (int i = 1; i <= PEOPLE; i++) {
      text.append(
          "  - { id: p%1$d, name: Person %1$d, accounts: { gitlab: u%1$d } }\n".formatted(i));
    }
    text.append("services:\n");
    for (int i = 1; i <= SERVICES; i++) {
      text.append("  - { id: s%1$d, gitlab: bench/p%1$d }\n".formatted(i));
    }
    text.append("teams:\n");
    for (int i = 1; i <= GROUPS; i++) {
      text.append("  - { id: g%1$d, name: Group %1$d }\n".formatted(i));
    }
    for (int i = 1; i <= TEAMS; i++) {
      text.append(
          "  - { id: t%1$d, name: Team %1$d, parent: g%2$d".formatted(i, (i - 1) % GROUPS + 1));
      text.append(", members: [").append(list("p", i, PEOPLE)).append("], services: [");
      text.append(list("s", i, SERVICES)).append("] }\n");
    }
    return text.toString();
  }

  private static String list(String letter, int first, int most) {
    StringBuilder text = new StringBuilder(letter).append(first);
    for (int i = first + TEAMS; i <= most; i += TEAMS) {
      text.append(", ").append(letter).append(i);
    }
    return text.toString();
  }
}
