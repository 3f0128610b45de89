package io.throughline.web;

import io.throughline.model.time.Grain;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Addresses of pages, and which outside addresses may become a link. */
public final class Links {
  private Links() {}

  /** The overview in a view. */
  public static String overview(View view) {
    return "/" + search(view.ofClock(null).ofPart(null), null);
  }

  /** A team's page in a view; each metric on the clock that it declares. */
  public static String team(String id, View view) {
    return "/teams/" + encode(id) + search(view.ofTeam(null).ofClock(null).ofPart(null), null);
  }

  /** A metric's page in a view. */
  public static String metric(String id, View view) {
    return "/metric/" + encode(id) + search(view, view.grain());
  }

  /** The items behind a number. */
  public static String items(String id, View view) {
    return "/metric/" + encode(id) + "/items" + search(view, null);
  }

  /** The health of a team in a view. */
  public static String health(View view) {
    return "/health" + search(view.ofClock(null).ofClass(null).ofPart(null), null);
  }

  /** Where the time goes, in a view. */
  public static String investment(View view) {
    return "/investment" + search(view.ofClock(null).ofClass(null).ofPart(null), view.grain());
  }

  /** Open work of a team; null for everyone. */
  public static String ageing(@Nullable String team) {
    return team == null ? "/ageing" : "/ageing?team=" + encode(team);
  }

  /** The way of a ticket. */
  public static String ticket(String key) {
    return "/tickets/" + encode(key);
  }

  /** The sprints of a team. */
  public static String sprints(String team) {
    return "/teams/" + encode(team) + "/sprints";
  }

  /** A sprint, by the digits of its id. */
  public static String sprint(String id) {
    return "/sprints/" + encode(id);
  }

  /** A board, by the digits of its id. */
  public static String board(String id) {
    return "/boards/" + encode(id);
  }

  /** What is to do for the process; null for everyone. */
  public static String toDo(@Nullable String team) {
    return team == null ? "/todo" : "/todo?team=" + encode(team);
  }

  /** The gates of what runs; null for everyone. */
  public static String gates(@Nullable String team) {
    return "/gates" + ofTeam(team);
  }

  /** The gates of the newest build of each branch; null for everyone. */
  public static String gatesOfBranches(@Nullable String team) {
    return "/gates/branches" + ofTeam(team);
  }

  /** The page of a judged build. */
  public static String build(long run) {
    return "/gates/builds/" + run;
  }

  /** A gate on the page of a judged build. */
  public static String gate(long run, String gate) {
    return build(run) + "#gate-" + encode(gate);
  }

  /** What does not say the same twice, in a view. */
  public static String flaky(View view) {
    return "/gates/flaky" + range(view);
  }

  /** Known vulnerabilities of what runs; null for everyone. */
  public static String vulnerabilities(@Nullable String team) {
    return "/gates/vulnerabilities" + ofTeam(team);
  }

  /** Load tests in a view. */
  public static String load(View view) {
    return "/gates/load" + range(view);
  }

  /** What reached production, in a view. */
  public static String deployments(View view) {
    return "/deployments" + plain(view);
  }

  /** The page of a deployment. */
  public static String deployment(long id) {
    return "/deployments/" + id;
  }

  /** Incidents in a view. */
  public static String incidents(View view) {
    return "/incidents" + plain(view);
  }

  /** The page of an incident. */
  public static String incident(long id) {
    return "/incidents/" + id;
  }

  /** The five metrics of DORA in a view. */
  public static String dora(View view) {
    return "/dora" + plain(view);
  }

  /** How production does, in a view. */
  public static String production(View view) {
    return "/production" + plain(view);
  }

  /** What customers say, in a view. */
  public static String customers(View view) {
    return "/customers" + plain(view);
  }

  /** How far deployments come through Git and step by step, in a view. */
  public static String gitops(View view) {
    return "/gitops" + plain(view);
  }

  /** A stored delivery. */
  public static String delivery(String source, long sequence) {
    return "/sources/" + encode(source) + "/deliveries/" + sequence;
  }

  /** The address itself when it is an absolute http or https address; else null. */
  public static @Nullable String outside(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      return web && uri.getHost() != null ? uri.toASCIIString() : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  /** One part of a path or a query, made safe. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String ofTeam(@Nullable String team) {
    return team == null ? "" : "?team=" + encode(team);
  }

  private static String range(View view) {
    return search(view.ofTeam(view.team()).ofClock(null).ofClass(null).ofPart(null), null);
  }

  /** The team or the service, and the range; the rest is no matter of the page. */
  private static String plain(View view) {
    return search(view.ofClock(null).ofClass(null).ofPart(null), null);
  }

  private static String search(View view, @Nullable Grain grain) {
    StringJoiner search = new StringJoiner("&", "?", "").setEmptyValue("");
    add(search, "team", view.team());
    add(search, "service", view.service());
    if (view.weeks() > 0) {
      add(search, "weeks", Integer.toString(view.weeks()));
    } else {
      add(search, "from", view.from().toString());
      add(search, "to", view.to().toString());
    }
    add(search, "grain", grain == null ? null : grain.name().toLowerCase(Locale.ROOT));
    add(search, "class", view.authorClass());
    add(
        search,
        "clock",
        view.clock() == null ? null : view.clock().name().toLowerCase(Locale.ROOT));
    add(search, "part", view.part());
    return search.toString();
  }

  private static void add(StringJoiner search, String name, @Nullable String value) {
    if (value != null) {
      search.add(name + "=" + encode(value));
    }
  }
}
