package io.throughline.report.har;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.ApiCalls;
import io.throughline.report.ApiOperation;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.WebAddress;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Requests as browsers and proxies record them in the HTTP Archive format.
 *
 * <p>Kept are method, path and status. A query, a header, a cookie, a body may be a secret, and
 * none of them is looked at. A request that was never answered, or that was none of HTTP, is no
 * call. A recording cannot say whether the test that made the calls passed: whoever hands one in
 * hands in that of tests that did.
 */
public final class HarFormat implements ReportFormat {
  @Override
  public String id() {
    return "har";
  }

  @Override
  public String title() {
    return "HTTP Archive (HAR)";
  }

  @Override
  public boolean isOf(Head head) {
    return head.keys().contains("log.creator") || head.keys().contains("log.entries");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new Reading(json).all();
    }
  }

  private static final class Reading {
    private static final int MOST_CALLS = 1_000_000;
    private static final long MOST_LETTERS = 50_000_000;
    private static final int LONGEST_PATH = 8_000;
    private static final int MOST_HOSTS = 1_000;
    private static final int NAMED_HOSTS = 5;
    private static final Pattern METHOD = Pattern.compile("[A-Za-z][A-Za-z-]{0,29}");

    private final JsonReader json;
    private final Map<ApiOperation, Set<Integer>> calls = new TreeMap<>();
    private final Set<String> hosts = new TreeSet<>();
    private final Notes notes = new Notes();
    private long room = MOST_LETTERS;
    private long unanswered;
    private long others;
    private boolean any;

    Reading(JsonReader json) {
      this.json = json;
    }

    ApiCalls all() throws ReportException {
      json.fields(
          "the recording",
          name -> {
            if (name.equals("log")) {
              json.fields(
                  "its log",
                  field -> {
                    if (field.equals("entries")) {
                      any = true;
                      json.items("the list of entries", this::entry);
                    }
                  });
            }
          });
      if (!any) {
        throw json.at("it has no list of entries");
      }
      json.end();
      if (unanswered > 0) {
        notes.add("%,d requests were never answered, and are no calls", unanswered);
      }
      if (others > 0) {
        notes.add("%,d requests were none of HTTP, and are no calls", others);
      }
      if (hosts.size() > 1) {
        notes.add(
            "its calls went to %,d hosts, which are not told apart: %s",
            hosts.size(),
            String.join(", ", hosts.stream().limit(NAMED_HOSTS).map(Notes::piece).toList()));
      }
      return new ApiCalls(calls, notes.all());
    }

    private void entry() throws ReportException {
      String[] method = {""};
      String[] url = {""};
      int[] status = {0};
      json.fields(
          "an entry",
          name -> {
            if (name.equals("request")) {
              json.fields(
                  "a request",
                  field -> {
                    if (field.equals("method")) {
                      method[0] = json.text("the method of a request");
                    } else if (field.equals("url")) {
                      url[0] = json.text("the address of a request");
                    }
                  });
            } else if (name.equals("response") && json.isObject()) {
              json.fields(
                  "an answer",
                  field -> {
                    if (field.equals("status")) {
                      status[0] = status();
                    }
                  });
            }
          });
      if (!METHOD.matcher(method[0]).matches()) {
        throw json.at("a request has the method \"" + Notes.piece(method[0]) + "\"");
      }
      call(method[0].toUpperCase(Locale.ROOT), WebAddress.of(url[0]), status[0]);
    }

    private void call(String method, Optional<WebAddress> address, int status)
        throws ReportException {
      if (address.isEmpty() || method.equals("CONNECT")) {
        others++;
      } else if (status == 0) {
        unanswered++;
      } else {
        if (hosts.size() < MOST_HOSTS && !address.get().origin().isEmpty()) {
          hosts.add(address.get().origin());
        }
        ApiOperation call = new ApiOperation(method, address.get().path());
        Set<Integer> statuses = calls.get(call);
        if (statuses == null) {
          room -= call.path().length();
          if (call.path().length() > LONGEST_PATH || calls.size() >= MOST_CALLS || room < 0) {
            throw json.at("it tells of more calls, or of longer ones, than tests make");
          }
          statuses = new TreeSet<>();
          calls.put(call, statuses);
        }
        statuses.add(status);
      }
    }

    /** The status of an answer; 0 when there was none. */
    private int status() throws ReportException {
      JsonNode status = json.tree();
      if (status.isNull()) {
        return 0;
      }
      if (!status.isNumber()) {
        throw json.at("an answer has a status that is no number");
      }
      double number = status.doubleValue();
      if (number != Math.rint(number)) {
        throw json.at("an answer has a status that is no whole number");
      }
      // -1 and 0 are what tools write where nothing came back.
      return number >= 100 && number <= 999 ? (int) number : 0;
    }
  }
}
