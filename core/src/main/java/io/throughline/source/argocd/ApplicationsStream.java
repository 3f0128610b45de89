package io.throughline.source.argocd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.FeedRun;
import io.throughline.source.Follower;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.WholeJson;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stream of changes of applications: first all that there are, then each that changed, one JSON
 * object a line. It is asked for without a version to begin at: with one, Argo CD leaves out what
 * happened before the connection was there, which is all that a lost one missed. What did not move
 * is not stored again.
 *
 * <p>That an application is gone is left to the next list, since the stream says so as well of what
 * the token may not see any more.
 */
final class ApplicationsStream implements Follower {
  private static final String PATH = "/api/v1/stream/applications";
  private static final byte[] EVENT = "data:".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FIELDS = "event: id: retry:".getBytes(StandardCharsets.UTF_8);

  @Override
  public String feed() {
    return ApplicationsFeed.ID;
  }

  @Override
  public boolean isWanted(Map<String, String> settings) {
    return !settings.getOrDefault("watch", "true").equals("false");
  }

  @Override
  public void follow(FeedRun run, Hearing hearing) throws SourceException, InterruptedException {
    List<String> wanted = new Api(run).projects();
    StringBuilder path = new StringBuilder(PATH);
    for (String project : wanted) {
      path.append(path.indexOf("?") < 0 ? '?' : '&').append(Api.parameter("projects", project));
    }
    run.http()
        .listen(
            path.toString(),
            new HttpDoor.Lines() {
              @Override
              public void opened() {
                hearing.connected();
              }

              @Override
              public void line(byte[] line) throws SourceException, InterruptedException {
                byte[] json = json(line);
                if (json != null) {
                  take(run, json, wanted, hearing);
                }
              }
            });
  }

  /** The object of a line; null for what only keeps the connection or names an event. */
  private static byte @Nullable [] json(byte[] line) throws SourceException {
    if (line[0] == '{') {
      return line;
    }
    if (starts(line, EVENT)) {
      String rest =
          new String(line, EVENT.length, line.length - EVENT.length, StandardCharsets.UTF_8);
      return rest.isBlank() ? null : rest.strip().getBytes(StandardCharsets.UTF_8);
    }
    if (line[0] == ':' || isField(line) || new String(line, StandardCharsets.UTF_8).isBlank()) {
      return null;
    }
    throw Api.misshapen(PATH, new UnmappableException("", "a line is no event"));
  }

  private static boolean isField(byte[] line) {
    return Arrays.stream(new String(FIELDS, StandardCharsets.UTF_8).split(" "))
        .anyMatch(field -> starts(line, field.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean starts(byte[] line, byte[] with) {
    return line.length >= with.length && Arrays.equals(line, 0, with.length, with, 0, with.length);
  }

  private static void take(FeedRun run, byte[] json, List<String> wanted, Hearing hearing)
      throws SourceException, InterruptedException {
    try {
      JsonValue event = StrictJson.read(json).object();
      JsonValue error = event.optionalObject("error");
      if (error != null) {
        String said = Words.message(error, "message");
        throw new SourceException(
            Remedy.RETRY, "Argo CD ended the stream: " + (said == null ? "it says no more" : said));
      }
      JsonValue result = event.object("result");
      String type = result.requiredText("type");
      hearing.heard();
      if (!type.equals("ADDED") && !type.equals("MODIFIED")) {
        return;
      }
      byte[] application = application(json);
      TakenApp taken = TakenApp.take(run, application, wanted, run.clock().instant());
      if (taken != null && taken.app().rollouts() && worthALook(taken, type)) {
        AppName app = taken.app().app();
        hearing.wish(new Refresh(RolloutsFeed.ID, app.namespace(), app.name()));
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(PATH, e);
    }
  }

  /** Rollouts take their steps while the application stays as it is. */
  private static boolean worthALook(TakenApp taken, String type) {
    return taken.moved() || (type.equals("MODIFIED") && !taken.app().health().equals("healthy"));
  }

  /** The application of an event, as the bytes that came. */
  private static byte[] application(byte[] event) throws UnmappableException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(event)) {
      into(parser, "result");
      into(parser, "application");
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return Arrays.copyOfRange(event, from, (int) parser.currentLocation().getByteOffset());
    } catch (IOException e) {
      throw new UnmappableException("", "not the JSON that was expected");
    }
  }

  /** Goes on to the object in a field of the object at which the parser is or begins. */
  private static void into(JsonParser parser, String field)
      throws IOException, UnmappableException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = field.equals(parser.currentName());
      if (parser.nextToken() == JsonToken.START_OBJECT && found) {
        return;
      }
      parser.skipChildren();
    }
    throw new UnmappableException("/result/application", "no object was found there");
  }
}
