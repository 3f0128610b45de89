package io.throughline.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Aggregate;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricDefinition.DefaultTarget;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one metric file: a comment with the front matter, then the SQL of its observations. */
final class MetricFile {
  private static final String OPEN = "/*---";
  private static final String CLOSE = "---*/";

  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(MetricFiles.schema());

  /** Reads a file; faults are added to {@code faults}, and then there is no definition. */
  Optional<MetricDefinition> read(String name, String text, List<String> faults) {
    int close = text.indexOf(CLOSE);
    if (!text.startsWith(OPEN) || close < 0) {
      faults.add(name + ": does not begin with a front matter between " + OPEN + " and " + CLOSE);
      return Optional.empty();
    }
    JsonNode front;
    try {
      front = yaml.readTree(text.substring(OPEN.length(), close));
    } catch (JsonProcessingException e) {
      faults.add(name + ": the front matter is not YAML: " + e.getOriginalMessage());
      return Optional.empty();
    }
    List<String> own = new ArrayList<>();
    schema.validate(front).forEach(e -> own.add(e.getInstanceLocation() + ": " + e.getMessage()));
    String sql = text.substring(close + CLOSE.length()).strip();
    if (!(front.path("id").asText() + ".sql").equals(name)) {
      own.add("the id is not the file's name");
    }
    boolean derived = front.path("kind").asText().equals("derived");
    if (derived && !sql.isEmpty()) {
      own.add("what is derived has no SQL");
    } else if (!derived) {
      own.addAll(SqlLint.faults(sql));
    }
    if (own.isEmpty()) {
      MetricDefinition definition = definition(front, sql);
      own.addAll(derived ? List.of() : SqlLint.missingColumns(definition));
      if (definition.people()
          && definition.kind() != MetricKind.PERSON_WEEK
          && definition.kind() != MetricKind.LOAD
          && definition.kind() != MetricKind.STATE
          && definition.kind() != MetricKind.EFFORT) {
        own.add(
            "people: only a person_week, a load, a state or an effort knows how many people are"
                + " behind it");
      }
      if (own.isEmpty()) {
        return Optional.of(definition);
      }
    }
    own.forEach(fault -> faults.add(name + ": " + fault));
    return Optional.empty();
  }

  private static MetricDefinition definition(JsonNode front, String sql) {
    JsonNode coverage = front.path("coverage");
    return new MetricDefinition(
        front.path("id").asText(),
        front.path("title").asText(),
        front.path("phase").asText(),
        front.path("question").asText(),
        front.path("why").asText(),
        front.path("definition").asText(),
        word(Unit.class, front.path("unit")),
        word(Better.class, front.path("better")),
        word(MetricKind.class, front.path("kind")),
        word(Attribute.class, front.path("attribute")),
        front.path("subject").asText(),
        front.has("clock") ? word(Clock.class, front.path("clock")) : Clock.CALENDAR,
        front.path("people").asBoolean(false),
        front.path("wilson").asBoolean(false),
        text(front.path("part-of")),
        needs(front.path("needs")),
        text(coverage.path("of")),
        text(coverage.path("among")),
        text(coverage.path("when")),
        text(front.path("misleads-when")),
        front.path("source").asText(),
        target(front.path("target")),
        front.path("version").asInt(),
        front.path("since").asText(),
        sql,
        weights(front.path("made-of")),
        front.has("aggregate") ? word(Aggregate.class, front.path("aggregate")) : null,
        whole(front.path("percentile")),
        whole(front.path("few")));
  }

  private static Map<String, Double> weights(JsonNode node) {
    Map<String, Double> weights = new LinkedHashMap<>();
    node.properties().forEach(e -> weights.put(e.getKey(), e.getValue().asDouble()));
    return weights;
  }

  private static List<String> needs(JsonNode node) {
    List<String> needs = new ArrayList<>();
    node.forEach(need -> needs.add(need.asText()));
    return needs;
  }

  private static @Nullable DefaultTarget target(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    return new DefaultTarget(
        node.path("on").asText(),
        node.path("green").asDouble(),
        number(node.path("amber")),
        number(node.path("low")),
        node.path("source").asText());
  }

  private static @Nullable String text(JsonNode node) {
    return node.isMissingNode() ? null : node.asText();
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isMissingNode() ? null : node.asDouble();
  }

  private static @Nullable Integer whole(JsonNode node) {
    return node.isMissingNode() ? null : node.asInt();
  }

  private static <E extends Enum<E>> E word(Class<E> type, JsonNode node) {
    return Enum.valueOf(type, node.asText().toUpperCase(Locale.ROOT));
  }
}
