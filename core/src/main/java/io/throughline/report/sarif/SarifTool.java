package io.throughline.report.sarif;

import io.throughline.report.FindingSummary;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tool of a run with its rules: those of its driver, and of each of its extensions. */
final class SarifTool {
  private static final int MOST_RULES = 50_000;
  private static final int MOST_EXTENSIONS = 10_000;
  private static final int LONGEST = 300;

  private final Component driver = new Component();
  private final List<Component> extensions = new ArrayList<>();

  /** Of all of them together, of one id the first. */
  private final Map<String, SarifRule> ofExtensions = new HashMap<>();

  private FindingSummary.Kind kind = FindingSummary.Kind.CODE;
  private int rules;

  /** Rules in their order and by their ids; of one id the first. */
  private static final class Component {
    final List<SarifRule> rules = new ArrayList<>();
    final Map<String, SarifRule> byId = new HashMap<>();
    String name = "";
    String version = "";
    String semanticVersion = "";
  }

  void read(JsonReader json) throws ReportException {
    json.fields(
        "the tool",
        name -> {
          if (name.equals("driver")) {
            component(json, driver);
          } else if (name.equals("extensions") && !json.isNull()) {
            json.items("the list of extensions", () -> component(json, extension(json)));
          }
        });
    if (driver.name.isEmpty()) {
      throw json.at("the tool has no name");
    }
    kind = ToolKinds.of(driver.name);
  }

  /** With its version as far as it is told. */
  String title() {
    String version = driver.version.isEmpty() ? driver.semanticVersion : driver.version;
    return (driver.name + " " + version).strip();
  }

  FindingSummary.Kind kind() {
    return kind;
  }

  /**
   * The rule of a result. Its place among the rules is believed only when it bears the id that the
   * result names; else the id finds it, and of an id with parts the longest that is one.
   */
  SarifRule rule(SarifResult result) {
    Component component =
        result.component() >= 0 && result.component() < extensions.size()
            ? extensions.get(result.component())
            : driver;
    if (result.ruleIndex() >= 0 && result.ruleIndex() < component.rules.size()) {
      SarifRule rule = component.rules.get(result.ruleIndex());
      if (result.ruleId().isEmpty()
          || result.ruleId().equals(rule.id())
          || result.ruleId().startsWith(rule.id() + "/")) {
        return rule;
      }
    }
    for (String id = result.ruleId(); !id.isEmpty(); id = parent(id)) {
      SarifRule rule = component.byId.get(id);
      if (rule == null) {
        rule = driver.byId.get(id);
      }
      if (rule == null) {
        rule = ofExtensions.get(id);
      }
      if (rule != null) {
        return rule;
      }
    }
    return SarifRule.NONE;
  }

  private static String parent(String id) {
    return id.substring(0, Math.max(0, id.lastIndexOf('/')));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private Component extension(JsonReader json) throws ReportException {
    if (extensions.size() == MOST_EXTENSIONS) {
      throw json.at("the tool has more extensions than any has");
    }
    extensions.add(new Component());
    return extensions.getLast();
  }

  private void component(JsonReader json, Component component) throws ReportException {
    json.fields(
        "a part of the tool",
        name -> {
          switch (name) {
            case "name" -> component.name = cut(json.text("the name of a tool").strip());
            case "version" -> component.version = cut(json.tree().asText(""));
            case "semanticVersion" -> component.semanticVersion = cut(json.tree().asText(""));
            case "rules" -> {
              if (!json.isNull()) {
                json.items("the list of rules", () -> rule(json, component));
              }
            }
            default -> {}
          }
        });
  }

  private void rule(JsonReader json, Component component) throws ReportException {
    if (++rules > MOST_RULES) {
      throw json.at("the tool has more rules than any has");
    }
    SarifRule rule = SarifRule.of(json.tree("a rule", SarifRule.FIELDS));
    component.rules.add(rule);
    component.byId.putIfAbsent(rule.id(), rule);
    if (component != driver) {
      ofExtensions.putIfAbsent(rule.id(), rule);
    }
  }
}
