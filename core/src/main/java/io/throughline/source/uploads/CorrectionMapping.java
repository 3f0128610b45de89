package io.throughline.source.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say in place of a rule, about incidents and deployments. */
public final class CorrectionMapping {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_NAME = 200;
  private static final Pattern GATE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final String WITHDRAWN = "withdrawn";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Words by the subject that they are said of. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "incident",
          List.of("joined", "apart", "caused_by", "not_caused_by", "cause", "gate"),
          "deployment",
          List.of("rework", "not_rework"));

  private static final List<String> ABOUT_TWO =
      List.of("joined", "apart", "caused_by", "not_caused_by");
  private static final List<String> CAUSES =
      List.of("change", "infrastructure", "third_party", "other");

  private CorrectionMapping() {}

  /**
   * Checks what somebody sent, and gives the form in which it is stored.
   *
   * @throws UnmappableException with the place and what there is
   */
  public static byte[] stored(byte[] body) throws UnmappableException {
    JsonValue said = StrictJson.read(body).object();
    Correction correction = read(said, 0, Instant.EPOCH);
    ObjectNode root = JSON.createObjectNode();
    put(root, "subject", correction.subject());
    put(root, "id", correction.subjectId());
    put(root, "word", correction.word());
    put(root, "other", correction.otherId());
    put(root, "value", correction.value());
    put(root, "by", correction.by());
    put(root, "reason", correction.reason());
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  /** Numbers as texts as well: they are longer than many readers of JSON can count. */
  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  /** It was said when it came; the same words later are another one. */
  static void map(Scope scope, Harvest harvest) throws UnmappableException {
    byte[] body = scope.delivery().body();
    Instant at = scope.delivery().receivedAt();
    JsonValue said = StrictJson.read(body).object();
    long id =
        FactId.of(
            scope.config().source(),
            Sha256.number("correction\n" + at + "\n" + new String(body, StandardCharsets.UTF_8)));
    harvest.unversioned(read(said, id, at), true);
  }

  private static Correction read(JsonValue said, long id, Instant at) throws UnmappableException {
    String subject = oneOf(said, "subject", WORDS.keySet().stream().sorted().toList());
    List<String> words = WORDS.getOrDefault(subject, List.of());
    String word = said.requiredText("word");
    if (!word.equals(WITHDRAWN) && !words.contains(word)) {
      throw unknown(said, "word", word, words);
    }
    String withdrawn = word.equals(WITHDRAWN) ? oneOf(said, "value", words) : null;
    String about = withdrawn == null ? word : withdrawn;
    Long other = said.at("other").present() ? factId(said, "other") : null;
    if (ABOUT_TWO.contains(about) == (other == null)) {
      throw other == null
          ? said.at("other")
              .unexpected(
                  about.endsWith("caused_by")
                      ? "the id of a deployment, since " + about + " is about two,"
                      : "the id of an incident, since " + about + " is about two,")
          : new UnmappableException("/other", about + " is about one thing; leave out other");
    }
    long subjectId = factId(said, "id");
    if (other != null && other == subjectId) {
      throw new UnmappableException("/other", "it is the same as id");
    }
    return new Correction(
        id,
        subject,
        subjectId,
        word,
        other,
        withdrawn == null ? value(said, word) : withdrawn,
        at,
        text(said, "by", LONGEST_NAME),
        text(said, "reason", LONGEST));
  }

  private static @Nullable String value(JsonValue said, String word) throws UnmappableException {
    if (word.equals("cause")) {
      return oneOf(said, "value", CAUSES);
    }
    String value = said.text("value");
    if (word.equals("gate")) {
      if (value == null || !GATE.matcher(value).matches()) {
        throw said.at("value").unexpected("the id of the gate that should have caught it");
      }
      return value;
    }
    if (value != null && !value.isBlank()) {
      throw new UnmappableException("/value", word + " has no value; leave it out");
    }
    return null;
  }

  private static long factId(JsonValue said, String name) throws UnmappableException {
    long id = said.requiredInteger(name);
    if (id < 0 || FactId.source(id) < 1 || FactId.source(id) > FactId.MAX_SOURCE) {
      throw new UnmappableException(
          "/" + name, "it is no id of an incident or a deployment, as lists of them tell it");
    }
    return id;
  }

  private static String text(JsonValue said, String name, int longest) throws UnmappableException {
    String text = said.requiredText(name).strip();
    if (text.length() > longest) {
      throw new UnmappableException("/" + name, "it is longer than " + longest + " characters");
    }
    return text;
  }

  private static String oneOf(JsonValue said, String name, List<String> known)
      throws UnmappableException {
    String text = said.requiredText(name);
    if (!known.contains(text)) {
      throw unknown(said, name, text, known);
    }
    return text;
  }

  private static UnmappableException unknown(
      JsonValue said, String name, String text, List<String> known) {
    TreeSet<String> all = new TreeSet<>(known);
    if (name.equals("word")) {
      all.add(WITHDRAWN);
    }
    return new UnmappableException(
        said.at(name).pointer(),
        "there is no "
            + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
            + "; there are: "
            + String.join(", ", all));
  }
}
