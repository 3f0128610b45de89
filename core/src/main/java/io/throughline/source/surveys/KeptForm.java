package io.throughline.source.surveys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.org.Survey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which answers are stored. It takes the place of what was sent, which would hold names
 * and free text; {@link AnswerMapping} reads it.
 */
public final class KeptForm {
  /** Answers of one delivery at the most; more are split. */
  public static final int MOST = 5_000;

  /** Refused rows that are kept for people; the number of all is kept beside them. */
  public static final int MOST_REFUSED = 500;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private KeptForm() {}

  /**
   * A part of a file.
   *
   * @param medium how it was asked
   * @param refused rows of the whole file, told with its first part
   */
  public static byte[] answers(
      Survey survey, String medium, List<KeptAnswer> answers, List<RefusedRow> refused) {
    ObjectNode root = head(survey, medium);
    root.put("scale", survey.scale());
    ArrayNode rows = root.putArray("answers");
    for (KeptAnswer answer : answers) {
      ObjectNode row = rows.addObject();
      row.put("id", answer.id());
      put(row, "answered_at", answer.answeredAt());
      put(row, "respondent", answer.respondent());
      if (answer.score() != null) {
        row.put("score", answer.score());
      }
      put(row, "answer", answer.answer());
      put(row, "segment", answer.segment());
      if (answer.recentUses() != null) {
        row.put("recent_uses", answer.recentUses());
      }
      put(row, "last_active", answer.lastActive());
    }
    if (!refused.isEmpty()) {
      root.put("refused_rows", refused.size());
      ArrayNode list = root.putArray("refused");
      for (RefusedRow row : refused.subList(0, Math.min(MOST_REFUSED, refused.size()))) {
        list.addObject().put("row", row.row()).put("column", row.column()).put("why", row.why());
      }
    }
    return bytes(root);
  }

  /** A round of invitations. */
  public static byte[] round(Survey survey, String medium, Instant sentAt, int invited) {
    ObjectNode root = head(survey, medium);
    put(root, "sent_at", sentAt);
    root.put("invited", invited);
    return bytes(root);
  }

  /** Something that was sent and cannot be read; only why is kept of it. */
  public static byte[] unreadable(@Nullable String survey, String reason) {
    ObjectNode root = JSON.createObjectNode();
    put(root, "survey", survey);
    root.put("unreadable", reason);
    return bytes(root);
  }

  private static ObjectNode head(Survey survey, String medium) {
    ObjectNode root = JSON.createObjectNode();
    root.put("survey", survey.id());
    root.put("title", survey.title());
    root.put("kind", survey.kind().word());
    root.put("medium", medium);
    return root;
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }
}
