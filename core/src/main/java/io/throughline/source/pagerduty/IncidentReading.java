package io.throughline.source.pagerduty;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reading of one incident: itself, its log, and where it has no key the first of its alerts.
 * The answers are stored as they came, in one delivery, since none of them means enough alone.
 */
record IncidentReading(FeedRun run, String id) {
  private static final int BAD_REQUEST = 400;

  /** Entries of a log that are read at most; an incident with more called hundreds of times. */
  static final int MOST_ENTRIES = 2_000;

  private static final int MOST_BYTES = 16 << 20;

  void read() throws SourceException, InterruptedException {
    Api api = new Api(run);
    Api.Answer incident;
    try {
      incident = incident(api);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice("closed", "Incident " + id + " cannot be read. " + e.getMessage());
      return;
    }
    List<byte[]> log = new ArrayList<>();
    boolean whole = log(api, log);
    List<byte[]> alerts = new ArrayList<>();
    if (!hasKey(incident)) {
      alerts.add(api.get("/incidents/" + id + "/alerts?limit=1").body());
    }
    Map<String, String> context = new HashMap<>(PageStore.taken(run, Map.of("id", id)));
    if (!whole) {
      context.put("cut", "true");
      run.notice(
          "cut",
          "The log of incident "
              + id
              + " is longer than is read: when it was acknowledged first is not known.");
    }
    run.store("incident", context, null, together(incident.body(), log, alerts));
  }

  /** An account that does not know custom fields may refuse the question for them. */
  private Api.Answer incident(Api api) throws SourceException, InterruptedException {
    String path = "/incidents/" + id;
    try {
      return api.get(path + "?" + Api.parameter("include[]", "custom_fields").substring(1));
    } catch (SourceException e) {
      if (e.status() != BAD_REQUEST) {
        throw e;
      }
      return api.get(path);
    }
  }

  private boolean log(Api api, List<byte[]> pages) throws SourceException, InterruptedException {
    long[] bytes = {0};
    boolean told =
        api.each(
            "/incidents/"
                + id
                + "/log_entries?is_overview=false"
                + Api.parameter("include[]", "channels"),
            "log_entries",
            MOST_ENTRIES,
            page -> {
              bytes[0] += page.body().length;
              if (bytes[0] <= MOST_BYTES) {
                pages.add(page.body());
              }
            });
    return told && bytes[0] <= MOST_BYTES;
  }

  private static boolean hasKey(Api.Answer incident) throws SourceException {
    try {
      JsonValue inside = incident.json().object("incident");
      String key = inside.text("incident_key");
      return key != null && !key.isBlank();
    } catch (UnmappableException e) {
      throw Api.misshapen("/incidents/id", e);
    }
  }

  private static byte[] together(byte[] incident, List<byte[]> log, List<byte[]> alerts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, "{\"incident\":");
    body.writeBytes(incident);
    put(body, ",\"log\":[");
    for (int i = 0; i < log.size(); i++) {
      put(body, i == 0 ? "" : ",");
      body.writeBytes(log.get(i));
    }
    put(body, "]");
    for (byte[] page : alerts) {
      put(body, ",\"alerts\":");
      body.writeBytes(page);
    }
    put(body, "}");
    return body.toByteArray();
  }

  private static void put(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
