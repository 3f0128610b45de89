package io.throughline.source.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.WholeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the source code in a page of diffs by the numbers of added and deleted lines, so that an
 * organisation's code is never stored here. Everything else of a file is copied as it came. Pure.
 */
final class DiffLines {
  private DiffLines() {}

  /**
   * @param body a list of files, or an object with the list in {@code changes} (older GitLab) or
   *     {@code diffs} (a version)
   * @return a list of files, each with {@code added_lines}, {@code deleted_lines} (null where
   *     GitLab cut the diff) and {@code binary} in place of {@code diff}
   */
  static byte[] reduced(byte[] body) throws SourceException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(256, body.length / 4));
    try (JsonParser in = WholeJson.FACTORY.createParser(body);
        JsonGenerator json = WholeJson.FACTORY.createGenerator(out)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        toChanges(in);
      }
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw new SourceException(Remedy.RETRY, "GitLab answered with no list of diffs.");
      }
      json.writeStartArray();
      while (in.nextToken() == JsonToken.START_OBJECT) {
        file(in, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new SourceException(Remedy.RETRY, "GitLab answered with broken diffs.");
    }
    return out.toByteArray();
  }

  private static void toChanges(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean changes = in.currentName().equals("changes") || in.currentName().equals("diffs");
      in.nextToken();
      if (changes) {
        return;
      }
      in.skipChildren();
    }
  }

  private static void file(JsonParser in, JsonGenerator json) throws IOException {
    json.writeStartObject();
    HunkCount count = HunkCount.CUT;
    boolean cut = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("diff")) {
        count = value == JsonToken.VALUE_STRING ? HunkCount.of(in.getText()) : HunkCount.CUT;
        in.skipChildren();
        continue;
      }
      if (name.equals("added_lines") || name.equals("deleted_lines") || name.equals("binary")) {
        in.skipChildren();
        continue;
      }
      cut |=
          value == JsonToken.VALUE_TRUE && (name.equals("collapsed") || name.equals("too_large"));
      json.writeFieldName(name);
      json.copyCurrentStructure(in);
    }
    number(json, "added_lines", cut ? null : count.added());
    number(json, "deleted_lines", cut ? null : count.deleted());
    json.writeBooleanField("binary", count.binary());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Integer value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
