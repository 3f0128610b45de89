package io.throughline.report.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an OpenAPI document, path by path.
 *
 * <ul>
 *   <li>An operation is a method of a path. What {@code components} and {@code webhooks} hold is
 *       none.
 *   <li>A path that is only a reference to another place is not followed; it is noted, since its
 *       operations are missing.
 *   <li>Servers of the document stand before its paths. Servers of a single path or operation are
 *       noted, and do not.
 * </ul>
 */
final class OpenApiReading {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
  private static final Pattern STATUS = Pattern.compile("[1-5](?:[0-9]{2}|XX)");
  private static final int MOST_OPERATIONS = 100_000;
  private static final int MOST_STATUSES = 1_000_000;
  private static final int MOST_SERVERS = 1_000;
  private static final int LONGEST_PATH = 8_000;

  /** Letters of all paths and ids together. */
  private static final long MOST_LETTERS = 20_000_000;

  /** Pieces of all paths between their slashes. */
  private static final long MOST_PIECES = 1_000_000;

  private final JsonReader json;
  private final Notes notes = new Notes();
  private final Set<String> bases = new LinkedHashSet<>();
  private final Map<ApiOperation, ApiDescription.Operation> operations = new LinkedHashMap<>();
  private String version = "";
  private String title = "";
  private boolean any;
  private int statuses;
  private int silent;
  private long room = MOST_LETTERS;
  private long pieces = MOST_PIECES;

  /**
   * @param json on the document
   */
  OpenApiReading(JsonReader json) {
    this.json = json;
  }

  /** Reads to the end. */
  ApiDescription all() throws ReportException {
    json.fields(
        "the document",
        name -> {
          switch (name) {
            case "openapi", "swagger" -> version(name, word());
            case "info" -> info();
            case "servers" -> servers();
            case "basePath" -> base(Server.base(word()));
            case "paths" -> paths();
            default -> {}
          }
        });
    if (version.isEmpty()) {
      throw json.at("it does not say which version of OpenAPI it is written in");
    }
    if (!any) {
      throw json.at("it describes no paths");
    }
    json.end();
    if (silent > 0) {
      notes.add("%,d operations document no answer", silent);
    }
    return new ApiDescription(
        title,
        bases.isEmpty() ? List.of("") : List.copyOf(bases),
        new ArrayList<>(operations.values()),
        notes.all());
  }

  private void version(String language, String text) throws ReportException {
    boolean known =
        language.equals("openapi")
            ? text.matches("3(\\.[0-9]{1,3}){0,2}")
            : text.matches("2(\\.0)?");
    if (!known) {
      throw json.at(
          "it is written in "
              + language
              + " "
              + Notes.piece(text)
              + ", which is none that is read");
    }
    version = text;
  }

  private void info() throws ReportException {
    json.fields(
        "the information",
        name -> {
          if (name.equals("title")) {
            title = Notes.piece(word());
          }
        });
  }

  private void servers() throws ReportException {
    if (json.isNull()) {
      return;
    }
    json.items("the list of servers", () -> base(Server.base(json.tree())));
  }

  private void base(String base) throws ReportException {
    if (bases.size() >= MOST_SERVERS || base.length() > LONGEST_PATH) {
      throw json.at("it names more servers, or longer ones, than an API has");
    }
    bases.add(base);
  }

  private void paths() throws ReportException {
    if (any) {
      throw json.at("it has its paths twice");
    }
    any = true;
    json.fields(
        "the paths",
        path -> {
          if (!path.startsWith("x-")) {
            path(path);
          }
        });
  }

  private void path(String path) throws ReportException {
    if (path.length() > LONGEST_PATH) {
      throw json.at("a path is longer than any");
    }
    if (!json.isObject()) {
      notes.add("path %s is no description, so that its operations are missing", piece(path));
      return;
    }
    json.fields(
        "a path",
        name -> {
          if (METHODS.contains(name)) {
            operation(new ApiOperation(name.toUpperCase(Locale.ROOT), rooted(path)));
          } else if (name.equals("$ref") || name.equals("<<")) {
            notes.add(
                "path %s refers to another place, so that its operations may be missing",
                piece(path));
          } else if (name.equals("servers")) {
            notes.add("path %s names servers of its own, which are not looked at", piece(path));
          }
        });
  }

  private void operation(ApiOperation operation) throws ReportException {
    String[] id = {""};
    boolean[] deprecated = {false};
    Set<String> documented = new HashSet<>();
    if (json.isObject()) {
      json.fields(
          "an operation",
          name -> {
            switch (name) {
              case "operationId" -> id[0] = Notes.piece(word());
              case "deprecated" -> deprecated[0] = json.tree().asBoolean();
              case "responses" -> answers(operation, documented);
              case "servers" ->
                  notes.add(
                      "%s names servers of its own, which are not looked at",
                      piece(operation.toString()));
              default -> {}
            }
          });
    }
    silent += documented.isEmpty() ? 1 : 0;
    room -= operation.path().length() + (long) id[0].length();
    pieces -= operation.path().chars().filter(letter -> letter == '/').count();
    if (operations.size() >= MOST_OPERATIONS || room < 0 || pieces < 0) {
      throw json.at("it describes more operations than an API has");
    }
    ApiDescription.Operation described =
        new ApiDescription.Operation(operation, id[0], deprecated[0], documented);
    if (operations.putIfAbsent(operation, described) != null) {
      throw json.at("it describes " + piece(operation.toString()) + " twice");
    }
  }

  private void answers(ApiOperation operation, Set<String> documented) throws ReportException {
    if (!json.isObject()) {
      return;
    }
    json.fields(
        "the answers of an operation",
        name -> {
          String status = name.toUpperCase(Locale.ROOT);
          if (STATUS.matcher(status).matches()) {
            documented.add(status);
          } else if (name.equals("default")) {
            documented.add(name);
          } else if (!name.startsWith("x-")) {
            notes.add(
                "%s documents the answer \"%s\", which is no status",
                piece(operation.toString()), piece(name));
          }
          if (++statuses > MOST_STATUSES) {
            throw json.at("it describes more answers than an API has");
          }
        });
  }

  /** A text or a number: YAML takes a version for one. */
  private String word() throws ReportException {
    JsonNode value = json.tree();
    return value.asText("").strip();
  }

  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String piece(String text) {
    return Notes.piece(text);
  }
}
