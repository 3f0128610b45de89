package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.throughline.gate.Build;
import io.throughline.gate.GateCondition;
import io.throughline.gate.GateMeasure;
import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.GateWaiver;
import io.throughline.gate.ReportKind;
import io.throughline.model.org.RequiredGate;
import io.throughline.model.org.Service;
import io.throughline.report.jmeter.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of gates from {@code gates.yaml}, or from the part of {@code throughline.yaml}
 * that says the same. Nothing else of such a file is looked at, so that a pipeline needs none of
 * its secrets.
 */
public final class GatesReader {
  private static final String SCHEMA = "throughline.schema.json";
  private static final String FILE = "gates_file";
  private static final String SHIPPED = "gates.yaml";
  private static final String SERVICE = "service";

  private final YamlDocument document;
  private final Values values;
  private final Build asked;

  private GatesReader(YamlDocument document, Build asked) {
    this.document = document;
    this.values = new Values(document);
    this.asked = asked;
  }

  /**
   * The rules that ship.
   *
   * @param build whose fields win over what files say; its kind may be empty: a service
   */
  public static GateRules shipped(Build build) {
    byte[] bytes = shipped();
    try {
      YamlDocument document = trusted(bytes);
      return new GatesReader(document, build)
          .rules(MissingNode.getInstance(), document.root(), "the rules that ship", bytes);
    } catch (ConfigException e) {
      throw new IllegalStateException("the rules that ship are broken", e);
    }
  }

  /**
   * Reads a file.
   *
   * @param name what mistakes call it
   * @param build whose fields win over what the file says; its kind may be empty
   */
  public static GateRules read(String name, byte[] bytes, Build build) throws ConfigException {
    YamlDocument document = document(name, bytes);
    GatesReader reader = new GatesReader(document, build);
    GateRules rules =
        document.problems().isEmpty()
            ? reader.rules(document.root(), trusted(shipped()).root(), name, bytes)
            : null;
    if (rules == null || !document.problems().isEmpty()) {
      throw new ConfigException(document.problems());
    }
    return rules;
  }

  /**
   * Notes what is wrong with the rules of gates in a document; for whoever reads the rest of it.
   */
  static void check(YamlDocument document) {
    GateRules unused =
        new GatesReader(document, new Build(null, "", null, null, null))
            .rules(document.root(), MissingNode.getInstance(), "", new byte[0]);
  }

  /** By service the gates that a document, or what ships, asks of its builds. */
  static Map<String, List<RequiredGate>> required(YamlDocument document, List<Service> services) {
    Map<String, List<RequiredGate>> required = new LinkedHashMap<>();
    JsonNode shipped;
    try {
      shipped = trusted(shipped()).root();
    } catch (ConfigException e) {
      throw new IllegalStateException("the rules that ship are broken", e);
    }
    for (Service service : services) {
      GateRules rules =
          new GatesReader(document, new Build(service.id(), "", null, null, null))
              .rules(document.root(), shipped, "", new byte[0]);
      required.put(
          service.id(),
          rules.gates().stream()
              .filter(GateRule::applies)
              .map(
                  gate ->
                      new RequiredGate(
                          gate.id(),
                          gate.title(),
                          gate.waivers().stream().map(GatesReader::waiver).toList()))
              .toList());
    }
    return required;
  }

  private static RequiredGate.Waiver waiver(GateWaiver waiver) {
    GateMeasure condition = waiver.condition();
    return new RequiredGate.Waiver(
        waiver.rule(),
        waiver.subject(),
        condition == null ? null : condition.id(),
        waiver.owner(),
        waiver.reason(),
        waiver.until());
  }

  /**
   * A file with an organisation is a {@code throughline.yaml}, any other one a {@code gates.yaml}.
   */
  private static YamlDocument document(String name, byte[] bytes) throws ConfigException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean whole = text.lines().anyMatch(line -> line.startsWith("organisation:"));
    return whole
        ? YamlDocument.parse(name, text, SCHEMA)
        : YamlDocument.parsePart(name, text, SCHEMA, FILE);
  }

  private GateRules rules(JsonNode own, JsonNode shipped, String name, byte[] bytes) {
    Build build = build(own);
    JsonNode ownGates = own.path("gates");
    JsonNode shippedGates = shipped.path("gates");
    Set<String> ids = new LinkedHashSet<>();
    shippedGates.fieldNames().forEachRemaining(ids::add);
    ownGates.fieldNames().forEachRemaining(ids::add);
    List<GateRule> gates = new ArrayList<>();
    for (String id : ids) {
      gates.add(gate(id, ownGates.path(id), shippedGates.path(id), build));
    }
    return new GateRules(build, gates, name, hash(bytes));
  }

  /** What is asked for, else what the file says, by itself or by its list of services. */
  private Build build(JsonNode own) {
    String service = first(asked.service(), Values.text(own, SERVICE));
    String kind = first(asked.kind().isEmpty() ? null : asked.kind(), Values.text(own, "kind"));
    String team = first(asked.team(), Values.text(own, "team"));
    for (JsonNode listed : own.path("services")) {
      if (service != null && service.equals(Values.text(listed, "id"))) {
        kind = first(kind, Values.text(listed, "kind"));
      }
    }
    for (JsonNode listed : own.path("teams")) {
      if (team == null && owns(listed, service)) {
        team = Values.text(listed, "id");
      }
    }
    return new Build(
        service,
        kind == null ? SERVICE : kind,
        team,
        asked.commit(),
        asked.image(),
        asked.branch(),
        asked.run());
  }

  private static boolean owns(JsonNode team, @Nullable String service) {
    for (JsonNode owned : team.path("services")) {
      String id = owned.isTextual() ? owned.asText() : owned.path(SERVICE).asText();
      if (id.equals(service)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }

  private GateRule gate(String id, JsonNode own, JsonNode shipped, Build build) {
    String where = "gates." + id;
    JsonNode kinds = either(own, shipped, "applies_to");
    boolean applies = kinds.isMissingNode() || Values.texts(kinds).contains(build.kind());
    JsonNode require = either(own, shipped, "require");
    String requireWhere = where + ".require";
    JsonNode changes = own.path("when");
    for (int i = 0; i < changes.size(); i++) {
      JsonNode change = changes.get(i);
      if (isFor(change, build)) {
        applies = change.path("applies").asBoolean(applies);
        if (change.has("require")) {
          require = change.path("require");
          requireWhere = where + ".when[" + i + "].require";
        }
      }
    }
    List<GateCondition> conditions = new ArrayList<>(conditions(require, requireWhere, null));
    for (Map.Entry<String, JsonNode> named : own.path("transactions").properties()) {
      conditions.addAll(
          conditions(named.getValue(), where + ".transactions." + named.getKey(), named.getKey()));
    }
    String title =
        Objects.requireNonNullElse(
            first(Values.text(own, "title"), Values.text(shipped, "title")), id);
    return new GateRule(
        id,
        title,
        applies,
        takes(either(own, shipped, "takes")),
        Values.texts(own.path("reports")),
        conditions,
        window(own.path("window"), where + ".window"),
        waivers(own.path("waivers"), where + ".waivers", build));
  }

  private static JsonNode either(JsonNode own, JsonNode shipped, String field) {
    return own.has(field) ? own.path(field) : shipped.path(field);
  }

  private static boolean isFor(JsonNode node, Build build) {
    return is(node, SERVICE, build.service())
        && is(node, "team", build.team())
        && is(node, "kind", build.kind());
  }

  private static boolean is(JsonNode change, String field, @Nullable String value) {
    return !change.has(field) || change.path(field).asText().equals(value);
  }

  private static Set<ReportKind> takes(JsonNode node) {
    Set<String> words = Set.copyOf(Values.texts(node));
    return Arrays.stream(ReportKind.values())
        .filter(kind -> words.contains(kind.id()))
        .collect(Collectors.toSet());
  }

  private List<GateCondition> conditions(
      JsonNode limits, String where, @Nullable String transaction) {
    List<GateCondition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      Optional<GateMeasure> measure = measure(limit.getKey(), limits, where);
      measure.ifPresent(
          m -> conditions.add(new GateCondition(m, limit.getValue().asDouble(), transaction)));
    }
    return conditions;
  }

  private Optional<GateMeasure> measure(String word, JsonNode node, String where) {
    Optional<GateMeasure> measure = GateMeasure.of(word);
    if (measure.isEmpty()) {
      values.problem(
          node,
          where,
          "nothing is measured that is called "
              + word
              + "; expected one of "
              + Arrays.stream(GateMeasure.values())
                  .map(GateMeasure::id)
                  .collect(Collectors.joining(", ")));
    }
    return measure;
  }

  private Window window(JsonNode node, String where) {
    if (node.isMissingNode()) {
      return Window.WHOLE_RUN;
    }
    try {
      return new Window(
          seconds(node.path("after").asDouble()),
          node.has("for") ? seconds(node.path("for").asDouble()) : null);
    } catch (IllegalArgumentException e) {
      values.problem(node, where, String.valueOf(e.getMessage()));
      return Window.WHOLE_RUN;
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** Those that are for the build; what is wrong with the others is told as well. */
  private List<GateWaiver> waivers(JsonNode nodes, String where, Build build) {
    List<GateWaiver> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String here = where + "[" + i + "]";
      LocalDate until = values.date(node.path("until"), here + ".until");
      String word = Values.text(node, "condition");
      GateMeasure condition =
          word == null ? null : measure(word, node, here + ".condition").orElse(null);
      if (node.has("subject") && !node.has("rule")) {
        values.problem(node, here, "a subject belongs to a rule; name the rule of the finding");
      }
      if (until != null && document.problems().isEmpty() && isFor(node, build)) {
        all.add(
            new GateWaiver(
                Values.text(node, "rule"),
                Values.text(node, "subject"),
                condition,
                Objects.requireNonNullElse(Values.text(node, "owner"), ""),
                Objects.requireNonNullElse(Values.text(node, "reason"), ""),
                until));
      }
    }
    return all;
  }

  private static YamlDocument trusted(byte[] bytes) throws ConfigException {
    return YamlDocument.trusted(SHIPPED, new String(bytes, StandardCharsets.UTF_8));
  }

  private static byte[] shipped() {
    try (InputStream stream =
        Objects.requireNonNull(GatesReader.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
