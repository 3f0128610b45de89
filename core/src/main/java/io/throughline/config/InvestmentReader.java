package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Category;
import io.throughline.model.org.Investment.Rate;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Investment.Word;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what an organisation spends its time on, how much of each it wants, and its rates. */
final class InvestmentReader {
  private static final double WHOLE = 100;

  private static final Map<Word, String> FIELDS =
      Map.of(
          Word.TYPE, "types",
          Word.LABEL, "labels",
          Word.COMPONENT, "components",
          Word.EPIC, "epics",
          Word.CHANGE, "changes");

  private final Values values;

  InvestmentReader(Values values) {
    this.values = values;
  }

  Investment read(JsonNode root) {
    JsonNode nodes = root.path("investment").path("categories");
    List<Category> categories =
        nodes.isMissingNode() ? Investment.DEFAULT.categories() : categories(nodes);
    return new Investment(
        categories,
        wanted(
            root.path("teams"), categories.stream().map(Category::id).collect(Collectors.toSet())),
        rates(root.path("rates"), root.path("teams")));
  }

  private List<Category> categories(JsonNode nodes) {
    String where = "investment.categories";
    values.unique(nodes, where);
    List<Category> all = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String id = node.path("id").asText();
      if (id.equals(Investment.UNCATEGORISED)) {
        values.problem(
            node.path("id"),
            where + "[" + i + "].id",
            id + " is what no rule matches; give the category another name");
      }
      sum += node.path("wanted").asDouble(0);
      all.add(
          new Category(
              id,
              Objects.requireNonNullElse(Values.text(node, "title"), id),
              Values.number(node, "wanted"),
              words(node.path("when")),
              words(node.path("unless"))));
    }
    whole(nodes, where, sum);
    return all;
  }

  private static Map<Word, List<String>> words(JsonNode node) {
    Map<Word, List<String>> words = new EnumMap<>(Word.class);
    FIELDS.forEach(
        (word, field) -> {
          List<String> texts =
              Values.texts(node.path(field)).stream()
                  .map(text -> text.toLowerCase(Locale.ROOT))
                  .toList();
          if (node.has(field)) {
            words.put(word, texts);
          }
        });
    return words;
  }

  private Map<String, Map<String, Double>> wanted(JsonNode teams, Set<String> categories) {
    Map<String, Map<String, Double>> byTeam = new HashMap<>();
    for (int i = 0; i < teams.size(); i++) {
      JsonNode node = teams.get(i).path("wanted");
      if (!node.isObject()) {
        continue;
      }
      String where = "teams[" + i + "].wanted";
      Map<String, Double> mix = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> share : node.properties()) {
        if (!categories.contains(share.getKey())) {
          values.problem(
              share.getValue(),
              where,
              "there is no category " + share.getKey() + " of investment; known: " + categories);
        }
        mix.put(share.getKey(), share.getValue().asDouble());
      }
      whole(node, where, mix.values().stream().mapToDouble(Double::doubleValue).sum());
      byTeam.put(teams.get(i).path("id").asText(), mix);
    }
    return byTeam;
  }

  private void whole(JsonNode node, String where, double sum) {
    if (sum > WHOLE) {
      values.problem(node, where, "what is wanted adds up to more than 100 percent (" + sum + ")");
    }
  }

  private @Nullable RateCard rates(JsonNode node, JsonNode teams) {
    if (node.isMissingNode()) {
      return null;
    }
    Set<String> known = new HashSet<>();
    teams.forEach(team -> known.add(team.path("id").asText()));
    List<Rate> rates = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    JsonNode days = node.path("days");
    for (int i = 0; i < days.size(); i++) {
      JsonNode day = days.get(i);
      String where = "rates.days[" + i + "]";
      String team = Values.text(day, "team");
      if (team != null && !known.contains(team)) {
        values.problem(day.path("team"), where + ".team", "there is no team " + team);
      }
      LocalDate from = values.date(day.path("from"), where + ".from");
      if (!seen.add(team + " " + from)) {
        values.problem(day, where, "there are two rates of the same team from the same day");
      }
      rates.add(new Rate(team, day.path("day").asDouble(), from));
    }
    return new RateCard(node.path("currency").asText(), rates);
  }
}
