package io.throughline.source.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every place of a good payload is given something else: it is mapped, or refused with a reason.
 */
final class HostileArgoCdTest {
  private static final String[] ODD = {
    "null",
    "-1",
    "1e300",
    "99999999999999999999",
    "true",
    "''",
    "'x'",
    "'\\u0000'",
    "'2026-11-20T11:58:00Z'",
    "'9999-12-31T23:59:59Z'",
    "[]",
    "[ 1 ]",
    "[ null ]",
    "{}",
    "[ {} ]"
  };

  /** What is done with a payload; whatever it throws beside a refusal is a fault of ours. */
  private interface Use {
    void of(ObjectNode payload) throws IOException, UnmappableException;
  }

  private static int[] tried(ObjectNode good, Use use) throws IOException {
    int mapped = 0;
    int refused = 0;
    for (String pointer : places(good, "")) {
      for (String odd : ODD) {
        ObjectNode payload = good.deepCopy();
        put(payload, pointer, ArgoSamples.parse(odd.replace("'", "\"")));
        try {
          use.of(payload);
          mapped++;
        } catch (UnmappableException e) {
          assertThat(e.getMessage()).as(pointer).isNotBlank();
          refused++;
        }
      }
    }
    return new int[] {mapped, refused};
  }

  private static List<String> places(JsonNode node, String pointer) {
    List<String> all = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              String place = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
              all.add(place);
              all.addAll(places(field.getValue(), place));
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      all.add(pointer + "/" + i);
      all.addAll(places(node.get(i), pointer + "/" + i));
    }
    return all;
  }

  private static void put(ObjectNode root, String pointer, JsonNode value) {
    int last = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, last));
    String step = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(step), value);
    } else {
      ((ObjectNode) parent).set(step, value);
    }
  }

  private static void assertBoth(int[] counts) {
    assertThat(counts[0]).as("mapped").isPositive();
    assertThat(counts[1]).as("refused").isPositive();
  }

  @Test
  void c11_applications() throws Exception {
    assertBoth(tried(ArgoSamples.yaml(ArgoSamples.APPLICATION), ArgoSamples::application));
  }

  @Test
  void c11_notifications() throws Exception {
    assertBoth(
        tried(
            (ObjectNode) ArgoSamples.JSON.readTree(ArgoCdHookTest.BODY),
            body -> ArgoSamples.hook(ArgoSamples.JSON.writeValueAsString(body))));
  }

  @Test
  void c11_rollouts() throws Exception {
    assertBoth(tried(ArgoSamples.yaml(ArgoSamples.ROLLOUT), ArgoSamples::rollout));
  }

  @Test
  void c12_whatNestsWithoutEndIsRefused() {
    byte[] deep =
        ("{\"a\":" + "[".repeat(100_000)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> ArgoSamples.map(Channel.WEBHOOK, "application", Map.of(), deep, List.of()))
        .isInstanceOf(UnmappableException.class);
  }
}
