package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Production;
import io.throughline.model.org.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads how deployments and incidents are judged; what is left out is as usual. */
final class ProductionReader {
  private final Values values;

  ProductionReader(Values values) {
    this.values = values;
  }

  Production read(JsonNode node, List<Service> services) {
    Production usual = Production.USUAL;
    JsonNode hotfix = node.path("hotfix");
    JsonNode incidents = node.path("incidents");
    Map<String, List<String>> causes = new LinkedHashMap<>(usual.causes());
    causes.putAll(lists(incidents.path("causes")));
    return new Production(
        node.path("watch_minutes").asInt(usual.watchMinutes()),
        node.path("together_hours").asInt(usual.togetherHours()),
        incidents.path("blame_hours").asInt(usual.blameHours()),
        hotfix.path("days").asInt(usual.hotfixDays()),
        hotfix.has("labels") ? Values.texts(hotfix.path("labels")) : usual.hotfixLabels(),
        hotfix.has("branches") ? Values.texts(hotfix.path("branches")) : usual.hotfixBranches(),
        incidents.path("join_minutes").asInt(usual.joinMinutes()),
        incidents.path("brief_seconds").asInt(usual.briefSeconds()),
        causes,
        lists(incidents.path("escaped")),
        upstream(node.path("upstream"), services));
  }

  private Map<String, List<String>> upstream(JsonNode node, List<Service> services) {
    Set<String> known = services.stream().map(Service::id).collect(Collectors.toSet());
    Map<String, List<String>> upstream = lists(node);
    upstream.forEach(
        (service, called) -> {
          if (!known.contains(service)) {
            values.problem(node, "production.upstream", "there is no service " + service);
          }
          for (String one : called) {
            if (!known.contains(one)) {
              values.problem(
                  node.path(service),
                  "production.upstream." + service,
                  "there is no service " + one);
            }
          }
        });
    return upstream;
  }

  private static Map<String, List<String>> lists(JsonNode node) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    node.properties().forEach(e -> lists.put(e.getKey(), Values.texts(e.getValue())));
    return lists;
  }
}
