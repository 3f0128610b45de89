package io.throughline.source.jenkins;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is asked of Jenkins' answers. Without {@code tree} it tells all that it knows, which is slow
 * for it and long for us. What a cause says of the person who caused it is not asked for.
 */
final class Tree {
  static final String BUILD =
      "_class,number,url,result,building,timestamp,duration,"
          + "actions[_class,causes[_class,upstreamProject],"
          + "lastBuiltRevision[SHA1,branch[SHA1,name]],remoteUrls,"
          + "queuingDurationMillis,totalCount,failCount,skipCount,urlName],"
          + "artifacts[relativePath],"
          + "changeSet[items[commitId]{0,2}],changeSets[items[commitId]{0,2}]";

  private static final String ENTRY = "_class,name,url,buildable";

  private Tree() {}

  /** The entries of a folder, with the branches of those that have some. */
  static String entries(int from, int to) {
    return api("jobs[" + ENTRY + ",jobs[_class,name,actions[_class]]{0,2000}]" + range(from, to));
  }

  /** The newest build of each branch. */
  static String branches(int from, int to) {
    return api("jobs[name,lastBuild[number]]" + range(from, to));
  }

  /** The newest build of a job. */
  static String newest() {
    return api("lastBuild[number]");
  }

  /** Builds, newest first; the list that is named {@code builds} ends after a hundred. */
  static String builds(int from, int to) {
    return api("allBuilds[" + BUILD + "]" + range(from, to));
  }

  /** One build. */
  static String build() {
    return api(BUILD);
  }

  /** Hardly anything, to see whether it is there. */
  static String nothing() {
    return api("name");
  }

  private static String range(int from, int to) {
    return "{" + from + "," + to + "}";
  }

  private static String api(String tree) {
    return "/api/json?tree=" + URLEncoder.encode(tree, StandardCharsets.UTF_8);
  }
}
