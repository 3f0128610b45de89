package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.DocumentRules;
import io.throughline.model.org.DocumentRules.Rule;
import java.util.List;
import java.util.Locale;

/** Reads how a wiki's pages are told apart; a list that is left out is the usual one. */
record DocumentsReader(Values values) {
  DocumentRules read(JsonNode source, String where) {
    JsonNode node = source.path("documents");
    if (node.isMissingNode()) {
      return DocumentRules.USUAL;
    }
    if (!source.path("system").asText().equals("confluence")) {
      values.problem(node, where, "only a Confluence has documents; move this to one");
    }
    DocumentRules usual = DocumentRules.USUAL;
    return new DocumentRules(
        rule(node.path("prd"), usual.prd(), where + ".prd"),
        rule(node.path("design"), usual.design(), where + ".design"),
        node.path("stale_days").asInt(usual.staleDays()));
  }

  private Rule rule(JsonNode node, Rule usual, String where) {
    Rule rule =
        new Rule(
            list(node, "labels", usual.labels()).stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toList(),
            list(node, "titles", usual.titles()),
            list(node, "spaces", usual.spaces()));
    if (rule.isEmpty()) {
      values.problem(
          node, where, "no page can be one without a label, a title or a space; name one of them");
    }
    return rule;
  }

  private static List<String> list(JsonNode node, String field, List<String> usual) {
    return node.has(field) ? Values.texts(node.path(field)) : usual;
  }
}
