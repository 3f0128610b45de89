package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the surveys of an organisation. */
final class SurveyReader {
  private static final String SYSTEM = "surveys";
  private static final int USUAL_SCALE = 5;

  private final Values values;
  private final ZoneId zone;

  /**
   * @param zone of the organisation
   */
  SurveyReader(Values values, ZoneId zone) {
    this.values = values;
    this.zone = zone;
  }

  /** The services, each with the surveys that say that they are about it. */
  List<Service> about(List<Service> services, JsonNode root) {
    JsonNode surveys = root.path("surveys");
    Map<String, String> owners = new HashMap<>();
    Map<String, List<String>> told = new TreeMap<>();
    Set<String> known = new HashSet<>();
    surveys.forEach(node -> known.add(node.path("id").asText().toLowerCase(Locale.ROOT)));
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      List<String> names = service.names().getOrDefault(SYSTEM, List.of());
      for (String name : names) {
        if (!known.contains(name.toLowerCase(Locale.ROOT))) {
          values.problem(
              root.path("services").get(i).path(SYSTEM),
              "services[" + i + "].surveys",
              "there is no survey " + name + "; add it under surveys, or correct the name");
        }
        owners.put(name.toLowerCase(Locale.ROOT), service.id());
      }
      told.put(service.id(), new ArrayList<>(names));
    }
    for (int i = 0; i < surveys.size(); i++) {
      JsonNode node = surveys.get(i);
      String service = Values.text(node, "service");
      String id = node.path("id").asText();
      List<String> names = service == null ? null : told.get(service);
      String owner = owners.get(id.toLowerCase(Locale.ROOT));
      String where = "surveys[" + i + "].service";
      if (service == null) {
        continue;
      }
      if (names == null) {
        values.problem(node.path("service"), where, "there is no service " + service);
      } else if (owner == null) {
        owners.put(id.toLowerCase(Locale.ROOT), service);
        names.add(id);
      } else if (!owner.equals(service)) {
        values.problem(
            node.path("service"), where, "the survey " + id + " already belongs to " + owner);
      }
    }
    return services.stream().map(service -> named(service, told)).toList();
  }

  private static Service named(Service service, Map<String, List<String>> told) {
    List<String> surveys = told.getOrDefault(service.id(), List.of());
    if (surveys.isEmpty()) {
      return service;
    }
    Map<String, List<String>> names = new LinkedHashMap<>(service.names());
    names.put(SYSTEM, List.copyOf(surveys));
    return new Service(service.id(), service.name(), service.kind(), names);
  }

  /** The sources, with one that takes answers in where there are surveys and the file has none. */
  List<SourceConfig> with(List<SourceConfig> sources, JsonNode surveys) {
    if (surveys.isEmpty() || sources.stream().anyMatch(s -> s.system().equals(SYSTEM))) {
      return sources;
    }
    if (sources.stream().anyMatch(s -> s.id().equals(SYSTEM))) {
      values.problem(
          surveys,
          "surveys",
          "a source of another system is called surveys: give it another id, or name a source of"
              + " the system surveys");
      return sources;
    }
    List<SourceConfig> all = new ArrayList<>(sources);
    all.add(new SourceConfig(SYSTEM, SYSTEM, "", null, null, List.of(), 1, 60, false, Map.of()));
    return all;
  }

  List<Survey> read(JsonNode nodes) {
    values.unique(nodes, "surveys");
    List<Survey> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      all.add(one(nodes.get(i), "surveys[" + i + "]"));
    }
    return all;
  }

  private Survey one(JsonNode node, String where) {
    String id = node.path("id").asText();
    Survey.Kind kind = "pmf".equals(Values.text(node, "kind")) ? Survey.Kind.PMF : Survey.Kind.CSAT;
    int scale = node.path("scale").asInt(USUAL_SCALE);
    boolean page = node.path("page").asBoolean();
    Map<String, String> columns = new LinkedHashMap<>();
    node.path("columns")
        .properties()
        .forEach(e -> columns.put(e.getKey(), e.getValue().asText().strip()));
    String dates = Values.text(node, "dates");
    return new Survey(
        id,
        Objects.requireNonNullElse(Values.text(node, "title"), id),
        kind,
        Values.text(node, "service"),
        scale,
        Objects.requireNonNullElse(Values.text(node, "medium"), page ? "page" : "email"),
        Values.text(node, "question"),
        columns,
        answers(node.path("answers"), where + ".answers", kind, scale),
        values.zone(node.path("zone"), where + ".zone", zone),
        "iso".equals(dates) ? null : dates,
        encoding(node, where + ".encoding"),
        page);
  }

  private Map<String, List<String>> answers(
      JsonNode node, String where, Survey.Kind kind, int scale) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    Map<String, String> meanings = new HashMap<>();
    node.properties()
        .forEach(
            e -> {
              String meaning = e.getKey();
              boolean fits =
                  kind == Survey.Kind.PMF
                      ? Survey.DISAPPOINTMENTS.contains(meaning)
                      : meaning.matches("[1-7]") && Integer.parseInt(meaning) <= scale;
              if (!fits) {
                values.problem(
                    e.getValue(),
                    where,
                    meaning + " is no answer of this survey; it has " + possible(kind, scale));
              }
              for (String word : Values.texts(e.getValue())) {
                String other = meanings.put(word.toLowerCase(Locale.ROOT), meaning);
                if (other != null && !other.equals(meaning)) {
                  values.problem(
                      e.getValue(), where, word + " means both " + other + " and " + meaning);
                }
              }
              answers.put(meaning, Values.texts(e.getValue()));
            });
    return answers;
  }

  private static String possible(Survey.Kind kind, int scale) {
    return kind == Survey.Kind.PMF
        ? String.join(", ", Survey.DISAPPOINTMENTS)
        : "scores from 1 to " + scale;
  }

  private @Nullable String encoding(JsonNode node, String where) {
    String name = Values.text(node, "encoding");
    if (name == null || name.equals("auto")) {
      return null;
    }
    try {
      return Charset.forName(name).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      values.problem(
          node.path("encoding"),
          where,
          "there is no encoding " + name + "; expected one like EUC-KR or windows-1252");
      return null;
    }
  }
}
