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
      Site site =
          new Site(
              "Cloud".equals(type),
              zone(zone),
              fields(run.settings(), Api.rows(FIELDS, api.get(FIELDS))));
      run.notice(
          "points",
          site.fields().containsKey("points")
              ? null
              : "This Jira has no field for story points that the token can see. If it is called"
                  + " otherwise, name it as points_field of the source.");
      if (!run.cursor("").equals(Optional.of(site.format()))) {
        run.saveCursor("", site.format());
      }
    } catch (UnmappableException e) {
      throw Api.misshapen("/rest/api/2", e);
    }
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
