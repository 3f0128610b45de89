package io.throughline.source.confluence;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.WikiPage;
import io.throughline.model.fact.WikiPageEdit;
import io.throughline.model.fact.WikiPageLabel;
import io.throughline.model.fact.WikiPageLink;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages as both interfaces tell them: {@code /api/v2/pages} of Cloud, and {@code /rest/api/content}
 * of Data Center, whose fields come only where they were asked for. Names of people stay behind.
 */
final class PageMapping {
  private static final Pattern SPACE = Pattern.compile("^/(?:spaces|display)/([^/?]+)");
  private static final Pattern SPACE_PATH = Pattern.compile("/rest/api/space/([^/?]+)$");

  private PageMapping() {}

  /** A page of a list. */
  static void list(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    String base = base(body);
    JsonValue rows = body.at("results");
    if (!rows.isArray()) {
      throw rows.unexpected("a list");
    }
    for (JsonValue row : rows.objects()) {
      one(scope, row, base, harvest);
    }
  }

  /** One page by itself. */
  static void single(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    one(scope, body, base(body), harvest);
  }

  private static void one(Scope scope, JsonValue row, @Nullable String base, Harvest harvest)
      throws UnmappableException {
    String type = row.text("type");
    if (type != null && !type.equals("page")) {
      return;
    }
    long id = scope.id(row, "id");
    String status = row.text("status");
    JsonValue version = row.optionalObject("version");
    JsonValue history = row.optionalObject("history");
    Instant saved = version == null ? null : saved(scope, version);
    Instant created =
        history == null ? scope.time(row, "createdAt") : scope.time(history, "createdDate");
    Long author =
        history == null
            ? account(scope, row.text("authorId"))
            : account(scope, user(history.optionalObject("createdBy")));
    if (version != null && saved != null) {
      int number = number(version);
      Long by =
          version.has("by")
              ? account(scope, user(version.optionalObject("by")))
              : account(scope, version.text("authorId"));
      harvest.add(
          WikiPageEdit.class,
          id,
          "versions",
          scope.takenAt(),
          versions(id, number, saved, by, created, author));
    }
    if ("historical".equals(status) || "draft".equals(status)) {
      // How it was once, or may be one day: not how it is.
      return;
    }
    String web = row.at("_links").isObject() ? row.object("_links").text("webui") : null;
    WikiPage page =
        new WikiPage(
            id,
            space(row, web),
            row.requiredText("title"),
            base == null || web == null ? null : base + web,
            parent(scope, row),
            author,
            created,
            saved,
            version == null ? null : number(version),
            status == null ? null : status.equals("archived"),
            status == null ? null : status.equals("trashed") || status.equals("deleted"),
            false);
    if (saved == null) {
      harvest.unversioned(page, false);
    } else {
      harvest.partial(page, saved);
    }
    links(scope, row, id, harvest);
    JsonValue metadata = row.optionalObject("metadata");
    if (metadata != null && metadata.at("labels").isObject()) {
      labels(scope, id, metadata.object("labels"), harvest);
    }
  }

  private static List<WikiPageEdit> versions(
      long id,
      int number,
      Instant saved,
      @Nullable Long by,
      @Nullable Instant created,
      @Nullable Long author) {
    Map<Integer, WikiPageEdit> seen = new TreeMap<>();
    if (created != null) {
      seen.put(1, new WikiPageEdit(id, "1", 1, created, author));
    }
    seen.put(number, new WikiPageEdit(id, Integer.toString(number), number, saved, by));
    return List.copyOf(seen.values());
  }

  private static void links(Scope scope, JsonValue row, long id, Harvest harvest)
      throws UnmappableException {
    JsonValue body = row.optionalObject("body");
    JsonValue storage = body == null ? null : body.optionalObject("storage");
    String text = storage == null ? null : storage.text("value");
    if (text != null) {
      harvest.replace(WikiPageLink.class, id, "body", scope.takenAt(), StorageLinks.of(id, text));
    }
  }

  /** All labels of the context's page. */
  static void labels(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    labels(scope, scope.contextId("page"), body, harvest);
  }

  private static void labels(Scope scope, long id, JsonValue body, Harvest harvest)
      throws UnmappableException {
    JsonValue rows = body.at("results");
    if (!rows.isArray()) {
      throw rows.unexpected("a list of labels");
    }
    List<WikiPageLabel> labels = new ArrayList<>();
    for (JsonValue row : rows.objects()) {
      String prefix = row.text("prefix");
      // Labels with another prefix are a person's own (my:favourite).
      if (prefix == null || prefix.equals("global")) {
        labels.add(
            new WikiPageLabel(id, row.requiredText("name").strip().toLowerCase(Locale.ROOT)));
      }
    }
    harvest.replace(WikiPageLabel.class, id, "labels", scope.takenAt(), labels);
  }

  /**
   * Confluence no longer has the context's page, or has it again.
   *
   * @param deleted whether it is in the bin; null where nothing tells
   * @param hidden whether it is not shown to us any more
   */
  static void presence(Scope scope, @Nullable Boolean deleted, boolean hidden, Harvest harvest)
      throws UnmappableException {
    harvest.partial(
        new WikiPage(
            scope.contextId("page"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            deleted,
            hidden),
        scope.takenAt());
  }

  private static @Nullable Instant saved(Scope scope, JsonValue version)
      throws UnmappableException {
    Instant cloud = scope.time(version, "createdAt");
    return cloud == null ? scope.time(version, "when") : cloud;
  }

  private static int number(JsonValue version) throws UnmappableException {
    long number = version.requiredInteger("number");
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw version.at("number").unexpected("a number of a version, from 1 on");
    }
    return (int) number;
  }

  private static @Nullable Long parent(Scope scope, JsonValue row) throws UnmappableException {
    if (row.at("parentId").present()) {
      String type = row.text("parentType");
      // A folder or a whiteboard may be the parent, too.
      return type == null || type.equals("page") ? scope.reference(row, "parentId") : null;
    }
    List<JsonValue> ancestors = row.objects("ancestors");
    return ancestors.isEmpty() ? null : scope.id(ancestors.getLast(), "id");
  }

  private static @Nullable String space(JsonValue row, @Nullable String web)
      throws UnmappableException {
    JsonValue space = row.optionalObject("space");
    String key = space == null ? null : space.text("key");
    if (key != null) {
      return key;
    }
    JsonValue rest = row.optionalObject("_expandable");
    String path = rest == null ? null : rest.text("space");
    Matcher byPath = SPACE_PATH.matcher(path == null ? "" : path);
    Matcher byWeb = SPACE.matcher(web == null ? "" : web);
    return byPath.find() ? byPath.group(1) : byWeb.find() ? byWeb.group(1) : null;
  }

  /** Where addresses for people begin; null where it is no address of the web. */
  private static @Nullable String base(JsonValue body) throws UnmappableException {
    JsonValue links = body.optionalObject("_links");
    String base = links == null ? null : links.text("base");
    return base != null && base.matches("https?://\\S+") ? base : null;
  }

  private static @Nullable String user(@Nullable JsonValue user) throws UnmappableException {
    if (user == null) {
      return null;
    }
    String account = user.text("accountId");
    return account == null || account.isBlank() ? user.text("userKey") : account;
  }

  private static @Nullable Long account(Scope scope, @Nullable String identity) {
    return identity == null || identity.isBlank()
        ? null
        : FactId.of(scope.config().source(), Sha256.number(identity));
  }
}
