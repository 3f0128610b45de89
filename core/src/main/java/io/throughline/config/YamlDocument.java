package io.throughline.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A YAML text whose nodes know their lines, checked against a JSON Schema. */
final class YamlDocument {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final JsonNode root;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private YamlDocument(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Parses and checks.
   *
   * @param schemaResource class path resource beside this class
   * @throws ConfigException when the text is no YAML; faults against the schema are kept in {@link
   *     #problems}
   */
  static YamlDocument parse(String file, String text, String schemaResource)
      throws ConfigException {
    return parse(
        file, text, schema(schemaResource), "expected a mapping that begins with organisation:");
  }

  /**
   * Parses and checks a text that is a part of what a schema describes.
   *
   * @param definition name of the part among the schema's {@code $defs}
   */
  static YamlDocument parsePart(String file, String text, String schemaResource, String definition)
      throws ConfigException {
    ObjectNode part = YAML.createObjectNode();
    part.put("$ref", "#/$defs/" + definition);
    part.set("$defs", schema(schemaResource).path("$defs"));
    return parse(file, text, part, "expected a mapping");
  }

  /** Parses a text that ships with the product, and that a test holds to its schema. */
  static YamlDocument trusted(String file, String text) throws ConfigException {
    return new YamlDocument(file, root(file, text, "expected a mapping"));
  }

  private static YamlDocument parse(String file, String text, JsonNode schema, String otherwise)
      throws ConfigException {
    YamlDocument document = new YamlDocument(file, root(file, text, otherwise));
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Error error : registry.getSchema(schema).validate(document.root)) {
      document.add(error, schema);
    }
    return document;
  }

  private static JsonNode root(String file, String text, String otherwise) throws ConfigException {
    JsonNode root;
    try {
      root =
          JsonNodes.readTree(
              YAML,
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              LocationJsonNodeFactoryFactory.getInstance());
    } catch (RuntimeException e) {
      throw new ConfigException(List.of(syntax(file, e)));
    }
    if (root == null || !root.isObject()) {
      throw new ConfigException(List.of(new ConfigProblem(file, 1, "", otherwise)));
    }
    return root;
  }

  JsonNode root() {
    return root;
  }

  /** Notes a mistake at a node. */
  void problem(JsonNode node, String where, String message) {
    problems.add(new ConfigProblem(file, line(node), where, message));
  }

  /** All mistakes so far, in the order of their lines. */
  List<ConfigProblem> problems() {
    return problems.stream().sorted(Comparator.comparingInt(ConfigProblem::line)).toList();
  }

  private void add(Error error, JsonNode schema) {
    String where = error.getInstanceLocation().toString();
    // Looked up anew: of a number the library may give a copy that knows no line.
    JsonNode node = root.at(where);
    where = where.replaceAll("^/", "").replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    String message = error.getMessage();
    int cut = message.indexOf(": ");
    // The library puts its own pointer in front of the message; ours names the place already.
    if (message.startsWith("/") || message.startsWith("$")) {
      message = cut >= 0 ? message.substring(cut + 2) : message;
    }
    // What the schema says of the place that the rule stands in is the best help there is.
    String rule = String.valueOf(error.getSchemaLocation().getFragment());
    String help =
        schema
            .at(rule.substring(0, Math.max(0, rule.lastIndexOf('/'))))
            .path("description")
            .asText("");
    problem(
        node.isMissingNode() ? root : node,
        where,
        help.isEmpty() ? message : message + " (" + help + ")");
  }

  private static int line(JsonNode node) {
    JsonLocation location = JsonNodes.tokenStreamLocationOf(node);
    return location == null ? 0 : location.getLineNr();
  }

  private static ConfigProblem syntax(String file, RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof JsonProcessingException)) {
      cause = cause.getCause();
    }
    int line = 0;
    String message = Objects.requireNonNullElse(cause.getMessage(), "not readable");
    if (cause instanceof JsonProcessingException parse) {
      line = parse.getLocation() == null ? 0 : parse.getLocation().getLineNr();
      message = parse.getOriginalMessage();
    }
    return new ConfigProblem(
        file, line, "", "this is no YAML: " + message.lines().findFirst().orElse(""));
  }

  private static JsonNode schema(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(YamlDocument.class.getResourceAsStream(resource), resource)) {
      return JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
