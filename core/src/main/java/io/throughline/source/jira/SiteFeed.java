package io.throughline.source.jira;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out what kind of Jira this is and which of its custom fields mean what. */
final class SiteFeed implements Feed {
  static final String ID = "site";
  private static final String FIELDS = "/rest/api/2/field";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Api api = new Api(run);
    try {
      JsonValue server = api.get("/rest/api/2/serverInfo").json().object();
      String type = server.text("deploymentType");
      if (type == null && server.text("version") == null) {
        throw server.at("version").unexpected("the version of a Jira");
      }
      String zone = api.get("/rest/api/2/myself").json().text("timeZone");
      List<JsonValue> listed = Api.rows(FIELDS, api.get(FIELDS));
      Map<String, String> found = fields(run.settings(), listed);
      Map<String, String> kept = kept(run, found);
      Map<String, String> all = new HashMap<>(kept);
      all.putAll(found);
      Site site = new Site("Cloud".equals(type), zone(zone), all);
      tell(run, site, kept, listed);
      if (!run.cursor("").equals(Optional.of(site.format()))) {
        run.saveCursor("", site.format());
      }
    } catch (UnmappableException e) {
      throw Api.misshapen("/rest/api/2", e);
    }
  }

  /** A field that is called otherwise now is still the field that was read. */
  private static Map<String, String> kept(FeedRun run, Map<String, String> found) {
    Map<String, String> kept =
        new HashMap<>(run.cursor("").map(text -> Site.parse(text).fields()).orElse(Map.of()));
    kept.keySet().removeAll(found.keySet());
    return kept;
  }

  private static void tell(FeedRun run, Site site, Map<String, String> kept, List<JsonValue> listed)
      throws UnmappableException {
    run.notice(
        "points",
        site.fields().containsKey("points")
            ? null
            : "This Jira has no field for story points that the token can see. If it is called"
                + " otherwise, name it as points_field of the source.");
    Map<String, JsonValue> byId = new HashMap<>();
    for (JsonValue field : listed) {
      String id = field.text("id");
      if (id != null) {
        byId.put(id, field);
      }
    }
    StringJoiner changed = new StringJoiner(" ");
    for (Map.Entry<String, String> use : new TreeMap<>(kept).entrySet()) {
      for (String id : use.getValue().split(",")) {
        JsonValue field = byId.get(id);
        String what = "The field for " + use.getKey().replace('_', ' ') + " (" + id + ") ";
        changed.add(
            field == null
                ? what
                    + "is gone: deleted, or hidden from the token. What is changed from now on has"
                    + " none; show the field again, or name another one."
                : what + "is called " + field.text("name") + " now; it is still read.");
      }
    }
    for (String id : site.fields().getOrDefault("points", "").split(",")) {
      JsonValue field = byId.get(id);
      JsonValue schema = field == null ? null : field.optionalObject("schema");
      String type = schema == null ? null : schema.text("type");
      if (type != null && !type.equals("number")) {
        changed.add(
            "The field for points ("
                + id
                + ") holds values of the type "
                + type
                + "; those that are no numbers count as not estimated.");
      }
    }
    run.notice("fields", changed.length() == 0 ? null : changed.toString());
  }

  private static ZoneId zone(@Nullable String text) {
    try {
      return text == null ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      // A question is asked with an overlap, and UTC is what a site without a zone means.
      return ZoneOffset.UTC;
    }
  }

  /** Ids of the fields of each use, comma-joined. */
  private static Map<String, String> fields(Map<String, String> settings, List<JsonValue> fields)
      throws UnmappableException {
    Map<String, String> ids = new HashMap<>();
    for (JsonValue field : fields) {
      String id = field.text("id");
      String name = field.text("name");
      if (id != null && name != null) {
        for (String use : FieldIds.uses(settings, id, name)) {
          ids.merge(use, id, (one, other) -> one + "," + other);
        }
      }
    }
    return ids;
  }
}
